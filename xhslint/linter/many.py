"""Lint captions one after the other, and turn whatever happens to one of them into its result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import repeat

from xhslint.base.errors import InputError, Problem
from xhslint.base.time_limit import OutOfTime
from xhslint.drafts.draft import Draft
from xhslint.drafts.titled import titled
from xhslint.messages.catalogue import say
from xhslint.model.caption_result import CLEAN, CaptionResult
from xhslint.model.findings import Result


def check_each(
    examine: Callable[[str | None, str | None], Result],
    lang: str,
    texts: Iterable[str | None],
    titles: Iterable[str | None] | None,
) -> Iterator[CaptionResult]:
    """Yield the result of each caption in order, reading no further than the results that are taken.

    `examine` returns what is found in a text with its title; whatever it raises becomes a problem, worded in `lang`. Raises
    ValueError if there are fewer titles than texts, or more.
    """
    pairs = zip(texts, repeat(None)) if titles is None else zip(texts, titles, strict=True)
    for text, title in pairs:
        try:
            result = result_of(examine(text, title), lang)
        except Exception as error:
            result = CaptionResult((), problems_of(error, lang))
        yield result


def draft_of(text: str | None, title: str | None, lang: str) -> Draft:
    """Return the draft of a text with its title, either of which may be None; raises InputError.

    A title alone is a note without a text; a text alone may begin with front matter.
    """
    if text is None and title is None:
        raise InputError([Problem("", 0, 0, say(lang, "no caption"))])
    for value in (text, title):
        if value is not None and not isinstance(value, str):
            raise InputError([Problem("", 0, 0, say(lang, "caption type", type(value).__name__))])
    return Draft.parse(text or "", "") if title is None else titled(title, text or "")


def result_of(result: Result, lang: str) -> CaptionResult:
    """Return what linting a draft gave as the result of a caption."""
    if not result.findings and not result.faults:
        return CLEAN
    return CaptionResult(tuple(result.findings), tuple(fault.in_language(lang) for fault in result.faults))


def problems_of(error: Exception, lang: str) -> tuple[Problem, ...]:
    """Return what an exception says of the caption that it stopped."""
    if isinstance(error, InputError):
        return tuple(problem.in_language(lang) for problem in error.problems)
    if isinstance(error, UnicodeEncodeError):
        message = say(lang, "lone surrogate", f"U+{ord(error.object[error.start]):04X}", error.start)
    elif isinstance(error, OutOfTime):  # the limit is that of a caller, who knows it
        message = say(lang, "time is up")
    elif isinstance(error, MemoryError):
        message = say(lang, "out of memory")
    else:  # a bug: the other captions are still checked
        message = say(lang, "crash", f"{type(error).__name__}: {error}")
    return (Problem("", 0, 0, message),)
