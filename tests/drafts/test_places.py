"""The place in a document of each character of a note."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place, place_at


@given(st.text("陶a\r\n", max_size=30), st.integers(0, 30))
def test_a_part_that_is_a_whole_file_has_the_positions_of_the_file(text: str, offset: int) -> None:
    at = min(offset, len(text))
    place = place_at(text, ((0, Place(line=1, column=1)),), at)
    assert (place.line, place.column) == Draft.parse(text, front_matter=False).position(at)


def test_a_character_may_take_several_columns() -> None:
    places = ((0, Place(line=3, column=9)), (2, Place(line=3, column=11, step=6)), (4, Place(line=3, column=23)))
    columns = [place_at("ab陶艺c\n", places, offset).column for offset in range(6)]
    assert columns == [9, 10, 11, 17, 23, 24]
    assert place_at("ab陶艺c\n", places, 6) == Place(line=4, column=1)
