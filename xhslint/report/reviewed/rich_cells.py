"""The words of a cell with some of them in red."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xhslint.base.records import NamedTuple
from xhslint.documents.package import Package
from xhslint.documents.shared_strings import unescaped
from xhslint.report.reviewed.cell_styles import RED, as_properties, without_prefixes
from xhslint.report.reviewed.marks import Span
from xhslint.report.reviewed.source import Tag, escaped, walk

_UNIT = re.compile("_x[0-9A-Fa-f]{4}_|.", re.DOTALL)
_WORDS = re.compile(rb"<(?:[^\s<>/:]+:)?(?:si|r|rPh|t)[\s/>]")
"""What holds words, and stands among properties in damaged files only."""


class Run(NamedTuple):
    """Words as the workbook has them, with its escapes, and their properties; "" for those of the cell."""

    properties: str
    source: str


class Runs:
    """Takes in the elements of one text and gives its runs; None for words with readings or odd properties, which are left as they are."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._begin()

    def _begin(self) -> None:
        self._runs: list[Run] = []
        self._properties = ""
        self._is_kept = self._is_text = False
        self._words: list[str] = []

    def start(self, tag: Tag) -> None:
        """Take in the start of an element."""
        if tag.name == "t":
            self._is_text = True
        elif tag.name == "r":
            self._properties = ""
        elif tag.name == "rPh":
            self._is_kept = True

    def end(self, tag: Tag) -> None:
        """Take in the end of an element."""
        if tag.name == "rPr":
            properties = self._data[tag.inner : tag.outer]
            self._is_kept |= _WORDS.search(properties) is not None
            self._properties = without_prefixes(properties.decode())
        elif tag.name == "t":
            self._is_text = False
            self._runs.append(Run(self._properties, "".join(self._words)))
            self._words.clear()

    def text(self, words: str) -> None:
        """Take in text."""
        if self._is_text:
            self._words.append(words)

    def taken(self) -> list[Run] | None:
        """Return the runs and begin anew."""
        runs = None if self._is_kept else self._runs
        self._begin()
        return runs


def shared_runs(package: Package, data: bytes, wanted: set[int]) -> dict[int, list[Run] | None]:
    """Return the runs of some of the texts that cells share, by their numbers."""
    found: dict[int, list[Run] | None] = {}
    runs, number = Runs(data), -1

    def end(tag: Tag) -> None:
        nonlocal number
        runs.end(tag)
        if tag.name == "si":
            number += 1
            taken = runs.taken()
            if number in wanted:
                found[number] = taken

    walk(package, data, runs.start, end, runs.text)
    return found


def words_of(runs: Sequence[Run]) -> str:
    """Return the words of a text as they are read."""
    return unescaped("".join(run.source for run in runs))


def marked(runs: Sequence[Run], spans: Sequence[Span], font: str) -> str | None:
    """Return the XML of a text with the words in some spans red; None if no word can be told from its escapes.

    `font` has the properties of words that have none of their own.
    """
    red = {index for span in spans for index in range(span.start, span.end)}
    at, pieces = 0, []
    for run in runs:
        units = _UNIT.findall(run.source)
        if len(units) != len(unescaped(run.source)):  # halves of characters
            return None
        start = 0
        for index in range(1, len(units) + 1):
            is_red = at + start in red
            if index < len(units) and (at + index in red) == is_red:
                continue
            pieces.append(_run("".join(units[start:index]), run.properties, font, is_red))
            start = index
        at += len(units)
    return "".join(pieces)


def _run(source: str, properties: str, font: str, is_red: bool) -> str:
    if is_red:
        properties = f'<b/><color rgb="{RED}"/>{as_properties(properties or font)}'
    held = f"<rPr>{properties}</rPr>" if properties else ""
    return f'<r>{held}<t xml:space="preserve">{escaped(source)}</t></r>'
