"""What fixes would change, as a unified diff for people."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.report.style import Style

_LINE = lazy(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


def diff(path: str, old: str, new: str, look: Style) -> Iterator[str]:
    """What changes, as a unified diff for people: what cannot be seen is written as an escape. Nothing if nothing does."""
    import difflib

    from xhslint.terminal.width import printable_path, visible

    styles = {"-": "error", "+": "good", "@": "info"}
    name = printable_path(path)
    lines = difflib.unified_diff(_lines(old), _lines(new), name, name, lineterm="\n")
    for number, line in enumerate(lines):
        body = line.rstrip("\r\n")
        style = "strong" if number < 2 else styles.get(line[0], "")
        shown = visible(body, look.encoding)
        yield (look.paint(style, shown) if style else shown) + "\n"
        if body == line:
            yield "\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """The lines with their ends, of which a draft knows three."""
    return _LINE.findall(text)
