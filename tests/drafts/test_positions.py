"""Lines and columns of offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.drafts.draft import Draft


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("", 0, (1, 1)),
        ("春天", 2, (1, 3)),
        ("春\n天", 1, (1, 2)),
        ("春\n天", 2, (2, 1)),
        ("春\r\n天", 2, (1, 3)),
        ("春\r\n天", 3, (2, 1)),
        ("春\r天\r\r", 4, (3, 1)),
        ("春\r天\r\r", 5, (4, 1)),
        ("春\u2028天\x0b\x0c\x85\u2029", 7, (1, 8)),
        ("👨‍👩‍👧\n天", 6, (2, 1)),
        ("---\ntitle: 春\n---\n天", 17, (4, 1)),
    ],
)
def test_position(text: str, offset: int, position: tuple[int, int]) -> None:
    assert Draft.parse(text).position(offset) == position


def naive_position(text: str, offset: int) -> tuple[int, int]:
    line = column = 1
    for index, character in enumerate(text[:offset]):
        if character == "\n" or (character == "\r" and text[index + 1 : index + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    return line, column


@given(st.text(st.sampled_from("\r\n春a😀\u2028\x85")))
def test_position_agrees_with_counting(text: str) -> None:
    draft = Draft(text)
    for offset in range(len(text) + 1):
        assert draft.position(offset) == naive_position(text, offset)
