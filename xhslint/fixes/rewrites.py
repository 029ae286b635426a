"""The sentences that a report shows in place of those with offences: each of them is linted before it is offered."""

from __future__ import annotations

from xhslint.base.records import replace
from xhslint.drafts.draft import Draft
from xhslint.fixes.text_cuts import apply_edits
from xhslint.fixes.trial import rewritings_of, tried
from xhslint.model.findings import Edit, Fix

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from xhslint.fixes.rewriting import Rewriting
    from xhslint.fixes.trial import SupportsExamine
    from xhslint.model.findings import Finding, Result

MOST = 30
"""How often a draft is linted for its rewritings."""
MOST_LINTED = 400_000
"""How many characters are linted for them altogether, so that a whole collection in one draft takes no thirty times as long."""


def with_rewrites(
    linter: SupportsExamine, draft: Draft, result: Result, wanted: Callable[[Finding], bool] = lambda finding: True
) -> Result:
    """Return a result whose findings have their `rewrite`, an edit that was linted, where there is one.

    The findings of one sentence share it; only sentences with one that is `wanted` are written anew. Nothing is offered where not all findings are listed, as in `fixed`.
    """
    if not result.findings or result.unlisted:
        return result
    offered: dict[int, Edit] = {}
    budget = min(MOST, MOST_LINTED // (len(draft.text) + 1))
    for rewriting in rewritings_of(linter, draft, result.findings):
        if not any(map(wanted, rewriting.findings)):
            continue
        for fix in rewriting.fixes:
            if budget == 0:
                break
            budget -= 1
            if leaves_nothing(draft, fix) or _is_clean(linter, draft, result, rewriting, fix.edits[0]):
                offered |= dict.fromkeys(map(id, rewriting.findings), fix.edits[0])
                break
    if not offered:
        return result
    findings = [replace(each, rewrite=offered.get(id(each))) for each in result.findings]
    return replace(result, findings=findings)


def _is_clean(linter: SupportsExamine, draft: Draft, result: Result, rewriting: Rewriting, edit: Edit) -> bool:
    """Return whether an edit holds, and nothing is found in what it writes that belongs to the families of its findings."""
    after = tried(linter, draft, result, [edit], rewriting.findings)
    families = {part.family for each in rewriting.findings for part in each.parts or (each,)}
    end = edit.start + len(edit.text)
    return after is not None and not any(
        each.start < end and edit.start < each.end and each.family in families for each in after[1].findings
    )


def leaves_nothing(draft: Draft, fix: Fix) -> bool:
    """Return whether a draft has no words after a fix: there is nothing to lint, and a report says to delete them."""
    rest = apply_edits(
        draft.text[draft.front_end :],
        [Edit(e.start - draft.front_end, e.end - draft.front_end, e.text) for e in fix.edits],
    )
    return fix.start >= draft.front_end and not any(map(str.isalnum, rest))
