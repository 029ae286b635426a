"""The pictures that a draft names, wherever it names them."""

from __future__ import annotations

import pytest

from tests.growth import assert_linear
from xhslint.drafts.draft import Draft
from xhslint.pictures.references import references


def named(text: str) -> list[tuple[str, tuple[int, int]]]:
    draft = Draft.parse(text)
    return [(each.target, draft.position(each.start)) for each in references(draft)]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("![](a.jpg)", "a.jpg"),
        ("![海报](图/海报 1.jpg)", "图/海报 1.jpg"),
        ('![海报](a.jpg "周末 陶艺")', "a.jpg"),
        ("![海报](<a (1).jpg>)", "a (1).jpg"),
        ("![](a(1).jpg)", "a(1).jpg"),
        ("![](https://example.com/a.jpg?x=1)", "https://example.com/a.jpg?x=1"),
        ("![[a.jpg]]", "a.jpg"),
        ("![[图/a.jpg|300]]", "图/a.jpg"),
        ('<img alt="海报" src="a&amp;b.jpg">', "a&b.jpg"),
        ("<img src=a.jpg>", "a.jpg"),
        ("![海报][一]\n\n[一]: a.jpg", "a.jpg"),
        ("![一][]\n\n[一]: <a b.jpg>", "a b.jpg"),
        ("---\ncover: a.jpg\n---\n好", "a.jpg"),
        ("---\ncover: {image: a.jpg, alt: 海报}\n---\n好", "a.jpg"),
        ("---\nimages: [a.jpg]\n---\n好", "a.jpg"),
    ],
)
def test_a_picture_is_named(text: str, target: str) -> None:
    assert [each for each, _ in named(text)] == [target]


def test_pictures_have_their_lines_and_columns() -> None:
    text = "---\nimages:\n  - a.jpg\n  - b.png\n---\n# 题\n\n好 ![](c.webp)\n"
    assert named(text) == [("a.jpg", (3, 5)), ("b.png", (4, 5)), ("c.webp", (8, 3))]


@pytest.mark.parametrize(
    "text",
    [
        "[同款](a.jpg)",
        "![海报]",
        "!(a.jpg)",
        "<!-- ![](a.jpg) -->",
        "![](  )",
        "<imgx src=a.jpg>",
        "---\ncover: true\n---\n好",
    ],
)
def test_nothing_is_named(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize("piece", ["![", "![](", "![a](a(", "![[a", "<img ", '<img src="', '![a]("a" ', "[a]: "])
def test_hostile_marks_are_read_in_linear_time(piece: str) -> None:
    assert_linear(lambda text: references(Draft.parse(text)), piece)
