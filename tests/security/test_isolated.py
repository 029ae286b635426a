"""`--isolated`: of the folder that is checked, only the drafts count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import POSIX
from xhslint.cli.main import main

Capture = pytest.CaptureFixture[str]
RULE = """
- id: own/x
  severity: error
  message: {zh: 一, en: one}
  advice: {zh: 二, en: two}
  sources: [community-4.4.4]
  words: [海]
  pass: [早, 中, 晚, 春, 秋]
  flag: ["[[海]]", "[[海]] ", "[[海]]。", "早[[海]]", "晚[[海]]"]
"""


@pytest.fixture
def silenced(stranger: Path, capsys: Capture) -> Path:
    """A folder that keeps its findings back: by a configuration, a baseline and a .gitignore."""
    assert main(["baseline", "write", "notes", "--lang=en"]) == 0
    Path("rules.yaml").write_text(RULE, "utf-8")
    Path(".xhslint.yaml").write_text("rules: rules.yaml\nignore: [contact]\nfail-on: never\nlang: en\n", "utf-8")
    Path("notes/b.md").write_text("加我微信 abc12345\n", "utf-8")
    Path("notes/.gitignore").write_text("b.md\n", "utf-8")
    capsys.readouterr()
    return stranger


def test_nothing_of_the_folder_keeps_findings_back(silenced: Path, capsys: Capture) -> None:
    assert main(["notes"]) == 0
    assert "own/x" in capsys.readouterr().out
    assert main(["notes", "--isolated"]) == 1
    out = capsys.readouterr().out
    assert "notes/a.md" in out and "notes/b.md" in out and out.count("contact/wechat-id") >= 2
    assert "own/x" not in out and "2 篇" in out


def test_what_the_command_line_names_counts(silenced: Path, capsys: Capture) -> None:
    assert main(["notes", "--isolated", "--config=.xhslint.yaml"]) == 0
    assert "own/x" in capsys.readouterr().out
    assert main(["notes", "--isolated", "--rules=rules.yaml"]) == 1
    assert "own/x" in capsys.readouterr().out
    assert main(["notes/a.md", "--isolated", "--baseline=.xhslint-baseline.json"]) == 0
    assert main(["notes", "--isolated", "--exclude=notes/"]) == 0


@POSIX
def test_links_in_a_folder_are_passed_over(silenced: Path, capsys: Capture) -> None:
    Path("notes/link.md").symlink_to("a.md")
    Path("notes/below").symlink_to(".")
    Path("notes/b.md").unlink()
    Path("notes/a.md").rename("a.txt")
    assert main(["notes", "--isolated"]) == 0


@POSIX
@pytest.mark.parametrize("path", ["link.md", "folder", "folder/a.md", "folder/", "{}/link.md", "./folder/../link.md"])
def test_named_links_are_refused(path: str, silenced: Path, capsys: Capture) -> None:
    Path("link.md").symlink_to("notes/a.md")
    Path("folder").symlink_to("notes")
    path = path.format(silenced)
    main([path, "--no-config"])  # whose rules would be compiled
    assert "link" not in capsys.readouterr().err
    assert main([path, "notes/b.md", "--isolated", "--lang=en"]) == 2
    out, err = capsys.readouterr()
    assert "is a symbolic link, which --isolated does not follow" in err
    assert "abc12345" in out and "a.md" not in out


@POSIX
def test_links_above_the_current_folder_are_the_users_own(
    silenced: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (tmp_path / "other").symlink_to(silenced)
    monkeypatch.chdir(tmp_path / "other")
    monkeypatch.setenv("PWD", str(tmp_path / "other"))
    assert main(["notes", "--isolated"]) == 1
    assert main([str(tmp_path / "other/notes"), "--isolated"]) == 1
    assert main([".", "--isolated"]) == 1
