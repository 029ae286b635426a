"""`xhslint mcp` where the library of its extra is missing or too old."""

from __future__ import annotations

import sys

import pytest

from xhslint.cli.main import main


@pytest.mark.parametrize(("lang", "words"), [("zh", "还要装一个库"), ("en", "needs one more library")])
def test_a_missing_library(
    lang: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp_types", None)  # type: ignore[arg-type]
    assert main(["mcp", "--lang", lang]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1
    assert words in err and "xhslint[mcp]" in err
