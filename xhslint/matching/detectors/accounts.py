"""Account names, read from the view with their separators in place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.matching.detectors.digit_runs import DIGITS, FILLER, HAN_DIGITS, MAX_FILLER, PLAIN_FILLER, digit_run
from xhslint.matching.detectors.phone_numbers import UNITS, account_numbers
from xhslint.matching.detectors.tokens import Token, hit
from xhslint.matching.hits import Hit
from xhslint.matching.passage import Passage

HANDLE = lazy(r"[a-z][a-z0-9_-]*")
DOTTED = lazy(r"[a-z0-9_][a-z0-9_.]{2,28}[a-z0-9_]")
SPELLED = lazy(r"[a-z](?:(?P<gap>[ ._·~～—-]{1,2})[a-z0-9])(?:(?P=gap)[a-z0-9]){3,18}(?![a-z0-9])")
LATIN = lazy(r"[a-z0-9_-]*")
PLAIN = lazy(r"[a-z.-]+")
FURTHER = lazy(r"[a-z0-9_-]{1,12}")
FURTHER_DIGITS = lazy(r"[0-9]{2,11}(?![a-z0-9])")
SHORTEST, LONGEST = 5, 20
# Ordinary Latin words that follow 微信 and the like and are nobody's id …
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
# Models and programs, with or without a version: glm-4v, gpt_4o, procreate5, nginx1, python3.
PROGRAMS = lazy(
    r"(?:glm|gpt|claude|gemini|gemma|qwen|deepseek|llama|kimi|doubao|hunyuan|ernie|grok|mistral|sora|flux|sdxl|midjourney|"
    r"whisper|bert|yolo|cogview|procreate|photoshop|lightroom|premiere|illustrator|blender|figma|notion|obsidian|goodnotes|"
    r"notability|capcut|davinci|unity|unreal|xcode|vscode|python|java|javascript|typescript|node|vue|react|angular|django|"
    r"flask|spring|nginx|redis|mysql|postgres|mongodb|kafka|docker|ubuntu|centos|debian|linux|php|golang|kotlin|css|html|utf)"
    r"[_-]?\d{1,3}[a-z]{0,2}(?:[_-](?:[a-z]{2,8}|\d{1,2}[a-z]?))*"
)
# Names in programs and their settings: wechat_token, phone_sms, api_key.
CODE = lazy(
    r"(?:[a-z0-9]*_)*(?:tokens?|keys?|secrets?|sms|api|urls?|uri|config|conf|login|auth|oauth|session|cookie|appid|openid|"
    r"unionid|webhook|callback|client|server|host|port|env|param|params|field|fields|column|table|enum|type|status|"
    r"enabled|timeout|handler|service|sdk|utils?)(?:_[a-z0-9]+)*"
)
# Amounts of a unit, which are no id: 1.72, 12v2a, 4h30m.
UNIT = "v|a|w|g|kg|mg|ml|l|h|m|s|ms|cm|mm|km|hz|khz|mhz|ghz|kb|mb|gb|tb|mah|wh|kw|db|nm|px|pt|min"
MEASURE = lazy(rf"[\d.]+|(?:\d+(?:\.\d+)?(?:{UNIT}))+")


QUOTES = frozenset("'\"`“”‘’")


def handle(text: str, position: int) -> Token | None:
    """Return the account name at `position`: Latin from its first letter, digits of any script, drawn apart by decoration."""
    if spelled := SPELLED.match(text, position):
        return Token(position, spelled.end(), re.sub(r"[ .·~～—-]", "", spelled[0]))
    match = HANDLE.match(text, position)
    if not match:
        return None
    end, value = match.end(), match[0].rstrip("-")
    end -= len(match[0]) - len(value)
    for stop, more in continuations(text, end):
        if len(value) + len(more) > LONGEST:
            break
        end, value = stop, value + more
    return Token(position, end, value) if 4 <= len(value) <= LONGEST and not is_known(value) else None


def is_known(value: str) -> bool:
    """Tell whether a Latin token is something known that is nobody's account: a word, a video, a setting, an amount."""
    if value in NOT_HANDLES or VIDEO.fullmatch(value) or MEASURE.fullmatch(value):
        return True
    return "_" in value and CODE.fullmatch(value) is not None


def is_product(found: Token) -> bool:
    """Tell whether a token is the name of a device or program with its version, rather than an account."""
    return bool(DEVICES.fullmatch(found.value) or PROGRAMS.fullmatch(found.value))


def continuations(text: str, end: int) -> Iterator[tuple[int, str]]:
    """Yield what continues an account name behind `end`: where each continuation ends, and its value."""
    while True:
        if text[end : end + 1] in HAN_DIGITS and not lone_han(text, end):
            end, value = digit_run(text, end)
            latin = LATIN.match(text, end)
            tail = latin[0] if latin else ""
            end += len(tail)
            yield end, value + tail
            continue
        filler = FILLER.match(text, end, end + MAX_FILLER)
        if not filler or not QUOTES.isdisjoint(filler[0]):
            return
        decorated = not PLAIN_FILLER.fullmatch(filler[0])
        further = (FURTHER if decorated else FURTHER_DIGITS).match(text, filler.end())
        if not further or not further[0].strip("-_") or UNITS.match(text, further.end()):
            return
        # Behind a mere blank, a number that a word follows (24小时在线) is a number of its own.
        if not decorated and "\u4e00" <= text[further.end() : further.end() + 1] <= "\u9fff":
            return
        end = further.end()
        yield end, further[0]


def lone_han(text: str, index: int) -> bool:
    """Tell whether a Han digit stands by itself before what is no part of an id: momo88一起."""
    after = text[index + 1 : index + 2]
    return after not in DIGITS and not (after.isascii() and after.isalnum())


def dotted_handle(text: str, position: int) -> Token | None:
    """Return the account name at `position`, which may have dots in it, as Instagram's."""
    match = DOTTED.match(text, position)
    found = Token(position, match.end(), match[0]) if match else None
    return found if found and not is_product(found) and not is_known(found.value) else None


def mention(text: str, position: int) -> Token | None:
    """Return the Latin account name at `position`, behind an @."""
    found = dotted_handle(text, position) if text[position - 1 : position] == "@" else None
    return found if found and len(found.value) >= SHORTEST else None


def is_distinct(found: Token) -> bool:
    """Tell whether a handle is no ordinary word: it has a digit or `_` in it."""
    return not PLAIN.fullmatch(found.value) and not found.value.startswith("http")


TOKEN = lazy(r"[a-z](?<![a-z0-9_@#./-].)[a-z0-9_-]{3,19}")
LONG = lazy(r"\d{5}|^[a-z]{4,}(?!19|20)\d{4}$")
BRACKET = lazy(r"[ ]?[(（【\[]")


def accounts(passage: Passage) -> list[Hit]:
    """Return handles that are no ordinary words, wherever they stand."""
    out: list[Hit] = []
    for match in TOKEN.finditer(passage.text):
        if is_mere_word(passage.text, *match.span()):
            continue
        found = handle(passage.text, match.start())
        if not found or not is_distinct(found) or len(found.value) < 6 or is_product(found):
            continue
        if not out or found.start >= out[-1].end:
            out.append(hit(found, passage.text))
    return out


def is_mere_word(text: str, start: int, end: int) -> bool:
    """Tell whether `[start, end)` of a view is letters that nothing goes on behind, as most Latin words are."""
    if not text[start:end].isalpha():
        return False
    follower = text[end : end + 1]
    if follower == " ":
        follower = text[end + 1 : end + 2]
        return follower.isalpha() and follower not in HAN_DIGITS
    return follower in ("", "\n") or (follower.isalpha() and not follower.isascii() and follower not in HAN_DIGITS)


def long_accounts(passage: Passage) -> list[Hit]:
    """Return handles with so many digits that they name neither a product nor a version: abc20481024."""
    return [found for found in accounts(passage) if LONG.search(found.term.reads)]


def labelled_accounts(passage: Passage) -> list[Hit]:
    """Return handles and numbers of accounts that a bracket follows, which may name the app: momo_8812（微信）."""
    found = [*accounts(passage), *account_numbers(passage)]
    return sorted(account for account in found if BRACKET.match(passage.text, account.end))
