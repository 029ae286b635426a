"""Web addresses in a view: with and without scheme, next to Chinese, and through the usual disguises of the dot.

A run of Latin labels is found first, whatever parts them; then it is asked where in the run a host ends, and where that
host began. Every label is looked at a bounded number of times, so a hostile line is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple
from xhslint.matching.lexicon import Part
from xhslint.matching.passage import Passage

# Endings that no sentence has: a bare host under them is an address.
SURE = frozenset(
    [
        "com",
        "cn",
        "net",
        "org",
        "edu",
        "gov",
        "mil",
        "xyz",
        "mobi",
        "asia",
        "hk",
        "tw",
        "jp",
        "kr",
        "sg",
        "uk",
        "eu",
        "ru",
        "ph",
        "vn",
    ]
)
# Endings that are words as well: a bare host under them needs a digit, a hyphen, a path, or room around it.
WORDY = frozenset(
    [
        "top",
        "vip",
        "shop",
        "store",
        "club",
        "site",
        "online",
        "live",
        "fun",
        "link",
        "info",
        "ltd",
        "biz",
        "ink",
        "pro",
        "work",
        "pub",
        "group",
        "kim",
        "red",
        "cool",
        "fans",
        "plus",
        "beer",
        "run",
        "zone",
        "social",
        "cc",
        "co",
        "icu",
        "buzz",
        "space",
        "website",
        "tech",
        "cloud",
        "life",
        "world",
        "today",
        "love",
        "one",
        "win",
        "bid",
        "date",
        "men",
        "lol",
        "cyou",
    ]
)
# Endings of product names, sentences and file names: they count behind a scheme or `www.`, or before a path.
NAMED = frozenset(
    [
        "ai",
        "io",
        "so",
        "fm",
        "tv",
        "me",
        "app",
        "dev",
        "gg",
        "gl",
        "ly",
        "to",
        "im",
        "la",
        "in",
        "us",
        "ws",
        "be",
        "it",
        "mn",
        "my",
        "de",
        "fr",
        "nl",
        "es",
        "ca",
        "au",
        "nz",
        "page",
        "art",
        "ee",
        "mu",
        "is",
        "wang",
    ]
)
ENDINGS = SURE | WORDY | NAMED
SUFFIXES = frozenset(("com", "co", "net", "org", "edu", "gov", "ac", "or", "ne", "gc"))  # of com.cn, co.jp, gov.uk …
COUNTRIES = frozenset(
    [
        "cn",
        "hk",
        "tw",
        "jp",
        "kr",
        "sg",
        "uk",
        "my",
        "ph",
        "vn",
        "th",
        "au",
        "nz",
        "in",
        "mo",
        "de",
        "fr",
        "es",
        "ca",
        "us",
    ]
)
# Names of companies and frameworks that look like hosts; they count as one behind a scheme, `www.` or before a path.
NAMES = frozenset(
    [
        "trip.com",
        "booking.com",
        "hotels.com",
        "rentalcars.com",
        "monday.com",
        "crypto.com",
        "match.com",
        "investing.com",
        "asp.net",
        "vb.net",
        "ado.net",
        "paint.net",
        "battle.net",
        "bilibili.com",
        "cosme.net",
        "crop.top",
        "tank.top",
        "tube.top",
        "halter.top",
        "bra.top",
    ]
)
STARTS = frozenset(["www", "m", "h5", "e", "item", "detail", "shop"])
FILES = frozenset(
    [
        "py",
        "js",
        "md",
        "txt",
        "ts",
        "sh",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "pdf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "zip",
        "rar",
        "mp3",
        "mp4",
        "html",
        "htm",
        "css",
        "json",
        "csv",
        "apk",
        "exe",
        "vue",
    ]
)

LABEL = r"[a-z0-9][a-z0-9_-]{0,62}"
EMOJI_DOT = r"[🔴⚫🔵🟢⚪🟡🟠🟣🟤●○•⭕🌸💧💦✨⭐🌟❤💕]\ufe0f?"
SEPARATOR = (
    r"(?:\.(?! )|(?P<other> {0,2}[。．｡·・] {0,2}| {0,2}点 {0,2}| ?[(\[（【] ?(?:dot|点|\.) ?[)\]）】] ?| dot "
    rf"| {{1,2}}\. {{0,2}}|\. {{1,2}}|{EMOJI_DOT}|(?:[☀-➿🌀-🫿]\ufe0f?|[,，、丶])(?=com(?![a-z0-9]))))"
)
RUN = lazy(rf"(?<![a-z0-9@])(?<![a-z0-9][._-]){LABEL}(?:{SEPARATOR}{LABEL}){{1,20}}")
PIECE = lazy(rf"{SEPARATOR}?(?P<label>{LABEL})")
SCHEME = lazy(r"(?<![a-z])(?:h(?:tt|xx)ps?|ftp) ?[:：] ?[/\\]{0,4} ?\Z")
PATH = lazy(r"(?::\d{2,5}(?!\d))?(?:\\?[/?](?:[a-z0-9\-._~:/?#@!$&'()*+,;=%|]|\\(?=/))*)?")
TAIL = ".,;:!?'*|&#@"
APP = lazy(
    r"(?P<app>(?:taobao|tmall|tbopen|fleamarket|openapp\.jdmobile|openjd|pinduoduo|snssdk\d{1,6}|kwai|weixin|wechat|alipays?|mqqapi|mqqwpa|tg)://)"
    r"[a-z0-9\-._~:/?#@!$&'()*+,;=%|]*"
    r"|(?P<mini>#(?:微信)?小程序 ?[:：]? ?//) ?[^\s，。！？/]{0,20}(?:/[\w-]{0,20})?"
)
SPREAD = lazy(r"(?<![a-z0-9.])[a-z0-9](?: {1,2}(?:[a-z0-9.。点]|dot)){6,60}(?![a-z0-9])")
AT = lazy(r"(?:@|艾特|\(at\)|\[at\]|#at#|🍥|©|®| at ) ?\Z")
CUE = lazy(r"(?:网址|网站|官网|登录|登陆|访问|浏览器|链接|域名|网页|地址|打开|点击|戳)\W{0,3}\Z")
CREAM = lazy(r"(?:\W|\[\w{1,6}\]){0,2}(?:霜|棒|气垫)")
IP = lazy(r"(?:\d{1,3}\.){3}\d{1,3}")
HINT = lazy(r"[a-z0-9] {0,2}(?:[.。．｡·・点(\[（【]|dot|[,，、丶]com|[\u25cb-\U0001faff])|//")


class Link(NamedTuple):
    """A link at `[start, end)` of the view.

    `host` has plain dots; of an app's own scheme it is the scheme (`taobao://`). `path` is what follows the host, and
    `bare` says that the host stands alone, without scheme, `www.` or path. `parts` are the disguises of its dots.
    """

    start: int
    end: int
    host: str
    path: str = ""
    bare: bool = False
    parts: tuple[Part, ...] = ()


class Piece(NamedTuple):
    """A label of a run, with what parts it from the label before: "" for a plain dot."""

    start: int
    end: int
    label: str
    dot: str


def links(passage: Passage) -> list[Link]:
    """Return every link of a passage, in order."""
    return find_links(passage.text)


def find_links(text: str) -> list[Link]:
    """Every link of a view, in order."""
    if not HINT.search(text):
        return []
    found = [app_link(match) for match in APP.finditer(text)] if "//" in text else []
    reached = 0
    for run in RUN.finditer(text):
        if run.start() >= reached:
            for link in hosts(text, pieces(text, run.start(), run.end())):
                found.append(link)
                reached = link.end
    if " " in text:
        for run in SPREAD.finditer(text):
            found += spread(text, run.start(), run.end())
    out: list[Link] = []
    for link in sorted(found, key=lambda link: (link.start, -link.end)):
        if not out or link.start >= out[-1].end:
            out.append(link)
    return out


def app_link(match: re.Match[str]) -> Link:
    if match["mini"]:
        return Link(match.start(), match.end(), "小程序://", match[0][len(match["mini"]) :])
    end = trimmed(match.string, match.end("app"), match.end())
    return Link(match.start(), end, match["app"], match.string[match.end("app") : end])


def pieces(text: str, start: int, end: int) -> list[Piece]:
    out = []
    while start < end and (match := PIECE.match(text, start, end)):
        out.append(Piece(match.start("label"), match.end(), match["label"], match["other"] or ""))
        start = match.end()
    return out


def hosts(text: str, run: list[Piece]) -> Iterator[Link]:
    """The links in one run of labels, the longest that each place can give."""
    scheme = SCHEME.search(text[max(0, run[0].start - 16) : run[0].start]) if run else None
    if not scheme and ENDINGS.isdisjoint(piece.label for piece in run):
        return
    first = 0
    while first + 1 < len(run):
        last = first + 1
        while last + 1 < len(run) and same(run, last + 1):
            last += 1
        for end in range(last, first, -1):
            if scheme or run[end].label in ENDINGS:
                link = judged(text, run, chain(run, first, end), end)
                if link:
                    yield link
                    last = end + 1
                    break
        first, scheme = last, None


def same(run: list[Piece], index: int) -> bool:
    """Whether a label may belong to the host of the label before: their dots are not disguised in two ways."""
    here, before = run[index].dot, run[index - 1].dot
    return not here or not before or kind(here) == kind(before)


def chain(run: list[Piece], first: int, last: int) -> int:
    """Where the host that ends with the label `last` begins: the dots before must be plain, or of the same disguise."""
    begin = last - 1
    while begin > first:
        dot = run[begin].dot
        if dot and kind(dot) != kind(run[last].dot) and run[begin - 1].label not in STARTS:
            break
        begin -= 1
    return begin


def judged(text: str, run: list[Piece], begin: int, last: int) -> Link | None:
    """The link from label `begin` to label `last`, if that is one."""
    labels = [piece.label for piece in run[begin : last + 1]]
    start, end = run[begin].start, run[last].end
    before = text[max(0, start - 16) : start]
    scheme = SCHEME.search(before)
    goes_on = last + 1 < len(run)
    path_end = end if goes_on else path_of(text, end)
    if text[path_end : path_end + 1] == "@" or AT.search(before):
        return None  # part of an e-mail address
    host, path = ".".join(labels), text[end:path_end]
    dots = [piece.dot for piece in run[begin + 1 : last + 1] if piece.dot]
    if scheme:
        if not (labels[-1].isalpha() or IP.fullmatch(host)):
            return None
        start -= len(before) - scheme.start()
    elif labels[-1] not in ENDINGS or is_suffix(labels) or (goes_on and extends(run[last + 1])):
        return None
    elif dots:
        if not plausible(text, labels, dots, path, start, path_end):
            return None
    elif not is_www(labels) and not stands(text, labels, path, start, path_end):
        return None
    bare = not scheme and not path and not is_www(labels)
    return Link(start, path_end, host, path, bare, tuple(Part(dot, ".", kind(dot)) for dot in dict.fromkeys(dots)))


def is_www(labels: list[str]) -> bool:
    return labels[0] == "www" and len(labels) > 2


def is_suffix(labels: list[str]) -> bool:
    """Whether a host has no name of its own: com.cn, www.com."""
    return len(labels) == 2 and (labels[0] == "www" or (labels[0] in SUFFIXES and labels[1] in SUFFIXES | COUNTRIES))


def extends(piece: Piece) -> bool:
    """Whether the label behind a host makes a file name or a longer host of it."""
    return piece.label in FILES or (not piece.dot and piece.label in COUNTRIES | SURE)


def path_of(text: str, end: int) -> int:
    """Where the port and path behind a host end."""
    match = PATH.match(text, end)
    return trimmed(text, end, match.end()) if match else end


def trimmed(text: str, start: int, end: int) -> int:
    """The end of an address without the punctuation of the sentence or the Markdown around it."""
    unopened = text.count(")", start, end) - text.count("(", start, end)
    while end > start:
        last = text[end - 1]
        if last == ")" and unopened > 0:
            unopened -= 1
        elif last == "(":
            unopened += 1
        elif last not in TAIL:
            break
        end -= 1
    return end


def lettered(label: str) -> bool:
    return any(c.isalpha() for c in label)


def coded(label: str) -> bool:
    """Whether a label is no word: letters and digits mixed, or a hyphen."""
    return lettered(label) and ("-" in label or any(c.isdigit() for c in label))


def stands(text: str, labels: list[str], path: str, start: int, end: int) -> bool:
    """Whether a host with plain dots, no scheme and no `www.` is an address."""
    ending, name = labels[-1], labels[-2]
    if ending in COUNTRIES and name in SUFFIXES and len(labels) > 2:
        return lettered(labels[-3]) or len(labels[-3]) > 2
    if not any(lettered(label) for label in labels[:-1]) and not (len(name) > 2 or len(path) > 3):
        return False
    if len(labels) == 2 and not path and (len(name) == 1 or f"{name}.{ending}" in NAMES):
        return False
    if ending in SURE:
        return True
    if ending in NAMED:
        return len(path) > 2 or (
            len(labels) > 2 and all(len(label) > 2 for label in labels[:-1]) and not path_word(text, end)
        )
    if len(path) > 2 or coded(name):
        return not CREAM.match(text, end)
    if CUE.search(text[max(0, start - 10) : start]):
        return True
    after = text[end : end + 2]
    return len(name) > 3 and not (
        after[:1].isalnum() or (after[:1] == " " and after[1:].isascii() and after[1:].isalnum())
    )


def path_word(text: str, end: int) -> bool:
    """Whether a Latin word goes on behind a host: then a sentence does."""
    after = text[end : end + 2].lstrip()
    return bool(after) and after[0].isascii() and after[0].isalnum()


def plausible(text: str, labels: list[str], dots: list[str], path: str, start: int, end: int) -> bool:
    """Whether a host with a disguised dot is an address rather than two words."""
    ending, name, dot = labels[-1], labels[-2], dots[-1].strip()
    if (not lettered(name) and len(name) < 3) or CREAM.match(text, end):
        return False
    if dot in (",", "，", "、", "丶"):
        return len(name) > 3
    if ending == "com" or (ending == "cn" and (len(labels) > 2 or len(path) > 2 or kind(dot) != "emoji")):
        return True
    if dot == ".":
        return False
    if ending in SURE:
        return len(name) > 2
    if ending in NAMED:
        return len(path) > 3
    if ending in COUNTRIES and name in SUFFIXES and len(labels) > 2:
        return True
    return ending in WORDY and (coded(name) or bool(CUE.search(text[max(0, start - 10) : start])))


def kind(dot: str) -> str:
    """The kind of disguise by which a dot is written."""
    body = dot.strip()
    if not body:
        return ""
    if body == "." or body[0] in "([（【":
        return "separator"
    if body in ("点", "dot"):
        return "homophone"
    return "lookalike" if body[0] in "。．｡·・,，、丶" else "emoji"


def spread(text: str, start: int, end: int) -> Iterator[Link]:
    """A link whose every letter stands apart: w w w . a b c . c o m."""
    places = [i for i in range(start, end) if text[i] != " "]
    compact = re.sub(r"dot|[。点]", ".", text[start:end].replace(" ", ""))
    if "dot" in text[start:end]:
        return
    for link in find_links(compact):
        if link.host.rsplit(".", 1)[-1] in ("com", "cn", "net", "org") and len(link.host) > 5:
            first, last = places[link.start], places[link.end - 1] + 1
            yield Link(first, last, link.host, link.path, link.bare, (Part(text[first:last], link.host, "separator"),))


def belongs(host: str, hosts: frozenset[str]) -> bool:
    """Whether a host is one of `hosts` or lies below one (`m.tb.cn` below `tb.cn`)."""
    labels = host.split(".")
    return any(".".join(labels[i:]) in hosts for i in range(len(labels)))
