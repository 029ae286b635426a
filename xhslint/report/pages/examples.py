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
    """Yield each failure with its example, then the numbers of rules, examples and failures: first of the user's own files."""
    for failure in results.failures:
        place = style.paint("strong", f"{shown_path(failure.path, style)}:{failure.line}")
        yield f"{place} {failure.rule_id}\n"
        message = wrap(_failure_message(failure, style), style.width - MARGIN)
        yield " " * MARGIN + message.replace("\n", f"\n{'':{MARGIN}}") + "\n"
        yield from (f"{line}\n" for line in quoted_lines(failure.text, style))
        yield "\n"
    if own := results.own:
        yield _summary("own ", own.rules, own.examples, len(own.failures), style)
        rest = len(results.failures) - len(own.failures)
        yield _summary("rest ", results.rules - own.rules, results.examples - own.examples, rest, style)
    else:
        yield _summary("", results.rules, results.examples, len(results.failures), style)


def _summary(whose: str, rules: int, examples: int, failures: int, style: Style) -> str:
    numbers = style.count(rules, "rule"), style.count(examples, "example")
    if failures:
        return style.say(f"{whose}test failed", *numbers, failures) + "\n"
    return style.paint("good", style.say(f"{whose}tested", *numbers)) + "\n"


def _failure_message(failure: Failure, style: Style) -> str:
    expected, found = _quotes(failure.expected, style), _quotes(failure.found, style)
    if failure.kind == "pass":
        return style.say("false alarm", found)
    return style.say("missed", expected, found) if found else style.say("missed all", expected)


def _quotes(texts: Sequence[str], style: Style) -> str:
    return style.say("and").join(quoted(text, style.lang, style.encoding) for text in texts)
