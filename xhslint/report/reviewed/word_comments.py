"""The part of a Word file with its comments: those that are there, and new ones behind them."""

from __future__ import annotations

import posixpath

from xhslint.documents.relations import target
from xhslint.documents.xml_text import attribute
from xhslint.report.reviewed.archive import Copy
from xhslint.report.reviewed.source import Tag, edited_bytes, escaped, into, space_of, tags, walk
from xhslint.report.reviewed.wording import AUTHOR

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_INITIALS = "xhs"
_SIZE = 18  # of letters, in half points, whatever the text of the document has


class WordComments:
    """Reads the comments of a Word file and takes in new ones."""

    def __init__(self, copy: Copy, document: str, space: str) -> None:
        self._copy = copy
        self._document = document
        self._part = target(copy.package, document, "comments")
        self._data = copy.read(self._part) if self._part else f'<w:comments xmlns:w="{space}"/>'.encode()
        self._root = tags(copy.package, self._data)[0]
        self._space = space_of(self._data, self._root) or space
        self._added: list[str] = []
        self.ids: set[str] = set()
        """The ids of all comments."""
        self.own: dict[str, str] = {}
        """What the comments of earlier reviews say, by their ids."""
        self._find()

    def add(self, id: int, words: str, written: str) -> None:
        """Take in a comment, a paragraph a line; `written` is the time in the form of `2026-12-01T08:30:00`."""
        head = f'<w:comment xmlns:w="{self._space}" w:id="{id}" w:author="{AUTHOR}" w:initials="{_INITIALS}" w:date="{written}Z">'
        size = f'<w:rPr><w:sz w:val="{_SIZE}"/></w:rPr>'
        lines = "".join(
            '<w:p><w:pPr><w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr>'
            f'<w:r>{size}<w:t xml:space="preserve">{escaped(line)}</w:t></w:r></w:p>'
            for line in words.split("\n")
        )
        self._added.append(f"{head}{lines}</w:comment>")

    def write(self) -> None:
        """Put the part into the copy, if there are new comments."""
        if not self._added:
            return
        if not self._part:
            folder = posixpath.dirname(self._document)
            name = posixpath.join(folder, "comments.xml")
            self._part = (
                name if name not in self._copy else self._copy.free_name(posixpath.join(folder, "comments{}.xml"))
            )
            self._copy.declare(self._part, _TYPE)
            self._copy.relate(self._document, "comments", self._part)
        self._copy.put(self._part, edited_bytes(self._data, [into(self._data, self._root, "".join(self._added))]))

    def _find(self) -> None:
        """Take in the comments that are there."""
        own, takes_words = "", False
        words: list[str] = []

        def begin(tag: Tag) -> None:
            nonlocal own, takes_words
            if tag.name == "w:comment":
                id = attribute(tag.values, "w:id") or ""
                self.ids.add(id)
                own = id if attribute(tag.values, "w:author") == AUTHOR else ""
                words.clear()
            takes_words = tag.name == "w:t"

        def finish(tag: Tag) -> None:
            nonlocal takes_words
            takes_words = False
            if tag.name == "w:p":
                words.append("\n")
            elif tag.name == "w:comment" and own:
                self.own[own] = "".join(words).removesuffix("\n")

        def text(said: str) -> None:
            if takes_words:
                words.append(said)

        walk(self._copy.package, self._data, begin, finish, text)
