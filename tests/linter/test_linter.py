"""The Python API: findings, their order and positions, profiles, selection, pickling, threads."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from tests.rules import examine
from xhslint import Finding, Linter
from xhslint.drafts.draft import Draft

BAD = "春季通勤穿搭\n\n姐妹们想要链接的加薇❤️：momo_8812，\n或者去某宝搜小鹿家居"


def test_a_finding_says_where_what_and_why() -> None:
    finding = Linter().check(BAD)[0]
    assert isinstance(finding, Finding)
    assert finding.rule_id == "contact/wechat-id"
    assert (finding.severity, finding.line, finding.column) == ("error", 3, 9)
    assert BAD[finding.start : finding.end] == finding.text == "加薇❤️：momo_8812"
    assert finding.reading == "加微信：momo_8812"
    kinds = {(d.kind, d.text, d.reads) for d in finding.disguises}
    assert {("homophone", "薇", "微"), ("emoji", "❤", "信")} <= kinds
    assert "微信" in finding.message and finding.advice
    assert finding.sources and all(source.clause and source.url for source in finding.sources)


@pytest.mark.parametrize(
    ("text", "noise"),
    [
        ("想要的加我微丨信", "丨"),
        ("链接放淘丶宝了，搜店名", "丶"),
        ("想学的私丿信我发价格", "丿"),
        ("快来进粉丨丨丝群", "丨丨"),
        ("加我微🌸信", "🌸"),
        ("加我微[玫瑰]信", "[玫瑰]"),
    ],
)
def test_what_stands_inside_a_word_is_told_as_it_is_written(text: str, noise: str) -> None:
    told = {(d.kind, d.text, d.reads) for finding in Linter().check(text) for d in finding.disguises}
    assert ("separator", noise, "") in told


@pytest.mark.parametrize(
    "shop", ["1688", "一六八八", "壹陆捌捌", "一陆8捌", "16八8", "①⑥⑧⑧", "1️⃣6️⃣8️⃣8️⃣", "㊀㊅8八", "1·6·8·8"]
)
def test_a_shop_of_digits_is_read_in_any_script(shop: str) -> None:
    assert [f.reading for f in Linter(select=["shop/search"]).check(f"上{shop}搜老周家的厂")] == ["上1688搜"]


def test_messages_in_english() -> None:
    finding = Linter(lang="en").check(BAD)[0]
    assert "WeChat" in finding.message


def test_findings_come_in_order_and_inside_the_draft() -> None:
    found = Linter().check(BAD)
    assert [f.start for f in found] == sorted(f.start for f in found)
    assert {f.rule_id.split("/")[0] for f in found} >= {"contact", "shop"}


def test_selection_by_id_and_by_family() -> None:
    assert {f.rule_id.split("/")[0] for f in Linter(select=["shop"]).check(BAD)} == {"shop"}
    assert not [f for f in Linter(ignore=["contact"]).check(BAD) if f.rule_id.startswith("contact/")]
    assert [f.rule_id for f in Linter(select=["contact/wechat-id"]).check(BAD)] == ["contact/wechat-id"]


def test_severity_follows_the_profile(tmp_path: object) -> None:
    matcher = "words: [互粉]"
    text = "---\nprofile: paid\n---\n互粉"
    result = examine(tmp_path, matcher, text)  # type: ignore[arg-type]
    assert [f.severity for f in result.findings] == ["error"]


def test_the_profile_of_the_front_matter_counts_unless_one_is_given() -> None:
    text = "---\nprofile: paid\n---\n有问题欢迎私信我"
    paid = {f.severity for f in Linter().check(text) if f.rule_id == "dm/bare"}
    personal = {f.severity for f in Linter("personal").check(text) if f.rule_id == "dm/bare"}
    assert paid == {"warning"}
    assert personal <= {"info"}


def test_findings_carry_the_signals_that_their_words_name() -> None:
    def signals(text: str, lang: str = "zh") -> list[list[tuple[str, str, int]]]:
        return [[(s.key, s.name, s.weight) for s in f.signals] for f in Linter(lang=lang).check(text)]

    follow, like = ("follow", "关注", 8), ("like", "点赞", 1)
    save, comment = ("save", "收藏", 1), ("comment", "评论", 4)
    assert signals("新号来互粉") == [[follow]]
    assert signals("求互赞") == [[like]]
    assert signals("求互❤赞互粉", "en") == [[("follow", "follows", 8), ("like", "likes", 1)]]
    assert signals("代写代发笔记") == [[comment, like, save]]  # the words name none, so all of the rule's
    assert signals("加微信 abc_1234") == [[]]


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        ("2021-12-23", ["community-2018"]),
        ("2021-12-24", ["community-3.2.1"]),
        ("2022-08-01", ["community-3.2.1", "diversion-2022"]),
        ("2025-03-11", ["community-3.2.1", "diversion-2022"]),
        ("2025-03-12", ["community-3.2.1", "diversion-1"]),
    ],
)
def test_a_finding_stands_on_the_clauses_of_the_day(day: str, keys: list[str]) -> None:
    (finding,) = Linter(as_of=day).check("加微信 abc_1234")
    assert [source.key for source in finding.sources] == keys


def test_a_rule_without_a_clause_in_force_is_silent() -> None:
    for day, found in (("2025-10-12", []), ("2025-10-13", ["dm/bare"])):
        assert [f.rule_id for f in Linter("paid", as_of=day).check("有问题欢迎私信我")] == found
    assert Linter("paid").check("有问题欢迎私信我")  # today
    assert Linter("paid", as_of=date(2025, 10, 12)).check("有问题欢迎私信我") == []


def test_a_linter_is_pickled_as_its_settings() -> None:
    linter = Linter("paid", lang="en", select=["contact"], ignore=["contact/phone"], as_of="2026-01-01")
    copy = pickle.loads(pickle.dumps(linter))
    assert copy.as_of == "2026-01-01" and copy.engine.rulebook.in_use == linter.engine.rulebook.in_use
    assert (copy.profile, copy.lang) == ("paid", "en")
    assert copy.check(BAD) == linter.check(BAD)


def test_a_linter_is_shared_among_threads() -> None:
    linter = Linter()
    texts = [BAD, "今天也要开心", "加微信 abc_1234", BAD * 3] * 10
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(linter.check, texts)) == [linter.check(text) for text in texts]


@pytest.mark.parametrize(("code", "found"), [("check", ["加微信 momo_8812"]), ("skip", [])])
def test_code_is_read_unless_it_is_skipped(code: str, found: list[str]) -> None:
    draft = Draft.parse("```\n加微信 momo_8812\n```\n正文加<!-- 给审核看 -->微信 momo_8812", code=code)
    assert [f.text for f in Linter().examine(draft).findings] == [*found, "加<!-- 给审核看 -->微信 momo_8812"]


def test_markdown_marks_are_noise() -> None:
    assert [f.text for f in Linter().check("大家加**微**信")] == ["加**微**信"]


def test_crlf_positions() -> None:
    draft = Draft.parse("标题\r\n\r\n加微信 momo_8812")
    assert [(f.line, f.column) for f in Linter().examine(draft).findings] == [(3, 1)]
