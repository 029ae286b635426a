"""Paths and web addresses in the forms that other programs expect."""

from __future__ import annotations

import re
from pathlib import PurePath

from xhslint.terminal.width import printable_path

# What RFC 3986 lets stand in an address as it is; % too, because an address may be escaped already.
_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"


def posix_path(path: str) -> str:
    r"""A path with slashes and without a leading ./, as UTF-8 text; what is not UTF-8 is written \xff."""
    return printable_path(PurePath(path).as_posix()) if path else ""


def file_uri(path: str) -> str:
    """A path as a URI: relative where the path is, else file://; every byte that is no plain ASCII is escaped."""
    from urllib.parse import quote_from_bytes

    pure = PurePath(path)
    try:
        name = pure.as_posix().encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a character of a Windows name
        name = pure.as_posix().encode("utf-8", "surrogatepass")
    quoted = quote_from_bytes(name, safe="/")
    if not pure.is_absolute():
        return quoted
    if pure.drive.startswith("\\\\"):  # a Windows share: //server/folder
        return f"file:{quoted}"
    return f"file:///{quoted.lstrip('/').replace('%3A', ':', 1) if pure.drive else quoted.lstrip('/')}"


def web_address(url: str) -> str:
    """The URL in ASCII if it leads to a web page, else nothing: what a rule file says may end up as a link."""
    from urllib.parse import quote

    if not re.fullmatch(r"https?://[^\s/]+[^\s]*", url, re.ASCII | re.IGNORECASE):
        return ""
    return quote(url.encode("utf-8", "replace"), safe=_IN_ADDRESS)
