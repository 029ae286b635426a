"""The compiled segmentation answers as the one in Python does, whatever the text, the words and the edges."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linters import book
from tests.mutations import captions
from xhslint.rulebook.compiled.compiled_rulebook import loads
from xhslint.rulebook.compiled.encode import dump
from xhslint.text.dictionary import jieba_words
from xhslint.text.segmentation import REACH, Segmentation
from xhslint.text.segmenting import CompiledSegmentation, packed_words, segmentation
from xhslint.text.trie_words import packed

pytest.importorskip("xhslint.text._words", reason="built without a compiler")

ODD = ("\ud840", "\udc00", "\U00020000", "\r\n", "\r", "A", "vx", "1", "-", "，", " ", "❤", "龥", "龦", "\u4dff", "\0")
CASES = "的一是不了在人有我他这中大来上个加微信薇淘宝天猫互关粉丝意思更妙代发展首页印刷量点滴"
TEXTS = st.lists(st.sampled_from(CASES) | st.sampled_from(ODD) | st.characters(), max_size=60).map("".join)
EXTRA = st.lists(st.text(CASES + "vx1+ ", min_size=1, max_size=20), max_size=8)


@cache
def both() -> tuple[Segmentation, Segmentation]:
    """Return both, with the words of the rulebook, which the compiled one has from the compiled rulebook."""
    read = loads(dump(book(), "k"), "k")
    assert read
    return Segmentation(read.words), read.segmentation()


def assert_alike(python: Segmentation, compiled: Segmentation, text: str, spans: Iterable[tuple[int, int]]) -> None:
    assert compiled.cut(text) == python.cut(text), text
    for start, end in spans:
        inside = (start % 2 == 0, end % 3 == 0)
        assert compiled.straddles(text, start, end, inside) == python.straddles(text, start, end, inside), (text, start)
        assert compiled.widened(text, start, end) == python.widened(text, start, end), (text, start, end)


def mutated(text: str, chance: random.Random, words: list[str]) -> str:
    """Return a text in which some characters are exchanged, left out or added."""
    letters = list(text)
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(letters) + 1)
        match chance.randrange(4):
            case 0:
                letters[place : place + 2] = letters[place : place + 2][::-1]
            case 1:
                del letters[place : place + 1]
            case 2:
                letters.insert(place, chance.choice(ODD))
            case 3:
                letters.insert(place, chance.choice(words))
    return "".join(letters)


def test_what_is_used_where_it_could_be_compiled() -> None:
    assert type(segmentation([])) is CompiledSegmentation
    assert all(type(each) is CompiledSegmentation for each in (book().segmentation(), both()[1]))


@settings(deadline=None)
@given(TEXTS, EXTRA)
def test_any_text_with_any_words(text: str, extra: list[str]) -> None:
    spans = [(start, end) for start in range(len(text) + 1) for end in range(start, min(start + 20, len(text) + 1))]
    assert_alike(Segmentation(extra), CompiledSegmentation(extra), text, spans)


@settings(deadline=None)
@given(st.text("0123456789ab+-", max_size=20), EXTRA)
def test_letters_and_digits(text: str, extra: list[str]) -> None:
    assert_alike(Segmentation(extra), CompiledSegmentation(extra), f"加{text}微信", [(1, 1 + len(text)), (0, 3)])


@pytest.mark.parametrize("length", [REACH - 1, REACH, REACH + 1, 3 * REACH])
def test_spans_about_as_long_as_the_reach(length: int) -> None:
    python, compiled = both()
    text = "更加微妙的不好意思我加微信" * 9
    assert_alike(python, compiled, text, [(start, start + length) for start in range(len(text) - length + 1)])


def test_edges_outside_of_the_text() -> None:
    """Nobody asks for them, and nothing outside is read."""
    text = "更加微妙"
    for start, end in ((0, 5), (4, 5), (9, 12), (-1, -1), (3, 1), (-(1 << 62), 1 << 62)):
        first = min(max(start, 0), 4)
        last = min(max(end, first), 4)
        assert both()[1].straddles(text, start, end) == both()[1].straddles(text, first, last)


def agree_about(drafts: Iterable[str], chance: random.Random, step: int = 1) -> None:
    python, compiled = both()
    words = sorted(compiled.extra)
    for text in drafts:
        for written in (text, mutated(text, chance, words)):
            length = len(written)
            spans = [(at, min(length, at + chance.randrange(20))) for at in range(0, length + 1, step)]
            assert_alike(python, compiled, written, spans)


def test_training_captions() -> None:
    agree_about(captions()[::60], random.Random(1))


@pytest.mark.slow
def test_all_training_captions() -> None:
    agree_about(captions(), random.Random(2), step=3)


def test_words_that_are_kept_with_the_rules_are_those_of_this_dictionary() -> None:
    words = ["更加微", "加微信"]
    kept = packed_words(CompiledSegmentation(words))
    assert kept == packed_words(Segmentation(words))
    others = packed({"更加微": 1}, 9)  # of a dictionary with another sum
    for each in (kept, others, kept[:-4], b""):
        made = CompiledSegmentation(words, lambda each=each: memoryview(each))  # type: ignore[misc]
        assert_alike(Segmentation(words), made, "更加微妙，加微信", [(1, 3), (0, 3), (5, 8)])


def test_the_compiled_rulebook_keeps_them() -> None:
    read = loads(dump(book(), "k"), "k")
    assert read
    words = read.segmentation()
    words.cut("加微信")
    assert "extra" not in vars(words)  # nothing was packed
    assert jieba_words().total == words.dictionary.total
