"""The forms for issues: they ask, in both languages, for the output of commands that exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.worktree import ROOT
from xhslint.cli.main import main

FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
BAD = "# 周末手作\n\n想学的姐妹加我微信：handmade_2020\n"

each_form = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)


def questions(path: Path) -> list[dict[str, Any]]:
    """The labels and descriptions of what a form asks."""
    form = yaml.safe_load(path.read_text("utf-8"))
    return [each["attributes"] for each in form["body"] if each["type"] != "markdown"]


def test_there_are_forms_for_false_alarms_and_misses() -> None:
    assert [path.stem for path in FORMS][:2] == ["1-false-alarm", "2-missed-offence"]


@each_form
def test_a_form_asks_in_chinese_first_and_in_english(path: Path) -> None:
    for question in questions(path):
        chinese, _, english = question["label"].partition(" / ")
        assert re.search("[一-鿿]", chinese) and english.isascii() and english


@each_form
def test_the_commands_whose_output_is_asked_for_work(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "draft.md").write_text(BAD, "utf-8")
    monkeypatch.chdir(tmp_path)
    text = " ".join(question.get("description", "") for question in questions(path))
    commands = [shlex.split(command) for command in re.findall("`(xhslint .+?)`", text)]
    assert ["xhslint", "--version"] in commands
    for command in commands:
        status = main(command[1:])
        output = capsys.readouterr().out
        assert (status, "contact/wechat-id" in output) == ((1, True) if "check" in command else (0, False)), command
