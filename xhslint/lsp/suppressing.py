"""The edit by which a draft suppresses one of its findings, with room for the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from xhslint.base.errors import InputError
from xhslint.filters.comments import FILE, LINE, NEXT
from xhslint.filters.draft_suppressions import SuppressingLinter, read_suppressions
from xhslint.fixes.text_cuts import apply_edits
from xhslint.messages.catalogue import say
from xhslint.model.findings import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft
    from xhslint.linter.linter import Linter
    from xhslint.model.findings import Finding, Result


def suppression(linter: Linter, draft: Draft, result: Result, finding: Finding, lang: str) -> Edit | None:
    """Return the edit that adds a comment which suppresses a finding; None where no comment does.

    `result` is what a `SuppressingLinter` found in the draft. The comment covers as little as possible: the line below it,
    else its own line, else the draft. The edit is tried: the finding goes, no other comes, and the title stays.
    """
    rules = ", ".join(dict.fromkeys((finding.rule_id, *finding.also)))
    terms = f"{rules}: {say(lang, 'lsp.reason')}"
    return next((edit for edit in _edits(draft, finding, terms) if _holds(linter, draft, result, finding, edit)), None)


def _edits(draft: Draft, finding: Finding, terms: str) -> Iterator[Edit]:
    """Yield the places for a comment, that which covers least first."""
    text = draft.text
    start, end = finding.start - finding.column + 1, draft.line_end(finding.start)
    newline = next((each for each in ("\r\n", "\r") if text.startswith(each, end)), "\n")
    yield Edit(start, start, f"<!-- {NEXT} {terms} -->{newline}")
    yield Edit(end, end, f" <!-- {LINE} {terms} -->")
    whole, at = f"<!-- {FILE} {terms} -->", draft.front_end
    yield Edit(at, at, newline + whole if at else whole + newline)


def _holds(linter: Linter, draft: Draft, result: Result, finding: Finding, edit: Edit) -> bool:
    """Return whether a draft after an edit has the same title and all its findings but this one."""
    try:
        after = draft.with_text(apply_edits(draft.text, [edit]))
    except InputError:
        return False
    ids = linter.engine.rulebook.ids
    if len(read_suppressions(after, ids)[1]) > len(read_suppressions(draft, ids)[1]) or _title(after) != _title(draft):
        return False
    left = Counter((each.rule_id, each.text) for each in SuppressingLinter(linter).examine(after).findings)
    before = Counter((each.rule_id, each.text) for each in result.findings)
    before.subtract([(finding.rule_id, finding.text)])
    return all(number <= before[key] for key, number in left.items())


def _title(draft: Draft) -> str:
    return draft.text[draft.title.start : draft.title.end] if draft.title else ""
