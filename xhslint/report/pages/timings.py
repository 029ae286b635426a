"""The output of `xhslint check --timing`: seconds spent in each stage of the run and in the slowest rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xhslint.messages.catalogue import count, say
from xhslint.terminal.width import cell_count
from xhslint.terminal.wrap import clip, pad

if TYPE_CHECKING:
    from xhslint.linter.events import Figures

# In the order of a run; `match` includes the time of all rules.
STAGES = (
    "start",
    "find",
    "read",
    "parse",
    "look",
    "fold",
    "match",
    "rewrite",
    "cache",
    "fix",
    "report",
    "wait",
    "rest",
)
LABEL, SECONDS, SHARE, NAME, NUMBER = 18, 9, 6, 44, 11
SLOWEST = 10


def timings_page(figures: Figures, seconds: float, lang: str) -> Iterator[str]:
    """Yield the lines of the page, without line ends; `seconds` is the elapsed time of the run.

    A stage that did not happen has no line; its time is part of `rest`.
    """
    spent = {stage: figures.spent[stage] for stage in STAGES}
    spent["match"] += sum(figures.spent[rule] for rule in figures.tried)
    whole = sum(spent.values())
    processes = figures.counts["processes"]
    unused = {"wait": processes == 1, "cache": not figures.counts["asked"]}
    unused |= {stage: not spent[stage] for stage in ("rewrite", "fix")}
    spent["rest"] += sum(spent.pop(stage) for stage, is_unused in unused.items() if is_unused)
    size = figures.counts["bytes"] / 1e6
    drafts = count(lang, figures.counts["drafts"], "draft")
    yield say(lang, "timing.title")
    yield _stage_row(say(lang, "timing.total"), seconds, "", say(lang, "timing.rate", drafts, size, size / seconds))
    for stage, time in spent.items():
        share = f"{100 * time / whole:.0f}%"
        yield _stage_row(say(lang, f"timing.{stage}"), time / 1e9, share, _stage_note(stage, figures, lang))
    if processes > 1:
        yield "  " + say(lang, "timing.summed", processes, whole / 1e9)
    slowest = sorted(figures.tried, key=lambda rule: (-figures.spent[rule], rule))[:SLOWEST]
    if slowest:
        yield ""
        yield "  " + _rule_row(*(say(lang, f"timing.{name}") for name in ("rules", "seconds", "tried", "findings")))
    for rule in slowest:
        numbers = f"{figures.spent[rule] / 1e9:.3f}", str(figures.tried[rule]), str(figures.found[rule])
        yield "  " + _rule_row(clip(rule, NAME - 2), *numbers)


def _stage_note(stage: str, figures: Figures, lang: str) -> str:
    """Return the note beside a stage: how many drafts went through it, or what it includes."""
    counts = figures.counts
    if stage == "look":
        return say(lang, "timing.stopped", counts["looked"] - counts["matched"], count(lang, counts["looked"], "draft"))
    if stage == "fold":
        return say(lang, "timing.needed", count(lang, counts["folded"], "draft"))
    if stage == "match":
        return count(lang, counts["matched"], "draft")
    if stage == "rewrite":
        return count(lang, counts["trials"], "trial")
    if stage == "cache":
        return say(lang, "timing.kept", counts["kept"], count(lang, counts["asked"], "draft"))
    return say(lang, f"timing.about.{stage}")


def _stage_row(label: str, seconds: float, share: str, about: str) -> str:
    return f"  {pad(label, LABEL)}{seconds:{SECONDS}.3f}{share:>{SHARE}}  {about}".rstrip()


def _rule_row(name: str, *numbers: str) -> str:
    return pad(name, NAME) + "".join(" " * (NUMBER - cell_count(number)) + number for number in numbers)
