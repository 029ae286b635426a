"""The folder, written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.static_page.written import missing, write_folder


@pytest.fixture(scope="package")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder as it is written with the real Pyodide."""
    if reason := missing():
        pytest.skip(reason)
    out = tmp_path_factory.mktemp("page") / "out"
    write_folder(out)
    return out
