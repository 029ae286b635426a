"""The rule type `classifier`: which calls a rule takes, and what it tells the prefilter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.classifying import rulebook
from xhslint.linter.linter import Linter
from xhslint.matching.facts import CALL
from xhslint.matching.matchers.classifier import ClassifierMatcher
from xhslint.matching.scanner.layout import pack


def spans(tmp_path: Path, matcher: str, text: str) -> list[str]:
    return [each.text for each in Linter(rulebook=rulebook(tmp_path, matcher)).check(text)]


@pytest.mark.parametrize(
    ("matcher", "expected"),
    [
        ("classifier: {acts: [dm]}", ["想学联系我"]),
        ("classifier: {acts: [dm], level: likely}", ["想学联系我"]),
        ("classifier: {acts: [dm], level: possible}", ["私信我"]),
        ("classifier: {acts: [shop]}", ["想要的去淘宝店"]),
        ("classifier: {acts: [shop], level: possible}", ["淘宝店"]),
        ("classifier: {acts: [shop, dm]}", ["想学联系我", "想要的去淘宝店"]),
    ],
)
def test_a_rule_takes_calls_of_its_acts_and_level(tmp_path: Path, matcher: str, expected: list[str]) -> None:
    text = "想学联系我。天气真好。私信我。想要的去淘宝店。天气真好。淘宝店。"
    assert spans(tmp_path, matcher, text) == expected


def test_it_asks_for_calls_and_no_words() -> None:
    matcher = ClassifierMatcher(frozenset(["dm"]), "likely")
    (requirement,) = matcher.requirements()
    assert requirement.facts == CALL and not requirement.steps
    assert not matcher.disguisable and not matcher.phrases()


def test_a_draft_without_a_call_is_dismissed_at_the_first_look(tmp_path: Path) -> None:
    module = pytest.importorskip("xhslint.matching.scanner._scanner", reason="built without a compiler")
    scanner = module.Scanner(pack(rulebook(tmp_path, "classifier: {acts: [dm]}").tables()))
    for text, expected in (("想学联系我", True), ("天气真好", False), ("他们联系我", False)):
        assert isinstance(scanner.open(text, True), tuple) is expected
