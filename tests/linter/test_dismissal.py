"""`--explain-quiet`: every silenced match is told once, with what silenced it, and changes no finding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.growth import assert_linear
from tests.rules import examine, linter, spans
from xhslint.cli.main import main
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Checked
from xhslint.linter.linter import Linter
from xhslint.model.explanations import Dismissed

WORD = "words: [互粉]"


def quiet(tmp_path: Path, matcher: str, text: str, other: str = "") -> list[tuple[int, int, str, str, str]]:
    made = linter(tmp_path, matcher, other)
    return [(q.start, q.end, q.by, q.name, q.words) for q in made.examine(Draft.parse(text), explain=True).dismissed]


def test_a_guard_says_its_name_and_the_words(tmp_path: Path) -> None:
    guard = """
    - guard: never
      about: {zh: 拒绝, en: refusal}
      any: [{before: [从不], within: 2}, {after: [免谈], within: 2}]
    """
    rule = f"{WORD}\nunless: [never]"
    assert quiet(tmp_path, rule, "我从不互粉。", guard) == [(3, 5, "guard", "never", "从不")]
    assert quiet(tmp_path, rule, "互粉免谈，🈶互粉", guard) == [(0, 2, "guard", "never", "免谈")]
    made = linter(tmp_path, rule, guard)
    assert made.examine(Draft.parse("从不互粉"), explain=True).dismissed[0].about == "拒绝"


def test_an_ordinary_phrase_and_a_region(tmp_path: Path) -> None:
    assert quiet(tmp_path, f"{WORD}\nallow: [互粉大作战]", "看互粉大作战") == [(1, 3, "allow", "", "互粉大作战")]
    assert quiet(tmp_path, f"{WORD}\nin: [title]", "标题\n\n正文互粉") == [(6, 8, "region", "body", "")]


RESPELLED = """
- lexicon: friends
  reads: 姐妹
  strong: {plain: [姐妹], initials: [uu], homophone: [集眉], emoji: [👭]}
- lexicon: joining
  reads: 进群
  strong: {plain: [进群], homophone: [进裙], emoji: [进👗]}
  weak: {homophone: [进君]}
- guard: told
  about: x
  any: [{before: [好多姐妹], within: 2}, {after: [的小姐妹], within: 0}]
"""
JOINING = "words: [joining, 互粉]\nallow: [可以进群吗]\nunless: [told]"


@pytest.mark.parametrize(
    ("text", "span", "by", "words"),
    [
        ("好多uu喊我互粉", (6, 8), "guard", "好多uu"),
        ("好多集眉喊互粉", (5, 7), "guard", "好多集眉"),
        ("互粉的小uu在敲碗", (0, 2), "guard", "的小uu"),
        ("好·多·集·眉·喊·互·粉", (10, 13), "guard", "好·多·集·眉"),
        ("好🌸多🌸u u互粉", (7, 9), "guard", "好🌸多🌸u u"),
        ("请问可以进裙吗", (4, 6), "allow", "可以进裙吗"),
        ("请问可以进👗吗", (4, 6), "allow", "可以进👗吗"),
        ("可[玫瑰R]以[玫瑰R]进[玫瑰R]裙[玫瑰R]吗", (12, 19), "allow", "可[玫瑰R]以[玫瑰R]进[玫瑰R]裙[玫瑰R]吗"),
        ("Uu都问，好多集眉进裙", (9, 11), "guard", "好多集眉"),
    ],
)
def test_what_dismisses_a_match_may_be_respelled(
    tmp_path: Path, text: str, span: tuple[int, int], by: str, words: str
) -> None:
    ((*told, by_what, _, written),) = quiet(tmp_path, JOINING, text, RESPELLED)
    assert (tuple(told), by_what, written) == (span, by, words)
    assert not linter(tmp_path, JOINING, RESPELLED).check(text)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("好多👭，互粉", "互粉"),  # an emoji by itself may be decoration
        ("uu们快进裙吧", "进裙"),
        ("好多。uu，快互粉", "互粉"),
        ("可以进君吗，互粉", "互粉"),
    ],
)
def test_what_reads_as_no_guard_dismisses_nothing(tmp_path: Path, text: str, span: str) -> None:
    assert [finding.text for finding in linter(tmp_path, JOINING, RESPELLED).check(text)] == [span]


def test_the_work_on_respelled_words_grows_with_the_length(tmp_path: Path) -> None:
    assert_linear(linter(tmp_path, JOINING, RESPELLED).check, "好多uu喊我互粉呀，可以进裙吧。", 500)


def test_a_word_across_the_edge(tmp_path: Path) -> None:
    assert quiet(tmp_path, "words: [加微]", "更加微妙") == [(1, 3, "boundary", "", "")]


DELIVERY = "sequence: [保证|承诺|最快 ..6 @number 天|年|月 ..4 送到|到家|送达]"


@pytest.mark.parametrize("text", ["承诺3天内送到", "承诺3天后送达", "保证2年内送到", "承诺五天里送到", "最快1月内到家"])
def test_a_word_of_place_or_time_inside_a_match_leaves_its_word(tmp_path: Path, text: str) -> None:
    assert spans(tmp_path, DELIVERY, f"本店{text}。") == [text]


def test_another_word_inside_a_match_dismisses_it(tmp_path: Path) -> None:
    assert quiet(tmp_path, "sequence: [加 ..6 微信]", "加班后用微信") == [(0, 6, "boundary", "", "")]
    assert quiet(tmp_path, "sequence: [本 国 ..4 送到]", "本国内外送到") == [(0, 6, "boundary", "", "")]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("手鼓社纳新，想加入的，私信我", "私信我"),
        ("飞盘队招人，想加入的私聊我", "想加入的私聊我"),
        ("拼图社补员，想加入的姐妹私我", "想加入的姐妹私我"),
    ],
)
def test_a_match_begins_at_no_piece_of_a_word_inside_a_term(text: str, span: str) -> None:
    assert [finding.text for finding in Linter().check(text)] == [span]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("有需要的私信我们", "有需要的私信我们"),
        ("抖音搜我们。", "抖音搜我们"),
        ("想要的加我们吧", "想要的加我们"),
        ("有事微信联系我们，都在", "有事微信联系我们"),
        ("有事微信联系咱们", "有事微信联系咱们"),
    ],
)
def test_the_plural_of_i_is_no_other_word(text: str, span: str) -> None:
    assert span in [finding.text for finding in Linter().check(text)]


@pytest.mark.parametrize(
    "text",
    [
        "看 https://fair.example.com/?utm=wx_more 就行",
        "原文 https://read.example.com/a/DC7K0091",
        "前情 https://www.xiaohongshu.com/explore/65abc?v=momo7711",
        "仓库 [tool](https://code.example.com/q77665544/tool)",
        "链接 https://weixin.example.com/read/3",
        "视频 https://video.example.com/watch?v=bC4dF6gH8jK",
        "截图 https://img.example.com/13812030045.png",
    ],
)
def test_nothing_but_the_link_is_found_in_an_address(text: str) -> None:
    result = Linter().examine(Draft.parse(text), explain=True)
    assert {finding.family for finding in result.findings} <= {"link"}
    assert all(quiet.name == "link" for quiet in result.dismissed if quiet.by == "region")


@pytest.mark.parametrize("text", ["微信 momo_7711 https://read.example.com/a", "加v：momo7711（见 www.example.com/a）"])
def test_an_id_beside_an_address_is_found(text: str) -> None:
    assert "contact/wechat-id" in [finding.rule_id for finding in Linter().check(text)]


def test_profile_and_day() -> None:
    text = "有问题欢迎私信我"
    (told,) = Linter("personal").examine(Draft.parse(text), explain=True).dismissed
    assert (told.rule_id, told.by, told.name, told.text) == ("dm/bare", "profile", "personal", "欢迎私信我")
    day = Linter("paid", as_of="2025-10-12").examine(Draft.parse(text), explain=True).dismissed
    assert [(q.rule_id, q.by, q.name) for q in day] == [("dm/bare", "date", "2025-10-12")]


def test_what_another_finding_says_already() -> None:
    result = Linter().examine(Draft.parse("加微信 abc_1234"), explain=True)
    assert [f.rule_id for f in result.findings] == ["contact/wechat-id"]
    assert [(q.rule_id, q.by, q.name) for q in result.dismissed] == [
        ("contact/wechat-add", "finding", "contact/wechat-id")
    ]


def test_explaining_changes_no_finding_and_is_off_by_default() -> None:
    for text in ("谢绝私信问价，加薇❤：momo_8812", "谨防加微信刷单", "不互粉，互赞可以"):
        draft = Draft.parse(text)
        assert Linter().examine(draft).dismissed == []
        assert Linter().examine(draft, explain=True).findings == Linter().examine(draft).findings


def test_nothing_that_is_found_is_also_quiet(tmp_path: Path) -> None:
    result = examine(tmp_path, WORD, "互粉")
    assert result.findings and not result.dismissed


def test_the_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("不加微信，有事评论区说\n", "utf-8")
    assert main(["a.md", "--explain-quiet", "--color=never"]) == 0
    out = capsys.readouterr().out
    assert "没有报告的匹配\n  第 1 行 「加微信」 contact/wechat-add\n        有「不」，属于「拒绝、劝阻" in out
    assert main(["a.md", "--explain-quiet", "--format=json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["drafts"][0]["quiet"]
    assert told["start"] == 1 and told["by"] == "guard" and told["name"] == "refusal" and told["words"] == "不"
    assert main(["a.md", "--format=json"]) == 0
    assert "quiet" not in json.loads(capsys.readouterr().out)["drafts"][0]


def test_every_reason_has_words_in_both_languages() -> None:
    from xhslint.report.parts.dismissals import dismissal_lines
    from xhslint.report.style import Style

    for by in ("guard", "allow", "boundary", "region", "profile", "date", "finding", "score"):
        name = {"region": "body", "profile": "paid"}.get(by, "x")
        told = Dismissed("a/b", 0, 1, 1, 1, "字", by, name, "about", "words")
        for lang in ("zh", "en"):
            event = Checked(Draft.parse("字"), "personal", (), (told,))
            assert len(list(dismissal_lines(event, Style(lang)))) == 4
