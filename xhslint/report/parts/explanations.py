"""What `--explain` adds to the text report: the words, the phrase and the rule that matched."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.model.findings import Explanation, Finding
from xhslint.report.parts.wording import quoted
from xhslint.report.style import Style


def explanations(finding: Finding, style: Style) -> Iterator[str]:
    """Yield the lines of the explanation of a finding, then those of the others that were merged into it, each by name."""
    for part in finding.parts or (finding,):
        if part.explanation:
            first, *rest = explanation_lines(part.explanation, style)
            yield first if part.rule_id == finding.rule_id else style.say("explain.group", part.rule_id, first)
            yield from rest


def explanation_lines(explanation: Explanation, style: Style) -> Iterator[str]:
    """Yield the words that matched, after the name of their group if it has one, the phrase, and where the rule is."""
    terms = []
    for term in explanation.terms:
        words = quoted(term.text, style.lang, style.encoding)
        terms.append(style.say("explain.term", words, term.name) if term.name else words)
    words = style.say("and").join(terms)
    yield style.say("explain.group", explanation.group, words) if explanation.group else words
    if explanation.phrase:
        yield style.say("explain.phrase", explanation.phrase)
    yield style.say("explain.rule", explanation.rule)
