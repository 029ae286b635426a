"""Suppressions in HTML comments: `<!-- xhslint-ignore-line dm/bare: the reason until: 2027-01-31 -->`."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from xhslint.base.records import dataclass
from xhslint.filters.suppressions import Suppression
from xhslint.filters.terms import UNTIL, VISIBLE, SuppressionTerms, TermsReader
from xhslint.messages.catalogue import both
from xhslint.messages.suggestions import both_with_guess

if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft, Skip

LINE, NEXT, FILE, START, END = (f"xhslint-ignore-{word}" for word in ("line", "next-line", "file", "start", "end"))
DIRECTIVES = (NEXT, LINE, START, END, FILE)

# Also what was meant as a directive: another word after the hyphen, a colon or space instead of the hyphen.
_DIRECTIVE = re.compile(r"[\s-]*(xhslint(?:-[\w-]*|[ :：_]*(?:ignore|disable|enable)[\w-]*))")
_OPENING = re.compile(r"<!--[\s-]*xhslint-")
_NAME = re.compile(r"[^\s,，、;；]+")
_COLON = re.compile("[:：]")
_LINE_OR_TEXT_END = re.compile(r"[\r\n]|\Z")


@dataclass
class _Open:
    """An xhslint-ignore-start and those of its rules that were not ended yet; `terms` is None if they are wrong."""

    comment: Skip
    rules: list[str]
    terms: SuppressionTerms | None


def read_comments(reader: TermsReader) -> list[Suppression]:
    """Return the suppressions in the HTML comments of the reader's draft."""
    begun: list[_Open] = []
    found = [each for comment in _comments(reader) for each in _read(reader, comment, begun)]
    for each in begun:
        reader.add_problem(each.comment.start, both("ignore.start", "、".join(each.rules)))
    return found


def _comments(reader: TermsReader) -> Iterator[Skip]:
    """Yield the closed HTML comments; add a problem for each directive that is not closed."""
    text, skips = reader.draft.text, reader.draft.skips
    for opening in _OPENING.finditer(text, reader.draft.front_end):
        if reader.draft.is_posted(opening.start(), opening.start() + 1):
            reader.add_problem(opening.start(), both("ignore.unclosed"))
    for skip in skips:
        if not skip.reads and text.startswith("<!--", skip.start):
            yield skip


def _read(reader: TermsReader, comment: Skip, begun: list[_Open]) -> Iterator[Suppression]:
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
            rules = list(begun[-1].rules) if begun else []
            if not begun:
                reader.add_problem(at, both("ignore.end", "…"))
        yield from _ended(reader, comment, begun, rules, at)
        return
    terms = reader.terms(text[cut + has_colon : stop].rstrip("- \t\r\n"), cut + has_colon)
    if not has_names:
        reader.add_problem(at, both("ignore.no rules", word))
    elif rules and word == START:
        begun.append(_Open(comment, rules, terms))
    elif rules and terms:
        scope = _scope(reader.draft, word, comment)
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


def _ended(reader: TermsReader, comment: Skip, begun: list[_Open], rules: list[str], at: int) -> Iterator[Suppression]:
    """Yield the suppressions that an xhslint-ignore-end completes, each rule from where it was started last."""
    ended: dict[int, list[str]] = {}
    for rule in rules:
        number = next((n for n in range(len(begun) - 1, -1, -1) if rule in begun[n].rules), -1)
        if number < 0:
            pending = {name for each in begun for name in each.rules}
            reader.add_problem(at, both_with_guess("ignore.end", rule, pending, list_all=len(pending) == 1))
        else:
            begun[number].rules.remove(rule)
            ended.setdefault(number, []).append(rule)
    for number, names in sorted(ended.items()):
        opening, terms = begun[number].comment, begun[number].terms
        if terms:
            yield reader.suppression(names, terms, (opening.end, comment.start), (opening.start, opening.end))
    begun[:] = [each for each in begun if each.rules]


def _scope(draft: Draft, word: str, comment: Skip) -> tuple[int, int]:
    """Return the range of a single directive: the draft, its own lines, or the next line with anything to post."""
    if word == FILE:
        return 0, len(draft.text)
    first = comment.start if word == LINE else _next_visible(draft, _line_end(draft.text, comment.end))
    last = comment.end if word == LINE else first
    return first - draft.position(first)[1] + 1, _line_end(draft.text, last)


def _next_visible(draft: Draft, offset: int) -> int:
    """Return the offset of the next visible character that is posted, or the end of the draft."""
    for skip in draft.skips[bisect_right(draft.skips, offset, key=lambda skip: skip.end) :]:
        if visible := VISIBLE.search(draft.text, offset, max(skip.start, offset)):
            return visible.start()
        offset = skip.end
    visible = VISIBLE.search(draft.text, offset)
    return visible.start() if visible else len(draft.text)


def _line_end(text: str, offset: int) -> int:
    end = _LINE_OR_TEXT_END.search(text, offset)
    return end.start() if end else len(text)
