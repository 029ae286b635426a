"""What readers of suppressions share: reason and last day in a text, names of rules, and the mistakes found on the way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from xhslint.base.dates import is_day
from xhslint.base.errors import Problem
from xhslint.base.records import dataclass, field
from xhslint.drafts.openings import LINE_FILLERS
from xhslint.filters.suppressions import Suppression
from xhslint.messages.catalogue import both
from xhslint.messages.suggestions import both_with_guess

if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft

UNTIL = re.compile(
    r"(?<![A-Za-z])until(?:\s*[:：]\s*|\s+(?=\d{4}\D))(?P<day>[^\s:：,，;；()（）。]*)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
VISIBLE = re.compile(rf"[^\s{LINE_FILLERS}]")

_TRAILING = " \t\r\n,，;；.。()（）"
_DATE_PARTS = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?")


class SuppressionTerms(NamedTuple):
    """Why rules are suppressed and until which day, in ISO form; each may be empty."""

    reason: str = ""
    until: str = ""


@dataclass
class TermsReader:
    """Reads parts of suppressions in a draft and collects the mistakes in them.

    `names` are the known rules and families; offsets are code points of the draft.
    """

    draft: Draft
    names: set[str]
    problems: list[Problem] = field(default_factory=list)

    def add_problem(self, offset: int, message: str) -> None:
        self.problems.append(Problem(self.draft.path, *self.draft.position(offset), message))

    def suppression(
        self, rules: Iterable[str], terms: SuppressionTerms, scope: tuple[int, int], written: tuple[int, int]
    ) -> Suppression:
        """Return a suppression of rules for findings in the range `scope`; `written` is the range where it stands."""
        line, column = self.draft.position(written[0])
        return Suppression(
            rules=tuple(rules),
            start=scope[0],
            end=scope[1],
            reason=terms.reason,
            until=terms.until,
            line=line,
            column=column,
            text=self.draft.text[slice(*written)].rstrip(),
            path=self.draft.path,
        )

    def is_known(self, name: str, offset: int) -> bool:
        """Return whether a rule or family exists; add a problem if not."""
        if name not in self.names:
            self.add_problem(offset, both_with_guess("unknown rule", name, self.names))
        return name in self.names

    def terms(self, text: str, offset: int) -> SuppressionTerms | None:
        """Return reason and last day of a text that stands at an offset; add a problem and return None for a wrong day."""
        until = UNTIL.search(text)
        if not until:
            return SuppressionTerms(" ".join(text.split()))
        if until["rest"].strip(_TRAILING):
            found = VISIBLE.search(text, until.end("day"))
            self.add_problem(offset + (found.start() if found else until.end("day")), both("ignore.until last"))
            return None
        day = self.day(until["day"], offset + until.start("day" if until["day"] else 0))
        return None if day is None else SuppressionTerms(" ".join(text[: until.start()].rstrip(_TRAILING).split()), day)

    def day(self, text: str, offset: int) -> str | None:
        """Return a day in ISO form; add a problem and return None for anything else."""
        plain = unicodedata.normalize("NFKC", text).rstrip(".")
        if is_day(plain):
            return plain
        parts = _DATE_PARTS.fullmatch(plain)
        meant = "{}-{:0>2}-{:0>2}".format(*parts.groups()) if parts else ""
        guess = {meant} if is_day(meant) else set[str]()
        self.add_problem(offset, both_with_guess("ignore.no day", text or "''", guess, list_all=True))
        return None
