"""Fingerprints: which edits keep them and which change them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.samples import finding
from xhslint.drafts.draft import Draft
from xhslint.linter.merging import merged
from xhslint.model.fingerprint import fingerprints


def one(text: str, span: str = "加微信", rule: str = "demo/word", **about: str) -> str:
    draft = Draft.parse(text, "a.md")
    return fingerprints(text, [finding(draft, span, rule, **about)])[0]


BEFORE = "今天去看房\n想看房的加微信，发你视频\n下次再说"


def test_it_is_the_same_on_every_machine_and_in_every_version() -> None:
    # printf 'demo/word\0加微信\0想看房的\0发你视频\0001' | sha256sum
    assert one(BEFORE) == "afe3fa6ffbb63ec7b72fcb94ecc7cf17"


@pytest.mark.parametrize(
    "after",
    [
        "# 题\n\n" + BEFORE,
        "想看房的加微信，发你视频\n\n今天去看房",
        "\r\n\r\n想看房的加微信，发你视频\r\n",
        "- 想看房的 加微信 ！！发你视频",
        "想看房\u200b的加微信\ufe0f：发你视频",
        "再写些别的，再写些别的，今天我想看房的加微信，发你视频"[-12:],
    ],
)
def test_moved_or_spaced_text_keeps_it(after: str) -> None:
    assert one(after) == one(BEFORE)


def test_disguises_within_the_span_that_do_not_show_keep_it() -> None:
    assert one("想看房的加微\u200b信，发你视频", "加微\u200b信") == one(BEFORE)
    assert one("想看房的加 微 信，发你视频", "加 微 信") == one(BEFORE)
    assert one("ＡＢ加ＶＸ", "加ＶＸ") == one("ab加vx", "加vx")


def test_neither_severity_nor_words_nor_reading_matter() -> None:
    assert one(BEFORE, severity="info", message="别的", advice="别的", reading="加薇信") == one(BEFORE)


@pytest.mark.parametrize(
    "after",
    ["想租房的加微信，发你视频", "想看房的加微信，发你照片", "加微信，发你视频", "加微信"],
)
def test_other_surroundings_change_it(after: str) -> None:
    assert one(after) != one(BEFORE)


def test_rule_and_text_change_it() -> None:
    assert one(BEFORE, rule="demo/other") != one(BEFORE)
    assert one("想看房的加薇❤，发你视频", "加薇❤") != one("想看房的加薇🌹，发你视频", "加薇🌹")


def test_what_is_alike_is_counted() -> None:
    text = "互粉\n互粉\n互粉"
    draft = Draft.parse(text, "a.md")
    first = finding(draft, "互粉")
    alike = [replace(first, start=at, end=at + 2) for at in (0, 3, 6)]
    names = fingerprints(text, alike)
    assert len(set(names)) == 3
    assert fingerprints(text, alike[:2]) == names[:2]
    assert fingerprints("互粉", [first]) == names[:1]


def test_a_span_over_lines_and_a_line_of_any_length() -> None:
    assert one("竖着看\n加\n微\n信哦", "加\n微\n信") == one("横着\n加\r\n微\r\n信哦", "加\r\n微\r\n信")
    far = "。" * 200
    assert one(f"想看房的{far}加微信{far}发你视频") == one("加微信")
    assert one("x" * 10_000_000 + "加微信") == one("x" * 8 + "加微信")


def test_surrogates_do_not_break_it() -> None:
    assert len(one("\ud800加微信\udfff")) == 32


def test_a_merged_finding_has_that_of_its_strictest_part() -> None:
    draft = Draft.parse("想要的私我加微信吧，早点来")
    contact, dm = finding(draft, "加微信", "contact/wechat-add"), finding(draft, "私我加", "dm/bare", "warning")
    assert fingerprints(draft.text, merged([contact, dm])) == fingerprints(draft.text, [contact])
