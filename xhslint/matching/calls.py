"""The calls on the reader in a draft: clauses that the classifier takes for calls, with the words that say so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import dataclass
from xhslint.classify.features import Clauses, Feature, Token, clause_features
from xhslint.classify.model import Classifier
from xhslint.matching.hits import Hit
from xhslint.matching.lexicon import Term
from xhslint.matching.passage import Passage
from xhslint.matching.scan import Scan
from xhslint.matching.whole_words import clipped, trimmed_span, whole_span
from xhslint.text.dictionary import jieba_words
from xhslint.text.skeleton import SENTENCE_ENDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.matching.scanner.interface import Scored

MOST_UNDERLINED = 30
"""Solid characters of a call that are underlined at most."""
DISGUISING = frozenset(("homophone", "emoji", "split", "lookalike"))
"""Kinds of disguises by which a word is no longer read as it stands; abbreviations and styles have other reasons."""
NEAR = 12
"""How many solid characters may stand between two clauses of one call."""

NUMBER_GOES_ON = lazy(r"[ -]?[0-9]")


@dataclass(frozen=True, slots=True)
class Call:
    """A clause that asks for an `act`, at `[start, end)` of the view.

    `hits` are the words that tell: the anchors, and the cues that speak for a call. `score` is that of the clause.
    """

    start: int
    end: int
    act: str
    level: str
    score: int
    hits: tuple[Hit, ...]


def clauses_of(passage: Passage) -> Clauses:
    """Return the clauses of a draft."""
    assert isinstance(passage, Scan)
    index = passage.index
    return Clauses(passage.text, passage.rank, passage.places(index.cue_patterns), index.classes_of)


def scored_clauses(passage: Passage) -> list[Scored]:
    """Return the clauses of a draft that have an anchor: start, end, score and words; see `interface.Scanner.clauses`."""
    assert isinstance(passage, Scan)
    return passage.index.scored(passage.text)


def judge_clause(scan: Scan, position: int) -> tuple[int, list[tuple[Feature, int]]]:
    """Return the score of the clause at a position of the view, and its features that have a weight, the heaviest first."""
    classifier = scan.index.classifier
    assert classifier
    found = features_at(scan, classifier, position)
    return classifier.score(found), contributions(found, classifier)


def features_at(scan: Scan, classifier: Classifier, position: int) -> dict[Feature, None]:
    """Return the features of the clause at a position of the view, without the puns in it that ordinary words cut."""
    clauses = scan.once(clauses_of)
    number = bisect_right([start for start, _ in clauses.spans], position) - 1
    cut = [token for token in clauses.tokens[number] if is_cut_pun(scan, token)]
    return clause_features(clauses.without(number, cut) if cut else clauses.read, number, classifier.kinds)


def find_calls(passage: Passage) -> list[Call]:
    """Return the calls of a draft in order."""
    assert isinstance(passage, Scan)
    classifier = passage.index.classifier
    return _joined(passage, _calls(passage, classifier)) if classifier else []


def likely_calls(passage: Passage) -> list[Call]:
    """Return the likely ones of `find_calls`; clauses that can be no more than possible, and those are most, are not looked into."""
    assert isinstance(passage, Scan)
    classifier = passage.index.classifier
    found = list(_calls(passage, classifier, only_likely=True)) if classifier else []
    if classifier and any(call.score < classifier.likely for call in found):
        # What is likely for its spelling alone gives way to a possible call beside it that has a higher score.
        return [call for call in passage.once(find_calls) if call.level == "likely"]
    return _joined(passage, found)


def _joined(scan: Scan, calls: Iterable[Call]) -> list[Call]:
    """Return calls with those made one that are clauses of one sentence one behind the other: 想报名的跟我说一声，我拉你."""
    found: list[Call] = []
    for call in calls:
        if found and SENTENCE_ENDS.isdisjoint(scan.text[found[-1].end : call.start]) and _near(scan, found[-1], call):
            found[-1] = max(found[-1], call, key=lambda each: (each.score, -each.start))
        else:
            found.append(call)
    return found


def _near(scan: Scan, call: Call, other: Call) -> bool:
    return scan.rank(other.start) - scan.rank(call.end) <= NEAR


def _calls(scan: Scan, classifier: Classifier, only_likely: bool = False) -> Iterator[Call]:
    """Yield the clauses that are calls; with `only_likely` those that can be no more than possible are left out."""
    index = scan.index
    is_disguised = scan.view.is_respelled(0, len(scan.text))
    for first, _, score, words in scan.once(scored_clauses):
        if score < classifier.least(is_disguised):
            continue
        if only_likely and score < classifier.likely and not _is_oddly_spelled(scan, words):
            continue
        every = [Token(start, end, pattern, index.classes_of(pattern)) for start, end, pattern in words]
        tokens = [token for token in every if not is_cut_pun(scan, token)]
        if len(tokens) < len(every):
            score = classifier.score(features_at(scan, classifier, first))
            if score < classifier.least(is_disguised):
                continue
        anchors = [token for token in tokens if token.classes[0] < classifier.kinds and is_whole(scan, token)]
        if not anchors:
            continue
        chosen, hits = _telling(scan, classifier, tokens, anchors)
        # Nobody disguises a word in passing, but one word alone may be a name by chance (王志, for 网址).
        if len(chosen) > 1 and any(scan.view.is_respelled(token.start, token.end) for token in chosen):
            level = "likely"
        elif score < classifier.possible:
            continue
        elif score >= classifier.likely or any(is_misspelled(scan, token) for token in chosen):
            level = "likely"
        else:
            level = "possible"
        act = classifier.act(token.classes for token in tokens)
        start, end = trimmed_span(scan, *whole_span(scan, chosen[0].start, max(token.end for token in chosen)))
        yield Call(start, end, act, level, score, clipped(hits, start, end))


def _is_oddly_spelled(scan: Scan, words: Iterable[tuple[int, int, int]]) -> bool:
    """Tell whether a word of a clause is spelled oddly, by which its score or the level of its call may be another one."""
    view, is_pun = scan.view, scan.index.is_pun
    return any(is_pun(pattern) for _, _, pattern in words) or (
        not view.is_identity
        and any(view.is_respelled(start, end) or view.disguises(start, end) for start, end, _ in words)
    )


def is_whole(scan: Scan, token: Token) -> bool:
    """Tell whether no ordinary word crosses the edges of a word (粉丝我)."""
    return not any(scan.straddled(token.start, token.end))


def is_misspelled(scan: Scan, token: Token) -> bool:
    """Tell whether a word is written in a way that only disguises it, as all lexicons or the fold know (薇❤, 亻言)."""
    terms = scan.index.owners[token.pattern].values()
    if all(any(part.kind in DISGUISING for part in term.parts) for term in terms):
        return not jieba_words().frequency(scan.text[token.start : token.end])  # 待发, which is a pun for 代发 as well
    return any(disguise.kind in DISGUISING for disguise in scan.view.disguises(token.start, token.end))


def is_cut_pun(scan: Scan, token: Token) -> bool:
    """Tell whether a word is spelled oddly only because it is cut out of an ordinary one (典名, for 店名, out of 古典名著)."""
    return scan.index.is_pun(token.pattern) and not is_whole(scan, token)


def _telling(
    scan: Scan, classifier: Classifier, tokens: Sequence[Token], anchors: Sequence[Token]
) -> tuple[list[Token], tuple[Hit, ...]]:
    """Return the words of a clause that one would underline, and those of them that do not overlap as hits.

    They are the anchors and the cues of a call around the one of some `anchors` that speaks loudest.
    """
    kinds, cues, rank = classifier.kinds, classifier.cues, scan.rank

    def weight(token: Token) -> int:
        return max(cues.get(each, 0) for each in token.classes)

    def speaks(token: Token) -> bool:
        return token.classes[0] < kinds or not all(classifier.classes[each].is_harmless for each in token.classes)

    best = anchors[0]
    if len(anchors) > 1:
        best = max(anchors, key=lambda token: (weight(token), token.end - token.start))
    chosen = [
        token
        for token in tokens
        if speaks(token) and rank(max(token.end, best.end)) - rank(min(token.start, best.start)) <= MOST_UNDERLINED
    ]
    hits: list[Hit] = []
    for token in chosen:
        if hits and token.start < hits[-1].end:
            continue
        if token.classes[0] >= kinds and is_in_number(scan.text, token):
            continue
        term = _term_at(scan, token, chosen)
        named = token.classes[0]
        if len(token.classes) > 1:
            named = max(token.classes, key=lambda each: (each < kinds, cues.get(each, 0)))
        hits.append(Hit(token.start, token.end, term, classifier.classes[named].name))
    return chosen, tuple(hits)


def _term_at(scan: Scan, token: Token, tokens: Sequence[Token]) -> Term:
    """Return the term at the place of a token: of several there the longest (私❤我 rather than 私我 with noise inside)."""
    start, end = token.start, token.end
    patterns = [each.pattern for each in tokens if each.start == start and each.end == end]
    terms: list[Term] = [next(iter(scan.index.owners[pattern].values())) for pattern in patterns]
    return terms[0] if len(terms) == 1 else max(terms, key=lambda term: len(term.text))


def is_in_number(text: str, token: Token) -> bool:
    """Tell whether a sign to be left in a comment (扣1) is a digit of a longer number instead."""
    if not text[token.end - 1].isdecimal():
        return False
    return bool(NUMBER_GOES_ON.match(text, token.end)) or (
        text[token.start].isdecimal() and text[token.start - 1 : token.start].isdecimal()
    )


def contributions(found: dict[Feature, None], classifier: Classifier) -> list[tuple[Feature, int]]:
    """Return the features that have a weight, the heaviest first."""
    weighed = [(feature, classifier.weights[feature]) for feature in found if feature in classifier.weights]
    return sorted(weighed, key=lambda pair: -abs(pair[1]))
