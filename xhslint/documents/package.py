"""The parts of a Word or Excel file, which is a ZIP archive of XML files, read within limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from xhslint.base.errors import InputError, Problem
from xhslint.base.time_limit import check_time
from xhslint.drafts.file_kinds import OLD_OFFICE, data_kind, suffix
from xhslint.messages.catalogue import both

MAX_ENTRIES = 20_000
"""The most files in an archive. A workbook with a picture in each row has more of them than rows."""
MAX_BYTES = 256 << 20
"""The most bytes of XML that are read of one document, all parts together: half a million rows with the notes of a year."""
MAX_RATIO = 200
"""How many times larger than compressed a part may be. Sheets full of empty formatted cells reach 50, bombs have up to 1,032."""
_FREE = 4 << 20  # so many bytes may be compressed by any ratio
_CHUNK = 1 << 18

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_PASSWORD = "EncryptedPackage".encode("utf-16-le")  # in what Office writes for a file with a password
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the standard allows no others
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, ArithmeticError, RuntimeError)


class Package:
    """The parts of one document by name, without regard to case, as `word/document.xml`.

    Every method raises InputError with a message that says what to do: for what is no such file, is damaged, encrypted or
    has macros, and as soon as more was read than the limits allow, whatever the archive says of its sizes.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self._left = MAX_BYTES
        self._archive = self._opened(data)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._archive.infolist():
            name = entry.filename.replace("\\", "/").lstrip("/").lower()
            if name in self._entries:  # one of them would be read, and another program would show the other
                raise self.error("office.damaged")
            self._entries[name] = entry
        if any(posixpath.basename(name) == "vbaproject.bin" for name in self._entries):
            raise self.error("office.macros")

    def error(self, key: str, *values: object) -> InputError:
        """Return the error with a message of the catalogue, in which {0} is the kind of file to save as."""
        return InputError([Problem(self.path, 0, 0, both(key, suffix(self.path), *values))])

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    @property
    def entries(self) -> list[zipfile.ZipInfo]:
        """What the archive says of its files, in its order."""
        return self._archive.infolist()

    def mentions(self, name: str, *words: bytes) -> bool:
        """Return whether one of some words, in ASCII, occurs in the bytes of a part."""
        before = b""
        for chunk in self.chunks(name, is_look_ahead=True):
            seen = (before + chunk).replace(b"\0", b"")  # which stand between the letters of UTF-16
            if any(word in seen for word in words):
                return True
            before = seen[-64:]
        return False

    def chunks(self, name: str, is_look_ahead: bool = False) -> Iterator[bytes]:
        """Yield the bytes of a part; those of one that is looked at before it is read count only once."""
        entry = self._entries.get(name.lower())
        if entry is None:
            raise self.error("office.damaged")
        if entry.flag_bits & _ENCRYPTED:
            raise self.error("office.password")
        if entry.compress_type not in _METHODS:
            raise self.error("office.damaged")
        left, allowed = self._left, max(_FREE, entry.compress_size * MAX_RATIO)
        try:
            with self._archive.open(entry) as part:
                while chunk := part.read(min(_CHUNK, left + 1)):
                    check_time()
                    left -= len(chunk)
                    allowed -= len(chunk)
                    if not is_look_ahead:
                        self._left = left
                    if left < 0:
                        raise self.error("office.large", MAX_BYTES >> 20)
                    if allowed < 0:
                        raise self.error("office.bomb")
                    yield chunk
        except _DAMAGE:
            raise self.error("office.damaged") from None

    def _opened(self, data: bytes) -> zipfile.ZipFile:
        if data.startswith(OLD_OFFICE):
            raise self.error("office.password" if _PASSWORD in data else "office.old")
        if data_kind(data) != "archive":
            raise self.error("office.other" if data.strip(b"\0") else "office.damaged")
        if data.count(_ENTRY) > MAX_ENTRIES:
            raise self.error("office.entries", MAX_ENTRIES)
        try:
            return zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE:
            raise self.error("office.damaged") from None
