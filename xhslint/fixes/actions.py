"""The actions by which fixes remove an offence: pure functions from its place to the edits.

An action returns None where it would leave broken text, and the next remedy of the rule is tried. A new action is a
function, a line in `ACTIONS` and a message `fix.…` in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from xhslint.base.lazy_regex import lazy
from xhslint.fixes.clauses import STOP
from xhslint.fixes.links import remove_link
from xhslint.fixes.markdown import between_pictures, keeps_markdown
from xhslint.fixes.offence import Offence
from xhslint.fixes.phrasing import REWRITE
from xhslint.fixes.text_cuts import (
    BLANKS,
    REACH,
    Line,
    cut_line,
    cut_lines,
    cut_passage,
    has_other_words,
    is_blank,
    line_of,
    merge_cuts,
    splits_pair,
    title_at,
)
from xhslint.matching.measures import INVISIBLE, title_weight
from xhslint.messages.catalogue import say
from xhslint.model.findings import Edit, Fix, Remedy

# Invisible characters that show as a space, and those that change the direction of the text around them.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
_ORDERING = frozenset("\u061c\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PLAIN = lazy(r"[0-9A-Za-z_\u3400-\u9fff]")  # beside these an invisible character is never part of a spelling

_SENTENCE = lazy(rf"(?P<stop>{STOP})")
_CLAUSE = lazy(rf"(?P<stop>{STOP})|(?P<comma>[，；;]|,(?=[ \t]|\Z))")
_TOPIC = lazy(r"[ \t\u3000]+[#＃](?=\w)")
_MARKER = lazy(r"[ \t\u3000]*(?:(?:[-*+>•·]|#{1,6}|\d{1,2}[.、)）])[ \t]+)?")

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
_TITLE_STEPS: tuple[Callable[[str], str], ...] = (
    lambda title: re.sub(r"[ \t\u00a0\u3000]{2,}|\u3000", " ", title).strip(BLANKS),
    lambda title: re.sub(r" *([，。！？：；、（）《》【】“”｜…～]) *", r"\1", title),
    lambda title: re.sub(r"([！!？?～~，,、])\1+", r"\1", re.sub(r"…{3,}", "……", title)),
    lambda title: title.translate(_FULL_WIDTH),
)


Action = Callable[[Offence], "list[Edit] | None"]


def fixes(remedies: Sequence[Remedy], offence: Offence, lang: str) -> tuple[Fix, ...]:
    """Return the fixes that the remedies of a rule give for an offence, without those that edit what is not posted or cut into Markdown."""
    out = []
    for remedy in remedies:
        edits = ACTIONS[remedy.do](offence)
        is_posted = edits and all(offence.draft.is_posted(edit.start, edit.end) for edit in edits)
        if edits and is_posted and keeps_markdown(offence.draft.text, edits):
            out.append(Fix(tuple(edits), remedy.safe, say(lang, f"fix.{remedy.do}")))
    return tuple(out)


def remove(offence: Offence) -> list[Edit] | None:
    """Delete the words, or their line if nothing else is on it."""
    draft, start, end, _ = offence
    line = line_of(draft.text, start, end)
    if line and not has_other_words(draft, line, start, end):
        return cut_line(draft, line)
    return [cut_passage(draft.text, start, end)]


def remove_invisible(offence: Offence) -> list[Edit] | None:
    """Delete a run of invisible characters inside a word; put a space for those that show as one."""
    draft, start, end, _ = offence
    run = INVISIBLE.match(draft.text, start)
    if not run or run.end() != end or not _ORDERING.isdisjoint(run[0]) or not _PLAIN.match(draft.text, end):
        return None
    return [Edit(start, end, "" if _FILLERS.isdisjoint(run[0]) else " ")]


def remove_clause(offence: Offence) -> list[Edit] | None:
    """Delete the words up to the nearest comma or stop on both sides."""
    return _cut_between(offence, _CLAUSE)


def remove_sentence(offence: Offence) -> list[Edit] | None:
    """Delete the words up to the nearest stop on both sides."""
    return _cut_between(offence, _SENTENCE)


def remove_line(offence: Offence) -> list[Edit] | None:
    """Delete the whole line, unless it is the title of front matter or a heading."""
    line = line_of(offence.draft.text, offence.start, offence.end)
    return cut_line(offence.draft, line) if line else None


def rewrite(offence: Offence) -> list[Edit] | None:
    """Propose nothing: a sentence is written anew for all its offences at once, by `xhslint.fixes.rewriting`."""
    return None


def drop_topics(offence: Offence) -> list[Edit] | None:
    """Delete topics at the ends of lines, and only the marks of others, which are words of a sentence."""
    draft, start, end, _ = offence
    text, cuts = draft.text, []
    line, clear = Line(-1, -1, -1), -1  # from `clear` on nothing of the line is kept
    tails: dict[Line, int] = {}
    for topic in reversed([each for each in draft.regions if each.kind == "topic" and start <= each.start < end]):
        if not line.start <= topic.start < line.end:
            found = line_of(text, topic.start, topic.end, len(text))
            assert found is not None
            line, clear = found, found.end
        if is_blank(text[topic.end : clear]):
            clear = tails[line] = topic.start
        else:
            cuts += _cut_topic_marks(text, topic.start, topic.end)
    whole: list[Line] = []
    for line, clear in sorted(tails.items()):
        kept = text[line.start : clear].rstrip(BLANKS)
        if kept:
            cuts.append(Edit(line.start + len(kept), line.end))
        elif whole and is_blank("".join(text[whole[-1].next : line.start].split())):
            whole[-1] = Line(whole[-1].start, line.end, line.next)
        else:
            whole.append(line)
    return merge_cuts([*cuts, *(cut_lines(text, line) for line in whole)])


def shorten_title(offence: Offence) -> list[Edit] | None:
    """Shorten spaces, repeated marks and full-width letters of the title, as few as make it fit."""
    draft, text = offence.draft, offence.draft.text
    title = draft.title
    if not title or title.end - title.start > REACH or re.search(r"[\r\n\\]", text[title.start : title.end]):
        return None
    short = text[title.start : title.end]
    for step in _TITLE_STEPS:
        short = step(short)
        if title_weight(short) <= offence.over:
            return [Edit(title.start, title.end, short)]
    return None


def _cut_between(offence: Offence, marks: re.Pattern[str]) -> list[Edit] | None:
    """Delete from mark to mark, with the mark that becomes superfluous, or the line if nothing else is on it."""
    draft, start, end, _ = offence
    text, line = draft.text, line_of(draft.text, start, end)
    if not line:
        return None
    low, high = line.start, line.end
    if title := title_at(draft, start):
        low, high = title.start, min(title.end, high)
    elif marker := _MARKER.match(text, low, start):
        low = marker.end()
    whole = high
    if topic := _TOPIC.search(text, end, high):
        high = topic.start()
    low, whole = between_pictures(text, low, start, end, whole)
    high = min(high, whole)
    before = None
    for mark in marks.finditer(text, low, start):
        before = mark
    after = marks.search(text, end, high)
    comma = before and before.lastgroup == "comma"
    first, last = before.end() if before else low, after.end() if after else high
    if before and comma and (not after or after.lastgroup == "stop"):
        first, last = before.start(), after.start() if after else high
    elif not before:
        while last < whole and text[last] in BLANKS:
            last += 1
    if not has_other_words(draft, line, first, last):
        return cut_line(draft, line)
    gone = text[first:last]
    if splits_pair(gone):
        return None
    return [Edit(first, last)]


def _cut_topic_marks(text: str, start: int, end: int) -> list[Edit]:
    """Delete the marks of a topic, with a space where its words would run into a topic before."""
    apart = " " if start > 0 and text[start - 1].isalnum() else ""
    tail = re.search(r"(?:\[话题\])?[#＃]?\Z", text[start:end])
    cuts = [Edit(start, start + 1, apart)]
    return [*cuts, Edit(start + tail.start(), end)] if tail and tail[0] else cuts


ACTIONS: dict[str, Action] = {
    "remove": remove,
    "remove-invisible": remove_invisible,
    "remove-link": remove_link,
    "remove-clause": remove_clause,
    "remove-sentence": remove_sentence,
    "remove-line": remove_line,
    REWRITE: rewrite,
    "drop-topics": drop_topics,
    "shorten-title": shorten_title,
}
