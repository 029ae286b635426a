"""Sentences that are put together from parts, as examples of calls and of harmless sentences of the same words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from xhslint.train.rows import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")

SLOT = re.compile(r"\{([a-z]+)\}")
EACH = 24
"""How many sentences are made from one template."""


def choose(words: Sequence[T], *parts: object) -> T:
    """Return one of some words, always the same for the same parts."""
    digest = hashlib.sha256(repr(parts).encode()).digest()
    return words[int.from_bytes(digest[:8], "big") % len(words)]


def recombined(path: Path) -> Iterator[Row]:
    """Yield the sentences of a file of templates."""
    import yaml

    data = yaml.safe_load(path.read_text("utf-8"))
    for kind in ("call", "pass"):
        for template in data[kind]:
            seen = set()
            for number in range(EACH):
                text = filled(template, data["slots"], number)
                if text not in seen:
                    seen.add(text)
                    yield row_of(text, kind)


def filled(template: str, slots: Mapping[str, Sequence[str]], number: int) -> str:
    """Return a template with a word in each slot."""
    places = iter(range(len(template)))
    return SLOT.sub(lambda match: str(choose(slots[match[1]], template, number, next(places))), template)


def row_of(text: str, kind: str) -> Row:
    """Return a sentence with the span between its [[ ]]."""
    if kind == "pass":
        return Row("recombined", text, None)
    before, rest = text.split("[[", 1)
    call, behind = rest.split("]]", 1)
    return Row("recombined", before + call + behind, (len(before), len(before) + len(call)))
