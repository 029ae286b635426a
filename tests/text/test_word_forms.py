"""The forms of a dictionary: each gives the same answers for any text."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xhslint.text import dictionary
from xhslint.text.dictionary import converted, jieba_words
from xhslint.text.grouped_words import GroupedDictionary
from xhslint.text.trie_words import TrieDictionary
from xhslint.text.words import LONGEST, Dictionary

FORMS = (TrieDictionary, GroupedDictionary)
IS_COMPILED = dictionary.form() is TrieDictionary
BOTH = pytest.mark.skipif(not IS_COMPILED, reason="built without a compiler")
WORDS = st.dictionaries(
    st.text(st.characters(exclude_characters="\t\0", exclude_categories=["Cs"]), min_size=1, max_size=LONGEST)
    | st.text("种草信微", min_size=1, max_size=LONGEST),
    st.integers(1, 2**32 - 1),
    max_size=30,
)


def in_form(form: type[Dictionary], frequencies: dict[str, int], total: int = 7) -> Dictionary:
    return form(memoryview(form.packed(frequencies, total)))


@lru_cache
def jieba_in(form: type[Dictionary]) -> Dictionary:
    return form(memoryview(converted(jieba_words(), form)))


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> type[Dictionary]:
    found: type[Dictionary] = request.param
    if found is TrieDictionary and not IS_COMPILED:
        pytest.skip("built without a compiler")
    return found


def test_what_a_dictionary_answers(form: type[Dictionary]) -> None:
    words = in_form(form, {"种": 3, "种草": 5, "种草笔记": 2, "笔记": 4_000_000_000, "\U00020000": 1}, total=9)
    assert words.total == 9
    assert words.words_at("我种草笔记", 1) == [(2, 3), (3, 5), (5, 2)]
    assert words.words_at("我种草笔", 1) == [(2, 3), (3, 5)]
    assert words.words_at("我种草笔记", 0) == words.words_at("种草", 2) == words.words_at("", 0) == []
    assert words.spans("我种草笔记", 0, 4) == words.spans("我种草笔记", 0, 9) == [(1, 3), (1, 5), (3, 5)]
    assert words.spans("我种草笔记", 2, 3) == words.spans("我种草笔记", 3, 3) == words.spans("", 0, 1) == []
    assert words.words_at("种\ud840\udc00", 0) == [(1, 3)] and words.words_at("\ud840", 0) == []
    assert words.words_at("\U00020000", 0) == [(1, 1)]
    assert [words.frequency(word) for word in ("种草", "笔记", "草", "种草笔", "", "\ud840", "种\ud840")] == [
        *(5, 4_000_000_000, 0, 0, 0, 0, 0)
    ]
    assert sorted(words.words()) == sorted(["种", "种草", "种草笔记", "笔记", "\U00020000"])


def test_no_words(form: type[Dictionary]) -> None:
    words = in_form(form, {})
    assert (words.words_at("种草", 0), words.frequency("种草"), list(words.words())) == ([], 0, [])


@BOTH
@given(WORDS, st.text(st.characters() | st.sampled_from("种草信微\ud840")))
@example({"种草": 1}, "种\x00草")
@example({"种草": 1}, "种\x00")
def test_forms_agree_on_any_words_and_any_text(frequencies: dict[str, int], text: str) -> None:
    text += "".join(frequencies)
    tries, groups = (in_form(form, frequencies) for form in FORMS)
    for at in range(len(text) + 1):
        found = groups.words_at(text, at)
        assert found == tries.words_at(text, at)
        assert groups.spans(text, at, at + 3) == tries.spans(text, at, at + 3)
        assert found == [(end, frequencies[text[at:end]]) for end, _ in found]
    for word in [*frequencies, *text, text]:
        assert groups.frequency(word) == tries.frequency(word) == frequencies.get(word, 0)
    assert sorted(groups.words()) == sorted(tries.words()) == sorted(frequencies)


@BOTH
@settings(deadline=None)  # the first text packs all words
@given(st.text(st.characters() | st.sampled_from("微信加我私聊公众号主页小红书笔记的是在"), max_size=40))
def test_forms_agree_on_words_of_jieba(text: str) -> None:
    tries, groups = map(jieba_in, FORMS)
    for at in range(len(text)):
        assert groups.words_at(text, at) == tries.words_at(text, at)
        assert groups.frequency(text[at:]) == tries.frequency(text[at:])


@BOTH
@pytest.mark.slow
def test_forms_agree_on_every_word_of_jieba() -> None:
    tries, groups = map(jieba_in, FORMS)
    words = sorted(tries.words())
    assert words == list(groups.words()) and groups.total == tries.total
    assert len(words) > 300_000
    for word in words:
        for written in (word, word[:-1], word + "的", word[::-1]):
            assert groups.frequency(written) == tries.frequency(written)
            assert groups.words_at(written, 0) == tries.words_at(written, 0)


@pytest.mark.parametrize("cut", [0, 8, 31, 32, 40, -1])
def test_what_is_cut_off_is_no_dictionary(form: type[Dictionary], cut: int) -> None:
    data = form.packed({"种草": 5, "笔记": 4}, 9)
    with pytest.raises(ValueError, match="not a dictionary"):
        form(memoryview(data[:cut]))
    with pytest.raises(ValueError, match="not a dictionary"):
        form(memoryview(data + bytes(8)))
    with pytest.raises(ValueError, match="not a dictionary"):
        other = FORMS[form is TrieDictionary]
        form(memoryview(other.packed({"种草": 5, "笔记": 4}, 9)))


@pytest.mark.parametrize("word", ["种\t草", "种\0草"])
def test_what_no_word_may_hold(form: type[Dictionary], word: str) -> None:
    with pytest.raises(ValueError, match="control character"):
        form.packed({word: 5}, 9)
