"""Measuring the training: calls by bags, sources left out, captions by disguise."""

from __future__ import annotations

import pytest

from xhslint.linter.linter import Linter
from xhslint.train import evaluate
from xhslint.train.evaluate import Tally, by_disguise, leave_one_out, share, tally_of
from xhslint.train.fit import Fitted
from xhslint.train.instances import Instance, instances
from xhslint.train.rows import Row

HEAVY, LIGHT = (1, 0, 1), (1, 0, 2)
FITTED = Fitted({HEAVY: 300, LIGHT: 50}, -100)


def clause(source: str, bag: int, label: int, *features: tuple[int, ...]) -> Instance:
    return Instance(source, bag, label, features, written=False)


def test_a_call_is_found_if_one_of_its_clauses_is() -> None:
    clauses = [
        clause("one", -1, 1, LIGHT),
        clause("one", -1, 1, HEAVY),
        clause("one", -2, 1, LIGHT),
        clause("one", -3, 0, HEAVY),
        clause("one", -3, 0, LIGHT),
        clause("one", -3, 0),
    ]
    assert tally_of(clauses, FITTED, 200) == Tally(calls=2, found=1, others=3, taken=1)


def test_a_source_is_judged_by_a_model_made_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = [
        Instance("writer", 0, 1, (LIGHT,)),
        clause("one", -1, 1, HEAVY),
        clause("two", -2, 1, HEAVY),
        clause("two", -3, 0, LIGHT),
    ]
    seen = []

    def fit(kept: list[Instance], tolerance: float) -> Fitted:
        seen.append([each.source for each in kept])
        return FITTED

    monkeypatch.setattr(evaluate, "fit", fit)
    assert list(leave_one_out(data, 200)) == [("one", Tally(1, 1, 0, 0)), ("two", Tally(1, 1, 1, 0))]
    assert seen == [["writer", "two", "two"], ["writer", "one"]]


def test_captions_are_counted_by_disguise() -> None:
    linter = Linter()
    rows = [
        Row("writer", "想学的可以找我", (0, 7), "dm", "plain"),
        Row("writer", "今天天气真好", (0, 6), "dm", "plain"),  # nothing in it is an anchor
        Row("writer", "想学的可以找我", None),
        Row("writer", "今天天气真好", None),
    ]
    every = {feature: 1000 for each in instances(linter, rows) for feature in each.features}
    assert list(by_disguise(linter, Fitted(every, 0), rows, 500)) == [("plain", 2, 1), ("innocent", 2, 1)]
    assert list(by_disguise(linter, Fitted({}, 0), rows, 500)) == [("plain", 2, 0), ("innocent", 2, 0)]


def test_a_share_of_nothing_is_empty() -> None:
    assert [share(1, 8), share(0, 3), share(0, 0)] == ["1 (12.5%)", "0 (0.0%)", ""]
