"""The command `serve`: the page to paste into, on this computer alone."""

from __future__ import annotations

import errno
import secrets
import sys
from threading import Thread

from xhslint.base.errors import Mistake
from xhslint.cli.output import crash_text, print_chunks
from xhslint.cli.project import project_config
from xhslint.config.project import baseline_path, load_baseline
from xhslint.messages.catalogue import say, system_reason
from xhslint.page.answers import Answers
from xhslint.serve.server import PageServer
from xhslint.terminal.console import Console, is_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.cli.arguments import CheckOptions

TOKEN_BYTES = 24


def serve_page(console: Console, options: CheckOptions, port: int, opens: bool) -> int:
    """Serve the page until Ctrl-C and return the exit status 0; raises Mistake for a port that cannot be used.

    The configuration and the baseline are those of the current folder, as for `xhslint check -`.
    """
    config = project_config(console, options)
    baseline = load_baseline(config, baseline_path(config))
    answers = Answers(config, console.lang, baseline, crash_text)
    try:
        server = PageServer(port, secrets.token_urlsafe(TOKEN_BYTES), answers.answer, console.lang)
    except OSError as error:
        in_use = error.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", None))
        reason = say(console.lang, "serve.in use") if in_use else system_reason(console.lang, error)
        raise Mistake(say(console.lang, "serve.port", port, reason), "serve") from None
    try:
        with server:
            first = answers.answer("start", {})  # mistakes in rule files are told here, and the first check is quick
            if mistake := first.get("error"):
                raise Mistake(mistake, "serve")
            print_chunks(console, [say(console.lang, "serve.at", server.address) + "\n"])
            if opens:
                # In a thread: what the system has for a browser may not come back before it is closed.
                Thread(target=_open, args=(console, server.address), daemon=True).start()
            server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        if is_terminal(sys.stderr):
            console.error("")  # behind the ^C
    return 0


def _open(console: Console, address: str) -> None:
    import webbrowser

    try:
        is_open = webbrowser.open(address)
    except Exception:  # whatever a browser of the system brings
        is_open = False
    if not is_open:
        console.error(say(console.lang, "serve.no browser"))
