"""Sentences and their clauses, as a writer sees them: between commas, and in captions as well between spaces and emoji."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple
from xhslint.drafts.draft import Draft
from xhslint.fixes.markdown import between_pictures
from xhslint.fixes.text_cuts import BLANKS, cut_line, cut_passage, has_other_words, line_of, title_at
from xhslint.model.findings import Edit, Finding

STOP = r"(?:[。！？…～]+|[!?~]+(?![\w/=&%#-]|\[[^\[\]\n]{0,99}\][(\[])|\.(?=[ \t]|\Z))[”’」』”）)】]*"
"""What ends a sentence, with the marks that close behind it; the mark of a picture in Markdown does not."""
MARKER = lazy(r"[ \t\u3000]*(?:(?:[-*+>•·✅☑✔▪▫🔹🔸]\ufe0f?|#{1,6}|\d{1,2}[.、)）]|\d\ufe0f?\u20e3)[ \t]*)?")
"""The beginning of a line that is no word of it: a bullet, a number, the mark of a heading."""
TOPIC = lazy(r"[ \t\u3000]*[#＃](?=\w)")

_STOP = lazy(STOP)
_EMOJI = (
    r"(?:[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001F000-\U0001FAFF\ufe0f\u200d\u20e3]|\[[\u4e00-\u9fff]{1,6}R\])"
)
_GAP = lazy(rf"(?P<hard>[ \t]*(?:[，；;]|,(?!\d)|—{{1,2}}|[｜|])[ \t]*)|[ \t\u3000]+|{_EMOJI}+[ \t\u3000]*")


class Sentence(NamedTuple):
    """The range `[start, end)` of a sentence; its words end at `stop`, where the mark that ends it begins."""

    start: int
    stop: int
    end: int


class Clause(NamedTuple):
    """The words `[start, end)` of a clause; `next` is where the following one begins, `hard` whether a comma parts them."""

    start: int
    end: int
    next: int
    hard: bool = False


def sentence_at(draft: Draft, start: int, end: int) -> Sentence | None:
    """Return the sentence around a range, or the sentences if it reaches over several; None if its line is too long.

    The marker at the beginning of a line and the topics at its end are no part of it.
    """
    text, line = draft.text, line_of(draft.text, start, end)
    if not line:
        return None
    low, high = line.start, line.end
    if title := title_at(draft, start):
        low, high = title.start, min(title.end, high)
    elif marker := MARKER.match(text, low, start):
        low = marker.end()
    if topic := TOPIC.search(text, end, high):
        high = topic.start()
    low, last = between_pictures(text, low, start, end, high)
    if last < high:
        high = end + len(text[end:last].rstrip(" \t\u3000，,、"))
    for mark in _STOP.finditer(text, low, start):
        low = mark.end()
    while low < start and text[low] in " \t\u3000":
        low += 1
    if after := _STOP.search(text, end, high):
        return Sentence(low, *after.span())
    while high > end and text[high - 1] in " \t\u3000":
        high -= 1
    return Sentence(low, high, high)


def clauses_of(
    text: str,
    sentence: Sentence,
    kept: Sequence[tuple[int, int]],
    open_end: re.Pattern[str],
    fact: re.Pattern[str],
) -> list[Clause]:
    """Return the clauses of a sentence; none is parted at a space after an `open_end`, nor inside the ranges `kept`, except
    before a `fact` at their end.
    """
    out: list[Clause] = []
    at = sentence.start
    for gap in _gaps(text, sentence, kept, fact):
        is_hard = gap["hard"] is not None
        words = text[at : gap.start()]
        if not is_hard and gap.start() > at and gap[0].isspace() and (len(words) < 2 or open_end.search(words)):
            continue
        out.append(Clause(at, *gap.span(), is_hard))
        at = gap.end()
    out.append(Clause(at, sentence.stop, sentence.stop))
    return out


def _gaps(
    text: str, sentence: Sentence, kept: Sequence[tuple[int, int]], fact: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    for gap in _GAP.finditer(text, sentence.start, sentence.stop):
        start, end = gap.span()
        inside = any(low < end and start < high and not fact.fullmatch(text, end, high) for low, high in kept)
        latin = start > 0 and gap[0].isspace() and text[start - 1].isascii() and text[end : end + 1].isascii()
        if not inside and not latin:
            yield gap


def next_sentence(draft: Draft, sentence: Sentence) -> Sentence | None:
    """Return the sentence behind another, on its line or on the next one; None behind a blank line or at the end."""
    text, at = draft.text, sentence.end
    while at < len(text) and text[at] in " \t\u3000":
        at += 1
    if text[at : at + 2] == "\r\n":
        at += 2
    elif text[at : at + 1] in ("\n", "\r") and at < len(text):
        at += 1
    if at >= len(text) or text[at] in "\r\n#＃" or not draft.is_posted(sentence.end, at + 1):
        return None
    return sentence_at(draft, at, at + 1)


def sentence_before(draft: Draft, sentence: Sentence) -> Sentence | None:
    """Return the sentence before another, on its line or on the line before; None behind a blank line or the title."""
    text, at = draft.text, sentence.start
    while at > 0 and text[at - 1] in " \t\u3000-•·":
        at -= 1
    if text[at - 2 : at] == "\r\n":
        at -= 2
    elif at > 0 and text[at - 1] in "\r\n":
        at -= 1
    if at == 0 or text[at - 1] in "\r\n" or title_at(draft, at - 1) or not draft.is_posted(at - 1, sentence.start):
        return None
    return sentence_at(draft, at - 1, at)


def sentences_with(draft: Draft, findings: Iterable[Finding]) -> Iterator[tuple[Sentence, list[Finding]]]:
    """Yield the sentences with findings, those that overlap as one, each with its findings."""
    group: list[Finding] = []
    whole: Sentence | None = None
    for finding in sorted(findings, key=lambda each: (each.start, each.end)):
        found = sentence_at(draft, finding.start, finding.end)
        if not found:
            continue
        if whole and found.start < whole.end:
            last = max(whole, found, key=lambda each: each.end)
            whole = Sentence(min(whole.start, found.start), last.stop, last.end)
            group.append(finding)
            continue
        if whole:
            yield whole, group
        whole, group = found, [finding]
    if whole:
        yield whole, group


def cut_words(draft: Draft, start: int, end: int) -> Edit | None:
    """Return the deletion of a passage, with its line if nothing else is on it; None for a whole heading."""
    line = line_of(draft.text, start, end)
    if not line:
        return None
    marker = MARKER.match(draft.text, line.start, start)
    if marker and marker.end() == start and not draft.text[end : line.end].strip(BLANKS):
        start = line.start
    if not has_other_words(draft, line, start, end):
        return next(iter(cut_line(draft, line) or ()), None)
    return cut_passage(draft.text, start, end)
