"""Numbers of phones and accounts among the runs of digits of a view.

The lengths of the runs, and what separates them, tell a phone number from a list of prices, sizes or times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.matching.detectors.digit_runs import HAN_DIGITS, PLAIN, SEPARATORS, Run, digits, joined, leading, runs_at
from xhslint.matching.detectors.tokens import Token, hit
from xhslint.matching.hits import Hit
from xhslint.matching.passage import Passage
from xhslint.text.skeleton import BRACKETED, CODES

UNITS = lazy(
    r"[ ]?(?:元|块|圆|円|刀|米(?!的)|人民币|rmb|步|次|人(?!在)|粉(?!丝团)|赞|浏览|阅读|播放|观看|评论|收藏|转发|票|年|月|日|号楼|天|岁|个|只|件|条|张|万|亿|千|百|"
    r"w(?![a-z])|k(?![a-z])|%|％|℃|°|度|版|fps|mah|hz|ml|mg|kg|kb|mb|gb|km|cm|mm|分钟|小时|积分|单|平|斤|克|集|页|题|字)"
)
# Public hotlines, and days and months.
HOTLINES = lazy(r"1[01]\d{3}|12\d{3}|95\d{3,6}|9\d{4}|100\d{2}|(?:400|800)\d{7}")
DATE = lazy(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-3]\d)?")
# What is written like the number of a version or holds a date: 1.4.0（2025-09-23, 3.2.0 - 2025-11-11.
VERSION = lazy(r"\d{1,2}(?:\.\d{1,3}){1,2}(?![.\d])")
WRITTEN_DATE = lazy(r"(?<!\d)(?:19|20)\d{2}[-./–—](?:0?[1-9]|1[0-2])[-./–—](?:0?[1-9]|[12]\d|3[01])(?!\d)")


def account_number(text: str, position: int, least: int = 5) -> Token | None:
    """Return the number at `position` if it may be a QQ or WeChat account: no hotline, no date, no amount."""
    found = digits(text, position)
    if not found or not least <= len(found.value) <= 11 or found.value[0] == "0":
        return None
    if (
        is_version_or_date(text, found)
        or HOTLINES.fullmatch(found.value)
        or DATE.fullmatch(found.value)
        or found.value.endswith("00000")
    ):
        return None
    mark, after = text[found.end : found.end + 1], text[found.end + 1 : found.end + 2]
    if UNITS.match(text, found.end) or (mark and mark in ".:：/%" and after.isdecimal()):
        return None
    return found


def is_version_or_date(text: str, found: Token) -> bool:
    """Tell whether a number, as it is written, begins as the number of a version or holds a date."""
    return bool(VERSION.match(text, found.start) or WRITTEN_DATE.search(text, found.start, found.end + 1))


def account_numbers(passage: Passage) -> list[Hit]:
    """Return numbers of accounts: 6 to 11 digits that are no amount, date or hotline."""
    starts = re.finditer(r"(?<![0-9a-z.￥¥$:：/@_-])[1-9](?=\d{5,10}(?!\d))", passage.text)
    return [hit(found, passage.text) for m in starts if (found := account_number(passage.text, m.start(), 6))]


# --------------------------------------------------------------------------------------------------- mobile numbers

MOBILE = lazy(r"1[3-9]\d{9}")
LOOKS_LIKE_ONE = lazy(r"[il|][3-9]\d{9}(?![a-z0-9])")
# The ways in which people group the digits of a mobile number; any other row is a list of prices or a date.
GROUPINGS = {(11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (1,) * 11}
# Numbers that only look like one: 一生一世我爱你, and rows like 13579….
NOT_PHONES = {"13145201314", "13141314520", "13145211314", "15926535897", "13579246810", "13579111315"}
# Numbers of forms and examples, which reach nobody: 138-0000-0000, 13800138000, 13812345678.
PLACEHOLDER = lazy(r"\d{3}(\d)\1{7}|1380013800\d|\d{3}(?:12345678|87654321|01234567)")


def mobile(text: str, position: int, accepts: Callable[[list[Run]], bool]) -> Token | None:
    """Return the mobile number at `position` whose runs are accepted; its value leaves out a prefix 86."""
    runs = runs_at(text, position, 13, words=True)
    if sum([len(run.value) for run in runs]) < 11:
        return None
    for prefix in ("86", "0086", ""):
        number = leading(without(runs, prefix), 11)
        value = joined(number).value if number else ""
        if MOBILE.fullmatch(value) and not is_placeholder(value) and accepts(number):
            return Token(position, number[-1].end, value)
    return None


def is_placeholder(value: str) -> bool:
    """Tell whether a mobile number is nobody's: one of an example or a form, or a wish written in digits."""
    return value in NOT_PHONES or PLACEHOLDER.fullmatch(value) is not None


def without(runs: list[Run], prefix: str) -> list[Run]:
    """Return the runs behind a prefix; none if they do not begin with it."""
    if not runs or not runs[0].value.startswith(prefix):
        return []
    first, size = runs[0], len(prefix)
    rest = [first._replace(start=first.start + size, value=first.value[size:])] if len(first.value) > size else []
    return [*rest, *runs[1:]]


def sizes_and_gaps(runs: list[Run]) -> tuple[tuple[int, ...], set[str]]:
    """Return the sizes of runs, and what separates them."""
    return tuple(len(run.value) for run in runs), {run.gap for run in runs[1:]}


def alone(runs: list[Run]) -> bool:
    """Tell whether runs of digits are one mobile number where no word says so."""
    sizes, gaps = sizes_and_gaps(runs)
    if "list" in gaps:
        return False
    if "word" in gaps:
        return sizes in GROUPINGS or (min(sizes) >= 2 and sizes[0] == 3 and len(sizes) <= 5 and "decoration" in gaps)
    if "decoration" in gaps:
        return sizes[0] in (3, 7) or (len(set(sizes[:-1])) == 1 and sizes[-1] <= sizes[0] <= 4)
    return sizes == (3, 4, 4) or (sizes in GROUPINGS and "dot" not in gaps)


def near_words(runs: list[Run]) -> bool:
    """Tell whether they are one somewhere behind 电话 and the like, where a list of numbers is still a list."""
    return introduced(runs) and "list" not in sizes_and_gaps(runs)[1]


def introduced(runs: list[Run]) -> bool:
    """Tell whether they are one right behind 微信, 电话 and the like."""
    sizes, gaps = sizes_and_gaps(runs)
    if "list" in gaps:
        return sizes == (3, 4, 4)
    return "word" not in gaps or min(sizes) >= 2 or sizes in GROUPINGS


def phone(text: str, position: int) -> Token | None:
    """Return the mobile number at `position`, behind an introducer; 86, +86 and l for 1 are part of it."""
    if LOOKS_LIKE_ONE.match(text, position):
        return Token(position, position + 11, "1" + text[position + 1 : position + 11])
    plus = text[position : position + 1] == "+"
    found = mobile(text, position + plus, introduced)
    return found._replace(start=position) if found and not is_version_or_date(text, found) else None


PHONE_START = lazy(
    r"(?<![0-9a-z.￥¥$@_-])(?:tel|phone|t|m|p|call)?(?:\+|00(?=86))?(?:86[ -]?)?"
    r"(?P<one>[1一壹幺]|[il|](?=[3-9]\d{9}(?![0-9a-z])))"
    rf"{PLAIN}?(?:{CODES}|{BRACKETED}|[^{SEPARATORS}])?(?=[3-9三四五六七八九叁肆伍陆柒捌玖])",
    re.IGNORECASE,
)
LONGEST_PREFIX = len("phone0086 ")
IN_PREFIX = frozenset("telphoncamTELPHONCAM+086 -")
# The first digit and what may stand behind it. Most drafts end here: with what may stand before, `re` skips nothing.
FIRST_DIGIT = lazy(
    r"[1一壹幺ilILİı|]"
    rf"(?=(?i:{PLAIN}?(?:{CODES}|{BRACKETED}|[^{SEPARATORS}])?)[3-9三四五六七八九叁肆伍陆柒捌玖])"
)
PHONE_WORDS = lazy(
    r"(?:电话|手机|联系|致电|来电|拨打|号码|热线|短信|咨询|预约|预订|订购|订餐|订位|微信|同号|客服|老板|师傅|司机|经理|加|打|call|tel|"
    r"phone|mobile|whatsapp|wx|vx|v|[☎📞📱📲🤙☏🛰❤])[^\n。！？!?]{0,8}$"
)
NOT_BEHIND = lazy(r"\d|(?!wx|vx|[vw](?![a-z]))[a-z]")


def phones(passage: Passage) -> list[Hit]:
    """Return mobile numbers, with or without an introducer; behind one they may be drawn apart in more ways."""
    out: list[Hit] = []
    text = passage.text

    def fits(runs: list[Run]) -> bool:
        # Words are looked for last: most digits are none of a number.
        known = PHONE_WORDS.search(text, max(0, start - 14), start)
        return (near_words if known else alone)(runs)

    for match in phone_starts(text):
        start, begin = match.start(), match.start("one")
        if out and start < out[-1].end:
            continue
        found = phone(text, begin) if text[begin] in "il|" else mobile(text, begin, fits)
        if found and not NOT_BEHIND.match(text, found.end) and not UNITS.match(text, found.end):
            out.append(hit(found._replace(start=start), text))
    return out


def phone_starts(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `PHONE_START`, in order."""
    end = 0
    for digit in FIRST_DIGIT.finditer(text):
        first = digit.start()
        while first > end and digit.start() - first < LONGEST_PREFIX and text[first - 1] in IN_PREFIX:
            first -= 1
        for start in range(max(end, first), digit.start() + 1):
            if match := PHONE_START.match(text, start):
                yield match
                end = match.end()
                break


# ------------------------------------------------------------------------------------- landlines and foreign numbers

AREA = r"(?:10|2[0-57-9]|[3-9]\d{2})"
# It begins with the characters that may be first, so that `re` skips others quickly, and looks behind after these.
LANDLINE = lazy(
    rf"[(（0+48](?<![0-9a-z.\-].)(?:(?:(?:(?<=[(（])0|(?<=0)){AREA}|(?<=\+)86[ -]?0?{AREA})"
    r"(?:[)）][ -]?|[ —–-]|[ ][—–-][ ])(?:[2-8]\d{6,7}|[2-8]\d{2,3}[ -]\d{4})"
    r"|(?<=[48])00[ -]\d{3,4}[ -]?\d{3,4}|(?<=4)00\d{7}|(?<=4)00\d-\d{3}-\d{3})(?![0-9a-z]|[-.:：/]\d)"
)
_BESIDE = r"0-9零〇○一壹幺二贰三叁四肆五伍六陆七柒八捌九玖.:：/()（）+ –—\-"
HAN_IN_NUMBER = lazy(rf"[{''.join(HAN_DIGITS)}](?:(?<=[{_BESIDE}].)|(?=[{_BESIDE}]))")
"""A Han digit beside what numbers are written with; to translate a whole text takes far longer than to search it."""
COUNTRIES = "1|7|20|27|3[0-69]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|85[2356]|88[06]|97[1-7]|420|35[1-8]"
FOREIGN = lazy(
    rf"(?:\+|00)[ ]?(?!86)(?:{COUNTRIES})[ -]?(?:\(\d{{1,4}}\)[ -]?)?"
    r"\d{1,5}(?:[ -]?\d{2,4}){1,4}(?![0-9a-z.])"
)


def foreign(text: str, position: int) -> Token | None:
    """Return the phone number of another country, with its code, at `position`."""
    match = FOREIGN.match(text, position)
    value = re.sub(r"\D", "", match[0]) if match else ""
    return Token(position, match.end(), "+" + value) if match and 9 <= len(value) <= 14 else None


def landlines(passage: Passage) -> list[Hit]:
    """Return numbers of shops and offices: area code and number, 400 lines, numbers of other countries with their code."""
    text = passage.text
    plain = HAN_IN_NUMBER.sub(lambda digit: HAN_DIGITS[digit[0]], text)
    out = []
    for match in LANDLINE.finditer(plain):
        value = re.sub(r"\D", "", match[0])
        spaced = value[0] in "48" and " " in match[0]
        if spaced and not PHONE_WORDS.search(text, max(0, match.start() - 14), match.start()):
            continue
        if value[0] not in "48" or len(value) == 10:
            out.append(hit(Token(match.start(), match.end(), value), text))
    for match in re.finditer(r"(?<![0-9a-z])\+", text) if "+" in text else ():
        found = foreign(plain, match.start())
        if found and (" " in text[found.start : found.end] or len(found.value) > 10):
            out.append(hit(found, text))
    return sorted(out)
