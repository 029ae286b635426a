"""Text as the markup of a page, and what a page brings along: its style, its script and the hashes that admit them."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path

from xhslint.terminal.width import visible

ASSETS = Path(__file__).parent.with_name("formats")


def as_markup(text: str) -> str:
    """Return text as markup without tags, quotes or invisible characters."""
    return escape(visible(text))


def asset(name: str) -> str:
    """Return a file that pages hold inline."""
    return (ASSETS / name).read_text("utf-8")


def policy_hash(text: str) -> str:
    """Return the hash by which a Content-Security-Policy admits this inline text and no other."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
