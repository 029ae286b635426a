"""Contact ids and other tokens, read from the view with its separators in place.

A *grammar* reads one id at a place (behind an introducer such as 微信), a *detector* finds every token of a kind in a
passage. How much an id must look like one depends on the introducer: behind 加薇❤ almost anything is one, behind a lone v
hardly anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.matching.detectors import share_codes as codes
from xhslint.matching.detectors.phone_numbers import (
    DIGITS,
    FILLER,
    HAN_DIGITS,
    MAX_FILLER,
    PLAIN_FILLER,
    UNITS,
    Id,
    account_number,
    account_numbers,
    foreign,
    landlines,
    phone,
    phones,
    run,
)
from xhslint.matching.detectors.phone_numbers import hit as hit
from xhslint.matching.hits import Hit
from xhslint.matching.lexicon import Term
from xhslint.matching.passage import Passage
from xhslint.text.skeleton import BRACKETED, CODES

# -------------------------------------------------------------------------------------------------- account names

HANDLE = lazy(r"[a-z][a-z0-9_-]*")
DOTTED = lazy(r"[a-z0-9_][a-z0-9_.]{2,28}[a-z0-9_]")
SPELLED = lazy(r"[a-z](?:(?P<gap>[ ._·~～—-]{1,2})[a-z0-9])(?:(?P=gap)[a-z0-9]){3,18}(?![a-z0-9])")
LATIN = lazy(r"[a-z0-9_-]*")
FURTHER = lazy(r"[a-z0-9_-]{1,12}")
FURTHER_DIGITS = lazy(r"[0-9]{2,11}(?![a-z0-9])")
SHORTEST, LONGEST = 5, 20
# Ordinary Latin words that follow 微信 and the like without being anybody's id …
WORDS = """windows iphone android official account accounts moments emoji wechat weixin xiaohongshu taobao tmall alipay
online offline english chinese china beijing shanghai hongkong instagram facebook twitter tiktok youtube telegram
whatsapp group groups coffee makeup beauty style https http email gmail phone number message video voice photo
music program payment store miniprogram user users login please thanks thank hello lipstick collection"""
NOT_HANDLES = frozenset(WORDS.split())
# … and the names of devices and versions, which have digits like an id.
DEVICES = lazy(
    r"(?:iphone|ipad|ipados|ios|macos|mac|macbook|windows|win|android|huawei|honor|vivo|oppo|redmi|xiaomi|mate|nova|pura|"
    r"miui|hyperos|harmonyos|harmony|iqoo|realme|oneplus|galaxy|gtx|rtx|ps|switch|app|pro|ver|version|gpt|chatgpt|wifi|"
    r"sony|canon|nikon|fuji|top|day|tips?|step|part|vol|no|ml|spf|pa)"
    r"[_-]?\d{1,4}(?:pro|max|plus|ultra|mini|promax|proplus|se|air|t|s|c|x)*"
)


VIDEO = lazy(r"bv1[0-9a-z]{9}|av\d{5,}")


def handle(text: str, position: int) -> Id | None:
    """The account name at `position`: Latin from its first letter, digits of any script, drawn apart by decoration."""
    if spelled := SPELLED.match(text, position):
        return Id(position, spelled.end(), re.sub(r"[ .·~～—-]", "", spelled[0]))
    match = HANDLE.match(text, position)
    if not match:
        return None
    end, value = match.end(), match[0].rstrip("-")
    end -= len(match[0]) - len(value)
    for stop, piece in pieces(text, end):
        if len(value) + len(piece) > LONGEST:
            break
        end, value = stop, value + piece
    known = 4 <= len(value) <= LONGEST and value not in NOT_HANDLES and not VIDEO.fullmatch(value)
    return Id(position, end, value) if known else None


def pieces(text: str, end: int) -> Iterator[tuple[int, str]]:
    """The further pieces of an account name behind `end`: where each ends, and its value."""
    while True:
        if text[end : end + 1] in HAN_DIGITS and not lone_han(text, end):
            end, value = run(text, end)
            latin = LATIN.match(text, end)
            tail = latin[0] if latin else ""
            end += len(tail)
            yield end, value + tail
            continue
        filler = FILLER.match(text, end, end + MAX_FILLER)
        if not filler:
            return
        decorated = not PLAIN_FILLER.fullmatch(filler[0])
        piece = (FURTHER if decorated else FURTHER_DIGITS).match(text, filler.end())
        if not piece or not piece[0].strip("-_") or UNITS.match(text, piece.end()):
            return
        # Behind a mere blank a number that goes on as a phrase (24小时在线) is one of its own.
        if not decorated and "\u4e00" <= text[piece.end() : piece.end() + 1] <= "\u9fff":
            return
        end = piece.end()
        yield end, piece[0]


def lone_han(text: str, index: int) -> bool:
    """Whether a Han digit stands by itself before what is no part of an id: momo88一起."""
    after = text[index + 1 : index + 2]
    return after not in DIGITS and not (after.isascii() and after.isalnum())


def dotted_handle(text: str, position: int) -> Id | None:
    """An account name that may have dots in it, as Instagram's."""
    match = DOTTED.match(text, position)
    if not match or match[0] in NOT_HANDLES or DEVICES.fullmatch(match[0]) or match[0].isdecimal():
        return None
    return Id(position, match.end(), match[0])


def mention(text: str, position: int) -> Id | None:
    """A Latin account name behind an @."""
    found = dotted_handle(text, position) if text[position - 1 : position] == "@" else None
    return found if found and len(found.value) >= SHORTEST else None


def marked(found: Id) -> bool:
    """Whether a handle is one that no ordinary word can be: with a digit or `_` in it."""
    return not re.fullmatch(r"[a-z.-]+", found.value) and not found.value.startswith("http")


# ----------------------------------------------------------------------------------------------------------- e-mail

PROVIDERS = (
    "qq|vip[.]qq|foxmail|163|126|139|189|yeah|sina|sohu|gmail|googlemail|outlook|hotmail|live|icloud|yahoo|aliyun|msn|"
    "proton|protonmail|naver"
)
SPOKEN = {
    "🐧": "qq",
    "扣扣": "qq",
    "企鹅": "qq",
    "球球": "qq",
    "一六三": "163",
    "一二六": "126",
    "谷歌": "gmail",
}
AT = r"(?:[(（\[【]?(?:@|＠)[)）\]】]?|[(（\[【](?:at|艾特)[)）\]】]|艾特|#at#|(?<= )at(?= )|🍥|©|®|圈a|圈爱|#)"
EMAIL_DOT = r"(?: ?(?:[.．。·丶]|点|dot|[(\[（](?:dot|点|[.])[)\]）]) ?)"
TLDS = (
    "com|cn|net|org|edu|me|io|co|hk|tw|jp|kr|uk|us|ca|au|de|fr|sg|my|eu|info|biz|xyz|top|vip|cc|studio|design|art|shop|"
    "store|online|live|pro|asia|ru|tv"
)
LOCAL = r"(?<![a-z0-9._-])[a-z0-9][a-z0-9._-]{1,30}"
EMAIL = lazy(
    rf"{LOCAL} ?{AT} ?(?:(?:{PROVIDERS}|{'|'.join(SPOKEN)})(?:{EMAIL_DOT}(?:{TLDS})){{1,2}}(?![a-z0-9])"
    rf"|(?:{PROVIDERS})(?![a-z0-9._-]))"
    rf"|{LOCAL} ?[(（]?@[)）]? ?[a-z0-9][a-z0-9-]{{0,30}}(?:[.][a-z0-9-]{{1,30}}){{0,2}}"
    rf"{EMAIL_DOT}(?:{TLDS})(?:[.](?:cn|hk|tw|uk|jp|au))?(?![a-z0-9-])"
)
# What stands before an @ in a credit: 摄影by@studio, cr@…
NOT_LOCALS = lazy("by|from|credit|photo|pic|cr|via|ig|ins|model|cos|vx|wx|me|with")


def email(text: str, position: int) -> Id | None:
    match = EMAIL.match(text, position)
    if not match:
        return None
    local = re.split(r"[^a-z0-9._-]", match[0], maxsplit=1)[0]
    sign = re.compile(AT).search(match[0], len(local))
    if NOT_LOCALS.fullmatch(local) or sign is None:
        return None
    host = match[0][sign.end() :]
    # A bare # or at needs a known provider with its ending: "step3 # 163" is none.
    if sign[0] in ("#", "at") and not re.search(rf"{EMAIL_DOT}(?:{TLDS})$", host):
        return None
    host = re.sub(EMAIL_DOT, ".", host).replace(" ", "")
    for spoken, plain in SPOKEN.items():
        host = host.replace(spoken, plain)
    return Id(position, match.end(), f"{local}@{host}")


# -------------------------------------------------------------------------------------------- ids behind introducers

GRAMMARS: dict[str, Callable[[str, int], Id | None]] = {
    "handle": handle,
    "dotted-handle": dotted_handle,
    "mention": mention,
    "phone": phone,
    "foreign-phone": foreign,
    "qq": account_number,
    "email": email,
}
# The characters between an introducer and its id: marks, decoration and the little words of 微信号就是….
LEAD = lazy(
    rf"[!！]{{0,3}}(?:{CODES}|{BRACKETED}|[^\w\n\r。！？!?#]|_|号码?|账号|id(?![a-z])|哦|呀|啦|哈|喔|噢|呢|这里|如下|(?:就)?是|为|搜索?"
    r"|(?<=[:：=号])[\r\n]{1,2})*",
    re.IGNORECASE,
)
MAX_LEAD = 24
NAMED = lazy(r"[:：=]|号|id|是|为|搜")
COLON = lazy(r"[:：=号]")
DECORATION = lazy(r"[^\w ._\-~,，、()（）]")


class Evidence:
    """How sure an introducer is: a lone weak word (v, 薇), 微信 as it stands, or more than that (加v, 薇❤)."""

    LOOSE, PLAIN, FIRM = range(3)


def lead(text: str, position: int) -> int:
    """Where an id may begin behind its introducer."""
    match = LEAD.match(text, position, position + MAX_LEAD)
    return match.end() if match else position


def after(text: str, position: int, grammars: tuple[str, ...], evidence: int) -> Id | None:
    """The id behind an introducer that ends at `position`, if it stands to reason with that much evidence."""
    place = lead(text, position)
    between = text[position:place]
    for grammar in grammars:
        plus = between[-1:] == "+" and "phone" in grammar  # the lead takes the + of +86 along
        found = GRAMMARS[grammar](text, place - plus)
        if not found:
            continue
        if "handle" in grammar:
            good = reasonable_handle(found, text, between, evidence)
        else:
            good = grammar != "qq" or reasonable_number(found, between, evidence)
        if good:
            return found
    return None


def reasonable_handle(found: Id, text: str, between: str, evidence: int) -> bool:
    """Whether a Latin token is an id: the less the introducer says, the more must the token and what parts them."""
    size = len(found.value)
    named = bool(NAMED.search(between))
    decorated = bool(DECORATION.search(between))
    if evidence < Evidence.FIRM and not named and DEVICES.fullmatch(found.value):
        return False
    if marked(found):
        if evidence == Evidence.LOOSE and not named:
            return size >= 6 and (bool(between) or not text[found.start - 1].isascii())
        return size >= (4 if named or decorated or evidence == Evidence.FIRM else SHORTEST)
    if size < SHORTEST:
        return False
    if evidence == Evidence.FIRM:
        return named or decorated or not between or not text[found.end : found.end + 2].strip().isalpha()
    return named and (evidence == Evidence.PLAIN or bool(COLON.search(between)))


def reasonable_number(found: Id, between: str, evidence: int) -> bool:
    least = 5 if NAMED.search(between) else 6
    sure = evidence > Evidence.LOOSE or not between or COLON.search(between)
    return len(found.value) >= least and bool(sure)


# -------------------------------------------------------------------------------------------------------- detectors

TOKEN = lazy(r"(?<![a-z0-9_@#./-])[a-z][a-z0-9_-]{3,19}")
LONG = lazy(r"\d{5}|^[a-z]{4,}(?!19|20)\d{4}$")
BRACKET = lazy(r"[ ]?[(（【\[]")


def emails(passage: Passage) -> list[Hit]:
    return [hit(found, passage.text) for m in EMAIL.finditer(passage.text) if (found := email(passage.text, m.start()))]


def accounts(passage: Passage) -> list[Hit]:
    """Handles that no ordinary word can be, wherever they stand."""
    out: list[Hit] = []
    for match in TOKEN.finditer(passage.text):
        found = handle(passage.text, match.start())
        if not found or not marked(found) or len(found.value) < 6 or DEVICES.fullmatch(found.value):
            continue
        if not out or found.start >= out[-1].end:
            out.append(hit(found, passage.text))
    return out


def long_accounts(passage: Passage) -> list[Hit]:
    """Handles with so many digits that they name neither a product nor a version: abc20481024."""
    return [found for found in accounts(passage) if LONG.search(found.term.reads)]


def labelled_accounts(passage: Passage) -> list[Hit]:
    """Handles and numbers of accounts that a bracket follows, where it may say whose they are: momo_8812（微信）."""
    found = [*accounts(passage), *account_numbers(passage)]
    return sorted(account for account in found if BRACKET.match(passage.text, account.end))


# The name of an account behind what says whose it is: 公众号：月亮读书角, 公众号《周末去爬山》.
NOISE = rf"(?:{CODES}|{BRACKETED}|[^\w\n，。！？!?,、#])"
CALLING = lazy(rf"(?:[:：=@]|叫|名为|是)(?:{NOISE}|@){{0,8}}|[「『“\"'《〈【]{NOISE}{{0,8}}", re.IGNORECASE)
NAME = lazy(  # in one piece, or every character drawn apart; a list goes on with a 、
    rf"(?:\w{{2,14}}(?!\w)|\w(?:{NOISE}{{1,8}}\w){{1,9}}(?!\w|{NOISE}{{1,8}}\w))(?!{NOISE}{{0,8}}、)", re.IGNORECASE
)
NO_NAMES = lazy(
    r"什么|怎么|如何|为什么|为啥|有没有|到底|是不是|可以|需要|今天|推荐|一个|太|让|大家|自己|这|那|吗|呢|吧|了$|^的|^[0-9]+$|"
    r"\d月|\d点|日"
)


def called(passage: Passage) -> list[Hit]:
    """Names of accounts behind a colon, 叫 or an opening quotation mark; they go to the end of the clause."""
    out = []
    for calling in CALLING.finditer(passage.text):
        match = NAME.match(passage.text, calling.end())
        name = re.sub(rf"{NOISE}+", "", match[0], flags=re.IGNORECASE) if match else ""
        if match and 2 <= len(name) <= 10 and not NO_NAMES.search(name) and not passage.isolated(match.end() - 1, 1):
            written = passage.text[calling.start() : match.end()]
            out.append(Hit(calling.start(), match.end(), Term(written, written)))
    return out


# An address to the door: … 路 12 号, 3 栋 502, 大厦 8 楼, 小区.
ADDRESS = (
    r"[\u4e00-\u9fff]{1,4}(?:路|街|巷|弄|大道|胡同|村|道)[ ]?[0-9一二三四五六七八九十]{1,5}[ ]?号(?!线|楼梯|色)"
    r"(?:[ ]?[\u4e00-\u9fff0-9a-z-]{0,8}?(?:室|楼|层|栋|铺|单元))?"
    r"|[\u4e00-\u9fff]{1,4}(?:小区|花园|公寓|大厦|广场|家园|苑|写字楼|园区|大楼)[ ]?[0-9a-z一二三四五六七八九十]{1,4}[ ]?"
    r"(?:栋|幢|座|号楼|楼|单元|室|层)[ ]?[0-9a-z-]{0,6}(?:室|楼|层|单元)?(?:[0-9]{2,4}室?)?"
)
PRICE = (
    r"[￥¥$][ ]?\d+(?:\.\d+)?|(?<![0-9a-z])\d+(?:\.\d+)?[ ]?(?:元|块|米|r(?![a-z])|rmb|💰)"
    r"|(?<![一二三四五六七八九十百])[一二三四五六七八九十百]{1,8}(?:元|块钱?)"
)


def pattern_detector(pattern: str) -> Callable[[Passage], list[Hit]]:
    compiled = lazy(pattern)
    return lambda passage: [Hit(m.start(), m.end(), Term(m[0], m[0])) for m in compiled.finditer(passage.text) if m[0]]


DETECTORS: dict[str, Callable[[Passage], list[Hit]]] = {
    "phone": phones,
    "landline": landlines,
    "email": emails,
    "handle": pattern_detector(r"(?<![a-z0-9_-])[a-z][a-z0-9_-]{5,19}(?![a-z0-9_-])"),
    "account": accounts,
    "long-account": long_accounts,
    "labelled-account": labelled_accounts,
    "system-id": pattern_detector(r"(?<![a-z0-9_])(?:wxid_[a-z0-9]{6,20}|gh_[0-9a-f]{12})(?![a-z0-9_])"),
    "called": called,
    "address": pattern_detector(ADDRESS),
    "number": pattern_detector(rf"[0-9]+(?:\.[0-9]+)?(?:[万千百十]|[wk](?![a-z]))?|[{''.join(HAN_DIGITS)}十百千万两]+"),
    "price": pattern_detector(PRICE),
    "share-code": codes.share_codes,
    "share-token": codes.share_tokens,
    "colon": codes.colons,
}
