"""Share codes (口令): the tokens by which a shop's app recognises a product in copied text.

Taobao's are eleven letters and digits between two equal marks; the marks change with the years, from currency signs over
brackets and emoji to plain Chinese characters. Between two currency signs a token is a code by itself; elsewhere the rules
ask for a word of copying or opening near it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.matching.hits import Hit
from xhslint.matching.lexicon import Term
from xhslint.matching.passage import Passage

MONEY = "￥¥$＄€₤₳₴¢￠£￡¤₰₵฿₠₡₢₣₥₦₧₨₩₪₫₭₮₯₱₲₸₹₺₽₿💰💲💴💵💶💷"
BETWEEN_SIGNS = lazy(rf"[{MONEY}] ?(?P<body>[a-z0-9]{{8,14}}) ?[{MONEY}]")
BETWEEN_MARKS = lazy(r"(?P<mark>[@!！#])(?P<body>[a-z0-9]{10,12})(?P=mark)(?![a-z0-9])")
TOKEN = lazy(r"[a-z0-9](?<![a-z0-9].)[a-z0-9]{8,13}(?![a-z0-9])")
# iPhone15ProMax, ThinkPadX1Carbon, HuangFuRen, RTX4060Ti8G
PRODUCT = lazy(
    r"(?=.*[a-z]{2})(?:[ie](?=[A-Z]))?(?:[A-Z]?[a-z]{2,}|[A-Z]{2,}|[A-Z]\d+|\d+)+\Z|[A-Z]{2,4}\d{3,4}(?=[A-Z])|(?:[A-Z][a-z]+){2,}\Z|.*\d{5}"
)
OF_A_SORT = lazy("[0-9]+|[a-z]+|[A-Z]+")
STYLED = lazy("[\u2460-\u24ff\U0001d400-\U0001d7ff\U0001f130-\U0001f18f]")  # ⓐ ① 𝐚 🅐
# Douyin: 7.53 MQc:/ 06/26 k@O.xS
VIDEO = lazy(
    r"(?<![\d.])\d\.\d{1,2} {1,2}[a-z]{2,3}:/{1,2}(?: {1,2}(?:\d\d/\d\d|[a-z]@[a-z]{1,2}\.[a-z]{2,3}|:\d[ap]m))*(?![a-z0-9])"
)
PAIRS = {"(": ")", "（": "）", "《": "》", "〈": "〉", "【": "】", "「": "」", "『": "』", "[": "]", "<": ">", "“": "”"}
COLON = lazy(r"[:：＝=|｜¦@]|(?:👉|➡|→|🔍|🔎)\ufe0f?")


def as_written(passage: Passage, start: int, end: int) -> str:
    """Return [start, end) of the view, all letters and digits, in the case in which it was written."""
    first, last = passage.view.source(start, end)
    source = unicodedata.normalize("NFKD", passage.source[first:last])
    kept = "".join(c for c in source if c.isascii() and c.isalnum())
    return kept if len(kept) == end - start else passage.text[start:end]


def is_mixed(token: str) -> bool:
    """Tell whether digits, small and capital letters are mixed as in no word and no name of a product."""
    if token in (token.lower(), token.upper()) or PRODUCT.match(token):
        return False
    return turns(token) > 3


def turns(token: str) -> int:
    """Return how often a character, a digit, a small or a capital letter, is of another sort than the one before."""
    return len(OF_A_SORT.findall(token)) - 1


def is_styled(passage: Passage, start: int, end: int) -> bool:
    """Tell whether [start, end) of the view is written in letters of another style, as no name of a product is."""
    first, last = passage.view.source(start, end)
    return bool(STYLED.search(passage.source, first, last))


def between_signs(passage: Passage) -> Iterator[Hit]:
    """Yield codes between two currency signs."""
    for match in BETWEEN_SIGNS.finditer(passage.text):
        body = as_written(passage, *match.span("body"))
        letters = [c for c in body if c.isalpha()]
        if len(letters) > 1 and (len(letters) < len(body) or len({c.isupper() for c in letters}) > 1):
            yield Hit(match.start(), match.end(), Term(match[0], match[0][0] + body + match[0][-1]))


def between_marks(passage: Passage) -> Iterator[Hit]:
    """Yield codes between two equal marks."""
    for match in BETWEEN_MARKS.finditer(passage.text):
        body = as_written(passage, *match.span("body"))
        if is_mixed(body):
            yield Hit(match.start(), match.end(), Term(match[0], match["mark"] + body + match["mark"]))


def share_codes(passage: Passage) -> list[Hit]:
    """Return the codes that need no word beside them."""
    videos = [Hit(m.start(), m.end(), Term(m[0], m[0])) for m in VIDEO.finditer(passage.text)]
    return sorted([*between_signs(passage), *between_marks(passage), *videos], key=lambda hit: (hit.start, hit.end))


def share_tokens(passage: Passage) -> list[Hit]:
    """Return tokens that may be codes: nine to fourteen letters and digits that are no word and no part of a link."""
    found = [(match, body) for match in TOKEN.finditer(passage.text) if (body := token_at(passage, *match.span()))]
    if not found:
        return []
    from xhslint.matching.detectors.links import links  # here, because most drafts hold no token

    others = iter(passage.once(links))
    link = next(others, None)
    out = []
    for match, body in found:
        while link and link.end <= match.start():
            link = next(others, None)
        if link and link.start < match.end():
            continue
        start, end = with_marks(passage.text, *match.span())
        out.append(Hit(start, end, Term(passage.text[start:end], body)))
    return out


def token_at(passage: Passage, start: int, end: int) -> str:
    """Return what letters and digits that may be a code are as written; empty if they are none."""
    first, last = passage.view.source(start, end)
    source = passage.source[first:last]
    if source.isascii() and (source.islower() or source.isupper() or source.isdecimal()):
        return ""  # most: letters neither mixed nor of another style
    body = as_written(passage, start, end)
    if is_mixed(body) or (turns(body) > 3 and is_styled(passage, start, end) and not PRODUCT.match(body.upper())):
        return body
    return ""


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a token with the mark on both its sides, if there is one: 啊…啊, （…）."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before and (PAIRS.get(before, before) == after) and not before.isspace():
        return start - 1, end + 1
    return start, end


NEXT_SENTENCE = lazy(r"[。；;？?][^\w\n]{0,3}\Z")


def colons(passage: Passage) -> list[Hit]:
    """Return the marks behind which a name is given (淘宝店：…); one that opens a sentence (B站。@…) gives no name."""
    text = passage.text
    return [
        Hit(m.start(), m.end(), Term(m[0], m[0]))
        for m in COLON.finditer(text)
        if not NEXT_SENTENCE.search(text[max(0, m.start() - 4) : m.start()])
    ]
