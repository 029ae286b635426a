"""The output of `xhslint rules --format markdown`: the rules as a page, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from xhslint.messages.catalogue import count, say
from xhslint.model.findings import KINDS, PROFILES, Source
from xhslint.rulebook.example import Example, bare

if TYPE_CHECKING:
    from xhslint.rulebook.model import Rule, Rulebook

EXAMPLES_AT_MOST = 3  # of each kind, for each rule
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def rules_markdown(book: Rulebook, rules: Sequence[Rule], lang: str) -> Iterator[str]:
    """Yield a table of the families, then each rule with its severities, clauses, advice and examples."""
    yield f"# {say(lang, 'doc.title')}\n\n{say(lang, 'doc.about')}\n\n"
    yield f"| {say(lang, 'doc.family')} | {say(lang, 'doc.rules')} |\n|---|---|\n"
    families = [(family, list(members)) for family, members in groupby(rules, key=lambda rule: rule.family)]
    for family, members in families:
        links = ", ".join(f"[{rule.id.partition('/')[2]}](#{anchor(rule.id)})" for rule in members)
        opted = f" ({say(lang, 'opt-in')})" if all(rule.opt_in for rule in members) else ""
        yield f"| {family}{opted}: {len(members)} | {links} |\n"
    yield f"\n{count(lang, len(rules), 'rule')}{say(lang, 'period')}\n"
    for family, members in families:
        yield f"\n## {family}\n"
        for rule in members:
            yield from _rule_section(book, rule, lang)


def anchor(rule_id: str) -> str:
    """Return the anchor that GitHub gives to the heading of a rule."""
    return rule_id.replace("/", "")


def _rule_section(book: Rulebook, rule: Rule, lang: str) -> Iterator[str]:
    opt_in = f" ({say(lang, 'opt-in')})" if rule.opt_in else ""
    yield f"\n### {rule.id}\n\n{prose(rule.message[lang])}{say(lang, 'period')}\n\n"
    yield f"- {say(lang, 'severity')}{say(lang, 'colon')}{severities(rule, lang)}{opt_in}\n"
    yield from (f"- {line}\n" for line in kind_lines(rule, lang))
    yield f"- {say(lang, 'fix')}{say(lang, 'colon')}{prose(rule.advice[lang])}\n"
    yield from (f"  - {prose(line)}\n" for line in kind_advice(rule, lang))
    clauses = say(lang, "semicolon").join(_citation(source, lang) for source in rule.sources if not source.until)
    yield f"- {say(lang, 'clause')}{say(lang, 'colon')}{clauses}\n"
    if rule.signals:
        each = (book.signals[key] for key in rule.signals)
        named = say(lang, "and").join(f"{signal.name[lang]} ({signal.weight})" for signal in each)
        yield f"- {say(lang, 'doc.signals')}{say(lang, 'colon')}{named}\n"
    if rule.unless:
        guards = say(lang, "semicolon").join(prose(guard.about[lang]) for guard in rule.unless)
        yield f"- {say(lang, 'doc.unless')}{say(lang, 'colon')}{guards}\n"
    yield f"\n{say(lang, 'doc.flags')}{say(lang, 'colon').strip()}\n\n"
    yield from (f"- {code(bare(example))}{_kind_note(example, lang)}\n" for example in rule.flag[:EXAMPLES_AT_MOST])
    yield f"\n{say(lang, 'passes')}{say(lang, 'colon').strip()}\n\n"
    yield from (f"- {code(bare(example))}{_kind_note(example, lang)}\n" for example in rule.passes[:EXAMPLES_AT_MOST])


def severities(rule: Rule, lang: str) -> str:
    """Return the severity of a rule, or that of each profile if they differ."""
    if len(set(rule.severity.values())) == 1:
        return say(lang, rule.severity["personal"])
    return say(lang, "comma").join(say(lang, "by profile", say(lang, p), say(lang, rule.severity[p])) for p in PROFILES)


def kind_lines(rule: Rule, lang: str) -> Iterator[str]:
    """Yield in which kinds of text alone a rule applies, and its severity in those that have one of their own."""
    off = [kind for kind, level in rule.kinds.items() if level == "off"]
    if off:
        names = [say(lang, f"kind.{kind}") for kind in KINDS if kind not in off]
        yield say(lang, "kinds only", say(lang, "and").join(names))
    levels = [(kind, level) for kind, level in rule.kinds.items() if level != "off"]
    if levels:
        yield say(lang, "comma").join(
            say(lang, "by profile", say(lang, f"kind.{kind}"), say(lang, level)) for kind, level in levels
        )


def kind_advice(rule: Rule, lang: str) -> Iterator[str]:
    """Yield the advice of a rule for each kind of text that has its own."""
    for kind in KINDS:
        if kind in rule.advice_by_kind and rule.kinds.get(kind) != "off":
            yield say(lang, "by profile", say(lang, f"kind.{kind}"), rule.advice_by_kind[kind][lang])


def _kind_note(example: str, lang: str) -> str:
    """Return which kind of text an example is, unless it is a note."""
    kind = example.kind if isinstance(example, Example) else KINDS[0]
    return "" if kind == KINDS[0] else say(lang, "how", say(lang, f"kind.{kind}"))


def _citation(source: Source, lang: str) -> str:
    url = source.url.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    grade = say(lang, f"grade.{source.grade}") if source.grade != "P" else ""
    days = say(lang, "doc.since", source.since) if source.since else ""
    return f"[{prose(say(lang, 'source', source.title, source.clause))}]({url}){grade}{days}"


def prose(text: str) -> str:
    """Return text on one line, with the characters escaped that Markdown would interpret."""
    return MARKUP.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Return an example of a rule file as a code span on one line, cut to 120 characters."""
    line = "⏎".join(text.strip("\n").split("\n"))
    line = line if len(line) <= 120 else line[:119] + "…"
    fence = "``" if "`" in line else "`"
    return f"{fence} {line} {fence}" if "`" in line else f"{fence}{line}{fence}"
