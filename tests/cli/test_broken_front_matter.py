"""A draft whose front matter is broken is checked all the same, with the front matter as part of its text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.samples import main

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("folder")

BROKEN = (
    "title: 好物：第1期: 面霜",
    "title: @小满",
    "tags: #a\ntags: #b",
    "title: 618",
    "profile: 品牌",
    "title：面霜",
)


def report(capsys: Capture, *args: str) -> tuple[int, dict[str, Any], str]:
    status = main([*args, "--format", "json"])
    out, err = capsys.readouterr()
    return status, json.loads(out), err


@pytest.mark.parametrize("front", BROKEN)
def test_the_message_stays_and_the_draft_is_checked(front: str, folder: Path, capsys: Capture) -> None:
    (folder / "n.md").write_text(f"---\n{front}\n---\n想要的加微信", "utf-8")
    status, said, err = report(capsys, "n.md")
    (draft,) = said["drafts"]
    assert status == 2
    assert [each["rule"] for each in draft["findings"]] == ["contact/wechat-add"]
    assert draft["profile"] == "personal"
    assert {each["path"] for each in said["errors"]} == {"n.md"}
    assert all(line.startswith("n.md:") for line in err.splitlines())


def test_what_the_front_matter_says_is_checked_too(folder: Path, capsys: Capture) -> None:
    (folder / "n.md").write_text("---\ntitle: 好物：第1期: 加微信\n---\n正文", "utf-8")
    status, said, _ = report(capsys, "n.md")
    (found,) = said["drafts"][0]["findings"]
    assert (status, found["line"], found["column"]) == (2, 2, 16)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", "检查了 2 篇笔记，有 1 处写错了，见报错。\n"),
        ("en", "Checked 2 drafts: 1 mistake in a draft, see the messages.\n"),
    ],
)
def test_nobody_is_told_that_it_was_not_checked(lang: str, told: str, folder: Path, capsys: Capture) -> None:
    (folder / "n.md").write_text("---\ntitle: @小满\n---\n今天晴", "utf-8")
    assert main(["n.md", "good.md", "--lang", lang]) == 2
    assert capsys.readouterr().out == told


@pytest.mark.parametrize("options", [["--fix"], ["--unsafe-fixes"], ["--fix", "--diff"]])
def test_such_a_draft_is_not_fixed(options: list[str], folder: Path, capsys: Capture) -> None:
    text = "---\ntitle: @小满\nlink: https://example.com/x\n---\n想要的加微信"
    (folder / "n.md").write_text(text, "utf-8")
    assert main(["n.md", *options]) == 2
    assert "n.md: 没有修复" in capsys.readouterr().err
    assert (folder / "n.md").read_text("utf-8") == text
