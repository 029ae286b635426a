"""Findings, fixes, sources and results: frozen values that pass between layers.

Only `Finding.fixes` and `Finding.seen` are computed late, when they are first read.

Offsets count code points of the draft as decoded, from 0, and ranges are half-open; lines and columns count from 1.
"""

from __future__ import annotations

from functools import lru_cache

from xhslint.base.records import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any, Literal, TypeVar

    from xhslint.base.errors import Problem
    from xhslint.model.disguises import Disguise
    from xhslint.model.explanations import Dismissed, Explanation
    from xhslint.model.judgements import Seen

    T = TypeVar("T")
    Severity = Literal["error", "warning", "info"]
    Level = Literal["error", "warning", "info", "off"]
else:  # for code that imports the names at run time
    Severity = Level = str
PROFILES = ("personal", "pro", "paid", "ad")
PROFILE_WORDS = {
    "个人": "personal",
    "个人号": "personal",
    "专业号": "pro",
    "企业号": "pro",
    "报备": "paid",
    "报备合作": "paid",
    "蒲公英": "paid",
    "广告": "ad",
}
"""What authors call the profiles."""
KINDS = ("note", "comment", "profile", "dm-script")
"""What a text is: a note, a comment, the signature of a profile, or a shop's script for private messages."""
KIND_WORDS = {
    "笔记": "note",
    **dict.fromkeys(("评论", "评论区"), "comment"),
    **dict.fromkeys(("主页", "简介", "个人简介", "签名"), "profile"),
    **dict.fromkeys(("私信", "私信话术", "话术", "自动回复"), "dm-script"),
}
"""What authors call the kinds of text."""
LANGUAGES = ("zh", "en")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
LEVELS = (*SEVERITIES, "off")
FAIL_ON = (*SEVERITIES, "never")
"""From which severity on a run fails."""


PLACE = ("start", "end", "line", "column")


def fields_of(record: object, names: Iterable[str]) -> dict[str, Any]:
    """Return these attributes of a record by name."""
    return {name: getattr(record, name) for name in names}


def profile_named(word: str) -> str:
    """Return the profile that a Chinese word names; any other word as it is."""
    return PROFILE_WORDS.get(word, word)


def kind_named(word: str) -> str:
    """Return the kind of text that a Chinese word names; any other word as it is."""
    return KIND_WORDS.get(word, word)


@lru_cache(1 << 10)
def family_of(rule_id: str) -> str:
    """Return the family of a rule: its id up to the slash."""
    return rule_id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Source:
    """A clause that a rule enforces.

    `grade` says how its text is known: P (primary text read), S (secondary source), C (claim of a third party) or
    I (inference). `since` and `until` are the first and the last day on which it is in force, `read` is the day on which
    its text was read: ISO dates, empty if unknown or, for `until`, if it is still in force. `replaces` is the key of the
    earlier clause that it supersedes. `kinds` are the kinds of text that it speaks of (empty: all).
    """

    key: str
    title: str
    clause: str
    url: str
    grade: str
    since: str = ""
    until: str = ""
    read: str = ""
    replaces: str = ""
    kinds: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the clause with the keys of docs/json.md; unknown dates are None."""
        days = {"since": self.since or None, "until": self.until or None}
        return {**fields_of(self, ("key", "title", "clause", "url", "grade")), **days}

    def in_force(self, day: str, kind: str = "") -> bool:
        """Return whether the clause is in force on a day, an ISO date, and speaks of a kind of text ("": of any).

        Without dates it always is.
        """
        return self.since <= day and (not self.until or day <= self.until) and (not kind or self.speaks_of(kind))

    def speaks_of(self, kind: str) -> bool:
        """Return whether the clause speaks of a kind of text."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class Signal:
    """An engagement signal, such as a like, and its weight in the platform's note score; `name` is for people."""

    key: str
    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class Edit:
    """The replacement of the range `[start, end)` of a draft by `text`."""

    start: int
    end: int
    text: str = ""


def edited(text: str, edits: Iterable[Edit], start: int = 0) -> str:
    """Return a text that begins at `start` of a draft with disjoint edits of the draft, in ascending order, applied."""
    pieces: list[str] = []
    done = 0
    for edit in edits:
        pieces += text[done : edit.start - start], edit.text
        done = edit.end - start
    return "".join(pieces) + text[done:]


@dataclass(frozen=True, slots=True)
class Fix:
    """A proposal to remove an offence from a draft: disjoint edits in ascending order, whose result is not linted yet.

    A `safe` fix removes nothing that the author would miss. `title` says in the linter's language what it does.
    """

    edits: tuple[Edit, ...]
    safe: bool
    title: str

    @property
    def start(self) -> int:
        """Return where the first edit begins."""
        return self.edits[0].start

    @property
    def end(self) -> int:
        """Return where the last edit ends."""
        return self.edits[-1].end


@dataclass(frozen=True, slots=True)
class Finding:
    """One offence in a draft.

    `text` is the matched text, `reading` what it reads as: the same unless a disguise was undone. `undone` are the edits of
    the draft that undo them, disjoint and in ascending order. `message` and `advice` are in the language of the
    linter. `signals` are the engagement signals that the offence manipulates. `fixes` are proposals of its rules for this
    place, the best first; they are computed when first read. `explanation` is None unless it was asked
    for, and for rules that count something. `seen` are the parts of a call that the classifier saw, in order; empty for
    what other rules find.

    An offence that several rules found at one place is one finding, that of the strictest rule, over all their spans.
    `also` are the ids of the other rules, the strictest first, and `parts` the findings as each rule made them, that of
    `rule_id` first; both are empty if one rule found it.

    `rewrite` is the sentence written anew, as an edit of the draft; None unless it was asked for, and where there is none.
    """

    rule_id: str
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    text: str
    reading: str
    message: str
    advice: str
    sources: tuple[Source, ...]
    disguises: tuple[Disguise, ...] = ()
    signals: tuple[Signal, ...] = ()
    fixes: tuple[Fix, ...] = ()
    explanation: Explanation | None = field(default=None, compare=False)
    also: tuple[str, ...] = ()
    parts: tuple[Finding, ...] = field(default=(), compare=False, repr=False)
    seen: tuple[Seen, ...] = ()
    undone: tuple[Edit, ...] = field(default=(), compare=False, repr=False)
    rewrite: Edit | None = field(default=None, compare=False)

    @property
    def family(self) -> str:
        """Return the family of the rule."""
        return family_of(self.rule_id)

    @property
    def end_position(self) -> tuple[int, int]:
        """Return line and column of the end, both from 1."""
        *before, last = self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return self.line + len(before), len(last) + (1 if before else self.column)

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain data that `json.dumps` takes, with the keys of docs/json.md."""
        end_line, end_column = self.end_position
        return {
            "rule": self.rule_id,
            "also": list(self.also),
            "severity": self.severity,
            **fields_of(self, PLACE),
            "endLine": end_line,
            "endColumn": end_column,
            **fields_of(self, ("text", "reading")),
            "disguises": [fields_of(each, ("kind", "text", "reads")) for each in self.disguises],
            **fields_of(self, ("message", "advice")),
            "sources": [each.as_dict() for each in self.sources],
            "signals": [fields_of(each, ("key", "weight")) for each in self.signals],
            "seen": [each.as_dict() for each in self.seen],
        }

    def rewrite_dict(self) -> dict[str, Any] | None:
        """Return the sentence written anew as plain data, with the keys of docs/json.md; None without one."""
        return fields_of(self.rewrite, ("start", "end", "text")) if self.rewrite else None


class _LazySlot:
    """Descriptor of a slot that may hold a function: the first read calls it and keeps its result instead."""

    def __init__(self, slot: Any) -> None:
        self.slot = slot

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        value = self.slot.__get__(instance, owner)
        if callable(value):
            value = value()
            self.slot.__set__(instance, value)
        return value

    def __set__(self, instance: object, value: object) -> None:
        self.slot.__set__(instance, value)


def later(make: Callable[[], tuple[T, ...]]) -> tuple[T, ...]:
    """Return `make` as a value for `Finding.fixes` or `seen`: it is called when the field is first read, which few reports do."""
    return make  # type: ignore[return-value]  # _LazySlot replaces it by its result


_seen: Any = Finding.seen  # type: ignore[misc]
Finding.fixes = _LazySlot(Finding.fixes)  # type: ignore[assignment, misc]
Finding.seen = _LazySlot(_seen)  # type: ignore[assignment, misc]


def is_call(finding: Finding) -> bool:
    """Tell whether the classifier found it: whether it has `seen`, which are not computed for that."""
    return bool(_seen.__get__(finding))


@dataclass(frozen=True, slots=True)
class Remedy:
    """The fix that a rule proposes: the name of an action of `xhslint.fixes.actions`, and whether it is safe."""

    do: str
    safe: bool = False


@dataclass(frozen=True)
class Result:
    """What linting a draft returns.

    `findings` are in order of position, `faults` are problems of rules that failed, `dismissed` is empty unless asked
    for, and `covered` are findings left out because another of the same family covers them or they are merged into one.
    `unlisted` counts findings that are too many to be listed.
    """

    findings: list[Finding]
    faults: list[Problem]
    dismissed: list[Dismissed]
    covered: Sequence[Finding] = ()
    unlisted: int = 0

    def __init__(
        self,
        findings: list[Finding],
        faults: list[Problem],
        dismissed: list[Dismissed],
        covered: Sequence[Finding] = (),
        unlisted: int = 0,
    ) -> None:
        # One is made for each draft, and this takes half the time of the general constructor.
        self.__dict__.update(findings=findings, faults=faults, dismissed=dismissed, covered=covered, unlisted=unlisted)


def clean_result() -> Result:
    """Return the result of a draft in which nothing is found; most are such, and this takes a third of the time."""
    made = Result.__new__(Result)
    values = made.__dict__
    values["findings"], values["faults"], values["dismissed"], values["covered"] = [], [], [], []
    return made
