"""Contact ids and other tokens, read from the view with its separators in place.

A *grammar* reads one id at a place (behind an introducer such as 微信), a *detector* finds every token of a kind in a scan.
Both read digits in any script and through the usual disguises: 1️⃣ and ① come folded from the view, 一八〇 and o for 0 are
read here, and digits may be drawn apart by blanks, emoji, emoji codes and short words (177欢迎0316…9115).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

from xhslint import codes
from xhslint.lexicon import Part, Term
from xhslint.scan import Hit, Scan
from xhslint.skeleton import BRACKETED, CODES

HAN_DIGITS = {
    c: str(value)
    for value, row in enumerate(("零〇○", "一壹幺", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in row
}
HAN_DIGIT = re.compile(rf"[{''.join(HAN_DIGITS)}]")
TO_ASCII = str.maketrans(HAN_DIGITS)
DIGITS = {**{str(d): str(d) for d in range(10)}, **HAN_DIGITS}
# What may stand between the digits of one number. Punctuation that separates numbers (199/299, 19:30, 1+1) and the signs of money
# do not.
PLAIN = r"[ \u3000._·•~～—–\-()（）]"
SEPARATORS = r"\w\n\r/／|｜\\,，、。！？!?:：;；=＋+<>%％‰°×*＊#￥¥$€£💰💵💴💶💷💲🪙"
FILLER = re.compile(rf"(?:{CODES}|{BRACKETED}|{PLAIN}|[^{SEPARATORS}])+", re.IGNORECASE)
PLAIN_FILLER = re.compile(rf"{PLAIN}+")
MAX_FILLER = 16
WORD = re.compile(r"[\u4e00-\u9fff]{1,3}(?=[^\u4e00-\u9fff])")
# Words between numbers that count, measure or enumerate instead of drawing one number apart.
COUNTING = frozenset(
    "年月日号点分秒时元块毛角米厘克斤个只支条件张双套盒瓶包楼层栋幢室站路天周岁次遍杯码度级页章课集期届届位名人本款色版代份成倍折万亿千百十到至或和比加减乘除第共约每"
)
UNITS = re.compile(
    r"[ ]?(?:元|块|圆|円|刀|米(?!的)|人民币|rmb|步|次|人(?!在)|粉(?!丝团)|赞|年|月|日|号楼|天|岁|个|只|件|条|张|万|亿|千|百|w(?![a-z])|k(?![a-z])|%|％|℃|°|度|版|fps|mah|hz|ml|mg|kg|kb|mb|gb|km|cm|mm|分钟|小时|积分|单|平|斤|克|集|页|题|字)"
)


class Id(NamedTuple):
    """An id at `[start, end)` of the view; `value` is its plain form."""

    start: int
    end: int
    value: str


class Group(NamedTuple):
    """An unbroken run of digits, and what parts it from the one before: nothing, a dot, plain marks, decoration, a word or a mark of lists."""

    start: int
    end: int
    value: str
    gap: str


# ---------------------------------------------------------------------------------------------------------- numbers


ZEROS = re.compile(r"o{2,8}(?=[ ._-]?[0-9])")


def run(text: str, position: int) -> tuple[int, str]:
    """Where the run of digits at `position` ends, and its value; o is 0 between digits."""
    index, value = position, ""
    if zeros := ZEROS.match(text, position):
        index, value = zeros.end(), "0" * len(zeros[0])
    while index < len(text):
        character = text[index]
        if character in HAN_DIGITS and value and ends_in_word(text, index):
            break
        if character in DIGITS:
            value += DIGITS[character]
            index += 1
            continue
        zeros = index
        while zeros < len(text) and text[zeros] == "o":
            zeros += 1
        if value and zeros > index and text[zeros : zeros + 1] in DIGITS and text[zeros] not in HAN_DIGITS:
            value += "0" * (zeros - index)
            index = zeros
            continue
        break
    return index, value


def ends_in_word(text: str, index: int) -> bool:
    """Whether a Han digit behind an ASCII one begins a word instead (138…一起): it stands alone and Han follows."""
    after = text[index + 1 : index + 2]
    return text[index - 1].isascii() and "\u4e00" <= after <= "\u9fff" and after not in HAN_DIGITS


def groups(text: str, position: int, most: int, words: bool) -> list[Group]:
    """The runs of digits at `position`, at most `most` digits long (or one run more), as far as they may be one number."""
    found: list[Group] = []
    index, gap = position, ""
    while True:
        end, value = run(text, index)
        if not value:
            return found
        found.append(Group(index, end, value, gap))
        if sum(len(group.value) for group in found) > most:
            return found
        bridged = bridge(text, end, words)
        if not bridged:
            return found
        index, gap = bridged


def bridge(text: str, end: int, words: bool) -> tuple[int, str] | None:
    """Where the next run of one number begins behind a run that ends at `end`, and by what the two are parted."""
    if text[end : end + 1] and text[end] in "*/，,、|+" and text[end + 1 : end + 2] in DIGITS and words:
        return end + 1, "list"
    filler = FILLER.match(text, end, end + MAX_FILLER)
    place = filler.end() if filler else end
    if filler and (text[place : place + 1] in DIGITS or ZEROS.match(text, place)):
        if not PLAIN_FILLER.fullmatch(filler[0]):
            return place, "decoration"
        return place, "dot" if filler[0] == "." else "plain"
    word = WORD.match(text, place) if words else None
    if word and COUNTING.isdisjoint(word[0]) and HAN_DIGITS.keys().isdisjoint(word[0]):
        filler = FILLER.match(text, word.end(), word.end() + MAX_FILLER)
        place = filler.end() if filler else word.end()
        if text[place : place + 1] in DIGITS:
            return place, "word"
    return None


def cut(runs: list[Group], length: int) -> list[Group]:
    """The first runs that hold exactly `length` digits together; none when no run ends there."""
    for count, total in enumerate(accumulate(len(group.value) for group in runs), 1):
        if total == length:
            return runs[:count]
    return []


def whole(runs: list[Group]) -> Id:
    return Id(runs[0].start, runs[-1].end, "".join(group.value for group in runs))


def digits(text: str, position: int, most: int = 11) -> Id | None:
    """The number at `position` in any script, through decoration, if it has no more than `most` digits."""
    runs = groups(text, position, most, words=False)
    while runs and sum(len(group.value) for group in runs) > most:
        runs.pop()
    return whole(runs) if runs else None


MOBILE = re.compile(r"1[3-9]\d{9}")
# In one of these ways people part the digits of a mobile number; any other row is a price list or a date.
GROUPINGS = {(11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (1,) * 11}
# Numbers that only look like one: 一生一世我爱你, and rows like 13579….
NOT_PHONES = frozenset(["13145201314", "13141314520", "13145211314", "15926535897", "13579246810", "13579111315", "18181818181", "16666666666"])


def mobile(text: str, position: int, grammar: Callable[[list[Group]], bool]) -> Id | None:
    """The mobile number at `position` whose runs the grammar accepts; a prefix 86 is left out."""
    runs = groups(text, position, 13, words=True)
    for prefix in ("86", "0086", ""):
        kept = runs
        if prefix:
            if not runs or runs[0].value != prefix:
                if not runs or not runs[0].value.startswith(prefix) or len(runs[0].value) <= len(prefix):
                    continue
                first = runs[0]
                kept = [first._replace(start=first.start + len(prefix), value=first.value[len(prefix) :]), *runs[1:]]
            else:
                kept = runs[1:]
        number = cut(kept, 11)
        if not number or not MOBILE.fullmatch(whole(number).value) or whole(number).value in NOT_PHONES:
            continue
        if grammar(number):
            return whole(number)._replace(start=position)
    return None


def lengths(runs: list[Group]) -> tuple[int, ...]:
    return tuple(len(group.value) for group in runs)


def plausible(runs: list[Group]) -> bool:
    """Whether runs of digits are one mobile number with nothing else to say so."""
    gaps = {group.gap for group in runs[1:]}
    sizes = lengths(runs)
    if "list" in gaps:
        return False
    if "word" in gaps:
        return sizes in GROUPINGS or (min(sizes) >= 2 and sizes[0] == 3 and len(sizes) <= 5 and "decoration" in gaps)
    if "decoration" in gaps:
        return sizes[0] in (3, 7) or (len(set(sizes[:-1])) == 1 and sizes[-1] <= sizes[0] <= 4)
    return sizes == (3, 4, 4) or (sizes in GROUPINGS and "dot" not in gaps)


def introduced(runs: list[Group]) -> bool:
    """The same behind 微信, 电话 and the like."""
    sizes = lengths(runs)
    if any(group.gap == "list" for group in runs[1:]):
        return sizes == (3, 4, 4)
    return not any(group.gap == "word" for group in runs) or min(sizes) >= 2 or sizes in GROUPINGS


def spread(runs: list[Group]) -> bool:
    """The same somewhere behind 电话 and the like, where a list of numbers is still a list."""
    return introduced(runs) and not any(group.gap == "list" for group in runs[1:])


# -------------------------------------------------------------------------------------------- ids behind introducers

# The characters between an introducer and its id: marks, decoration and the little words of "id 是 / 为 / 在这".
LEAD = re.compile(
    rf"[!！]{{0,3}}(?:{CODES}|{BRACKETED}|[^\w\n\r。！？!?#]|_|号码?|账号|id(?![a-z])|(?:就)?是|为|搜索?|(?<=[:：=号])[\r\n]{{1,2}})*",
    re.IGNORECASE,
)
MAX_LEAD = 24
NAMED = re.compile(r"[:：=]|号|id|是|为|搜")

HANDLE = re.compile(r"[a-z][a-z0-9_-]*")
SPELLED = re.compile(r"[a-z](?:(?P<gap>[ ._·~～—-]{1,2})[a-z0-9])(?:(?P=gap)[a-z0-9]){3,18}(?![a-z0-9])")
SHORTEST, LONGEST = 5, 20
# Ordinary Latin words that follow 微信 and the like without being anybody's id …
NOT_HANDLES = frozenset(
    ["windows", "iphone", "android", "official", "account", "accounts", "moments", "emoji", "wechat", "weixin", "xiaohongshu", "taobao", "tmall", "alipay", "online", "offline", "english", "chinese", "china", "beijing", "shanghai", "hongkong", "instagram", "facebook", "twitter", "tiktok", "youtube", "telegram", "whatsapp", "group", "groups", "coffee", "makeup", "beauty", "style", "https", "http", "email", "gmail", "phone", "number", "message", "video", "voice", "photo", "video", "music", "program", "payment", "store", "miniprogram", "user", "users", "login", "please", "thanks", "thank", "hello", "lipstick", "collection"]
)
# … and the names of devices and versions, which have digits like an id.
DEVICES = re.compile(
    r"(?:iphone|ipad|ipados|ios|macos|mac|macbook|windows|win|android|huawei|honor|vivo|oppo|redmi|xiaomi|mate|nova|pura|miui|hyperos|"
    r"harmonyos|harmony|iqoo|realme|oneplus|galaxy|gtx|rtx|ps|switch|app|pro|ver|version|gpt|chatgpt|windows|wifi|sony|canon|nikon|fuji|top|day|tips?|step|part|vol|no|ml|spf|pa)"
    r"[_-]?\d{1,4}(?:pro|max|plus|ultra|mini|promax|proplus|se|air|t|s|c|x)*"
)
# Lines that everybody may call, and QQ's and the carriers' own.
HOTLINES = re.compile(r"1[01]\d{3}|12\d{3}|95\d{3,6}|9\d{4}|100\d{2}|110|119|120|122|(?:400|800)\d{7}")
YEAR = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-3]\d)?")


class Evidence:
    """How sure an introducer is: `LOOSE` for a lone weak word (v, 薇), `PLAIN` for 微信 as it stands, `FIRM` for more."""

    LOOSE, PLAIN, FIRM = range(3)


def lead(text: str, position: int) -> int:
    """Where an id may begin behind its introducer."""
    match = LEAD.match(text, position, position + MAX_LEAD)
    return match.end() if match else position


def handle(text: str, position: int) -> Id | None:
    """The account name at `position`: Latin from its first letter, with digits of any script, drawn apart by decoration."""
    spelled = SPELLED.match(text, position)
    if spelled:
        return Id(position, spelled.end(), re.sub(r"[ .·~～—-]", "", spelled[0]))
    match = HANDLE.match(text, position)
    if not match:
        return None
    end, value = match.end(), match[0]
    for start, stop, piece in pieces(text, end):
        if len(value) + len(piece) > LONGEST:
            break
        value += piece
        end = stop
    value = value.rstrip("-")
    end -= len(match[0]) - len(value) if end == match.end() else 0
    if not 4 <= len(value) <= LONGEST or value in NOT_HANDLES:
        return None
    return Id(position, end, value)


def pieces(text: str, end: int) -> Iterator[tuple[int, int, str]]:
    """The further pieces of a handle behind `end`: (start, end, value)."""
    while True:
        if text[end : end + 1] in HAN_DIGITS and not lone_han(text, end):
            stop, value = run(text, end)
            latin = re.compile(r"[a-z0-9_-]*").match(text, stop)
            tail = latin[0] if latin else ""
            yield end, stop + len(tail), value + tail
            end = stop + len(tail)
            continue
        filler = FILLER.match(text, end, end + MAX_FILLER)
        if not filler:
            return
        decorated = not PLAIN_FILLER.fullmatch(filler[0])
        piece = re.compile(r"[a-z0-9_-]{1,12}" if decorated else r"[0-9]{2,11}(?![a-z0-9])").match(text, filler.end())
        if not piece or not piece[0].strip("-_") or UNITS.match(text, piece.end()):
            return
        # Behind a mere blank a number that goes on as a phrase (24小时在线) is one of its own.
        if not decorated and "\u4e00" <= text[piece.end() : piece.end() + 1] <= "\u9fff":
            return
        yield piece.start(), piece.end(), piece[0]
        end = piece.end()


def lone_han(text: str, index: int) -> bool:
    """Whether a Han digit stands by itself before further Han: momo88一起."""
    after = text[index + 1 : index + 2]
    return after not in DIGITS and (not after or not after.isascii() or not after.isalnum())


def marked(found: Id | None) -> bool:
    """Whether a handle is one that no ordinary word can be: with a digit or `_` in it."""
    return found is not None and not re.fullmatch(r"[a-z.-]+", found.value) and not found.value.startswith("http")


def number(text: str, position: int, least: int = 5) -> Id | None:
    """A number that can be a QQ or a WeChat account: no line of the public, no date, no amount."""
    found = digits(text, position)
    if not found or not least <= len(found.value) <= 11 or found.value[0] == "0":
        return None
    if HOTLINES.fullmatch(found.value) or YEAR.fullmatch(found.value) or found.value.endswith("00000"):
        return None
    if UNITS.match(text, found.end) or (text[found.end : found.end + 1] in ".:：/%" and text[found.end + 1 : found.end + 2].isdecimal()):
        return None
    return found


def phone(text: str, position: int) -> Id | None:
    """A mobile number behind an introducer; 86, +86 and l for 1 included."""
    begin = position + (text[position : position + 1] == "+")
    if text[begin : begin + 1] in ("l", "i", "|") and re.compile(r"[3-9]\d{9}(?![a-z0-9])").match(text, begin + 1):
        return Id(position, begin + 11, "1" + text[begin + 1 : begin + 11])
    found = mobile(text, begin, introduced)
    return found._replace(start=position) if found else None


def foreign(text: str, position: int) -> Id | None:
    """A phone number of another country, with its code."""
    match = FOREIGN.match(text, position)
    if not match:
        return None
    value = re.sub(r"\D", "", match[0])
    return Id(position, match.end(), "+" + value) if 9 <= len(value) <= 14 else None


COUNTRIES = "1|7|20|27|3[0-69]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|85[2356]|88[06]|97[1-7]|420|35[1-8]"
FOREIGN = re.compile(rf"(?:\+|00)[ ]?(?!86)(?:{COUNTRIES})[ -]?(?:\(\d{{1,4}}\)[ -]?)?\d{{1,5}}(?:[ -]?\d{{2,4}}){{1,4}}(?![0-9a-z.])")

PROVIDERS = (
    "qq|vip[.]qq|foxmail|163|126|139|189|yeah|sina|sohu|gmail|googlemail|outlook|hotmail|live|icloud|yahoo|aliyun|msn|proton|protonmail|naver"
)
SPOKEN_PROVIDERS = "🐧|扣扣|企鹅|球球|一六三|一二六|谷歌"
AT = r"(?:[(（\[【]?(?:@|＠)[)）\]】]?|[(（\[【](?:at|艾特)[)）\]】]|艾特|#at#|(?<= )at(?= )|🍥|©|®|圈a|圈爱|#)"
EMAIL_DOT = r"(?: ?(?:[.．。·丶]|点|dot|[(\[（](?:dot|点|[.])[)\]）]) ?)"
TLDS = "com|cn|net|org|edu|me|io|co|hk|tw|jp|kr|uk|us|ca|au|de|fr|sg|my|eu|info|biz|xyz|top|vip|cc|studio|design|art|shop|store|online|live|pro|asia|ru|tv"
LOCAL = r"(?<![a-z0-9._-])[a-z0-9][a-z0-9._-]{1,30}"
EMAIL = re.compile(
    rf"{LOCAL} ?{AT} ?(?:"
    rf"(?:{PROVIDERS}|{SPOKEN_PROVIDERS})(?:{EMAIL_DOT}(?:{TLDS})){{1,2}}(?![a-z0-9])"
    rf"|(?:{PROVIDERS})(?![a-z0-9._-]))"
    rf"|{LOCAL} ?[(（]?@[)）]? ?[a-z0-9][a-z0-9-]{{0,30}}(?:[.][a-z0-9-]{{1,30}}){{0,2}}(?:{EMAIL_DOT})(?:{TLDS})(?:[.](?:cn|hk|tw|uk|jp|au))?(?![a-z0-9-])"
)
# What stands before an @ in a credit: 摄影by@studio, cr@…
NOT_LOCALS = frozenset(["by", "from", "credit", "photo", "pic", "cr", "via", "ig", "ins", "model", "cos", "vx", "wx", "me", "with", "at", "ps"])


def email(text: str, position: int) -> Id | None:
    match = EMAIL.match(text, position)
    if not match:
        return None
    local = re.split(r"[^a-z0-9._-]", match[0], maxsplit=1)[0]
    sign = re.compile(AT).search(match[0], len(local))
    # A bare # or at needs a known provider with its ending: "step3 # 163" is none.
    if local in NOT_LOCALS or sign is None:
        return None
    host = match[0][sign.end() :]
    if sign[0] in ("#", "at") and not re.search(rf"{EMAIL_DOT}(?:{TLDS})$", host):
        return None
    host = re.sub(EMAIL_DOT, ".", host).replace(" ", "")
    for spoken, plain in (("🐧", "qq"), ("扣扣", "qq"), ("企鹅", "qq"), ("球球", "qq"), ("一六三", "163"), ("一二六", "126"), ("谷歌", "gmail")):
        host = host.replace(spoken, plain)
    return Id(position, match.end(), f"{local}@{host}")


def dotted_handle(text: str, position: int) -> Id | None:
    """An account name that may have dots in it, as Instagram's."""
    match = re.compile(r"[a-z0-9_](?:[a-z0-9_.]{2,28})[a-z0-9_]").match(text, position)
    if not match or match[0] in NOT_HANDLES or DEVICES.fullmatch(match[0]) or match[0].isdecimal():
        return None
    return Id(position, match.end(), match[0])


def mention(text: str, position: int) -> Id | None:
    """A Latin account name behind an @."""
    found = dotted_handle(text, position) if text[position - 1 : position] == "@" else None
    return found if found and len(found.value) >= SHORTEST else None


GRAMMARS: dict[str, Callable[[str, int], Id | None]] = {
    "mention": mention,
    "handle": handle,
    "dotted-handle": dotted_handle,
    "phone": phone,
    "foreign-phone": foreign,
    "qq": number,
    "email": email,
}


def after(text: str, position: int, grammars: tuple[str, ...], evidence: int) -> Id | None:
    """The id behind an introducer that ends at `position`, if it stands to reason with that much evidence."""
    place = lead(text, position)
    between = text[position:place]
    for grammar in grammars:
        plus = text[place - 1 : place] == "+" and "phone" in grammar  # the lead takes the + of +86 along
        found = GRAMMARS[grammar](text, place - plus)
        if found and reasonable(grammar, found, text, between, evidence):
            return found
    return None


def reasonable(grammar: str, found: Id, text: str, between: str, evidence: int) -> bool:
    """Whether an id behind an introducer is one: the less the introducer says, the more must the id and what parts them."""
    named = bool(NAMED.search(between))
    decorated = bool(re.search(r"[^\w ._\-~,，、()（）]", between))
    if grammar in ("handle", "dotted-handle"):
        if evidence < Evidence.FIRM and not named and DEVICES.fullmatch(found.value):
            return False
        if marked(found):
            if evidence == Evidence.LOOSE:
                return (len(found.value) >= 6 and (bool(between) or not text[found.start - 1].isascii())) or named
            return len(found.value) >= (4 if named or decorated or evidence == Evidence.FIRM else SHORTEST)
        if len(found.value) < SHORTEST:
            return False
        if evidence == Evidence.FIRM:
            return named or decorated or not text[found.end : found.end + 2].strip().isalpha() or not between
        return named and (evidence == Evidence.PLAIN or bool(re.search(r"[:：=]", between)))
    if grammar == "qq":
        least = 5 if named else 6
        return len(found.value) >= least and (evidence > Evidence.LOOSE or bool(re.search(r"[:：=号]", between)) or not between)
    return True


# -------------------------------------------------------------------------------------------------------- detectors


def hit(found: Id, text: str) -> Hit:
    written = text[found.start : found.end]
    parts = () if written == found.value else (Part(written, found.value, "numeral"),)
    return Hit(found.start, found.end, Term(written, found.value, True, parts))


PHONE_START = re.compile(
    r"(?<![0-9a-z.￥¥$@_-])(?:tel|phone|t|m|p|call)?(?:\+|00(?=86))?(?:86[ -]?)?(?P<one>[1一壹幺]|[il|](?=[3-9]\d{9}(?![0-9a-z])))"
    rf"(?:{PLAIN})?(?:{CODES}|{BRACKETED}|[^{SEPARATORS}])?(?=[3-9三四五六七八九叁肆伍陆柒捌玖])",
    re.IGNORECASE,
)
PHONE_WORDS = re.compile(
    r"(?:电话|手机|联系|致电|来电|拨打|号码|热线|短信|咨询|预约|预订|订购|订餐|订位|微信|同号|客服|老板|师傅|司机|经理|加|打|call|tel|phone|mobile|whatsapp|wx|vx|v|[☎📞📱📲🤙☏🛰❤])"
    r"[^\n。！？!?]{0,8}$"
)


def phones(scan: Scan) -> list[Hit]:
    """Mobile numbers that need no introducer; with one before them they may be drawn apart in more ways."""
    out: list[Hit] = []
    text = scan.text
    for match in PHONE_START.finditer(text):
        start = match.start()
        if out and start < out[-1].end:
            continue
        begin = match.start("one")
        if text[begin] in "il|":
            out.append(hit(Id(start, begin + 11, "1" + text[begin + 1 : begin + 11]), text))
            continue
        known = PHONE_WORDS.search(text, max(0, start - 14), start)
        found = mobile(text, begin, spread if known else plausible)
        if not found:
            continue
        tail = text[found.end : found.end + 1]
        if tail.isascii() and tail.isalnum() and not re.compile(r"(?:wx|vx|v|w|微)").match(text, found.end):
            continue
        if tail.isdecimal() or UNITS.match(text, found.end):
            continue
        out.append(hit(found._replace(start=start), text))
    return out


AREA = r"0(?:10|2[0-57-9]|[3-9]\d{2})"
LANDLINE = re.compile(
    rf"(?<![0-9a-z.\-])(?:(?:\+86[ -]?)?[(（]?(?:{AREA}|(?<=\+86[ -]){AREA[1:]})(?:[)）]|[ —–-]|[)）][ -]|[ ][—–-][ ])(?:[2-8]\d{{6,7}}|[2-8]\d{{2,3}}[ -]\d{{4}})"
    r"|[48]00-\d{3,4}-?\d{3,4}|400\d{7})(?![0-9a-z]|[-.:：/]\d)"
)


def landlines(scan: Scan) -> list[Hit]:
    """Numbers of shops and offices: area code and number, 400 lines, numbers of other countries with their code."""
    text = scan.text
    ascii_digits = text.translate(TO_ASCII) if HAN_DIGIT.search(text) else text
    out = []
    for match in LANDLINE.finditer(ascii_digits):
        value = re.sub(r"\D", "", match[0])
        if value[0] not in "48" or len(value) == 10:
            out.append(hit(Id(match.start(), match.end(), value), text))
    for match in re.finditer(r"(?<![0-9a-z])\+", text):
        found = foreign(ascii_digits, match.start())
        if found and (" " in text[found.start : found.end] or len(found.value) > 10):
            out.append(hit(found, text))
    return sorted(out)


def emails(scan: Scan) -> list[Hit]:
    return [hit(found, scan.text) for m in EMAIL.finditer(scan.text) if (found := email(scan.text, m.start()))]


TOKEN = re.compile(r"(?<![a-z0-9_@#./-])[a-z][a-z0-9_-]{3,19}")


def account_names(scan: Scan) -> list[Hit]:
    """Handles that no ordinary word can be, wherever they stand."""
    out: list[Hit] = []
    for match in TOKEN.finditer(scan.text):
        found = handle(scan.text, match.start())
        if not found or not marked(found) or len(found.value) < 6 or DEVICES.fullmatch(found.value):
            continue
        if not out or found.start >= out[-1].end:
            out.append(hit(found, scan.text))
    return out


def long_names(scan: Scan) -> list[Hit]:
    """Handles with so many digits that they name neither a product nor a version: abc20481024."""
    long = re.compile(r"\d{5}|^[a-z]{4,}(?!19|20)\d{4}$")
    return [found for found in account_names(scan) if long.search(found.term.reads)]


def labelled_names(scan: Scan) -> list[Hit]:
    """Handles and numbers of accounts that a bracket follows, where it may say whose they are: momo_8812（微信）."""
    out = []
    for found in [*account_names(scan), *numbers(scan)]:
        if re.compile(r"[ ]?[(（【\[]").match(scan.text, found.end):
            out.append(found)
    return sorted(out)


def numbers(scan: Scan) -> list[Hit]:
    """Numbers of accounts, 6 to 11 digits, that no amount, date or hotline can be."""
    starts = re.finditer(r"(?<![0-9a-z.￥¥$:：/@_-])[1-9](?=\d{5,10}(?!\d))", scan.text)
    return [hit(found, scan.text) for m in starts if (found := number(scan.text, m.start(), 6))]


# An address to the door: … 路 12 号, 3 栋 502, 大厦 8 楼, 小区.
ADDRESS = re.compile(
    r"[\u4e00-\u9fff]{1,4}(?:路|街|巷|弄|大道|胡同|村|道)[ ]?[0-9一二三四五六七八九十]{1,5}[ ]?号(?!线|楼梯|色)(?:[ ]?[\u4e00-\u9fff0-9a-z-]{0,8}?(?:室|楼|层|栋|铺|单元))?"
    r"|[\u4e00-\u9fff]{1,4}(?:小区|花园|公寓|大厦|广场|家园|苑|写字楼|园区|大楼)[ ]?[0-9a-z一二三四五六七八九十]{1,4}[ ]?(?:栋|幢|座|号楼|楼|单元|室|层)[ ]?[0-9a-z-]{0,6}(?:室|楼|层|单元)?(?:[0-9]{2,4}室?)?"
)


# The name of an account behind what says whose it is: 公众号：月亮读书角, 公众号《周末去爬山》.
NOISE = rf"(?:{CODES}|{BRACKETED}|[^\w\n，。！？!?,、#])"
CALLING = re.compile(rf"(?:[:：=@]|叫|名为|是)(?:{NOISE}|@){{0,8}}|[「『“\"'《〈【]", re.IGNORECASE)
NAME = re.compile(rf"\w(?:{NOISE}{{0,8}}\w){{1,13}}(?!\w)", re.IGNORECASE)
NO_NAMES = re.compile(
    r"什么|怎么|如何|为什么|为啥|有没有|到底|是不是|可以|需要|今天|推荐|一个|太|让|大家|自己|这|那|吗|呢|吧|了$|^的|^[0-9]+$|\d月|\d点|日"
)


def called(scan: Scan) -> list[Hit]:
    """Names of accounts behind a colon, 叫 or an opening quotation mark; they go to the end of the clause."""
    out = []
    for calling in CALLING.finditer(scan.text):
        match = NAME.match(scan.text, calling.end())
        name = re.sub(rf"{NOISE}+", "", match[0], flags=re.IGNORECASE) if match else ""
        if match and 2 <= len(name) <= 10 and not NO_NAMES.search(name):
            written = scan.text[calling.start() : match.end()]
            out.append(Hit(calling.start(), match.end(), Term(written, written)))
    return out


def pattern_detector(pattern: str) -> Callable[[Scan], list[Hit]]:
    compiled = re.compile(pattern)
    return lambda scan: [Hit(m.start(), m.end(), Term(m[0], m[0])) for m in compiled.finditer(scan.text) if m[0]]


DETECTORS: dict[str, Callable[[Scan], list[Hit]]] = {
    "phone": phones,
    "landline": landlines,
    "email": emails,
    "handle": pattern_detector(r"(?<![a-z0-9_-])[a-z][a-z0-9_-]{5,19}(?![a-z0-9_-])"),
    "account": account_names,
    "long-account": long_names,
    "labelled-account": labelled_names,
    "system-id": pattern_detector(r"(?<![a-z0-9_])(?:wxid_[a-z0-9]{6,20}|gh_[0-9a-f]{12})(?![a-z0-9_])"),
    "called": called,
    "address": pattern_detector(ADDRESS.pattern),
    "number": pattern_detector(rf"[0-9]+(?:\.[0-9]+)?[万千百wk十]?|[{''.join(HAN_DIGITS)}十百千万两]+"),
    "price": pattern_detector(
        r"[￥¥$][ ]?\d+(?:\.\d+)?|(?<![0-9a-z])\d+(?:\.\d+)?[ ]?(?:元|块|米|r(?![a-z])|rmb|💰)|(?<![一二三四五六七八九十百])[一二三四五六七八九十百]{1,8}(?:元|块钱?)"
    ),
    "share-code": codes.share_codes,
    "share-token": codes.share_tokens,
    "colon": codes.colons,
}
