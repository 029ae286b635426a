"""What the editor offers to do about findings: their fixes, each linted before it is offered, and suppressions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xhslint.base.time_limit import time_limit
from xhslint.fixes.applying import fixed
from xhslint.lsp.diagnostics import finding_diagnostic
from xhslint.lsp.protocol import FIX_ALL, QUICK_FIX
from xhslint.lsp.suppressing import suppression
from xhslint.messages.catalogue import say
from xhslint.model.findings import Edit
from xhslint.run.text_check import Remedies, place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.drafts.draft import Draft
    from xhslint.linter.linter import Linter
    from xhslint.lsp.capabilities import Client
    from xhslint.lsp.checks import Check
    from xhslint.lsp.documents import Document
    from xhslint.model.findings import Finding

MOST = 20
"""The most findings of a selection for which something is offered: what is offered is tried out before."""


def code_actions(
    document: Document, check: Check | None, span: tuple[int, int], only: Sequence[str] | None, client: Client
) -> list[dict[str, Any]]:
    """Return the actions for the half-open range of a document, an empty one being a cursor.

    `only` are the kinds that are asked for, or those above them (None: all).
    """
    if check is None or check.draft is None or check.linter is None:
        return []
    with time_limit(check.project.config.timeout):
        offers = _Offers(document, check, check.draft, check.linter, client)
        actions: list[dict[str, Any]] = []
        if _is_asked(QUICK_FIX, only):
            actions += offers.quick_fixes(*span)
        if _is_asked(FIX_ALL, only):
            actions += offers.all_fixes()
    return actions


def _is_asked(kind: str, only: Sequence[str] | None) -> bool:
    return only is None or any(each == "" or kind == each or kind.startswith(f"{each}.") for each in only)


class _Offers:
    """The actions for one version of a draft."""

    def __init__(self, document: Document, check: Check, draft: Draft, linter: Linter, client: Client) -> None:
        self.document = document
        self.check = check
        self.draft = draft
        self.linter = linter
        self.client = client
        self.remedies = Remedies(linter, draft)

    def quick_fixes(self, start: int, end: int) -> Iterator[dict[str, Any]]:
        """Yield the fixes of the findings that a range touches, then their suppressions."""
        first, last = start - self.check.shift, end - self.check.shift
        reported = set(map(place, self.check.findings))
        result = self.remedies.result
        touched = [each for each in result.findings if each.start <= last and first <= each.end]
        findings = [each for each in touched if place(each) in reported][:MOST]
        yield from self.fixes(findings)
        for finding in findings:
            if edit := suppression(self.linter, self.draft, result, finding, self.check.lang):
                yield self.action(say(self.check.lang, "lsp.suppress", finding.rule_id), QUICK_FIX, [edit], finding)

    def fixes(self, findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
        """Yield the fixes of findings; the first of one is preferred if it is safe."""
        lang, last = self.check.lang, None
        for finding, fix in self.remedies.fixes(findings):
            title = fix.title if fix.safe else say(lang, "lsp.unsafe", fix.title)
            action = self.action(say(lang, "lsp.fix", title, finding.rule_id), QUICK_FIX, fix.edits, finding)
            yield {**action, "isPreferred": True} if fix.safe and finding is not last else action
            last = finding

    def all_fixes(self) -> Iterator[dict[str, Any]]:
        """Yield the action that makes all safe fixes, if there are any."""
        done = fixed(self.remedies.linter, self.draft, result=self.remedies.result)
        if done.applied:
            yield self.action(say(self.check.lang, "lsp.fix all"), FIX_ALL, [_difference(self.draft.text, done.text)])

    def action(self, title: str, kind: str, edits: Iterable[Edit], finding: Finding | None = None) -> dict[str, Any]:
        """Return an action that makes edits of the draft, for a finding or for the draft as a whole."""
        document, shift = self.document, self.check.shift
        changes = [
            {"range": document.positions.span(each.start + shift, each.end + shift), "newText": each.text}
            for each in edits
        ]
        edit: dict[str, Any] = {"changes": {document.uri: changes}}
        if self.client.has_versioned_edits:
            edit = {
                "documentChanges": [
                    {"textDocument": {"uri": document.uri, "version": document.version}, "edits": changes}
                ]
            }
        action: dict[str, Any] = {"title": title, "kind": kind, "edit": edit}
        if finding:
            action["diagnostics"] = [finding_diagnostic(document, self.check, finding, self.client)]
        return action


def _difference(before: str, after: str) -> Edit:
    """Return the one edit that makes a text of another, without what both begin and end with."""
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    rest = most - start
    same = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    return Edit(start, len(before) - same, after[start : len(after) - same])
