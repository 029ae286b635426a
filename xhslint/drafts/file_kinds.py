"""Recognise files that hold their text in a form of their own, such as Word documents, web pages and pictures.

Read as plain text they would give nothing, or text with marks and escapes inside its words, and pass as clean.
"""

from __future__ import annotations

import os
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

DRAFTS = (".md", ".markdown", ".txt")
"""The suffixes of drafts, each a file of its own."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How documents of Office until 2003 begin, and newer ones with a password."""

_SUFFIXES = {
    "document": ".doc .docx .docm .dot .dotx .dotm .wps .wpt .odt .ott .pages .rtf .epub",
    "sheet": ".xls .xlsx .xlsm .xlsb .xlt .xltx .xltm .et .ett .ods .ots .numbers .csv .tsv",
    "slides": ".ppt .pptx .dps .odp .key",
    "pdf": ".pdf",
    "web page": ".html .htm .xhtml .shtml .mhtml .mht",
    "mail": ".eml .msg",
    "data": ".json .jsonl .ndjson .ipynb .xml .plist",
    "picture": ".png .jpg .jpeg .gif .webp .bmp .tif .tiff .heic .heif .avif .svg .psd",
    "archive": ".zip .rar .7z .gz .tar .tgz",
}
_SAVED_AS = {"document": ".docx", "sheet": ".xlsx"}
_READ = (".docx", ".xlsx", ".csv", ".tsv")
_KINDS = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}

_BEGINNINGS = (
    (b"%PDF-", "pdf"),
    (rb"{\rtf", "document"),
    (OLD_OFFICE, "document"),
    (b"PK\x03\x04", "archive"),  # also of newer documents, sheets and slides
    (b"Rar!\x1a", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
)
_BYTES = (b"RIFF", *(beginning for beginning, _ in _BEGINNINGS))
_LEAD = 1000  # characters in which comments before a web page end


def suffix_kind(path: Path | str) -> str:
    """Return the kind of file that a name promises; "" for a name that may be that of plain text."""
    if os.fspath(path).endswith(DRAFTS):  # most names
        return ""
    return _KINDS.get(suffix(path), "")


def saved_as(path: Path | str) -> str:
    """Return the suffix of the format that can be read in place of the one that a name promises, `.docx` or `.xlsx`; else ""."""
    return "" if suffix(path) in _READ else _SAVED_AS.get(suffix_kind(path), "")


def suffix(path: Path | str) -> str:
    """Return the suffix of a name in lower case, with its dot."""
    return os.path.splitext(path)[1].lower()


def is_lock(path: Path | str) -> bool:
    """Return whether a name is that of the file that Word, Excel or PowerPoint keep beside one that they have open."""
    return (
        "~$" in os.fspath(path)
        and os.path.basename(path).startswith("~$")
        and suffix_kind(path) in ("document", "sheet", "slides")
    )


def may_be_document(path: Path | str) -> bool:
    """Return whether a name has a suffix that is none of a draft, so that it may be that of a document with several notes."""
    return not os.fspath(path).endswith(DRAFTS) and suffix(path) not in ("", *DRAFTS)


def data_kind(data: bytes) -> str:
    """Return the kind of file whose first bytes these are; "" for those of any text."""
    if not data.startswith(_BYTES):  # most files
        return ""
    kind = next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), "")
    if not kind and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "picture"
    return kind


def text_kind(text: str) -> str:
    """Return the kind of file whose text this is, such as a web page in a file with the name of a draft; "" for prose."""
    start = text[:_LEAD].lstrip()
    if start.startswith("<"):
        start = re.sub(r"<!--.*?-->\s*", "", start, flags=re.DOTALL)
        if re.match(r"<(?:!doctype\s+html|html|head|body)\b", start, re.IGNORECASE):
            return "web page"
        return "data" if start.startswith("<?xml") else ""
    return "data" if start.startswith("{") and _is_json(text) else ""


def _is_json(text: str) -> bool:
    import json

    try:
        return bool(json.loads(text))
    except (ValueError, RecursionError):
        return False
