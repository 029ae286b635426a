"""How what is said reaches the terminal or a file."""

from __future__ import annotations

import os
from collections.abc import Iterable

from xhslint.messages.catalogue import say
from xhslint.report.style import Style
from xhslint.terminal.console import Console, output_encoding, terminal_width, use_color

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def look_of(console: Console, given: dict[str, Any], output: str | None = None) -> Style:
    color = "never" if given["no_color"] else given["color"]
    return Style(console.lang, terminal_width(), use_color(color, bool(output)), encoding=output_encoding(output))


def print_chunks(console: Console, chunks: Iterable[str], output: str | None = None, utf8: bool = False) -> None:
    with console.output(output, "utf-8" if utf8 else output_encoding(output)) as write:
        for chunk in chunks:
            write(chunk)


def crash_text(error: Exception, lang: str) -> str:
    """What to say of an exception that nobody expected."""
    if os.environ.get("XHSLINT_DEBUG"):
        import traceback

        traceback.print_exception(type(error), error, error.__traceback__)
    return say(lang, "crash", f"{type(error).__name__}: {error}")
