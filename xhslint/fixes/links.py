"""The action that deletes a link: only where it stands alone, in its own brackets, or before or behind a whole sentence.

A link that words introduce (见 …, ：…, 👇) or refer back to (提取码 …) is left to the writer.
"""

from __future__ import annotations

import unicodedata
from itertools import islice

from xhslint.base.lazy_regex import lazy
from xhslint.drafts.draft import Draft
from xhslint.fixes.text_cuts import (
    BLANKS,
    REACH,
    SPACES,
    Line,
    cut_lines,
    cut_passage,
    line_of,
    lines_before,
    title_at,
)
from xhslint.model.findings import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.fixes.offence import Offence

# Words that point at a link: before it, behind it, and right before and right behind its brackets.
_INTRODUCES = lazy(
    r"链接|网址|官网|网站|网页|地址|入口|传送门|这里|这儿|这个|此处|下方|下面|以下|如下|下图|点击|点开|点我|点这|戳|打开|复制"
    r"|搜|浏览器|登录|登陆|访问|进入|详情|全文|原文|详见|参见|可见|见下|看下|看这|看我|查看|报名|领取|下载|网盘|资料|出处|来源"
    r"|店铺|小店|网店|下单|购买|同款|[👇👉👈👆⬇➡↓→🔗📎🔽▶⏬🌐💻：:]"
    r"|(?i:\b(?:link|url|here|see|visit|check|read|via|below|click|tap|site|website|web|shop|store|order|buy|source|from)\b)"
)
_REFERS_BACK = lazy(
    r"提取码|密码|口令|码[：:]|打开|点开|点进|复制|上面|上方|以上|上述|链接|网址|这个网|该网|进去|进来|里面|就能|就是|即可|可以|👆|⬆|↑|☝"
    r"|(?i:\b(?:above|password|code|link)\b)"
)
_LEADS_INTO = lazy(
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
    """Delete a link that nothing points at; of `[words](link)` the words stay."""
    draft, start, end, _ = offence
    text = draft.text
    if _OPENING.search(text, max(0, start - 8), start):
        return _cut_link_markup(text, start, end)
    if text[start - 1 : start] == "<" and text[end : end + 1] == ">":
        start, end = start - 1, end + 1
    line = line_of(text, start, end)
    if not line or not draft.is_posted(line.start, line.end):
        return None
    before, after = text[line.start : start].rstrip(SPACES), text[end : line.end].lstrip(SPACES)
    if before and after and _BRACKETS.get(before[-1]) == after[0]:
        start = line.start + len(before) - 1
        end = line.end - len(after) + 1
        before, after = before[:-1].strip(BLANKS), after[1:].lstrip(BLANKS)
        if before and after:
            return _cut_brackets(text, start, end, before, after)
    return _cut_outer_link(draft, line, start, end, before.strip(BLANKS), after.strip(BLANKS))


def _cut_link_markup(text: str, start: int, end: int) -> list[Edit] | None:
    """Delete all of a Markdown link but its words, unless it is an image or its words only point at it."""
    close = text.rindex("](", 0, start)
    opening = text.rfind("[", max(0, close - REACH), close)
    label, closing = text[opening + 1 : close], _CLOSING.match(text, end)
    if opening < 0 or not closing or text[opening - 1 : opening] in ("!", "\\") or not any(map(str.isalnum, label)):
        return None
    if any(char in label for char in "]\r\n") or _INTRODUCES.search(label):
        return None
    return [Edit(opening, opening + 1), Edit(close, closing.end())]


def _cut_brackets(text: str, start: int, end: int, before: str, after: str) -> list[Edit] | None:
    """Delete a link with its own brackets from a sentence that does not point at it."""
    if _INTRODUCES.search(before[-REACH:]) or _LEADS_INTO.search(before[-8:]) or _GOES_ON.match(after):
        return None
    return None if _REFERS_BACK.search(after[:30]) else [cut_passage(text, start, end)]


def _cut_outer_link(draft: Draft, line: Line, start: int, end: int, before: str, after: str) -> list[Edit] | None:
    """Delete a link that is alone on its line, or behind or before everything else on it."""
    text = draft.text
    topics = bool(after) and after[0] in "#＃" and draft.region_at(text.index(after[0], end)) == "topic"
    if before not in _BULLETS and (not _ends_sentence(before) or _INTRODUCES.search(before[-REACH:])):
        return None
    if before in _BULLETS and not _follows_complete_text(draft, line):
        return None
    if before in _OWN_MARKS:
        start = text.index(before, line.start)
    if topics:
        return [cut_passage(text, start, end)]
    rest = after.lstrip(_STOPS)
    if rest and (rest == after or _REFERS_BACK.search(rest[:30])):
        return None
    if rest:
        return [cut_passage(text, start, text.index(rest, end))]
    if not _is_unreferenced(draft, line):
        return None
    if before not in _BULLETS:
        return [cut_passage(text, start, line.end)]
    return None if title_at(draft, line.start) else [cut_lines(text, line)]


def _ends_sentence(words: str) -> bool:
    """Return whether words end like a sentence; in captions an emoji ends one too."""
    if not any(map(str.isalpha, words)):  # the number of a list
        return False
    last = words.rstrip("\ufe0f" + _CLOSERS)[-1:] or words[-1]
    return last in _STOPS or (last >= "\u2190" and unicodedata.category(last) in ("So", "Sk"))


def _follows_complete_text(draft: Draft, line: Line) -> bool:
    """Return whether the text before a line ends without pointing at it; lines with only a link are passed over."""
    at = line.start
    for each in islice(lines_before(draft.text, line.start), 40):
        at = each.start
        content = draft.text[each.start : each.end].strip(BLANKS)
        if not content or _is_only_link(draft, each, content):
            continue
        if not draft.is_posted(each.start, each.end):
            return each.end <= draft.front_end
        if _INTRODUCES.search(content[-REACH:]):
            return False
        last = each.end - len(draft.text[each.start : each.end]) + draft.text[each.start : each.end].rfind(content[-1])
        return _ends_sentence(content) or title_at(draft, last) is not None or draft.region_at(last) == "topic"
    return at == 0


def _is_unreferenced(draft: Draft, line: Line) -> bool:
    """Return whether the text behind a line does not refer back to a link on it."""
    following = draft.text[line.next : line.next + REACH].strip(BLANKS + "\r\n")
    return not _REFERS_BACK.search(following[:30].splitlines()[0]) if following else True


def _is_only_link(draft: Draft, line: Line, content: str) -> bool:
    """Return whether a line is a single link."""
    start = draft.text.index(content, line.start, line.end)
    return draft.region_at(start) == draft.region_at(start + len(content) - 1) == "link" and len(content.split()) == 1
