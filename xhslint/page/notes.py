"""The notes in a file that was dropped on the page, as texts to be written on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from xhslint.base.errors import InputError
from xhslint.base.time_limit import time_limit
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import place_words
from xhslint.messages.page import page_text
from xhslint.run.files import is_document
from xhslint.terminal.width import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.drafts.places import Place
    from xhslint.run.worker import DraftWorker

MOST_NOTES = 500
"""The most notes of a document that the page lists."""


def notes_in(worker: DraftWorker, data: bytes, name: str, seconds: float) -> Iterator[Draft | InputError]:
    """Yield the notes in a file, and an error in place of what cannot be read; `MOST_NOTES` and one more at most.

    All of it may take some seconds. Raises what goes wrong where nothing behind can be read.
    """
    with time_limit(seconds):
        if not is_document(name):
            draft, _ = worker.parse(worker.decode(data, name), name)
            yield draft
            return
        found = 0
        for note in worker.read_notes(data, name):
            yield note
            found += isinstance(note, Draft)
            if found > MOST_NOTES:
                return


def writable(note: Draft) -> str:
    r"""Return the text of a note as a draft of its own that has the same title; line ends are \n, as browsers have them."""
    text = _with_newlines(note.text)
    if note.places and (title := note.front_title):
        stated = _with_newlines(note.text[title.start : title.end])
        read = Draft.parse(text, front_matter=False)
        if not read.title or read.text[read.title.start : read.title.end] != stated:
            return "# " + text
    return text


def posted(draft: Draft) -> str | None:
    """Return what is posted of a draft: no front matter, comments, skipped code or mark of a heading; None if all of it is."""
    title, at = draft.title, draft.front_end
    is_stated = title is not None and title.end <= draft.front_end
    if title and not is_stated:
        at = title.end
    pieces = []
    for skip in draft.skips:
        if skip.end > at:
            pieces.append(draft.text[at : max(at, skip.start)])
            at = skip.end
    body = "".join([*pieces, draft.text[at:]]).rstrip()
    head = draft.text[title.start : title.end] if title else ""
    text = f"{head}\n\n{body.lstrip()}" if is_stated else head + body
    return None if text.strip() == draft.text.strip() else text.strip()


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def places_of(notes: Sequence[Draft], lang: str) -> list[str]:
    """Return where in their document notes begin: `12月排期!B38`, "line 12", also for a row of its only sheet; "" for a draft."""
    places = [note.place_at(0) for note in notes]
    known = [place for place in places if place]
    rows = {_row(place) for place in known}
    are_rows = "" not in rows and len(rows) == len(known) and len({place.sheet for place in known}) == 1
    return [_place_words(place, are_rows, lang) if place else "" for place in places]


def _row(place: Place) -> str:
    return place.cell.lstrip(ascii_uppercase)


def _place_words(place: Place, are_rows: bool, lang: str) -> str:
    from xhslint.messages.catalogue import say

    if are_rows:
        return say(lang, "at line", _row(place))
    if place.box:
        return page_text(lang, "picture.words")
    words = place_words(place._replace(field="") if place.line else place, lang)
    return visible(words or say(lang, "at line", place.line))


def name_of(text: str) -> str:
    """Return what a note is called in a list: its title, else its first words."""
    draft, _ = Draft.parse_leniently(text)
    regions = [draft.title] if draft.title else list(draft.body)
    words = draft.text[regions[0].start : regions[0].end] if regions else ""
    return visible(" ".join(words[:60].split()))
