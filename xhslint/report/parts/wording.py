"""Findings and problems in words, for every report that a person reads in the end."""

from __future__ import annotations

from xhslint.base.errors import Problem
from xhslint.messages.catalogue import say
from xhslint.model.findings import DISGUISE_NAMES, Finding
from xhslint.terminal.width import visible
from xhslint.terminal.wrap import clip

QUOTED_CELLS = 28  # of what was written, and of what it reads as


def described(finding: Finding, lang: str, encoding: str = "utf-8") -> str:
    """What was written and, when that differs, what it reads as and how it was hidden."""
    what = say(lang, "quote", clip(finding.text, QUOTED_CELLS, encoding))
    if finding.reading in ("", finding.text):
        return what
    what = say(lang, "reads", what, say(lang, "quote", clip(finding.reading, QUOTED_CELLS, encoding)))
    kinds = disguise_names(finding, lang)
    return what + (say(lang, "how", say(lang, "and").join(kinds)) if kinds else "")


def disguise_names(finding: Finding, lang: str) -> tuple[str, ...]:
    """The ways in which the words were hidden, each once."""
    return tuple(dict.fromkeys(DISGUISE_NAMES[disguise.kind][lang] for disguise in finding.disguises))


def sentence(finding: Finding, lang: str) -> str:
    """What was written, why it is reported and what to do, on one line."""
    return visible(say(lang, "sentence", described(finding, lang), finding.message, finding.advice))


def complaint(problem: Problem) -> str:
    """What is wrong, on one line."""
    return visible(" ".join(problem.message.splitlines()))
