"""Remedies of rules: their messages, and how they are compiled."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixes.helpers import URL, run
from xhslint.base.errors import InputError
from xhslint.fixes.actions import ACTIONS
from xhslint.linter.linter import Linter
from xhslint.messages.catalogue import texts
from xhslint.model.findings import Remedy
from xhslint.rulebook.compiled import compiled_rulebook as packed
from xhslint.rulebook.compiled import encode as compiled
from xhslint.rulebook.files.loader import load


def test_every_action_is_named_in_both_languages() -> None:
    for lang in ("zh", "en"):
        assert all(texts(lang)[f"fix.{action}"] for action in ACTIONS)


def test_remedies_are_compiled_and_overridden(tmp_path: Path) -> None:
    rule = next(rule for rule in load().rules if rule.id == "link/external")
    assert rule.fix[0] == Remedy("remove-link", True)
    kept = packed.loads(compiled.dump(load(), "k"), "k")
    assert kept and kept.rules[kept.ids.index("link/external")].fix == rule.fix
    path = tmp_path / "more.yaml"
    path.write_text(
        "- {override: link, fix: []}\n- {override: format/topics, fix: {do: drop-topics, safe: true}}\n", "utf-8"
    )
    other = Linter(rules=[path])
    assert not any(rule.fix for rule in other.engine.rulebook.rules if rule.family == "link")
    assert run(f"好。\n{URL}\n好", True, other).text == f"好。\n{URL}\n好"
    assert run("#甲 #乙 #丙 #丁 #戊 #己 #庚 #辛 #壬 #癸 #子", False, other).applied
    path.write_text("- {override: link, fix: {do: remove-lnik}}\n", "utf-8")
    with pytest.raises(InputError, match=r"more.yaml:1:30: 不能取 'remove-lnik'，是不是 'remove-link'？"):
        Linter(rules=[path])
