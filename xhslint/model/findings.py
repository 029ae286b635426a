"""What xhslint has to say about a draft: frozen values, no behaviour beyond reading them."""

from __future__ import annotations

from xhslint.base.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Literal

    from xhslint.base.errors import Problem

    Severity = Literal["error", "warning", "info"]
    Level = Literal["error", "warning", "info", "off"]
else:  # whoever asks for them while it runs
    Severity = Level = str
PROFILES = ("personal", "pro", "paid", "ad")
LANGUAGES = ("zh", "en")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
LEVELS = (*SEVERITIES, "off")
FAIL_ON = (*SEVERITIES, "never")
"""From which severity on a run fails."""


def family_of(rule_id: str) -> str:
    """Return the family of a rule: its id up to the slash."""
    return rule_id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Disguise:
    """One way in which the flagged words were hidden.

    `kind` is one of the keys of `DISGUISE_NAMES`, `text` the characters as written in the draft and `reads` what
    they stand for (empty for characters that stand for nothing: separators, invisible characters).
    """

    kind: str
    text: str
    reads: str


@dataclass(frozen=True, slots=True)
class Source:
    """A clause that a rule stands on; `grade` is P (primary text read), S (secondary), C (claim) or I (inference).

    `since` and `until` are the first and the last day on which it is in force, `read` is the day of our reading, as ISO
    dates; empty where they are not known, or where it is still in force. `replaces` is the key of the clause that said so
    before.
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

    def in_force(self, day: str) -> bool:
        """Whether the clause binds on a day, given as an ISO date; what has no date binds always."""
        return self.since <= day and (not self.until or day <= self.until)


@dataclass(frozen=True, slots=True)
class Signal:
    """An engagement signal of the platform's note score: `weight` is what one of them counts, `name` says it in words."""

    key: str
    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Code points `[start, end)` of a draft give way to `text`."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to take an offence out of a draft: disjoint edits in order, proposed and not yet linted.

    A `safe` fix loses nothing that the writer would miss; `title` says in the linter's language what is done.
    """

    edits: tuple[Edit, ...]
    safe: bool
    title: str

    @property
    def start(self) -> int:
        """Where the first edit begins."""
        return self.edits[0].start

    @property
    def end(self) -> int:
        """Where the last edit ends."""
        return self.edits[-1].end


@dataclass(frozen=True, slots=True)
class Finding:
    """One offence in a draft.

    `start` and `end` are code points of the draft as decoded, half-open; `line` and `column` count from 1, in code
    points. `text` is what was written there, `reading` what it reads as. `message`, `advice` are in the language of
    the linter that made the finding. `signals` are those that the offence games. `fixes` are what the rule proposes for
    this place, the best first.
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

    @property
    def family(self) -> str:
        """The family of the rule."""
        return family_of(self.rule_id)


class _Late:
    """A field that is worked out when it is first read, if it was given a function."""

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


def later(make: Callable[[], tuple[Fix, ...]]) -> tuple[Fix, ...]:
    """Stands for the fixes of a finding until somebody asks for them: most reports do not."""
    stand_in: Any = make
    fixes: tuple[Fix, ...] = stand_in
    return fixes


Finding.fixes = _Late(Finding.fixes)  # type: ignore[assignment, misc]


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A match that is no finding, and why.

    `by` is what silenced it: `guard`, `allow` (an ordinary phrase), `boundary` (an ordinary word across its edge),
    `region`, `profile`, `date`, or `finding` (another one says as much). `name` is the guard, region, profile, day or
    rule, `about` what such a guard takes for harmless, in the linter's language, `words` what was written that silenced
    the match; each may be empty.
    """

    rule_id: str
    start: int
    end: int
    line: int
    column: int
    text: str
    by: str
    name: str
    about: str
    words: str


DISGUISE_NAMES: dict[str, dict[str, str]] = {
    "homophone": {"zh": "谐音", "en": "homophone"},
    "initials": {"zh": "拼音缩写", "en": "pinyin or initials"},
    "emoji": {"zh": "表情替代", "en": "emoji"},
    "alias": {"zh": "代称", "en": "alias"},
    "split": {"zh": "拆字", "en": "split character"},
    "separator": {"zh": "夹杂符号", "en": "separator"},
    "width": {"zh": "全角字符", "en": "full-width"},
    "enclosed": {"zh": "带圈字符", "en": "enclosed character"},
    "styled": {"zh": "花体字符", "en": "styled character"},
    "keycap": {"zh": "键帽数字", "en": "keycap"},
    "traditional": {"zh": "繁体", "en": "traditional character"},
    "variant": {"zh": "异体字", "en": "variant character"},
    "radical": {"zh": "部首字符", "en": "radical"},
    "lookalike": {"zh": "形近字符", "en": "look-alike"},
    "invisible": {"zh": "隐形字符", "en": "invisible character"},
    "combining": {"zh": "组合附加符", "en": "combining mark"},
    "numeral": {"zh": "数字变形", "en": "disguised digits"},
}


@dataclass(frozen=True, slots=True)
class Remedy:
    """What to do about the findings of a rule: an action of `xhslint.fixes.actions`, and whether it is safe."""

    do: str
    safe: bool = False


@dataclass(frozen=True)
class Result:
    """What a draft gave: findings in order, the faults of rules that could not be run to their end and, when asked for,
    the matches that were silenced. `covered` are findings that another of their family makes needless.
    """

    findings: list[Finding]
    faults: list[Problem]
    dismissed: list[Dismissed]
    covered: Sequence[Finding] = ()

    def __init__(
        self,
        findings: list[Finding],
        faults: list[Problem],
        dismissed: list[Dismissed],
        covered: Sequence[Finding] = (),
    ) -> None:
        self.__dict__.update(findings=findings, faults=faults, dismissed=dismissed, covered=covered)
