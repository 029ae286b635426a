"""`words`, `sequence` and `near`: rules that are made of words alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from xhslint.base.records import dataclass
from xhslint.matching.matchers.matcher import Matcher, chosen
from xhslint.matching.phrase import Match, Phrase, Slot, matches
from xhslint.matching.scan import Scan
from xhslint.text.skeleton import SCOPES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from xhslint.schema.fields import Table, Type
    from xhslint.schema.values import Value


@dataclass(frozen=True)
class WordsMatcher(Matcher):
    """`words`: any of these words, or any strong term of a lexicon."""

    key: ClassVar[str] = "words"
    description: ClassVar[str] = "Any of these words, or any strong term of a lexicon."
    phrase: Phrase

    @classmethod
    def written(cls) -> Type:
        from xhslint.matching.fields import SOME_NAMES

        return SOME_NAMES

    @classmethod
    def read(cls, value: Value) -> WordsMatcher:
        if not value.items():
            raise value.fail("no words")
        return cls(Phrase((Slot(cls.written().read(value), strong=True),)))

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return [(self.phrase,)]

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        return matches(scan, self.phrase)


@dataclass(frozen=True)
class SequenceMatcher(Matcher):
    """`sequence`: any of these phrases, in the notation of `xhslint.matching.phrase`."""

    key: ClassVar[str] = "sequence"
    description: ClassVar[str] = "Any of these phrases."
    whole_words: ClassVar[bool] = True
    all_phrases: tuple[Phrase, ...]
    groups: tuple[tuple[str, int], ...] = ()

    @classmethod
    def written(cls) -> Type:
        from xhslint.matching.fields import GROUPED_PHRASES

        return GROUPED_PHRASES

    @classmethod
    def read(cls, value: Value) -> SequenceMatcher:
        from xhslint.schema.values import Invalid

        mistakes = len(value.reader.problems)
        groups = cls.written().read(value)
        phrases = tuple(phrase for group in groups.values() for phrase in group)
        if not phrases:
            raise value.fail("no phrase") if len(value.reader.problems) == mistakes else Invalid
        return cls(phrases, tuple((name, len(group)) for name, group in groups.items() if name))

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return [(phrase,) for phrase in self.all_phrases]

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        for number, phrase in chosen(self.all_phrases, alternatives):
            yield from matches(scan, phrase, number)


@dataclass(frozen=True)
class NearMatcher(Matcher):
    """`near`: one match of each phrase, in any order, at most `within` solid characters apart and in one `scope`."""

    key: ClassVar[str] = "near"
    description: ClassVar[str] = "One match of each phrase, in any order, close together."
    whole_words: ClassVar[bool] = True
    all_phrases: tuple[Phrase, ...]
    within: int
    scope: str

    @classmethod
    def written(cls) -> Table:
        from xhslint.matching.fields import PHRASE
        from xhslint.schema.fields import INTEGER, Field, Table, key_of, list_of

        return Table(
            (
                Field("all", list_of(PHRASE, 2), required=True),
                Field("within", INTEGER, "solid characters", required=True),
                Field("scope", key_of(SCOPES)),
            )
        )

    @classmethod
    def read(cls, value: Value) -> NearMatcher:
        data = cls.written().read(value)
        if len(data["all"]) < 2:
            raise value.fail("two phrases")
        return cls(data["all"], data["within"], data.get("scope", "sentence"))

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return [tuple(self.all_phrases)]

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        found: list[list[Match]] = []
        for phrase in self.all_phrases:
            found.append(sorted(matches(scan, phrase), key=lambda m: (m.start, -m.end)))
            if not found[-1]:
                return
        first, *others = found
        for match in first:
            group = [match]
            for other in others:
                closest = self.closest(scan, match, other)
                if closest is None:
                    break
                group.append(closest)
            else:
                group.sort(key=lambda m: m.start)
                hits = tuple(hit for m in group for hit in m.hits)
                yield Match(group[0].start, max(m.end for m in group), hits)

    def closest(self, scan: Scan, match: Match, others: list[Match]) -> Match | None:
        """Return the closest of `others`, sorted by start, that is near enough and does not overlap; None without one."""
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
