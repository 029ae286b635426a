"""The topics and links of a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple

# Compiled when a draft's topics and links are first needed, because that takes longer than reading most drafts. The
# pattern begins with one character class, so that `re` skips Chinese quickly; its empty groups only name what matched.
_IN_TOPIC = r"[\w·・&+\-\u00ad\u0300-\u036f\u200b-\u200f\u2060\u20e3\ufe0e\ufe0f\ufeff]"
_TOPIC = (
    r"(?<=[#＃])(?<!&.)(?<!(?<![A-Za-z0-9维])[CFcf].)(?:"  # not a character reference, nor C# (but 维C#护肤)
    r"(?=\S)[^#＃\[\]\r\n]{1,50}\[话题\][#＃]?"
    rf"|(?!\d+(?!{_IN_TOPIC}))(?![A-Za-z0-9-]{{1,63}}\.[A-Za-z])(?={_IN_TOPIC}*?\w){_IN_TOPIC}+"
    rf"(?:[#＃](?!{_IN_TOPIC}))?)"  # the second mark of #甲# ends a topic, that of #甲#乙 begins one
)
_DESTINATION = (
    r"(?<=\])\([ \t]*(?:<(?P<bracketed>[^<>\r\n]+)>|(?P<bare>[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*){0,8}))"
    r"""(?:[ \t]+(?:"[^"\r\n]*"|'[^'\r\n]*'))?[ \t]*\)"""
)
_IN_URL = r"[A-Za-z0-9\-._~:/?#@!$&%+,;=]*[A-Za-z0-9/#@$&%+=~_\-]"
_URL = rf"(?<=[A-Za-z])(?<![A-Za-z0-9].)(?:[A-Za-z0-9+.\-]{{1,20}}://|(?<=[Ww])[Ww]{{2}}\.){_IN_URL}"
_DOMAINS = "com|cn|net|org|top|shop|store|vip|xyz|cc|co|io|me|tv|info|link|club|site|online|app|ltd|mobi"
_HOST = (
    r"(?<=[A-Za-z0-9])(?<![A-Za-z0-9@._\-].)[A-Za-z0-9\-]{0,62}\.(?:[A-Za-z0-9][A-Za-z0-9\-]{0,62}\.){0,4}"
    rf"(?i:{_DOMAINS})(?![A-Za-z0-9\-])(?::\d{{1,5}})?(?:/{_IN_URL}|/)?"
)
_MARK = lazy(rf"[\]#＃A-Za-z0-9](?:{_DESTINATION}|(?:{_URL}|{_HOST})(?P<link>)|{_TOPIC}(?P<topic>))")
_TOPIC_MARK = lazy(rf"[#＃]{_TOPIC}")
MARKERS = ("#", "＃", ".", "://", "](")
_BEHIND_HOST = lazy(rf"\.(?i:{_DOMAINS})(?![A-Za-z0-9\-])")


class Region(NamedTuple):
    """A part of a draft: `kind` is title, body, topic or link, `[start, end)` its code points of the text."""

    kind: str
    start: int
    end: int


def mark_finder(text: str) -> Callable[[int, int], Iterator[Region]]:
    """Return a function that yields the topics and links in a range of a text, in order."""
    return partial(_marks if may_have_links(text) else _topics, text)


def may_have_links(text: str) -> bool:
    """Tell whether a text may hold links: to look for them costs twice as much as to look for topics alone."""
    if "://" in text or "](" in text:
        return True
    return "." in text and ("ww." in text.lower() or _BEHIND_HOST.search(text) is not None)


def _topics(text: str, start: int, end: int) -> Iterator[Region]:
    for match in _TOPIC_MARK.finditer(text, start, end):
        yield Region("topic", *match.span())


def _marks(text: str, start: int, end: int) -> Iterator[Region]:
    for match in _MARK.finditer(text, start, end):
        kind = match.lastgroup or ""
        yield Region(kind, *match.span()) if match[kind] == "" else Region("link", *match.span(kind))
