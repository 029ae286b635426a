"""Lines broken where Chinese and English allow it, counted in terminal cells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from xhslint.terminal.width import Unit, cell_count, prints, units

NEVER_FIRST = frozenset("，。、；：！？…）》〉」』】”’·,.;:!?)]}%％")
NEVER_LAST = frozenset("（《〈「『【“‘([{")


@lru_cache(maxsize=1024)
def wrap(text: str, width: int, indent: str = "") -> str:
    """The text in lines of at most `width` cells, the second and later ones indented; a long word may stand out."""
    lines, line, used = [], "", 0
    for space, atom, cells in _atoms(text):
        if line and used + len(space) + cells > width:
            lines.append(line)
            line, used = indent + atom, len(indent) + cells
        else:
            line += space + atom
            used += len(space) + cells
    return "\n".join([*lines, line])


@lru_cache(maxsize=1024)
def clip(text: str, cells: int, encoding: str = "utf-8") -> str:
    """What may be printed of the text, cut to so many cells."""
    shown: list[Unit] = []
    used = 0
    for unit in units(text, encoding):
        shown.append(unit)
        used += unit.cells
        if used > cells:
            cut = "…" if prints("…", encoding) else "..."
            while used > cells - len(cut):
                used -= shown.pop().cells
            return "".join(unit.shown for unit in shown) + cut
    return "".join(unit.shown for unit in shown)


def pad(text: str, cells: int) -> str:
    """The text, followed by as many spaces as it lacks."""
    return text + " " * (cells - cell_count(text))


def _atoms(text: str) -> Iterator[tuple[str, str, int]]:
    """What no line may break, with the space before it and its cells: a Latin word or a wide character, and marks."""
    space, atom, cells, wide = "", "", 0, False
    for unit in units(text):
        is_space, is_wide = unit.shown == " ", unit.cells == 2
        joined = unit.shown in NEVER_FIRST or (atom and atom[-1] in NEVER_LAST) or not (wide or is_wide)
        if atom and (is_space or not joined):
            yield space, atom, cells
            space, atom, cells = "", "", 0
        if is_space:
            space += " "
        else:
            atom += unit.shown
            cells += unit.cells
        wide = is_wide
    if atom:
        yield space, atom, cells
