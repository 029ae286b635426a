"""The output of `xhslint test`: examples of rule files that give other findings than expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from xhslint.report.parts.dismissals import dismissal_reason
from xhslint.report.parts.quoting import MARGIN, quoted_lines, shown_path
from xhslint.report.parts.wording import quoted
from xhslint.report.style import Style
from xhslint.terminal.wrap import wrap

if TYPE_CHECKING:
    from xhslint.ruletest.examples import ExampleResults, Failure


def examples_page(results: ExampleResults, style: Style) -> Iterator[str]:
    """Yield each failure with its example, then the numbers of rules, examples and failures: first of the user's own files."""
    for failure in results.failures:
        column = f":{failure.column}" if failure.column else ""
        place = style.paint("strong", f"{shown_path(failure.path, style)}:{failure.line}{column}")
        yield f"{place} {failure.rule_id}\n"
        for message in (_failure_message(failure, style), *_silenced(failure, style)):
            yield " " * MARGIN + wrap(message, style.width - MARGIN).replace("\n", f"\n{'':{MARGIN}}") + "\n"
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
    if failure.kind == "advice":
        return style.say("unsafe advice", found, style.say("and").join(dict.fromkeys(failure.by)))
    if failure.kind == "pass":
        return style.say("false alarm", found)
    return style.say("missed", expected, found) if found else style.say("missed all", expected)


def _silenced(failure: Failure, style: Style) -> Iterator[str]:
    """Yield a line for each match that something silenced: what was found, and why it was not reported."""
    for each in failure.dismissed:
        reason = dismissal_reason(each, style)
        remedy = style.say("silenced by words") if each.by == "boundary" else ""
        yield style.say("silenced", quoted(each.text, style.lang, style.encoding), reason + remedy)


def _quotes(texts: Sequence[str], style: Style) -> str:
    return style.say("and").join(quoted(text, style.lang, style.encoding) for text in texts)
