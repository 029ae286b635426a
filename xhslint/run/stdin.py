"""Read what is pasted or piped in."""

from __future__ import annotations

import sys

from xhslint.base.errors import InputError, Problem
from xhslint.messages.catalogue import say
from xhslint.terminal.console import Console, is_terminal


def read_stdin(console: Console, name: str, most: int, key: str) -> bytes:
    """Return the bytes of standard input; raises InputError, which calls it `name`, if it cannot be read.

    More than `most` bytes are an error with the text `key`. Somebody at a terminal is told to paste.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise InputError([Problem(name, 0, 0, say(console.lang, "no stdin"))])
    if is_terminal(sys.stdin):
        console.error(say(console.lang, "paste"))
    try:
        data = sys.stdin.buffer.read(most + 1)
    except OSError as error:
        reason = say(console.lang, "unreadable", error.strerror or str(error))
        raise InputError([Problem(name, 0, 0, reason)]) from error
    if len(data) > most:
        from xhslint.drafts.read import too_large

        raise too_large(name, most, key)
    return data
