"""The tables of the bundled rules, and texts to scan."""

from __future__ import annotations

from functools import cache

from xhslint.matching.scanner.layout import pack
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
