"""The settings of editors in docs/editors.md, tried on what xhslint writes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.worktree import ROOT
from xhslint.cli.main import main
from xhslint.messages.catalogue import say
from xhslint.model.findings import LANGUAGES

PAGE = (ROOT / "docs" / "editors.md").read_text("utf-8")
CAPTION = "# 周末手作\n\n想学的姐妹加我微信：handmade_2020\n"


def block(language: str, word: str) -> str:
    """Return the fenced block of the page in a language that holds a word."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (found,) = (each for each in blocks if word in each)
    return str(found)


@pytest.fixture
def note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    note = tmp_path / "笔 记.md"
    note.write_text(CAPTION, "utf-8")
    return note


def output(args: list[str], note: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the lines that a command of an editor writes about a note."""
    assert args[0] == "check"
    assert main([str(note) if "ile" in each else each for each in args if each != "--watch"]) == 1
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("number", [0, 1])
def test_vs_code_lists_the_problems(number: int, note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    task: dict[str, Any] = json.loads(block("json", "tasks"))["tasks"][number]
    (line,) = output(task["args"], note, capsys)
    pattern = task["problemMatcher"]["pattern"]
    found = re.fullmatch(pattern["regexp"], line)
    assert found
    said = {key: found[pattern[key]] for key in ("line", "column", "severity", "code")}
    assert said == {"line": "3", "column": "6", "severity": "error", "code": "contact/wechat-id"}
    assert Path(found[pattern["file"]]).resolve() == note
    gone = re.fullmatch(pattern["regexp"], "gone.md:1:1: error 找不到文件")
    assert gone and (gone[pattern["code"]], gone[pattern["message"]]) == (None, "找不到文件")


def test_vs_code_sees_where_a_round_of_a_watch_begins_and_ends() -> None:
    background = json.loads(block("json", "tasks"))["tasks"][1]["problemMatcher"]["background"]
    for lang in LANGUAGES:
        assert re.match(background["beginsPattern"], say(lang, "watch.checking"))
        assert re.match(background["endsPattern"], say(lang, "watch.waiting"))


def test_sublime_text_jumps_to_the_place(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build = json.loads(block("json", "file_regex"))
    (line,) = output(build["cmd"][1:], note, capsys)
    found = re.match(build["file_regex"], line)
    assert found and found.group(1, 2, 3) == (str(note), "3", "6")


@pytest.mark.skipif(not shutil.which("vim"), reason="no vim here")
def test_vim_lists_the_problems(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = output(["check", "--format", "concise", "--", str(note)], note, capsys)
    Path("errors").write_text(line + "\n", "utf-8")
    commands = [
        each.replace("setlocal", "set") for each in block("vim", "errorformat").splitlines() if "errorformat" in each
    ]
    show = "call writefile([json_encode(map(getqflist(), {_, each -> [each.lnum, each.col, each.type]}))], 'found')"
    script = "\n".join([*commands, "cgetfile errors", show, "qall!"])
    Path("script.vim").write_text(script + "\n", "utf-8")
    subprocess.run(["vim", "-u", "NONE", "-es", "-S", "script.vim"], check=True, timeout=60)
    assert json.loads(Path("found").read_text("utf-8")) == [[3, 0, "e"]]


@pytest.mark.parametrize(
    ("language", "word"),
    [("lua", "nvim_create_autocmd"), ("vim", "lsp#"), ("elisp", "eglot"), ("json", "clients"), ("json", "servers")],
)
def test_every_editor_starts_the_same_server(language: str, word: str) -> None:
    assert re.search(r"""["']xhslint["'],? ["']lsp["']""", block(language, word))
    if language == "json":
        json.loads(block(language, word))
