"""The labels of which the hosts of web addresses are made, and what tells a host from other words with dots between them."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


# Endings that occur in no sentence: a bare host under them is an address.
SURE = words("com cn net org edu gov mil xyz mobi asia hk tw jp kr sg uk eu ru ph vn")
# Endings that are words as well: a bare host under them needs a digit, a hyphen, a path, or room around it.
WORDY = words(
    "top vip shop store club site online live fun link info ltd biz ink pro work pub group kim red cool fans plus "
    "beer run zone social cc co icu buzz space website tech cloud life world today love one win bid date men lol "
    "cyou"
)
# Endings of product names, sentences and file names: a host under them is one behind a scheme or `www.`, or before a path.
NAMED = words(
    "ai io so fm tv me app dev gg gl ly to im la in us ws be it mn my de fr nl es ca au nz page art ee mu is wang"
)
ENDINGS = SURE | WORDY | NAMED
SUFFIXES = words("com co net org edu gov ac or ne gc")  # of com.cn, co.jp, gov.uk …
COUNTRIES = words("cn hk tw jp kr sg uk my ph vn th au nz in mo de fr es ca us")
# Names of companies and frameworks that look like hosts: they are hosts behind a scheme or `www.`, or before a path.
NAMES = words(
    "trip.com booking.com hotels.com rentalcars.com monday.com crypto.com match.com investing.com asp.net vb.net "
    "ado.net paint.net battle.net bilibili.com cosme.net crop.top tank.top tube.top halter.top bra.top"
)
# Names of companies that run shops: `Amazon.com` in a sentence is the company; behind 打开, 去 and the like it is a host.
COMPANIES = words(
    "amazon.com jd.com alibaba.com ebay.com etsy.com rakuten.com vip.com shein.com wish.com walmart.com netflix.com"
)
# Labels with which a host begins even where the dot behind them is disguised otherwise than the next one.
STARTS = words("www m h5 e item detail shop")
# Endings of file names, which make a file name of what looks like a host: index.com.html.
FILES = words(
    "py js md txt ts sh jpg jpeg png gif pdf doc docx xls xlsx ppt pptx zip rar mp3 mp4 html htm css json csv apk "
    "exe vue"
)


def is_www(labels: list[str]) -> bool:
    """Tell whether a host begins with `www.` before a name and an ending."""
    return labels[0] == "www" and len(labels) > 2


def is_suffix(labels: list[str]) -> bool:
    """Tell whether a host has no name of its own: com.cn, www.com."""
    return len(labels) == 2 and (labels[0] == "www" or (labels[0] in SUFFIXES and labels[1] in SUFFIXES | COUNTRIES))


def has_letter(label: str) -> bool:
    """Tell whether a label is no mere number."""
    return any(c.isalpha() for c in label)


def is_coded(label: str) -> bool:
    """Tell whether a label is no word: letters and digits mixed, or a hyphen."""
    return has_letter(label) and ("-" in label or any(c.isdigit() for c in label))


def belongs(host: str, hosts: frozenset[str]) -> bool:
    """Tell whether a host is one of `hosts` or lies below one (`m.tb.cn` below `tb.cn`)."""
    labels = host.split(".")
    return any(".".join(labels[i:]) in hosts for i in range(len(labels)))
