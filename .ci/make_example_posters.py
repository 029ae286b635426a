"""Write the posters of docs/examples/images: one that gives a WeChat id and shows a code, and one with nothing to find.

    python -m pip install pillow segno && apt-get install fonts-noto-cjk
    python .ci/make_example_posters.py

The same fonts and versions give the same bytes.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "examples" / "images"
FONTS = "/usr/share/fonts/opentype/noto"
SIMPLIFIED = 2
"""The number of the font for simplified Chinese in each collection."""
SIZE = (900, 1200)
PAPER, INK, CLAY, GREEN = "#f3ede2", "#2f2a26", "#b5653f", "#5d7361"
CODE = "https://u.wechat.com/AbCdEfG12"


def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(f"{FONTS}/{name}.ttc", size, index=SIMPLIFIED)


def sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Return an empty poster with its frame and a bowl."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((36, 36, SIZE[0] - 36, SIZE[1] - 36), outline=CLAY, width=3)
    draw.pieslice((330, 420, 570, 660), 0, 180, fill=CLAY)
    draw.rectangle((410, 655, 490, 675), fill=CLAY)
    return image, draw


def course() -> Image.Image:
    """Return the poster of a course that leads off the platform."""
    image, draw = sheet()
    draw.text((450, 160), "周末陶艺体验课", font=font("NotoSerifCJK-Bold", 84), fill=INK, anchor="mm")
    draw.text((450, 270), "拉坯 · 上釉 · 烧成寄到家", font=font("NotoSansCJK-Regular", 40), fill=GREEN, anchor="mm")
    draw.text((450, 760), "每周六 14:00 — 17:00", font=font("NotoSansCJK-Regular", 44), fill=INK, anchor="mm")
    draw.text((90, 930), "报名加薇：taoci_2046", font=font("NotoSansCJK-Bold", 48), fill=CLAY)
    draw.text((90, 1020), "或者扫右边的码", font=font("NotoSansCJK-Regular", 36), fill=INK)
    out = BytesIO()
    segno.make(CODE, error="m").save(out, kind="png", scale=6, border=2, dark=INK, light="#ffffff")
    code = Image.open(BytesIO(out.getvalue())).convert("RGB")
    image.paste(code, (SIZE[0] - 84 - code.width, 920))
    return image


def cover() -> Image.Image:
    """Return the cover of a note with nothing to find."""
    image, draw = sheet()
    draw.text((450, 160), "第一次拉坯", font=font("NotoSerifCJK-Bold", 96), fill=INK, anchor="mm")
    draw.text((450, 280), "歪歪扭扭也是自己的碗", font=font("NotoSansCJK-Regular", 44), fill=GREEN, anchor="mm")
    for row, words in enumerate(("手心要一直是湿的", "先扶正，再开口", "拉高的时候慢一点")):
        draw.text((450, 800 + 90 * row), words, font=font("NotoSansCJK-Regular", 42), fill=INK, anchor="mm")
    return image


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, image in (("课程海报.jpg", course()), ("封面.jpg", cover())):
        image.save(FOLDER / name, quality=82, optimize=True)


if __name__ == "__main__":
    main()
