"""No word of jieba's dictionary is taken for a respelling, alone or in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest

from xhslint import Finding, Linter
from xhslint.text.dictionary import jieba_dictionary

CARRIERS = (
    "{}",
    "今天说说{}，大家有什么想法？",
    "第一次了解{}的姐妹可以看看这篇笔记",
    "需要{}的宝子慢慢来，我整理好了",
    "我的{}在这里，记得看看",
    "有{}的姐妹找我玩",
)
FREQUENT = 20_000
BATCH = 400
"""Words in one draft, a paragraph each."""
NO_RESPELLINGS = {"alias", "traditional", "variant"}
"""Kinds of disguises that may be words: aliases of the lexicons (黄鱼), and old forms of characters (合夥人)."""

LISTED = frozenset({"主业", "复置", "维新", "违心", "唯心", "围脖"})
"""Ordinary words that a lexicon lists as puns all the same, weak ones: beside a call they are read as such."""


def words(count: int | None) -> list[str]:
    """Return the most frequent words of two or more characters, or all of them, without LISTED ones."""
    with jieba_dictionary().open(encoding="utf-8") as lines:
        rows = [line.split(" ") for line in lines]
    rows = [row for row in rows if len(row[0]) > 1 and row[0] not in LISTED]
    rows.sort(key=lambda row: -int(row[1]))
    return [word for word, *_ in islice(rows, count)]


def respelled(linter: Linter, text: str) -> list[Finding]:
    """Return the findings that take some of a text for a respelling."""
    return [each for each in linter.check(text) if not {d.kind for d in each.disguises} <= NO_RESPELLINGS]


def taken_for_another(linter: Linter, sentences: list[str]) -> Iterator[str]:
    """Yield the sentences in which something is taken for a respelling: the batch tells where to look."""
    for start in range(0, len(sentences), BATCH):
        batch = sentences[start : start + BATCH]
        for finding in respelled(linter, "\n\n".join(batch)):
            sentence = batch[(finding.line - 1) // 2]
            yield from (f"{sentence}: {each.text} as {each.reading}" for each in respelled(linter, sentence))


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("count", [FREQUENT, pytest.param(None, marks=pytest.mark.slow)])
def test_an_ordinary_word_is_no_respelling(count: int | None, carrier: str) -> None:
    sentences = [carrier.format(word) for word in words(count)]
    assert len(sentences) >= FREQUENT
    assert list(taken_for_another(Linter(), sentences)) == []


def test_a_respelling_among_ordinary_words_is_seen() -> None:
    sentences = [CARRIERS[1].format(word) for word in words(30)]
    sentences[17] = "想要的加我薇❤"
    found = list(taken_for_another(Linter(), sentences))
    assert found and all(each.startswith("想要的加我薇❤: ") for each in found)
