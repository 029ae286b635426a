"""Views as the tests see them."""

from __future__ import annotations

from dataclasses import dataclass

from xhslint.text.view import View

Ranges = list[tuple[int, int]]


@dataclass(frozen=True)
class Skip:
    start: int
    end: int
    reads: str


def ranges(view: View) -> Ranges:
    return [view.source(at, at + 1) for at in range(len(view.text))]
