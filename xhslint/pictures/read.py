"""Read a picture: its codes, and its words if what that needs is installed."""

from __future__ import annotations

from hashlib import blake2b

from xhslint.base.time_limit import check_time
from xhslint.pictures import tools
from xhslint.pictures.kinds import refused, require_known
from xhslint.pictures.reading import Reading

VERSION = 2
"""The version of what this package makes of a picture; with another one, nothing that was kept of it is used."""


def read_picture(data: bytes, path: str) -> Reading:
    """Return what stands in a picture; raises InputError, naming `path`, for one that cannot be read.

    What is installed decides whether its words are read; without Pillow and zxing-cpp, nothing is.
    """
    require_known(data, path)
    if not tools.reads_codes():
        raise refused(path, "picture.install")
    from xhslint.pictures.codes import read_codes
    from xhslint.pictures.opening import open_upright

    image, has_more = open_upright(data, path)
    check_time()
    codes = read_codes(image)
    check_time()
    lines = None
    if tools.reads_words():
        from xhslint.pictures.layout import outside
        from xhslint.pictures.words import read_lines

        lines = outside(read_lines(image), codes)
    return Reading(image.width, image.height, codes, lines, has_more)


def key_of(data: bytes) -> bytes:
    """Return a digest of a picture and of everything else that its reading depends on."""
    digest = blake2b(f"picture {VERSION} {tools.versions()}\n".encode(), digest_size=20)
    digest.update(data)
    return digest.digest()
