"""The pictures in a Word or Excel file."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.base.errors import InputError, Problem
from xhslint.documents.package import Package
from xhslint.documents.picture_places import picture_places
from xhslint.drafts.file_kinds import suffix
from xhslint.drafts.places import Place
from xhslint.drafts.read import read_draft_data
from xhslint.messages.catalogue import both

FOLDERS = {".docx": "word/media/", ".xlsx": "xl/media/"}
"""The folder in which a file with this suffix has its pictures."""


class Embedded:
    """The pictures in the bytes of a document, by the names that they have in it; none in one of another kind or damaged."""

    def __init__(self, data: bytes, path: str) -> None:
        self.names: list[str] = []
        self._data = data
        self._places: dict[str, Place] = {}
        self._folder = FOLDERS.get(suffix(path), "")
        if not self._folder:
            return
        try:
            self._package = Package(data, path)
        except InputError:  # told when the notes were read
            return
        paths = [entry.filename.replace("\\", "/").lstrip("/") for entry in self._package.entries]
        self.names = [each[len(self._folder) :] for each in paths if each.lower().startswith(self._folder)]
        self.names = [each for each in self.names if each and not each.endswith("/")]

    def find_places(self) -> None:
        """Find out where in the document the pictures stand; raises InputError where it cannot be read."""
        if self.names:
            self._places = picture_places(self._data, self._package.path)

    def place(self, name: str) -> Place:
        """Return where a picture stands, as far as that has been found out."""
        return self._places.get((self._folder + name).lower(), Place())._replace(picture=name)

    def read(self, name: str, most: int) -> bytes:
        """Return the bytes of a picture; raises InputError for one that cannot be read or is larger than `most`."""
        return b"".join(self._bounded(name, most))

    def _bounded(self, name: str, most: int) -> Iterator[bytes]:
        left = most
        for chunk in self._package.chunks(self._folder + name):
            left -= len(chunk)
            if left < 0:
                raise InputError([Problem(self._package.path, 0, 0, both("picture too large", most))])
            yield chunk


def read_embedded(path: str, name: str, most: int) -> bytes:
    """Return the bytes of a picture in a document that is a file; raises InputError."""
    return Embedded(read_draft_data(path, most), path).read(name, most)
