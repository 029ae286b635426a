"""The folder in Node: Pyodide answers as this Python does."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.static_page.examples import differences, requests
from tests.static_page.written import NODE
from xhslint.messages.static_page import BROWSER

pytestmark = pytest.mark.slow


def asked(written: Path, questions: list[str]) -> list[str]:
    command = ["node", str(NODE / "answers.mjs"), str(written)]
    done = subprocess.run(command, input="\n".join(questions), capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()[:-1]


def test_all_examples_of_rules_are_answered_alike(written: Path) -> None:
    assert differences(asked(written, [f'["check", {request}]' for request in requests()])) == []


def test_questions_that_are_no_checks(written: Path) -> None:
    document = {"name": "笔记.txt", "base64": "5LuK5aSp5Y676Zyy6JCl"}
    note = {"name": "笔记", "text": "---\nprofile: 个人\n---\n私信我领资料 \ud83c"}
    questions = [("start", {"lang": "en"}), ("document", document), ("report", {"notes": [note]}), ("nothing", {})]
    start, opened, report, nothing = map(json.loads, asked(written, list(map(json.dumps, questions))))
    assert start["lang"] == "en" and start["texts"]
    assert [each["text"] for each in opened["notes"]] == ["今天去露营"]
    assert "私信我领资料" in report["html"] and "Traceback" not in report["html"]
    assert nothing["error"]


def test_pictures_are_neither_offered_nor_read(written: Path) -> None:
    picture = {"name": "海报.JPG", "base64": "/9j/4A==", "lang": "en"}
    start, opened = map(json.loads, asked(written, ['["start", {}]', json.dumps(["document", picture])]))
    assert (
        ".jpg" not in start["suffixes"] and ".docx" in start["suffixes"] and "图片" not in start["texts"]["open.more"]
    )
    assert opened == {"error": BROWSER["en"]["picture"]}
