"""The texts of the cells of a workbook, most of which stand in one part that all sheets share."""

from __future__ import annotations

import re

from xhslint.documents.package import Package
from xhslint.documents.xml_text import parse

MAX_COST = 128 << 20
"""How much the texts that sheets share may hold, in characters and 40 more for each text."""

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Return a text of a workbook with characters for the escapes that stand for them: `_x000D_` is a line break.

    A character beyond U+FFFF may be two escapes. What stands for no character becomes U+FFFD.
    """
    if "_x" not in text:
        return text
    units = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)).strip("\0"), text)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class RichText:
    """Takes in the elements of one text and gives its words: runs are joined, and their readings (rPh) left out."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.is_text = False
        self._readings = 0

    def start(self, name: str) -> None:
        """Take in the start of an element."""
        if name == "rPh":
            self._readings += 1
        elif name == "t":
            self.is_text = not self._readings

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if name == "rPh":
            self._readings -= 1
        elif name == "t":
            self.is_text = False

    def taken(self) -> str:
        """Return the words and begin anew."""
        text = unescaped("".join(self.words))
        self.words.clear()
        return text


def shared_strings(package: Package, part: str) -> list[str]:
    """Return the texts that cells refer to by their numbers."""
    texts: list[str] = []
    rich = RichText()
    cost = 0

    def start(name: str, _: dict[str, str]) -> None:
        rich.start(name)

    def end(name: str) -> None:
        nonlocal cost
        if name == "si":
            texts.append(rich.taken())
            cost += 40 + len(texts[-1])
        else:
            rich.end(name)

    def text(words: str) -> None:
        if rich.is_text:
            rich.words.append(words)

    for _ in parse(package, part, start, end, text):
        if cost > MAX_COST:
            raise package.error("office.large", MAX_COST >> 20)
    return texts
