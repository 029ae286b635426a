"""Texts to learn from: captions, and the examples of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from xhslint.base.records import dataclass
from xhslint.model.findings import KINDS
from xhslint.rulebook.model import Rulebook
from xhslint.ruletest import captions as written
from xhslint.ruletest.examples import unpinned

ACTS = ("contact", "dm", "ranking", "redirect", "shop", "trade")
"""What a call may ask for: the families of the rules that take it."""
ACT_OF_FAMILY = {act: act for act in ACTS} | {"link": "contact"}


@dataclass(frozen=True, slots=True)
class Row:
    """A text with what is known of it.

    `span` is the offence in code points, None for a text without one; `source` names where the text is from, `act` the
    family of the offence.
    """

    source: str
    text: str
    span: tuple[int, int] | None
    act: str = ""
    disguise: str = ""


def read_captions(path: Path) -> Iterator[Row]:
    """Yield the captions of a JSON Lines file; raises InputError for a line that is none."""
    for each in written.read_captions(path):
        act = ACT_OF_FAMILY.get(each.family.split("/")[0], "")
        yield Row(path.stem, each.text, each.span, act, each.disguise)


def rule_examples(book: Rulebook) -> Iterator[Row]:
    """Yield the examples of the rules that are notes; a compiled rulebook has none.

    What rules of other families find, such as claims, asks for nothing.
    """
    for rule in book.rules:
        act = ACT_OF_FAMILY.get(rule.family, "")
        if act and rule.opt_in:
            continue
        if not act:
            yield from (Row("rules", unpinned(each)[0], None) for each in notes((*rule.flag, *rule.passes)))
            continue
        for example in notes(rule.flag):
            text, spans = unpinned(example)
            if spans:
                yield Row("rules", text, spans[0], act)
        for example in notes(rule.passes):
            yield Row("rules", unpinned(example)[0], None, act)


def notes(examples: Iterable[str]) -> Iterator[str]:
    """Yield the examples that are notes, in which alone the model is trained."""
    return (each for each in examples if getattr(each, "kind", KINDS[0]) == KINDS[0])


def captions(folder: Path, leave_out: Iterable[str] = ()) -> Iterator[Row]:
    """Yield the captions of all files of a folder, in the order of their names, but for some writers."""
    skipped = set(leave_out)
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem not in skipped:
            yield from read_captions(path)
