"""What `xhslint test` prints: the examples of rule files that do not do what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from xhslint.messages.catalogue import count, say
from xhslint.report.parts.passage import MARGIN, shown_path, unmarked
from xhslint.report.style import Style
from xhslint.terminal.wrap import clip, wrap

if TYPE_CHECKING:
    from xhslint.ruletest.examples import ExampleResults, Failure


def show(outcome: ExampleResults, look: Style) -> Iterator[str]:
    """Each failure with its example, then how many there are."""
    for failure in outcome.failures:
        place = look.paint("strong", f"{shown_path(failure.path, look)}:{failure.line}")
        yield f"{place} {failure.rule_id}\n"
        yield (
            " " * MARGIN + wrap(_complaint(failure, look), look.width - MARGIN).replace("\n", f"\n{'':{MARGIN}}") + "\n"
        )
        yield from (f"{line}\n" for line in unmarked(failure.text, look))
        yield "\n"
    rules, examples = count(look.lang, outcome.rules, "rule"), count(look.lang, outcome.examples, "example")
    if outcome.failures:
        yield say(look.lang, "test failed", rules, examples, len(outcome.failures)) + "\n"
    else:
        yield look.paint("good", say(look.lang, "tested", rules, examples)) + "\n"


def _complaint(failure: Failure, look: Style) -> str:
    expected, found = _quoted(failure.expected, look), _quoted(failure.found, look)
    if failure.kind == "pass":
        return say(look.lang, "false alarm", found)
    return say(look.lang, "missed", expected, found) if found else say(look.lang, "missed all", expected)


def _quoted(texts: Sequence[str], look: Style) -> str:
    return say(look.lang, "and").join(say(look.lang, "quote", clip(text, 28, look.encoding)) for text in texts)
