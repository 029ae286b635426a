"""Open a file that was dropped on the page: its notes, and what could not be read of it, told in every language of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xhslint.base.errors import Bilingual, InputError, Problem
from xhslint.drafts.draft import Draft
from xhslint.messages.catalogue import both
from xhslint.messages.page import page_text
from xhslint.model.findings import LANGUAGES
from xhslint.page import pictures
from xhslint.page.findings import problem_data
from xhslint.page.notes import MOST_NOTES, name_of, notes_in, places_of, writable
from xhslint.run.files import is_picture

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.pictures.reading import Reading
    from xhslint.run.worker import DraftWorker

    Answer = dict[str, Any]


def open_file(workers: Callable[[str], DraftWorker], lang: str, data: bytes, name: str, seconds: float) -> Answer:
    """Return the notes of a file with their places, and what could not be read, as data; reading may take some seconds.

    `workers` gives what reads and checks in a language. Places and problems are told in all of them, by language: the
    page shows them for as long as the file is open, and its language may be switched.
    """
    notes: list[tuple[Draft, str]] = []
    unread: list[Exception] = []
    reading: Reading | None = None
    try:
        if is_picture(name):
            reading = pictures.read(workers(lang), data, name, seconds)
            found: Iterable[Draft | InputError] = [words] if (words := pictures.words_in(reading, name)) else []
        else:
            found = notes_in(workers(lang), data, name, seconds)
        for note in found:
            if isinstance(note, InputError):
                unread.append(note)
            elif len(notes) == MOST_NOTES:
                more = Bilingual(*(page_text(each, "more notes", MOST_NOTES) for each in LANGUAGES))
                unread.append(InputError([Problem(name, 0, 0, more)]))
            elif (text := writable(note)).strip():
                notes.append((note, text))
    except Exception as error:  # the notes before it can be read
        unread.append(error)
    told = {each: _problems(workers(each), name, reading, unread) for each in LANGUAGES}
    if not notes and not told[lang]:
        empty = Problem(name, 0, 0, both("document.empty"))
        told = {each: [problem_data(empty.in_language(each), "error")] for each in LANGUAGES}
    places = {each: places_of([note for note, _ in notes], each) for each in LANGUAGES}
    return {
        "name": name,
        "notes": [
            {"name": name_of(text), "place": {each: places[each][number] for each in LANGUAGES}, "text": text}
            for number, (_, text) in enumerate(notes)
        ],
        "problems": [
            {**problem, "message": {each: told[each][number]["message"] for each in LANGUAGES}}
            for number, problem in enumerate(told[lang])
        ],
    }


def _problems(worker: DraftWorker, name: str, reading: Reading | None, unread: Iterable[Exception]) -> list[Answer]:
    """Return as data, in the language of a worker, what is found in the codes of a picture and what could not be read."""
    problems = list(pictures.problems_in(worker, reading, name)) if reading else []
    for error in unread:
        problems += ((each.in_language(worker.lang), "error") for each in worker.failure(name, error).problems)
    return [problem_data(*each) for each in problems]
