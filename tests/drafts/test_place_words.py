"""What people call places in documents, and where ranges end."""

from __future__ import annotations

import pytest

from xhslint.base.errors import Gap, Problem
from xhslint.documents.note import note
from xhslint.drafts.draft import Draft
from xhslint.drafts.placed import in_document
from xhslint.drafts.places import Place, end_place, place_words
from xhslint.messages.catalogue import both


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        (Place("12月排期", "C38"), "12月排期!C38", "12月排期!C38"),
        (Place("十二月 (终稿)", "AA7"), "'十二月 (终稿)'!AA7", "'十二月 (终稿)'!AA7"),
        (Place("Q4's", "A1"), "'Q4''s'!A1", "'Q4''s'!A1"),
        (Place("2026", "A1"), "'2026'!A1", "'2026'!A1"),
        (Place(cell="B2"), "B2", "B2"),
        (Place(paragraph=7), "第 7 段", "paragraph 7"),
        (Place(paragraph=7, field="comment"), "第 7 段 › 批注", "paragraph 7 › comment"),
        (Place(paragraph=7, field="footnote"), "第 7 段 › 脚注", "paragraph 7 › footnote"),
        (Place(paragraph=7, field="endnote"), "第 7 段 › 尾注", "paragraph 7 › endnote"),
        (Place(field="comment"), "批注", "comment"),  # whose mark is missing
        (Place(record=12, field="desc"), "第 12 条 › desc", "record 12 › desc"),
        (Place(record=12, field="desc", line=12, column=9), "desc", "desc"),
        (Place(record=12, field="comment", line=1, column=900), "第 12 条 › comment", "record 12 › comment"),
        (Place(line=38, column=4), "", ""),
        (Place("表" * 60, "A1"), f"{'表' * 60}!A1", f"{'表' * 60}!A1"),
        (Place("表" * 61, "A1"), f"'{'表' * 59}…'!A1", f"'{'表' * 59}…'!A1"),
        (Place(line=1, column=1, field="f" * 61), f"{'f' * 59}…", f"{'f' * 59}…"),
    ],
)
def test_what_people_call_a_place(place: Place, zh: str, en: str) -> None:
    assert (place_words(place, "zh"), place_words(place, "en")) == (zh, en)


def test_the_end_of_a_range() -> None:
    places = ((0, Place(line=3, column=5)), (2, Place(line=3, column=7, step=6)), (3, Place(line=4, column=1)))
    text = "ab微c\nd"

    def end(start: int, stop: int) -> tuple[int, int]:
        place = end_place(Draft(text).position, places, start, stop)
        return place.line, place.column

    assert [end(0, 1), end(0, 2), end(0, 3), end(2, 4), end(2, 5), end(3, 6)] == [
        *[(3, 6), (3, 7), (3, 13)],
        *[(4, 2), (4, 3), (5, 2)],
    ]
    assert end(3, 3) == (4, 1)  # nothing ends where it begins
    assert end_place(Draft("ab").position, ((0, Place("一", "C2")),), 0, 2) == Place("一", "C2")


def test_problems_of_a_note_are_told_by_their_place_in_the_document() -> None:
    sheet = note("a.xlsx", [("早", Place("一", "B2"))], [("今天\n好", Place("一", "C2"))])
    assert in_document(Problem("a.xlsx", 3, 1, both("binary")), sheet, "en") == Problem(
        "a.xlsx", 0, 0, "一!C2: binary file", (Gap("一", "B2", "binary file"),)
    )
    assert in_document(Problem("a.xlsx", 0, 0, "x"), sheet, "zh") == Problem(
        "a.xlsx", 0, 0, "一!B2：x", (Gap("一", "B2", "x"),)
    )
    table = note("a.csv", [("早", Place(line=2, column=1))], [("今天\n好", Place(line=2, column=4))])
    assert in_document(Problem("a.csv", 3, 1, "x"), table, "zh") == Problem("a.csv", 3, 1, "x")
    assert in_document(Problem("a.csv", 2, 2, "x"), table, "zh") == Problem("a.csv", 2, 5, "x")


def test_other_problems_are_left_as_they_are() -> None:
    rule = Problem("rules/a.yaml", 3, 1, "x")
    assert in_document(rule, note("a.xlsx", [("早", Place("一", "B2"))], []), "zh") is rule
    mistake = Problem("a.md", 3, 1, "x")
    assert in_document(mistake, Draft.parse("一\n二\n三", "a.md"), "zh") is mistake
