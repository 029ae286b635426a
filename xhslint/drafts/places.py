"""Where in a document a person finds what stands in one of its notes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple
from xhslint.messages.catalogue import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Places: TypeAlias = "tuple[tuple[int, Place], ...]"
    """Offsets in a note's text, ascending from 0, each with the place of what begins there."""
    Box: TypeAlias = "tuple[int, ...]"
    """The left and upper edge, the width and the height of a part of a picture, in pixels; or nothing."""


REMARKS = ("comment", "footnote", "endnote")
"""The fields of what hangs on a paragraph of a Word file."""

LONGEST = 60
"""The most characters of a name that are shown: Excel allows 31 for a sheet, a hostile file has a million."""

CODE = "code"
"""The field of a place in a picture at which there is a code, such as a QR code."""

DOUBTFUL = 0.6
"""The confidence below which words in a picture may easily have been read wrongly."""

_WORD = lazy(r"\w+")


class Place(NamedTuple):
    """A place in a document; what does not apply is "" or 0.

    `sheet` and `cell` (`C38`) are those of a workbook, `paragraph` counts those of a Word file as it is read, from 1,
    `record` the notes of a data file, from 1, `field` names the field of a record. `line` and `column` are those of a file that is
    text, such as CSV, JSON and HTML, both from 1, in code points of the file as decoded. `step` is how many columns of the file
    each character takes there: 6 where it has \\u4f60 for it. `box` is the left and upper edge, the width and the height of
    words or of a code in a picture, in pixels of the picture as it is shown, upright; a code has the field `code`. `confidence`,
    from 0 to 1, says how sure the reader is of the words. `picture` is the name of a picture inside a document, of which
    `sheet`, `cell` and `paragraph` say where it stands there.
    """

    sheet: str = ""
    cell: str = ""
    paragraph: int = 0
    record: int = 0
    field: str = ""
    line: int = 0
    column: int = 0
    step: int = 1
    box: Box = ()
    confidence: float = 1.0
    picture: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Whether what is read there may easily be something else."""
        return self.confidence < DOUBTFUL


def place_at(position: Callable[[int], tuple[int, int]], places: Places, offset: int) -> Place:
    """Return the place of the character at an offset of a note; `position` gives the line and column of one in the note's text.

    Within a part, the text is written as it stands in the file, so line and column go on from where the part begins; all of a
    part whose characters take several columns is in one line.
    """
    start, place = places[max(0, bisect_right(places, offset, key=lambda part: part[0]) - 1)]
    if not place.line or offset <= start:
        return place
    if place.step > 1:
        return place._replace(column=place.column + (offset - start) * place.step)
    (first_line, first_column), (line, column) = position(start), position(offset)
    if line == first_line:
        return place._replace(column=place.column + column - first_column)
    return place._replace(line=place.line + line - first_line, column=column)


def places_in(places: Places, start: int, end: int) -> list[Place]:
    """Return the places of the parts that the range `[start, end)` of a note touches."""
    first = max(0, bisect_right(places, start, key=lambda part: part[0]) - 1)
    return [place for at, place in places[first:] if at < max(end, start + 1)]


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds some boxes."""
    edges = [(x, y, x + width, y + height) for x, y, width, height in boxes]
    if not edges:
        return ()
    lefts, tops, rights, bottoms = zip(*edges, strict=True)
    left, top = min(lefts), min(tops)
    return left, top, max(rights) - left, max(bottoms) - top


def behind(place: Place, words: str) -> Place:
    """Return the place right behind some words that begin at a place."""
    if not place.line or place.step > 1:
        return place._replace(column=place.column + len(words) * place.step) if place.line else place
    ends = words.count("\n") + words.count("\r") - words.count("\r\n")
    if not ends:
        return place._replace(column=place.column + len(words))
    return place._replace(line=place.line + ends, column=len(words) - max(words.rfind("\n"), words.rfind("\r")))


def end_place(position: Callable[[int], tuple[int, int]], places: Places, start: int, end: int) -> Place:
    """Return the place right behind the last character of the range `[start, end)` of a note, as `place_at` tells it."""
    place = place_at(position, places, max(start, end - 1))
    return place._replace(column=place.column + place.step) if place.line and end > start else place


def place_words(place: Place, lang: str) -> str:
    """Return what people call a place besides its line: `12月排期!C38`, "paragraph 7", "record 12 › desc"; "" for a line alone.

    A record that is a line of its own has the number of the line.
    """
    if place.box or place.picture:
        return " › ".join(filter(None, _in_picture(place, lang)))
    if place.cell or place.sheet:
        return "!".join(filter(None, (_sheet(place.sheet), place.cell)))
    parts = [say(lang, "document.paragraph", place.paragraph)] if place.paragraph else []
    parts += [say(lang, "document.record", place.record)] if place.record and place.record != place.line else []
    is_remark = place.field in REMARKS and not (place.line or place.record)
    field = say(lang, f"document.{place.field}") if is_remark else shown_name(place.field)
    return " › ".join([*parts, field] if field else parts)


def _in_picture(place: Place, lang: str) -> Iterator[str]:
    """Yield in words where a picture stands in its document, its name, and what of it is meant."""
    yield place_words(Place(place.sheet, place.cell), lang)
    if place.paragraph:
        yield say(lang, "document.near", place.paragraph)
    yield shown_name(place.picture)
    if place.field == CODE:
        yield say(lang, "picture.code")
    if place.box:
        x, y, width, height = place.box
        yield f"x={x} y={y} {width}×{height}"


def shown_name(name: str) -> str:
    """Return the name of a sheet or field without its end, if it is too long to be shown."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def _sheet(name: str) -> str:
    """Return the name of a sheet as a formula has it: in quotes unless it is one word."""
    name = shown_name(name)
    return name if not name or (_WORD.fullmatch(name) and not name.isdigit()) else "'" + name.replace("'", "''") + "'"
