"""Suppressions in front matter."""

from __future__ import annotations

import pytest

from tests.filters.suppressed import FRONT, read


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("\n    dm/bare: 已报备", [("dm/bare", "已报备", "", 4, 5, "dm/bare: 已报备")]),
        ("\n    'dm/bare': \"已报备\"", [("dm/bare", "已报备", "", 4, 5, "'dm/bare': \"已报备\"")]),
        ("\n    dm: 甲，until：2027-01-31", [("dm", "甲", "2027-01-31", 4, 5, "dm: 甲，until：2027-01-31")]),
        (" {dm: 甲, shop: 乙}", [("dm", "甲", "", 3, 12, "dm: 甲"), ("shop", "乙", "", 3, 19, "shop: 乙")]),
        (
            " {dm: {reason: 甲, until: 2027-01-31}}",
            [("dm", "甲", "2027-01-31", 3, 12, "dm: {reason: 甲, until: 2027-01-31}")],
        ),
        ("\n    dm: {until: '2027-01-31'}", [("dm", "", "2027-01-31", 4, 5, "dm: {until: '2027-01-31'}")]),
        ("\n    dm:\n      reason: 甲\n      until:", [("dm", "甲", "", 4, 5, "dm:\n      reason: 甲\n      until:")]),
        ("\n    dm:", [("dm", "", "", 4, 5, "dm:")]),
        (" [dm/bare, shop]", [("dm/bare", "", "", 3, 12, "dm/bare"), ("shop", "", "", 3, 21, "shop")]),
        ("\n    - dm: 甲\n    - shop", [("dm", "甲", "", 4, 7, "dm: 甲"), ("shop", "", "", 5, 7, "shop")]),
        (" dm/bare，shop", [("dm/bare", "", "", 3, 11, "dm/bare"), ("shop", "", "", 3, 19, "shop")]),
        (" 'dm, shop'", [("dm", "", "", 3, 12, "dm"), ("shop", "", "", 3, 16, "shop")]),
        ("", []),
        (" {}", []),
    ],
)
def test_front_matter(written: str, expected: list[tuple[str, str, str, int, int, str]]) -> None:
    text = FRONT.format(written)
    found = [(each.rules[0], each.reason, each.until, each.line, each.column, each.text) for each in read(text)]
    assert found == expected
    assert all((each.start, each.end, each.path) == (0, len(text), "a.md") for each in read(text))


def test_front_matter_and_comments_come_in_the_order_of_the_draft() -> None:
    text = FRONT.format(" dm") + "\n<!-- xhslint-ignore-file shop: 甲 -->"
    assert [each.rules for each in read(text)] == [("dm",), ("shop",)]
    assert read(text.replace("\n", "\r\n"))[0].line == 3
