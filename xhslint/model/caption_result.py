"""What linting one caption of many returns, whatever happened to it."""

from __future__ import annotations

from xhslint.base.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.base.errors import Problem
    from xhslint.model.findings import Finding


@dataclass(frozen=True, slots=True)
class CaptionResult:
    """The findings of one caption of many, in order, and the problems that kept it, or one of the rules, from being checked.

    A caption is clean only if both are empty.
    """

    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether the caption was checked by every rule and nothing was found."""
        return not self.findings and not self.problems


CLEAN = CaptionResult()
"""The result of every clean caption: one object, because most captions are clean."""
