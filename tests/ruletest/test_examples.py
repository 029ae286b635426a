"""The examples of the bundled rules: enough of both kinds, and some of them disguised."""

from __future__ import annotations

from functools import cache

import pytest

from xhslint.linter.linter import Linter
from xhslint.rulebook.files.loader import load
from xhslint.rulebook.model import Rule
from xhslint.ruletest.examples import found_by, strictest, unpinned


@cache
def rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in load().rules}


@pytest.mark.parametrize("name", sorted(rules()))
def test_a_rule_has_five_examples_of_each_kind_and_two_disguised(name: str) -> None:
    rule = rules()[name]
    assert len(set(rule.flag)) >= 5 and len(set(rule.passes)) >= 5
    if rule.matcher.disguisable:
        linter = Linter(strictest(rule), select=[name])
        disguised = [text for text in rule.flag if any(f.disguises for f in found_by(linter, rule, unpinned(text)[0]))]
        assert len(disguised) >= 2, disguised


def test_no_example_stands_twice() -> None:
    assert len(rules()) > 100
    for rule in rules().values():
        for texts in (rule.flag, rule.passes):
            assert len(set(texts)) == len(texts), rule.id
