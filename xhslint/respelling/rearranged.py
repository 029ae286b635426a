"""Lines that are written backwards or in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from xhslint.base.lazy_regex import lazy
from xhslint.respelling.calls import Asked, Calls
from xhslint.respelling.rearranged_view import Rearranged, RearrangedView
from xhslint.text.segmenting import plain_segmentation
from xhslint.text.view import View

LEAST_LINES = 3
"""How many lines in a row must hold single characters only to be read downwards."""


NEIGHBOURS = lazy(r"[^\W_]{2}")


def put_right(view: View, hints: Iterable[int], calls: Callable[[str], list[Asked]]) -> View:
    """Return the view with those lines in their order that ask for something only then; itself if there are none.

    `hints` are places at which some word is written backwards, `calls` returns the clauses of a text that ask.
    """
    options = apart([*columns(view.text), *((line,) for line in backwards(view.text, hints))])
    if not options:
        return view
    plain = Calls(calls(view.text))
    options = [ways for ways in options if not plain.begin_in(ways[0].start, ways[0].end)]
    taken: list[Rearranged] = []
    for tried in zip_longest(*options):
        parts = sorted([*taken, *filter(None, tried)])
        other = RearrangedView(view, parts)
        heard = Calls(calls(other.text))
        taken = [part for part, span in zip(parts, other.spans, strict=True) if heard.begin_in(*span)]
    return RearrangedView(view, taken) if taken else view


def apart(options: Iterable[tuple[Rearranged, ...]]) -> list[tuple[Rearranged, ...]]:
    """Return the options, each the ways to read one place, in order, without those that overlap one before."""
    kept: list[tuple[Rearranged, ...]] = []
    for ways in sorted(options):
        if not kept or ways[0].start >= kept[-1][0].end:
            kept.append(ways)
    return kept


def backwards(text: str, hints: Iterable[int]) -> Iterator[Rearranged]:
    """Yield the lines in which some places lie, each once, from their ends; none that is made of longer words as it stands."""
    done = 0
    for place in sorted(hints):
        if place >= done:
            start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
            done = end if end >= 0 else len(text)
            line = text[start:done]
            if count_words(line[::-1]) <= count_words(line):
                yield Rearranged(start, done, "reversed", tuple(reversed(range(start, done))))


def count_words(line: str) -> int:
    """Return in how many words a line is cut."""
    return len(plain_segmentation().cut(line))


def columns(text: str) -> Iterator[tuple[Rearranged, ...]]:
    """Yield, for each run of lines of as many single characters, the ways to read it downwards."""
    run: list[list[int]] = []
    for places in chain(single_places(text), [[]]):
        if run and len(places) != len(run[0]):
            if len(run) >= LEAST_LINES:
                yield tuple(downwards(run))
            run = []
        if places:
            run.append(places)


def single_places(text: str) -> Iterator[list[int]]:
    """Yield where the letters, digits and characters of each line stand that has some: [] if two of them touch."""
    start = 0
    for line in text.split("\n"):
        if NEIGHBOURS.search(line):
            yield []
        elif places := [start + at for at, character in enumerate(line) if character.isalnum()]:
            yield places
        start += len(line) + 1


def downwards(run: Sequence[Sequence[int]]) -> Iterator[Rearranged]:
    """Yield the columns of a run of lines from the left, and if there are several from the right."""
    from_left = tuple(zip(*run, strict=True))
    start, end = run[0][0], run[-1][-1] + 1
    yield Rearranged(start, end, "vertical", tuple(chain.from_iterable(from_left)))
    if len(from_left) > 1:
        yield Rearranged(start, end, "vertical", tuple(chain.from_iterable(reversed(from_left))))
