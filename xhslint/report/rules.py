"""The rulebook for a person at a terminal: all rules as a list, or one rule explained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from xhslint.names import names_of, require_known
from xhslint.report import Look
from xhslint.report.passage import cite, label, marked, shown_path, unmarked
from xhslint.report.width import cell_count, visible
from xhslint.report.wrap import pad, wrap
from xhslint.strings import count, say

if TYPE_CHECKING:
    from xhslint.rulebook import Rule

LABELS = ("severity", "why", "fix", "clause", "defined")
FIRST_SENTENCE = re.compile(r".*?(?:[。！？]|[.!?](?=\s|$)|$)", re.DOTALL)


def show(rules: Sequence[Rule], names: Sequence[str], look: Look) -> Iterator[str]:
    """What `xhslint rules` prints: everything, families listed, rules explained; InputError for an unknown name."""
    require_known(look.lang, names, names_of(rule.id for rule in rules))
    if not names:
        yield from listing(rules, look)
    for number, name in enumerate(names):
        yield "\n" if number else ""
        if "/" in name:
            yield from explanation(next(rule for rule in rules if rule.id == name), look)
        else:
            yield from listing([rule for rule in rules if rule.family == name], look)


def listing(rules: Sequence[Rule], look: Look) -> Iterator[str]:
    """Every rule on a line, family by family."""
    column = 2 + max((len(rule.id) for rule in rules), default=0) + 2
    levels = max(cell_count(say(look.lang, each)) for each in ("error", "warning", "info", "off")) + 2
    for family, members in groupby(rules, key=lambda rule: rule.family):
        yield look.paint("file", family) + "\n"
        for rule in members:
            severity = rule.severity["personal"]
            level = pad(say(look.lang, severity), levels)
            sentence = _first_sentence(rule.message[look.lang])
            text = wrap(visible(sentence, look.encoding), look.width - column - levels)
            yield (
                f"  {rule.id:{column - 2}}{look.paint(severity, level)}"
                + text.replace("\n", "\n" + " " * (column + levels))
                + "\n"
            )
        yield "\n"
    yield say(look.lang, "all rules", count(look.lang, len(rules), "rule"), rules[0].id if rules else "ID") + "\n"


def explanation(rule: Rule, look: Look) -> Iterator[str]:
    """What a rule reports, why, by which clause, what to do instead, and its examples with the spans marked."""
    yield look.paint("file", rule.id) + "\n"
    yield label("severity", [_severities(rule, look)], look, LABELS) + "\n"
    yield label("why", [rule.message[look.lang]], look, LABELS) + "\n"
    yield label("fix", [rule.advice[look.lang]], look, LABELS) + "\n"
    clauses = [line for source in rule.sources for line in (cite(source, look), source.url) if line]
    yield label("clause", clauses, look, LABELS) + "\n"
    yield label("defined", [f"{shown_path(rule.path, look)}:{rule.line}"], look, LABELS) + "\n"
    from xhslint.selftest import unpinned

    yield f"\n{look.paint('strong', say(look.lang, 'flags'))}\n"
    for example in rule.flag:
        text, spans = unpinned(example)
        for start, end in spans:
            yield from (f"{line}\n" for line in marked(text, start, end, "strong", look))
    yield f"\n{look.paint('strong', say(look.lang, 'passes'))}\n"
    for example in rule.passes:
        yield from (f"{line}\n" for line in unmarked(example, look))


def _severities(rule: Rule, look: Look) -> str:
    """One severity, or one for every profile where they differ."""
    if len(set(rule.severity.values())) == 1:
        return say(look.lang, next(iter(rule.severity.values())))
    each = (say(look.lang, "by profile", say(look.lang, p), say(look.lang, s)) for p, s in rule.severity.items())
    return say(look.lang, "comma").join(each)


def _first_sentence(text: str) -> str:
    match = FIRST_SENTENCE.match(text)
    return match[0] if match else text
