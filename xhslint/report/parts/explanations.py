"""What `--explain` adds to the text report: the words, the phrase and the rule that matched."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.model.explanations import Explanation
from xhslint.model.findings import Finding
from xhslint.model.judgements import Judgement
from xhslint.report.parts.quoting import text_width
from xhslint.report.parts.wording import quoted
from xhslint.report.style import Style
from xhslint.terminal.width import visible
from xhslint.terminal.wrap import pack


def explanations(finding: Finding, style: Style) -> Iterator[str]:
    """Yield the lines of the explanation of a finding, then those of the others that were merged into it, each by name."""
    for part in finding.parts or (finding,):
        if part.explanation:
            first, *rest = explanation_lines(part.explanation, style)
            yield first if part.rule_id == finding.rule_id else style.say("explain.group", part.rule_id, first)
            yield from rest


def explanation_lines(explanation: Explanation, style: Style) -> Iterator[str]:
    """Yield the words that matched, after the name of their group if it has one, the phrase, and where the rule is.

    Of a call, yield its score and the features that weigh most instead of its words.
    """
    if explanation.judgement:
        yield from judgement_lines(explanation.judgement, style)
        yield style.say("explain.rule", explanation.rule)
        return
    terms = []
    for term in explanation.terms:
        words = quoted(term.text, style.lang, style.encoding)
        terms.append(style.say("explain.term", words, term.name) if term.name else words)
    words = style.say("and").join(terms)
    yield style.say("explain.group", explanation.group, words) if explanation.group else words
    if explanation.phrase:
        yield style.say("explain.phrase", explanation.phrase)
    yield style.say("explain.rule", explanation.rule)


def judgement_lines(judgement: Judgement, style: Style) -> Iterator[str]:
    """Yield the score of a call, the features that weigh most for it and against it, and what the others add up to."""
    yield style.say("explain.score", judgement.score, judgement.likely, judgement.bias)
    for key in ("pro", "con"):
        weights = [
            visible(style.say("weight", each.weight, each.text), style.encoding) for each in getattr(judgement, key)
        ]
        yield from pack(weights, style.say("weight.and"), text_width(style), style.say(f"explain.{key}"))
    if judgement.rest:
        yield style.say("explain.rest", judgement.rest)
