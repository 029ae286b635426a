"""`pattern`: a regular expression over the view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from xhslint.base.records import dataclass
from xhslint.base.time_limit import check_time, seconds_left
from xhslint.matching import rule_regex
from xhslint.matching.hits import Hit
from xhslint.matching.lexicon import Term
from xhslint.matching.matchers.matcher import Matcher
from xhslint.matching.phrase import Match, Phrase
from xhslint.matching.scan import Scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

    from xhslint.schema.fields import Type
    from xhslint.schema.values import Value

SECONDS, SECONDS_PER_CHARACTER = 1.0, 2e-6
"""How long one pattern may run over a draft before it is stopped."""


class PatternStopped(Exception):
    """A pattern that ran too long on a draft or took all memory, or that cannot be read here; the argument is its message's key."""


@lru_cache(512)
def compiled(pattern: str) -> Any:
    """Return a pattern that was read before, compiled."""
    return rule_regex.compiled(pattern)


def seconds(text: str) -> float:
    """Return how long a pattern may run over `text`, within the time that is left for a draft."""
    return min(SECONDS + SECONDS_PER_CHARACTER * len(text), seconds_left())


@dataclass(frozen=True)
class PatternMatcher(Matcher):
    """`pattern`: a regular expression of the `regex` package over the view, tried where what it `needs` occurs.

    That is one of several words, or words in the order and distance of a phrase, whatever stands between them. Every
    match has one of the characters of `holds`, if there are any: a draft without them is done before the package is
    imported, which takes longer than all other work on most drafts.
    """

    key: ClassVar[str] = "pattern"
    description: ClassVar[str] = "A regular expression."
    loose: ClassVar[bool] = True
    pretested: ClassVar[bool] = True
    pattern: str
    needs: Phrase | None = None
    holds: str = ""

    @classmethod
    def written(cls) -> Type:
        from xhslint.matching.fields import PATTERN

        return PATTERN

    @classmethod
    def read(cls, value: Value) -> PatternMatcher:
        data = cls.written().read(value)
        return cls(data["regex"], data.get("needs"), data.get("holds", ""))

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return [(self.needs,) if self.needs else ()]

    def may_match(self, text: str) -> bool:
        if self.lacks(text):
            return False
        try:
            return compiled(self.pattern).search(text, timeout=seconds(text)) is not None
        except (TimeoutError, MemoryError, rule_regex.Mistake):
            return True

    def lacks(self, text: str) -> bool:
        """Tell whether a view has none of the characters of which every match has one."""
        return bool(self.holds) and not any(character in text for character in self.holds)

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        if self.lacks(scan.text):
            return
        try:
            for match in compiled(self.pattern).finditer(scan.text, timeout=seconds(scan.text)):
                start, end = match.span("span") if "span" in match.re.groupindex else match.span()
                if end > start:
                    written = scan.text[start:end]
                    yield Match(start, end, (Hit(start, end, Term(written, written)),))
        except (TimeoutError, MemoryError):
            check_time()  # the time of the draft may be up, not that of the pattern
            raise PatternStopped("pattern stopped") from None
        except rule_regex.Mistake:  # compiled where `regex` was installed
            raise PatternStopped("pattern unread") from None
