"""What was read in a picture: plain values, as JSON for the cache, and as drafts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence

from xhslint.base.records import NamedTuple
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import CODE, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.drafts.places import Box


NOWHERE = Place()
"""The place of a picture that is a file itself."""


class Line(NamedTuple):
    """A line of words in a picture; `confidence`, from 0 to 1, is how sure the reader is of them."""

    text: str
    box: Box
    confidence: float = 1.0


class Reading(NamedTuple):
    """The size of a picture in pixels, the codes in it, and its words (None: they were not read).

    `has_more` says that the picture moves and only its first frame was read.
    """

    width: int
    height: int
    codes: tuple[Line, ...]
    lines: tuple[Line, ...] | None = None
    has_more: bool = False


def to_text(reading: Reading) -> str:
    """Return a reading as JSON."""
    return json.dumps(reading)


def from_text(text: str) -> Reading:
    """Return the reading that `to_text` wrote; raises ValueError and the like for other text."""
    width, height, codes, lines, has_more = json.loads(text)
    return Reading(int(width), int(height), _lines(codes), None if lines is None else _lines(lines), bool(has_more))


def _lines(rows: Sequence[Any]) -> tuple[Line, ...]:
    found = [Line(str(text), tuple(map(int, box)), float(confidence)) for text, box, confidence in rows]
    if any(len(line.box) != 4 for line in found):
        raise ValueError("a box has four numbers")
    return tuple(found)


def drafts(reading: Reading, path: str, inside: Place = NOWHERE) -> Iterator[Draft]:
    """Yield the draft with the words of a picture, which may be empty, and one for what each code in it says.

    `path` is the file, and `inside` the place of the picture in it, with its name, if that is a document.
    """
    yield words_draft(reading, path, inside)
    for code in reading.codes:
        yield code_draft(code.text, path, code.box, inside)


def words_draft(reading: Reading, path: str, inside: Place = NOWHERE, going_on: Collection[int] = ()) -> Draft:
    """Return the words of a picture as a draft, a line for each line; those whose numbers are in `going_on` go on with the next."""
    places, text = [], ""
    for number, line in enumerate(reading.lines or ()):
        places.append((len(text), inside._replace(box=line.box, confidence=line.confidence)))
        text += line.text + (" " if number in going_on else "\n")
    whole = (0, inside._replace(box=(0, 0, reading.width, reading.height)))
    return Draft(text[:-1], path, places=tuple(places) or (whole,))


def code_draft(text: str, path: str = "<text>", box: Box = (0, 0, 1, 1), inside: Place = NOWHERE) -> Draft:
    """Return what a code in a picture says as a draft."""
    return Draft(text, path, places=((0, inside._replace(field=CODE, box=box)),))
