"""What the classifier saw in a call, how it came to its score, and the calls that it nearly reports."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from tests.judged import CALL, NEAR, linter
from xhslint.base.records import replace
from xhslint.classify.features import (
    CLASS,
    EDGE,
    END,
    GRAM,
    KIND_NEAR,
    LENGTH,
    LENGTHS,
    PAIR,
    POSITION,
    QUOTE,
    START,
    STOP,
    Feature,
)
from xhslint.classify.model import ENDS, POSITIONS
from xhslint.classify.wording import feature_text
from xhslint.drafts.draft import Draft
from xhslint.linter import telling
from xhslint.linter.linter import Linter
from xhslint.linter.merging import merged
from xhslint.matching.calls import judge_clause
from xhslint.model.disguises import Disguise
from xhslint.model.findings import Finding, is_call
from xhslint.model.judgements import Contribution, Judgement, Seen
from xhslint.rulebook.compiled.compiled_rulebook import loads
from xhslint.rulebook.compiled.encode import dump

SEEN = (Seen("want", "想要", ("想学",)), Seen("people", "称呼", ("姐妹",)), Seen("reach", "找我", ("联系我",)))
ENGLISH = (
    Seen("want", "wish", ("想学",)),
    Seen("people", "readers addressed", ("姐妹",)),
    Seen("reach", "finding the author", ("联系我",)),
)


def in_english(made: Linter) -> Linter:
    return Linter(lang="en", rulebook=made.engine.rulebook)


def only(made: Linter, text: str, explain: bool = False) -> Finding:
    (finding,) = made.examine(Draft.parse(text), explain).findings
    return finding


@pytest.mark.parametrize("explain", [False, True])
def test_a_call_says_what_was_seen_in_the_language_of_the_linter(tmp_path: Path, explain: bool) -> None:
    made = linter(tmp_path)
    finding = only(made, CALL, explain)
    assert (finding.text, finding.seen) == (CALL, SEEN)
    assert only(in_english(made), CALL, explain).seen == ENGLISH


def test_words_are_those_of_the_draft_and_disguises_stay_told(tmp_path: Path) -> None:
    finding = only(linter(tmp_path), "想·学就朝我，找我")
    assert finding.seen == (Seen("want", "想要", ("想·学",)), Seen("reach", "找我", ("朝我",)))
    assert finding.reading == "想学就找我"
    assert Disguise("homophone", "朝", "找") in finding.disguises


def test_one_class_is_named_once(tmp_path: Path) -> None:
    assert only(linter(tmp_path), "想学想要就找我").seen == (
        Seen("want", "想要", ("想学", "想要")),
        Seen("reach", "找我", ("找我",)),
    )


def test_words_that_do_not_speak_for_the_call_are_not_told() -> None:
    (finding,) = Linter(select=["dm/ask"]).check("你把我名字拿到买东西的那个地方敲我")
    assert [seen.words for seen in finding.seen] == [("你",), ("敲我",)]  # neither 把 nor 买


def test_pieces_of_other_words_are_not_told() -> None:
    (finding,) = Linter(select=["ranking/ask"]).check("千粉以上优先")
    assert [seen.words for seen in finding.seen] == [("千粉",)]


def test_other_rules_see_nothing() -> None:
    (finding,) = Linter(select=["contact/wechat-id"]).check("加薇❤：taoci_2046")
    assert finding.seen == ()


def test_a_finding_is_pickled_with_what_was_seen(tmp_path: Path) -> None:
    finding = only(linter(tmp_path), CALL, explain=True)
    kept = pickle.loads(pickle.dumps(finding))
    assert kept == finding and kept.seen == SEEN and kept.explanation == finding.explanation


def test_what_was_seen_is_told_once_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def named_parts(*args: Any) -> tuple[Seen, ...]:
        told.append("told")
        return telling_parts(*args)

    telling_parts = telling.named_parts
    monkeypatch.setattr(telling, "named_parts", named_parts)
    finding = only(linter(tmp_path), CALL)
    assert is_call(finding) and not told
    assert finding.seen == finding.seen == SEEN and told == ["told"]
    (other,) = Linter(select=["contact/wechat-id"]).check("加薇❤：taoci_2046")
    assert not is_call(other)


def test_a_merged_finding_has_what_any_of_its_parts_saw() -> None:
    def found(rule: str, start: int, end: int, *seen: Seen) -> Finding:
        text = "想要的私聊加微信"[start:end]
        return Finding(rule, "error", start, end, 1, start + 1, text, text, "", "", (), seen=seen)

    want, dm, you = Seen("want", "想要", ("想要的",)), Seen("dm", "私信", ("私聊",)), Seen("dm", "私信", ("微信",))
    (one,) = merged([found("contact/id", 2, 8), found("dm/ask", 0, 5, want, dm), found("contact/ask", 3, 8, dm, you)])
    assert one.rule_id == "contact/id" and one.also == ("dm/ask", "contact/ask")
    assert one.seen == (want, Seen("dm", "私信", ("私聊", "微信")))
    assert [part.seen for part in one.parts] == [(), (want, dm), (dm, you)]


def test_a_score_is_told_with_what_makes_it(tmp_path: Path) -> None:
    made = linter(tmp_path)
    explanation = only(made, CALL, explain=True).explanation
    assert explanation and [term.name for term in explanation.terms] == ["want", "people", "reach"]
    assert explanation.judgement == Judgement(
        score=62,
        likely=0,
        bias=-100,
        pro=(
            Contribution("want@0", "本句：想要", 50),
            Contribution("reach@0", "本句：找我", 40),
            Contribution("want>reach", "“想要 … 找我”", 30),
            Contribution("people@0", "本句：称呼", 20),
            Contribution("0“联系”", "“联系”", 12),
            Contribution("$0reach", "句末：找我", 9),
            Contribution("people>reach", "“称呼 … 找我”", 5),
        ),
        con=(Contribution("position=first", "第一句", -4),),
        rest=0,
    )
    assert only(made, CALL).explanation is None


def test_at_most_eight_features_are_told_and_the_rest_is_added_up() -> None:
    draft = Draft.parse("想学的姐妹联系我，发你课表")
    (finding,) = Linter(select=["dm/ask"]).examine(draft, explain=True).findings
    assert finding.explanation and finding.explanation.judgement
    told = finding.explanation.judgement
    assert len(told.pro) == 8 and len(told.con) <= 8
    assert [each.weight for each in told.pro] == sorted((each.weight for each in told.pro), reverse=True)
    assert told.score == told.bias + told.rest + sum(each.weight for each in (*told.pro, *told.con))
    assert all(each.weight < 0 for each in told.con) and told.score >= told.likely


def test_the_score_told_is_that_of_the_scanner() -> None:
    made = Linter()
    for text in ("想学的姐妹联系我，发你课表", "喜欢的可以问我\n有事滴滴我哦，带价来", "店铺链接在主页“置顶”里！"):
        scan = made.engine.scan(Draft.parse(text))
        for start, _, score, _ in made.engine.index.scored(scan.text):
            assert judge_clause(scan, start)[0] == score


def test_near_misses_are_told_when_asked_for(tmp_path: Path) -> None:
    made = linter(tmp_path)
    result = made.examine(Draft.parse(NEAR), explain=True)
    assert result.findings == []
    (told,) = result.dismissed
    assert (told.rule_id, told.text, told.by, told.name) == ("brand/rule", "想要就呼我", "score", "-10 < 0")
    assert (told.about, told.words) == ("反对的有 -30 前一句：past", "")
    assert told.explanation and told.explanation.judgement and told.explanation.judgement.score == -10
    (told,) = in_english(made).examine(Draft.parse(NEAR), explain=True).dismissed
    assert told.about == "against it: -30 clause before: past"
    assert made.examine(Draft.parse(NEAR)).dismissed == []


def test_a_near_miss_without_anything_against_it(tmp_path: Path) -> None:
    (told,) = linter(tmp_path).examine(Draft.parse("好\n呼我哦"), explain=True).dismissed
    assert (told.name, told.about) == ("-60 < 0", "没有反对的，只是支持得不够")


def test_what_a_finding_of_the_family_reports_is_no_near_miss(tmp_path: Path) -> None:
    other = """
    - id: brand/word
      severity: error
      message: {zh: 不行, en: "No"}
      advice: {zh: 删去, en: Delete it}
      sources: [house]
      words: [呼我]
      flag: ["[[呼我]]"]
      pass: [无]
    """
    result = linter(tmp_path, other).examine(Draft.parse(NEAR), explain=True)
    assert [finding.rule_id for finding in result.findings] == ["brand/word"] and result.dismissed == []


def test_a_near_miss_is_none_for_a_rule_that_is_off(tmp_path: Path) -> None:
    made = Linter(rulebook=linter(tmp_path).engine.rulebook, severity=[("brand", "off")])
    assert made.examine(Draft.parse(NEAR), explain=True).dismissed == []


IN_WORDS: list[tuple[Feature, str, str]] = [
    ((CLASS, 0, 0), "本句：找我", "this clause: finding the author"),
    ((CLASS, -2, 0), "前第二句：找我", "two clauses before: finding the author"),
    ((CLASS, 1, 1), "后一句：给你好处", "clause behind: giving"),
    ((KIND_NEAR, 0, -1, 4), "找我 + 前一句：想要", "finding the author + clause before: wish"),
    ((PAIR, 0, 4, 0), "“想要 找我”相连", "“wish, finding the author” adjacent"),
    ((PAIR, 1, 4, 0), "“想要 … 找我”相近", "“wish … finding the author” close"),
    ((PAIR, 2, 4, 0), "“想要 … 找我”", "“wish … finding the author”"),
    ((EDGE, 0, 0, 4), "句首：想要", "beginning: wish"),
    ((EDGE, 1, 1, 4), "句末隔 1 字：想要", "1 character from the end: wish"),
    ((EDGE, 1, 2, 4), "句末隔几字：想要", "some characters from the end: wish"),
    ((LENGTH, 1), "5 到 8 字", "5 to 8 characters"),
    ((POSITION, 2), "最后一句", "last clause"),
    ((END, 1), "后面是逗号", "before a comma"),
    ((QUOTE,), "有引号", "quotation marks"),
    ((GRAM, 0, ord("私"), ord("我")), "“私我”", "“私我”"),
    ((GRAM, -1, ord("私"), ord("我")), "前一句“私我”", "clause before: “私我”"),
    ((GRAM, 0, START, ord("私")), "句首“私”", "beginning: “私”"),
    ((GRAM, 0, ord("我"), STOP), "句末“我”", "end: “我”"),
    ((GRAM, 0, START, ord("私"), ord("我"), STOP), "整句“私我”", "whole clause: “私我”"),
]


@pytest.mark.parametrize(("feature", "chinese", "english"), IN_WORDS)
def test_a_feature_in_words(tmp_path: Path, feature: Feature, chinese: str, english: str) -> None:
    classifier = linter(tmp_path).engine.index.classifier
    assert classifier
    assert [each.name for each in classifier.classes] == ["reach", "give", "past", "people", "want"]
    assert feature_text(feature, classifier, "zh") == chinese
    assert feature_text(feature, classifier, "en") == english


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_feature_has_words(tmp_path: Path, lang: str) -> None:
    classifier = linter(tmp_path).engine.index.classifier
    assert classifier
    made = [feature_text((kind, *rest), classifier, lang) for kind, *rest in all_features()]
    assert all(made) and len(set(made)) == len(made)
    nameless = replace(classifier, classes=tuple(replace(each, text={}) for each in classifier.classes))
    assert feature_text((CLASS, 0, 4), nameless, lang).endswith("want")


def all_features() -> list[Feature]:
    return [
        *((CLASS, zone, 0) for zone in range(-2, 3)),
        *((KIND_NEAR, 0, zone, 1) for zone in (-1, 1)),
        *((PAIR, gap, 1, 2) for gap in range(3)),
        *((EDGE, side, distance, 3) for side in range(2) for distance in range(3)),
        *((LENGTH, size) for size in range(len(LENGTHS) + 1)),
        *((POSITION, which) for which in range(len(POSITIONS))),
        *((END, mark) for mark in range(len(ENDS))),
        (QUOTE,),
    ]


def test_a_compiled_rulebook_tells_the_same(tmp_path: Path) -> None:
    made = linter(tmp_path)
    book = loads(dump(made.engine.rulebook, "k"), "k")
    assert book and book.index.classifier and book.index.classifier.precision == {"dm": 93}
    compiled = Linter(rulebook=book)
    for text in (CALL, NEAR, f"{NEAR}\n\n{CALL}"):
        draft = Draft.parse(text)
        one, other = (each.examine(draft, explain=True) for each in (made, compiled))
        assert one == other and (one.findings or one.dismissed)
        for told, again in zip([*one.findings, *one.dismissed], [*other.findings, *other.dismissed], strict=True):
            assert told.explanation and told.explanation == again.explanation
