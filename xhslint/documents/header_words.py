"""What the names of columns and fields say: which part of a note stands below them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from xhslint.model.findings import KINDS, kind_named

_LONGEST = 60  # characters of a name; a longer cell is prose

_WORDS = {
    "title": "标题 题目 大标题 主标题 副标题 小标题 备选标题 爆款标题 标题文案 文章标题 文案标题 图文标题 标题备选"
    " title headline heading subtitle maintitle articletitle titlecopy",
    "body": "正文 文案 内容 文本 文字 文章 全文 描述 简介 详情 文稿 稿件 初稿 终稿 定稿 正文内容 正文文案 文案正文 文案内容 内容正文 内容文案 描述文案"
    " 图文内容 图文文案 图文正文 文章内容 文章正文 发布内容 发布文案 发布正文 推广文案 种草文案 配文 内文 笔记 终稿文案 定稿文案"
    " body content contents desc description caption captions text copy bodytext bodycopy article copytext copywriting"
    " captiontext fulltext",
    "topics": "话题 标签 话题词 话题标签 标签话题 带话题 话题tag 文末话题 文末标签 热门话题"
    " topic topics tag tags hashtag hashtags taglist topiclist hashtaglist",
}
_NAMES_OF_KINDS = frozenset(("类型", "kind", "文案类型", "内容类型", "文本类型", "texttype"))
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|《[^《》]*》|<[^<>]*>|\{[^{}]*\}")
_BETWEEN = re.compile(r"[/|\\&+,;:、。·・和与及\s]+|(?<=[\u3400-\u9fff])(?=[a-z])|(?<=[a-z])(?=[\u3400-\u9fff])")
_NOISE = re.compile(r"[^\w]|_")
_WHOSE = re.compile(
    r"^(?:(?:小红书|小红薯|红书|xhs|rednote|rb|笔记|notes?|posts?|图文|发布|最终|终版|终稿|定稿|初版|初稿|新版|修改后|优化后|final)(?=.))+"
)
_NUMBER = re.compile(
    r"(?<=.)(?:(?:no|v)?(?:\d{1,2}|[一二三四五六七八九十]|(?<=[\u3400-\u9fff])[a-f])|最终版?|[终初定]稿|[终初新]版|修改[后版]|优化[后版]|final)$"
)


def plain(name: str) -> str:
    """Return a name as names are compared: without case, width, blanks and marks."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name).casefold())


def text_kind(name: str, value: str) -> str:
    """Return the kind of text that a field of this name and value says; "" for other names, and for words that name none."""
    kind = kind_named(value.strip().lower()) if len(value) < _LONGEST and says_kind(name) else ""
    return kind if kind in KINDS else ""


def says_kind(name: str) -> bool:
    """Return whether a column or field of this name says what kind of text the others hold."""
    return len(name) <= _LONGEST and without_remarks(name) in _NAMES_OF_KINDS


def without_remarks(name: str) -> str:
    """Return a name as they are compared, without what stands in brackets: 正文（1000字内） is 正文."""
    return plain(_BRACKETS.sub("", unicodedata.normalize("NFKC", name)))


@lru_cache(maxsize=4096)
def kind_of(name: str) -> str:
    """Return the part of a note that a column or field of this name holds: title, body or topics; "" for any other.

    The whole name has to say so, or one of those that are joined in it (标题/Title), apart from whose it is (小红书标题, 笔记正文), its
    number or version (正文2, 最终文案) and remarks in brackets (正文（1000字内）). What holds several parts (标题+正文) is read as a body.
    """
    if len(name) > _LONGEST:
        return ""
    bare = _BRACKETS.sub("", unicodedata.normalize("NFKC", name).casefold()).strip()
    if kind := _kind_of_word(bare):
        return kind
    kinds = {kind for word in _BETWEEN.split(bare) if (kind := _kind_of_word(word))}
    return kinds.pop() if len(kinds) == 1 else "body" if kinds else ""


@lru_cache(maxsize=4096)
def is_name(name: str) -> bool:
    """Return whether a name of a part of a note has no words of another kind: 标题/Title, but not 文案 小满 or 正文 必填."""
    if not kind_of(name):
        return False
    bare = _BRACKETS.sub("", unicodedata.normalize("NFKC", name).casefold())
    words = [word for each in _BETWEEN.split(bare) if (word := _NOISE.sub("", each))]
    return bool(_kind_of_word(bare)) or all(
        _kind_of_word(word) or not _WHOSE.sub("", f"{word}-")[:-1] for word in words
    )


def _kind_of_word(word: str) -> str:
    word = _NOISE.sub("", word)
    owned = _WHOSE.sub("", word)
    spellings = (word, owned, _NUMBER.sub("", word), _NUMBER.sub("", owned))
    return next((_KINDS[each] for each in spellings if each in _KINDS), "")
