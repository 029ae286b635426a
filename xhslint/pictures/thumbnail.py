"""A picture made smaller, for a report that shows it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from xhslint.base.errors import InputError
from xhslint.base.records import NamedTuple
from xhslint.drafts.read import read_draft_data
from xhslint.pictures import tools

WIDTH, HEIGHT = 720, 9000
"""The most pixels of a picture that is shown."""
QUALITY = 80
MAX_BYTES = 1 << 26


class Thumbnail(NamedTuple):
    """A JPEG, and the size in pixels of the picture that it shows, upright."""

    data: bytes
    width: int
    height: int


def thumbnail(path: str, read: Callable[[], bytes] | None = None) -> Thumbnail | None:
    """Return a picture made smaller; None if it cannot be read any more, or stood in no file.

    It is that in a file, or, for one inside a document, that whose bytes `read` returns.
    """
    if not tools.reads_codes():
        return None
    from xhslint.pictures.opening import open_upright

    try:
        image, _ = open_upright(read() if read else read_draft_data(path, MAX_BYTES), path)
    except InputError:
        return None
    width, height = image.size
    image.thumbnail((WIDTH, HEIGHT))
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Thumbnail(out.getvalue(), width, height)
