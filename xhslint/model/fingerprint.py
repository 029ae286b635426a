"""A name for a finding that stays the same while the text around it moves."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from xhslint.model.findings import Finding

CONTEXT = 8  # characters of the line that count, on either side
# Letters, digits, symbols; Cn because what is new to one Python's Unicode is a letter or a symbol to the next one's.
KEPT = frozenset(["Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Sm", "Sc", "Sk", "So", "Cn"])
REACH = 64  # characters looked at for them: a line may be nothing but marks


def fingerprints(text: str, findings: Iterable[Finding]) -> list[str]:
    """A fingerprint of 32 hexadecimal digits for each finding in a draft's text, no two of them the same.

    It is made of the rule, of what was written and of the few characters before and after it on its line, and of
    nothing else: not of line numbers, the path, the severity, the words of the message or how the rule read the text.
    So it survives a paragraph that is moved, and changes of spacing, punctuation, invisible characters, letter case
    and width; what is written elsewhere, or changed right there, gets a new one. Of findings that are alike in all of
    this the second, third and so on, in the order given, are told apart by their number. Pure: the same arguments give
    the same result on every machine and in every version of xhslint that calls it v1.
    """
    from hashlib import sha256

    seen: Counter[tuple[str, ...]] = Counter()
    prints = []
    for finding in findings:
        facets = _facets(text, finding)
        seen[facets] += 1
        # Facets hold no control characters, so they cannot run into each other.
        name = "\0".join((*facets, str(seen[facets])))
        prints.append(sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return prints


def _facets(text: str, finding: Finding) -> tuple[str, ...]:
    before = text[max(0, finding.start - REACH) : finding.start].replace("\r", "\n").rpartition("\n")[2]
    after = text[finding.end : finding.end + REACH].replace("\r", "\n").partition("\n")[0]
    return finding.rule_id, _plain(finding.text), _plain(before)[-CONTEXT:], _plain(after)[:CONTEXT]


def _plain(text: str) -> str:
    """Letters, digits and symbols in one form of each: no spaces, punctuation, marks or invisible characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char) in KEPT)
