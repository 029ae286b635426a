"""Paths as the shells of Windows hand them over: wildcards that nobody has expanded, quotation marks that belong to no name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from xhslint.cli import typed_paths
from xhslint.cli.main import main
from xhslint.cli.typed_paths import expanded

BAD = "# 周末手作\n\n想学的姐妹加我微信：handmade_2020\n"
GOOD = "# 周末手作\n\n今天做了一只小陶碗，釉色更加微妙了。\n"


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(typed_paths, "SHELL_EXPANDS", False)
    (tmp_path / "notes").mkdir()
    for name in ("b.md", "a.md", "a.txt", "[1].md", "notes/一.md", ".hidden.md", "排期.xlsx", "~$排期.xlsx"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["*.md"], ["[1].md", "a.md", "b.md"]),
        (["b.md", "?.txt"], ["b.md", "a.txt"]),
        (["notes/*"], ["notes/一.md"]),
        (["[1].md"], ["[1].md"]),
        (["*.docx", "a.md"], ["*.docx", "a.md"]),
        (["-", "notes"], ["-", "notes"]),
        (['notes"'], ["notes"]),
        (['b.md"', "notes"], ["b.md", "notes"]),
        (['gone"'], ["gone"]),
        (['"'], ['"']),
        (["*.xlsx"], ["排期.xlsx"]),
        ([], []),
    ],
)
def test_patterns_become_the_files_that_match(notes: Path, paths: Sequence[str], expected: Sequence[str]) -> None:
    assert [Path(path) for path in expanded(paths)] == [Path(path) for path in expected]


def test_what_a_shell_leaves_is_a_name(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typed_paths, "SHELL_EXPANDS", True)
    assert expanded(["*.md"]) == ("*.md",)


@pytest.mark.parametrize("command", [["check"], ["baseline", "write"]])
def test_commands_take_patterns(notes: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    (notes / "b.md").write_text(BAD, "utf-8")
    status = main([*command, "?.md", "--lang", "en"])
    output = capsys.readouterr()
    assert output.err == ""
    if command == ["check"]:
        assert status == 1 and "Checked 2 drafts: 1 error" in output.out
    else:
        assert status == 0 and "b.md" in (notes / ".xhslint-baseline.json").read_text("utf-8")
