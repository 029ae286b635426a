"""The model of the classifier: classes of words, weights of features, and which act a call is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from xhslint.base.records import dataclass, field
from xhslint.classify import features
from xhslint.classify.features import Feature

ENDS = ("other", "comma", "full-stop", "exclamation", "question", "line", "colon", "semicolon", "draft", "hashtag")
GAPS = (":next", ":near", "")
POSITIONS = ("middle", "first", "last")
MOST_NAMED = 1 << 12
"""Sets of classes of which the act is kept."""


@dataclass(frozen=True)
class CueClass:
    """A class of words: the terms of some lexicons. `text` names it by language.

    An anchor may be the call itself; words of a class that `is_harmless` are not underlined as part of one. An anchor does
    not say which act a call is beside anchors of the classes that it `yields_to`.
    """

    name: str
    text: dict[str, str]
    lexicons: tuple[str, ...]
    is_anchor: bool = False
    is_harmless: bool = False
    yields_to: tuple[str, ...] = ()


class LazyWeights(Mapping[Feature, int]):
    """Weights by feature, from the lines of `write_weights`, which `read` returns when the first one is asked for.

    They are looked up by name: to judge one clause takes a few hundred of many thousands, and parsing them all takes longer.
    """

    def __init__(self, read: Callable[[], str], classes: Sequence[str]) -> None:
        self._read = read
        self._classes = tuple(classes)
        self._pairs: dict[Feature, int | None] = {}

    @cached_property
    def _by_name(self) -> dict[str, int]:
        lines = (line.partition(" ") for line in self._read().split("\n") if line)
        return {name: int(weight) for weight, _, name in lines}

    def __getitem__(self, feature: Feature) -> int:
        return self._by_name[feature_name(feature, self._classes)]

    def get(self, feature: Feature, default: int | None = None) -> int | None:  # type: ignore[override]
        # `Mapping.get` raises and catches an error for each feature without a weight, and those are most.
        if feature[0] == features.PAIR:  # of the few of their kind, which are asked for again and again
            if feature not in self._pairs:
                self._pairs[feature] = self._by_name.get(feature_name(feature, self._classes))
            weight = self._pairs[feature]
            return default if weight is None else weight
        return self._by_name.get(feature_name(feature, self._classes), default)

    def __iter__(self) -> Iterator[Feature]:
        numbers = {name: number for number, name in enumerate(self._classes)}
        return (parse_feature(name, numbers) for name in self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)


def cue_weights(weights: Mapping[Feature, int]) -> dict[int, int]:
    """Return what a word of each class counts in the clause of a call, for the classes that have a weight."""
    return {feature[2]: weight for feature, weight in weights.items() if feature[:2] == (features.CLASS, 0)}


@dataclass(frozen=True)
class Classifier:
    """Classes, anchors first, and weights in hundredths of the log odds.

    A clause with an anchor is a call if the sum of the weights of its features and the bias is `likely` or more, and may
    be one from `possible` on; one whose words are disguised is a call from `disguised` on, or from `possible` if that is None.
    Below `unlikely`, if there is one, a clause only tells of what other rules find in it.
    `acts` weigh by class what the call asks for; the act with the greatest sum is named.
    `ordinary` are lexicons whose words mean nothing, `cues` what a word of each class counts by itself, `precision` by act
    how many per cent of its findings were right when that was measured.
    """

    classes: tuple[CueClass, ...]
    ordinary: tuple[str, ...]
    bias: int
    likely: int
    possible: int
    weights: Mapping[Feature, int]
    acts: dict[str, dict[int, int]]
    cues: dict[int, int]
    precision: Mapping[str, int] = field(default_factory=dict)
    disguised: int | None = None
    unlikely: int | None = None

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each class by its name."""
        return {each.name: number for number, each in enumerate(self.classes)}

    @cached_property
    def _yields(self) -> dict[int, frozenset[int]]:
        """The classes that yield to others, with these others."""
        return {
            number: frozenset(other for other, it in enumerate(self.classes) if it.name in each.yields_to)
            for number, each in enumerate(self.classes)
            if each.yields_to
        }

    @cached_property
    def _named(self) -> dict[frozenset[int], str]:
        """The acts that were found, by the classes that weigh for some: calls are made of the same words again and again."""
        return {}

    @cached_property
    def _acting(self) -> frozenset[int]:
        """The classes that weigh for some act."""
        return frozenset(each for weights in self.acts.values() for each in weights)

    def least(self, is_disguised: bool) -> int:
        """Return the least score of what may be a call, in a view that has or has not disguised words."""
        return self.disguised if is_disguised and self.disguised is not None else self.possible

    @cached_property
    def kinds(self) -> int:
        """How many classes are kinds of anchors."""
        return sum(each.is_anchor for each in self.classes)

    def classes_of(self, lexicons: Iterable[str]) -> tuple[int, ...]:
        """Return the classes of a pattern that belongs to some lexicons; ORDINARY alone if it only hides shorter words."""
        table = self.table
        names = list(lexicons)
        found = sorted({number for name in names for number in table.get(name, ())})
        if found:
            return tuple(found)
        return (features.ORDINARY,) if any(name in self.ordinary for name in names) else ()

    @cached_property
    def table(self) -> dict[str, tuple[int, ...]]:
        """The numbers of the classes that each lexicon belongs to."""
        found: dict[str, tuple[int, ...]] = {}
        for number, each in enumerate(self.classes):
            for lexicon in each.lexicons:
                found[lexicon] = (*found.get(lexicon, ()), number)
        return found

    def score(self, found: Iterable[Feature]) -> int:
        """Return the score of a clause with these features."""
        return self.bias + features.score(found, self.weights)

    def act(self, words: Iterable[Sequence[int]]) -> str:
        """Return the act that a clause asks for, by the classes of each of its words; the first of equal ones in the model.

        What 绿泡泡找我 asks for is said by 绿泡泡: anchors that yield to another one of the clause do not count. They do where
        the word is an anchor of another class as well: 私聊加微信 begins in private.
        """
        every = list(words)
        found = {each for word in every for each in word}

        def counts(each: int) -> bool:
            return found.isdisjoint(self._yields[each]) or any(
                other != each and self.classes[other].is_anchor for word in every if each in word for other in word
            )

        counted = frozenset([each for each in found & self._acting if each not in self._yields or counts(each)])
        if counted not in self._named:
            sums = {
                act: weights.get(-1, 0) + sum([weights.get(each, 0) for each in counted])
                for act, weights in self.acts.items()
            }
            if len(self._named) >= MOST_NAMED:
                self._named.clear()
            self._named[counted] = max(sums, key=sums.__getitem__)
        return self._named[counted]


def feature_name(feature: Feature, classes: tuple[str, ...]) -> str:
    """Return a feature as model files write it."""
    kind, *rest = feature
    if kind == features.CLASS:
        return f"{classes[rest[1]]}@{rest[0]}"
    if kind == features.KIND_NEAR:
        return f"{classes[rest[0]]}|{classes[rest[2]]}@{rest[1]}"
    if kind == features.PAIR:
        return f"{classes[rest[1]]}>{classes[rest[2]]}{GAPS[rest[0]]}"
    if kind == features.EDGE:
        return f"{'^$'[rest[0]]}{rest[1]}{classes[rest[2]]}"
    if kind == features.LENGTH:
        return f"length={rest[0]}"
    if kind == features.COUNT:
        return f"clauses={rest[0]}"
    if kind == features.POSITION:
        return f"position={POSITIONS[rest[0]]}"
    if kind == features.END:
        return f"end={ENDS[rest[0]]}"
    if kind == features.QUOTE:
        return "quote"
    written = "".join({features.START: "^", features.STOP: "$"}.get(code) or chr(code) for code in rest[1:])
    return f"{rest[0]}“{written}”"


def parse_feature(name: str, numbers: Mapping[str, int]) -> Feature:
    """Return the feature that `feature_name` wrote; raises ValueError or KeyError for anything else."""
    if name.endswith("”"):
        distance, written = name[:-1].split("“", 1)
        codes = [{"^": features.START, "$": features.STOP}.get(each) or ord(each) for each in written]
        return (features.GRAM, int(distance), *codes)
    if name == "quote":
        return (features.QUOTE,)
    for prefix, kind, values in (
        ("length=", features.LENGTH, [str(size) for size in range(len(features.LENGTHS) + 1)]),
        ("clauses=", features.COUNT, [str(size) for size in range(len(features.COUNTS) + 1)]),
        ("position=", features.POSITION, POSITIONS),
        ("end=", features.END, ENDS),
    ):
        if name.startswith(prefix):
            return kind, list(values).index(name[len(prefix) :])
    if name[0] in "^$":
        return features.EDGE, "^$".index(name[0]), int(name[1]), numbers[name[2:]]
    if ">" in name:
        first, second = name.split(">")
        second, colon, gap = second.partition(":")
        return features.PAIR, GAPS.index(colon + gap), numbers[first], numbers[second]
    name, distance = name.rsplit("@", 1)
    if "|" in name:
        anchor, each = name.split("|")
        return features.KIND_NEAR, numbers[anchor], int(distance), numbers[each]
    return features.CLASS, int(distance), numbers[name]


def read_weights(text: str, classes: Iterable[str]) -> dict[Feature, int]:
    """Return the weights that lines of `weight name` give; raises ValueError or KeyError for a line that is wrong."""
    numbers = {name: number for number, name in enumerate(classes)}
    pairs = (line.split(" ", 1) for line in text.splitlines() if line)
    return {parse_feature(name, numbers): int(weight) for weight, name in pairs}


def write_weights(weights: Mapping[Feature, int], classes: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of `read_weights`, by name."""
    for name, weight in sorted((feature_name(feature, classes), weight) for feature, weight in weights.items()):
        yield f"{weight} {name}"
