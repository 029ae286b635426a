"""Text as XML 1.0 allows it."""

from __future__ import annotations

from html import escape

from xhslint.terminal.width import visible

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def content(*lines: str) -> str:
    """Lines as the content of an element; what XML forbids, and whatever else cannot be seen, is shown as an escape."""
    return "\n".join(escape(visible(line), quote=False) for line in lines)


def attributes(**values: str | int) -> str:
    """Attributes, each behind a space; those that are an empty string are left out."""
    # What html.escape writes for quotes are numbers and names that XML knows as well.
    return "".join(f' {name}="{escape(visible(str(value)))}"' for name, value in values.items() if value != "")
