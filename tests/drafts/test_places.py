"""The place in a document of each character of a note."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place, behind


@given(st.text("陶a\r\n", max_size=30), st.integers(0, 30))
def test_a_part_that_is_a_whole_file_has_the_positions_of_the_file(text: str, offset: int) -> None:
    at = min(offset, len(text))
    draft = Draft(text, places=((0, Place(line=1, column=1)),))
    place = draft.place_at(at)
    assert place and (place.line, place.column) == draft.position(at)


@given(st.text("陶a\r\n", max_size=20), st.text("陶a\r\n", max_size=20))
def test_the_place_behind_words_is_that_of_what_follows(before: str, after: str) -> None:
    draft = Draft(before + "." + after, places=((0, Place(line=3, column=7)),))
    assert behind(Place(line=3, column=7), before) == draft.place_at(len(before))


def test_a_character_may_take_several_columns() -> None:
    places = ((0, Place(line=3, column=9)), (2, Place(line=3, column=11, step=6)), (4, Place(line=3, column=23)))
    found = [place for offset in range(7) if (place := Draft("ab陶艺c\n", places=places).place_at(offset))]
    assert [(place.line, place.column) for place in found] == [
        (3, 9),
        (3, 10),
        (3, 11),
        (3, 17),
        (3, 23),
        (3, 24),
        (4, 1),
    ]
    assert behind(Place(line=3, column=11, step=6), "陶艺") == Place(line=3, column=23, step=6)
    assert behind(Place(sheet="一", cell="C2"), "陶艺") == Place(sheet="一", cell="C2")
