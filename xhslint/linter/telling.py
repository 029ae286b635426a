"""Say what the classifier saw in a call and why it decided as it did, in words of the draft and of a language."""

from __future__ import annotations

from collections.abc import Iterable

from xhslint.base.records import replace
from xhslint.classify.model import Classifier, feature_name
from xhslint.classify.wording import class_text, feature_text
from xhslint.drafts.draft import Draft
from xhslint.matching.calls import judge_clause
from xhslint.matching.phrase import Match
from xhslint.matching.scan import Scan
from xhslint.messages.catalogue import say
from xhslint.model.findings import Dismissed
from xhslint.model.judgements import Contribution, Judgement, Seen, united

HEAVIEST = 8
"""How many features for a call, and how many against it, are told."""
SILENCING = 4
"""How many features against a call are told of one that nearly is reported."""


def seen_in(draft: Draft, scan: Scan, match: Match, lang: str) -> tuple[Seen, ...]:
    """Return the parts of a call that the classifier saw."""
    parts = []
    for hit in sorted(match.hits):
        start, end = scan.view.source(hit.start, hit.end)
        parts.append((hit.name, [draft.text[start:end]]))
    return named_parts(scan.index.classifier, parts, lang)


def named_parts(
    classifier: Classifier | None, parts: Iterable[tuple[str, Iterable[str]]], lang: str
) -> tuple[Seen, ...]:
    """Return parts, each given by its class and its words, with the names of the classes in a language."""
    assert classifier
    numbers = {each.name: number for number, each in enumerate(classifier.classes)}
    return united(tuple(Seen(name, class_text(classifier, numbers[name], lang), tuple(words)) for name, words in parts))


def judgement_of(scan: Scan, match: Match, lang: str) -> Judgement:
    """Return how the classifier came to the score of the clause in which a match begins."""
    classifier = scan.index.classifier
    assert classifier
    score, weighed = judge_clause(scan, match.start)
    names = tuple(each.name for each in classifier.classes)

    def told(sign: int) -> tuple[Contribution, ...]:
        heaviest = [(feature, weight) for feature, weight in weighed if weight * sign > 0][:HEAVIEST]
        return tuple(
            Contribution(feature_name(feature, names), feature_text(feature, classifier, lang), weight)
            for feature, weight in heaviest
        )

    pro, con = told(1), told(-1)
    rest = score - classifier.bias - sum(each.weight for each in (*pro, *con))
    return Judgement(score, classifier.likely, classifier.bias, pro, con, rest)


def silenced(dismissed: Dismissed, lang: str) -> Dismissed:
    """Return a near miss with its score and what weighs against it, as its explanation has them."""
    judgement = dismissed.explanation and dismissed.explanation.judgement
    assert judgement
    against = [say(lang, "weight", each.weight, each.text) for each in judgement.con[:SILENCING]]
    about = say(lang, "score.con", say(lang, "weight.and").join(against)) if against else say(lang, "score.weak")
    return replace(dismissed, name=f"{judgement.score} < {judgement.likely}", about=about)
