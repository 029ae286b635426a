"""What `xhslint test --coverage` prints: what no example of the rule files needs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from xhslint.messages.catalogue import say
from xhslint.report.parts.passage import shown_path
from xhslint.report.style import Style
from xhslint.terminal.wrap import wrap

if TYPE_CHECKING:
    from xhslint.ruletest.coverage import Coverage, Gap

TOLD = 12
"""Terms of one list that are named."""


def show(coverage: Coverage, look: Style) -> Iterator[str]:
    """The gaps by place, then how many there are."""
    for (path, line, name), gaps in groupby(coverage.gaps, key=lambda gap: (gap.path, gap.line, gap.name)):
        yield f"{look.paint('strong', f'{shown_path(path, look)}:{line}')} {name}\n"
        for kind, same in groupby(gaps, key=lambda gap: gap.kind):
            yield from _lines(kind, list(same), look)
    if coverage.gaps:
        yield "\n" + say(look.lang, "gaps", coverage.asked, len(coverage.gaps)) + "\n"
    else:
        yield look.paint("good", say(look.lang, "no gaps", coverage.asked)) + "\n"


def _lines(kind: str, gaps: list[Gap], look: Style) -> Iterator[str]:
    texts = [gap.text for gap in gaps if gap.text]
    if not texts:
        told = [say(look.lang, f"gap.{kind}")]
    elif kind == "term":
        more = say(look.lang, "and more", len(texts) - TOLD) if len(texts) > TOLD else ""
        told = [say(look.lang, "gap.terms", say(look.lang, "and").join(texts[:TOLD]) + more)]
    else:
        told = [say(look.lang, f"gap.{kind}s", text) for text in texts]
    for text in told:
        yield wrap(f"  {text}", look.width, "      ") + "\n"
