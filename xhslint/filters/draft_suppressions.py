"""The suppressions of a draft, read from its comments and its front matter, and a linter that applies them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from xhslint.base.errors import Problem
from xhslint.drafts.draft import KEYWORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft
    from xhslint.filters.suppressions import Suppression
    from xhslint.fixes.rewriting import Rewriting
    from xhslint.linter.linter import Linter
    from xhslint.model.findings import Finding, Result


def read_suppressions(draft: Draft, rule_ids: Collection[str]) -> tuple[list[Suppression], list[Problem]]:
    """Return the suppressions of a draft and every mistake in them, both in the order of the draft.

    What stands in a picture suppresses nothing: whoever made a code may have written it. `rule_ids` are the ids of all rules,
    whether they run or not. A mistake in one rule of a suppression leaves its other
    rules in force.
    """
    if KEYWORD not in draft.text or draft.in_picture:
        return [], []  # most drafts suppress nothing, and need none of these modules
    from xhslint.filters.comments import read_comments
    from xhslint.filters.terms import TermsReader
    from xhslint.messages.suggestions import names_of

    reader = TermsReader(draft, names_of(rule_ids))
    found = read_comments(reader)
    if KEYWORD in draft.fields:
        from xhslint.filters.front_matter import read_front_matter

        found = read_front_matter(reader) + found
    return sorted(found, key=lambda each: (each.line, each.column)), sorted(reader.problems)


class SuppressingLinter:
    """A linter that leaves out the findings that the draft suppresses."""

    def __init__(self, linter: Linter) -> None:
        self.linter = linter

    def examine(self, draft: Draft) -> Result:
        """Return the result of a draft without suppressed findings."""
        result = self.linter.examine(draft)
        suppressions, _ = read_suppressions(draft, self.linter.engine.rulebook.ids)
        if not suppressions:
            return result
        from dataclasses import replace

        from xhslint.filters.suppressions import apply_suppressions

        kept = apply_suppressions(suppressions, result.findings, self.linter.as_of).kept
        shown = {id(finding.parts[0] if finding.parts else finding) for finding in kept}
        covered = [finding for finding in result.covered if id(finding) not in shown]
        return replace(result, findings=list(kept), covered=covered)

    def rewritings(self, draft: Draft, findings: Iterable[Finding]) -> list[Rewriting]:
        """Return how the sentences with these findings may be written anew."""
        from xhslint.fixes.trial import rewritings_of

        return rewritings_of(self.linter, draft, findings)
