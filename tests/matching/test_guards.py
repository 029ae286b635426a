"""Guards: where their words must stand, and when a word near a match has nothing to do with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules import linter
from xhslint.drafts.draft import Draft

GUARD = """
- guard: refusal-here
  about: x
  any: [{before: [不, 别, 他], within: 0}, {after: [了], within: 0}, {before: [不要], within: 2}]
"""
RULE = "words: [互粉]\nunless: [refusal-here]"


def is_quiet(tmp_path: Path, text: str) -> bool:
    return not linter(tmp_path, RULE, GUARD).examine(Draft.parse(text)).findings


@pytest.mark.parametrize(
    "text",
    [
        "不互粉",
        "我不互粉",
        "我不“互粉”",
        "不 互粉",
        "别～互粉",
        "我不❌互粉",
        "我别🙅互粉",
        "互粉了",
        "不要🌸互粉",
        "不·互·粉",
        "我·不·互·粉",
    ],
)
def test_a_word_of_a_guard_right_beside_the_match(tmp_path: Path, text: str) -> None:
    assert is_quiet(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "小别互粉",  # a name
        "阿他互粉",
        "「找他」互粉",  # the end of a quotation
        "今天想他🌸互粉",  # past an emoji
        "今天想他 互粉",  # past a blank
        "今天想他、互粉",
        "互粉🌸了",
        "特别互粉",  # part of another word
        "想他\n互粉",  # in another line
    ],
)
def test_a_character_that_belongs_to_something_else(tmp_path: Path, text: str) -> None:
    assert not is_quiet(tmp_path, text)


def test_around_takes_what_a_detector_finds(tmp_path: Path) -> None:
    guard = "- guard: held\n  about: x\n  any: [{around: ['@words-spoken-of']}]\n"
    rule = "words: [互粉]\nunless: [held]"
    assert not linter(tmp_path, rule, guard).examine(Draft.parse("别写“来互粉吗”")).findings
    assert linter(tmp_path, rule, guard).examine(Draft.parse("别写“来吗”，互粉")).findings


def test_a_guard_that_stands_everywhere(tmp_path: Path) -> None:
    guard = "- guard: shared\n  about: x\n  everywhere: true\n  any: [{before: [从不], within: 2}]\n"
    assert not linter(tmp_path, "words: [互粉]", guard).examine(Draft.parse("我从不互粉")).findings
    assert linter(tmp_path, "words: [互粉]", guard).examine(Draft.parse("我互粉")).findings


def test_the_first_guard_that_holds_is_named_with_its_word(tmp_path: Path) -> None:
    guards = """
    - {guard: far, about: x, any: [{before: [拒绝], within: 8}, {around: ['@words-spoken-of']}]}
    - {guard: held, about: x, any: [{around: ['@words-spoken-of']}, {inside: [粉], within: 0}]}
    - {guard: near, about: x, any: [{after: [了], within: 0}, {before: [不], within: 0}]}
    """
    made = linter(tmp_path, "words: [互粉]\nunless: [near, held, far]", guards)

    def reason(text: str) -> tuple[str, str]:
        ((name, words),) = [(each.name, each.words) for each in made.examine(Draft.parse(text), explain=True).dismissed]
        return name, words

    assert reason("拒绝，不互粉了") == ("near", "了")
    assert reason("拒绝，不互粉") == ("near", "不")
    assert reason("拒绝互粉") == ("held", "粉")
    assert reason("别写“来互粉吗”") == ("held", "“来互粉吗”")
    assert reason("别写“拒绝互粉了”") == ("near", "了")
