"""Language, width, colours and encoding of a report."""

from __future__ import annotations

from xhslint.base.records import dataclass
from xhslint.messages import catalogue
from xhslint.model.findings import SEVERITIES
from xhslint.terminal.width import prints

# On white and on black, in the palettes of common terminals: yellow has a contrast of down to 1.1, bright magenta of 3.1.
COLORS = {
    "error": "1;31",
    "warning": "1;95",
    "info": "36",
    "off": "2",
    "good": "32",
    "strong": "1",
    "file": "1;4",
    "faint": "2",
}
"""Parameters of the terminal sequence (SGR) for each role of a text."""


def recoloured(wrapped: str, painted: str) -> str:
    """Return a painted text with the line ends of the same text without colours, wrapped: each stands for a space or nothing."""
    out, at = [], 0
    for char in wrapped:
        while painted.startswith("\x1b", at):
            end = painted.index("m", at) + 1
            out.append(painted[at:end])
            at = end
        out.append(char)
        at += char != "\n" or painted.startswith(" ", at)
    return "".join(out) + painted[at:]


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is written; machine formats use `lang`, and JSON `explain`."""

    lang: str = "zh"
    width: int = 80
    color: bool = False
    only: tuple[str, ...] = SEVERITIES  # severities that the text report shows
    summary: bool = True
    explain: bool = False  # say which rule, phrase and words matched
    statistics: bool = False  # the text report counts findings by rule and does not list them
    is_file: bool = False  # nobody sees the messages beside the report
    encoding: str = "utf-8"  # of the output: characters that it lacks are shown as escapes

    def say(self, key: str, *values: object) -> str:
        """Return a text of the catalogue in the language of the report."""
        return catalogue.say(self.lang, key, *values)

    def count(self, number: int, noun: str) -> str:
        """Return a number with its noun in the language of the report."""
        return catalogue.count(self.lang, number, noun)

    def paint(self, role: str, text: str, is_underlined: bool = False) -> str:
        """Return a text in the colour of a role, a key of `COLORS`; unchanged if the report has no colours."""
        if not self.color or not text:
            return text
        return f"\x1b[{COLORS[role]}{';4' * is_underlined}m{text}\x1b[0m"

    def glyph(self, fine: str, plain: str) -> str:
        """Return `fine` if the encoding has it, else `plain`."""
        return fine if prints(fine, self.encoding) else plain
