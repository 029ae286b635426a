"""The terms of a rulebook in a piece of text, for those who must not take them for something else."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.matching.scanner.fallback import Terms
from xhslint.text.skeleton import stands_alone


def known_terms(terms: Terms, text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the terms in a folded text that are longer than a character."""
    for skeleton in terms.skeletons(text):
        for _, start, end in terms.find(skeleton.text):
            first, last = skeleton.place(start), skeleton.place(end - 1) + 1
            if end - start > 1 and stands_alone(text, first, last):
                yield first, last
