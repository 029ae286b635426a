"""How a report for people is written: language, width, colours, encoding."""

from __future__ import annotations

from xhslint.base.records import dataclass
from xhslint.model.findings import SEVERITIES
from xhslint.terminal.width import prints


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is to be written; formats for machines have no use for most of it."""

    lang: str = "zh"
    width: int = 80
    color: bool = False
    only: tuple[str, ...] = SEVERITIES  # severities that the text report shows
    summary: bool = True
    encoding: str = "utf-8"  # of where the report goes: what it lacks is shown as an escape

    def paint(self, style: str, text: str) -> str:
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.color and text else text

    def glyph(self, fine: str, plain: str) -> str:
        """The first if it can be written, else the second."""
        return fine if prints(fine, self.encoding) else plain


STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "good": "32",
    "strong": "1",
    "file": "1;4",
    "faint": "2",
}
