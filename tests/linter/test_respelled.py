"""Disguised words in whole drafts: what is found in the corrected text is reported where it stands in the draft."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from xhslint import Finding, Linter

CALLS = (
    ("想要图纸的力口我，备注猫爬架", "加我"),
    ("价格表放在我铸夜了，自己看", "主页"),
    ("想要菜单的看我主y", "主页"),
    ("一起护fèn吗，秒回", "互粉"),
    ("价目表在我🐷页，自己看", "主页"),
    ("想拼团的4我，还差两位", "私我"),
    ("同款去陶bǎo搜半山小铺", "淘宝"),
    ("约妆造sw", "私我"),
    ("信微我加的谱图要想", "加我"),
    ("想\n要\n图\n谱\n的\n私\n我", "私我"),
    ("同款上宝淘搜半山小铺", "淘宝"),
    ("价格都写在我筒介里了，自己看", "简介"),
)
BRAND = """
- respell: [朵朵家]
- key: house
  title: 品牌内规
  clause: 第一条
  url: https://example.com/rules
  grade: P
- id: brand/old-name
  severity: warning
  message: {zh: 旧店名, en: The old name}
  advice: {zh: 换成新店名, en: Use the new name}
  sources: [house]
  words: [朵朵家]
  flag: ["[[朵朵家]]上新"]
  pass: [一朵朵花]
"""


@cache
def linter() -> Linter:
    return Linter()


def check(text: str) -> list[Finding]:
    return [each for each in linter().check(text) if each.severity in ("warning", "error")]


@pytest.mark.parametrize(("text", "word"), CALLS)
def test_a_disguised_call_is_reported_as_it_is_meant(text: str, word: str) -> None:
    assert any(word in each.reading and each.disguises for each in check(text))


@pytest.mark.parametrize(("text", "word"), CALLS)
def test_the_span_is_that_of_the_draft(text: str, word: str) -> None:
    shifted = f"上新啦\n\n{text}"
    assert all(each.text == shifted[each.start : each.end] for each in check(shifted))
    assert {each.text for each in check(shifted)} == {each.text for each in check(text)}


@pytest.mark.parametrize(
    "text",
    [
        "痘痘消了，就剩痘印，慢慢淡化吧",
        "价位合适，违心话一句没有",
        "照我说的步骤做，替我谢谢店员",
        "这条裙子是我自己缝的",
        "下雨了💧💧，路上小心",
        "裙子是某宝淘来的，姐妹们眼光真好",
        "zhu he 和 hu fan 是两个学校的拼音",
    ],
)
def test_ordinary_writing_is_left_alone(text: str) -> None:
    assert not check(text)


def test_a_rule_file_adds_words(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_text(BRAND, "utf-8")
    found = Linter(rules=[path], select=["brand"]).check("躲躲jia上新")
    assert [(each.text, each.reading) for each in found] == [("躲躲jia", "朵朵家")]
