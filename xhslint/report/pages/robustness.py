"""What `xhslint test --disguise` prints: how many disguised examples are still found, and which are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from xhslint.messages.catalogue import say
from xhslint.report.parts.passage import unmarked
from xhslint.report.style import Style

if TYPE_CHECKING:
    from xhslint.ruletest.robustness import Robustness, Tally, Variant


def show(result: Robustness, look: Style) -> Iterator[str]:
    """Every variant that went wrong, recall by rule and by kind of disguise, then all in one line."""
    yield from _variants("missed variants", result.missed, look)
    yield from _variants("fired variants", result.fired, look)
    yield from _table("by rule", result.by_rule, look)
    yield from _table("by kind", result.by_kind, look)
    total = result.total
    yield say(look.lang, "recall", total.made, total.found, _percent(total), result.quiet, len(result.fired)) + "\n"


def table(result: Robustness) -> Iterator[str]:
    """The same as a Markdown page: what docs/robustness.md is."""
    yield "# Robustness\n\nWritten by `xhslint test --disguise --table docs/robustness.md`: every `flag` example of the"
    yield " bundled rules,\ndisguised in every way and in every pair of ways, and how many variants its rule still finds.\n"
    for title, tallies in (("disguise", result.by_kind), ("rule", result.by_rule)):
        yield f"\n| {title} | variants | found | recall |\n|---|--:|--:|--:|\n"
        for key, tally in sorted(tallies.items()):
            yield f"| {key} | {tally.made} | {tally.found} | {_percent(tally)} |\n"
    total = result.total
    yield f"\nAll: {total.made} variants, {total.found} found, {_percent(total)}."
    yield f" Of {result.quiet} disguised `pass` examples {len(result.fired)} fire.\n"


def _variants(title: str, variants: Sequence[Variant], look: Style) -> Iterator[str]:
    if variants:
        yield look.paint("strong", say(look.lang, title)) + "\n"
    for variant in variants:
        yield f"  {variant.rule_id} {look.paint('faint', ' + '.join(variant.kinds))}\n"
        yield from (f"{line}\n" for line in unmarked(variant.text, look))
        yield "\n"


def _table(title: str, tallies: Mapping[str, Tally], look: Style) -> Iterator[str]:
    yield look.paint("strong", say(look.lang, title)) + "\n"
    for name in sorted(tallies):
        yield f"  {name:30} {_percent(tallies[name]):>6}  {tallies[name].found}/{tallies[name].made}\n"
    yield "\n"


def _percent(tally: Tally) -> str:
    return f"{100 * tally.recall:.1f}%"
