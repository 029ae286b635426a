"""The HTML report that `--open` shows in the browser."""

from __future__ import annotations

from collections.abc import Sequence

from xhslint.messages.catalogue import say
from xhslint.terminal.console import Console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.cli.reports import Output


class ReportPage:
    """An HTML report in a file, shown once; a later run may replace the file."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._file = ""
        self._is_shown = False

    def among(self, outputs: Sequence[Output]) -> list[Output]:
        """Return the outputs of a run with the page among them: the HTML report that they have, else a temporary file."""
        for form, file in outputs:
            if form == "html" and file:
                self._file = file
                return [*outputs]
        self._file = self._file or _temporary_file()
        return [*((form, file) for form, file in outputs if form != "html"), ("html", self._file)]

    def show(self) -> None:
        """Open the page in the browser, unless this was done before, and say where it is."""
        if self._is_shown:
            return
        self._is_shown = True
        import webbrowser
        from pathlib import Path

        is_open = webbrowser.open(Path(self._file).resolve().as_uri())
        self._console.error(say(self._console.lang, "page opened" if is_open else "no browser", self._file))


def _temporary_file() -> str:
    """Return a new file that stays when the run ends, because the browser may read it later."""
    import os
    import tempfile

    handle, path = tempfile.mkstemp(prefix="xhslint-", suffix=".html")
    os.close(handle)
    return path
