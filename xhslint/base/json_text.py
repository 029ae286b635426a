"""Write JSON as all reports do: characters as they are, except invisible ones and log commands, which are escaped."""

from __future__ import annotations

import json
import re

# Characters that are valid in JSON but would steer or mislead a terminal or an editor that shows it, or a CI server that
# reads its log (##vso[…], ##[…]).
UNSEEN = re.compile(
    r"(?<=#)#(?=(?:vso|teamcity)?\[)|"
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f\ud800-\udfff]",
    re.IGNORECASE,
)


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump(value: object, indent: int) -> str:
    """Return JSON on several lines, all but the first indented by `indent` more spaces."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + " " * indent))


def dump_line(value: object) -> str:
    """Return JSON on one line."""
    return escaped(_ENCODE(value))


def escaped(text: str) -> str:
    """Return JSON text with its invisible characters, and one of each log command, as \\u escapes."""
    if text.isprintable() and "##" not in text:  # what is looked for is not printable
        return text
    return UNSEEN.sub(lambda match: "\\u0023" if match[0] == "#" else json.dumps(match[0])[1:-1], text)
