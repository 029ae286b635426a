"""Break lines where Chinese and English allow it, by width in terminal cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from xhslint.terminal.width import Units, cell_count, prints, units

NEVER_FIRST = frozenset("，。、；：！？…）》〉」』】”’·,.;:!?)]}%％")
NEVER_LAST = frozenset("（《〈「『【“‘([{")


@lru_cache(maxsize=1024)
def wrap(text: str, width: int, indent: str = "") -> str:
    """Return text in lines of at most `width` cells, indented from the second on; a longer word exceeds its line."""
    parts = units(text)
    if parts.width <= width:
        last = len(parts.shown)
        while last and parts.shown[last - 1] == " ":
            last -= 1
        return parts.part(0, last).text
    lines, line, used = [], "", 0
    for space, atom, cells in _atoms(parts):
        if line and used + len(space) + cells > width:
            lines.append(line)
            line, used = indent + atom, len(indent) + cells
        else:
            line += space + atom
            used += len(space) + cells
    return "\n".join([*lines, line])


@lru_cache(maxsize=1024)
def clip(text: str, cells: int, encoding: str = "utf-8") -> str:
    """Return printable text of at most `cells` cells, with an ellipsis if it is cut."""
    parts = units(text, encoding, cells)
    if parts.width <= cells:
        return parts.text
    cut = "…" if prints("…", encoding) else "..."
    return parts.head(cells - len(cut)).text + cut


def pack(parts: Sequence[str], separator: str, cells: int, head: str = "") -> list[str]:
    """Return parts in lines of at most `cells` cells that break only between parts; a longer part exceeds its line.

    `head` begins the first line, as many spaces the others.
    """
    lines = [head + part for part in parts[:1]]
    for part in parts[1:]:
        if cell_count(joined := lines[-1] + separator + part) + len(separator.rstrip()) <= cells:
            lines[-1] = joined
        else:
            lines[-1] += separator.rstrip()
            lines.append(" " * cell_count(head) + part)
    return lines


def pad(text: str, cells: int) -> str:
    """Return text padded with spaces to `cells` cells."""
    return text + " " * (cells - cell_count(text))


def _atoms(parts: Units) -> Iterator[tuple[str, str, int]]:
    """Yield unbreakable parts (Latin words, wide characters, their punctuation) as space before, text and cells."""
    space, atom, cells, wide = "", "", 0, False
    for shown, width in zip(parts.shown, parts.cells, strict=True):
        is_space, is_wide = shown == " ", width == 2
        joined = shown in NEVER_FIRST or (atom and atom[-1] in NEVER_LAST) or not (wide or is_wide)
        if atom and (is_space or not joined):
            yield space, atom, cells
            space, atom, cells = "", "", 0
        if is_space:
            space += " "
        else:
            atom += shown
            cells += width
        wide = is_wide
    if atom:
        yield space, atom, cells
