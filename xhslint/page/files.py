"""The files of the page as they are sent to a browser: plain HTML, CSS and modules, made by no build."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from xhslint.report.formats import html

INDEX = "index.html"
_FOLDER = Path(__file__).with_name("assets")
_COLORS = Path(html.__file__).with_name("colors.css")
"""The colours and the letters of the HTML report, which are those of the page."""
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@cache
def page_files() -> dict[str, tuple[str, bytes]]:
    """Return the type and the bytes of each file by its name."""
    files = sorted(path for path in (*_FOLDER.iterdir(), _COLORS) if path.suffix in _TYPES)
    return {path.name: (_TYPES[path.suffix], path.read_bytes()) for path in files}
