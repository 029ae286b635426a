"""The compiled tries: files that are damaged or made to mislead, and wrong arguments."""

from __future__ import annotations

import random
import sys
from array import array
from collections.abc import Callable
from typing import Any

import pytest

from xhslint.text.trie_words import HEAD, MAGIC, TrieDictionary, packed

module = pytest.importorskip("xhslint.text._words", reason="built without a compiler")

WORDS = {"种": 3, "种草": 5, "种草笔记": 2, "笔记": 4, "笔直": 1, "\U00020000": 1}
TOTAL = 16
TEXT = "我种草笔记，笔直\U00020000\ud840"


def numbers() -> tuple[array[int], int]:
    """Return the numbers of a trie, those of the head as two each, and how many nodes it has."""
    found = array("I", packed(WORDS, TOTAL))
    return found, (len(found) - 2 * HEAD) // 3


def use(data: Any) -> None:
    """Ask a trie all that can be asked; raises ValueError if it is refused."""
    words = TrieDictionary(memoryview(data))
    for at in range(-1, len(TEXT) + 1):
        words.words_at(TEXT, at)
        words.spans(TEXT, at, at + 5)
        words.frequency(TEXT[max(at, 0) :])
    list(words.words())
    cuts = module.Segmenter(words.trie, words.trie)
    cuts.cut(TEXT * 9)
    for at in range(len(TEXT)):
        cuts.straddles(TEXT, at, at + 3, (True, True))
        cuts.widened(TEXT, at, at + 1)


def test_what_a_file_holds() -> None:
    found, nodes = numbers()
    head = array("Q", found[: 2 * HEAD].tobytes())
    assert head.tolist() == [MAGIC, TOTAL, nodes] and nodes == 9
    labels, children, counts = found[6 : 6 + nodes], found[6 + nodes : 7 + 2 * nodes], found[7 + 2 * nodes :]
    assert "".join(map(chr, labels)) == "\0种笔\U00020000草直记笔记"
    assert children.tolist() == [1, 4, 5, 7, 7, 8, 8, 8, 9, 9]
    assert counts.tolist() == [0, 3, 0, 1, 5, 1, 4, 0, 2]


@pytest.mark.parametrize("number", [0, 1, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF])
def test_children_that_are_none(number: int) -> None:
    found, nodes = numbers()
    for place in range(6 + nodes, 7 + 2 * nodes):
        wrong = found[:]
        wrong[place] = number
        if wrong != found:
            with pytest.raises(ValueError, match="not a dictionary"):
                use(wrong.tobytes())


@pytest.mark.parametrize("nodes", [0, 1, 8, 10, 1 << 31, (1 << 32) + 9, (1 << 62) + 9, (1 << 64) - 1])
def test_a_number_of_nodes_that_is_not_theirs(nodes: int) -> None:
    found, _ = numbers()
    found[4:6] = array("I", array("Q", [nodes]).tobytes())
    with pytest.raises(ValueError, match="not a dictionary"):
        use(found.tobytes())


def test_a_sum_that_no_frequency_may_reach() -> None:
    found, _ = numbers()
    found[2:4] = array("I", array("Q", [1 << 32]).tobytes())
    with pytest.raises(ValueError, match="not a dictionary"):
        use(found.tobytes())


def test_a_file_of_the_other_byte_order_is_refused() -> None:
    found, _ = numbers()
    head = array("Q", found[:6].tobytes())
    head.byteswap()
    found.byteswap()
    with pytest.raises(ValueError, match="not a dictionary"):
        use(head.tobytes() + found[6:].tobytes())


def test_numbers_that_do_not_lie_as_numbers_must() -> None:
    data = packed(WORDS, TOTAL)
    with pytest.raises(ValueError, match="not a dictionary"):
        use(memoryview(b" " + data)[1:])
    use(memoryview(b"    " + data)[4:])  # as a section of a file may lie


def test_damaged_files_do_no_harm() -> None:
    chance = random.Random(4)
    whole = packed(WORDS, TOTAL)
    accepted = 0
    for _ in range(3000):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            use(bytes(data))
        except (ValueError, OverflowError):  # a label may be no character
            continue
        accepted += 1
    assert 0 < accepted < 2000


def test_words_of_two_dictionaries_are_not_mixed() -> None:
    one, other, none = (module.Trie(packed(WORDS, total)) for total in (TOTAL, TOTAL + 1, 0))
    module.Segmenter(one, one)
    for base, extra in ((one, other), (other, one), (none, none)):
        with pytest.raises(ValueError, match="another dictionary"):
            module.Segmenter(base, extra)


def test_the_data_are_kept_as_long_as_the_words() -> None:
    data = bytearray(packed(WORDS, TOTAL))
    words = TrieDictionary(memoryview(data))
    cuts = module.Segmenter(words.trie, words.trie)
    with pytest.raises(BufferError):
        data.clear()
    references = [sys.getrefcount(words.trie)]
    del cuts
    references.append(sys.getrefcount(words.trie))
    assert references[0] - references[1] == 2
    assert words.frequency("种草") == 5


def test_wrong_arguments_are_refused() -> None:
    words = module.Trie(packed(WORDS, TOTAL))
    cuts = module.Segmenter(words, words)
    calls: list[Callable[[], object]] = [
        lambda: module.Trie(),
        lambda: module.Trie("种"),
        lambda: module.Trie(data=b""),
        lambda: module.Segmenter(words, None),
        lambda: words.words_at(b"", 0),
        lambda: words.words_at("种"),
        lambda: words.frequency(b""),
        lambda: words.spans("种", 0),
        lambda: cuts.cut(None),
        lambda: cuts.straddles("种", 0),
        lambda: cuts.straddles(b"", 0, 0),
        lambda: cuts.straddles("种", 0, 1, (True,)),
        lambda: cuts.widened("种", 0, None),
    ]
    for call in calls:
        with pytest.raises(TypeError):
            call()
    with pytest.raises(AttributeError):
        words.total = 3
