"""The tables that tell the compiled scanner at a look what cannot be: they never say so of what is."""

from __future__ import annotations

from tests.matching.scanner.tables import book
from xhslint.classify import features
from xhslint.matching.commonness import commonness
from xhslint.matching.scanner import layout
from xhslint.matching.scanner.characters import Symbols
from xhslint.matching.scanner.pairs import hashed_pairs
from xhslint.matching.scanner.tables import weighed_keys
from xhslint.matching.scanner.term_tries import TermTries


def test_first_symbols_tell_what_begins_with_them() -> None:
    patterns = ["我", "我们", "加微信", "加v", "+v", "v"]
    symbols = Symbols(patterns, frozenset("+"))
    tries = TermTries(patterns, symbols)
    roots, cells, firsts = tries.arrays()
    assert len(firsts) == 2 * layout.FIRST_SIZE * tries.width
    for root, held in enumerate((patterns, ["+v"])):
        for number, pattern in enumerate(patterns, 1):
            symbol, *others = map(symbols.number, pattern)
            row = layout.FIRST_SIZE * (root * tries.width + symbol)
            alone, base, low, high = firsts[row : row + layout.FIRST_SIZE]
            if pattern not in held:
                continue
            assert alone == (number if not others else 0 if pattern[0] not in patterns else alone)
            if others:
                assert (low | high << 32) >> others[0] % 64 & 1
                assert base == cells[2 * (roots[root] + symbol) + 1]
    assert not any(firsts[layout.FIRST_SIZE * (tries.width + symbols.number("我")) :][: layout.FIRST_SIZE])


def test_each_pair_has_its_bit() -> None:
    assert sum(hashed_pairs([])) == 0
    one, both = hashed_pairs([(7, 900)]), hashed_pairs([(7, 900), (900, 7)])
    assert len(one) == layout.PAIR_WORDS
    assert (sum(map(int.bit_count, one)), sum(map(int.bit_count, both))) == (1, 2)
    assert [a & b for a, b in zip(one, both, strict=True)] == one


def test_each_weight_has_its_bit_and_what_it_begins_with() -> None:
    model = book().classifier
    assert model
    table = weighed_keys(model)
    for feature in model.weights:
        for end in range(4 if feature[0] == features.GRAM else len(feature), len(feature) + 1):
            bit = features.key(feature[:end]) >> 32 - layout.WEIGHED_BITS
            assert table[bit >> 5] >> (bit & 31) & 1
    assert sum(map(int.bit_count, table)) < 0.2 * (1 << layout.WEIGHED_BITS)
    assert sum(weighed_keys(None)) == 0


def test_common_patterns_have_low_numbers() -> None:
    patterns = book().index.patterns
    singles = sum(len(pattern) == 1 for pattern in patterns)
    assert all(len(pattern) == 1 for pattern in patterns[:singles])
    for part in (patterns[:singles], patterns[singles:]):
        assert [*part] == sorted(part, key=commonness, reverse=True)
