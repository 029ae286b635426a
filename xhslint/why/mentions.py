"""Words that a machine may take for what a notice speaks of wherever they stand, though the rules ask what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.model.explanations import Dismissed
from xhslint.rulebook.notices import Mention
from xhslint.why.reading import Reading, plain

_APART = r"[^\w\n]{0,3}"
"""What may stand between two characters of words that a notice quotes."""


def mentions(draft: Draft, reading: Reading, linter: Linter, kind: str) -> Iterator[Dismissed]:
    """Yield the words of a draft that notices of these kinds name, as near misses of the rules that judge them."""
    engine = linter.engine
    view = None
    for told in reading.told:
        if told.notice.kinds and kind not in told.notice.kinds:
            continue
        for each in told.notice.mentions:
            view = view or engine.view(draft)
            for first, last in _places(each, view.text):
                start, end = view.source(first, last)
                line, column = draft.position(start)
                yield Dismissed(each.rule_id, start, end, line, column, draft.text[start:end], "word", "", "", "")


def quoted_words(draft: Draft, reading: Reading, linter: Linter) -> Iterator[Dismissed]:
    """Yield where words that the notice quotes stand in a draft, whatever marks or blanks are between them, as matches of no rule."""
    words = sorted(filter(None, map(plain, reading.quoted)), key=len, reverse=True)
    if not words:
        return
    view = linter.engine.view(draft)
    for found in re.finditer("|".join(_APART.join(map(re.escape, word)) for word in words), view.text):
        start, end = view.source(*found.span())
        line, column = draft.position(start)
        yield Dismissed("", start, end, line, column, draft.text[start:end], "quoted", "", "", "")


def _places(mention: Mention, text: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand, the longest at each place and neighbours as one, but not those inside words that mean something else."""
    words = sorted({word.lower() for word in (*mention.words, *mention.allow)}, key=len, reverse=True)
    allowed = {word.lower() for word in mention.allow}
    begin = end = 0
    for found in re.finditer("|".join(map(re.escape, words)), text) if words else ():
        if found[0] in allowed:
            continue
        if begin < end != found.start():
            yield begin, end
        begin, end = (begin if end == found.start() else found.start()), found.end()
    if begin < end:
        yield begin, end
