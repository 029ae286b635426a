"""What the server does about documents: it checks them, publishes what it finds and answers questions about them."""

from __future__ import annotations

import time
from functools import cached_property

from xhslint.lsp.documents import Document
from xhslint.lsp.protocol import INTERNAL_ERROR, INVALID_PARAMS, ProtocolError, ask, document_uri, need

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.lsp.capabilities import Client
    from xhslint.lsp.checks import Check
    from xhslint.lsp.mistakes import Notify, ShownMistakes
    from xhslint.lsp.projects import DescribeCrash, Project, Projects
    from xhslint.lsp.schedule import Schedule


class Features:
    """The open documents of a client. `notify` sends a notification, `schedule` says when which document is checked.

    What checks is imported when the first document is, because a client waits for the server to start.
    """

    def __init__(
        self, client: Client, describe_crash: DescribeCrash, asked: str, notify: Notify, schedule: Schedule
    ) -> None:
        self.client = client
        self.documents: dict[str, Document] = {}
        self._notify = notify
        self._schedule = schedule
        self._checks: dict[str, tuple[str, Project, Check | None]] = {}
        self._spent: dict[str, float] = {}
        self._describe_crash = describe_crash
        self._asked = client.asked or asked

    @cached_property
    def projects(self) -> Projects:
        """The projects of the documents."""
        from xhslint.lsp.projects import Projects

        return Projects(self._describe_crash, self._asked, self.client.locale, self.client.folders, self.client.profile)

    @cached_property
    def _mistakes(self) -> ShownMistakes:
        from xhslint.lsp.mistakes import ShownMistakes

        return ShownMistakes(self._notify, self.client.encoding)

    def open(self, params: object) -> None:
        """Take a document that was opened; raises ProtocolError."""
        document = Document.opened(params, self.client.encoding)
        self.documents[document.uri] = document
        self._checks.pop(document.uri, None)
        self._plan(document.uri)

    def change(self, params: object) -> None:
        """Make the changes of an open document; raises ProtocolError."""
        document = self._document(params)
        version = ask(params, "textDocument", "version")
        document.change(need(params, "contentChanges", list), version if isinstance(version, int) else None)
        self._plan(document.uri)

    def close(self, params: object) -> None:
        """Forget a document and what was published of it; raises ProtocolError."""
        document = self._document(params)
        for table in (self.documents, self._checks, self._spent):
            table.pop(document.uri, None)
        self._schedule.remove(document.uri)
        if document.is_draft and not self.client.pulls:
            self._publish(document.uri, [])

    def recheck(self) -> None:
        """Check all documents again: something beside them may have changed."""
        for uri in self.documents:
            self._plan(uri)

    def publish(self, uri: str) -> None:
        """Send the diagnostics of an open document, unless the client asks for them."""
        document = self.documents[uri]
        found = self._diagnostics(document)
        if not self.client.pulls:
            self._publish(uri, found, document.version)

    def diagnostic(self, params: object) -> dict[str, Any]:
        """Return the diagnostics of an open document; raises ProtocolError."""
        document = self._document(params)
        return {"kind": "full", "items": self._diagnostics(document)}

    def hover(self, params: object) -> dict[str, Any] | None:
        """Return what is to be told of the findings at a position; None without one; raises ProtocolError."""
        from xhslint.lsp.hover import hover

        document = self._document(params)
        offset = document.positions.offset(need(params, "position", dict))
        return hover(document, self.check(document), offset, self.client.has_markdown)

    def code_actions(self, params: object) -> list[dict[str, Any]]:
        """Return what can be done about the findings of a range; raises ProtocolError."""
        from xhslint.base.time_limit import OutOfTime
        from xhslint.lsp.actions import code_actions

        document = self._document(params)
        span = document.positions.offsets(need(params, "range", dict))
        only = ask(params, "context", "only")
        kinds = [kind for kind in only if isinstance(kind, str)] if isinstance(only, list) else None
        try:
            return code_actions(document, self.check(document), span, kinds, self.client)
        except OutOfTime:
            raise ProtocolError(INTERNAL_ERROR, "out of time") from None

    def check(self, document: Document) -> Check | None:
        """Return the check of the present text of a document, made at most once; None for one that is not to be checked."""
        if not document.is_draft:
            return None
        project = self.projects.of(document.path)
        known = self._checks.get(document.uri)
        if known and known[0] == document.text and known[1] is project:
            return known[2]
        from xhslint.lsp.checks import check_document

        began = time.perf_counter()
        self._mistakes.update(project)
        check = check_document(document, project)
        self._checks[document.uri] = document.text, project, check
        self._spent[document.uri] = time.perf_counter() - began
        return check

    def _diagnostics(self, document: Document) -> list[dict[str, Any]]:
        from xhslint.lsp.diagnostics import diagnostics

        return diagnostics(document, self.check(document), self.client)

    def _document(self, params: object) -> Document:
        uri = document_uri(params)
        if uri not in self.documents:
            raise ProtocolError(INVALID_PARAMS, "the document is not open")
        return self.documents[uri]

    def _plan(self, uri: str) -> None:
        if self.documents[uri].is_draft:
            self._schedule.add(uri, self._spent.get(uri, 0.0))

    def _publish(self, uri: str, found: list[dict[str, Any]], version: int | None = None) -> None:
        about = {} if version is None else {"version": version}
        self._notify("textDocument/publishDiagnostics", {"uri": uri, **about, "diagnostics": found})
