"""What surrounds a match: lists of headings, questions to the readers."""

from __future__ import annotations

import pytest

from tests.matching.detectors.test_accounts import found


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("名片：姓名 / 意向 / 技能 / 联系", ["姓名", "意向", "技能", "联系"]),
        ("四栏：需求|教育|经历|联系。一页写完", ["需求", "教育", "经历", "联系"]),
        ("四栏：需求｜教育｜经历", ["需求", "教育", "经历"]),
        ("表头：姓名、意向、联系\n下一行", ["姓名", "意向", "联系"]),
        ("课件、真题、教程，要的私信", []),  # a sentence goes on
        ("姓名 / 联系", []),  # two are no list
        ("意向 · 经历 · 联系", ["意向", "经历", "联系"]),
        ("价格 / 尺码 / 私信我", []),  # a call is no heading
        ("价格 / 尺码 / 颜色 都有", []),  # a sentence goes on
        ("需 / 要 / 的 / 私", []),  # drawn apart
        ("姓·名 / 意·向 / 联·系", ["姓·名", "意·向", "联·系"]),  # as is every word
        ("姓名 / 意向 | 技能 / 联系", []),  # marks differ
        ("https://a.example/path/to/page", []),
    ],
)
def test_the_cells_of_a_list_of_headings(text: str, cells: list[str]) -> None:
    assert [written for written, _ in found("heading", text)] == cells


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("有住过这栋宿舍的学姐吗，急", "有住过这栋宿舍的学姐吗"),
        ("在线等，有没有懂相机维修的朋友吗？", "有没有懂相机维修的朋友吗"),
        ("有去过的嘛", "有去过的嘛"),
        ("有没有读研的学姐，急", "有没有读研的学姐"),
        ("有没有想学的姐妹", ""),
        ("有想了解的姐妹吗", ""),
        ("有想要的吗", ""),
        ("有没买过的吗", ""),
        ("有需要的吗，用过都说好", ""),
        ("有住过的。好吗", ""),
    ],
)
def test_a_question_that_asks_who_has_done_it(text: str, question: str) -> None:
    assert found("asked-around", text) == ([(question, question)] if question else [])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("景区把缆车低价出售", ["把"]),
        ("老公将茶具转让", ["将"]),
        ("想把沙发低价出", []),
        ("准备把沙发低价出", []),
        ("今天把沙发低价出", []),
        ("把沙发低价出", []),
        ("他将来再说", []),
    ],
)
def test_what_somebody_else_did_with_a_thing(text: str, written: list[str]) -> None:
    assert [each for each, _ in found("disposal", text)] == written
