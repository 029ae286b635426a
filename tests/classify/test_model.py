"""The model of the classifier: its classes, its acts, and features as model files write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.base.records import replace
from xhslint.classify.features import (
    CLASS,
    EDGE,
    END,
    GRAM,
    KIND_NEAR,
    LENGTH,
    LENGTHS,
    ORDINARY,
    PAIR,
    POSITION,
    QUOTE,
    START,
    STOP,
    Feature,
)
from xhslint.classify.model import (
    ENDS,
    GAPS,
    POSITIONS,
    Classifier,
    CueClass,
    LazyWeights,
    cue_weights,
    feature_name,
    parse_feature,
    read_weights,
    write_weights,
)

NAMES = ("dm", "reach", "ask-own", "want", "x")
NUMBERS = {name: number for number, name in enumerate(NAMES)}

EACH = st.integers(0, len(NAMES) - 1)
BESIDE = st.sampled_from((-2, -1, 1, 2))
SOLID = st.characters(categories=("Lu", "Ll", "Lo", "Nd", "Nl", "No")).map(ord)
CODES = st.lists(st.one_of(SOLID, st.sampled_from((START, STOP))), min_size=2, max_size=4)
FEATURES: st.SearchStrategy[Feature] = st.one_of(
    st.tuples(st.just(CLASS), st.one_of(st.just(0), BESIDE), EACH),
    st.tuples(st.just(KIND_NEAR), EACH, st.sampled_from((-1, 1)), EACH),
    st.tuples(st.just(PAIR), st.integers(0, len(GAPS) - 1), EACH, EACH),
    st.tuples(st.just(EDGE), st.integers(0, 1), st.integers(0, 2), EACH),
    st.tuples(st.just(LENGTH), st.integers(0, len(LENGTHS))),
    st.tuples(st.just(POSITION), st.integers(0, len(POSITIONS) - 1)),
    st.tuples(st.just(END), st.integers(0, len(ENDS) - 1)),
    st.just((QUOTE,)),
    st.builds(lambda distance, codes: (GRAM, distance, *codes), st.sampled_from((-1, 0, 1)), CODES),
)


@given(FEATURES)
def test_a_feature_is_read_as_it_is_written(feature: Feature) -> None:
    name = feature_name(feature, NAMES)
    assert parse_feature(name, NUMBERS) == feature
    assert len(name.splitlines()) == 1 and " " not in name


@pytest.mark.parametrize(
    ("feature", "name"),
    [
        ((CLASS, 0, 0), "dm@0"),
        ((CLASS, -2, 2), "ask-own@-2"),
        ((KIND_NEAR, 0, 1, 3), "dm|want@1"),
        ((PAIR, 0, 3, 0), "want>dm:next"),
        ((PAIR, 1, 3, 0), "want>dm:near"),
        ((PAIR, 2, 3, 0), "want>dm"),
        ((EDGE, 0, 2, 2), "^2ask-own"),
        ((EDGE, 1, 0, 0), "$0dm"),
        ((LENGTH, 4), "length=4"),
        ((POSITION, 1), "position=first"),
        ((END, 8), "end=draft"),
        ((QUOTE,), "quote"),
        ((GRAM, 0, START, ord("想"), ord("学"), STOP), "0“^想学$”"),
        ((GRAM, -1, ord("a"), ord("1")), "-1“a1”"),
    ],
)
def test_how_a_feature_is_written(feature: Feature, name: str) -> None:
    assert feature_name(feature, NAMES) == name
    assert parse_feature(name, NUMBERS) == feature


@pytest.mark.parametrize(
    "name", ["", "dm", "dmm@0", "a>b>c", "dm>nobody", "end=never", "length=9", "^xdm", "“a”", "dm>x:far"]
)
def test_what_is_no_feature_is_refused(name: str) -> None:
    with pytest.raises((ValueError, KeyError, IndexError)):
        parse_feature(name, NUMBERS)


@given(st.dictionaries(FEATURES, st.integers(-999, 999), max_size=30))
def test_weights_are_read_as_they_are_written(weights: dict[Feature, int]) -> None:
    lines = list(write_weights(weights, NAMES))
    assert read_weights("\n".join(lines), NAMES) == weights
    assert lines == list(write_weights(dict(reversed(weights.items())), NAMES))  # in an order of their own


def classifier() -> Classifier:
    classes = (
        CueClass("dm", {}, ("call-dm", "dm"), is_anchor=True),
        CueClass("shop", {}, ("call-shop",), is_anchor=True),
        CueClass("want", {}, ("cue-want", "dm")),
    )
    weights = {(CLASS, 0, 0): 30, (CLASS, 0, 2): -5, (CLASS, 1, 2): 9, (QUOTE,): -40}
    acts = {"dm": {-1: 1, 0: 5}, "shop": {1: 9, 2: -4}, "trade": {-1: 1, 0: 5}}
    return Classifier(classes, ("noise",), -10, 0, -20, weights, acts, cue_weights(weights))


def test_classes_of_a_pattern_by_its_lexicons() -> None:
    model = classifier()
    assert model.kinds == 2
    assert model.classes_of(["dm"]) == (0, 2)
    assert model.classes_of(["call-shop", "noise", "elsewhere"]) == (1,)
    assert model.classes_of(["noise"]) == (ORDINARY,)
    assert model.classes_of(["elsewhere"]) == ()


def test_an_anchor_that_yields_does_not_say_what_a_call_is() -> None:
    model = classifier()
    assert model.act([[0, 2]]) == "dm"
    assert model.act([[0], [1, 2]]) == "dm"  # 6 against 5
    yielding = replace(model.classes[0], yields_to=("shop",))
    yielded = replace(model, classes=(yielding, *model.classes[1:]))
    assert yielded.act([[0], [1], [2]]) == "shop"
    assert yielded.act([[0, 1], [1], [2]]) == "dm"  # a word that is another anchor, too
    assert yielded.act([[0], [2]]) == "dm"  # beside no other anchor it counts


def test_what_a_word_of_a_class_counts_by_itself() -> None:
    assert classifier().cues == {0: 30, 2: -5}


def test_the_score_begins_with_the_bias() -> None:
    assert classifier().score([]) == -10
    assert classifier().score([(CLASS, 0, 0), (QUOTE,), (END, 3)]) == -20


def test_the_act_with_the_greatest_sum() -> None:
    model = classifier()
    assert model.act([[1]]) == "shop"
    assert model.act([[0], [0, 1], [0, 2]]) == "dm"  # a class counts once; the first of equal ones


def test_lazy_weights_are_read_once_and_only_when_asked_for() -> None:
    reads: list[int] = []

    def read() -> str:
        reads.append(1)
        return "3 quote\n-2 b@0"

    lazy = LazyWeights(read, ("a", "b"))
    assert not reads
    assert lazy[QUOTE,] == 3 and lazy.get((END, 1), 0) == 0 and lazy[CLASS, 0, 1] == -2
    assert len(lazy) == 2 and list(lazy) == [(QUOTE,), (CLASS, 0, 1)]
    assert reads == [1]
