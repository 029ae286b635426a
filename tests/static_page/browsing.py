"""The folder in a real browser, from a server that knows nothing but files, below a path."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""The argument of a browser that finds no host but this computer."""
BELOW = "/intranet/工具"
"""The path below which the folder is."""
NONE = "\n"
"""What is in no path."""
FIRST, LATER = 180_000, 60_000
"""Milliseconds after which something hangs: until the page is ready, and afterwards."""


class FileServer(ThreadingHTTPServer):
    """Serves a folder below a path; `asked` are the paths that were asked for, `cut` and `gone` names that are not served whole."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.asked: list[str] = []
        self.gone = self.cut = NONE

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{BELOW}/"


class _Handler(SimpleHTTPRequestHandler):
    server: FileServer
    extensions_map = {  # noqa: RUF012 - as in its base class
        ".html": "text/html",
        ".css": "text/css",
        ".js": "text/javascript",
        ".svg": "image/svg+xml",
        "": "",
    }

    def translate_path(self, path: str) -> str:
        self.server.asked.append(path)
        from urllib.parse import unquote

        below = unquote(path)
        if not below.startswith(f"{BELOW}/") or self.server.gone in below:
            return "/nowhere"
        return super().translate_path(path[len(path) - len(path.split("/", 3)[3]) - 1 :])

    def copyfile(self, source: Any, outputfile: Any) -> None:
        data = source.read()
        outputfile.write(data[: len(data) // 2] if self.server.cut in self.path else data)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[FileServer]:
    with FileServer(folder) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


class Visit:
    """A tab that opened the page, what it asked of servers, and what went wrong in it."""

    def __init__(self, context: Any, address: str) -> None:
        self.context = context
        self.tab = context.new_page()
        self.tab.set_default_timeout(LATER)
        self.errors: list[str] = []
        self.addresses: list[str] = []
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))
        self.tab.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        context.on("request", lambda request: self.addresses.append(request.url))
        self.tab.goto(address)

    def wait_until_ready(self) -> None:
        self.tab.wait_for_selector("#page:not([hidden]), #loading.notice", timeout=FIRST)
        assert not self.tab.is_visible("#loading"), self.tab.inner_text("#loading")

    def write(self, text: str) -> None:
        self.tab.click("#editor")
        self.tab.keyboard.insert_text(text)

    def cards(self, number: int) -> list[str]:
        """Return the words of the cards, once there are so many."""
        self.tab.wait_for_selector(f"#cards > li:nth-child({number})")
        return [each.inner_text() for each in self.tab.query_selector_all("#cards .words q")]

    def marked(self) -> list[str]:
        """Return the words that are underlined."""
        script = (
            "() => [...CSS.highlights].filter(([name]) => /error|warning|info/.test(name))"
            ".flatMap(([, each]) => [...each].map(String))"
        )
        return sorted(self.tab.evaluate(script))
