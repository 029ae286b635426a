"""Say why a rule matched, or why a match is no finding, in places and words of the draft. Imported only where somebody asks."""

from __future__ import annotations

from xhslint.linter.dismissal import Dismissal
from xhslint.linter.first_look import Candidates
from xhslint.matching.phrase import Match
from xhslint.model.explanations import Dismissed, Explanation, MatchedTerm
from xhslint.rulebook.model import Rule
from xhslint.text.graphemes import widened


def explanation(rule: Rule, candidates: Candidates, match: Match, lang: str) -> Explanation:
    """Return which phrases of a rule matched, and by which terms; for a call, how the classifier judged it."""
    draft, view = candidates.draft, candidates.scan.view
    terms = []
    for hit in sorted(match.hits):
        start, end = view.source(hit.start, hit.end)
        name = "" if hit.name[:1] == "=" else hit.name
        terms.append(MatchedTerm(start, end, draft.text[start:end], hit.term.reads, name))
    phrases = rule.matcher.alternatives()[match.alternative]
    place = f"{rule.path}:{rule.line}"
    group, notation = rule.matcher.group_of(match.alternative), " + ".join(map(str, phrases))
    if not rule.matcher.acts:
        return Explanation(place, group, notation, tuple(terms))
    from xhslint.linter.telling import judgement_of

    return Explanation(place, group, notation, tuple(terms), judgement_of(candidates.scan, match, lang))


def as_dismissed(rule: Rule, candidates: Candidates, match: Match, dismissal: Dismissal, lang: str) -> Dismissed:
    """Return a dismissed match with positions and words of the draft instead of the view."""
    draft, view = candidates.draft, candidates.scan.view
    start, end = widened(draft.text, *view.source(match.start, match.end))
    words = ""
    if dismissal.hit:
        first, last = view.source(dismissal.hit.start, dismissal.hit.end)
        words = draft.text[first:last]
    line, column = draft.position(start)
    dismissed = Dismissed(
        rule_id=rule.id,
        start=start,
        end=end,
        line=line,
        column=column,
        text=draft.text[start:end],
        by=dismissal.by,
        name=dismissal.name,
        about=dismissal.about[lang] if dismissal.about else "",
        words=words,
        explanation=explanation(rule, candidates, match, lang),
    )
    if dismissal.by != "score":
        return dismissed
    from xhslint.linter.telling import silenced

    return silenced(dismissed, lang)
