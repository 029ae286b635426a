"""Problems of notes by their places in documents."""

from __future__ import annotations

from xhslint.base.errors import Gap, Problem
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place, place_words
from xhslint.messages.catalogue import say


def in_document(problem: Problem, draft: Draft, lang: str) -> Problem:
    """Return a problem of a note, which counts lines of the note, with its place in the document instead.

    Problems of drafts and of other files are returned as they are.
    """
    if not draft.places or problem.path != draft.path:
        return problem
    problem = problem.in_language(lang)
    place = draft.place_at(draft.offset(problem.line, problem.column) if problem.line else 0) or Place()
    words = place_words(place, lang)
    message = say(lang, "document.problem", words, problem.message) if words else problem.message
    first = draft.place_at(0) or Place()
    gaps = (Gap(first.sheet, first.cell, problem.message),) if first.cell else ()
    return Problem(problem.path, place.line, place.column, message, gaps)
