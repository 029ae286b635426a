"""What every rule type answers for itself, so that no other module asks which type it holds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence

from xhslint.matching.measures import Limit
from xhslint.matching.phrase import Match, Phrase
from xhslint.matching.scan import Scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from xhslint.matching.scanner.layout import Requirement, Step
    from xhslint.schema.fields import Table, Type
    from xhslint.schema.values import Value


class Matcher(ABC):
    """What a rule looks for.

    A subclass is a frozen dataclass with a `key`, listed in `registry.MATCHERS`. Its fields are stored in compiled
    rulebooks, so they hold plain values, phrases, and tuples or frozensets of them.
    """

    key: ClassVar[str]
    """The key of the rule type in rule files."""
    description: ClassVar[str]
    """What it finds, for JSON Schema."""
    loose: ClassVar[bool] = False
    """Whether phrases only say which words must occur, in which order and distance, whatever lies between them."""
    disguisable: ClassVar[bool] = True
    """Whether a text with its words disguised must still be found."""
    whole_words: ClassVar[bool] = False
    """Whether a match grows by the rest of the words that it begins or ends in."""
    pretested: ClassVar[bool] = False
    """Whether `may_match` costs so little that it is worth a call before the draft is scanned."""
    acts: frozenset[str] = frozenset()
    """What the calls that it looks for ask of a reader, as the classifier names it; empty if it does not ask the classifier."""
    hosts: frozenset[str] = frozenset()
    """The hosts that the rule names."""
    groups: tuple[tuple[str, int], ...] = ()
    """The named groups of its alternatives in their order, each with the number of those that belong to it."""

    # What only rule files and the tables of the scanner need is imported inside functions: a run on a compiled rulebook
    # reads and compiles no rule.

    @classmethod
    @abstractmethod
    def written(cls) -> Type | Table:
        """Return how the value of the key is written."""

    @classmethod
    @abstractmethod
    def read(cls, value: Value) -> Matcher:
        """Return the matcher that a node of a rule file describes; raises `Invalid` with what is wrong."""

    @abstractmethod
    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        """Return, for each alternative, the phrases that must all occur for it to match.

        An alternative without phrases may match any draft. A matcher without alternatives does not read the view.
        """

    @abstractmethod
    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        """Yield every match in a scan, in view positions; only those of some `alternatives`, by number, if given."""

    def finds_nothing(self, scan: Scan) -> bool:
        """Tell whether a scan has no match, where that is known for less than `find` costs; else False."""
        return False

    def near_misses(self, scan: Scan) -> Iterator[Match]:
        """Yield what `find` leaves out because the classifier finds it possible, but not likely enough."""
        return iter(())

    def group_of(self, alternative: int) -> str:
        """Return the name of the group that an alternative belongs to; empty if the rule file names none."""
        for name, size in self.groups:
            if alternative < size:
                return name
            alternative -= size
        return ""

    def phrases(self) -> Sequence[Phrase]:
        """Return the phrases of all alternatives."""
        return [phrase for alternative in self.alternatives() for phrase in alternative]

    def requirements(self) -> list[Requirement]:
        """Return for each alternative what every match of it must have."""
        from xhslint.matching.scanner.layout import Requirement

        return [
            Requirement(tuple(self.steps(phrases)), self.facts(phrases)) for phrases in map(tuple, self.alternatives())
        ]

    def steps(self, phrases: tuple[Phrase, ...]) -> Iterator[Step]:
        """Yield what every match of an alternative with these phrases must have, in order."""
        from xhslint.matching.requirements import phrase_steps

        for phrase in phrases:
            yield from phrase_steps(phrase, self.loose)

    def facts(self, phrases: tuple[Phrase, ...]) -> int:
        """Return the facts about a draft (`facts`) without which an alternative with these phrases cannot match."""
        from xhslint.matching.requirements import detector_facts

        return detector_facts(phrases)

    @property
    def limit(self) -> Limit | None:
        """The limit that a matcher checks in the draft instead of reading the view."""
        return None

    def bind(self, hosts: frozenset[str]) -> Matcher:
        """Return the matcher as it is once all rules are read; `hosts` are those that any rule names."""
        return self

    def may_match(self, text: str) -> bool:
        """Tell whether a view with this text may have matches; never errs by saying no."""
        return True


def chosen(phrases: Sequence[Phrase], alternatives: Sequence[int] | None) -> Iterable[tuple[int, Phrase]]:
    """Return the phrases of some alternatives, or of all, each with its number."""
    return enumerate(phrases) if alternatives is None else ((number, phrases[number]) for number in alternatives)
