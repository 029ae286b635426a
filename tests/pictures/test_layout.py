"""The order in which lines are read, the parts of long pictures, and codes that were taken for words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.pictures.layout import LONG, in_reading_order, outside, tiles, without_repeats
from xhslint.pictures.reading import Line


def texts(*lines: Line) -> list[str]:
    return [line.text for line in in_reading_order(lines)]


def test_lines_are_read_from_top_to_bottom_and_from_left_to_right() -> None:
    title, left, right = Line("题", (300, 10, 90, 60)), Line("左", (10, 100, 90, 60)), Line("右", (400, 95, 90, 60))
    assert texts(right, left, title) == ["题", "左", "右"]


def test_columns_are_read_from_right_to_left() -> None:
    first, second = Line("先读这列", (500, 100, 60, 400)), Line("再读这列", (400, 110, 60, 380))
    assert texts(second, first) == ["先读这列", "再读这列"]


def test_a_column_beside_lines_is_read_as_a_whole() -> None:
    column = Line("竖排一列", (900, 100, 60, 400))
    lines = [Line("一", (10, 90, 200, 60)), Line("二", (10, 200, 200, 60)), Line("三", (10, 300, 200, 60))]
    assert texts(column, *lines) == ["一", "竖排一列", "二", "三"]


@given(st.integers(1, 5000), st.integers(1, 60_000))
def test_the_parts_of_a_picture_overlap_and_cover_it(width: int, height: int) -> None:
    parts = list(tiles(width, height))
    assert parts[0].top == 0 and parts[-1].bottom == height
    assert all(part.top < part.bottom <= part.top + LONG * width + 1 or len(parts) == 1 for part in parts)
    assert all(after.top <= before.bottom for before, after in pairwise(parts))


def test_of_a_line_at_the_edge_of_two_parts_the_whole_one_is_kept() -> None:
    cut, whole, other = Line("加微", (0, 90, 100, 20)), Line("加微信", (0, 92, 150, 40)), Line("好", (0, 200, 50, 40))
    assert without_repeats([cut], [whole, other]) == [whole, other]


def test_the_pattern_of_a_code_is_no_line() -> None:
    code = Line("https://example.com", (100, 100, 200, 200))
    pattern, beside = Line("O彩O", (120, 180, 160, 60)), Line("扫我", (310, 180, 90, 60))
    around = Line("很大的字盖着码", (0, 0, 900, 900))
    assert outside([pattern, beside, around], [code]) == (beside, around)


@pytest.mark.parametrize("size", [(1, 1), (1, 60_000), (60_000, 1)])
def test_any_picture_has_parts(size: tuple[int, int]) -> None:
    assert list(tiles(*size))
