"""The place of an offence, for actions."""

from __future__ import annotations

from xhslint.base.records import NamedTuple
from xhslint.drafts.draft import Draft


class Offence(NamedTuple):
    """The range `[start, end)` of a finding, and the limit `over` of a rule that counts something."""

    draft: Draft
    start: int
    end: int
    over: int = 0
