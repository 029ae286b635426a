"""The output of `xhslint rules`: a list of all rules, or the explanation of some, for a terminal; or a document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from xhslint.messages.suggestions import names_of, require_known
from xhslint.model.findings import SEVERITIES
from xhslint.report.pages.rules_classifier import LABELS as CLASSIFIER_LABELS
from xhslint.report.pages.rules_classifier import classifier_lines
from xhslint.report.pages.rules_markdown import kind_advice, kind_lines, severities
from xhslint.report.parts.quoting import MARGIN, annotated_lines, citation, labelled, quoted_lines, shown_path
from xhslint.report.style import Style
from xhslint.rulebook.example import bare
from xhslint.terminal.width import cell_count, visible
from xhslint.terminal.wrap import pad, wrap

if TYPE_CHECKING:
    from xhslint.rulebook.model import Rule, Rulebook

LABELS = ("why", "severity", "fix", "clause", "games", "unless", "defined")
EXAMPLES_AT_MOST = 8  # of each kind, in the explanation of a rule
FIRST_SENTENCE = re.compile(r".*?(?:[。！？]|[.!?](?=\s|$)|$)", re.DOTALL)


def rules_page(book: Rulebook, names: Sequence[str], style: Style) -> Iterator[str]:
    """Yield a list of all rules or, for each name, of the rules of a family or the explanation of one rule.

    Any other word lists the rules that speak of it. Raise InputError for a word of which none does.
    """
    rules = book.rules
    known = names_of(rule.id for rule in rules)
    spoken = {name: [rule for rule in rules if _speaks_of(rule, name)] for name in names if name not in known}
    require_known(style.lang, names, known | {name for name, found in spoken.items() if found})
    if not names:
        yield from rule_list(rules, style)
    for number, name in enumerate(names):
        yield "\n" if number else ""
        if name in spoken:
            yield from rule_list(spoken[name], style)
        elif "/" in name:
            yield from explanation(book, next(rule for rule in rules if rule.id == name), style)
        else:
            yield from rule_list([rule for rule in rules if rule.family == name], style)


def _speaks_of(rule: Rule, word: str) -> bool:
    """Tell whether a rule has a word in its id, in what it says, or in what its examples mark."""
    from xhslint.ruletest.examples import unpinned

    marked = (text[start:end] for text, spans in map(unpinned, rule.flag) for start, end in spans)
    return any(
        word.casefold() in text.casefold() for text in (rule.id, *rule.message.values(), *rule.advice.values(), *marked)
    )


def rules_document(form: str, book: Rulebook, names: Sequence[str], lang: str) -> Iterator[str]:
    """Yield the rules and families named, or all, as `json` or `markdown`; or the JSON Schema of rule files (`schema`).

    Raise InputError for a name that no rule and no family has.
    """
    require_known(lang, names, names_of(rule.id for rule in book.rules))
    rules = [rule for rule in book.rules if not names or names_of([rule.id]) & set(names)]
    if form == "schema":
        from xhslint.rulebook.files.json_schema import schema

        yield json.dumps(schema(book), ensure_ascii=False, indent=2) + "\n"
    elif form == "json":
        from xhslint.report.pages.rules_json import rules_json

        yield from rules_json(book, rules)
    else:
        from xhslint.report.pages.rules_markdown import rules_markdown

        yield from rules_markdown(book, rules, lang)


def rule_list(rules: Sequence[Rule], style: Style) -> Iterator[str]:
    """Yield a line for each rule with its severity and the first sentence of its message, below those of its family."""
    column = 2 + max((len(rule.id) for rule in rules), default=0) + 2
    level_width = max(cell_count(style.say(each)) for each in (*SEVERITIES, "off")) + 2
    families = [(family, list(members)) for family, members in groupby(rules, key=lambda rule: rule.family)]
    for family, members in families:
        notes = [style.count(len(members), "rule")]
        if all(rule.opt_in for rule in members):
            notes.append(style.say("opt-in"))
        yield style.say("in family", style.paint("file", family), style.say("comma").join(notes)) + "\n"
        for rule in members:
            severity = rule.severity["personal"]
            level = style.paint(severity, pad(style.say(severity), level_width))
            sentence = visible(_first_sentence(rule.message[style.lang]), style.encoding)
            text = wrap(sentence, style.width - column - level_width)
            yield f"  {rule.id:{column - 2}}{level}" + text.replace("\n", f"\n{'':{column + level_width}}") + "\n"
        yield "\n"
    number = style.count(len(rules), "rule")
    number = style.say("families", number, len(families)) if len(families) > 1 else number
    yield style.say("all rules", number, rules[0].id if rules else "ID") + "\n"


def explanation(book: Rulebook, rule: Rule, style: Style) -> Iterator[str]:
    """Yield what a rule reports and why, its clauses, advice and guards, and its examples with the spans marked."""
    from xhslint.ruletest.examples import unpinned

    place = shown_path(rule.path, style)
    opt_in = style.say("how", style.say("opt-in")) if rule.opt_in else ""
    signals = [book.signals[key] for key in rule.signals]
    games = [style.say("weighs", signal.name[style.lang], signal.weight) for signal in signals]
    texts = {
        "why": [rule.message[style.lang]],
        "severity": [severities(rule, style.lang) + opt_in, *kind_lines(rule, style.lang)],
        "fix": [rule.advice[style.lang], *kind_advice(rule, style.lang)],
        "clause": _clauses(rule, style),
        "games": [style.say("and").join(games)] if games else [],
        "unless": [guard.about[style.lang] for guard in rule.unless],
    }
    labels = (*LABELS, *CLASSIFIER_LABELS) if rule.matcher.acts else LABELS
    texts |= classifier_lines(book, rule, style, labels)
    texts["defined"] = [f"{place}:{rule.line}"]
    yield style.paint("file", rule.id) + "\n"
    for key, lines in texts.items():
        if lines or key == "clause":
            yield labelled(key, lines, style, labels) + "\n"
    yield f"\n{style.paint('strong', style.say('flags'))}\n"
    for example in rule.flag[:EXAMPLES_AT_MOST]:
        text, spans = unpinned(bare(example))
        for start, end in spans:
            yield from (f"{line}\n" for line in annotated_lines(text, start, end, "strong", style))
    yield f"\n{style.paint('strong', style.say('passes'))}\n"
    for example in rule.passes[:EXAMPLES_AT_MOST]:
        yield from (f"{line}\n" for line in quoted_lines(bare(example), style))
    if more := len(rule.flag[EXAMPLES_AT_MOST:]) + len(rule.passes[EXAMPLES_AT_MOST:]):
        yield f"\n{'':{MARGIN}}{style.say('more examples', style.count(more, 'example'), rule.id)}\n"


def _clauses(rule: Rule, style: Style) -> list[str]:
    """Return, for each source still in force: its citation, since when it is in force, and its URL."""
    lines = []
    for source in rule.sources:
        if not source.until:
            since = [style.say("in force", source.since)] if source.since else []
            lines += [citation(source, style), *since, source.url]
    return lines


def _first_sentence(text: str) -> str:
    match = FIRST_SENTENCE.match(text)
    return match[0] if match else text
