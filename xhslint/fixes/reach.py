"""How far a sentence with an offence reaches, and whether what is left of it still says something."""

from __future__ import annotations

import re

from xhslint.drafts.draft import Draft
from xhslint.fixes.clauses import Sentence, clauses_of, next_sentence, sentence_before
from xhslint.fixes.phrasing import Phrasing

FEWEST = {"clauses": 2}
FEWEST_ELSE = 4
"""Letters, digits and characters that a sentence must have left to say something, by what is kept of it."""


def reach(draft: Draft, phrasing: Phrasing, sentence: Sentence, begins: bool) -> tuple[int, int]:
    """Return the range to write anew: the sentence, with the ones beside it that only lead to it or go on from it.

    `begins` says whether it begins with an offence.
    """
    start, end = sentence.start, sentence.end
    here, text = sentence, draft.text
    while (here := next_sentence(draft, here)) and _goes_on(draft, phrasing, here):  # type: ignore[assignment]
        end = here.end
    before = sentence_before(draft, sentence) if begins else None
    if before and phrasing.lead_in.search(text[before.start : before.end]):
        start = before.start
    return start, end


def _goes_on(draft: Draft, phrasing: Phrasing, sentence: Sentence) -> bool:
    clauses = clauses_of(draft.text, sentence, (), phrasing.open_end, phrasing.fact)
    return all(phrasing.trailer.match(draft.text[each.start : each.end]) for each in clauses)


def says_something(text: str, kept: str) -> bool:
    """Return whether a sentence that lost its end says something: it has words, and whom they speak to is not all.

    `kept` names what is kept of it. 夜里烧窑的 only speaks to somebody; 釉是灰蓝的 says something.
    """
    last = re.split("[，,；;]", text.rstrip("。！？!?～~. "))[-1]
    return sum(map(str.isalnum, text)) >= FEWEST.get(kept, FEWEST_ELSE) and (not last.endswith("的") or "是" in last)
