"""The styles of marked cells: those that the cells had, with a tint; and of the column of findings, with lines that wrap."""

from __future__ import annotations

import re

from xhslint.documents.package import Package
from xhslint.report.reviewed.source import Tag, edited_bytes, prefix_of, walk

TINTS = {"error": "FFFFD9D9", "warning": "FFFFF0CC", "info": "FFDDEBFF"}
"""The colour of a cell, alpha first, by the gravest severity in it."""
RED = "FFC00000"
WRAPPED = "wrapped"
"""What stands for a severity in the style of the column of findings."""

_FILL_OF_CELL = re.compile(r"""\s(?:fillId|applyFill)\s*=\s*(?:"[^"]*"|'[^']*')""")
_PREFIX = re.compile(r"(</?)[\w.-]+:(?=\w)")
_FOREIGN = re.compile(r"""\s[\w.-]+:[\w.-]+\s*=\s*(?:"[^"]*"|'[^']*')""")
_LEFT_OUT = re.compile(r"<(?:color|b|charset)\b[^>]*?(?:/>|>\s*</(?:color|b|charset)>)")


class CellStyles:
    """Gives numbers to styles that are wanted, and then the part with them; without such a part, cells keep their own."""

    def __init__(self, package: Package, part: str, data: bytes) -> None:
        self._data = data
        self._wanted: dict[tuple[int, str], int] = {}
        self._formats: list[Tag] = []
        self._fonts: list[Tag] = []
        self._lists: dict[str, Tag] = {}
        self._fills = 0
        if part:
            walk(package, data, self._begin)

    def _begin(self, tag: Tag) -> None:
        above = tag.parent
        if above and above.name == "styleSheet" and tag.name in ("fills", "cellXfs", "fonts"):
            self._lists.setdefault(tag.name, tag)
        elif above and above is self._lists.get("cellXfs") and tag.name == "xf":
            self._formats.append(tag)
        elif above and above is self._lists.get("fonts") and tag.name == "font":
            self._fonts.append(tag)
        elif above and above is self._lists.get("fills") and tag.name == "fill":
            self._fills += 1

    def number(self, style: int, severity: str) -> int:
        """Return the number of a style with the tint of a severity, or with lines that wrap."""
        if not self._fills or style >= len(self._formats):
            return style
        return self._wanted.setdefault((style, severity), len(self._formats) + len(self._wanted))

    def font(self, style: int) -> str:
        """Return the font of a style as the properties of words in it, without colour and weight."""
        if style >= len(self._formats):
            return ""
        number = self._formats[style].values.get("fontId", "")
        if not number.isdecimal() or int(number) >= len(self._fonts):
            return ""
        font = self._fonts[int(number)]
        return as_properties(self._data[font.inner : font.outer].decode())

    def data(self) -> bytes:
        """Return the part with the styles that were wanted."""
        if not self._wanted:
            return self._data
        fills, formats = self._lists["fills"], self._lists["cellXfs"]
        space = prefix_of(self._data, fills)
        tints = "".join(
            f'<{space}fill><{space}patternFill patternType="solid"><{space}fgColor rgb="{tint}"/>'
            f'<{space}bgColor indexed="64"/></{space}patternFill></{space}fill>'
            for tint in TINTS.values()
        )
        added = "".join(self._format(style, severity, space) for style, severity in self._wanted)
        edits = [(fills.outer, fills.outer, tints), (formats.outer, formats.outer, added)]
        for tag, count in ((fills, self._fills + len(TINTS)), (formats, len(self._formats) + len(self._wanted))):
            head = self._data[tag.start : tag.inner].decode()
            edits.append((tag.start, tag.inner, re.sub(r'(\scount\s*=\s*)(?:"\d*"|\'\d*\')', rf'\1"{count}"', head)))
        return edited_bytes(self._data, edits)

    def _format(self, style: int, severity: str, space: str) -> str:
        tag = self._formats[style]
        raw = self._data[tag.start : tag.end].decode()
        head = len(self._data[tag.start : tag.inner].decode())
        if severity == WRAPPED:
            attributes = " ".join(
                f'{name}="{int(value)}"'
                for name, value in tag.values.items()
                if name in ("numFmtId", "fontId", "fillId", "borderId", "xfId") and value.isdecimal()
            )
            return f'<{space}xf {attributes} applyAlignment="1"><{space}alignment vertical="top" wrapText="1"/></{space}xf>'
        fill = self._fills + list(TINTS).index(severity)
        start = _FILL_OF_CELL.sub("", raw[:head])
        name = re.match(r"<[\w:.-]+", start)
        at = name.end() if name else 0
        return f'{start[:at]} fillId="{fill}" applyFill="1"{start[at:]}{raw[head:]}'


def as_properties(font: str) -> str:
    """Return the content of a font as that of properties of words, without colour and weight."""
    return _LEFT_OUT.sub("", re.sub(r"(</?)name\b", r"\1rFont", without_prefixes(font)))


def without_prefixes(xml: str) -> str:
    """Return elements of one name space without its prefix, and without attributes of other spaces."""
    return _PREFIX.sub(r"\1", _FOREIGN.sub("", xml))
