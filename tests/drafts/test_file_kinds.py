"""Files that are no plain text are recognised by their name, or by how they begin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xhslint.base.errors import InputError
from xhslint.drafts.read import read_draft

NAMES = [
    "文案.docx",
    "排期.xlsx",
    "海报.png",
    "图.JPG",
    "页.html",
    "页.htm",
    "稿.pdf",
    "导出.json",
]
LYING = [
    b"PK\x03\x04\x14\x00\x06\x00",
    b"%PDF-1.7\n",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0\x00\x10JFIF",
    b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    rb"{\rtf1\ansi\u21152?\u24494?\u20449?}",
    "<!DOCTYPE html>\n<p>加我微<b>信</b>".encode(),
    "\ufeff\n<HTML lang=zh><body>加&#24494;信".encode(),
    "<!-- 另存于 2026 年 -->\r\n<!doctype HTML><p>加我微<i>信</i>".encode(),
    "<html>加我微<b>信</b>".encode("utf-16"),
    b'<?xml version="1.0"?><p>&#24494;</p>',
    json.dumps({"text": "加微信"}).encode(),
]
PROSE = [
    "<3 这家店",
    "<关于我>",
    "[笑哭R] 第一次来",
    "{不是数据}",
    "{}",
    "PK 一下两支口红",
    "<h1>标题</h1>",
    "{" * 5000,
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_promises_no_plain_text(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("加微信", "utf-8")
    with pytest.raises(InputError, match=r"不是纯文本，没有检查：请把文字另存为 \.txt 或 \.md"):
        read_draft(path)


@pytest.mark.parametrize(
    ("names", "better"),
    [
        (".doc .DOCM .dot .dotx .dotm .wps .wpt .rtf .odt .pages", ".docx"),
        (".xls .XLSM .xlsb .xlt .xltx .xltm .et .ett .ods .numbers", ".xlsx"),
    ],
)
def test_a_format_that_is_not_read_names_the_one_that_is(names: str, better: str, tmp_path: Path) -> None:
    for name in names.split():
        path = tmp_path / f"文案{name}"
        path.write_bytes(b"PK\x03\x04")
        with pytest.raises(
            InputError, match=rf"但这种格式读不了，没有检查：请另存为 \{better} .* save it as \{better}\)"
        ):
            read_draft(path)


@pytest.mark.parametrize("data", LYING)
def test_the_name_of_a_draft_on_something_else(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "文案.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"不是纯文本，没有检查|是图片，后缀却不是图片的，没有检查"):
        read_draft(path)


@pytest.mark.parametrize("text", PROSE)
@pytest.mark.parametrize("name", ["文案.txt", "文案", "文案.log", "v1.2版"])
def test_prose_is_read(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert read_draft(path).text == text
