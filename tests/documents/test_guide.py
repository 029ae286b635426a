"""The pages about documents: what they show is what is printed, and what they name is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.running import make_home
from tests.worktree import ROOT
from xhslint.cli.main import main
from xhslint.config.keys import KEYS
from xhslint.documents.registry import READERS

PAGES = ("documents.md", "documents.zh-CN.md")
EXAMPLES = ROOT / "docs" / "examples" / "documents"


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


@pytest.mark.parametrize("name", [*PAGES, "../README.md", "../README.zh-CN.md"])
def test_what_is_shown_is_what_is_printed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(make_home(tmp_path)))
    monkeypatch.chdir(EXAMPLES)
    shown = re.findall(r"```text\n\$ xhslint (排期.+)\n((?:.+\n)+)```", page(name))
    assert shown
    for line, expected in shown:
        assert main([*shlex.split(line), "--no-config", "--no-cache"]) == 1
        assert capsys.readouterr() == (expected, "")


@pytest.mark.parametrize("name", PAGES)
def test_every_kind_of_document_and_both_languages_have_their_lines(name: str) -> None:
    text = page(name)
    rows = "".join(re.findall(r"^\| (`\..+?) \|", text, re.MULTILINE))
    assert sorted(re.findall(r"`(\.\w+)`", rows)) == sorted(READERS)
    assert {"documents", "columns"} <= {key.name for key in KEYS}
    assert all(option in text for option in ("--documents", "--columns", "--max-document-bytes", "--stdin-filename"))
    headings = [len(re.findall(r"^## ", page(each), re.MULTILINE)) for each in PAGES]
    assert headings[0] == headings[1]


def test_the_examples_hold_what_the_pages_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(make_home(tmp_path)))
    monkeypatch.chdir(EXAMPLES)
    assert main(["排期.xlsx", "--columns", "body=口播稿+置顶评论", "--select", "format", "--no-config"]) == 0
    assert main([".", "--documents", "--fail-on", "error", "--no-config"]) == 1
    assert main([".", "--no-config"]) == 0  # documents in folders are not asked for


@pytest.mark.parametrize("name", PAGES)
def test_the_entry_for_pre_commit_takes_documents_and_drafts(name: str) -> None:
    """The hook itself takes text only, so that no repository changes its result by surprise."""
    pattern = re.search(r"^ +files: (.+)$", page(name), re.MULTILINE)
    assert pattern
    taken = [
        each
        for each in ("a.md", "稿/排期.xlsx", "b.docx", "c.csv", "d.json", "e.xlsx.py")
        if re.search(pattern[1], each)
    ]
    assert taken == ["a.md", "稿/排期.xlsx", "b.docx", "c.csv"]
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert re.findall(r"^ +files: (.+)$", hooks, re.MULTILINE) == [r"\.(md|markdown|txt)$"] * 2
