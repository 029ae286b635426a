"""The command `mcp`: the tools for agents that write, over standard input and output."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from xhslint.base.errors import InputError, Problem
from xhslint.cli.output import crash_text
from xhslint.messages.catalogue import both, say
from xhslint.terminal.console import Console, is_terminal, silence_stdout

EXTRA = "xhslint[mcp]"


def serve_agent(console: Console) -> int:
    """Serve the agent that started this process until it is gone, and return the exit status.

    Raises InputError if the library of the extra `mcp` is missing or too old.
    """
    try:
        import mcp_types  # noqa: F401 - of the releases that this was written for, and no earlier ones

        from xhslint.mcp.server import serve
    except ImportError as error:
        if (error.name or "").startswith("xhslint"):
            raise
        raise InputError([Problem("", 0, 0, both("mcp.missing", EXTRA))]) from None
    if is_terminal(sys.stdin):
        console.error(say(console.lang, "mcp.terminal"))
    try:
        with _signals_end_it_at_once():
            serve(console.asked or console.lang, crash_text)
    except BaseException as error:
        if not _is_client_gone(error):
            raise
        silence_stdout()
    return 0


@contextmanager
def _signals_end_it_at_once() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end this process at once, for a thread that waits for the client would hold it up.

    Nothing is lost: what is open are the streams to the client.
    """
    usual = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    usual = {number: handler for number, handler in usual.items() if handler is not signal.SIG_IGN}
    for number in usual:
        signal.signal(number, lambda number, frame: os._exit(128 + number))
    try:
        yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)


def _is_client_gone(error: BaseException) -> bool:
    """Return whether an exception, or all of a group, come from a client that takes no more answers."""
    several = getattr(error, "exceptions", None)  # of a group, a class that Python 3.10 does not have
    return all(map(_is_client_gone, several)) if several else isinstance(error, BrokenPipeError)
