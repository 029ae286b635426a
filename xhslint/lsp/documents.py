"""The documents that are open in the editor, kept the same as there change by change."""

from __future__ import annotations

import re
from functools import cached_property

from xhslint.lsp.addresses import file_path, is_draft
from xhslint.lsp.positions import DEFAULT, Positions
from xhslint.lsp.protocol import ask, need

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


class Document:
    """An open document: its address, the language that its editor takes it for, its text and the version of that.

    `encoding` is what positions are counted in, a key of `positions.ENCODINGS`.
    """

    def __init__(self, uri: str, language: str, version: int | None, text: str, encoding: str = DEFAULT) -> None:
        self.uri = uri
        self.version = version
        self.text = _joined(text)
        self.encoding = encoding
        self.path = file_path(uri)
        self.is_draft = is_draft(uri, language)

    @classmethod
    def opened(cls, params: object, encoding: str) -> Document:
        """Return the document that a `textDocument/didOpen` tells of; raises ProtocolError."""
        item = need(params, "textDocument", dict)
        language, version = ask(item, "languageId"), ask(item, "version")
        return cls(
            need(item, "uri", str),
            language if isinstance(language, str) else "",
            version if isinstance(version, int) else None,
            need(item, "text", str),
            encoding,
        )

    @cached_property
    def positions(self) -> Positions:
        """The positions of the present text."""
        return Positions(self.text, self.encoding)

    def change(self, changes: list[Any], version: int | None) -> None:
        """Apply changes, each a range with its new text or a whole text, in order; raises ProtocolError, with nothing done."""
        before = self.text
        try:
            for change in changes:
                self._apply(change)
        except Exception:
            self._take(before)
            raise
        self.version = version

    def _apply(self, change: object) -> None:
        text = need(change, "text", str)
        if (span := ask(change, "range")) is not None:
            start, end = self.positions.offsets(span)
            text = self.text[:start] + text + self.text[end:]
        self._take(_joined(text))

    def _take(self, text: str) -> None:
        self.text = text
        self.__dict__.pop("positions", None)


def _joined(text: str) -> str:
    """Return a text in which halves of characters beyond 16 bits that stand side by side, from two changes, are one."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
