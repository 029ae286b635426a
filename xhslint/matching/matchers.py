"""The rule types: one class each. The loader, the prefilter and the documents find them in `MATCHERS`.

A matcher has `key` (its key in a rule file), `read` (from a node), `phrases` (whose word lists it looks into), `alternatives` (the
phrases that must all be there, for each alternative to match; none if it needs no words) and `find` (every match, in view
positions, or those of some alternatives by number).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from xhslint.base.records import dataclass, field
from xhslint.drafts.draft import Draft
from xhslint.matching.detectors import accounts as ids
from xhslint.matching.hits import Hit
from xhslint.matching.lexicon import Term
from xhslint.matching.measures import MEASURES
from xhslint.matching.phrase import Match, Phrase, PhraseError, Slot, matches, parse, read_names
from xhslint.matching.scan import Scan
from xhslint.schema.values import Value
from xhslint.text.skeleton import SCOPES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Protocol

    from xhslint.matching.detectors.links import Link

    class Matcher(Protocol):
        key: ClassVar[str]

        @classmethod
        def read(cls, value: Value) -> Matcher: ...

        def phrases(self) -> tuple[Phrase, ...]: ...

        def alternatives(self) -> Sequence[tuple[Phrase, ...]]: ...

        def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]: ...


PATTERN_SECONDS = (1.0, 2e-6)
"""How long one pattern may run over a draft before it is stopped: a base, and more for each character."""


def chosen(phrases: Sequence[Phrase], alternatives: Sequence[int] | None) -> Iterator[Phrase]:
    """The phrases of some alternatives, or of all."""
    return iter(phrases) if alternatives is None else (phrases[alternative] for alternative in alternatives)


def read_phrase(value: Value) -> Phrase:
    text = value.text()
    try:
        return parse(text)
    except PhraseError as error:
        raise value.fail(f"in {text!r}: {error}") from None


@dataclass(frozen=True)
class WordsMatcher:
    """`words`: any of these words, or any strong term of a lexicon."""

    key: ClassVar[str] = "words"
    phrase: Phrase

    @classmethod
    def read(cls, value: Value) -> WordsMatcher:
        if not value.items():
            raise value.fail("a list of words that is empty matches nothing")
        return cls(Phrase((Slot(read_names(value), strong=True),)))

    def phrases(self) -> tuple[Phrase, ...]:
        return (self.phrase,)

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return [(self.phrase,)]

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        return matches(scan, self.phrase)


@dataclass(frozen=True)
class SequenceMatcher:
    """`sequence`: phrases, see xhslint.matching.phrase."""

    key: ClassVar[str] = "sequence"
    all_phrases: tuple[Phrase, ...]

    @classmethod
    def read(cls, value: Value) -> SequenceMatcher:
        found = value.one_or_many(read_phrase)
        if not found:
            raise value.fail("no phrase")
        return cls(found)

    def phrases(self) -> tuple[Phrase, ...]:
        return self.all_phrases

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return [(phrase,) for phrase in self.all_phrases]

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        for phrase in chosen(self.all_phrases, alternatives):
            yield from matches(scan, phrase)


@dataclass(frozen=True)
class NearMatcher:
    """`near`: one match of each phrase, in any order, at most `within` solid characters apart and in one `scope`."""

    key: ClassVar[str] = "near"
    all_phrases: tuple[Phrase, ...]
    within: int
    scope: str

    @classmethod
    def read(cls, value: Value) -> NearMatcher:
        data = value.mapping(
            {
                "all": lambda v: v.each(read_phrase),
                "within": Value.integer,
                "scope": lambda v: v.choice(SCOPES),
            },
            required=("all", "within"),
        )
        if len(data["all"]) < 2:
            raise value.fail("'all' needs two phrases or more")
        return cls(data["all"], data["within"], data.get("scope", "sentence"))

    def phrases(self) -> tuple[Phrase, ...]:
        return self.all_phrases

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return [self.all_phrases]

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        first, *others = [sorted(matches(scan, p), key=lambda m: (m.start, -m.end)) for p in self.all_phrases]
        for match in first:
            group = [match]
            for other in others:
                near = self.nearest(scan, match, other)
                if near is None:
                    break
                group.append(near)
            else:
                group.sort(key=lambda m: m.start)
                hits = tuple(hit for m in group for hit in m.hits)
                yield Match(group[0].start, max(m.end for m in group), hits)

    def nearest(self, scan: Scan, match: Match, others: list[Match]) -> Match | None:
        """The closest of `others` that is near enough and does not overlap."""
        reach = 4 * self.within + 40
        index = bisect_left(others, match.start - reach, key=lambda m: m.start)
        best, shortest = None, self.within + 1
        while index < len(others) and others[index].start <= match.end + reach:
            other = others[index]
            index += 1
            low, high = (other.end, match.start) if other.end <= match.start else (match.end, other.start)
            if low > high:
                continue
            distance = scan.rank(high) - scan.rank(low)
            if distance < shortest and SCOPES[self.scope].isdisjoint(scan.text[low:high]):
                best, shortest = other, distance
        return best


@dataclass(frozen=True)
class ContactMatcher:
    """`contact`: an introducer and behind it an id of one of the grammars."""

    key: ClassVar[str] = "contact"
    introducers: tuple[Phrase, ...]
    grammars: tuple[str, ...]

    @classmethod
    def read(cls, value: Value) -> ContactMatcher:
        data = value.mapping(
            {
                "introducer": lambda v: v.one_or_many(read_phrase),
                "id": lambda v: v.one_or_many(lambda w: w.choice(ids.GRAMMARS)),
            },
            required=("introducer", "id"),
        )
        return cls(data["introducer"], data["id"])

    def phrases(self) -> tuple[Phrase, ...]:
        return self.introducers

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return [(phrase,) for phrase in self.introducers]

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        for phrase in chosen(self.introducers, alternatives):
            for match in matches(scan, phrase):
                found = ids.after(scan.text, match.end, self.grammars, evidence(match))
                if found:
                    yield Match(match.start, found.end, (*match.hits, ids.hit(found, scan.text)))


def evidence(match: Match) -> int:
    """How sure an introducer is that an id follows: the more of it there is, and the more disguised, the surer."""
    if len(match.hits) > 1 or any(hit.term.strong and hit.term.parts for hit in match.hits):
        return ids.Evidence.FIRM
    return ids.Evidence.PLAIN if match.hits[0].term.strong else ids.Evidence.LOOSE


class PatternTimeout(Exception):
    """A pattern that ran too long on a draft."""


def read_needs(value: Value) -> Phrase:
    return WordsMatcher.read(value).phrase if value.is_list() else read_phrase(value)


@lru_cache(512)
def compiled(pattern: str) -> Any:
    import regex

    return regex.compile(pattern, regex.VERSION1)


@dataclass(frozen=True)
class PatternMatcher:
    """`pattern`: a regular expression of the `regex` package over the view, tried where what it `needs` occurs.

    That is one of several words, or words in the order and distance of a phrase, whatever stands between them. Every
    match has one of the characters of `holds`, if there are any: a draft without them spares itself the package, whose
    import takes longer than all other work on most drafts.
    """

    key: ClassVar[str] = "pattern"
    pattern: str
    needs: Phrase | None = None
    holds: str = ""

    @classmethod
    def read(cls, value: Value) -> PatternMatcher:
        import regex

        if value.is_mapping():
            keys = {"regex": lambda v: v, "needs": read_needs, "holds": Value.text}
            data = value.mapping(keys, required=("regex",))
            node, needs, holds = data["regex"], data.get("needs"), data.get("holds", "")
        else:
            node, needs, holds = value, None, ""
        text = node.text()
        try:
            built = regex.compile(text, regex.VERSION1)
        except regex.error as error:
            raise node.fail(f"not a pattern: {error}") from None
        if built.fullmatch("") or built.match(""):
            raise node.fail("the pattern matches nothing at all, so it would match everywhere")
        return cls(text, needs, holds)

    def phrases(self) -> tuple[Phrase, ...]:
        return (self.needs,) if self.needs else ()

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return [(self.needs,)] if self.needs else []

    def occurs(self, text: str) -> bool:
        """Whether the pattern matches a view, or may."""
        if self.lacks(text):
            return False
        base, each = PATTERN_SECONDS
        try:
            return compiled(self.pattern).search(text, timeout=base + each * len(text)) is not None
        except TimeoutError:
            return True

    def lacks(self, text: str) -> bool:
        """Whether a view has none of the characters of which every match has one."""
        return bool(self.holds) and not any(character in text for character in self.holds)

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        if self.lacks(scan.text):
            return
        base, each = PATTERN_SECONDS
        try:
            for match in compiled(self.pattern).finditer(scan.text, timeout=base + each * len(scan.text)):
                start, end = match.span("span") if "span" in match.re.groupindex else match.span()
                if end > start:
                    written = scan.text[start:end]
                    yield Match(start, end, (Hit(start, end, Term(written, written)),))
        except TimeoutError:
            raise PatternTimeout(self.pattern) from None


@dataclass(frozen=True)
class LinkMatcher:
    """`link`: links to these hosts, or to any that no rule names (`others: true`), less the hosts of `except`.

    `bare: true` takes only hosts that stand alone, `bare: false` only those with a scheme, `www.` or a path.
    """

    key: ClassVar[str] = "link"
    hosts: frozenset[str]
    others: bool = False
    exceptions: frozenset[str] = frozenset()
    bare: bool | None = None
    known: frozenset[str] = field(default=frozenset(), compare=False)

    @classmethod
    def read(cls, value: Value) -> LinkMatcher:
        data = value.mapping(
            {
                "hosts": lambda v: v.each(Value.text),
                "others": Value.boolean,
                "except": lambda v: v.each(Value.text),
                "bare": Value.boolean,
            }
        )
        if bool(data.get("hosts")) == bool(data.get("others")):
            raise value.fail("a link rule names 'hosts' or says 'others: true'")
        hosts, exceptions = frozenset(data.get("hosts", ())), frozenset(data.get("except", ()))
        return cls(hosts, data.get("others", False), exceptions, data.get("bare"))

    def phrases(self) -> tuple[Phrase, ...]:
        return ()

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return []

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        if not scan.links:
            return
        from xhslint.matching.detectors.links import belongs

        for link in scan.links:
            wanted = not belongs(link.host, self.known) if self.others else belongs(link.host, self.hosts)
            if wanted and self.bare in (None, link.bare) and not belongs(link.host, self.exceptions):
                yield Match(link.start, link.end, (link_hit(link, scan),))


def link_hit(link: Link, scan: Scan) -> Hit:
    """A link as a hit that reads as its address, in the case in which it was written."""
    written = scan.text[link.start : link.end]
    start, end = scan.view.source(link.start, link.end)
    source = scan.source[start:end]
    # The path is where case matters; disguised characters keep their number in nearly every draft.
    path = source[len(source) - len(link.path) :] if len(source) == len(written) else link.path
    reads = link.host + path if link.parts else source
    return Hit(link.start, link.end, Term(written, reads, True, link.parts))


@dataclass(frozen=True)
class CountMatcher:
    """`count`: more of a measure than the platform takes; the spans are what goes over."""

    key: ClassVar[str] = "count"
    measure: str
    over: int

    @classmethod
    def read(cls, value: Value) -> CountMatcher:
        data = value.mapping({"of": lambda v: v.choice(MEASURES), "over": Value.integer}, required=("of", "over"))
        return cls(data["of"], data["over"])

    def phrases(self) -> tuple[Phrase, ...]:
        return ()

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return []

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        return iter(())

    def spans(self, draft: Draft) -> list[tuple[int, int]]:
        """The parts of the draft that go over, in source positions."""
        return MEASURES[self.measure].spans(draft, self.over)


MATCHERS: dict[str, Callable[[Value], Matcher]] = {
    matcher.key: matcher.read
    for matcher in (
        WordsMatcher,
        SequenceMatcher,
        NearMatcher,
        ContactMatcher,
        PatternMatcher,
        LinkMatcher,
        CountMatcher,
    )
}
