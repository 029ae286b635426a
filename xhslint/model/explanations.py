"""Why a rule matched, and why a match is no finding: frozen values, made only where somebody asks."""

from __future__ import annotations

from xhslint.base.records import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.model.judgements import Judgement


@dataclass(frozen=True, slots=True)
class MatchedTerm:
    """A term that a match is made of.

    `start` and `end` are code points of the draft, half-open, `text` is what was written there, `reads` what it reads as.
    `name` is its lexicon; empty for what a detector found and for words that the rule lists itself.
    """

    start: int
    end: int
    text: str
    reads: str
    name: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a rule matched.

    `rule` is where the rule is written, as `path:line`, `group` the name of the group of phrases and `phrase` the notation
    of the phrase that matched, each empty where the rule has none. `judgement` is that of the classifier for what it finds.
    """

    rule: str
    group: str
    phrase: str
    terms: tuple[MatchedTerm, ...]
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A match that is not a finding, and the reason.

    `by` is the kind of reason: `guard`, `allow` (part of an ordinary phrase), `boundary` (part of an ordinary word),
    `region`, `profile`, `kind` (of text), `date`, `stated` (front matter says it), `finding` (another finding covers it), `score` (the classifier finds it possible, no
    more) or `classifier` (the clause only tells of it). `name` is that guard, region, profile, kind, date, field or rule, or the score,
    of a possible call beside the least of a finding; `about` is what
    the guard considers harmless, or what weighs against a call, in the linter's language; `words` is the text in the draft
    that decided. Each of the three may be empty.
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
    explanation: Explanation | None = field(default=None, compare=False)
