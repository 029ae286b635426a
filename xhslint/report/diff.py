"""The changes that fixes make, as a unified diff for people."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.report.style import Style

_LINE = lazy(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")  # with its end, one of three


def diff(path: str, old: str, new: str, style: Style) -> Iterator[str]:
    """Yield a unified diff of two texts, nothing if they are equal; invisible characters are shown as escapes."""
    import difflib

    from xhslint.terminal.width import printable_path, visible

    roles = {"-": "error", "+": "good", "@": "info"}
    name = printable_path(path)
    lines = difflib.unified_diff(_LINE.findall(old), _LINE.findall(new), name, name, lineterm="\n")
    for number, line in enumerate(lines):
        body = line.rstrip("\r\n")
        role = "strong" if number < 2 else roles.get(line[0], "")
        shown = visible(body, style.encoding)
        yield (style.paint(role, shown) if role else shown) + "\n"
        if body == line:
            yield "\\ No newline at end of file\n"
