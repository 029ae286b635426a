"""One hundred posters: fifty with an offence and fifty without, in layouts, fonts and colours that differ."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZE = (1080, 1440)
FONTS = [
    Path("/usr/share/fonts", *each.split("/"))
    for each in (
        "opentype/noto/NotoSansCJK-Regular.ttc",
        "opentype/noto/NotoSansCJK-Bold.ttc",
        "opentype/noto/NotoSerifCJK-Regular.ttc",
        "opentype/noto/NotoSerifCJK-Bold.ttc",
        "truetype/wqy/wqy-zenhei.ttc",
    )
]
"""Those of Debian's fonts-noto-cjk and fonts-wqy-zenhei."""
SIMPLIFIED = 2
"""The number of the font for simplified Chinese in a collection of Noto."""
COLOURS = (
    ("#f4efe6", "#2b2b2b", "#a4512f"),
    ("#ffffff", "#222222", "#d33a5b"),
    ("#1f2a38", "#f2ead8", "#f0b95a"),
    ("#fbe3e6", "#6b2a3a", "#b3243f"),
    ("#e2efe6", "#23402f", "#2d6a4f"),
    ("#fff4c7", "#3b3410", "#9a5b00"),
)
"""The ground, the words, and the words that stand out."""

TITLES = (
    *("周末陶艺体验课", "冬天的第一炉面包", "手账排版一百例", "新手养花不踩坑", "晨跑三十天打卡"),
    *("一个人的早餐", "小户型收纳日记", "外婆的毛衣花样", "城市散步地图", "读完这十本书"),
)
OFFENCES = (
    "加薇：taoci_2046", "加微信 lulu_8821 领课表", "薇 id：xiaomai_77", "VX：hemu-1207", "微信号 nono5566", "V信 maomao_3390",
    "➕薇 danny_4417", "卫星：zhixin_0918", "wx：yutang2031", "报名请加微 tingting_616",
    "公众号 夏天的小本子", "公众号：阿禾的陶艺课", "关注公众号 小鹿读书会", "公众号搜 晨跑地图", "QQ群 638201745", "QQ：2746018853",
    "电话 13812030045", "咨询热线 13912045678", "手机 15800217643", "邮箱 hemu@example.com",
    "淘宝搜 小鹿家居", "淘宝店铺：陶片小屋", "拼多多搜 晨光手账", "闲鱼同名 阿禾", "京东搜索 木心杯", "抖音号 taopian2046",
    "私信我领取资料", "想要的私我发链接", "私信发你报名表", "后台私信领课程", "私信我下单有优惠", "滴滴我发价格表",
    "链接放在主页", "点我主页看联系方式", "简介里有联系方式", "互粉互赞来一个回一个", "点赞过百送一份教程", "评论扣1领资料",
    "扫码加我进群", "扫下方二维码进群", "长按识别二维码进群", "进群领资料 扫码加我", "支付宝转我定金", "先转定金再排期 加薇：abc_2231",
    "www.deer-home.com", "taobao.com/shop10001", "https://t.cn/AbC12dE", "全网最低价", "三天见效 无效退款", "全国第一 销量冠军",
)  # fmt: skip
CLEAN = (
    "手心要一直是湿的", "先扶正再开口", "釉色比想象中温柔", "每周六下午两点", "记得带一条围裙", "烤箱一百七十度预热", "中层烤二十二分钟",
    "面粉过筛两遍", "黄油提前放软", "切的时候刀用热水烫", "左边写日期", "右边贴票根", "用三种颜色就够", "先画格子再写字", "留白也是排版",
    "浇水见干见湿", "放在东边的窗台", "叶子黄了先看根", "冬天少浇水", "每月转一次盆", "五点半起床", "热身从脚踝开始", "膝盖别超过脚尖",
    "配速慢一点", "跑完拉伸十分钟", "燕麦和半根玉米", "一杯温水", "鸡蛋煮七分钟", "面包片烤脆", "水果切小块", "先全部拿出来",
    "天天用的放手边", "偶尔用的装盒子", "盒子外面贴纸条", "一年没碰过的送人", "起针一百二十针", "平针织到腋下", "袖口收四次", "线头藏在里面",
    "从老码头出发", "走过三座桥", "桥下有卖花的老人", "傍晚的河面是橘色的", "早点出门人少", "第三本看了两遍", "读书笔记写在扉页", "喜欢的句子抄下来",
    "今天的云很低", "下雨也要出门走走", "慢慢来比较快",
)  # fmt: skip


class Poster(NamedTuple):
    """A poster: its words as they are drawn, the offence among them or "", and the picture."""

    words: tuple[str, ...]
    offence: str
    image: Any


Layout = Callable[[random.Random, Any, tuple[str, ...], tuple[str, str, str]], Any]


def has_fonts() -> bool:
    return all(path.is_file() for path in FONTS)


def font(chance: random.Random, size: int) -> Any:
    path = chance.choice(FONTS)
    return ImageFont.truetype(str(path), size, index=SIMPLIFIED if "Noto" in path.name else 0)


def fitted(chance: random.Random, words: str, size: int, room: int) -> Any:
    """Return a font in which some words take no more than so many pixels."""
    found = font(chance, size)
    while found.getlength(words) > room and size > 24:
        size -= 4
        found = found.font_variant(size=size)
    return found


def centred(chance: random.Random, image: Any, words: tuple[str, ...], colours: tuple[str, str, str]) -> Any:
    draw = ImageDraw.Draw(image)
    for row, each in enumerate(words):
        size = 96 if row == 0 else chance.randint(44, 60)
        draw.text(
            (540, 260 + row * 190),
            each,
            font=fitted(chance, each, size, 960),
            fill=colours[1 + (row == 3)],
            anchor="mm",
        )
    return image


def listed(chance: random.Random, image: Any, words: tuple[str, ...], colours: tuple[str, str, str]) -> Any:
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 1080, 260), fill=colours[2])
    draw.text((70, 130), words[0], font=fitted(chance, words[0], 88, 940), fill=colours[0], anchor="lm")
    for row, each in enumerate(words[1:]):
        top = 380 + row * 170
        draw.ellipse((70, top - 14, 98, top + 14), fill=colours[2])
        draw.text(
            (130, top), each, font=fitted(chance, each, chance.randint(42, 56), 880), fill=colours[1], anchor="lm"
        )
    return image


def footed(chance: random.Random, image: Any, words: tuple[str, ...], colours: tuple[str, str, str]) -> Any:
    draw = ImageDraw.Draw(image)
    draw.text((540, 200), words[0], font=fitted(chance, words[0], 104, 960), fill=colours[1], anchor="mm")
    draw.ellipse((290, 380, 790, 880), fill=colours[2])
    for row, each in enumerate(words[1:]):
        draw.text((80, 980 + row * 100), each, font=fitted(chance, each, 40, 920), fill=colours[1], anchor="lm")
    return image


def stuck(chance: random.Random, image: Any, words: tuple[str, ...], colours: tuple[str, str, str]) -> Any:
    """Draw the last line on a label that is turned a little."""
    centred(chance, image, words[:-1], colours)
    label = Image.new("RGB", (900, 150), colours[2])
    each = words[-1]
    ImageDraw.Draw(label).text((450, 75), each, font=fitted(chance, each, 56, 840), fill=colours[0], anchor="mm")
    turned = label.rotate(
        chance.choice((-6, -4, 4, 6)), expand=True, fillcolor=colours[0], resample=Image.Resampling.BICUBIC
    )
    image.paste(turned, (80, 1060))
    return image


def photographed(chance: random.Random, image: Any, words: tuple[str, ...], colours: tuple[str, str, str]) -> Any:
    """Draw white words with a dark edge on what looks like a photo."""
    small = Image.effect_noise((108, 144), 60).convert("RGB").resize(SIZE, Image.Resampling.BICUBIC)
    image = Image.blend(small.filter(ImageFilter.GaussianBlur(6)), Image.new("RGB", SIZE, colours[2]), 0.45)
    draw = ImageDraw.Draw(image)
    for row, each in enumerate(words):
        size = 92 if row == 0 else 52
        style = {"fill": "white", "stroke_width": 3, "stroke_fill": "#202020", "anchor": "lm"}
        draw.text((80, 240 + row * 200), each, font=fitted(chance, each, size, 920), **style)
    return image


def downwards(chance: random.Random, image: Any, words: tuple[str, ...], colours: tuple[str, str, str]) -> Any:
    """Write the title downwards at the right edge, and the lines across."""
    draw = ImageDraw.Draw(image)
    face = font(chance, 84)
    for row, character in enumerate(words[0]):
        draw.text((960, 140 + row * 104), character, font=face, fill=colours[2], anchor="mm")
    for row, each in enumerate(words[1:]):
        draw.text((70, 300 + row * 200), each, font=fitted(chance, each, 54, 760), fill=colours[1], anchor="lm")
    return image


LAYOUTS: tuple[Layout, ...] = (centred, listed, footed, stuck, photographed, downwards)


def posters() -> Iterator[Poster]:
    """Yield fifty posters with an offence and fifty without, always the same."""
    for number, offence in enumerate((*OFFENCES, *[""] * len(CLEAN))):
        chance = random.Random(number)
        ordinary = chance.sample(CLEAN, 4)
        words = (chance.choice(TITLES), *(ordinary[:3] if offence else ordinary), *([offence] if offence else []))
        colours = COLOURS[number % len(COLOURS)]
        image = Image.new("RGB", SIZE, colours[0])
        yield Poster(words, offence, LAYOUTS[number // 2 % len(LAYOUTS)](chance, image, words, colours))
