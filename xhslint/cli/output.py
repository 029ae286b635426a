"""Printing on standard output or into a file, as the options say."""

from __future__ import annotations

import os
from collections.abc import Iterable

from xhslint.messages.catalogue import say
from xhslint.report.style import Style
from xhslint.terminal.console import Console, output_encoding, terminal_width, use_color
from xhslint.terminal.width import without_commands


def style_for(console: Console, color: str, no_color: bool, output: str | None = None) -> Style:
    """Return the style of a report; `output` is its file, None for standard output, `color` is auto, always or never."""
    is_colored = use_color("never" if no_color else color, bool(output))
    return Style(console.lang, terminal_width(), is_colored, is_file=bool(output), encoding=output_encoding(output))


def print_chunks(console: Console, chunks: Iterable[str], output: str | None = None, utf8: bool = False) -> None:
    """Write the pieces of a text as they come; a file appears only when all are written.

    `utf8` is the encoding of what programs read; what people read is in that of the output, and holds no command for the
    server in whose log it may stand.
    """
    with console.output(output, "utf-8" if utf8 else output_encoding(output)) as write:
        for chunk in chunks:
            write(chunk if utf8 else without_commands(chunk))


def crash_text(error: Exception, lang: str) -> str:
    """Return the message for an unexpected exception; with XHSLINT_DEBUG, print its traceback too."""
    if os.environ.get("XHSLINT_DEBUG"):
        import traceback

        traceback.print_exception(type(error), error, error.__traceback__)
    return say(lang, "crash", f"{type(error).__name__}: {error}")
