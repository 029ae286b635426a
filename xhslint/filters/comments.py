"""Suppressions in HTML comments: `<!-- xhslint-ignore-line dm/bare: the reason until: 2027-01-31 -->`."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from xhslint.base.dates import is_day
from xhslint.base.errors import Problem
from xhslint.base.records import dataclass, field
from xhslint.filters.suppressions import Suppression
from xhslint.messages.catalogue import both, say
from xhslint.messages.suggestions import did_you_mean

if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft, Skip

LINE, NEXT, FILE, START, END = (f"xhslint-ignore-{word}" for word in ("line", "next-line", "file", "start", "end"))
DIRECTIVES = (NEXT, LINE, START, END, FILE)

# What is no directive but was meant as one: another word after the hyphen, a colon or space instead of the hyphen.
_DIRECTIVE = re.compile(r"[\s-]*(xhslint(?:-[\w-]*|[ :：_]*(?:ignore|disable|enable)[\w-]*))")
_OPENING = re.compile(r"<!--[\s-]*xhslint-")
_NAME = re.compile(r"[^\s,，、;；]+")
_COLON = re.compile("[:：]")
_UNTIL = re.compile(
    r"(?<![A-Za-z])until(?:\s*[:：]\s*|\s+(?=\d{4}\D))(?P<day>[^\s:：,，;；()（）。]*)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_TRAILING = " \t\r\n,，;；.。()（）"
_DATE_PARTS = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?")
_LINE_END = re.compile(r"[\r\n]|\Z")
# Captions keep an empty line open with characters that nobody sees.
_SEEN = re.compile(r"[^\s\u200b-\u200f\u2060\u2800\u3164\ufeff]")


class SuppressionTerms(NamedTuple):
    """What is said of some rules: why, and until when."""

    reason: str
    until: str


@dataclass
class Notes:
    """A draft on which mistakes are noted as they are met."""

    draft: Draft
    names: set[str]
    problems: list[Problem] = field(default_factory=list)

    def note(self, offset: int, message: str) -> None:
        self.problems.append(Problem(self.draft.path, *self.draft.position(offset), message))

    def is_known(self, name: str, offset: int) -> bool:
        """Whether there is such a rule or family; if not, it is noted."""
        if name not in self.names:
            self.note(offset, guessed("unknown rule", name, self.names))
        return name in self.names

    def terms(self, text: str, offset: int) -> SuppressionTerms | None:
        """The reason and the last day in a text that stands at an offset; None, and noted, for a day that is none."""
        until = _UNTIL.search(text)
        if not until:
            return SuppressionTerms(" ".join(text.split()), "")
        if until["rest"].strip(_TRAILING):
            found = _SEEN.search(text, until.end("day"))
            self.note(offset + (found.start() if found else until.end("day")), both("ignore.until last"))
            return None
        day = self.day(until["day"], offset + until.start("day" if until["day"] else 0))
        return None if day is None else SuppressionTerms(" ".join(text[: until.start()].rstrip(_TRAILING).split()), day)

    def day(self, text: str, offset: int) -> str | None:
        """A day in ISO form; None, and noted, for what is none."""
        plain = unicodedata.normalize("NFKC", text).rstrip(".")
        if is_day(plain):
            return plain
        parts = _DATE_PARTS.fullmatch(plain)
        meant = "{}-{:0>2}-{:0>2}".format(*parts.groups()) if parts else ""
        self.note(offset, guessed("ignore.no day", text or "''", {meant} if is_day(meant) else set(), anything=True))
        return None


@dataclass
class _Open:
    """An xhslint-ignore-start with those of its rules that were not ended yet; without terms where these were wrong."""

    comment: Skip
    rules: list[str]
    terms: SuppressionTerms | None


def guessed(key: str, name: str, known: set[str], *, anything: bool = False) -> str:
    """A sentence about a name in both languages, with the name that was probably meant (`anything`: any that is known)."""
    guess = {
        lang: say(lang, "did you mean", *known) if anything and known else did_you_mean(lang, name, known)
        for lang in ("zh", "en")
    }
    return f"{say('zh', key, name)}{guess['zh']} ({say('en', key, name)}{guess['en']})"


def read_comments(draft: Draft, names: set[str]) -> tuple[list[Suppression], list[Problem]]:
    """The suppressions in a draft's HTML comments, and the mistakes in them."""
    notes = Notes(draft, names)
    begun: list[_Open] = []
    found = [each for comment in _comments(notes) for each in _read(notes, comment, begun)]
    for each in begun:
        notes.note(each.comment.start, both("ignore.start", "、".join(each.rules)))
    return found, notes.problems


def _comments(notes: Notes) -> Iterator[Skip]:
    """The closed HTML comments; directives that are not closed are noted."""
    text, skips = notes.draft.text, notes.draft.skips
    for opening in _OPENING.finditer(text, notes.draft.front_end):
        index = bisect_right(skips, opening.start(), key=lambda skip: skip.start) - 1
        if index < 0 or skips[index].end <= opening.start():
            notes.note(opening.start(), both("ignore.unclosed"))
    for skip in skips:
        if not skip.reads and text.startswith("<!--", skip.start):
            yield skip


def _read(notes: Notes, comment: Skip, begun: list[_Open]) -> Iterator[Suppression]:
    """What a comment suppresses; that of a range is complete only at its end."""
    text, stop = notes.draft.text, comment.end - 3
    directive = _DIRECTIVE.match(text, comment.start + 4, stop)
    if not directive:
        return
    word, at, start = directive[1], directive.start(1), directive.end()
    if text.find("<!--", start, stop) >= 0:
        notes.note(comment.start, both("ignore.unclosed"))
        return
    if word not in DIRECTIVES:
        notes.note(at, guessed("ignore.directive", word, set(DIRECTIVES)))
        return
    colon, until = _COLON.search(text, start, stop), _UNTIL.search(text, start, stop)
    cut = min(each.start() if each else stop for each in (colon, until))
    has_colon = bool(colon and colon.start() == cut)
    has_names = bool(text[start:cut].strip())
    rules = list(dict.fromkeys(_rules(notes, word, start, cut, has_colon)))
    if word == END:
        if not has_names:
            rules = list(begun[-1].rules) if begun else []
            if not begun:
                notes.note(at, both("ignore.end", "…"))
        yield from _ended(notes, comment, begun, rules, at)
        return
    terms = notes.terms(text[cut + has_colon : stop].rstrip("- \t\r\n"), cut + has_colon)
    if not has_names:
        notes.note(at, both("ignore.no rules", word))
    elif rules and word == START:
        begun.append(_Open(comment, rules, terms))
    elif rules and terms:
        yield _suppression(notes.draft, comment, rules, terms, _scope(notes.draft, word, comment))


def _rules(notes: Notes, word: str, start: int, end: int, has_colon: bool) -> Iterator[str]:
    """The names between a directive and its colon that exist."""
    text, last = notes.draft.text, start
    for token in _NAME.finditer(text, start, end):
        name = unicodedata.normalize("NFKC", token[0])
        if name not in notes.names and not has_colon and last > start and not text[last : token.start()].strip():
            notes.note(token.start(), both("ignore.no colon", word))
            return
        if notes.is_known(name, token.start()):
            yield name
        last = token.end()


def _ended(notes: Notes, comment: Skip, begun: list[_Open], rules: list[str], at: int) -> Iterator[Suppression]:
    """What an xhslint-ignore-end completes: each of its rules where that was begun last."""
    ended: dict[int, list[str]] = {}
    for rule in rules:
        number = next((n for n in range(len(begun) - 1, -1, -1) if rule in begun[n].rules), -1)
        if number < 0:
            pending = {name for each in begun for name in each.rules}
            notes.note(at, guessed("ignore.end", rule, pending, anything=len(pending) == 1))
        else:
            begun[number].rules.remove(rule)
            ended.setdefault(number, []).append(rule)
    for number, names in sorted(ended.items()):
        start = begun[number]
        if start.terms:
            yield _suppression(notes.draft, start.comment, names, start.terms, (start.comment.end, comment.start))
    begun[:] = [each for each in begun if each.rules]


def _suppression(
    draft: Draft, comment: Skip, rules: list[str], terms: SuppressionTerms, scope: tuple[int, int]
) -> Suppression:
    text = draft.text[comment.start : comment.end]
    return Suppression(tuple(rules), *scope, *terms, *draft.position(comment.start), text, draft.path)


def _scope(draft: Draft, word: str, comment: Skip) -> tuple[int, int]:
    """The range of a directive that stands alone: the draft, its own lines, or the next one of which something is posted."""
    if word == FILE:
        return 0, len(draft.text)
    first = comment.start if word == LINE else _next_seen(draft, _line_end(draft.text, comment.end))
    last = comment.end if word == LINE else first
    return first - draft.position(first)[1] + 1, _line_end(draft.text, last)


def _next_seen(draft: Draft, offset: int) -> int:
    """The first character from an offset on that is posted and not blank, or the end of the draft."""
    for skip in draft.skips[bisect_right(draft.skips, offset, key=lambda skip: skip.end) :]:
        if seen := _SEEN.search(draft.text, offset, max(skip.start, offset)):
            return seen.start()
        offset = skip.end
    seen = _SEEN.search(draft.text, offset)
    return seen.start() if seen else len(draft.text)


def _line_end(text: str, offset: int) -> int:
    end = _LINE_END.search(text, offset)
    return end.start() if end else len(text)
