"""What a picture that was dropped on the page says: its words as a note to write on, its codes as what is found in them."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.base.errors import Problem
from xhslint.base.time_limit import time_limit
from xhslint.messages.catalogue import say
from xhslint.messages.page import page_text
from xhslint.report.parts.wording import message_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft
    from xhslint.pictures.reading import Reading
    from xhslint.run.worker import DraftWorker


def read(worker: DraftWorker, data: bytes, name: str, seconds: float) -> Reading:
    """Return what stands in a picture, read within some seconds; raises InputError for one that cannot be read."""
    with time_limit(seconds):
        return worker.read_picture(data, name)


def words_in(reading: Reading, name: str) -> Draft | None:
    """Return the words of a picture as a note; None without any."""
    from xhslint.pictures.reading import words_draft

    draft = words_draft(reading, name)
    return draft if draft.text.strip() else None


def problems_in(worker: DraftWorker, reading: Reading, name: str) -> Iterator[tuple[Problem, str]]:
    """Yield what is found in the codes of a picture, and what was not read of it, each with its severity."""
    from xhslint.pictures.reading import drafts

    lang = worker.lang
    for draft in list(drafts(reading, name))[1:]:
        for finding in worker.check_note(draft).findings:
            words = say(lang, "document.problem", say(lang, "picture.code"), message_line(finding, lang))
            yield Problem(name, 0, 0, words), finding.severity
    if reading.lines is None:
        yield Problem(name, 0, 0, say(lang, "picture.wordless")), "warning"
    elif words_in(reading, name) is None:
        yield Problem(name, 0, 0, page_text(lang, "picture.no words")), "info"
    if reading.has_more:
        yield Problem(name, 0, 0, say(lang, "picture.moves")), "warning"
