"""The tables of the bundled rules, and texts to scan."""

from __future__ import annotations

import random
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from xhslint.matching.scanner.interface import Scanner
from xhslint.matching.scanner.layout import Tables, pack
from xhslint.rulebook.files.loader import load
from xhslint.rulebook.model import Rulebook

TEXTS = (
    "想要同款的加薇❤：momo_8812，去 http://m.tb.cn/x 看 [玫瑰R]/比心 13800138000 10元",
    "加\n微\n信[微信]@a\x00\U0010ffff\ud800",
    "a" * 300,
)


@cache
def book() -> Rulebook:
    """Return the bundled rules as they are read from YAML."""
    return load()


@cache
def tables() -> bytes:
    """Return the packed tables of the bundled rules."""
    return pack(book().tables())


def damaged(
    made: Tables, names: Sequence[str], times: int, seed: int, scanner: Callable[[bytes], Scanner]
) -> Iterator[Scanner]:
    """Yield the scanners that take tables in which some numbers of one of the arrays `names` are wrong."""
    chance = random.Random(seed)
    for _ in range(times):
        name = chance.choice(names)
        numbers = array("I", getattr(made, name))
        for _ in range(chance.choice((1, 3, 30))):
            numbers[chance.randrange(len(numbers))] = chance.choice((0, 1, 255, chance.randrange(1 << 32)))
        try:
            accepted = scanner(pack(made._replace(**{name: numbers})))
        except ValueError:
            continue
        yield accepted
