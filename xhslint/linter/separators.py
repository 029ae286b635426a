"""Which noise inside a term disguises it: the mark of 私·信 does, the comma of 关注我，发你 and the blank of 扣 1 do not."""

from __future__ import annotations

from xhslint.text.fold_table import JOINERS
from xhslint.text.segmenting import plain_segmentation
from xhslint.text.skeleton import LINE_ENDS, ascii_word

QUOTES = frozenset("“”\"‘’'「」『』《》〈〉【】()（）[]*＊")
"""Quotes, brackets and marks of Markdown emphasis, which stand around words."""
WITHIN_LATIN = frozenset(".-—_")
"""Marks with which words of Latin letters and digits are written (NO.1), no Chinese ones."""
ORDINARY = QUOTES | WITHIN_LATIN | frozenset("，,。！!？?；;：:…、|｜/／+＋&")
"""Marks that any text is written with."""
CONTEXT = 4
"""Characters to each side of a gap that decide whether a word lies across it."""


def is_disguise(gap: str, before: str, after: str) -> bool:
    """Tell whether the noise between two pieces of a term, which hold no noise themselves, disguises it.

    Noise that cuts a word in two does, and so does what no text is written with, such as an emoji.
    """
    if not gap.strip(JOINERS):
        return False  # the style of an emoji
    if not LINE_ENDS.isdisjoint(gap):
        return True  # written downwards, or the term would not have been found
    marks = {char for char in gap if not char.isspace()}
    is_latin = ascii_word(before[-1]), ascii_word(after[0])
    if not marks <= ORDINARY:
        return True
    if all(is_latin):
        return len(before) == len(after) == 1 and before.isalpha() and after.isalpha()  # v x, i-n-s
    if any(is_latin) or (marks and marks <= QUOTES):
        return False
    return not marks.isdisjoint(WITHIN_LATIN) or cuts_word(before, after)


def cuts_word(before: str, after: str) -> bool:
    """Tell whether a word lies across the seam of two pieces, or both are single characters (微 信)."""
    if len(before) == len(after) == 1:
        return True
    left, right = before[-CONTEXT:], after[:CONTEXT]
    return plain_segmentation().straddles(left + right, len(left), len(left))[0]
