"""Bytes become text in the encoding they are in, or a message that says where they are not text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.base.errors import InputError
from xhslint.drafts.decode import decode, line_column, sniff

CAPTION = "周末去郊外露营🏕️\r\n带了炉子和两把椅子，风很大但很开心～\n\n#露营 #周末去哪儿 ootd 100%"
TRADITIONAL = "這個週末和朋友們去爬山，說好了要早起，結果還是睡過頭了。"

SENTENCES = (
    "早餐做了葱油拌面，",
    "面条煮三分钟捞出过凉水。",
    "✨今日份快乐✨",
    "价格 39.9 元，",
    "第一次学着织围巾！",
    "#手作日记 ",
    "阳台的月季开了😀",
    "\n",
    "\r\n\r\n",
    "city walk 路线：外滩—武康路",
    "「慢慢来，比较快」",
)
CAPTIONS = st.lists(st.sampled_from(SENTENCES), min_size=2).map("".join).filter(lambda text: len(text.strip()) > 3)


@pytest.mark.parametrize("text", [CAPTION, TRADITIONAL, "好看", "hello", "", "\n"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_utf8(text: str, mark: bytes) -> None:
    assert decode(mark + text.encode(), "a.md") == text
    assert sniff(mark + text.encode()) == ("utf-8", len(mark))


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("gb18030", b""),
        ("gb18030", b"\x84\x31\x95\x33"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
@pytest.mark.parametrize(
    "text", [CAPTION, TRADITIONAL, "今天也要好好吃饭", "高中物理笔记整理好了", "#手作日记 #手作日记 "]
)
def test_other_encodings(text: str, name: str, mark: bytes) -> None:
    data = mark + text.encode(name)
    assert decode(data, "a.md") == text
    encoding = sniff(data)
    assert encoding == (name, len(mark))
    assert data[: encoding.bom] + text.encode(encoding.name) == data


@pytest.mark.parametrize("text", ["plain English in Notepad", "a\n", "title: ootd\r\n"])
def test_utf16_of_ascii_is_known_by_its_zero_bytes(text: str) -> None:
    assert decode(text.encode("utf-16-le"), "a.txt") == text
    assert decode(text.encode("utf-16-be"), "a.txt") == text


@given(CAPTIONS, st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"]))
def test_captions_survive_every_encoding(text: str, name: str) -> None:
    assert decode(text.encode(name), "a.md") == text


@given(st.text())
def test_utf8_is_never_taken_for_something_else(text: str) -> None:
    text = text.lstrip("\ufeff").translate(dict.fromkeys([*range(32), *range(127, 160)]))
    assert decode(text.encode(), "a.md") == text


@given(st.binary() | st.binary().map(lambda data: codecs.BOM_UTF16_LE + data))
def test_any_bytes_give_text_or_an_input_error(data: bytes) -> None:
    try:
        text = decode(data, "a.md")
    except InputError as error:
        (problem,) = error.problems
        assert problem.path == "a.md"
        assert "\n" not in problem.message
    else:
        name, bom = sniff(data)
        assert text.encode(name) == data[bom:]


@pytest.mark.parametrize(
    "text", ["加\x08微\x0b信，第二行\x1f", "春日野餐\x7f", "hello\x08 world", "周末\x02去海边看日出吧"]
)
def test_stray_control_characters_stay_for_the_rules(text: str) -> None:
    assert decode(text.encode(), "a.md") == text


@pytest.mark.parametrize(
    ("data", "where"),
    [
        pytest.param("第一行\r\n第二".encode() + b"\xff\xe4", "a.md:2:3: 字节 0xff 无法按 UTF-8 解码", id="utf-8"),
        pytest.param("春天的樱花开了".encode()[:-1], "a.md:1:7: 字节 0xe4 无法按 UTF-8 解码", id="utf-8 cut short"),
        pytest.param(
            "第一行\n第二行\n".encode("gb18030") + b"\xff\xb0", "a.md:3:1: 字节 0xff 无法按 GB18030 解码", id="gb18030"
        ),
        pytest.param("露营\r帐篷".encode("utf-16") + b"\x4e", "a.md:2:3: 字节 0x4e 无法按 UTF-16-LE", id="utf-16"),
        pytest.param(
            codecs.BOM_UTF8 + "好".encode("gb18030"), "a.md:1:1: 字节 0xba 无法按 UTF-8", id="mark is believed"
        ),
        pytest.param("多謝光臨，歡迎再來".encode("big5"), "a.md:1:1: 字节 0xa6 无法按 UTF-8", id="big5"),
        pytest.param("甲\n乙\0丙".encode(), "a.md:2:2: 不是文本文件，含空字符 (binary file: NUL character)", id="nul"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.md: 不是文本文件 (binary file)", id="png"),
        pytest.param(b"\x1f\x8b\x08\x08\x9a\x02\xff\xfe\x01", "a.md: 不是文本文件 (binary file)", id="gzip"),
        pytest.param(b"\x01\x02\x03abc", "a.md: 不是文本文件 (binary file)", id="control characters"),
    ],
)
def test_refusals(data: bytes, where: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "a.md")
    assert str(caught.value).startswith(where)


def test_damaged_utf8_is_not_read_as_gb18030() -> None:
    for cut in range(1, 3):
        data = "这个周末我们去海边看日出".encode()
        with pytest.raises(InputError, match="UTF-8"):
            decode(data[:-cut], "a.md")
        with pytest.raises(InputError, match="UTF-8"):
            decode(data[cut:], "a.md")


@pytest.mark.parametrize(
    ("before", "position"),
    [("", (1, 1)), ("ab", (1, 3)), ("a\n", (2, 1)), ("a\r\nb", (2, 2)), ("a\rb\n\n", (4, 1)), ("a\u2028b😀", (1, 5))],
)
def test_line_column(before: str, position: tuple[int, int]) -> None:
    assert line_column(before) == position
