"""Files of which a part is UTF-8 and a part GB18030, as after text was appended by a program that writes the other one.

Each part may be read as the other encoding, to nonsense in which no rule finds anything.
"""

from __future__ import annotations

import re

from xhslint.base.records import NamedTuple
from xhslint.drafts.plausibility import plausibility

_LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_MULTIBYTE = re.compile(rb"[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")  # hardly ever GB18030 by chance
# Four Chinese characters in UTF-8: GB18030 text has six characters of such bytes about once in 10¹⁰.
_STRETCH = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){4,}")
_FEWEST = 4  # bytes beyond ASCII in a part that is GB18030; a character of UTF-8 that was cut short has two
_CERTAIN = 0.9  # least plausibility of a line as GB18030; UTF-8 read so mostly has 0.0 to 0.4


class Change(NamedTuple):
    """Where a file goes over to another encoding: the first byte of that part, and the encodings before and from there."""

    at: int
    before: str
    after: str


def first_change(data: bytes) -> Change | None:
    """Return where bytes that are not UTF-8 as a whole change between UTF-8 and GB18030; None if they do not."""
    first = ""
    for line in _LINE.finditer(data):
        name = _encoding(line[0])
        if first and name and name != first:
            return Change(line.start(), first, name)
        if not name and (stretch := _STRETCH.search(line[0])):
            return _inside(line.start(), line[0], stretch, first)
        first = first or name
    return None


def _inside(start: int, line: bytes, stretch: re.Match[bytes], first: str) -> Change | None:
    """Return the change in a line that is neither encoding as a whole, and holds a stretch of UTF-8."""
    head, tail = line[: stretch.start()], line[stretch.end() :]
    if _encoding(head) == "gb18030":
        return Change(start + stretch.start(), "gb18030", "utf-8")
    if _encoding(tail) == "gb18030":
        return Change(start + stretch.end(), "utf-8", "gb18030")
    return Change(start + stretch.start(), first, "utf-8") if first == "gb18030" else None


def _encoding(line: bytes) -> str:
    """Return "utf-8" or "gb18030" for a line that is surely one of them, "" for any other."""
    as_gb = plausibility(line, "gb18030")
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        is_long = sum(byte >= 0x80 for byte in line) >= _FEWEST
        return "gb18030" if is_long and as_gb >= _CERTAIN else ""
    return "utf-8" if _MULTIBYTE.search(line) and plausibility(line, "utf-8") > as_gb else ""
