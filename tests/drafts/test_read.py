"""Drafts read from files, and what is reported when they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from xhslint.base.errors import InputError
from xhslint.drafts.read import read_draft, read_text


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests work in a folder of their own, with relative paths."""
    monkeypatch.chdir(tmp_path)


def test_read() -> None:
    Path("a.md").write_bytes("\ufeff# 春天\r\n\r\n晒被子\r\n".encode("utf-16-le"))
    assert read_text("a.md") == "# 春天\r\n\r\n晒被子\r\n"
    draft = read_draft(Path("a.md"))
    assert (draft.text, draft.path) == ("# 春天\r\n\r\n晒被子\r\n", "a.md")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("none.md", "none.md: 找不到文件 (no such file or folder)"),
        ("folder", "folder: 是文件夹，不是文件 (is a folder)"),
        ("a.md/b.md", "a.md/b.md: 无法读取：文件夹不存在 (cannot read: no such folder)"),
        ("a\0", "a\0: 路径无效 (invalid path)"),
        ("picture.md", "picture.md: 是图片，后缀却不是图片的，没有检查"),
        ("sound.md", "sound.md: 不是文本文件 (binary file)"),
        ("broken.md", "broken.md:2:1: 字节 0xff 无法按 UTF-8 解码"),
        ("front.md", "front.md:2:10: profile 应是"),
    ],
)
def test_unreadable(path: str, message: str) -> None:
    Path("a.md").touch()
    Path("folder").mkdir()
    Path("picture.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    Path("sound.md").write_bytes(b"\xff\xfb\x90\x64\0\x0f\xf0\0" * 9)
    Path("broken.md").write_bytes("春天\n".encode() + b"\xff")
    Path("front.md").write_text("---\nprofile: vip\n---\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_draft(path)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        "????????mumu520???,????????!\n",
        "??????\n",
        "#??[topic]# ????,????\n",
        "????:188-0000-1234\n??\n",
        "2024 ????? vlog\r\n",
        "???V??mumu520\n",
    ],
)
def test_chinese_that_became_question_marks_is_not_read(text: str) -> None:
    Path("a.txt").write_bytes(text.encode("ascii"))
    with pytest.raises(InputError, match=r"^a\.txt: 中文好像都变成了问号，没有检查.*xhslint -"):
        read_draft("a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "真的????\n????mumu520",
        "Really???? Who else does that????\n",
        "Ready?? Yes?? Go!??\n",
        "What?!?! No way!????\n",
        "why? how? when? where?\n",
        "??? is the answer\n",
        "see https://example.com/a?b=1??\n",
    ],
)
def test_questions_are_read(text: str) -> None:
    Path("a.txt").write_text(text, "utf-8")
    assert read_draft("a.txt").text == text
