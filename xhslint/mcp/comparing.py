"""Compare a note before and after a rewriting: what is gone, left and new, and what was only hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from xhslint.fixes.left_contacts import contacts
from xhslint.mcp.notes import finding_object, silenced_object
from xhslint.messages.tools import tell
from xhslint.model.disguises import DISGUISE_NAMES

if TYPE_CHECKING:
    from xhslint.filters.suppressions import Suppression
    from xhslint.mcp.notes import Note
    from xhslint.model.disguises import Disguise
    from xhslint.model.findings import Finding

_KEYS: tuple[Callable[[Finding], tuple[str, str]], ...] = (
    lambda finding: (finding.rule_id, finding.text),
    lambda finding: (finding.rule_id, finding.reading),
    lambda finding: (finding.rule_id, ""),
    lambda finding: (finding.family, ""),
)
"""By what a finding is known again, the surest first: one of the same family is the same offence in other words."""


def compared(old: Note, new: Note, lang: str) -> dict[str, Any]:
    """Return what became of the findings of a note, and the verdict, one of `schemas.VERDICTS`."""
    disguises, silenced, kept = _disguises(old, new), _silenced(old, new), _contacts(old, new)
    found = (*new.findings, *(finding for finding, _ in silenced))
    pairs = _pairs(old.findings, found)
    before = {id(each) for _, each in pairs}
    after = {id(each): was for each, was in pairs}
    gone = [each for each in old.findings if id(each) not in before]
    left = [(each, after[id(each)]) for each in found if id(each) in after]
    added = [each for each in found if id(each) not in after]
    refusals = {"disguised": disguises, "silenced": silenced, "contact kept": kept}
    verdict = next((name for name, reasons in refusals.items() if reasons), "")
    if not verdict:
        verdict = "worse" if added else "accepted" if not left else "better" if gone else "unchanged"
    return {
        "accepted": verdict == "accepted",
        "verdict": verdict,
        "message": tell(lang, verdict),
        "profile": new.profile,
        "kind": new.kind,
        "gone": [finding_object(each) for each in gone],
        "left": [{**finding_object(each), "was": was.text} for each, was in left],
        "new": [finding_object(each) for each in added],
        "disguises": [
            {"kind": each.kind, "name": DISGUISE_NAMES[each.kind][lang], "text": each.text, "reads": each.reads}
            for each in disguises
        ],
        "silenced": [silenced_object(*each) for each in silenced],
        "contacts": kept,
    }


def _pairs(old: Sequence[Finding], new: Sequence[Finding]) -> list[tuple[Finding, Finding]]:
    """Return the findings that are still there, each with what it was before; no finding is in two pairs."""
    pairs: list[tuple[Finding, Finding]] = []
    rest, open_ones = list(old), list(new)
    for key in _KEYS:
        for finding in list(open_ones):
            was = next((each for each in rest if key(each) == key(finding)), None)
            if was is not None:
                pairs.append((finding, was))
                rest = [each for each in rest if each is not was]
                open_ones = [each for each in open_ones if each is not finding]
    return pairs


def _disguises(old: Note, new: Note) -> list[Disguise]:
    """Return the disguises of the new note that the old one did not have, each once."""
    known = {(each.kind, each.text) for each in _all_disguises(old)}
    return list(
        {(each.kind, each.text): each for each in _all_disguises(new) if (each.kind, each.text) not in known}.values()
    )


def _all_disguises(note: Note) -> Iterator[Disguise]:
    """Yield the disguises in a note, also those in what is suppressed or covered, and in words that are no offence alone."""
    for finding in (*note.result.findings, *note.result.covered, *note.hints):
        yield from finding.disguises
        for part in finding.parts:
            yield from part.disguises


def _silenced(old: Note, new: Note) -> list[tuple[Finding, Suppression]]:
    """Return what the new note suppresses beyond what the old one did."""
    known = Counter((finding.rule_id, finding.text) for finding, _ in old.suppressed)
    found = []
    for finding, suppression in new.suppressed:
        known[finding.rule_id, finding.text] -= 1
        if known[finding.rule_id, finding.text] < 0:
            found.append((finding, suppression))
    return found


def _contacts(old: Note, new: Note) -> list[str]:
    """Return the accounts and numbers of offences that the new note still has, although no finding covers them."""
    offered = {contact.lower(): contact for each in old.findings for contact in contacts(each.text)}
    text = new.draft.text
    for finding in reversed(new.result.findings):
        text = text[: finding.start] + "\n" + text[finding.end :]
    return [offered[each.lower()] for each in dict.fromkeys(contacts(text)) if each.lower() in offered]
