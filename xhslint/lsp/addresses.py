"""Addresses of documents, and which of them are drafts."""

from __future__ import annotations

import os
import re

from xhslint.drafts.file_kinds import DRAFTS, suffix, suffix_kind

LANGUAGE_IDS = ("markdown", "plaintext", "text")
"""What editors call the languages of drafts."""

_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?://(?P<host>[^/]*))?(?P<path>.*)", re.DOTALL)


def file_path(uri: str) -> str | None:
    """Return the path of the file at an address; None for a document that is no file, such as an untitled one."""
    found = _ADDRESS.fullmatch(uri)
    if not found or found["scheme"].lower() != "file" or not found["path"].strip("/"):
        return None
    from urllib.parse import unquote_to_bytes

    path = os.fsdecode(unquote_to_bytes(found["path"]))
    host = found["host"] or ""
    if "\0" in path or (host.lower() not in ("", "localhost") and os.name != "nt"):
        return None
    if os.name == "nt":
        if host.lower() not in ("", "localhost"):
            path = f"//{host}{path}"
        elif re.match("/[A-Za-z]:", path):
            path = path[1:]
    return os.path.normpath(path)


def is_draft(uri: str, language: str) -> bool:
    """Return whether a document may be a draft: a file or an untitled text, by its name or by the language of its editor."""
    scheme = uri.partition(":")[0].lower()
    if scheme not in ("file", "untitled"):
        return False
    path = file_path(uri)
    if path and suffix(path) in DRAFTS:
        return True
    return language in LANGUAGE_IDS and not (path and suffix_kind(path))
