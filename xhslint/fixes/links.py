"""Taking a link out so that nobody misses it: only where it stands alone, in brackets of its own, or behind other words.

A link that a sentence leads to (见 …, ：…, 👇) or that another goes on from (提取码 …) is left to the writer.
"""

from __future__ import annotations

import unicodedata
from itertools import islice

from xhslint.base.lazy_regex import lazy
from xhslint.drafts.draft import Draft
from xhslint.fixes.text_cuts import (
    BLANKS,
    MOST,
    SPACES,
    Line,
    in_title,
    is_free,
    line_of,
    lines_before,
    without,
    without_line,
)
from xhslint.model.findings import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.fixes.offence import Offence

# Words by which a writer points at a link: before it, behind it, and right before or behind its brackets.
_POINTS = lazy(
    r"链接|网址|官网|网站|网页|地址|入口|传送门|这里|这儿|这个|此处|下方|下面|以下|如下|下图|点击|点开|点我|点这|戳|打开|复制"
    r"|搜|浏览器|登录|登陆|访问|进入|详情|全文|原文|详见|参见|可见|见下|看下|看这|看我|查看|报名|领取|下载|网盘|资料|出处|来源"
    r"|店铺|小店|网店|下单|购买|同款|[👇👉👈👆⬇➡↓→🔗📎🔽▶⏬🌐💻：:]"
    r"|(?i:\b(?:link|url|here|see|visit|check|read|via|below|click|tap|site|website|web|shop|store|order|buy|source|from)\b)"
)
_FOLLOWS = lazy(
    r"提取码|密码|口令|码[：:]|打开|点开|点进|复制|上面|上方|以上|上述|链接|网址|这个网|该网|进去|进来|里面|就能|就是|即可|可以|👆|⬆|↑|☝"
    r"|(?i:\b(?:above|password|code|link)\b)"
)
_LEADS_IN = lazy(
    r"(?:[见看戳搜查点在到去上从是为用按如据有叫和与及或、，,；;]|\b(?i:at|on|in|to|by|of|is|the|and|or))[ \t]*\Z"
)
_GOES_ON = lazy(r"[ \t]*[里就即中上内的是有也都]")

_BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "「": "」", "《": "》"}
_OWN_MARKS = ("🔗", "📎", "🌐")
_BULLETS = ("", "-", "*", "+", "•", "·", *_OWN_MARKS)
_STOPS = "。！？!?…～~."
_CLOSERS = '）)】」』”’"》'
_OPENING = lazy(r"\]\([ \t]*<?\Z")
_CLOSING = lazy(r""">?(?:[ \t]+(?:"[^"\r\n]*"|'[^'\r\n]*'))?[ \t]*\)""")


def remove_link(offence: Offence) -> list[Edit] | None:
    """A link that nothing leads to; of `[words](link)` the words stay."""
    draft, start, end, _ = offence
    text = draft.text
    if _OPENING.search(text, max(0, start - 8), start):
        return _unlinked(text, start, end)
    if text[start - 1 : start] == "<" and text[end : end + 1] == ">":
        start, end = start - 1, end + 1
    line = line_of(text, start, end)
    if not line or not is_free(draft, line.start, line.end):
        return None
    before, after = text[line.start : start].rstrip(SPACES), text[end : line.end].lstrip(SPACES)
    if before and after and _BRACKETS.get(before[-1]) == after[0]:
        start = line.start + len(before) - 1
        end = line.end - len(after) + 1
        before, after = before[:-1].strip(BLANKS), after[1:].lstrip(BLANKS)
        if before and after:
            return _aside(text, start, end, before, after)
    return _alone(draft, line, start, end, before.strip(BLANKS), after.strip(BLANKS))


def _unlinked(text: str, start: int, end: int) -> list[Edit] | None:
    """A Markdown link made plain words, unless it is an image or its words only point at it."""
    close = text.rindex("](", 0, start)
    opening = text.rfind("[", max(0, close - MOST), close)
    label, closing = text[opening + 1 : close], _CLOSING.match(text, end)
    if opening < 0 or not closing or text[opening - 1 : opening] in ("!", "\\") or not any(map(str.isalnum, label)):
        return None
    if any(char in label for char in "]\r\n") or _POINTS.search(label):
        return None
    return [Edit(opening, opening + 1), Edit(close, closing.end())]


def _aside(text: str, start: int, end: int, before: str, after: str) -> list[Edit] | None:
    """A link in brackets of its own within a sentence that does without it."""
    if _POINTS.search(before[-MOST:]) or _LEADS_IN.search(before[-8:]) or _GOES_ON.match(after):
        return None
    return None if _FOLLOWS.search(after[:30]) else [without(text, start, end)]


def _alone(draft: Draft, line: Line, start: int, end: int, before: str, after: str) -> list[Edit] | None:
    """A link on a line of its own, or behind or before all else that is on the line."""
    text = draft.text
    topics = bool(after) and after[0] in "#＃" and draft.region_at(text.index(after[0], end)) == "topic"
    if before not in _BULLETS and (not _complete(before) or _POINTS.search(before[-MOST:])):
        return None
    if before in _BULLETS and not _nothing_leads_here(draft, line):
        return None
    if before in _OWN_MARKS:
        start = text.index(before, line.start)
    if topics:
        return [without(text, start, end)]
    rest = after.lstrip(_STOPS)
    if rest and (rest == after or _FOLLOWS.search(rest[:30])):
        return None
    if rest:
        return [without(text, start, text.index(rest, end))]
    if not _nothing_follows(draft, line):
        return None
    if before not in _BULLETS:
        return [without(text, start, line.end)]
    return None if in_title(draft, line.start) else [without_line(text, line)]


def _complete(words: str) -> bool:
    """Whether words end as a sentence does; in captions an emoji ends one as well."""
    if not any(map(str.isalpha, words)):  # the number of a list
        return False
    last = words.rstrip("\ufe0f" + _CLOSERS)[-1:] or words[-1]
    return last in _STOPS or (last >= "\u2190" and unicodedata.category(last) in ("So", "Sk"))


def _nothing_leads_here(draft: Draft, line: Line) -> bool:
    """Whether what was said before this line ended there; lines that are links are passed over."""
    at = line.start
    for each in islice(lines_before(draft.text, line.start), 40):
        at = each.start
        content = draft.text[each.start : each.end].strip(BLANKS)
        if not content or _is_link(draft, each, content):
            continue
        if not is_free(draft, each.start, each.end):
            return each.end <= draft.front_end
        if _POINTS.search(content[-MOST:]):
            return False
        last = each.end - len(draft.text[each.start : each.end]) + draft.text[each.start : each.end].rfind(content[-1])
        return _complete(content) or in_title(draft, last) or draft.region_at(last) == "topic"
    return at == 0


def _nothing_follows(draft: Draft, line: Line) -> bool:
    """Whether what is said next does not speak of the link."""
    following = draft.text[line.next : line.next + MOST].strip(BLANKS + "\r\n")
    return not _FOLLOWS.search(following[:30].splitlines()[0]) if following else True


def _is_link(draft: Draft, line: Line, content: str) -> bool:
    start = draft.text.index(content, line.start, line.end)
    return draft.region_at(start) == draft.region_at(start + len(content) - 1) == "link" and len(content.split()) == 1
