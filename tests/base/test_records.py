"""The light `dataclass` beside the standard one: whatever is done with an object, it comes to the same."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from xhslint import Finding
from xhslint.base import records
from xhslint.model.findings import Edit, Fix, later


def made(module: Any) -> dict[str, Any]:
    """The same classes, by either decorator."""

    @module.dataclass(frozen=True, slots=True)
    class Place:
        """Somewhere."""

        name: str
        line: int = 1
        about: str = ""

        def __str__(self) -> str:
            return f"{self.name}:{self.line}"

        @property
        def twice(self) -> int:
            return 2 * self.line

    @module.dataclass(frozen=True)
    class Open:
        kind: ClassVar[str] = "open"
        text: str
        facts: dict[str, int] = module.field(default_factory=dict, hash=False)
        end: int = module.field(default=0, repr=False)
        known: tuple[int, ...] = module.field(default=(), compare=False)

    @module.dataclass
    class Loose:
        name: str
        items: list[int] = module.field(default_factory=list)
        size: int = 0

    @module.dataclass(slots=True)
    class Tight:
        only: int
        more: int = 2

    return {each.__name__: each for each in (Place, Open, Loose, Tight)}


OURS, STANDARD = made(records), made(dataclasses)
CALLS: list[tuple[str, Callable[[Any], Any]]] = [
    ("Place", lambda of: of("a")),
    ("Place", lambda of: of("a", 2)),
    ("Place", lambda of: of("a", about="x")),
    ("Place", lambda of: of(name="a", line=2, about="x")),
    ("Place", lambda of: str(of("a"))),
    ("Place", lambda of: of("a", 3).twice),
    ("Place", lambda of: of()),
    ("Place", lambda of: of("a", 1, "x", 4)),
    ("Place", lambda of: of("a", name="b")),
    ("Place", lambda of: of("a", nothing="b")),
    ("Place", lambda of: (of("a") == of("a"), of("a") == of("b"), of("a") == "a", of("a") != of("a"))),
    ("Place", lambda of: hash(of("a")) == hash(of("a", 1))),
    ("Place", lambda of: len({of("a"), of("a"), of("b")})),
    ("Place", lambda of: setattr(of("a"), "line", 2)),
    ("Place", lambda of: delattr(of("a"), "line")),
    ("Place", lambda of: of("a") < of("b")),
    ("Place", lambda of: of("a").__dict__),
    ("Place", lambda of: of.__slots__),
    ("Place", lambda of: of.__doc__),
    ("Place", lambda of: of.__match_args__),
    ("Place", lambda of: str(inspect.signature(of))),
    ("Place", lambda of: copy.copy(of("a", 2)) == copy.deepcopy(of("a", 2)) == of("a", 2)),
    ("Place", lambda of: dataclasses.replace(of("a"), line=7)),
    ("Place", lambda of: dataclasses.replace(of("a"), lines=7)),
    ("Place", lambda of: dataclasses.asdict(of("a"))),
    ("Place", lambda of: dataclasses.astuple(of("a"))),
    ("Place", lambda of: dataclasses.is_dataclass(of)),
    ("Place", lambda of: [(each.name, each.type, each.default) for each in dataclasses.fields(of("a"))]),
    ("Open", lambda of: of("a")),
    ("Open", lambda of: of("a", {"b": 1}, 3, (4,))),
    ("Open", lambda of: (of("a") == of("a", known=(1,)), of("a") == of("a", end=1))),
    ("Open", lambda of: hash(of("a")) == hash(of("a", {"b": 1}))),
    ("Open", lambda of: of("a").facts is of("a").facts),
    ("Open", lambda of: (of.kind, of("a").kind, of.end)),
    ("Open", lambda of: of("a").__dict__),
    ("Open", lambda of: setattr(of("a"), "text", "b")),
    ("Open", lambda of: [(each.name, each.repr, each.compare, each.hash) for each in dataclasses.fields(of)]),
    ("Loose", lambda of: of("a")),
    ("Loose", lambda of: of("a", [1])),
    ("Loose", lambda of: setattr(of("a"), "size", 2)),
    ("Loose", lambda of: hash(of("a"))),
    ("Loose", lambda of: of("a") == of("a")),
    ("Tight", lambda of: (of(1), of(1, 3), of(1) == of(1))),
    ("Tight", lambda of: setattr(of(1), "other", 2)),
]


@pytest.mark.parametrize("number", range(len(CALLS)))
def test_it_comes_to_the_same_as_with_the_standard_decorator(number: int) -> None:
    name, call = CALLS[number]

    def outcome(of: Any) -> str:
        try:
            return repr(call(of))
        except (TypeError, AttributeError) as error:
            words = "" if "argument" in str(error) or "takes" in str(error) else str(error)
            return f"{type(error).__name__} {words}"

    assert outcome(OURS[name]) == outcome(STANDARD[name])


def test_findings_survive_the_way_to_another_process() -> None:
    fix = Fix((Edit(1, 2, "x"),), True, "t")
    finding = Finding("a/b", "error", 1, 2, 1, 2, "x", "x", "m", "a", (), fixes=(fix,))
    assert pickle.loads(pickle.dumps(finding)) == finding
    assert records.replace(finding, start=0).start == 0


def test_fixes_may_be_worked_out_when_they_are_asked_for() -> None:
    fix = Fix((Edit(1, 2, "x"),), True, "t")
    made = []

    def make() -> tuple[Fix, ...]:
        made.append(fix)
        return (fix,)

    def finding(fixes: tuple[Fix, ...]) -> Finding:
        return Finding("a/b", "error", 1, 2, 1, 2, "x", "x", "m", "a", (), fixes=fixes)

    late, plain = finding(later(make)), finding((fix,))
    assert not made
    assert late.fixes == (fix,)
    assert late.fixes is late.fixes
    assert len(made) == 1
    for read in (repr, hash, pickle.dumps, dataclasses.asdict, lambda each: records.replace(each, line=3)):
        assert read(finding(later(make))) == read(plain)
    assert finding(later(make)) == plain
    with pytest.raises(dataclasses.FrozenInstanceError):
        late.fixes = ()  # type: ignore[misc]


def test_a_class_is_made_without_the_standard_module() -> None:
    code = "import sys, xhslint.model.findings; print('dataclasses' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
