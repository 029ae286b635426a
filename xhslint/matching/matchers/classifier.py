"""`classifier`: calls on the reader that the trained model finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xhslint.base.records import dataclass
from xhslint.matching.calls import find_calls, likely_calls
from xhslint.matching.facts import CALL
from xhslint.matching.matchers.matcher import Matcher
from xhslint.matching.phrase import Match, Phrase
from xhslint.matching.scan import Scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from xhslint.schema.fields import Table
    from xhslint.schema.values import Value

LEVELS = ("likely", "possible")


@dataclass(frozen=True)
class ClassifierMatcher(Matcher):
    """`classifier`: clauses that ask for some `acts`; `level` says whether they likely do or possibly do."""

    key: ClassVar[str] = "classifier"
    description: ClassVar[str] = "Calls that the trained model finds."
    whole_words: ClassVar[bool] = True
    disguisable: ClassVar[bool] = False  # its weights are of the words as they stand
    acts: frozenset[str]
    level: str

    @classmethod
    def written(cls) -> Table:
        from xhslint.schema.fields import TEXT, Field, Table, choice, name, some_of

        acts = Field(
            "acts", some_of(name("act", TEXT)), "What the clause asks for, as the model names it.", required=True
        )
        return Table((acts, Field("level", choice(*LEVELS), "likely if it is left out")))

    @classmethod
    def read(cls, value: Value) -> ClassifierMatcher:
        if not value.reader.names["act"]:
            raise value.fail("no model")
        data = cls.written().read(value)
        return cls(frozenset(data["acts"]), data.get("level", LEVELS[0]))

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return [()]

    def facts(self, phrases: tuple[Phrase, ...]) -> int:
        return CALL

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        return self._of_level(scan, self.level)

    def finds_nothing(self, scan: Scan) -> bool:
        # The rules of all acts are asked of a draft with a call, and most of them for nothing.
        return self.level == LEVELS[0] and not any(call.act in self.acts for call in scan.once(likely_calls))

    def near_misses(self, scan: Scan) -> Iterator[Match]:
        return self._of_level(scan, "possible") if self.level == "likely" else iter(())

    def _of_level(self, scan: Scan, level: str) -> Iterator[Match]:
        for call in scan.once(likely_calls if level == LEVELS[0] else find_calls):
            if call.act in self.acts and call.level == level:
                yield Match(call.start, call.end, call.hits)
