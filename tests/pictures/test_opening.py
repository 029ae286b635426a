"""Pictures that a stranger may have made: each kind is opened as it is seen, or refused with what to do, in bounded memory."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

Image = pytest.importorskip("PIL.Image")
pytest.importorskip("segno")

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from tests.pictures.drawing import encoded  # noqa: E402
from xhslint.base.errors import InputError  # noqa: E402
from xhslint.pictures.opening import MAX_PIXELS, MAX_SIDE, open_upright  # noqa: E402


def picture(mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> Any:
    """Return a picture whose left half is dark and whose right half is bright."""
    image = Image.new("L", size, 240)
    image.paste(20, (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def png(width: int, height: int, depth: int = 8, rows: bytes = b"") -> bytes:
    """Return a PNG in grey whose header says any size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def message(data: bytes, lang: str = "zh") -> str:
    with pytest.raises(InputError) as caught:
        open_upright(data, "海报.jpg")
    (problem,) = caught.value.problems
    assert problem.path == "海报.jpg"
    return problem.in_language(lang).message


def is_dark_at_the_left(image: Any) -> bool:
    width, height = image.size
    left, right = (image.convert("L").getpixel((x, height // 2)) for x in (width // 4, width * 3 // 4))
    return bool(left < 90 and right > 160)


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("PNG", "RGB"), ("PNG", "L"), ("PNG", "P"), ("PNG", "1"), ("PNG", "RGBA"), ("PNG", "LA"),
        ("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("WEBP", "RGB"), ("WEBP", "RGBA"), ("GIF", "P"), ("BMP", "RGB"),
    ],
)  # fmt: skip
def test_each_kind_is_opened_as_it_is_seen(form: str, mode: str) -> None:
    image, has_more = open_upright(encoded(picture(mode), form), "a")
    assert image.mode == "RGB" and image.size == (40, 20) and not has_more
    assert is_dark_at_the_left(image)


def test_a_suffix_says_nothing() -> None:
    assert open_upright(encoded(picture(), "WEBP"), "海报.jpg")[0].size == (40, 20)


def test_sixteen_bits_become_eight() -> None:
    row = b"\0" + b"\x10\0" * 20 + b"\xf0\0" * 20
    image, _ = open_upright(png(40, 20, 16, row * 20), "a.png")
    assert is_dark_at_the_left(image)


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (40, 20)), (3, (40, 20)), (6, (20, 40)), (8, (20, 40)), (99, (40, 20))]
)
def test_pictures_are_turned_as_they_say(orientation: int, size: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert open_upright(encoded(picture(), "JPEG", exif=exif), "a.jpg")[0].size == size


@pytest.mark.parametrize(("drawn", "ground"), [((255, 255, 255), "dark"), ((20, 20, 20), "bright")])
def test_what_is_drawn_on_nothing_stands_out(drawn: tuple[int, int, int], ground: str) -> None:
    image = Image.new("RGBA", (40, 20))
    image.paste((*drawn, 255), (0, 0, 10, 20))
    seen, _ = open_upright(encoded(image), "a.png")
    assert (seen.getpixel((30, 10))[0] < 100) is (ground == "dark")


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_of_what_moves_the_first_frame_is_read(form: str) -> None:
    frames = [picture(), Image.new("RGB", (40, 20), "white")]
    data = encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=100)
    image, has_more = open_upright(data, "a.gif")
    assert has_more and is_dark_at_the_left(image)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", "HEIC"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "AVIF"),
        (b"8BPS\0\x01", "PSD"),
        (b"%PDF-1.7\n", "PDF"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"MM\0*\0\0\0\x08", "TIFF"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
    ],
)
def test_other_formats_are_refused_with_what_to_do(data: bytes, kind: str) -> None:
    assert message(data) == f"是 {kind} 格式，这种图片读不了，没有检查：请另存为 JPG 或 PNG"
    assert message(data, "en") == f"is {kind}, a format that cannot be read, and not checked: save it as JPG or PNG"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "好".encode(), b"<!doctype html>", b"\0" * 100])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    empty = not data.strip(b"\0")
    assert message(data) == (
        "文件是空的，没有检查：请重新导出" if empty else "不是图片，没有检查：内容和文件名的后缀不符"
    )


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_truncated_pictures_are_refused(form: str, share: float) -> None:
    data = encoded(Image.effect_noise((200, 100), 80).convert("RGB"), form)
    assert message(data[: int(len(data) * share)]) == "图片不完整或已损坏，没有检查：请重新导出"


@pytest.mark.parametrize(
    "size", [(10_000, MAX_PIXELS // 10_000 + 1), (60_000, 60_000), (MAX_SIDE + 1, 1), (1, MAX_SIDE + 1)]
)
def test_bombs_are_refused_by_their_header(size: tuple[int, int]) -> None:
    assert message(png(*size)).startswith("图片太大，没有检查：超过 5000 万像素")


@pytest.mark.parametrize("size", [(0, 5), (5, 0), (1 << 31, 1)])
def test_impossible_sizes_are_refused(size: tuple[int, int]) -> None:
    assert "没有检查" in message(png(*size))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["PNG", "JPEG", "WEBP", "GIF", "BMP"]), st.integers(0, 1 << 16), st.binary(min_size=1, max_size=8)
)
def test_a_damaged_picture_is_opened_or_refused(form: str, place: int, damage: bytes) -> None:
    data = bytearray(encoded(picture(), form))
    place %= len(data)
    data[place : place + len(damage)] = damage
    try:
        image, _ = open_upright(bytes(data), "a")
    except InputError:
        return
    assert image.mode == "RGB" and image.width * image.height <= MAX_PIXELS


def test_a_picture_that_is_too_large_hides_no_other(folder_with_bomb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from xhslint.cli.main import main

    names = ["弹.png", "断.jpg", "手机.heic", "大.png", "文档.pdf", "码.png"]
    assert main([*names, "--format", "concise", "--max-document-bytes", "60000"]) == 2
    out, err = capsys.readouterr()
    # Without the extra `images`, one line more says that no words were read.
    told = [line for line in err.splitlines() if not line.startswith("xhslint: ")]
    assert [line.partition(":")[0] for line in told] == names[:5]
    assert told[2:5] == [
        "手机.heic: 是 HEIC 格式，这种图片读不了，没有检查：请另存为 JPG 或 PNG",
        "大.png: 超过 60000 字节，没有检查（上限由 --max-document-bytes 设定）",
        "文档.pdf: 是 PDF，不是纯文本，没有检查：请把文字另存为 .txt 或 .md，海报另存为 JPG 或 PNG",
    ]
    assert out.splitlines()[-1].startswith("码.png:二维码") or "码.png:QR code" in out


@pytest.fixture
def folder_with_bomb(folder: Path) -> Path:
    pytest.importorskip("zxingcpp")
    from tests.pictures.drawing import code

    Path("弹.png").write_bytes(png(60_000, 60_000))
    Path("断.jpg").write_bytes(encoded(Image.effect_noise((200, 100), 80), "JPEG")[:900])
    Path("手机.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0")
    Path("大.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 60_000)
    Path("文档.pdf").write_bytes(b"%PDF-1.7\n")
    Path("码.png").write_bytes(encoded(code()))
    return folder
