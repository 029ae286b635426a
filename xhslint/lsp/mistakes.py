"""Show the mistakes of a project, because of which none of its documents is checked, until they are mended."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from xhslint.base.errors import InputError, Problem
from xhslint.base.file_reading import MAX_BYTES
from xhslint.drafts.read import read_text
from xhslint.lsp.diagnostics import problem_diagnostic
from xhslint.lsp.positions import Positions
from xhslint.lsp.protocol import ERROR
from xhslint.report.parts.addresses import file_uri

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.lsp.projects import Project

    Notify = Callable[[str, dict[str, Any]], None]


class ShownMistakes:
    """The mistakes that the user of an editor sees; `notify` sends a notification."""

    def __init__(self, notify: Notify, encoding: str) -> None:
        self._notify = notify
        self._encoding = encoding
        self._shown: dict[str, tuple[Problem, ...]] = {}

    def update(self, project: Project) -> None:
        """Show the mistakes of a project in their files and the first in a message, unless they are shown already."""
        problems = tuple(problem.in_language(project.lang) for problem in project.problems)
        before = self._shown.get(project.name, ())
        if problems == before:
            return
        self._shown[project.name] = problems
        for path in sorted({problem.path for problem in (*before, *problems)} - {""}):
            self._publish(path, [problem for problem in problems if problem.path == path])
        for problem in problems[:1]:
            self._notify("window/showMessage", {"type": ERROR, "message": str(problem)})

    def _publish(self, path: str, problems: Sequence[Problem]) -> None:
        positions = Positions(_text(path), self._encoding)
        found = [problem_diagnostic(positions, problem, ERROR) for problem in problems]
        uri = file_uri(os.path.abspath(path))
        self._notify("textDocument/publishDiagnostics", {"uri": uri, "diagnostics": found})


def _text(path: str) -> str:
    """Return the text of a file, "" of one that cannot be read: its mistakes are at its beginning then."""
    try:
        return read_text(path, MAX_BYTES, allow_pipe=False)
    except InputError:
        return ""
