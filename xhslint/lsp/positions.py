"""Positions of the protocol, a line and units of an encoding in it, and offsets in code points of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from xhslint.base.utf16 import utf16_length
from xhslint.drafts.decode import LINE_END
from xhslint.lsp.protocol import need, need_count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _utf8(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


ENCODINGS: dict[str, Callable[[str], int]] = {"utf-32": len, "utf-16": utf16_length, "utf-8": _utf8}
"""How many units a text takes in each encoding that positions may be counted in, the cheapest first."""
DEFAULT = "utf-16"
"""What every client knows."""


class Positions:
    """The positions of a text; `encoding` is a key of `ENCODINGS`. Only \\r\\n, \\n and \\r end lines."""

    def __init__(self, text: str, encoding: str = DEFAULT) -> None:
        self.text = text
        self._units = ENCODINGS[encoding]
        self._starts = [0, *(end.end() for end in LINE_END.finditer(text))]
        self._last = 0, 0, 0  # line, offset and column of the latest position: the next one is likely near

    def offset(self, position: object) -> int:
        """Return the offset of a position of the protocol; raises ProtocolError for what is none.

        One behind the end of its line is the end of that line, one inside a character the beginning of it, and one behind
        the last line the end of the text.
        """
        line, units = need_count(position, "line"), need_count(position, "character")
        if line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[line], self._line_end(line)
        return start + self._characters(self.text[start:end], units)

    def offsets(self, span: object) -> tuple[int, int]:
        """Return the half-open range of a range of the protocol; raises ProtocolError for what is none."""
        start, end = (self.offset(need(span, key, dict)) for key in ("start", "end"))
        return min(start, end), max(start, end)

    def position(self, offset: int) -> dict[str, int]:
        """Return the position of an offset."""
        line = bisect_right(self._starts, offset) - 1
        last_line, last_offset, column = self._last
        if line != last_line:
            last_offset, column = self._starts[line], 0
        if offset < last_offset:
            column -= self._units(self.text[offset:last_offset])
        else:
            column += self._units(self.text[last_offset:offset])
        self._last = line, offset, column
        return {"line": line, "character": column}

    def span(self, start: int, end: int) -> dict[str, Any]:
        """Return the range of the protocol for the half-open range `[start, end)`."""
        return {"start": self.position(start), "end": self.position(end)}

    def line_span(self, line: int, column: int) -> dict[str, Any]:
        """Return the range from a place, both numbers from 1 and in code points, to the end of its line.

        A place that the text does not have, or none (0), is the first line.
        """
        number = line - 1 if 0 < line <= len(self._starts) else 0
        start, end = self._starts[number], self._line_end(number)
        first = min(start + max(column - 1, 0), end) if line else start
        return self.span(first, end)

    def _line_end(self, line: int) -> int:
        """Return the offset at which a line ends, before its line break."""
        if line + 1 == len(self._starts):
            return len(self.text)
        end = self._starts[line + 1] - 1
        return end - (self.text[end - 1 : end + 1] == "\r\n")

    def _characters(self, line: str, units: int) -> int:
        """Return how many whole characters of a line fit into so many units."""
        if self._units is len or line.isascii():
            return min(units, len(line))
        low, high = 0, min(units, len(line))
        while low < high:
            middle = (low + high + 1) // 2
            if self._units(line[:middle]) <= units:
                low = middle
            else:
                high = middle - 1
        return low
