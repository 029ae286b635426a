"""The command `lsp`: the language server over standard input and output."""

from __future__ import annotations

import sys
from collections.abc import Callable

from xhslint.cli.output import crash_text
from xhslint.lsp.session import ClientGone, run
from xhslint.messages.catalogue import say
from xhslint.terminal.console import Console, is_terminal, silence_stdout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def serve(console: Console) -> int:
    """Serve the editor that started this process, and return the exit status: 0 if it said good-bye, else 1.

    Standard output belongs to the protocol, so whatever else is printed goes to standard error.
    """
    if sys.stdin is None or sys.stdout is None:
        return 1
    if is_terminal(sys.stdin):
        console.error(say(console.lang, "lsp.terminal"))
    output, sys.stdout = sys.stdout, sys.stderr
    try:
        return run(_reading(sys.stdin.buffer), output.buffer, crash_text, console.asked or "")
    except ClientGone:
        sys.stdout = output
        silence_stdout()
        return 1
    finally:
        sys.stdout = output


def _reading(stream: Any) -> Callable[[int], bytes]:
    """Return what reads a stream without its lock, which a thread that still reads would hold when the process ends."""
    raw = getattr(stream, "raw", None)
    return raw.read if raw is not None else stream.read1  # type: ignore[no-any-return]
