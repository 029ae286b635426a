"""Pictures and codes drawn for tests."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import segno
from PIL import Image

WECHAT = "https://u.wechat.com/AbCdEfG12"


def encoded(image: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def code(text: str = WECHAT, scale: int = 8, dark: str = "black", light: str = "white", **options: Any) -> Image.Image:
    """Return a QR code with its margin."""
    out = BytesIO()
    segno.make(text, **options).save(out, kind="png", scale=scale, border=4, dark=dark, light=light)
    return Image.open(BytesIO(out.getvalue())).convert("RGB")


def on_ground(image: Image.Image, size: tuple[int, int] = (1080, 1440), ground: Any = "#f4efe6") -> Image.Image:
    """Return a poster with a picture near its lower right corner."""
    poster = Image.new("RGB", size, ground)
    poster.paste(image, (size[0] - image.width - 60, size[1] - image.height - 60))
    return poster
