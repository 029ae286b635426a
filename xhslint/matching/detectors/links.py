"""Web addresses in a view: with and without scheme, next to Chinese, and through the usual disguises of the dot.

First a run of Latin labels is found, with plain or disguised dots between them; then where in the run a host ends, and
where that host begins. Every label is looked at a bounded number of times, so a hostile line is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple
from xhslint.matching.detectors.hosts import (
    COMPANIES,
    COUNTRIES,
    ENDINGS,
    FILES,
    NAMED,
    NAMES,
    STARTS,
    SUFFIXES,
    SURE,
    WORDY,
    has_letter,
    is_coded,
    is_suffix,
    is_www,
)
from xhslint.matching.lexicon import Part
from xhslint.matching.passage import Passage

GOING = lazy(r"(?:去|上|进|逛|搜|输入|认准|@|(?:同款|购买|下单|店铺|店名|入手)[:：])[ ]?\Z")

LABEL = r"[a-z0-9][a-z0-9_-]{0,62}"
EMOJI_DOT = r"[🔴⚫🔵🟢⚪🟡🟠🟣🟤●○•⭕🌸💧💦✨⭐🌟❤💕]\ufe0f?"
SEPARATOR = (
    r"(?:\.(?! )|(?P<other> {0,2}[。．｡·・] {0,2}| {0,2}点 {0,2}| ?[(\[（【] ?(?:dot|点|\.) ?[)\]）】] ?| dot "
    rf"| {{1,2}}\. {{0,2}}|\. {{1,2}}|{EMOJI_DOT}|(?:[☀-➿🌀-🫿]\ufe0f?|[,，、丶])(?=com(?![a-z0-9]))))"
)
# Patterns begin with the characters that may be first, so that `re` skips Chinese quickly, and look behind after these.
RUN = lazy(rf"[a-z0-9](?<![a-z0-9@].)(?<![a-z0-9][._-].)[a-z0-9_-]{{0,62}}(?:{SEPARATOR}{LABEL}){{1,20}}")
# What no run goes across: Chinese but 点 and 丶, and a blank between letters that belongs to no dot.
CHINESE = r"[\r\n\u4e00-\u4e35\u4e37-\u70b8\u70ba-\u9fff]"
BLANK = r"(?<=[a-z0-9]) (?<!dot )(?!dot )(?=[a-z0-9])"
APART, APART_BEFORE = lazy(f"{CHINESE}|{BLANK}"), lazy(f".*(?:{CHINESE}|{BLANK})", re.DOTALL)
NEXT_LABEL = lazy(rf"{SEPARATOR}?(?P<label>{LABEL})")
SCHEME = lazy(r"(?<![a-z])(?:h(?:tt|xx)ps?|ftp) ?[:：] ?[/\\]{0,4} ?\Z")
PATH = lazy(r"(?::\d{2,5}(?!\d))?(?:\\?[/?](?:[a-z0-9\-._~:/?#@!$&'()*+,;=%|]|\\(?=/))*)?")
TAIL = ".,;:!?'*|&#@"
APP = lazy(
    r"(?P<app>(?:taobao|tmall|tbopen|fleamarket|openapp\.jdmobile|openjd|pinduoduo|snssdk\d{1,6}|kwai|weixin|wechat|wxp|alipays?|alipayqr|upwallet|mqqapi|mqqwpa|tg)://)"
    r"[a-z0-9\-._~:/?#@!$&'()*+,;=%|]*"
    r"|(?P<mini>#(?:微信)?小程序 ?[:：]? ?//) ?[^\s，。！？/]{0,20}(?:/[\w-]{0,20})?"
)
SPACED = ("com", "cn")  # endings of hosts with a full stop beside a blank: `is_disguised_address`
SPREAD = lazy(r"[a-z0-9](?<![a-z0-9.].)(?: {1,2}(?:[a-z0-9.。点]|dot)){6,60}(?![a-z0-9])")
AT = lazy(r"(?:@|艾特|\(at\)|\[at\]|#at#|🍥|©|®| at ) ?\Z")
CUE = lazy(r"(?:网址|网站|官网|登录|登陆|访问|浏览器|链接|域名|网页|地址|打开|点击|戳)\W{0,3}\Z")
CREAM = lazy(r"(?:\W|\[\w{1,6}\]){0,2}(?:霜|棒|气垫)")
IP = lazy(r"(?:\d{1,3}\.){3}\d{1,3}")
SCHEMED = lazy(r"(?:h(?:tt|xx)ps?|ftp) ?[:：]")
_DOT_END = r"[.。．｡·・点)\]）】,，、丶●○•☀-➿⭐⭕🌀-🫿\ufe0f]"
BEHIND_DOT = lazy(rf"(?:{_DOT_END} {{0,2}}|dot )(?=(?P<label>[a-z0-9][a-z0-9_-]*))")
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


class Label(NamedTuple):
    """A label of a run, and the disguised dot before it ("" for a plain one)."""

    start: int
    end: int
    text: str
    dot: str


def links(passage: Passage) -> tuple[Link, ...]:
    """Return every link of a passage, in order."""
    return links_in(passage.text)


def find_links(text: str) -> tuple[Link, ...]:
    """Return every link of a view, in order."""
    if not HINT.search(text):
        return ()
    found = [app_link(match) for match in APP.finditer(text)] if "//" in text else []
    reached = 0
    for run in runs(text):
        if run.start() >= reached:
            for link in links_of_run(text, labels_of(text, run.start(), run.end())):
                found.append(link)
                reached = link.end
    if " " in text:
        for run in SPREAD.finditer(text):
            found += spread_links(text, run.start(), run.end())
    out: list[Link] = []
    for link in sorted(found, key=lambda link: (link.start, -link.end)):
        if not out or link.start >= out[-1].end:
            out.append(link)
    return tuple(out)


links_in = lru_cache(1)(find_links)  # a draft is asked whether it has some before it is scanned


def runs(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of labels that may hold a host: where a scheme stands all, else those around the endings of hosts.

    To look for runs everywhere costs far more than to look for what stands behind a dot.
    """
    if SCHEMED.search(text):
        yield from RUN.finditer(text)
        return
    done = 0
    for found in BEHIND_DOT.finditer(text):
        if found.end() >= done and found["label"] in (SPACED if is_spaced(found) else ENDINGS):
            before = APART_BEFORE.match(text, done, found.end())
            done = before.end() if before else done
            behind = APART.search(text, found.end("label"))
            start, done = done, behind.start() if behind else len(text)
            yield from RUN.finditer(text, start, done)


def is_spaced(dot: re.Match[str]) -> bool:
    """Tell whether a match of `BEHIND_DOT` is a full stop beside a blank, as one ends a sentence."""
    return dot[0][0] == "." and (len(dot[0]) > 1 or dot.string[dot.start() - 1 : dot.start()] == " ")


def app_link(match: re.Match[str]) -> Link:
    """Return the link of a match of `APP`."""
    if match["mini"]:
        return Link(match.start(), match.end(), "小程序://", match[0][len(match["mini"]) :])
    end = trimmed(match.string, match.end("app"), match.end())
    return Link(match.start(), end, match["app"], match.string[match.end("app") : end])


def labels_of(text: str, start: int, end: int) -> list[Label]:
    """Return the labels of the run [start, end)."""
    out = []
    while start < end and (match := NEXT_LABEL.match(text, start, end)):
        out.append(Label(match.start("label"), match.end(), match["label"], match["other"] or ""))
        start = match.end()
    return out


def links_of_run(text: str, run: list[Label]) -> Iterator[Link]:
    """Yield the links in one run of labels, the longest that begins at each place."""
    scheme = SCHEME.search(text[max(0, run[0].start - 16) : run[0].start]) if run else None
    if not scheme and ENDINGS.isdisjoint(label.text for label in run):
        return
    first = 0
    while first + 1 < len(run):
        last = first + 1
        while last + 1 < len(run) and may_join(run, last + 1):
            last += 1
        for end in range(last, first, -1):
            if scheme or run[end].text in ENDINGS:
                link = link_of(text, run, host_start(run, first, end), end)
                if link:
                    yield link
                    last = end + 1
                    break
        first, scheme = last, None


def may_join(run: list[Label], index: int) -> bool:
    """Tell whether a label may belong to the host of the label before: their dots are not disguised in two ways."""
    here, before = run[index].dot, run[index - 1].dot
    return not here or not before or disguise_of(here) == disguise_of(before)


def host_start(run: list[Label], first: int, last: int) -> int:
    """Return the label with which the host that ends with label `last` begins.

    The dots before must be plain, or disguised in the same way.
    """
    begin = last - 1
    while begin > first:
        dot = run[begin].dot
        if dot and disguise_of(dot) != disguise_of(run[last].dot) and run[begin - 1].text not in STARTS:
            break
        begin -= 1
    return begin


def link_of(text: str, run: list[Label], begin: int, last: int) -> Link | None:
    """Return the link from label `begin` to label `last`; None if they are none."""
    labels = [label.text for label in run[begin : last + 1]]
    start, end = run[begin].start, run[last].end
    before = text[max(0, start - 16) : start]
    scheme = SCHEME.search(before)
    goes_on = last + 1 < len(run)
    path_end = end if goes_on else path_of(text, end)
    if text[path_end : path_end + 1] == "@" or AT.search(before):
        return None  # part of an e-mail address
    host, path = ".".join(labels), text[end:path_end]
    dots = [label.dot for label in run[begin + 1 : last + 1] if label.dot]
    if scheme:
        if not (labels[-1].isalpha() or IP.fullmatch(host)):
            return None
        start -= len(before) - scheme.start()
    elif labels[-1] not in ENDINGS or is_suffix(labels) or (goes_on and is_extended_by(run[last + 1])):
        return None
    elif dots:
        if not is_disguised_address(text, labels, dots, path, start, path_end):
            return None
    elif not is_www(labels) and not is_plain_address(text, labels, path, start, path_end):
        return None
    bare = not scheme and not path and not is_www(labels)
    parts = tuple(Part(dot, ".", disguise_of(dot)) for dot in dict.fromkeys(dots))
    return Link(start, path_end, host, path, bare, parts)


def is_extended_by(label: Label) -> bool:
    """Tell whether the label behind a host makes a file name or a longer host of it."""
    return label.text in FILES or (not label.dot and label.text in COUNTRIES | SURE)


def path_of(text: str, end: int) -> int:
    """Return where the port and path behind a host end."""
    match = PATH.match(text, end)
    return trimmed(text, end, match.end()) if match else end


def trimmed(text: str, start: int, end: int) -> int:
    """Return the end of an address without the punctuation of the sentence or the Markdown around it."""
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


def is_plain_address(text: str, labels: list[str], path: str, start: int, end: int) -> bool:
    """Tell whether a host with plain dots, no scheme and no `www.` is an address."""
    ending, name = labels[-1], labels[-2]
    if ending in COUNTRIES and name in SUFFIXES and len(labels) > 2:
        return has_letter(labels[-3]) or len(labels[-3]) > 2
    if not any(has_letter(label) for label in labels[:-1]) and not (len(name) > 2 or len(path) > 3):
        return False
    if len(labels) == 2 and not path and (len(name) == 1 or is_name(f"{name}.{ending}", text, start)):
        return False
    if ending in SURE:
        return True
    if ending in NAMED:
        return len(path) > 2 or (
            len(labels) > 2 and all(len(label) > 2 for label in labels[:-1]) and not latin_follows(text, end)
        )
    if len(path) > 2 or is_coded(name):
        return not CREAM.match(text, end)
    if CUE.search(text[max(0, start - 10) : start]):
        return True
    after = text[end : end + 2]
    return len(name) > 3 and not (
        after[:1].isalnum() or (after[:1] == " " and after[1:].isascii() and after[1:].isalnum())
    )


def is_name(host: str, text: str, start: int) -> bool:
    """Tell whether a bare host is the name of a company or framework; nothing before it tells the reader to go there."""
    if host in COMPANIES:
        before = text[max(0, start - 10) : start]
        return not CUE.search(before) and not GOING.search(before)
    return host in NAMES


def latin_follows(text: str, end: int) -> bool:
    """Tell whether a Latin word follows a host: then the host is a part of a sentence."""
    after = text[end : end + 2].lstrip()
    return bool(after) and after[0].isascii() and after[0].isalnum()


def is_disguised_address(text: str, labels: list[str], dots: list[str], path: str, start: int, end: int) -> bool:
    """Tell whether a host with a disguised dot is an address rather than two words."""
    ending, name, dot = labels[-1], labels[-2], dots[-1].strip()
    if (not has_letter(name) and len(name) < 3) or CREAM.match(text, end):
        return False
    if dot in (",", "，", "、", "丶"):
        return len(name) > 3
    if ending == "com" or (ending == "cn" and (len(labels) > 2 or len(path) > 2 or disguise_of(dot) != "emoji")):
        return True
    if dot == ".":
        return False
    if ending in SURE:
        return len(name) > 2
    if ending in NAMED:
        return len(path) > 3
    if ending in COUNTRIES and name in SUFFIXES and len(labels) > 2:
        return True
    return ending in WORDY and (is_coded(name) or bool(CUE.search(text[max(0, start - 10) : start])))


def disguise_of(dot: str) -> str:
    """Return the kind of disguise of a dot; "" for none."""
    body = dot.strip()
    if not body:
        return ""
    if body == "." or body[0] in "([（【":
        return "separator"
    if body in ("点", "dot"):
        return "homophone"
    return "lookalike" if body[0] in "。．｡·・,，、丶" else "emoji"


def spread_links(text: str, start: int, end: int) -> Iterator[Link]:
    """Yield the links in [start, end) whose every letter stands apart: w w w . a b c . c o m."""
    if "dot" in text[start:end]:
        return
    places = [i for i in range(start, end) if text[i] != " "]
    compact = re.sub(r"[。点]", ".", text[start:end].replace(" ", ""))
    for link in find_links(compact):
        if link.host.rsplit(".", 1)[-1] in ("com", "cn", "net", "org") and len(link.host) > 5:
            first, last = places[link.start], places[link.end - 1] + 1
            yield Link(first, last, link.host, link.path, link.bare, (Part(text[first:last], link.host, "separator"),))
