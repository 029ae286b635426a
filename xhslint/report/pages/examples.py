"""The output of `xhslint test`: examples of rule files that give other findings than expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from xhslint.report.parts.quoting import MARGIN, quoted_lines, shown_path
from xhslint.report.parts.wording import quoted
from xhslint.report.style import Style
from xhslint.terminal.wrap import wrap

if TYPE_CHECKING:
    from xhslint.ruletest.examples import ExampleResults, Failure


def examples_page(results: ExampleResults, style: Style) -> Iterator[str]:
    """Yield each failure with its example, then the number of rules, examples and failures."""
    for failure in results.failures:
        place = style.paint("strong", f"{shown_path(failure.path, style)}:{failure.line}")
        yield f"{place} {failure.rule_id}\n"
        message = wrap(_failure_message(failure, style), style.width - MARGIN)
        yield " " * MARGIN + message.replace("\n", f"\n{'':{MARGIN}}") + "\n"
        yield from (f"{line}\n" for line in quoted_lines(failure.text, style))
        yield "\n"
    rules, examples = style.count(results.rules, "rule"), style.count(results.examples, "example")
    if results.failures:
        yield style.say("test failed", rules, examples, len(results.failures)) + "\n"
    else:
        yield style.paint("good", style.say("tested", rules, examples)) + "\n"


def _failure_message(failure: Failure, style: Style) -> str:
    expected, found = _quotes(failure.expected, style), _quotes(failure.found, style)
    if failure.kind == "pass":
        return style.say("false alarm", found)
    return style.say("missed", expected, found) if found else style.say("missed all", expected)


def _quotes(texts: Sequence[str], style: Style) -> str:
    return style.say("and").join(quoted(text, style.lang, style.encoding) for text in texts)
