"""Many captions at once: order, laziness, and the one that cannot be checked."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules import BRAND
from xhslint import CaptionResult, Linter

ASK = "姐妹们私我下单"
CLEAN = "阳台的薄荷又长高了"


def rules(result: CaptionResult) -> list[str]:
    return [finding.rule_id for finding in result.findings]


def messages(result: CaptionResult) -> list[str]:
    return [str(problem) for problem in result.problems]


def test_results_come_in_order_and_one_at_a_time() -> None:
    taken: list[str] = []

    def texts() -> Iterator[str]:
        for text in (ASK, CLEAN, ASK):
            taken.append(text)
            yield text

    results = Linter().check_many(texts())
    assert taken == []
    assert rules(next(results)) == ["dm/purchase"]
    assert taken == [ASK]
    assert [rules(result) for result in results] == [[], ["dm/purchase"]]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "no text, not checked"),
        (7, "no text but int, not checked"),
        (b"abc", "no text but bytes, not checked"),
        (
            "好\ud83d",
            "character 1, counted from 0, is half a character (U+D83D): the text was damaged before; not checked",
        ),
        ("好" * 40, "larger than 100 bytes and not checked (--max-bytes sets the limit)"),
    ],
)
def test_what_cannot_be_checked_is_a_result_with_a_problem(text: Any, problem: str) -> None:
    before, bad, behind = Linter(lang="en", max_bytes=100).check_many([ASK, text, ASK])
    assert rules(before) == rules(behind) == ["dm/purchase"]
    assert bad == CaptionResult((), bad.problems) and messages(bad) == [problem]
    assert not bad.is_clean


def test_mistakes_in_front_matter_have_their_place() -> None:
    (bad,) = Linter(lang="en").check_many(["---\ntitle: [\n---\n" + ASK])
    assert bad.findings == () and [(each.line, each.column > 0) for each in bad.problems] == [(3, True)]


def test_a_draft_that_takes_too_long_is_a_problem() -> None:
    (slow,) = Linter(lang="en", timeout=0).check_many([ASK])
    assert messages(slow) == ["stopped after 0 seconds and not checked (--timeout sets the limit)"]


def test_a_fault_of_the_linter_stops_no_other_caption(monkeypatch: pytest.MonkeyPatch) -> None:
    linter = Linter(lang="en")
    engine = linter.engine
    examine = engine.examine

    def fail(draft: Any, *more: Any) -> Any:
        if "坏" in draft.text:
            raise KeyError("gone")
        return examine(draft, *more)

    monkeypatch.setattr(engine, "examine", fail)
    bad, good = linter.check_many(["坏<!--", ASK])  # what may hide something is not clear at a glance
    assert messages(bad) == [
        "internal error: KeyError: 'gone'. Please report it to the authors of xhslint (XHSLINT_DEBUG=1 shows more)"
    ]
    assert rules(good) == ["dm/purchase"]


def test_titles_are_titles_and_count_with_their_line_end() -> None:
    long = "一" * 21
    first, second, third, fourth = Linter(select="format,dm").check_many(
        [ASK, ASK, None, None], titles=[long, None, ASK, None]
    )
    assert [(f.rule_id, f.start, f.end, f.line, f.column) for f in first.findings] == [
        ("format/title-length", 20, 21, 1, 21),
        ("dm/purchase", 22 + 3, 22 + 7, 2, 4),
    ]
    assert [(f.start, f.line) for f in second.findings] == [(3, 1)]
    assert [(f.start, f.line) for f in third.findings] == [(3, 1)]
    assert fourth.findings == () and messages(fourth) == ["没有文字，没有检查"]


def test_a_title_that_is_no_str_is_a_problem() -> None:
    titles: Any = [3]
    (result,) = Linter(lang="en").check_many([ASK], titles=titles)
    assert messages(result) == ["no text but int, not checked"]


def test_a_text_with_a_title_has_no_front_matter() -> None:
    (result,) = Linter().check_many(["---\ntitle: [\n---\n" + ASK], titles=["标题"])
    assert rules(result) == ["dm/purchase"] and result.problems == ()


@pytest.mark.parametrize("titles", [[], ["a", "b", "c"]])
def test_titles_must_be_as_many_as_texts(titles: list[str]) -> None:
    with pytest.raises(ValueError):
        list(Linter().check_many([CLEAN, CLEAN], titles=titles))


def test_faults_of_rules_are_problems_beside_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    from xhslint.linter.engine import Engine

    plain = Engine.examine

    def faulty(self: Engine, *args: Any) -> Any:
        from xhslint.base.errors import Problem
        from xhslint.messages.catalogue import both

        result = plain(self, *args)
        result.faults.append(Problem("", 0, 0, both("no caption")))
        return result

    monkeypatch.setattr(Engine, "examine", faulty)
    (result,) = Linter(lang="en").check_many([ASK])
    assert rules(result) == ["dm/purchase"] and messages(result) == ["no text, not checked"]


@given(st.lists(st.one_of(st.none(), st.text(), st.sampled_from([ASK, CLEAN, "---\na: [\n---\n"])), max_size=5))
def test_every_caption_has_one_result_that_is_that_of_check(texts: list[str | None]) -> None:
    linter = Linter()
    results = list(linter.check_many(texts))
    assert len(results) == len(texts)
    for text, result in zip(texts, results, strict=True):
        if result.problems:
            assert not result.findings
        else:
            assert text is not None and list(result.findings) == linter.check(text)


def test_generated_notes_have_the_findings_of_check() -> None:
    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    try:
        from notes import note
    finally:
        del sys.path[0]
    chance = random.Random(9)
    texts = [note(chance) for _ in range(300)]
    linter = Linter()
    results = list(linter.check_many(texts))
    assert [list(result.findings) for result in results] == [linter.check(text) for text in texts]
    assert 0 < sum(bool(result.findings) for result in results) < 100
    assert all(not result.problems for result in results)


def test_own_rules_and_their_names_are_known(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text(BRAND, "utf-8")
    linter = Linter(rules=tmp_path / "brand.yaml", select="brand")
    assert [rules(result) for result in linter.check_many(["今年也要闪亮每天", ASK])] == [["brand/slogan"], []]
