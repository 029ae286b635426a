"""The work on one file of a run: a draft, or a document or picture, whose notes are read and linted one after the other.

What is needed for documents and pictures alone is imported when one is met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, islice
from time import monotonic

from xhslint.base.errors import InputError, Problem
from xhslint.base.time_limit import OutOfTime, time_limit
from xhslint.drafts.file_kinds import may_be_document
from xhslint.messages.catalogue import say
from xhslint.run.worker import FEWEST, DraftResult, DraftWorker

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from xhslint.config.settings import Config
    from xhslint.documents.embedded import Embedded
    from xhslint.drafts.draft import Draft
    from xhslint.drafts.places import Place

PICTURE = 16
"""Drafts that take about as long as a picture, or less; a process is given one at a time."""


def is_document(path: str) -> bool:
    """Return whether a name is that of a document whose notes can be read."""
    if not may_be_document(path):
        return False
    from xhslint.documents import registry

    return registry.is_document(path)


def is_picture(path: str) -> bool:
    """Return whether a name is that of a picture, in whatever format."""
    if not may_be_document(path):
        return False
    from xhslint.pictures import kinds

    return kinds.is_picture(path)


def work_of(path: Path | str) -> int:
    """Return how much work a file is, in drafts."""
    return PICTURE if is_picture(str(path)) else 1


def is_much(paths: Sequence[Path | str]) -> bool:
    """Return whether files are so much work that it pays to start processes."""
    return len(paths) >= FEWEST or sum(map(work_of, paths)) >= FEWEST


def limit(config: Config, path: str) -> tuple[int, str]:
    """Return how many bytes a file with this name may have, and the key of the text about larger ones."""
    if is_document(path):
        return config.max_document_bytes, "document too large"
    if is_picture(path):
        return config.max_document_bytes, "picture too large"
    return config.max_bytes, "draft too large"


def check_path(worker: DraftWorker, path: str, jobs: int | None = 1) -> Iterable[DraftResult]:
    """Return the result of a draft, or lazily those of the notes in a document or picture, whatever happens to one of them.

    The notes of a document that has many are checked in several processes, if `jobs` is not 1; None stands for as many as processors.
    """
    if not may_be_document(path):
        return (worker.check_file(path),)
    from xhslint.drafts.read import read_draft_data

    return check_data(worker, path, lambda: read_draft_data(path, *limit(worker.config, path)), True, jobs)


def check_data(
    worker: DraftWorker, name: str, read: Callable[[], bytes], is_file: bool, jobs: int | None = 1
) -> Iterable[DraftResult]:
    """Return what `check_path` does for the bytes that `read` returns, which are those of a file with this name."""
    if is_document(name):
        return _check_document(worker, name, read, jobs)
    if is_picture(name):
        return _check_picture(worker, name, read)
    return (worker.check(name, read, is_file),)


def _check_picture(
    worker: DraftWorker, path: str, read: Callable[[], bytes], inside: Place | None = None
) -> Iterator[DraftResult]:
    """Yield a result for the words of a picture and one for each code in it, and one for what was not read. It is never fixed.

    `inside` is the place of one inside a document.
    """
    from xhslint.drafts.places import Place
    from xhslint.pictures.kinds import refused
    from xhslint.pictures.reading import code_draft
    from xhslint.run.posters import check_words

    try:
        data = read()
        with time_limit(worker.config.timeout):
            reading = worker.read_picture(data, path)
    except Exception as error:
        yield _failed_picture(worker, path, error, inside)
        return
    place = inside or Place()
    yield check_words(reading, path, place, partial(_check_note, worker))
    for code in reading.codes:
        yield _check_note(worker, code_draft(code.text, path, code.box, place))
    if reading.has_more:
        yield _failed_picture(worker, path, refused(path, "picture.moves"), inside)


def _failed_picture(worker: DraftWorker, path: str, error: Exception, inside: Place | None) -> DraftResult:
    """Return the result of a picture that could not be read; `inside` is the place of one inside a document."""
    failed = worker.failure(path, error)
    if not inside:
        return failed
    from xhslint.drafts.places import place_words

    name = place_words(inside, worker.lang)
    problems = (each.in_language(worker.lang) for each in failed.problems)
    messages = (say(worker.lang, "document.problem", name, each.message) for each in problems)
    return DraftResult(None, problems=tuple(Problem(path, 0, 0, message) for message in messages))


def _check_document(
    worker: DraftWorker, path: str, read: Callable[[], bytes], jobs: int | None
) -> Iterator[DraftResult]:
    """Yield a result for each note in a document, and one for each fault of the document.

    Reading all of it may take as long as the work on a note. What cannot be read hides no note before it, and a note that
    cannot be checked hides no other. Documents are never fixed.
    """
    if worker.fix:
        yield DraftResult(None, problems=(Problem(path, 0, 0, say(worker.lang, "document.fix")),))
        return
    try:
        data = read()
        notes = worker.read_notes(data, path)
    except Exception as error:
        yield worker.failure(path, error)
        return
    from xhslint.documents.embedded import Embedded

    embedded = Embedded(data, path)
    yield from _check_notes(worker, _read_notes(worker, path, notes, embedded), jobs)
    yield from _check_embedded(worker, path, embedded)


def _check_embedded(worker: DraftWorker, path: str, embedded: Embedded) -> Iterator[DraftResult]:
    """Yield the results for the pictures in a document, or their number if pictures are not read."""
    from xhslint.drafts.file_kinds import suffix
    from xhslint.pictures.kinds import is_readable, refused

    if not worker.config.images(path):
        if embedded.names:
            yield DraftResult(None, unseen=len(embedded.names))
        return
    with suppress(InputError, OutOfTime), time_limit(worker.config.timeout):  # told when the notes were read
        embedded.find_places()
    for name in embedded.names:
        place = embedded.place(name)
        if is_readable(name):
            most = worker.config.max_document_bytes
            yield from _check_picture(worker, path, partial(embedded.read, name, most), place)
        else:
            yield _failed_picture(worker, path, refused(path, "picture.format", suffix(name)[1:].upper()), place)


def _check_notes(worker: DraftWorker, notes: Iterator[Draft | DraftResult], jobs: int | None) -> Iterator[DraftResult]:
    """Yield the result of each note, in order, and those that are among the notes."""
    first = list(islice(notes, FEWEST)) if jobs != 1 else []
    notes = chain(first, notes)
    if len(first) == FEWEST:
        from xhslint.run.note_pool import check_in_processes

        yield from check_in_processes(worker, notes, _check_note, jobs)
        return
    for note in notes:
        yield note if isinstance(note, DraftResult) else _check_note(worker, note)


def _read_notes(
    worker: DraftWorker, path: str, notes: Iterator[Draft | InputError], embedded: Embedded
) -> Iterator[Draft | DraftResult]:
    """Yield each note of a document, as it is read, a result for each fault of the document, and one if there is neither."""
    from xhslint.documents.field_names import NoFields

    left, is_empty = float(worker.config.timeout), True
    while True:
        began = monotonic()
        try:
            with time_limit(left):
                note = next(notes)
        except StopIteration as ended:
            if ended.value:
                yield DraftResult(None, columns=ended.value)
            break
        except Exception as error:  # the notes before it were read
            yield worker.failure(path, error)
            return
        left -= monotonic() - began
        is_empty = False
        if isinstance(note, InputError):
            yield DraftResult(None, problems=note.problems, is_unread=isinstance(note, NoFields))
        else:
            yield note
    if is_empty:
        message = say(worker.lang, "document.only pictures" if embedded.names else "document.empty")
        yield DraftResult(None, notes=(Problem(path, 0, 0, message),), is_empty=True)


def _check_note(worker: DraftWorker, note: Draft) -> DraftResult:
    """Return the result of a note out of a document; every exception becomes a problem that names its place."""
    try:
        _require_small(note, worker.config.max_bytes)
        with time_limit(worker.config.timeout):
            return worker.check_note(note)
    except Exception as error:
        from xhslint.drafts.placed import in_document

        failed = worker.failure(note.path, error)
        return DraftResult(None, problems=tuple(in_document(each, note, worker.lang) for each in failed.problems))


def _require_small(note: Draft, most: int) -> None:
    """Raise InputError for a note that is larger than a draft may be."""
    if len(note.text) * 4 > most and len(note.text.encode("utf-8", "surrogatepass")) > most:
        from xhslint.drafts.read import too_large

        raise too_large(note.path, most)
