"""The rulebook for a person at a terminal: all rules as a list, or one rule explained."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from xhslint.messages.catalogue import count, say
from xhslint.messages.suggestions import names_of, require_known
from xhslint.report.pages.rules_markdown import severities
from xhslint.report.parts.passage import MARGIN, cite, label, marked, shown_path, unmarked
from xhslint.report.style import Style
from xhslint.terminal.width import cell_count, visible
from xhslint.terminal.wrap import pad, wrap

if TYPE_CHECKING:
    from xhslint.model.findings import Source
    from xhslint.rulebook.model import Rule, Rulebook

LABELS = ("why", "severity", "fix", "clause", "games", "unless", "defined")
SHOWN = 8
"""Examples of each sort that are shown of a rule."""
FIRST_SENTENCE = re.compile(r".*?(?:[。！？]|[.!?](?=\s|$)|$)", re.DOTALL)


def show(book: Rulebook, names: Sequence[str], look: Style) -> Iterator[str]:
    """What `xhslint rules` prints: everything, families listed, rules explained; InputError for an unknown name."""
    rules = book.rules
    require_known(look.lang, names, names_of(rule.id for rule in rules))
    if not names:
        yield from listing(rules, look)
    for number, name in enumerate(names):
        yield "\n" if number else ""
        if "/" in name:
            yield from explanation(book, next(rule for rule in rules if rule.id == name), look)
        else:
            yield from listing([rule for rule in rules if rule.family == name], look)


def document(form: str, book: Rulebook, names: Sequence[str], lang: str) -> Iterator[str]:
    """The rulebook, or the rules and families of it that are named, as `json`, `markdown` or (whole) `schema`."""
    require_known(lang, names, names_of(rule.id for rule in book.rules))
    rules = [rule for rule in book.rules if not names or names_of([rule.id]) & set(names)]
    if form == "schema":
        from xhslint.rulebook.files.json_schema import schema

        yield json.dumps(schema(book), ensure_ascii=False, indent=2) + "\n"
    elif form == "json":
        from xhslint.report.pages.rules_json import document as data

        yield from data(book, rules)
    else:
        from xhslint.report.pages.rules_markdown import page

        yield from page(book, rules, lang)


def listing(rules: Sequence[Rule], look: Style) -> Iterator[str]:
    """Every rule on a line, family by family."""
    column = 2 + max((len(rule.id) for rule in rules), default=0) + 2
    levels = max(cell_count(say(look.lang, each)) for each in ("error", "warning", "info", "off")) + 2
    families = [(family, list(members)) for family, members in groupby(rules, key=lambda rule: rule.family)]
    for family, members in families:
        number = count(look.lang, len(members), "rule")
        opted = say(look.lang, "opt-in") if all(rule.opt_in for rule in members) else ""
        heading = say(
            look.lang,
            "in family",
            look.paint("file", family),
            say(look.lang, "comma").join(filter(None, (number, opted))),
        )
        yield heading + "\n"
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
    number = say(look.lang, "families", count(look.lang, len(rules), "rule"), len(families))
    number = number if len(families) > 1 else count(look.lang, len(rules), "rule")
    yield say(look.lang, "all rules", number, rules[0].id if rules else "ID") + "\n"


def explanation(book: Rulebook, rule: Rule, look: Style) -> Iterator[str]:
    """What a rule reports, why, by which clause, what to do instead, and its examples with the spans marked."""
    yield look.paint("file", rule.id) + "\n"
    yield label("why", [rule.message[look.lang]], look, LABELS) + "\n"
    yield label("severity", [_severities(rule, look)], look, LABELS) + "\n"
    yield label("fix", [rule.advice[look.lang]], look, LABELS) + "\n"
    clauses = [line for source in rule.sources if not source.until for line in _clause(source, look)]
    yield label("clause", clauses, look, LABELS) + "\n"
    if rule.signals:
        games = [
            say(look.lang, "weighs", book.signals[key].name[look.lang], book.signals[key].weight)
            for key in rule.signals
        ]
        yield label("games", [say(look.lang, "and").join(games)], look, LABELS) + "\n"
    if rule.unless:
        reasons = [guard.about[look.lang] for guard in rule.unless]
        yield label("unless", reasons, look, LABELS) + "\n"
    yield label("defined", [f"{shown_path(rule.path, look)}:{rule.line}"], look, LABELS) + "\n"
    from xhslint.ruletest.examples import unpinned

    yield f"\n{look.paint('strong', say(look.lang, 'flags'))}\n"
    for example in rule.flag[:SHOWN]:
        text, spans = unpinned(example)
        for start, end in spans:
            yield from (f"{line}\n" for line in marked(text, start, end, "strong", look))
    yield f"\n{look.paint('strong', say(look.lang, 'passes'))}\n"
    for example in rule.passes[:SHOWN]:
        yield from (f"{line}\n" for line in unmarked(example, look))
    if more := len(rule.flag[SHOWN:]) + len(rule.passes[SHOWN:]):
        yield f"\n{'':{MARGIN}}{say(look.lang, 'more examples', count(look.lang, more, 'example'), shown_path(rule.path, look))}\n"


def _clause(source: Source, look: Style) -> Iterator[str]:
    """A clause, since when it is in force, and where to read it."""
    yield cite(source, look)
    if source.since:
        yield say(look.lang, "in force", source.since)
    yield source.url


def _severities(rule: Rule, look: Style) -> str:
    return severities(rule, look.lang) + (say(look.lang, "how", say(look.lang, "opt-in")) if rule.opt_in else "")


def _first_sentence(text: str) -> str:
    match = FIRST_SENTENCE.match(text)
    return match[0] if match else text
