"""What the classifier sees of a clause: its bounds, its words, and the features that are made of them."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.classify import features
from xhslint.classify.features import (
    ANY,
    AT_END,
    CLASS,
    COUNT,
    EDGE,
    END,
    ENDS,
    GRAM,
    KIND_NEAR,
    LENGTH,
    LINE_BREAK,
    MASK,
    NEAR,
    NEXT,
    ORDINARY,
    OTHER_GRAMS,
    OWN_GRAMS,
    PAIR,
    PAIR_REACH,
    POSITION,
    QUOTE,
    START,
    STOP,
    Clause,
    Token,
    Word,
    clause_features,
    find_tokens,
    group_tokens,
    key,
    make_clause,
    split_clauses,
)


def ranks(text: str) -> list[int]:
    """Return how many letters and digits stand before each position."""
    return [0, *accumulate(map(str.isalnum, text))]


def clauses(text: str) -> list[str]:
    return [text[start:end] for start, end in split_clauses(text, ranks(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("，。！🌸", []),
        ("你好", ["你好"]),
        ("你好，来找我。", ["你好", "来找我"]),
        ("你好，，🌸，来\n\n找我？！", ["你好", "来", "找我"]),
        ("\r\n微信：a", ["微信", "a"]),
        ("好看#甲乙#丙丁 #", ["好看", "甲乙", "丙丁 "]),
        ("甲……乙", ["甲", "乙"]),
        ("🌸甲🌸乙🌸", ["🌸甲🌸乙🌸"]),
        ("甲" * 12 + "🌸" + "乙" * 12, ["甲" * 12 + "🌸" + "乙" * 12]),  # not long
        ("甲" * 12 + "🌸" + "乙" * 13, ["甲" * 12, "乙" * 13]),
        ("甲" * 9 + "🌸" + "乙" * 16, ["甲" * 9 + "🌸" + "乙" * 16]),  # little before it
        ("甲" * 22 + "🌸" + "乙" * 3, ["甲" * 22 + "🌸" + "乙" * 3]),  # little behind it
        ("甲" * 10 + " 🌸 " + "乙" * 20 + "🌸" + "丙" * 20, ["甲" * 10, "乙" * 20, "丙" * 20]),
        ("甲" * 30 + "🌸" * 3, ["甲" * 30 + "🌸" * 3]),
        ("🌸" * 3 + "甲" * 30, ["🌸" * 3 + "甲" * 30]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


@given(st.text(alphabet="甲乙a1🌸 ，。\n", max_size=120))
def test_clauses_hold_every_solid_character_once(text: str) -> None:
    spans = list(split_clauses(text, ranks(text)))
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(ranks(text)[start] < ranks(text)[end] for start, end in spans)
    solid = [place for start, end in spans for place in range(start, end) if text[place].isalnum()]
    assert solid == [place for place, character in enumerate(text) if character.isalnum()]


def found(text: str, *places: tuple[int, int, int, int]) -> list[tuple[int, int, int]]:
    return [token[:3] for token in find_tokens(text, places, lambda pattern: (pattern,))]


def test_longer_words_hide_those_in_them() -> None:
    assert found("很重要的", (2, 3, 5, 0), (1, 3, 7, 0), (1, 2, 6, 0)) == [(1, 3, 7)]
    assert found("私信我们", (0, 3, 2, 0), (2, 4, 1, 0)) == [(0, 3, 2), (2, 4, 1)]  # neither lies in the other
    assert found("私信", (0, 2, 9, 0), (0, 2, 4, 0)) == [(0, 2, 4), (0, 2, 9)]  # the same word in two lists
    assert found("私信我", (0, 3, 2, 1), (0, 2, 1, 0)) == [(0, 2, 1)]  # drawn apart: hides nothing
    assert found("私信") == []


@pytest.mark.parametrize(
    ("text", "word", "stands"),
    [
        ("加vx号", "vx", True),
        ("avx加", "vx", False),
        ("vxa加", "vx", False),
        ("1vx加", "vx", True),
        ("vx1加", "vx", True),
        ("1v加", "v", False),
        ("加v1", "v", True),
        ("微信a", "微信", True),
        ("vx", "vx", True),
    ],
)
def test_latin_words_are_not_cut_out_of_longer_ones(text: str, word: str, stands: bool) -> None:
    start = text.index(word)
    assert bool(found(text, (start, start + len(word), 1, 0))) is stands


def test_words_belong_to_the_clause_in_which_they_begin() -> None:
    first, second, hidden = Token(1, 2, 0, (3,)), Token(4, 8, 1, (0, 5)), Token(5, 6, 2, (ORDINARY,))
    assert group_tokens([(0, 3), (4, 6)], [first, second, hidden]) == [[first], [second]]
    assert group_tokens([(4, 6)], [first]) == [[]]
    assert group_tokens([], [first]) == []


def test_a_clause_counts_solid_characters_only() -> None:
    text = "想🌸学“联系我”，好"
    read = make_clause(text, ranks(text), (0, 8), [Token(0, 3, 0, (4,)), Token(4, 7, 1, (1,))])
    assert read == Clause(5, 1, True, (Word(0, 2, (4,)), Word(2, 5, (1,))), tuple(map(ord, "想学联系我")))
    assert make_clause("好", [0, 1], (0, 1), []) == Clause(1, AT_END, False, (), (ord("好"),))
    assert make_clause("好🌸好", [0, 1, 1, 2], (0, 1), []).end == 0  # a piece of a long clause
    for text, end in (("好\n", AT_END), ("好\r\n🌸", AT_END), ("好\n好", LINE_BREAK), ("好。\n", ENDS["。"])):
        assert make_clause(text, ranks(text), (0, 1), []).end == end


def test_the_features_of_one_clause() -> None:
    """想学联系我: a wish (class 3), then a call (class 1), at the start and the end of the draft."""
    read = Clause(5, AT_END, False, (Word(0, 2, (3,)), Word(2, 5, (1,))), tuple(map(ord, "想学")))
    want, learn = map(ord, "想学")
    assert list(clause_features([read], 0, 2)) == [
        (CLASS, 0, 3),
        (PAIR, ANY, 3, 1),
        (PAIR, NEXT, 3, 1),
        (CLASS, 0, 1),
        (EDGE, 0, 0, 3),
        (EDGE, 1, 0, 1),
        (LENGTH, 1),
        (POSITION, 1),
        (POSITION, 2),
        (COUNT, 0),
        (END, AT_END),
        (GRAM, 0, START, want),
        (GRAM, 0, want, learn),
        (GRAM, 0, learn, STOP),
        (GRAM, 0, START, want, learn),
        (GRAM, 0, want, learn, STOP),
        (GRAM, 0, START, want, learn, STOP),
    ]


def test_the_features_of_clauses_beside_it() -> None:
    """Kinds of anchors, here classes 0 and 1, are joined with the words of the next clause on each side."""
    beside = [Clause(2, 1, False, (Word(0, 2, (each,)),)) for each in (5, 6, 0, 7, 8)]
    made = set(clause_features(beside, 2, 2))
    assert {feature for feature in made if feature[0] == CLASS} == {
        (CLASS, 0, 0),
        *((CLASS, distance, each) for distance, each in ((-2, 5), (-1, 6), (1, 7), (2, 8))),
    }
    assert {feature for feature in made if feature[0] == KIND_NEAR} == {(KIND_NEAR, 0, -1, 6), (KIND_NEAR, 0, 1, 7)}
    assert {feature for feature in made if feature[0] == POSITION} == {(POSITION, 0)}
    assert not [feature for feature in clause_features(beside, 1, 0) if feature[0] == KIND_NEAR]  # no anchor in it


def test_how_far_words_are_apart() -> None:
    def gaps(between: int) -> set[int]:
        read = Clause(40, 0, True, (Word(3, 5, (1,)), Word(5 + between, 9 + between, (2,))))
        made = clause_features([read], 0, 0)
        assert (QUOTE,) in made and (EDGE, 0, 2, 1) in made and (EDGE, 1, 2, 2) in made and (LENGTH, 4) in made
        return {feature[1] for feature in made if feature[0] == PAIR}

    assert gaps(0) == gaps(1) == {ANY, NEXT}
    assert gaps(2) == gaps(5) == {ANY, NEAR}
    assert gaps(6) == {ANY}
    assert gaps(-1) == set()  # words that overlap are no pair


def test_a_word_is_paired_with_some_behind_it() -> None:
    read = Clause(30, 0, False, tuple(Word(place, place + 1, (place,)) for place in range(PAIR_REACH + 2)))
    pairs = {feature[2:] for feature in clause_features([read], 0, 0) if feature[:2] == (PAIR, ANY)}
    assert (0, PAIR_REACH) in pairs and (0, PAIR_REACH + 1) not in pairs


def test_long_clauses_are_read_in_part() -> None:
    codes = tuple(range(1000, 1100))[:OWN_GRAMS]
    read = Clause(100, 0, False, (), codes)
    grams = {feature[1:] for feature in clause_features([read, read], 0, 0) if feature[0] == GRAM}
    assert (1, *codes[OTHER_GRAMS - 2 : OTHER_GRAMS]) in grams
    assert (1, *codes[OTHER_GRAMS - 1 : OTHER_GRAMS + 1]) not in grams
    assert max(len(gram) for gram in grams if gram[0] == 1) == 4  # three characters beside the clause
    assert max(len(gram) for gram in grams if gram[0] == 0) == 5  # four in it


@given(st.lists(st.integers(-2, 0x10FFFF), min_size=1, max_size=7))
def test_a_key_has_32_bits_and_is_never_0(feature: list[int]) -> None:
    assert 0 < key(feature) <= MASK


def test_the_key_that_would_be_0_is_1() -> None:
    assert key((2166136261,)) == 1


def test_a_score_is_the_sum_of_what_has_a_weight() -> None:
    assert features.score([(QUOTE,), (LENGTH, 1), (END, 2)], {(QUOTE,): 5, (END, 2): -7}) == -2
