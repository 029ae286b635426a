"""`count`: more of something than the platform takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from xhslint.base.records import dataclass
from xhslint.matching.matchers.matcher import Matcher
from xhslint.matching.measures import MEASURES, Limit
from xhslint.matching.phrase import Match, Phrase
from xhslint.matching.scan import Scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from xhslint.schema.fields import Table
    from xhslint.schema.values import Value


@dataclass(frozen=True)
class CountMatcher(Matcher):
    """`count`: more of a measure than the platform takes; it is checked by its `limit` and matches nothing in a scan.

    Codes in pictures that lead to the hosts or apps of `exceptions`, and nowhere else, are not counted.
    """

    key: ClassVar[str] = "count"
    description: ClassVar[str] = "More of something than the platform takes."
    disguisable: ClassVar[bool] = False  # a disguise makes a text longer
    measure: str
    over: int
    exceptions: tuple[str, ...] = ()

    @classmethod
    def written(cls) -> Table:
        from xhslint.schema.fields import INTEGER, WORDS, Field, Table, key_of

        over = Field("over", INTEGER, "the most that is taken", required=True)
        hosts = Field("except", WORDS, "of codes: hosts that they may link to, and all below them, and apps: `name://`")
        return Table((Field("of", key_of(MEASURES), required=True), over, hosts))

    @classmethod
    def read(cls, value: Value) -> CountMatcher:
        data = cls.written().read(value)
        if data.get("except") and not MEASURES[data["of"]].in_pictures:
            raise value.fail("count")
        return cls(data["of"], data["over"], tuple(data.get("except", ())))

    @cached_property
    def limit(self) -> Limit:
        return Limit(self.measure, self.over, self.exceptions)

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return []

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        return iter(())
