"""All rules, lexicons, guards, sources and signals of a run, and which of the rules are in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from xhslint.base.records import dataclass, field
from xhslint.model.findings import Level, Remedy, Source, family_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.classify.model import Classifier
    from xhslint.fixes.phrasing import Phrasing
    from xhslint.matching.guards import Guard, Guards
    from xhslint.matching.index import Index
    from xhslint.matching.lexicon import Lexicon
    from xhslint.matching.matchers.matcher import Matcher
    from xhslint.matching.measures import Limit
    from xhslint.matching.scanner.layout import Tables
    from xhslint.matching.scanner.scanner import Prefilter
    from xhslint.respelling.respeller import Respeller
    from xhslint.rulebook.notices import Notice
    from xhslint.text.segmentation import Segmentation


@dataclass(frozen=True)
class Rule:
    """One entry of a rule file; `severity` is by profile, `kinds` that for kinds of text with one of their own, which is
    "off" for those that the rule does not speak of; texts are by language. `advice_by_kind` is the advice for kinds of text in
    which the other one makes no sense: nobody can comment below a private message.

    `allow` are ordinary phrases in which a match is harmless, as it is where a guard of `unless` holds. `regions` are the
    parts of a draft in which the rule applies (empty: all). `boundary` drops matches across whose edge a word of the
    dictionary lies. `flag` and `passes` are the examples, which know their lines if they were read from a rule file.
    `signals` are keys of the engagement signals that the offence may game. A rule that is `opt_in` runs only when it is
    selected. `fix` are the remedies for its findings, the best first. With `unless_stated` it is quiet in
    drafts whose front matter has that field.
    """

    id: str
    severity: dict[str, Level]
    message: dict[str, str]
    advice: dict[str, str]
    sources: tuple[Source, ...]
    matcher: Matcher
    allow: tuple[str, ...]
    unless: tuple[Guard, ...]
    regions: frozenset[str]
    boundary: bool
    flag: tuple[str, ...]
    passes: tuple[str, ...]
    path: str
    line: int
    signals: tuple[str, ...] = ()
    opt_in: bool = False
    fix: tuple[Remedy, ...] = ()
    kinds: dict[str, Level] = field(default_factory=dict)
    unless_stated: str = ""
    advice_by_kind: dict[str, dict[str, str]] = field(default_factory=dict)

    def advice_for(self, kind: str) -> dict[str, str]:
        """Return what to do about a finding in a kind of text, by language."""
        return self.advice_by_kind.get(kind, self.advice)

    def place_of(self, example: str) -> tuple[str, int]:
        """Return the file and the line of an example, those of the rule if the example does not know them."""
        from xhslint.rulebook.example import Example

        return (example.path, example.line) if isinstance(example, Example) else (self.path, self.line)

    @property
    def is_off(self) -> bool:
        """Whether it is switched off for every profile."""
        return set(self.severity.values()) == {"off"}

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return family_of(self.id)

    @cached_property
    def guards(self) -> Guards:
        """Its guards, to be asked together."""
        from xhslint.matching.guards import Guards

        return Guards(self.unless)

    @property
    def summary(self) -> RuleSummary:
        """What the first look at a draft must know of the rule."""
        return RuleSummary(self.id, self.severity, self.sources, self.matcher.limit, self.matcher.pretested, self.kinds)


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """As much of a rule as the first look at a draft needs, so that most drafts are done before a rule is decoded."""

    id: str
    severity: dict[str, Level]
    sources: tuple[Source, ...]
    limit: Limit | None = None
    pretested: bool = False
    kinds: dict[str, Level] = field(default_factory=dict)

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return family_of(self.id)


@dataclass(frozen=True, slots=True)
class EngagementSignal:
    """An engagement signal: its weight in the note score, and the words by which a match is known to game it."""

    key: str
    name: dict[str, str]
    weight: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Rulebook:
    """Rules in the order of their ids, and what they refer to.

    `active` are the numbers of the rules in use (None: all but opt-in ones), `key` a digest of what it was made from,
    `classifier` what rules of the type `classifier` ask, `respelled` the words that are recognised however they are spelled,
    `not_respelled` what is no spelling of them, `phrasing` how sentences with offences are rewritten,
    `notices` what the platform's notices speak of.
    """

    rules: Sequence[Rule]
    lexicons: Sequence[Lexicon]
    guards: Sequence[Guard]
    sources: Mapping[str, Source]
    signals: Mapping[str, EngagementSignal]
    active: frozenset[int] | None = None
    key: str | None = None
    classifier: Classifier | None = None
    respelled: tuple[str, ...] = ()
    not_respelled: tuple[str, ...] = ()
    phrasing: Phrasing | None = None
    notices: Sequence[Notice] = ()

    @cached_property
    def index(self) -> Index:
        """Every term that some rule or guard looks for."""
        from xhslint.matching.index import Index
        from xhslint.matching.phrase import word_list

        lists = {name: words for name in sorted(self.used_names()) if (words := word_list(name))}
        lists |= {f"allow:{rule.id}": list(rule.allow) for rule in self.rules if rule.allow}
        return Index.build(
            self.lexicons,
            lists,
            lambda view: self.prefilter.scanner.read(view),
            classifier=self.classifier,
            scored=lambda view: self.prefilter.scanner.clauses(view),
            spellings=lambda view: self.prefilter.scanner.spellings(view),
        )

    def used_names(self) -> set[str]:
        """Return the names of all lists and detectors that rules and guards look for."""
        slots = {slot for rule in self.rules for phrase in rule.matcher.phrases() for slot in phrase.slots}
        return {name for slot in slots for name in slot.names} | {name for guard in self.guards for name in guard.names}

    @cached_property
    def entries(self) -> list[tuple[int, int]]:
        """What the scanner tests, by number: (rule, alternative)."""
        return [
            (number, alternative)
            for number, rule in enumerate(self.rules)
            for alternative in range(len(rule.matcher.alternatives()))
        ]

    def tables(self, characters: bool = True) -> Tables:
        """Return the tables of the scanner; without `characters`, for the fallback only."""
        from xhslint.matching.scanner.tables import make_tables

        index = self.index
        requirements = [each for rule in self.rules for each in rule.matcher.requirements()]
        return make_tables(
            index.patterns,
            index.owners,
            index.marks,
            requirements,
            classifier=self.classifier,
            respelled=self.respelled,
            not_respelled=self.not_respelled,
            characters=characters,
        )

    @cached_property
    def respeller(self) -> Respeller:
        """What rewrites disguised words as they are meant."""
        from xhslint.respelling.respeller import Respeller
        from xhslint.text.dictionary import jieba_words

        return Respeller(self.index.spellings, jieba_words, self.prefilter.scanner.known, self.index.calls)

    @cached_property
    def prefilter(self) -> Prefilter:
        """What says which rules a draft may match."""
        from xhslint.matching.index import inverted
        from xhslint.matching.scanner.fallback import Scanner
        from xhslint.matching.scanner.scanner import Prefilter

        entries_of = inverted([[rule] for rule, _ in self.entries], len(self.rules))
        return Prefilter(Scanner(self.tables(characters=False)), self.entries, entries_of)

    @cached_property
    def words(self) -> list[str]:
        """The rulebook's plain words, which the segmentation must know as words; cues may be pieces of words, and are none.

        Words that a rule lists under `words` belong to them: the dictionary knows no brand, and read 可好 in 兰芙可好用.
        """
        import re

        from xhslint.matching.phrase import word_list

        judged = {*self.classifier.table, *self.classifier.ordinary} - self.used_names() if self.classifier else ()
        lexicons = [lexicon for lexicon in self.lexicons if lexicon.name not in judged]
        plain = {term.text for lexicon in lexicons for term in lexicon.terms if term.plain}
        phrases = (phrase for rule in self.rules if rule.matcher.key == "words" for phrase in rule.matcher.phrases())
        plain.update(
            word for phrase in phrases for slot in phrase.slots for name in slot.names for word in word_list(name)
        )
        return sorted(word for word in plain if 2 <= len(word) <= 6 and re.fullmatch(r"[\u4e00-\u9fff]+", word))

    def segmentation(self) -> Segmentation:
        """Return what segments text by the dictionary and by the rulebook's words."""
        from xhslint.text.segmenting import segmentation

        return segmentation(self.words)

    @cached_property
    def summaries(self) -> Sequence[RuleSummary]:
        """The summary of every rule."""
        return [rule.summary for rule in self.rules]

    @cached_property
    def ids(self) -> list[str]:
        """The ids of all rules, in order."""
        return [rule.id for rule in self.rules]

    @cached_property
    def opt_in(self) -> frozenset[int]:
        """The numbers of the rules that run only when they are selected."""
        return frozenset(number for number, rule in enumerate(self.rules) if rule.opt_in)

    @cached_property
    def in_use(self) -> frozenset[int]:
        """The numbers of the rules that a linter of this rulebook runs."""
        return frozenset(range(len(self.ids))) - self.opt_in if self.active is None else self.active

    def chosen(self) -> list[Rule]:
        """Return the rules in use, in order."""
        return [self.rules[number] for number in sorted(self.in_use)]

    def require_names(self, names: Iterable[str], lang: str) -> None:
        """Raise InputError, worded in `lang`, with those of the names that no rule and no family has."""
        from xhslint.messages.suggestions import names_of, require_known  # here, because most runs use all rules

        require_known(lang, names, names_of(self.ids))

    def select(self, select: Iterable[str] = (), ignore: Iterable[str] = (), extend: Iterable[str] = ()) -> Rulebook:
        """Return the rulebook with only the rules of `select` in use, `extend` added and `ignore` left out.

        Each takes ids and families, see `require_names`; without `select`, all rules but opt-in ones are selected.
        """
        chosen, ignored, added = set(select), set(ignore), set(extend)
        names = [{rule_id, family_of(rule_id)} for rule_id in self.ids]
        active = frozenset(
            number
            for number, each in enumerate(names)
            if (bool(each & chosen) if chosen else number not in self.opt_in) or each & added
            if not each & ignored
        )
        return self.with_active(active)

    def with_active(self, active: frozenset[int]) -> Rulebook:
        """Return the same rulebook with these rules in use; what was computed of it so far is shared."""
        book = object.__new__(type(self))
        book.__dict__.update(self.__dict__, active=active)
        book.__dict__.pop("in_use", None)
        return book
