"""A column or field of a document that says what kind of text its row is."""

from __future__ import annotations

import pytest

from xhslint.base.errors import InputError
from xhslint.documents.columns import Columns
from xhslint.documents.registry import read_notes


def kinds(text: str, path: str) -> list[tuple[str, str | None]]:
    notes = list(read_notes(text.encode(), path, Columns()))
    assert not any(isinstance(each, InputError) for each in notes)
    return [(each.text, each.fields.get("kind")) for each in notes]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["类型", "内容类型", "kind", "类型（必填）"])
def test_a_column_of_a_table(name: str) -> None:
    table = f"{name},标题,正文\n评论,,求链接\n 私信话术 ,,您好\nPROFILE,,爱喝美式\n图文,春天,看花\n,,雨\n"
    assert kinds(table, "a.csv") == [
        ("求链接", "comment"),
        ("您好", "dm-script"),
        ("爱喝美式", "profile"),
        ("春天\n看花", None),
        ("雨", None),
    ]


def test_a_field_of_a_record() -> None:
    lines = (
        '{"text": "求链接", "kind": "comment"}\n{"类型": "主页", "正文": "爱喝美式"}\n{"kind": "video", "text": "雨"}\n'
    )
    assert kinds(lines, "a.jsonl") == [("求链接", "comment"), ("爱喝美式", "profile"), ("雨", None)]


def test_another_column_says_nothing() -> None:
    assert kinds("备注,正文\n评论,求链接\n", "a.csv") == [("求链接", None)]
