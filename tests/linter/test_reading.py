"""Readings: what a finding reads as is what is written, but for the disguises that were undone."""

from __future__ import annotations

import pytest

from xhslint import Finding, Linter
from xhslint.linter.separators import is_disguise
from xhslint.model.findings import edited
from xhslint.rulebook.files.loader import load
from xhslint.ruletest.examples import strictest, unpinned


def rule_of(text: str, rule: str) -> Finding:
    (finding,) = [each for each in Linter(select=[rule]).check(text) if each.rule_id == rule]
    return finding


def undone(finding: Finding) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in finding.disguises]


def is_consistent(finding: Finding, text: str) -> bool:
    """Tell whether a finding reads as something else exactly if it says how that is disguised."""
    written = text[finding.start : finding.end]
    reads = edited(written, finding.undone, finding.start)
    within = all(finding.start <= edit.start < edit.end <= finding.end for edit in finding.undone)
    return within and reads == finding.reading and bool(finding.disguises) == (reads != written)


def test_every_reading_of_the_examples_undoes_a_disguise_and_none_else() -> None:
    rules = load().rules
    linters = {profile: Linter(profile, select=[rule.id for rule in rules]) for profile in set(map(strictest, rules))}
    found = 0
    for rule in rules:
        for example in rule.flag:
            text, _ = unpinned(example)
            for finding in linters[strictest(rule)].check(text):
                found += 1
                assert is_consistent(finding, text), (rule.id, text, finding.reading, finding.disguises)
    assert found > len(rules)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("周日的课想报的加我微信，晚点发你课表", "contact/wechat-add"),
        ("想要“歌单”的私信我，发你一份", "dm/lead"),
        ("想听的扣“糖”领歌单", "dm/ask"),
        ("谱子的评论区扣 1", "ranking/ask"),
        ("想报名的加我QQ：381200662", "contact/qq"),
        ("B站：小满同学Vlog", "contact/other-platform-name"),
        ("学琴的 INS：moonfilm88 见", "contact/instagram"),
        ("私**信我**领歌单", "dm/lead"),
        ("销量NO.1的琴弦", "advertising/first"),
        ("谢谢品牌送的PR礼盒", "disclosure/missing"),
    ],
)
def test_stops_quotes_blanks_and_case_are_no_disguise(text: str, rule: str) -> None:
    finding = rule_of(text, rule)
    assert (finding.reading, finding.disguises, finding.undone) == (finding.text, (), ())


@pytest.mark.parametrize(
    ("text", "rule", "written", "reading", "disguises"),
    [
        ("加薇❤️，发你谱子", "contact/wechat-add", "加薇❤️，发你", "加微信，发你", ["薇", "❤"]),
        ("桃宝🈶️售", "shop/ask", "桃宝🈶️售", "桃宝有售", ["🈶"]),
        ("加薇❤，发你谱子", "contact/wechat-add", "加薇❤，发你", "加微信，发你", ["薇", "❤"]),
        ("上课的加我微·信", "contact/wechat-add", "加我微·信", "加我微信", ["·"]),
        ("互F互赞的来", "ranking/exchange", "互F互赞", "互粉互赞", ["f"]),
        ("hu关互zan都可以", "ranking/exchange", "hu关互zan", "互关互赞", ["hu关", "互zan"]),
        ("官网 ＫＪ８ｔｂ．ｃｎ", "link/domain", "ＫＪ８ｔｂ．ｃｎ", "KJ8tb.cn", ["ＫＪ８ｔｂ．ｃｎ"]),
        ("電子琴課程，報名請私訊我", "dm/ask", "報名請私訊我", "报名请私讯我", ["報", "請", "訊"]),
        ("整箱的可以私\u200b信我拿价格", "dm/lead", "私\u200b信我拿", "私信我拿", ["\u200b"]),
        ("想要谱子的加 我 微 信", "contact/wechat-add", "加 我 微 信", "加我微信", [" "]),
        ("订课打 ０二一 6278 3391", "contact/landline", "０二一 6278 3391", "02162783391", ["0二一 6278 3391"]),
        ("想要谱子的私❤我", "dm/ask", "想要谱子的私❤我", "想要谱子的私信我", ["❤"]),
        ("要-链-接-的-评-论", "ranking/ask", "要-链-接-的-评-论", "要链接的评论", ["-"]),
        ("急出，买～粉～丝～的～滴～滴", "ranking/ask", "买～粉～丝～的～滴～滴", "买粉丝的滴滴", ["～"]),
        ("想订制的薇❤联系我", "contact/ask", "想订制的薇❤联系我", "想订制的微信联系我", ["薇", "❤"]),
        ("宝🍑输店名直达", "shop/ask", "宝🍑输店名直达", "淘宝输店名直达", ["宝🍑"]),
        ("小号taobao点com/shop88", "link/shop", "taobao点com/shop88", "taobao.com/shop88", ["点"]),
        (
            "看https：//deer-home。com/a",
            "link/external",
            "https：//deer-home。com/a",
            "https：//deer-home.com/a",
            ["。"],
        ),
    ],
)
def test_only_what_is_disguised_reads_otherwise(
    text: str, rule: str, written: str, reading: str, disguises: list[str]
) -> None:
    finding = rule_of(text, rule)
    assert (finding.text, finding.reading) == (written, reading)
    assert [each for _, each in undone(finding)] == disguises


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        ("138 8712 6634", "phone"),
        ("138-8712-6634", "phone"),
        ("１３８８７１２６６３４", "phone"),
        ("１３８ ８７１２ ６６３４", "phone"),
        ("+86 138 8712 6634", "phone"),
        ("0086-13887126634", "phone"),
        ("021-6278 3391", "landline"),
        ("(021)62783391", "landline"),
        ("（021）6278 3391", "landline"),
        ("0571 87650432", "landline"),
        ("400-820-7713", "landline"),
        ("+62 812-3456-7890", "landline"),
    ],
)
def test_a_number_in_groups_is_no_disguise(number: str, rule: str) -> None:
    finding = rule_of(f"订课打 {number}", f"contact/{rule}")
    assert (finding.text, finding.reading, finding.disguises) == (number, number, ())


@pytest.mark.parametrize(
    ("number", "reading"),
    [
        ("1③⑧ 8712 6634", "138 8712 6634"),
        ("一三八 8712 6634", "13887126634"),
        ("138o7126634", "13807126634"),
        ("l3887126634", "13887126634"),
        ("138🌸8712🌸6634", "13887126634"),
        ("1️⃣3️⃣8️⃣87126634", "13887126634"),
    ],
)
def test_other_signs_for_digits_are_a_disguise(number: str, reading: str) -> None:
    finding = rule_of(f"订课打 {number}", "contact/phone")
    assert (finding.text, finding.reading) == (number, reading) and finding.disguises


@pytest.mark.parametrize(
    ("gap", "before", "after", "disguises"),
    [
        (" ", "微", "信", True),
        (" ", "品", "牌寄", True),
        (" ", "私信", "我", False),
        (" ", "扣", "1", False),
        ("“", "扣", "要", False),
        ("，", "关注我", "发你", False),
        ("，", "微", "信", True),
        (".", "no", "1", False),
        (".", "五", "星", True),
        ("-", "v", "x", True),
        (" ", "word", "版", False),
        ("·", "1", "6", True),
        ("🌸", "粉", "丝", True),
        ("\ufe0f", "有", "售", False),
        ("\n", "微", "信", True),
    ],
)
def test_noise_disguises_a_term_where_it_cuts_a_word(gap: str, before: str, after: str, disguises: bool) -> None:
    assert is_disguise(gap, before, after) == disguises
