"""One server for all tests that do not need their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serve.clients import serving
from xhslint.serve.server import PageServer


@pytest.fixture(scope="session")
def server() -> Iterator[PageServer]:
    with serving() as server:
        yield server
