"""Where an offence stands that a fix takes out."""

from __future__ import annotations

from xhslint.base.records import NamedTuple
from xhslint.drafts.draft import Draft


class Offence(NamedTuple):
    """Where a finding stands, and the most that the platform takes where the rule counts something."""

    draft: Draft
    start: int
    end: int
    over: int = 0
