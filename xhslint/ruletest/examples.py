"""Run the examples in rule files: each `flag` example must be found at its `[[span]]`, no `pass` example found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from xhslint.base.records import dataclass
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.model.explanations import Dismissed
from xhslint.model.findings import KINDS, PROFILES, Finding
from xhslint.rulebook.example import Example, bare
from xhslint.rulebook.files.discover import rule_files
from xhslint.rulebook.files.loader import load
from xhslint.rulebook.model import Rule


@dataclass(frozen=True, slots=True)
class Failure:
    """An example of kind `flag` or `pass` whose rule found `found` instead of `expected`, both as text of the spans.

    Of kind `advice` it is advice in which the rules `by` found something, at `column` of its line. `dismissed` are the
    matches in an example that something silenced.
    """

    path: str
    line: int
    rule_id: str
    kind: str
    text: str
    expected: tuple[str, ...]
    found: tuple[str, ...]
    dismissed: tuple[Dismissed, ...] = ()
    by: tuple[str, ...] = ()
    column: int = 0


@dataclass(frozen=True, slots=True)
class ExampleResults:
    """How many rules and examples were run, and the examples that failed.

    `own` is the part of the rule files that were named, None if none was: rules that are written there or have examples there.
    """

    rules: int
    examples: int
    failures: tuple[Failure, ...]
    own: ExampleResults | None = None


def unpinned(example: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of a `flag` example without its `[[` and `]]`, and the spans between them."""
    text, spans, start = "", [], -1
    position = 0
    while position < len(example):
        mark = example[position : position + 2]
        if mark == "[[" and start < 0:
            start = len(text)
            position += 2
        elif mark == "]]" and start >= 0 and example[position + 2 : position + 3] != "]":
            spans.append((start, len(text)))
            start = -1
            position += 2
        else:
            text += example[position]
            position += 1
    return text, spans


def strictest(rule: Rule) -> str:
    """Return the first profile under which a rule is not switched off."""
    return next((profile for profile in PROFILES if rule.severity[profile] != "off"), "personal")


def draft_of(rule: Rule, text: str) -> Draft:
    """Return an example of a rule as a draft: a caption, or, for a rule about codes in pictures, what a code says."""
    if (limit := rule.matcher.limit) and limit.in_pictures:
        from xhslint.pictures.reading import code_draft

        return code_draft(text)
    return Draft.parse(text)


def found_by(linter: Linter, rule: Rule, text: str) -> list[Finding]:
    """Return the findings of one rule in an example."""
    return [finding for finding in linter.examine(draft_of(rule, text)).findings if finding.rule_id == rule.id]


def failures(rule: Rule, linter: Linter) -> Iterator[Failure]:
    """Yield the examples of a rule that fail; `linter` runs only that rule."""
    for example in rule.flag:
        text, spans = unpinned(example)
        found = found_by(linter, rule, text)
        if [(f.start, f.end) for f in found] != spans:
            expected = tuple(text[start:end] for start, end in spans)
            silenced = linter.examine(draft_of(rule, text), explain=True).dismissed
            silenced = [each for each in silenced if any(each.start < end and start < each.end for start, end in spans)]
            place, what = rule.place_of(example), tuple(f.text for f in found)
            yield Failure(*place, rule.id, "flag", unpinned(bare(example))[0], expected, what, tuple(silenced))
    for text in rule.passes:
        if found := found_by(linter, rule, text):
            yield Failure(*rule.place_of(text), rule.id, "pass", bare(text), (), tuple(f.text for f in found))


def unsafe_advice(
    rules: Iterable[Rule], linters: Sequence[Linter], paths: Collection[str] | None = None
) -> Iterator[Failure]:
    """Yield the advice of rules in which one of the linters finds more than hints; `paths` are the files that are asked about."""
    for rule in rules:
        for kind, text in advice_of(rule):
            if paths is not None and rule.place_of(text)[0] not in paths:
                continue
            draft = Example.at(text, "", 0, kind=kind)
            found = {(f.text, f.rule_id): None for each in linters for f in each.check(draft) if f.severity != "info"}
            if found:
                what, by = zip(*found, strict=True)
                column = text.column if isinstance(text, Example) else 0
                yield Failure(*rule.place_of(text), rule.id, "advice", text, (), what, by=by, column=column)


def advice_of(rule: Rule) -> list[tuple[str, str]]:
    """Return all advice of a rule, each once, with the kind of text that it is for."""
    told = {KINDS[0]: rule.advice, **rule.advice_by_kind}
    return list(dict.fromkeys((kind, text) for kind, texts in told.items() for text in texts.values()))


def run_examples(rules: Sequence[str | Path] = (), lang: str = "zh") -> ExampleResults:
    """Run the examples of the bundled rules and of further rule files; raises InputError for files that are wrong."""
    extra = [Path(path) for path in rules]
    whole = load(extra, lang=lang)
    out: list[Failure] = []
    rules_in_use = [rule for rule in whole.rules if not rule.is_off]
    for rule in rules_in_use:
        linter = Linter(strictest(rule), lang=lang, select=[rule.id], rules=rules)
        out += failures(rule, linter)
    examples = sum(len(rule.flag) + len(rule.passes) for rule in rules_in_use)
    own = None
    if extra:
        paths = {shown for _, shown in rule_files(extra)[len(rule_files()) :]}
        families = {rule.family for rule in whole.rules}
        strict = [Linter(profile, lang=lang, rules=rules, extend_select=families) for profile in PROFILES]
        out += unsafe_advice(rules_in_use, strict, paths)
        own = own_results(rules_in_use, out, paths)
    return ExampleResults(len(rules_in_use), examples, tuple(out), own)


def own_results(rules: Iterable[Rule], failed: Iterable[Failure], paths: Collection[str]) -> ExampleResults:
    """Return the part of the results that these files have."""
    numbers = [
        (rule.path, sum(rule.place_of(each)[0] in paths for each in (*rule.flag, *rule.passes))) for rule in rules
    ]
    return ExampleResults(
        sum(path in paths or number > 0 for path, number in numbers),
        sum(number for _, number in numbers),
        tuple(failure for failure in failed if failure.path in paths),
    )
