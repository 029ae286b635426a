"""Paths and URLs in the forms that other programs expect."""

from __future__ import annotations

import re
from pathlib import PurePath

from xhslint.terminal.width import printable_path

# Characters that RFC 3986 allows unescaped; % too, because the URL may be escaped already.
_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"


def posix_path(path: str) -> str:
    r"""Return a path with forward slashes and no leading ./; bytes that are not UTF-8 become escapes such as \xff."""
    return printable_path(PurePath(path).as_posix()) if path else ""


def file_uri(path: str) -> str:
    """Return a path as a URI: a relative reference for a relative path, else file://; bytes beyond ASCII are escaped."""
    from urllib.parse import quote_from_bytes

    pure = PurePath(path)
    try:
        name = pure.as_posix().encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a lone surrogate in a Windows name
        name = pure.as_posix().encode("utf-8", "surrogatepass")
    quoted = quote_from_bytes(name, safe="/")
    if not pure.is_absolute():
        return quoted
    if pure.drive.startswith("\\\\"):  # a Windows share: //server/folder
        return f"file:{quoted}"
    return f"file:///{quoted.lstrip('/').replace('%3A', ':', 1) if pure.drive else quoted.lstrip('/')}"


def web_address(url: str) -> str:
    """Return an http or https URL in ASCII, else "": a rule file may hold any text, and reports make links of it."""
    from urllib.parse import quote

    if not re.fullmatch(r"https?://[^\s/]+[^\s]*", url, re.ASCII | re.IGNORECASE):
        return ""
    return quote(url.encode("utf-8", "replace"), safe=_IN_ADDRESS)
