"""Fingerprints of findings, which survive edits elsewhere in the draft."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from xhslint.model.findings import Finding

CONTEXT = 8  # kept characters of the line on either side that a fingerprint includes
# Letters, digits, symbols; unassigned (Cn) too, because later versions of Unicode assign letters and symbols there.
KEPT = frozenset(["Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Sm", "Sc", "Sk", "So", "Cn"])
REACH = 64  # characters searched for them, because a line may hold millions of others


def fingerprints(text: str, findings: Iterable[Finding], seen: Counter[tuple[str, ...]] | None = None) -> list[str]:
    """Return a unique fingerprint of 32 hexadecimal digits for each finding in the text of a draft.

    It depends on the rule, the matched text and a few characters before and after it on the same line; not on line
    numbers, path, severity, message or reading. So it survives a moved paragraph and changes of spacing, punctuation,
    invisible characters, letter case and width, and changes with the matched text and its surroundings. Of a merged
    finding its strictest part counts, so it stays the same when another rule finds the offence as well. Findings that
    are equal in all of this are numbered in the order given; `seen` counts them over several texts, the notes of a
    document. The same arguments give the same result on every machine
    and in every version of xhslint that names the scheme v1.
    """
    from hashlib import sha256

    seen = Counter() if seen is None else seen
    digests = []
    for finding in findings:
        facets = _facets(text, finding)
        seen[facets] += 1
        # Facets hold no control characters, so the separator is unambiguous.
        name = "\0".join((*facets, str(seen[facets])))
        digests.append(sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return digests


def _facets(text: str, finding: Finding) -> tuple[str, ...]:
    finding = finding.parts[0] if finding.parts else finding
    before = text[max(0, finding.start - REACH) : finding.start].replace("\r", "\n").rpartition("\n")[2]
    after = text[finding.end : finding.end + REACH].replace("\r", "\n").partition("\n")[0]
    return finding.rule_id, _plain(finding.text), _plain(before)[-CONTEXT:], _plain(after)[:CONTEXT]


def _plain(text: str) -> str:
    """Return text normalised (NFKC, case folded), without spaces, punctuation, marks and invisible characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char) in KEPT)
