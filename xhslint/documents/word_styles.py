"""Which paragraphs of a Word file are headings."""

from __future__ import annotations

import re

from xhslint.base.records import dataclass
from xhslint.documents.blocks import BODY
from xhslint.documents.package import Package
from xhslint.documents.xml_text import attribute, elements

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])(?!\d)", re.IGNORECASE)
_TITLES = ("title", "标题")


@dataclass(frozen=True, slots=True)
class Style:
    """A style: the level that it has by its name or outline, None without one, and the style that it is made from."""

    level: int | None = None
    base: str = ""


def named_level(name: str) -> int | None:
    """Return the level of a style by its name, the same in all languages of Word but for files of other programs."""
    if name.strip().lower() in _TITLES:
        return 0
    found = _HEADING.match(name.strip())
    return int(found[1]) if found else None


def outline_level(value: str | None) -> int | None:
    """Return the level that an outline level is, which counts from 0."""
    return int(value) + 1 if value and value in "012345678" else None


def heading_levels(package: Package, part: str) -> dict[str, int]:
    """Return the levels of the styles that are headings, by their ids."""
    styles: dict[str, Style] = {}
    current = ""
    for element, values in elements(package, part):
        value = attribute(values, "w:val") or ""
        style = styles.get(current, Style())
        if element == "w:style":
            current = attribute(values, "w:styleId") or ""
            styles[current] = Style()
        elif element == "w:name":
            level = named_level(value)
            styles[current] = Style(style.level if level is None else level, style.base)
        elif element == "w:basedOn":
            styles[current] = Style(style.level, value)
        elif element == "w:outlineLvl" and style.level is None:
            styles[current] = Style(outline_level(value), style.base)
    found = {name: _level(styles, name) for name in styles}
    return {name: level for name, level in found.items() if level < BODY}


def _level(styles: dict[str, Style], name: str) -> int:
    """Return the level of a style: its own or that of a style that it is made from."""
    for _ in range(20):  # more than Word allows; a circle ends here
        style = styles.get(name, Style(BODY))
        if style.level is not None:
            return style.level
        name = style.base
    return BODY
