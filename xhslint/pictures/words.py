"""Read the words in a picture by RapidOCR, with the models that come with its package: nothing is fetched."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from xhslint.base.time_limit import check_time
from xhslint.pictures import tools
from xhslint.pictures.layout import Tile, in_reading_order, tiles, without_repeats
from xhslint.pictures.reading import Line

if TYPE_CHECKING:
    from PIL.Image import Image

LONGER_SIDE = 1280
"""The pixels to which the longer side of a picture is made smaller: more take longer and are not read better."""

LEAST = 0.5
"""The confidence below which a line is left out, for it is mostly a pattern that was taken for words."""


def read_lines(image: Image) -> tuple[Line, ...]:
    """Return the lines of words in an upright picture in RGB, in the order in which people read them."""
    lines: list[Line] = []
    for tile in tiles(*image.size):
        check_time()
        lines = without_repeats(lines, _lines_in(image, tile))
    return tuple(in_reading_order(lines))


def _lines_in(image: Image, tile: Tile) -> list[Line]:
    import numpy

    part = image.crop((0, tile.top, image.width, tile.bottom))
    found = _engine()(numpy.asarray(part)[:, :, ::-1])
    if found.txts is None or found.boxes is None:
        return []
    rows = zip(found.txts, found.boxes.tolist(), found.scores, strict=True)
    return [_line(text, corners, score, image, tile.top) for text, corners, score in rows if text.strip()]


def _line(text: str, corners: list[list[float]], score: float, image: Image, top: int) -> Line:
    """Return a line with the smallest upright box around its corners, inside the picture."""
    xs = [min(max(0, round(x)), image.width) for x, _ in corners]
    ys = [min(max(0, round(y) + top), image.height) for _, y in corners]
    box = min(xs), min(ys), max(1, max(xs) - min(xs)), max(1, max(ys) - min(ys))
    return Line(" ".join(text.split()), box, round(float(score), 3))


@lru_cache(1)
def _engine() -> Any:
    """Return the reader, which uses one thread: a run reads several pictures at once in processes of their own."""
    import cv2
    import onnxruntime
    from rapidocr import RapidOCR

    cv2.setNumThreads(1)
    onnxruntime.set_default_logger_severity(4)  # what it says of graphic cards is no message for users
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    models = {f"{key}.model_path": path for key, path in tools.models().items()}
    return RapidOCR(
        params={
            **models,
            "Global.log_level": "critical",
            "Global.text_score": LEAST,
            "Global.max_side_len": LONGER_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
