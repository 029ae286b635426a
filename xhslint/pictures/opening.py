"""Open a picture that a stranger may have made: known formats only, bounded in pixels, upright, in colours as they are seen."""

from __future__ import annotations

import warnings
from contextlib import suppress
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, ImageStat

from xhslint.pictures.kinds import refused, require_known

MAX_PIXELS = 50_000_000
"""The most pixels of a picture: more than any phone takes, and some 150 MB when unpacked."""

MAX_SIDE = 30_000
"""The most pixels of a side: that of a long screenshot, several times over."""

FAULTS: tuple[type[Exception], ...] = (
    *(OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, ZeroDivisionError),
    *(AttributeError, NotImplementedError, RuntimeError, Image.DecompressionBombError),
)
"""What Pillow raises for a damaged picture; it promises none of them."""


def open_upright(data: bytes, path: str) -> tuple[Image.Image, bool]:
    """Return a picture as it is shown, in RGB, and whether it has more frames than this first one.

    Raises InputError, naming `path`, for what is none, is damaged, too large or in a format that is not read. The number of
    pixels is read from the header, before any is decoded.
    """
    kind = require_known(data, path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about metadata, and about sizes below our own limit
        try:
            image = Image.open(BytesIO(data), formats=[kind])
            width, height = image.size
        except Image.DecompressionBombError:
            raise refused(path, "picture.huge", MAX_PIXELS // 1_000_000) from None
        except FAULTS:
            raise refused(path, "picture.damaged") from None
        if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
            raise refused(path, "picture.huge", MAX_PIXELS // 1_000_000)
        try:
            image.seek(0)
            image.load()
            has_more = kind != "JPEG" and getattr(image, "n_frames", 1) > 1  # phones put a preview into a JPEG
            return _in_rgb(_upright(image)), has_more
        except FAULTS:
            raise refused(path, "picture.damaged") from None


def _upright(image: Image.Image) -> Image.Image:
    """Return a picture turned as its EXIF data says; as it is if these are damaged."""
    with suppress(*FAULTS):
        return ImageOps.exif_transpose(image) or image
    return image


def _in_rgb(image: Image.Image) -> Image.Image:
    """Return a picture in RGB: 16 bits cut to 8, and what is transparent filled so that what is drawn on it stands out."""
    if image.mode.startswith("I") or image.mode == "F":
        low, high = _range(image)
        scale = 255 / max(high, 255) if low >= 0 else 1.0
        image = image.convert("F").point(lambda value: value * scale).convert("L")
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        drawn = image.convert("RGBA")
        alpha = drawn.getchannel("A")
        is_bright = ImageStat.Stat(drawn.convert("L"), mask=alpha).mean[0] > 160 if alpha.getbbox() else False
        ground = Image.new("RGBA", drawn.size, (40, 40, 40, 255) if is_bright else (255, 255, 255, 255))
        ground.alpha_composite(drawn)
        image = ground
    return image if image.mode == "RGB" else image.convert("RGB")


def _range(image: Any) -> tuple[float, float]:
    """Return the least and the greatest value of a picture with one channel."""
    low, high = image.getextrema()
    return float(low), float(high)
