"""QR codes as they stand in posters: small, turned, in perspective, with a logo, on colours, blurred."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Image = pytest.importorskip("PIL.Image")
pytest.importorskip("zxingcpp")
pytest.importorskip("segno")

from PIL import ImageDraw, ImageFilter, ImageOps  # noqa: E402

from tests.pictures.drawing import WECHAT, code, encoded, on_ground  # noqa: E402
from xhslint.pictures.codes import read_codes  # noqa: E402
from xhslint.pictures.opening import open_upright  # noqa: E402


def turned(image: Any, degrees: float) -> Any:
    return image.rotate(degrees, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)


def in_perspective(image: Any) -> Any:
    width, height = image.size
    corners = (
        -0.12 * width,
        -0.04 * height,
        -0.02 * width,
        1.05 * height,
        1.1 * width,
        1.16 * height,
        1.05 * width,
        -0.15 * height,
    )
    return image.transform(image.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor="white")


def with_logo(image: Any) -> Any:
    image = image.copy()
    width, height = image.size
    side = width // 6
    box = (width // 2 - side // 2, height // 2 - side // 2, width // 2 + side // 2, height // 2 + side // 2)
    ImageDraw.Draw(image).rounded_rectangle(box, 8, fill="#d9534f", outline="white", width=4)
    return image


def on_photo() -> Any:
    ground = Image.effect_noise((1080, 1440), 90).filter(ImageFilter.GaussianBlur(3)).convert("RGB")
    ground.paste(code(), (500, 900))
    return ground


KINDS: dict[str, Callable[[], Any]] = {
    "plain": lambda: on_ground(code()),
    "small": lambda: on_ground(code(scale=3).resize((100, 100), Image.Resampling.LANCZOS)),
    "turned a little": lambda: on_ground(turned(code(), 12)),
    "turned by a quarter": lambda: on_ground(turned(code(), 90)),
    "turned by half a right angle": lambda: on_ground(turned(code(), 45)),
    "in perspective": lambda: on_ground(in_perspective(code(scale=10))),
    "with a logo": lambda: on_ground(with_logo(code(scale=10, error="h"))),
    "inverted": lambda: on_ground(ImageOps.invert(code()), ground="black"),
    "blurred": lambda: on_ground(code(scale=10).filter(ImageFilter.GaussianBlur(3))),
    "pastel": lambda: on_ground(code(dark="#b0697a", light="#fbe9e7")),
    "on a photo": on_photo,
    "in strong compression": lambda: open_upright(encoded(on_ground(code(scale=5)), "JPEG", quality=15), "a.jpg")[0],
}


def test_there_are_twelve_kinds() -> None:
    assert len(KINDS) == 12


@pytest.mark.parametrize("kind", KINDS)
def test_codes_are_decoded(kind: str) -> None:
    image, _ = open_upright(encoded(KINDS[kind](), "JPEG", quality=82), "a.jpg")
    assert [each.text for each in read_codes(image)] == [WECHAT]


def test_a_code_has_its_box() -> None:
    (found,) = read_codes(on_ground(code()))
    assert found.box == (1080 - 60 - 264 + 32, 1440 - 60 - 264 + 32, 200, 200)


def test_several_codes_are_found_from_top_to_bottom() -> None:
    poster = Image.new("RGB", (1080, 1440), "white")
    poster.paste(code("https://qm.qq.com/q/aBcDeF12"), (700, 1000))
    poster.paste(code("店里的菜单"), (60, 60))
    assert [each.text for each in read_codes(poster)] == ["店里的菜单", "https://qm.qq.com/q/aBcDeF12"]


@pytest.mark.parametrize("blank", [" ", "  ", "\n"])
def test_a_code_that_holds_blanks_says_nothing(blank: str) -> None:
    assert read_codes(on_ground(code(blank))) == ()


def test_a_code_that_is_no_text_is_told_by_its_bytes() -> None:
    (found,) = read_codes(on_ground(code("\u3000")))
    assert found.text == "0x8140"  # a blank of full width, in the encoding that segno gives it


def test_goods_have_other_codes() -> None:
    bars = Image.new("RGB", (1080, 400), "white")
    draw = ImageDraw.Draw(bars)
    for at in range(60):
        draw.rectangle((100 + at * 12, 50, 100 + at * 12 + (at * 7) % 9, 350), fill="black")
    assert read_codes(bars) == ()
