"""What `xhslint check --timing` says at the end: the stages of the run, and the rules that took most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xhslint.messages.catalogue import count, say
from xhslint.terminal.width import cell_count
from xhslint.terminal.wrap import clip, pad

if TYPE_CHECKING:
    from xhslint.linter.events import Figures

STAGES = ("start", "find", "read", "parse", "look", "fold", "match", "cache", "fix", "report", "wait", "rest")
"""In the order of a draft's way; `match` is that of all rules."""
LABEL, SECONDS, SHARE, NAME, NUMBER = 18, 9, 6, 44, 11
DEAREST = 10


def show(figures: Figures, seconds: float, lang: str) -> Iterator[str]:
    """The page, line by line; `seconds` are those that the run took by the clock on the wall."""
    spent = {stage: figures.spent[stage] for stage in STAGES}
    spent["match"] += sum(figures.spent[rule] for rule in figures.tried)
    whole = sum(spent.values())
    processes = figures.counts["processes"]
    unused = {"wait": processes == 1, "cache": not figures.counts["asked"], "fix": not spent["fix"]}
    spent["rest"] += sum(spent.pop(stage) for stage, is_unused in unused.items() if is_unused)
    size = figures.counts["bytes"] / 1e6
    drafts = count(lang, figures.counts["drafts"], "draft")
    yield say(lang, "timing.title")
    yield _row(say(lang, "timing.total"), seconds, "", say(lang, "timing.rate", drafts, size, size / seconds))
    for stage, time in spent.items():
        share = f"{100 * time / whole:.0f}%"
        yield _row(say(lang, f"timing.{stage}"), time / 1e9, share, _about(stage, figures, lang))
    if processes > 1:
        yield "  " + say(lang, "timing.summed", processes, whole / 1e9)
    dearest = sorted(figures.tried, key=lambda rule: (-figures.spent[rule], rule))[:DEAREST]
    if dearest:
        yield ""
        yield "  " + _line(*(say(lang, f"timing.{name}") for name in ("rules", "seconds", "tried", "findings")))
    for rule in dearest:
        numbers = f"{figures.spent[rule] / 1e9:.3f}", str(figures.tried[rule]), str(figures.found[rule])
        yield "  " + _line(clip(rule, NAME - 2), *numbers)


def _about(stage: str, figures: Figures, lang: str) -> str:
    """What is said beside a stage: how many drafts went through it, or what belongs to it."""
    counts = figures.counts
    if stage == "look":
        return say(lang, "timing.stopped", counts["looked"] - counts["matched"], count(lang, counts["looked"], "draft"))
    if stage == "fold":
        return say(lang, "timing.needed", count(lang, counts["folded"], "draft"))
    if stage == "match":
        return count(lang, counts["matched"], "draft")
    if stage == "cache":
        return say(lang, "timing.kept", counts["kept"], count(lang, counts["asked"], "draft"))
    return say(lang, f"timing.about.{stage}")


def _row(label: str, seconds: float, share: str, about: str) -> str:
    return f"  {pad(label, LABEL)}{seconds:{SECONDS}.3f}{share:>{SHARE}}  {about}".rstrip()


def _line(name: str, *numbers: str) -> str:
    return pad(name, NAME) + "".join(" " * (NUMBER - cell_count(number)) + number for number in numbers)
