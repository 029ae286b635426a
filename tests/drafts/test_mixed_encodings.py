"""Files of which a part is UTF-8 and a part GB18030 are refused where they change; files in one encoding never are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.base.errors import InputError
from xhslint.drafts.decode import decode
from xhslint.drafts.mixed_encodings import first_change

GB, UTF = "gb18030", "utf-8"
LINE = st.text("今天去公园散步，顺路买了三个面包和一杯豆浆。花开得很好！", min_size=6, max_size=30)


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ([("湖边的风很大。\n", GB), ("明天再来一次\n", UTF)], "2:1: 从这里起编码由 GB18030 变成了 UTF-8"),
        ([("湖边的风很大。\n", UTF), ("明天再来一次\n", GB)], "2:1: 从这里起编码由 UTF-8 变成了 GB18030"),
        ([("湖边的风很大。", GB), ("明天再来一次\n", UTF)], "1:8: 从这里起编码由 GB18030 变成了 UTF-8"),
        ([("湖边的风很大。\r\n\r\n", GB), ("🌊 好\r\n", UTF)], "3:1: 从这里起编码由 GB18030 变成了 UTF-8"),
        ([("# Lake\n湖边\n", UTF), ("plain words\n风很大。\n", GB)], "4:1: 从这里起编码由 UTF-8 变成了 GB18030"),
        ([("湖边的风很大。\n" * 40, GB), ("好\n", UTF)], "41:1: 从这里起编码由 GB18030 变成了 UTF-8"),
        ([("好大\n", GB), ("湖边的风很大，明天再来一次。\n" * 40, UTF)], "2:1: 从这里起编码由 GB18030 变成了 UTF-8"),
    ],
)
def test_a_change_of_encoding_is_refused_where_it_is(parts: list[tuple[str, str]], place: str) -> None:
    data = b"".join(text.encode(name) for text, name in parts)
    with pytest.raises(InputError) as caught:
        decode(data, "湖边.md")
    assert [str(each).split("，")[0] for each in caught.value.problems] == [f"湖边.md:{place}"]


def test_the_message_in_english() -> None:
    with pytest.raises(InputError) as caught:
        decode("湖边的风很大。\n".encode(GB) + "明天再来一次\n".encode(), "a.md")
    (problem,) = caught.value.problems
    said = "the file mixes GB18030 and UTF-8: from here on it is UTF-8; save all of it as UTF-8"
    assert problem.in_language("en").message == said


@given(st.lists(LINE, min_size=1, max_size=6), st.lists(LINE, min_size=1, max_size=6), st.booleans())
def test_any_two_texts_joined_are_told_at_the_seam(first: list[str], then: list[str], gb_first: bool) -> None:
    names = (GB, UTF) if gb_first else (UTF, GB)
    head = "".join(f"{line}\n" for line in first).encode(names[0])
    change = first_change(head + "\n".join(then).encode(names[1]))
    assert change == (len(head), *names)


@given(st.text(st.characters(codec="gb2312"), max_size=200))
def test_text_in_one_encoding_is_never_taken_for_two(text: str) -> None:
    assert first_change(text.encode(GB)) is None
    assert first_change(text.encode(UTF)) is None


def test_damaged_utf_8_is_still_named_by_its_byte() -> None:
    data = "湖边的风很大。\n明天再来".encode()[:-1] + "一次\n".encode()
    with pytest.raises(InputError, match="无法按 UTF-8 解码"):
        decode(data, "a.md")
