"""Calls: the clauses that the classifier takes for calls, and what of them is underlined."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.classifying import FILE, rulebook
from xhslint.classify.features import CLASS, PAIR, clause_features
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.matching.calls import Call, clauses_of, contributions, find_calls, is_cut_pun, is_whole, likely_calls
from xhslint.matching.scan import Scan


@cache
def bundled() -> Linter:
    return Linter()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("淘宝店“纸鹿研究所”收藏减一块", ("shop/ask", "淘宝店“纸鹿研究所”收藏减一块")),
        ("只收微信转账", ("trade/ask", "只收微信转账")),
        ("收藏我一篇我收藏你两篇", ("ranking/ask", "收藏我一篇我收藏你两篇")),
        ("想学联系我", ("dm/ask", "想学联系我")),
    ],
)
def test_plain_calls_are_found_from_word_to_word(text: str, expected: tuple[str, str]) -> None:
    assert [(each.rule_id, each.text) for each in bundled().check(text)] == [expected]


def calls(tmp_path: Path, text: str) -> list[tuple[str, str, str, int]]:
    scan = Linter(rulebook=rulebook(tmp_path)).engine.scan(Draft.parse(text))
    return [(scan.text[call.start : call.end], call.act, call.level, call.score) for call in every_call(scan)]


def every_call(scan: Scan) -> list[Call]:
    """The calls in a scan, of which those that are likely are also found by themselves."""
    found = find_calls(scan)
    assert likely_calls(scan) == [call for call in found if call.level == "likely"]
    return found


def test_scores_levels_and_acts(tmp_path: Path) -> None:
    assert calls(tmp_path, "私信我") == [("私信我", "dm", "possible", -40)]
    assert calls(tmp_path, "想学联系我") == [("想学联系我", "dm", "likely", 10)]
    assert calls(tmp_path, "明天想要的去淘宝店看") == [("想要的去淘宝店", "shop", "likely", 15)]
    assert calls(tmp_path, "“淘宝店”") == []  # -60
    assert calls(tmp_path, "想学") == []
    assert calls(tmp_path, "") == []


def test_a_disguised_word_makes_a_call_from_a_lower_score_on(tmp_path: Path) -> None:
    text = FILE.replace("possible: -50", "possible: -50\n  disguised: -100") + "- respell: [淘宝店]\n"
    linter = Linter(rulebook=rulebook(tmp_path, text=text))

    def found(draft: str) -> list[tuple[str, str, int]]:
        scan = linter.engine.scan(Draft.parse(draft))
        return [(scan.text[call.start : call.end], call.level, call.score) for call in every_call(scan)]

    assert found("“他们想要的陶bao店”") == [("想要的淘宝店", "likely", -95)]
    assert found("“他们想要的淘宝店”。想要的陶bao店") == [("想要的淘宝店", "likely", 15)]
    assert found("“陶bao店”") == []  # one word alone may sound like another by chance
    assert [each.text for each in linter.check("“他们想要的陶bao店”")] == ["想要的陶bao店"]


def test_a_misspelled_word_makes_a_possible_call_a_likely_one(tmp_path: Path) -> None:
    text = FILE + "- {extend: call-dm, strong: {homophone: [丝信我 = 私信我, 私心 = 私信], initials: [sxw = 私信我]}}\n"
    linter = Linter(rulebook=rulebook(tmp_path, text=text))

    def found(draft: str) -> list[tuple[str, int]]:
        return [(call.level, call.score) for call in every_call(linter.engine.scan(Draft.parse(draft)))]

    assert found("私信我") == [("possible", -40)]
    assert found("丝信我") == [("likely", -40)]
    assert found("亻言封。私亻言我") == [("likely", -40)]
    assert found("私心") == [("possible", -40)]  # a word of its own
    assert found("sxw") == [("possible", -40)]  # shorter, not disguised
    assert found("“丝信我”") == []  # -70


def test_each_sentence_has_its_own_call(tmp_path: Path) -> None:
    found = calls(tmp_path, "想学联系我。想要的去淘宝店！天气真好\n私信我")
    assert [call[0] for call in found] == ["想学联系我", "想要的去淘宝店", "私信我"]


def test_clauses_of_one_sentence_near_each_other_are_one_call(tmp_path: Path) -> None:
    assert [call[0] for call in calls(tmp_path, "私信我，想学联系我")] == ["想学联系我"]  # the better one
    far = "私信我，" + "天" * 20 + "，想学联系我"
    assert [call[0] for call in calls(tmp_path, far)] == ["私信我", "想学联系我"]


def test_a_hashtag_is_a_clause_of_its_own(tmp_path: Path) -> None:
    assert calls(tmp_path, "#想学#私信我") == [("私信我", "dm", "possible", -40)]
    assert [call[0] for call in calls(tmp_path, "想学联系我#淘宝店")] == ["想学联系我"]


def test_a_character_that_seldom_stands_for_a_word_means_nothing(tmp_path: Path) -> None:
    plain = "strong: {plain: [私信我, 联系我]}"
    weak = FILE.replace(plain, f"{plain}, weak: {{homophone: [斯, 斯我]}}")
    scan = Linter(rulebook=rulebook(tmp_path, text=weak)).engine.scan(Draft.parse("想学斯。想学斯我"))
    assert [scan.text[call.start : call.end] for call in find_calls(scan)] == ["想学斯我"]


def test_ordinary_words_hide_those_in_them(tmp_path: Path) -> None:
    assert calls(tmp_path, "想要的问淘宝店员") == []
    assert calls(tmp_path, "想学期末联系我") == [("联系我", "dm", "possible", -40)]


def test_harmless_words_are_not_underlined(tmp_path: Path) -> None:
    text = "他们说想要的去淘宝店想要的想学联系我"
    (call,) = calls(tmp_path, text)
    assert call[0] == text[3:]


def test_what_was_seen_is_named_by_class(tmp_path: Path) -> None:
    scan = Linter(rulebook=rulebook(tmp_path)).engine.scan(Draft.parse("想学联系我"))
    ((hits, start, end),) = [(call.hits, call.start, call.end) for call in find_calls(scan)]
    assert [(hit.name, hit.term.reads, hit.start, hit.end) for hit in hits] == [
        ("want", "想学", 0, 2),
        ("dm", "联系我", 2, 5),
    ]
    assert (start, end) == (0, 5)


def test_a_call_is_underlined_only_so_far(tmp_path: Path) -> None:
    text = "想学" + "天" * 40 + "想学联系我" + "天" * 40 + "想学"
    assert [call[0] for call in calls(tmp_path, text)] in (["想学联系我"], [])


def test_a_word_across_whose_edge_a_word_of_the_dictionary_lies_is_none() -> None:
    """粉丝我 is no 丝我: 粉丝 is a word."""
    scan = bundled().engine.scan(Draft.parse("被粉丝我夸了"))
    tokens = [token for clause in clauses_of(scan).tokens for token in clause]
    cut = [token for token in tokens if scan.text[token.start : token.end].startswith("丝")]
    assert all(not is_whole(scan, token) for token in cut)


@pytest.mark.parametrize("word", ["古典名著", "戴发含齿", "礼服制服", "经典名曲", "耍单儿"])
def test_a_pun_that_is_cut_out_of_an_ordinary_word_speaks_for_no_call(word: str) -> None:
    text = f"有{word}的姐妹找我玩"
    scan = bundled().engine.scan(Draft.parse(text))
    assert [token for clause in clauses_of(scan).tokens for token in clause if is_cut_pun(scan, token)]
    assert not [finding for finding in bundled().check(text) if finding.disguises]


def test_a_pun_of_its_own_still_speaks_for_a_call() -> None:
    scan = bundled().engine.scan(Draft.parse("想要的加我薇信，拉你"))
    puns = [
        token for clause in clauses_of(scan).tokens for token in clause if scan.text[token.start : token.end] == "薇信"
    ]
    assert puns and not any(is_cut_pun(scan, token) for token in puns)


def test_what_a_score_is_made_of(tmp_path: Path) -> None:
    linter = Linter(rulebook=rulebook(tmp_path))
    scan, model = linter.engine.scan(Draft.parse("想学联系我")), linter.engine.index.classifier
    assert model is not None
    found = clause_features(clauses_of(scan).read, 0, model.kinds)
    assert contributions(found, model) == [((CLASS, 0, 0), 60), ((PAIR, 0, 3, 0), 50)]
    assert model.score(found) == 10


def test_clauses_are_read_as_the_scanner_reads_them() -> None:
    """Training reads clauses by `clauses_of`, a run by the scanner: every clause has the score of its features."""
    model = bundled().engine.index.classifier
    assert model is not None
    text = "想要的私信我，发你链接。淘宝店“纸鹿研究所”收藏减一块\n收藏我一篇我收藏你两篇🌸想学联系我[我回关你]"
    scan = bundled().engine.scan(Draft.parse(text))
    clauses = clauses_of(scan)
    scores = {
        span: model.score(clause_features(clauses.read, number, model.kinds))
        for number, span in enumerate(clauses.spans)
        if any(token.classes[0] < model.kinds for token in clauses.tokens[number])
    }
    found = {(start, end): score for start, end, score, _ in scan.index.scored(scan.text)}
    assert found == scores
    assert len(found) > 2


def test_a_call_is_plain_data() -> None:
    assert Call(0, 3, "dm", "likely", 5, ()) == Call(0, 3, "dm", "likely", 5, ())
