"""The output of `xhslint test --disguise`: how many disguised examples are still found, and which are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from xhslint.report.parts.quoting import quoted_lines
from xhslint.report.style import Style

if TYPE_CHECKING:
    from xhslint.ruletest.robustness import Robustness, Tally, Variant


def robustness_page(result: Robustness, style: Style) -> Iterator[str]:
    """Yield every variant that was missed or wrongly flagged, recall by rule and by kind of disguise, and the total."""
    yield from _variants("missed variants", result.missed, style)
    yield from _variants("fired variants", result.fired, style)
    yield from _tallies("by rule", result.by_rule, style)
    yield from _tallies("by kind", result.by_kind, style)
    total = result.total
    yield style.say("recall", total.made, total.found, _percent(total), result.pass_variants, len(result.fired)) + "\n"


def robustness_markdown(result: Robustness) -> Iterator[str]:
    """Yield recall by kind and by rule as the Markdown page docs/robustness.md."""
    yield "# Robustness\n\nWritten by `xhslint test --disguise --table docs/robustness.md`: every `flag` example of the"
    yield " bundled rules,\ndisguised in every way and in every pair of ways, and how many variants its rule still finds.\n"
    for title, tallies in (("disguise", result.by_kind), ("rule", result.by_rule)):
        yield f"\n| {title} | variants | found | recall |\n|---|--:|--:|--:|\n"
        for key, tally in sorted(tallies.items()):
            yield f"| {key} | {tally.made} | {tally.found} | {_percent(tally)} |\n"
    total = result.total
    yield f"\nAll: {total.made} variants, {total.found} found, {_percent(total)}."
    yield f" Of {result.pass_variants} disguised `pass` examples {len(result.fired)} fire.\n"


def _variants(title: str, variants: Sequence[Variant], style: Style) -> Iterator[str]:
    if variants:
        yield style.paint("strong", style.say(title)) + "\n"
    for variant in variants:
        yield f"  {variant.rule_id} {style.paint('faint', ' + '.join(variant.kinds))}\n"
        yield from (f"{line}\n" for line in quoted_lines(variant.text, style))
        yield "\n"


def _tallies(title: str, tallies: Mapping[str, Tally], style: Style) -> Iterator[str]:
    yield style.paint("strong", style.say(title)) + "\n"
    for name, tally in sorted(tallies.items()):
        yield f"  {name:30} {_percent(tally):>6}  {tally.found}/{tally.made}\n"
    yield "\n"


def _percent(tally: Tally) -> str:
    return f"{100 * tally.recall:.1f}%"
