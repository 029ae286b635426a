"""Find and decode the QR codes in a picture, by zxing-cpp."""

from __future__ import annotations

from typing import TYPE_CHECKING

import zxingcpp

from xhslint.pictures.reading import Line

if TYPE_CHECKING:
    from PIL.Image import Image

    from xhslint.drafts.places import Box

MAX_CODES = 100
"""The most codes of a picture that are told."""


def read_codes(image: Image) -> tuple[Line, ...]:
    """Return the QR codes in an upright picture in RGB, from top to bottom; those that cannot be decoded, or say nothing, are not found."""
    formats = zxingcpp.barcode_formats_from_str("QRCode,MicroQRCode,RMQRCode")
    found = zxingcpp.read_barcodes(image, formats=formats)
    codes = {Line(_text(each), _box(each.position)): None for each in found if each.valid and each.bytes.strip()}
    return tuple(sorted(codes, key=lambda code: (code.box[1], code.box[0])))[:MAX_CODES]


def _text(code: zxingcpp.Barcode) -> str:
    """Return what a code says; its bytes as hexadecimal digits if that is no text."""
    return str(code.text) if code.text.strip() else f"0x{code.bytes.hex()}"


def _box(position: zxingcpp.Position) -> Box:
    """Return the smallest upright box around a code that may be turned."""
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    left, top = max(0, min(each.x for each in corners)), max(0, min(each.y for each in corners))
    return left, top, max(each.x for each in corners) - left, max(each.y for each in corners) - top
