"""Features of the classifier in words, for people who ask why a clause is taken for a call."""

from __future__ import annotations

from xhslint.classify import features
from xhslint.classify.features import Feature
from xhslint.classify.model import Classifier
from xhslint.messages.catalogue import say

GAPS = ("next", "near", "any")
KEYS = {
    features.LENGTH: "length",
    features.POSITION: "position",
    features.END: "end",
    features.QUOTE: "quote",
    features.COUNT: "count",
}


def class_text(classifier: Classifier, number: int, lang: str) -> str:
    """Return what people call a class of words."""
    named = classifier.classes[number]
    return named.text.get(lang) or named.name


def feature_text(feature: Feature, classifier: Classifier, lang: str) -> str:
    """Return a feature in words."""
    kind, *rest = feature

    def text(number: int) -> str:
        return class_text(classifier, number, lang)

    if kind == features.CLASS:
        return say(lang, "feature.class", say(lang, f"zone.{rest[0]}"), text(rest[1]))
    if kind == features.KIND_NEAR:
        return say(lang, "feature.beside", text(rest[0]), say(lang, f"zone.{rest[1]}"), text(rest[2]))
    if kind == features.PAIR:
        return say(lang, f"feature.pair.{GAPS[rest[0]]}", text(rest[1]), text(rest[2]))
    if kind == features.EDGE:
        return say(lang, f"feature.{'last' if rest[0] else 'first'}.{rest[1]}", text(rest[2]))
    if kind == features.GRAM:
        return _characters(rest, lang)
    key = KEYS[kind]
    return say(lang, ".".join(["feature", key, *map(str, rest)]))


def _characters(rest: list[int], lang: str) -> str:
    """Return characters in a row in words: in which clause they are, and whether they begin or end it."""
    distance, *codes = rest
    edges = {features.START, features.STOP}.intersection(codes)
    place: int | str = distance
    if edges:
        place = "whole" if len(edges) > 1 else "start" if features.START in edges else "stop"
    written = "".join(chr(code) for code in codes if code not in edges)
    return say(lang, "feature.characters" if place else "feature.own", written, say(lang, f"zone.{place}"))
