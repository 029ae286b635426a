"""What a document that is a text file has at the places of a note's characters."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.drafts.draft import Draft


def written(draft: Draft, source: str) -> Iterator[tuple[int, str, str]]:
    """Yield offset, character, and what `source` has for it, for every character of a note; "" past the end of the source."""
    lines = source.replace("\r\n", "\n\n").replace("\r", "\n").split("\n")
    starts = [0]
    for number, line in enumerate(lines):
        starts.append(starts[number] + len(line) + 1)
    ends = [start for start in starts[:-1] if not source.startswith("\n", start) or source[start - 1 : start] != "\r"]
    for offset, character in enumerate(draft.text):
        place = draft.place_at(offset)
        assert place
        at = ends[place.line - 1] + place.column - 1
        yield offset, character, source[at : at + place.step]
