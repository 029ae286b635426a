"""Text that XML 1.0 allows."""

from __future__ import annotations

from html import escape

from xhslint.terminal.width import visible, visible_lines

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def content(*lines: str) -> str:
    """Return lines as the content of an element; characters that are invisible or that XML forbids become escapes."""
    return escape(visible_lines(lines), quote=False)


def attributes(**values: str | int) -> str:
    """Return attributes, each after a space; leave out those whose value is an empty string."""
    # html.escape writes quotes as references that XML knows as well.
    return "".join(f' {name}="{escape(visible(str(value)))}"' for name, value in values.items() if value != "")
