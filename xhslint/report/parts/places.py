"""Where a finding is: the lines of a draft, the lines of a document that is text, or the words for a place in another one.

In a picture, that is a box in pixels.
"""

from __future__ import annotations

from xhslint.base.records import NamedTuple
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place, around, end_place, place_words, places_in, shown_name
from xhslint.messages.catalogue import say
from xhslint.report.style import Style
from xhslint.terminal.width import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.model.explanations import Dismissed
    from xhslint.model.findings import Finding


class Spot(NamedTuple):
    """The place of a finding in its file: lines and columns from 1, all 0 in a document without lines.

    `place` is where it begins in a document, None in a draft.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    place: Place | None = None


def spot(draft: Draft, match: Finding | Dismissed) -> Spot:
    """Return where a finding or a dismissed match of a draft is."""
    if not draft.places:
        return Spot(match.line, match.column, *draft.position(match.end))
    place = draft.place_at(match.start) or Place()
    if place.box:
        found = places_in(draft.places, match.start, match.end)
        place = place._replace(
            box=around(each.box for each in found), confidence=min(each.confidence for each in found)
        )
        return Spot(0, 0, 0, 0, place)
    end = end_place(draft.position, draft.places, match.start, match.end)
    return Spot(place.line, place.column, end.line, end.column, place)


def spot_words(draft: Draft, match: Finding | Dismissed, lang: str) -> str:
    """Return where a match is for a reader who sees its note: "line 3", "C38", "paragraph 7", "line 12 › desc"."""
    place = spot(draft, match).place
    if place is None:
        return say(lang, "at line", match.line)
    if place.box:
        return place_words(Place(field=place.field, box=place.box), lang)
    words = place_words(place._replace(sheet="" if place.cell else place.sheet, record=0), lang)
    if not place.line:
        return words
    return say(lang, "at field", place.line, words) if words else say(lang, "at line", place.line)


def name_of(found: Spot, lang: str = "en") -> str:
    """Return the name of a place in a document, in English for programs: `sheet!cell`, `paragraph 7`; "" for lines alone."""
    return visible(place_words(found.place, lang)) if found.place else ""


def placed(draft: Draft, finding: Finding, message: str, lang: str) -> str:
    """Return a message about a finding behind its place in a document without lines; as it is where lines tell the place."""
    found = spot(draft, finding)
    if found.place is None or found.line:
        return message
    return say(lang, "document.problem", visible(place_words(found.place, lang)), message)


def first_line(draft: Draft, match: Finding) -> int:
    """Return the number of the line in which a finding begins; 0 if its lines are not those of the file."""
    found = spot(draft, match)
    if found.place is None:
        return match.line
    breaks = match.end_position[0] - match.line
    return found.line if found.end_line - found.line == breaks else 0


def note_name(draft: Draft, path: str, style: Style) -> str:
    """Return the file of a draft, given as it is to be shown, with the place of a note in it: `排期.xlsx › 12月排期!B38`.

    The field in which a record begins is no part of its name, nor is the box of the first words in a picture.
    """
    place = draft.place_at(0)
    if place is None:
        return path
    if draft.in_picture == "words":
        picture = place_words(place._replace(box=()), style.lang)
        return style.say("in document", path, visible(picture, style.encoding)) if picture else path
    words = visible(place_words(place._replace(field="") if place.line else place, style.lang), style.encoding)
    file = f"{path}:{place.line}" if place.line else path
    return style.say("in document", file, words) if words else file


def place_object(draft: Draft, match: Finding | Dismissed) -> dict[str, Any]:
    """Return the place of a match in its document, with the keys of docs/json.md; {} for a draft."""
    found = spot(draft, match)
    if found.place is None:
        return {}
    lines = {"endLine": found.end_line, "endColumn": found.end_column} if found.line else {}
    return {**named_parts(found.place), **lines}


def named_parts(place: Place) -> dict[str, Any]:
    """Return the parts of a place that apply, by name."""
    place = place._replace(sheet=shown_name(place.sheet), field=shown_name(place.field))
    names = ("sheet", "cell", "paragraph", "record", "picture", "field", "line", "column")
    parts: dict[str, Any] = {name: value for name in names if (value := getattr(place, name))}
    if place.box:
        parts["box"] = dict(zip(("x", "y", "width", "height"), place.box, strict=True))
        parts |= {} if place.field else {"confidence": place.confidence}
    return parts
