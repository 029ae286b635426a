"""Try edits of a draft: they hold if the findings that they are for are gone, nothing new appears and nothing else changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from xhslint.base.errors import InputError
from xhslint.drafts.draft import Draft
from xhslint.fixes.markdown import keeps_markdown
from xhslint.fixes.text_cuts import apply_edits
from xhslint.model.findings import Edit, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from xhslint.fixes.rewriting import Rewriting
    from xhslint.model.findings import Result

    class SupportsExamine(Protocol):
        """A linter, or a filter around one."""

        def examine(self, draft: Draft) -> Result: ...


def rewritings_of(linter: SupportsExamine, draft: Draft, findings: Iterable[Finding]) -> list[Rewriting]:
    """Return how a linter would write the sentences with these findings anew; none for one that does not know how."""
    propose = getattr(linter, "rewritings", None)
    return propose(draft, findings) if propose else []


def tried(
    linter: SupportsExamine, base: Draft, found: Result, edits: Sequence[Edit], gone: Sequence[Finding]
) -> tuple[Draft, Result] | None:
    """Return a draft after edits, and its result; None unless the findings `gone` are gone, with all their parts if they
    are merged, no other appeared, nothing changed that is not posted, and Markdown is whole.

    `found` is the result before. A finding that another one had covered before is not new, but the number of findings may
    not grow.
    """
    try:
        draft = base.with_text(apply_edits(base.text, edits), _growth(base, edits))
    except InputError:
        return None
    if not _is_intact(base, draft, edits) or not keeps_markdown(base.text, edits):
        return None
    result = linter.examine(draft)
    most, now = _by_rule(found), _by_rule(result)
    most.subtract(part.rule_id for finding in gone for part in finding.parts or (finding,))
    worse = len(result.findings) > len(found.findings) or set(result.faults) - set(found.faults)
    return None if worse or any(now[rule] > most[rule] for rule in now) else (draft, result)


def _by_rule(result: Result) -> Counter[str]:
    """Return the number of findings by rule, including covered ones."""
    return Counter(finding.rule_id for finding in (*result.findings, *result.covered))


def _is_intact(before: Draft, after: Draft, edits: Sequence[Edit]) -> bool:
    """Return whether front matter, code and comments are unchanged, the title is where it was, and words are left."""
    fields = [{key: value for key, value in d.fields.items() if key != "title"} for d in (before, after)]
    skips = [[d.text[skip.start : skip.end] for skip in d.skips] for d in (before, after)]
    if fields[0] != fields[1] or skips[0] != skips[1]:
        return False
    if title := before.front_title:
        grown = _growth(before, edits)
        if not after.front_title or (after.front_title.start, after.front_title.end) != (
            title.start,
            title.end + grown,
        ):
            return False
    return _has_words(after) or not _has_words(before)


def _growth(draft: Draft, edits: Sequence[Edit]) -> int:
    """Return by how much longer edits make a stated title."""
    title = draft.front_title
    inside = [each for each in edits if title and title.start <= each.start < title.end]
    return sum(len(each.text) - each.end + each.start for each in inside)


def _has_words(draft: Draft) -> bool:
    return any(char.isalnum() for each in draft.regions for char in draft.text[each.start : each.end])
