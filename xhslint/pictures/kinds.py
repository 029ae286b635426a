"""Which files are pictures, and which of those can be read."""

from __future__ import annotations

from xhslint.base.errors import InputError, Problem
from xhslint.drafts.file_kinds import suffix, suffix_kind
from xhslint.messages.catalogue import both

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
"""The formats that are read, as Pillow calls them; all others are refused before any decoder sees them."""

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp")
"""The suffixes of those formats; which of them a file has is told by its content alone."""

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"8BPS", "PSD"),
    (b"%PDF-", "PDF"),
)
_BRANDS = {b"avif": "AVIF", b"avis": "AVIF"}
_HEIF = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevx", b"mif1", b"msf1")


def is_picture(path: Path | str) -> bool:
    """Return whether a name is that of a picture, also of one in a format that is refused."""
    return suffix_kind(path) == "picture"


def is_readable(path: Path | str) -> bool:
    """Return whether a name is that of a picture in a format that is read."""
    return suffix(path) in SUFFIXES


def format_of(data: bytes) -> str:
    """Return the format of a picture by its first bytes; "" for what is none that is known here."""
    if found := next((name for beginning, name in _BEGINNINGS if data.startswith(beginning)), ""):
        return found
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        return _BRANDS.get(brand) or ("HEIC" if brand in _HEIF else "")
    if b"<svg" in data[:1000].lower():
        return "SVG"
    return ""


def require_known(data: bytes, path: str) -> str:
    """Return the format of a picture that is read; raises InputError, naming `path`, for another one and for what is none."""
    if not data.strip(b"\0"):
        raise refused(path, "picture.empty")
    kind = format_of(data)
    if kind not in FORMATS:
        raise refused(path, "picture.format", kind) if kind else refused(path, "picture.none")
    return kind


def refused(path: str, key: str, *values: object) -> InputError:
    """Return the error for a picture that is not read."""
    return InputError([Problem(path, 0, 0, both(key, *values))])
