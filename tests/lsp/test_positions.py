"""Positions in the three encodings, at exact numbers and, by chance, there and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.lsp.positions import ENCODINGS, Positions
from xhslint.lsp.protocol import ProtocolError

FAMILY = "👨\u200d👩\u200d👧"  # five code points, eight units of UTF-16, eighteen of UTF-8
TEXT = f"薇❤️a\r\n🍑{FAMILY}信\rb\n"
TEXTS = st.text(st.sampled_from("a薇é🍑\ufe0f\u200d\r\n\x85\u2028")) | st.text()


def at(line: int, character: int) -> dict[str, int]:
    return {"line": line, "character": character}


@pytest.mark.parametrize(
    ("encoding", "line", "character", "offset"),
    [
        ("utf-16", 0, 3, 3),
        ("utf-16", 1, 0, 6),
        ("utf-16", 1, 2, 7),
        ("utf-16", 1, 10, 12),
        ("utf-16", 1, 11, 13),
        ("utf-16", 2, 1, 15),
        ("utf-16", 3, 0, 16),
        ("utf-32", 1, 6, 12),
        ("utf-32", 1, 7, 13),
        ("utf-8", 0, 3, 1),
        ("utf-8", 0, 10, 4),
        ("utf-8", 1, 4, 7),
        ("utf-8", 1, 22, 12),
        ("utf-8", 1, 25, 13),
    ],
)
def test_places_behind_emoji_and_line_ends(encoding: str, line: int, character: int, offset: int) -> None:
    positions = Positions(TEXT, encoding)
    assert positions.offset(at(line, character)) == offset
    assert positions.position(offset) == at(line, character)


@pytest.mark.parametrize(
    ("position", "offset"),
    [
        (at(1, 1), 6),  # inside 🍑
        (at(1, 9), 11),  # inside 👧
        (at(0, 99), 4),  # before the line end
        (at(2, 5), 15),
        (at(3, 1), 16),
        (at(99, 0), 16),
    ],
)
def test_places_that_no_character_has(position: dict[str, int], offset: int) -> None:
    assert Positions(TEXT).offset(position) == offset


@pytest.mark.parametrize(
    "position",
    [None, {}, {"line": 0}, at(-1, 0), at(0, -1), {"line": "0", "character": 0}, {"line": True, "character": 0}, []],
)
def test_what_is_no_position(position: Any) -> None:
    with pytest.raises(ProtocolError):
        Positions(TEXT).offset(position)


def test_a_range_that_is_turned_round() -> None:
    assert Positions(TEXT).offsets({"start": at(1, 2), "end": at(0, 1)}) == (1, 7)


@pytest.mark.parametrize(
    ("line", "column", "span"),
    [
        (2, 7, (at(1, 10), at(1, 11))),
        (2, 99, (at(1, 11), at(1, 11))),
        (1, 1, (at(0, 0), at(0, 4))),
        (0, 0, (at(0, 0), at(0, 4))),
        (77, 1, (at(0, 0), at(0, 4))),
    ],
)
def test_the_rest_of_a_line(line: int, column: int, span: tuple[Any, Any]) -> None:
    assert Positions(TEXT).line_span(line, column) == {"start": span[0], "end": span[1]}


@given(TEXTS, st.sampled_from(list(ENCODINGS)), st.data())
def test_every_offset_has_a_position_of_its_own(text: str, encoding: str, data: st.DataObject) -> None:
    positions = Positions(text, encoding)
    inside = {at + 1 for at in range(len(text)) if text[at : at + 2] == "\r\n"}  # no place of its own
    offsets = data.draw(st.lists(st.sampled_from([n for n in range(len(text) + 1) if n not in inside])))
    for offset in offsets:  # in any order, because each is computed from the one before
        position = positions.position(offset)
        assert position == Positions(text, encoding).position(offset)
        assert positions.offset(position) == offset


@given(TEXTS, st.sampled_from(list(ENCODINGS)), st.integers(0, 6), st.integers(0, 30))
def test_every_position_is_a_place_of_the_text(text: str, encoding: str, line: int, character: int) -> None:
    positions = Positions(text, encoding)
    offset = positions.offset(at(line, character))
    assert 0 <= offset <= len(text)
    back = positions.position(offset)
    assert (back["line"], back["character"]) <= (line, character)
