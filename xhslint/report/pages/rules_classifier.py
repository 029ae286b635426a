"""What the explanation of a rule that asks the classifier adds: its acts, the classes of words that decide, its precision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from xhslint.classify.wording import class_text
from xhslint.messages.catalogue import texts
from xhslint.report.parts.quoting import text_width
from xhslint.report.style import Style
from xhslint.terminal.width import visible
from xhslint.terminal.wrap import pack

if TYPE_CHECKING:
    from xhslint.classify.model import Classifier
    from xhslint.rulebook.model import Rule, Rulebook

LABELS = ("act", "anchors", "cues.pro", "cues.con", "right")
FAINT = 4
"""What part of the weight of the anchor that speaks loudest for an act the others must have."""
WORDS = 3
"""How many words of a class are shown."""
CLASSES = 12
"""How many classes of cues are shown, of those that speak for a call and of those that speak against one."""


def classifier_lines(book: Rulebook, rule: Rule, style: Style, labels: tuple[str, ...]) -> dict[str, list[str]]:
    """Return lines by label, in order; none for a rule that does not ask the classifier.

    The anchors are those that speak for an act of the rule. `labels` are all that must fit beside the text.
    """
    classifier = book.classifier if rule.matcher.acts else None
    if classifier is None:
        return {}
    acts = [act for act in classifier.acts if act in rule.matcher.acts]
    speaks = [(max(classifier.acts[act].get(n, 0) for act in acts), n) for n in range(classifier.kinds)] if acts else []
    least = max(speaks, default=(0, 0))[0] / FAINT
    anchors = [n for weight, n in sorted(speaks, reverse=True) if weight > 0 and weight >= least]
    cues = [(weight, n) for n, weight in classifier.cues.items() if n >= classifier.kinds]
    pro = [n for weight, n in sorted(cues, reverse=True) if weight > 0]
    con = [n for weight, n in sorted(cues) if weight < 0]

    def packed(numbers: list[int]) -> list[str]:
        parts = [_class(book, classifier, number, style) for number in numbers[:CLASSES]]
        lines = pack(parts, style.say("seen.and"), text_width(style, labels))
        if more := len(numbers) - CLASSES:
            lines += [style.say("more classes", more)] if more > 0 else []
        return lines

    precision = [
        style.say("precise", _act(act, style), classifier.precision[act]) for act in acts if act in classifier.precision
    ]
    names = style.say("and").join(_act(act, style) for act in acts)
    return {
        "act": [names],
        "anchors": packed(anchors),
        "cues.pro": packed(pro),
        "cues.con": packed(con),
        "right": precision,
    }


def _act(act: str, style: Style) -> str:
    name = texts(style.lang).get(f"family.{act}")
    return style.say("seen.part", name, act) if name else act


def _class(book: Rulebook, classifier: Classifier, number: int, style: Style) -> str:
    """Return the name of a class and a few of its words."""
    name = visible(class_text(classifier, number, style.lang), style.encoding)
    words = list(islice(_words(book, classifier.classes[number].lexicons), WORDS))
    shown = style.say("and").join(visible(word, style.encoding) for word in words)
    return style.say("seen.part", name, shown) if shown else name


def _words(book: Rulebook, lexicons: Iterable[str]) -> Iterator[str]:
    """Yield words that lexicons list without disguise, those that most others are made with first, but none of these others."""
    terms = {lexicon.name: lexicon.terms for lexicon in book.lexicons if lexicon.name in lexicons}
    plain = dict.fromkeys(term.text for name in lexicons for term in terms.get(name, ()) if term.plain)
    chinese = [word for word in plain if len(word) > 1 and not word.isascii()]
    shown: list[str] = []
    for word in sorted(chinese, key=lambda word: -sum(word in other for other in chinese)):
        if not any(other in word for other in shown):
            shown.append(word)
            yield word
