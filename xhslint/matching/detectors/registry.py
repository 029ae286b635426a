"""All detectors by name: each finds every token of one kind in a passage."""

from __future__ import annotations

from collections.abc import Callable

from xhslint.base.lazy_regex import lazy
from xhslint.matching.detectors.accounts import accounts, labelled_accounts, long_accounts
from xhslint.matching.detectors.contexts import asked_around, disposals, headings
from xhslint.matching.detectors.digit_runs import HAN_DIGITS
from xhslint.matching.detectors.emails import emails
from xhslint.matching.detectors.names import bracketed_credits, called, line_names, nicknames
from xhslint.matching.detectors.phone_numbers import landlines, phones
from xhslint.matching.detectors.quotations import may_be_spoken_of, words_spoken_of
from xhslint.matching.detectors.share_codes import colons, share_codes, share_tokens
from xhslint.matching.hits import Hit
from xhslint.matching.lexicon import Term
from xhslint.matching.passage import Passage

# An address to the door: … 路 12 号, 3 栋 502, 大厦 8 楼, 小区.
ADDRESS = (
    r"[\u4e00-\u9fff]{1,4}(?:路|街|巷|弄|大道|胡同|村|道)[ ]?[0-9一二三四五六七八九十]{1,5}[ ]?号(?!线|楼梯|色)"
    r"(?:[ ]?[\u4e00-\u9fff0-9a-z-]{0,8}?(?:室|楼|层|栋|铺|单元))?"
    r"|[\u4e00-\u9fff]{1,4}(?:小区|花园|公寓|大厦|广场|家园|苑|写字楼|园区|大楼)[ ]?[0-9a-z一二三四五六七八九十]{1,4}[ ]?"
    r"(?:栋|幢|座|号楼|楼|单元|室|层)[ ]?[0-9a-z-]{0,6}(?:室|楼|层|单元)?(?:[0-9]{2,4}室?)?"
)
# What is searched for, behind the word: 搜索小满同学; alone, in a list or before a noun the word is a noun itself.
SOUGHT = r"(?<=搜索)[ ]?[:：「『“\"《]?(?!和|与|跟|及|或|框|栏|引擎|结果|功能|指数|记录|历史|量|词|排名|算法|优化|推荐|页|广告|热词|流量|入口|按钮|关键词|下拉|都|也|还|是|不|了)\w{2,12}"
# Patterns begin with the characters that may be first, so that `re` skips others quickly, and look behind after these.
PRICE = (
    r"[￥¥$\d一二三四五六七八九十百](?:(?<=[￥¥$])[ ]?\d+(?:\.\d+)?"
    r"|(?<=\d)(?<![0-9a-z].)\d*(?:\.\d+)?[ ]?(?:元|块|米|r(?![a-z])|rmb|💰)"
    r"|(?<=[一二三四五六七八九十百])(?<![一二三四五六七八九十百].)[一二三四五六七八九十百]{0,7}(?:元|块钱?))"
)
HAN_FIGURES = f"{''.join(HAN_DIGITS)}十百千万两"


def pattern_detector(pattern: str) -> Callable[[Passage], list[Hit]]:
    """Return a detector that finds a pattern, where it is not empty."""
    compiled = lazy(pattern)
    return lambda passage: [Hit(m.start(), m.end(), Term(m[0], m[0])) for m in compiled.finditer(passage.text) if m[0]]


DETECTORS: dict[str, Callable[[Passage], list[Hit]]] = {
    "phone": phones,
    "landline": landlines,
    "email": emails,
    "handle": pattern_detector(r"[a-z](?<![a-z0-9_-].)[a-z0-9_-]{5,19}(?![a-z0-9_-])"),
    "account": accounts,
    "long-account": long_accounts,
    "labelled-account": labelled_accounts,
    "system-id": pattern_detector(r"(?<![a-z0-9_])(?:wxid_[a-z0-9]{6,20}|gh_[0-9a-f]{12})(?![a-z0-9_])"),
    "called": called,
    "nickname": nicknames,
    "line-name": line_names,
    "bracketed-credit": bracketed_credits,
    "words-spoken-of": words_spoken_of,
    "address": pattern_detector(ADDRESS),
    "sought": pattern_detector(SOUGHT),
    "number": pattern_detector(
        rf"[0-9{HAN_FIGURES}](?:(?<=[0-9])[0-9]*(?:\.[0-9]+)?(?:[万千百十]|[wk](?![a-z]))?"
        rf"|(?<![0-9])[{HAN_FIGURES}]*(?:[_*·•]{{1,3}}[{HAN_FIGURES}]+)*)"
    ),
    "price": pattern_detector(PRICE),
    "share-code": share_codes,
    "share-token": share_tokens,
    "colon": colons,
    "heading": headings,
    "asked-around": asked_around,
    "disposal": disposals,
}

MAY_TOUCH: dict[str, Callable[[str, int, int], bool]] = {"words-spoken-of": may_be_spoken_of}
"""For detectors that cost much: whether something that they find may touch a span of a view, which never errs by saying no."""
