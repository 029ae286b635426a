"""A report never takes the place of a draft, by whatever name the two are given."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.running import POSIX
from xhslint.cli.main import main

Capture = pytest.CaptureFixture[str]


@POSIX
@pytest.mark.parametrize("output", ["notes/a.md", "notes/../notes/a.md", "link.md", "other.md"])
@pytest.mark.parametrize("path", ["notes", "notes/a.md", ".", "link.md"])
@pytest.mark.parametrize("options", [["--format=json", "-o={}"], ["--format=json={}"], ["--fix", "--diff", "-o={}"]])
def test_a_report_over_a_draft(options: list[str], path: str, output: str, stranger: Path, capsys: Capture) -> None:
    before = Path("notes/a.md").read_bytes()
    Path("link.md").symlink_to("notes/a.md")
    os.link("notes/a.md", "other.md")
    args = [part for option in options for part in option.format(output).replace("-o=", "-o\0").split("\0")]
    assert main([path, "--lang=en", *args]) == 2
    assert f"the report {output} would replace the draft " in capsys.readouterr().err
    assert Path("notes/a.md").read_bytes() == before
    assert sorted(os.listdir()) == [".git", "link.md", "notes", "other.md"]


def test_a_report_over_another_report(stranger: Path) -> None:
    for _ in range(2):
        assert main(["notes", "--format=json", "-o", "notes/report.json"]) == 1
