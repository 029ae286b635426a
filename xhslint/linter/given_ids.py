"""The id that a call to get in touch gives, where no rule finds it: the call is underlined with it.

喜欢的加绿泡泡看视频：ragdoll_sh is one offence, and whoever takes out the call alone has taken out half of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xhslint.base.lazy_regex import lazy
from xhslint.drafts.draft import Draft
from xhslint.linter.overlaps import Overlaps
from xhslint.matching.detectors.accounts import handle, is_distinct, is_product
from xhslint.model.findings import Edit, Finding
from xhslint.text.view import fold

FAMILIES = frozenset(("contact", "dm", "redirect"))
"""Families of calls to get in touch."""
LEAD = lazy(r"[\u4e00-\u9fff]{0,8}[ ]?[:：]{1,2}[ ]?")
"""What may stand between a call and the id."""
SHORTEST = 5
REACH = 64
"""Characters behind a call in which an id is looked for."""


def given_ids(draft: Draft, findings: Sequence[Finding]) -> Iterator[tuple[Finding, int]]:
    """Yield the calls to get in touch that an id follows which no finding holds, each with the end of the id in the draft."""
    calls = [finding for finding in findings if finding.family in FAMILIES]
    given = [(finding, found) for finding in calls if (found := given_id(draft.text, finding.end))]
    if not given:
        return
    overlaps = Overlaps(findings)
    for finding, found in given:
        if not overlaps.first(found):
            yield finding, found.end


def given_id(text: str, end: int) -> Edit | None:
    """Return the place of the id that is given behind `end`; None without one."""
    if not LEAD.match(text, end):
        return None
    view = fold(text[end : end + REACH])
    lead = LEAD.match(view.text)
    found = handle(view.text, lead.end()) if lead else None
    if not found or len(found.value) < SHORTEST or not is_distinct(found) or is_product(found):
        return None
    first, last = view.source(found.start, found.end)
    return Edit(end + first, end + last)
