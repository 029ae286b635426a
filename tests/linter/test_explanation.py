"""`--explain`: each finding and each dismissed match says which group of phrases and which words matched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rules import linter
from xhslint.cli.main import main
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.model.explanations import Explanation, MatchedTerm

GROUPS = """
sequence:
  call-first: [dm 问价, dm ..4 拿货]
  goods-first: ["尾单 ..6, dm!", 现货 ..6 dm!]
"""
LEXICON = """
- lexicon: dm
  reads: 私信我
  strong: {plain: [私信我], homophone: [丝我]}
"""


@pytest.mark.parametrize(
    ("text", "group", "phrase", "terms"),
    [
        (
            "今晚尾单三件，丝我",
            "goods-first",
            "尾单 ..6, dm!",
            [MatchedTerm(2, 4, "尾单", "尾单", ""), MatchedTerm(7, 9, "丝我", "私信我", "dm")],
        ),
        (
            "😊私·信·我 问价",
            "call-first",
            "dm 问价",
            [MatchedTerm(1, 6, "私·信·我", "私信我", "dm"), MatchedTerm(7, 9, "问价", "问价", "")],
        ),
        (
            "私信我可以拿货",
            "call-first",
            "dm ..4 拿货",
            [MatchedTerm(0, 3, "私信我", "私信我", "dm"), MatchedTerm(5, 7, "拿货", "拿货", "")],
        ),
    ],
)
def test_a_finding_names_its_group_phrase_and_words(
    tmp_path: Path, text: str, group: str, phrase: str, terms: list[MatchedTerm]
) -> None:
    made = linter(tmp_path, GROUPS, LEXICON)
    (finding,) = made.examine(Draft.parse(text), explain=True).findings
    assert finding.explanation == Explanation("rule.yaml:8", group, phrase, tuple(terms))
    assert [text[term.start : term.end] for term in terms] == [term.text for term in terms]


def test_the_other_alternatives_of_matchers(tmp_path: Path) -> None:
    for matcher, text, phrase in (
        ("words: [互粉, 互赞]", "来互赞吧", "互粉|互赞!"),
        ("near: {all: [店名, 客服], within: 6}", "客服会发店名", "店名 + 客服"),
        ("contact: {introducer: [企鹅, 扣扣号], id: [qq]}", "扣扣号 2468135790", "扣扣号"),
    ):
        (finding,) = linter(tmp_path, matcher).examine(Draft.parse(text), explain=True).findings
        assert finding.explanation is not None
        assert (finding.explanation.group, finding.explanation.phrase) == ("", phrase)


def test_a_dismissed_match_says_what_matched_and_what_dismissed_it() -> None:
    dismissed, _ = Linter("personal").examine(Draft.parse("谢绝私信我问价"), explain=True).dismissed
    assert (dismissed.by, dismissed.name, dismissed.words) == ("guard", "dm-refusal", "谢绝")
    assert dismissed.explanation is not None
    assert [term.text for term in dismissed.explanation.terms] == ["私信我", "问价"]


def test_nothing_is_explained_unasked_and_a_limit_has_no_words() -> None:
    (finding,) = Linter().check("加薇❤：taoci_2046")
    assert finding.explanation is None
    (finding,) = Linter().examine(Draft.parse("一" * 21 + "\n\n正文"), explain=True).findings
    assert (finding.rule_id, finding.explanation) == ("format/title-length", None)


def test_the_reports_of_explain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("今天加薇❤：taoci_2046\n\n谢绝私信我问价\n", "utf-8")
    main(["a.md", "--no-config", "--explain"])
    shown = capsys.readouterr().out
    assert "        命中 「加」（add）、「薇❤」（wechat）、「taoci_2046」\n" in shown
    assert "        message-to-buy：「私信我」（dm）、「问价」（price）\n" in shown
    assert "        规则见 rules/dm/dm.yaml:" in shown
    main(["a.md", "--no-config", "--explain", "--lang", "en"])
    assert "        words  “加” (add), “薇❤” (wechat), “taoci_2046”\n" in capsys.readouterr().out
    main(["a.md", "--no-config", "--explain", "--format", "json"])
    (draft,) = json.loads(capsys.readouterr().out)["drafts"]
    (finding,) = draft["findings"]
    assert finding["explanation"]["terms"][1] == {
        "name": "wechat",
        "start": 3,
        "end": 5,
        "text": "薇❤",
        "reads": "微信",
    }
    assert all("explanation" in each or each["by"] == "finding" for each in draft["quiet"])


@pytest.mark.parametrize("form", ["text", "json"])
def test_explain_quiet_alone_adds_no_explanation(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("今天加薇❤：taoci_2046\n\n谢绝私信我问价\n", "utf-8")
    main(["a.md", "--no-config", "--explain-quiet", "--format", form])
    shown = capsys.readouterr().out
    assert "谢绝" in shown and "命中" not in shown and "explanation" not in shown
