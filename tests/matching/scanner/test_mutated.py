"""Captions that are damaged by chance: the compiled scanner agrees with Python about each of them."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.matching.scanner.tables import book, tables
from xhslint.matching.facts import CALL, RESPELLED
from xhslint.matching.scanner import fallback
from xhslint.text.view import fold

CAPTIONS = Path(__file__).parents[3] / "training" / "captions"
PIECES = (
    *" ·，。[]/k4\n_-.+❤vxw💧🏪口力女马亻言1一二①零～@#：我信页",
    *("[玫瑰R]", "[话题]#", "[em]e1", "zhu", "vx", "fo", "/比心", "\ufe0f", "\u200b"),
)
TIMES = 1500


def mutated(text: str, chance: random.Random) -> str:
    """Return a piece of a text in which some characters are added, left out, replaced or exchanged."""
    start = chance.randrange(len(text) + 1)
    letters = list(text[start : start + chance.randrange(5, 90)])
    for _ in range(chance.choice((1, 2, 4, 9))):
        place = chance.randrange(len(letters) + 1)
        match chance.randrange(4):
            case 0:
                letters.insert(place, chance.choice(PIECES))
            case 1:
                del letters[place : place + 1]
            case 2:
                letters[place : place + 1] = [chance.choice(PIECES)]
            case 3:
                letters[place : place + 2] = letters[place : place + 2][::-1]
    return "".join(letters)


@pytest.mark.slow
@pytest.mark.skipif(not CAPTIONS.is_dir(), reason="no captions")
def test_the_scanners_agree() -> None:
    module = pytest.importorskip("xhslint.matching.scanner._scanner", reason="built without a compiler")
    compiled, python = module.Scanner(tables()), fallback.Scanner(tables())
    lines = [line for path in sorted(CAPTIONS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    chance = random.Random(18)
    model = book().classifier
    assert model is not None
    called = spelled = through = 0
    for _ in range(TIMES):
        view = fold(mutated(json.loads(chance.choice(lines))["text"], chance)).text
        opened, generous = compiled.open(view, True), python.open(view, True)
        facts, *entries = opened if isinstance(opened, tuple) else (opened,)
        assert set(entries) <= set(generous[1:] if isinstance(generous, tuple) else ()), view
        clauses = compiled.clauses(view)
        assert clauses == python.clauses(view), view
        assert bool(facts & CALL) == any(clause[2] >= model.possible for clause in clauses), view
        spellings = compiled.spellings(view)
        assert spellings == [(word, tuple(map(tuple, pieces))) for word, pieces in python.spellings(view)], view
        assert {*compiled.known(view)} == {*python.known(view)}, view
        if book().respeller.unexplained(view):
            assert facts & RESPELLED, view
            spelled += 1
        called += bool(facts & CALL)
        through += bool(entries)
    assert min(called, spelled, through) > TIMES / 100
