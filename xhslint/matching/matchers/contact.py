"""`contact`: words that introduce an account or number, and the account or number behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xhslint.base.records import dataclass
from xhslint.matching import facts
from xhslint.matching.detectors import introduced
from xhslint.matching.detectors.tokens import hit
from xhslint.matching.matchers.matcher import Matcher, chosen
from xhslint.matching.phrase import Match, Phrase, matches
from xhslint.matching.scan import Scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from xhslint.matching.scanner.layout import Step
    from xhslint.schema.fields import Table
    from xhslint.schema.values import Value


@dataclass(frozen=True)
class ContactMatcher(Matcher):
    """`contact`: an introducer and behind it an id of one of the grammars."""

    key: ClassVar[str] = "contact"
    description: ClassVar[str] = "An introducer and behind it an id."
    introducers: tuple[Phrase, ...]
    grammars: tuple[str, ...]

    @classmethod
    def written(cls) -> Table:
        from xhslint.matching.fields import PHRASES
        from xhslint.schema.fields import Field, Table, key_of, one_or_many

        grammar = one_or_many(key_of(introduced.GRAMMARS))
        return Table((Field("introducer", PHRASES, required=True), Field("id", grammar, required=True)))

    @classmethod
    def read(cls, value: Value) -> ContactMatcher:
        data = cls.written().read(value)
        return cls(data["introducer"], data["id"])

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return [(phrase,) for phrase in self.introducers]

    def steps(self, phrases: tuple[Phrase, ...]) -> Iterator[Step]:
        from xhslint.matching.requirements import FAR, detects
        from xhslint.matching.scanner.layout import AFTER_AT, NAME, Step

        yield from Matcher.steps(self, phrases)  # `super()` fails in a class that `records.dataclass` has made anew
        room = FAR if detects(phrases[-1].slots[-1]) else 0
        after_at = AFTER_AT * (self.grammars == ("mention",))
        yield Step(NAME | after_at, facts.least(self.grammars), room, introduced.MAX_LEAD + room)

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        for number, phrase in chosen(self.introducers, alternatives):
            for match in matches(scan, phrase):
                found = introduced.after(scan.text, match.end, self.grammars, evidence(match))
                if found:
                    yield Match(match.start, found.end, (*match.hits, hit(found, scan.text)), number)


def evidence(match: Match) -> int:
    """Return how sure an introducer is that an id follows: the longer and the more disguised it is, the surer."""
    if len(match.hits) > 1 or any(hit.term.strong and hit.term.parts for hit in match.hits):
        return introduced.Evidence.FIRM
    return introduced.Evidence.PLAIN if match.hits[0].term.strong else introduced.Evidence.LOOSE
