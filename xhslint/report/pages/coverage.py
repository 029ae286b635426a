"""The output of `xhslint test --coverage`: parts of rule files that no example needs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from xhslint.report.parts.quoting import shown_path
from xhslint.report.style import Style
from xhslint.terminal.wrap import wrap

if TYPE_CHECKING:
    from xhslint.ruletest.coverage import Coverage, Gap

TERMS_AT_MOST = 12  # that are named of one list


def coverage_page(coverage: Coverage, style: Style) -> Iterator[str]:
    """Yield the gaps by file and line, then their number."""
    for (path, line, name), gaps in groupby(coverage.gaps, key=lambda gap: (gap.path, gap.line, gap.name)):
        yield f"{style.paint('strong', f'{shown_path(path, style)}:{line}')} {name}\n"
        for kind, same in groupby(gaps, key=lambda gap: gap.kind):
            for text in _gap_texts(kind, list(same), style):
                yield wrap(f"  {text}", style.width, "      ") + "\n"
    if coverage.failing:
        yield style.paint("strong", style.say("failing first", coverage.failing)) + "\n"
    if coverage.gaps:
        yield "\n" + style.say("gaps", coverage.checked, len(coverage.gaps)) + "\n"
    else:
        yield style.paint("good", style.say("no gaps", coverage.checked)) + "\n"


def _gap_texts(kind: str, gaps: list[Gap], style: Style) -> list[str]:
    texts = [gap.text for gap in gaps if gap.text]
    if not texts:
        return [style.say(f"gap.{kind}")]
    if kind == "term":
        more = style.say("and more", len(texts) - TERMS_AT_MOST) if len(texts) > TERMS_AT_MOST else ""
        return [style.say("gap.terms", style.say("and").join(texts[:TERMS_AT_MOST]) + more)]
    return [style.say(f"gap.{kind}s", text) for text in texts]
