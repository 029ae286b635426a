"""Say what the classifier saw in a call and why it decided as it did, in words of the draft and of a language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xhslint.base.records import replace
from xhslint.classify.features import Word, pair_features
from xhslint.classify.model import Classifier, feature_name
from xhslint.classify.wording import class_text, feature_text
from xhslint.drafts.draft import Draft
from xhslint.matching.calls import judge_clause
from xhslint.matching.hits import Hit
from xhslint.matching.phrase import Match
from xhslint.matching.scan import Scan
from xhslint.messages.catalogue import say
from xhslint.model.explanations import Dismissed
from xhslint.model.findings import later
from xhslint.model.judgements import Contribution, Judgement, Seen, united

HEAVIEST = 8
"""How many features for a call, and how many against it, are told."""
SILENCING = 4
"""How many features against a call are told of one that nearly is reported."""
FAINT = 8
"""A word that speaks for a call less than one FAINTth as much as the word that speaks loudest is not told."""


def seen_later(draft: Draft, scan: Scan, match: Match, lang: str) -> tuple[Seen, ...]:
    """Return the parts of a call that the classifier saw and that speak for it, as a field of a finding that is made late."""
    classifier = scan.index.classifier
    assert classifier
    numbers = classifier.numbers
    words = [(hit, Word(scan.rank(hit.start), scan.rank(hit.end), (numbers[hit.name],))) for hit in sorted(match.hits)]
    spare = scan.once(Scan.spare)  # findings are kept long after the scan
    return later(lambda: _seen(draft, spare, words, lang))


def _seen(draft: Draft, scan: Scan, words: list[tuple[Hit, Word]], lang: str) -> tuple[Seen, ...]:
    """Return those of the words of a call, in order, that speak for it."""
    classifier = scan.index.classifier
    assert classifier
    whole = [each for each in words if not any(scan.straddled(each[0].start, each[0].end))] or words  # not 先 in 优先
    weights = _weights([word for _, word in whole], classifier)
    least = max(weights) / FAINT
    parts = []
    for (hit, _), weight in zip(whole, weights, strict=True):
        if weight >= least or least <= 0:  # if no word speaks for it, its letters did, and all words are told
            start, end = scan.view.source(hit.start, hit.end)
            parts.append((hit.name, [draft.text[start:end]]))
    return named_parts(classifier, parts, lang)


def _weights(words: Sequence[Word], classifier: Classifier) -> list[float]:
    """Return what each of the words of a call, by start, adds to its score: by itself, and half of what each pair with another adds."""
    found: list[float] = [classifier.cues.get(word.classes[0], 0) for word in words]
    weight = classifier.weights.get
    for second, word in enumerate(words):
        for first, other in enumerate(words[:second]):
            added = sum([weight(pair, 0) for pair in pair_features(other, word)]) / 2
            found[first] += added
            if word.start == other.start:  # an emoji, which takes no room: each of the two stands before the other
                added = sum([weight(pair, 0) for pair in pair_features(word, other)]) / 2
            found[second] += added
    return found


def named_parts(
    classifier: Classifier | None, parts: Iterable[tuple[str, Iterable[str]]], lang: str
) -> tuple[Seen, ...]:
    """Return parts, each given by its class and its words, with the names of the classes in a language."""
    assert classifier
    numbers = classifier.numbers
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
