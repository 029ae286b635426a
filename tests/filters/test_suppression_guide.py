"""The examples of docs/suppressions.md: each suppression hides a finding and says why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xhslint.cli.main import main

PAGE = (Path(__file__).parents[2] / "docs" / "suppressions.md").read_text("utf-8")


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize(
    "text", [block("html"), block("yaml") + "\n品牌客服QQ：12345678\n\n有人在群里喊：诚信互粉，有关必回\n"]
)
def test_each_suppression_of_the_page_hides_something(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(text, "utf-8")
    args = ["a.md", "--report-unused", "--require-reason", "--as-of", "2026-12-01", "--fail-on", "info", "--lang", "en"]
    assert main(args) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Checked 1 draft: nothing to report. Also ") and err == ""
