"""What `--explain-quiet` adds to the text report: matches that are no findings, each with what made it harmless."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xhslint.messages.catalogue import say
from xhslint.model.findings import Dismissed
from xhslint.report.style import Style
from xhslint.terminal.width import visible
from xhslint.terminal.wrap import clip, wrap

QUOTED_CELLS = 28


def silences(quiet: Iterable[Dismissed], look: Style) -> Iterator[str]:
    """A line for each match and one for the reason, under a heading."""
    yield ""
    yield f"  {look.paint('strong', say(look.lang, 'quiet'))}"
    for each in quiet:
        what = say(look.lang, "quote", clip(each.text, QUOTED_CELLS, look.encoding))
        yield wrap(f"  {each.line}:{each.column} {what} {each.rule_id}", look.width, " " * 8)
        yield look.paint("faint", wrap(" " * 8 + _reason(each, look), look.width, " " * 8))


def _reason(quiet: Dismissed, look: Style) -> str:
    words = say(look.lang, "quote", clip(quiet.words, QUOTED_CELLS, look.encoding)) if quiet.words else ""
    name = say(look.lang, quiet.name) if quiet.by in ("profile", "region") else quiet.name
    return say(look.lang, f"quiet.{quiet.by}", words, visible(name, look.encoding), visible(quiet.about, look.encoding))
