"""How much bytes look like Chinese text in an encoding, for files that do not say theirs."""

from __future__ import annotations

from xhslint.base.lazy_regex import lazy

ODD = lazy("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that text hardly ever has: controls, private use, noncharacters."""
# What captions contain besides GB 2312: Latin letters, marks, arrows, symbols, emoji and their selectors.
_SYMBOLS = lazy("[\\s\u0020-\u024f\u2000-\u2bff\ufe00-\ufe0f\U0001d400-\U0001faff\U000e0020-\U000e007f]+")

SAMPLE = 20_000
"""Characters or bytes that are examined for a guess."""
_ODD_SHARE = 0.05  # greatest share of control and private-use characters in a guess


def plausibility(data: bytes, name: str) -> float:
    """Return the share of GB 2312, Latin, symbols and emoji when decoded so; 0 with many characters that text never has."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return 0.0
    sample = text[:SAMPLE]
    if "\0" in text or len(ODD.findall(sample)) > _ODD_SHARE * len(sample):
        return 0.0
    rest = _SYMBOLS.sub("", sample)
    common = len(rest.encode("gb2312", "ignore").decode("gb2312"))
    return 1 - (len(rest) - common) / max(len(sample), 1)
