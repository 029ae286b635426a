"""Suppressions in HTML comments: `<!-- xhslint-ignore-line dm/bare: the reason until: 2027-01-31 -->`."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from xhslint.base.records import dataclass
from xhslint.filters.suppressions import Suppression
from xhslint.filters.terms import UNTIL, VISIBLE, SuppressionTerms, TermsReader
from xhslint.messages.catalogue import both
from xhslint.messages.suggestions import both_with_guess

if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft
    from xhslint.drafts.skips import Skip

LINE, NEXT, FILE, START, END = (f"xhslint-ignore-{word}" for word in ("line", "next-line", "file", "start", "end"))
DIRECTIVES = (NEXT, LINE, START, END, FILE)

# Also what was meant as a directive: another word after the hyphen, a colon or space instead of the hyphen.
_DIRECTIVE = re.compile(r"[\s-]*(xhslint(?:-[\w-]*|[ :：_]*(?:ignore|disable|enable)[\w-]*))")
_OPENING = re.compile(r"<!--[\s-]*xhslint-")
_NAME = re.compile(r"[^\s,，、;；]+")
_COLON = re.compile("[:：]")


@dataclass
class _Open:
    """An xhslint-ignore-start and those of its rules that were not ended yet; `terms` is None if they are wrong."""

    comment: Skip
    rules: list[str]
    terms: SuppressionTerms | None


class _Ranges:
    """The ranges that were started, in order."""

    def __init__(self) -> None:
        self._started: list[_Open] = []
        self._by_rule: dict[str, list[_Open]] = {}

    def start(self, opened: _Open) -> None:
        self._started.append(opened)
        for rule in opened.rules:
            self._by_rule.setdefault(rule, []).append(opened)

    def end(self, rule: str) -> _Open | None:
        """End a rule where it was started last, and return that start; None if it is not open."""
        if not self._by_rule.get(rule):
            return None
        opened = self._by_rule[rule].pop()
        opened.rules.remove(rule)
        return opened

    def last_rules(self) -> list[str]:
        """Return the open rules of the last start that has any."""
        while self._started and not self._started[-1].rules:
            self._started.pop()
        return list(self._started[-1].rules) if self._started else []

    def open_rules(self) -> set[str]:
        return {rule for rule, opened in self._by_rule.items() if opened}

    def open_starts(self) -> list[_Open]:
        return [opened for opened in self._started if opened.rules]


class _Visible:
    """Where visible text follows an offset; offsets are asked in rising order, so that a draft is searched once."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._asked, self._found = 0, -1

    def after(self, offset: int) -> int:
        """Return the offset of the next visible character that is posted, or the end of the draft."""
        if not self._asked <= offset <= self._found:
            self._asked, self._found = offset, self._search(offset)
        return self._found

    def _search(self, offset: int) -> int:
        text, skips = self._draft.text, self._draft.skips
        for skip in islice(skips, bisect_right(skips, offset, key=lambda skip: skip.end), None):
            if visible := VISIBLE.search(text, offset, max(skip.start, offset)):
                return visible.start()
            offset = skip.end
        visible = VISIBLE.search(text, offset)
        return visible.start() if visible else len(text)


def read_comments(reader: TermsReader) -> list[Suppression]:
    """Return the suppressions in the HTML comments of the reader's draft."""
    ranges, visible = _Ranges(), _Visible(reader.draft)
    found = [each for comment in _comments(reader) for each in _read(reader, comment, ranges, visible)]
    for each in ranges.open_starts():
        reader.add_problem(each.comment.start, both("ignore.start", "、".join(each.rules)))
    return found


def _comments(reader: TermsReader) -> Iterator[Skip]:
    """Yield the closed HTML comments; add a problem for each directive that is not closed."""
    text, skips = reader.draft.text, reader.draft.skips
    last_end = text.rfind("-->")  # what is closed but posted is code
    for opening in _OPENING.finditer(text, max(reader.draft.front_end, last_end)):
        if reader.draft.is_posted(opening.start(), opening.start() + 1):
            reader.add_problem(opening.start(), both("ignore.unclosed"))
    for skip in skips:
        if not skip.reads and text.startswith("<!--", skip.start):
            yield skip


def _read(reader: TermsReader, comment: Skip, ranges: _Ranges, visible: _Visible) -> Iterator[Suppression]:
    """Yield the suppressions that a comment completes; those of a range are complete at its end."""
    text, stop = reader.draft.text, comment.end - 3
    directive = _DIRECTIVE.match(text, comment.start + 4, stop)
    if not directive:
        return
    word, at, start = directive[1], directive.start(1), directive.end()
    if text.find("<!--", start, stop) >= 0:
        reader.add_problem(comment.start, both("ignore.unclosed"))
        return
    if word not in DIRECTIVES:
        reader.add_problem(at, both_with_guess("ignore.directive", word, set(DIRECTIVES)))
        return
    colon, until = _COLON.search(text, start, stop), UNTIL.search(text, start, stop)
    cut = min(each.start() if each else stop for each in (colon, until))
    has_colon = bool(colon and colon.start() == cut)
    has_names = bool(text[start:cut].strip())
    rules = list(dict.fromkeys(_rules(reader, word, start, cut, has_colon)))
    if word == END:
        if not has_names:
            rules = ranges.last_rules()
            if not rules:
                reader.add_problem(at, both("ignore.end", "…"))
        yield from _ended(reader, comment, ranges, rules, at)
        return
    terms = reader.terms(text[cut + has_colon : stop].rstrip("- \t\r\n"), cut + has_colon)
    if not has_names:
        reader.add_problem(at, both("ignore.no rules", word))
    elif rules and word == START:
        ranges.start(_Open(comment, rules, terms))
    elif rules and terms:
        scope = _scope(reader.draft, word, comment, visible)
        yield reader.suppression(rules, terms, scope, (comment.start, comment.end))


def _rules(reader: TermsReader, word: str, start: int, end: int, has_colon: bool) -> Iterator[str]:
    """Yield the known names between a directive and its colon."""
    text, last = reader.draft.text, start
    for token in _NAME.finditer(text, start, end):
        name = unicodedata.normalize("NFKC", token[0])
        if name not in reader.names and not has_colon and last > start and not text[last : token.start()].strip():
            reader.add_problem(token.start(), both("ignore.no colon", word))
            return
        if reader.is_known(name, token.start()):
            yield name
        last = token.end()


def _ended(reader: TermsReader, comment: Skip, ranges: _Ranges, rules: list[str], at: int) -> Iterator[Suppression]:
    """Yield the suppressions that an xhslint-ignore-end completes, each rule from where it was started last."""
    ended: dict[int, tuple[_Open, list[str]]] = {}
    for rule in rules:
        if opened := ranges.end(rule):
            ended.setdefault(opened.comment.start, (opened, []))[1].append(rule)
        else:
            pending = ranges.open_rules()
            reader.add_problem(at, both_with_guess("ignore.end", rule, pending, list_all=len(pending) == 1))
    for start, (opened, names) in sorted(ended.items()):
        if opened.terms:
            scope = opened.comment.end, comment.start
            yield reader.suppression(names, opened.terms, scope, (start, opened.comment.end))


def _scope(draft: Draft, word: str, comment: Skip, visible: _Visible) -> tuple[int, int]:
    """Return the range of a single directive: the draft, its own lines, or the next line with anything to post."""
    if word == FILE:
        return 0, len(draft.text)
    first = comment.start if word == LINE else visible.after(draft.line_end(comment.end))
    last = comment.end if word == LINE else first
    return first - draft.position(first)[1] + 1, draft.line_end(last)
