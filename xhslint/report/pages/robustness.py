"""The output of `xhslint test --disguise`: how many disguised examples are still found, and which are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from xhslint.report.parts.quoting import MARGIN, quoted_lines
from xhslint.report.style import Style
from xhslint.terminal.wrap import wrap

if TYPE_CHECKING:
    from xhslint.ruletest.captions import CaptionResults
    from xhslint.ruletest.robustness import Robustness
    from xhslint.ruletest.variants import Tally, Variant


def robustness_page(result: Robustness, written: CaptionResults | None, style: Style) -> Iterator[str]:
    """Yield what was missed or wrongly flagged, recall by rule and by kind of disguise, and the totals.

    `written` are the results for captions, if any were given.
    """
    yield from _variants("missed variants", result.missed, style)
    yield from _variants("fired variants", result.fired, style)
    yield from _tallies("by rule", result.by_rule, style)
    yield from _tallies("by kind", result.by_kind, style)
    yield _total(result.total, result.pass_variants, len(result.fired), style)
    if written:
        yield "\n"
        yield from _variants("missed variants", written.missed, style)
        yield from _variants("fired variants", written.fired, style)
        yield from _tallies("captions", written.by_kind, style)
        yield _total(written.total, written.harmless, len(written.fired), style)


def robustness_markdown(result: Robustness, written: CaptionResults | None) -> Iterator[str]:
    """Yield recall by kind and by rule as the Markdown page docs/robustness.md."""
    yield "# Robustness\n\nWritten by `xhslint test --disguise --table docs/robustness.md`: every `flag` example of the"
    yield " bundled rules,\ndisguised in every way and in every pair of ways, and how many variants its rule still finds.\n"
    yield from _table("disguise", result.by_kind)
    yield from _table("rule", result.by_rule)
    yield from _sum(result.total, "variants", result.pass_variants, "`pass` examples", len(result.fired))
    if written:
        yield "\n## Written captions\n\nCaptions that no rule was made from (`--captions FILE`), with one word of the offence"
        yield " respelled by a table that is not the one by\nwhich xhslint reads. Counted are those whose plain form is found.\n"
        yield from _table("respelling", written.by_kind)
        yield from _sum(written.total, "captions", written.harmless, "harmless captions", len(written.fired))


def _table(title: str, tallies: Mapping[str, Tally]) -> Iterator[str]:
    yield f"\n| {title} | variants | found | recall |\n|---|--:|--:|--:|\n"
    for key, tally in sorted(tallies.items()):
        yield f"| {key} | {tally.made} | {tally.found} | {_percent(tally)} |\n"


def _sum(total: Tally, what: str, harmless: int, of: str, fired: int) -> Iterator[str]:
    yield f"\nAll: {total.made} {what}, {total.found} found, {_percent(total)}. Of {harmless} disguised {of} {fired} fire.\n"


def _total(total: Tally, harmless: int, fired: int, style: Style) -> str:
    return style.say("recall", total.made, total.found, _percent(total), harmless, fired) + "\n"


def _variants(title: str, variants: Sequence[Variant], style: Style) -> Iterator[str]:
    if variants:
        yield style.paint("strong", style.say(title)) + "\n"
    for (origin, _), group in _by_example(variants).items():
        first, *others = (" + ".join(variant.kinds) or style.say("as it stands") for variant in group)
        yield f"  {origin} {style.paint('faint', first)}\n"
        yield from (f"{line}\n" for line in quoted_lines(group[0].text, style))
        if others:
            like_it = wrap(style.say("like it", len(others), ", ".join(others)), style.width - MARGIN)
            yield from (" " * MARGIN + style.paint("faint", line) + "\n" for line in like_it.split("\n"))
        yield "\n"


def _by_example(variants: Iterable[Variant]) -> dict[tuple[str, str], list[Variant]]:
    """Return the variants of each example, which have the same fault: two dozen of them say no more than one."""
    groups: dict[tuple[str, str], list[Variant]] = {}
    for variant in variants:
        groups.setdefault((variant.origin, variant.plain), []).append(variant)
    return groups


def _tallies(title: str, tallies: Mapping[str, Tally], style: Style) -> Iterator[str]:
    yield style.paint("strong", style.say(title)) + "\n"
    for name, tally in sorted(tallies.items()):
        yield f"  {name:30} {_percent(tally):>6}  {tally.found}/{tally.made}\n"
    yield "\n"


def _percent(tally: Tally) -> str:
    return f"{100 * tally.recall:.1f}%"
