"""The YAML front matter of a draft: its fields, and where in the file its title stands.

Imported only for drafts that begin with `---`, as YAML costs more to import than the rest of a draft to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from yaml.constructor import SafeConstructor

from xhslint.base.errors import InputError, Problem
from xhslint.base.yaml_nodes import parse
from xhslint.drafts.decode import line_column

PROFILES = ("personal", "pro", "paid", "ad")
LIMIT = 16_384
"""Code points in which front matter must end; a `---` whose partner is further away is a divider."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEPTH = 32  # PyYAML composes by recursion, which in its C loader overruns the stack

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"(?<![^\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")
# What prose between two dividers does not have: a key with its colon, or one of our keys with a mistyped one.
_KEY = re.compile(
    r"""(?<![^\r\n])(?:(?:title|profile|xhslint)[ \t]*[:：]|(["']?)\w[\w-]{0,40}\1[ \t]*:(?=[ \t\r\n]|\Z))"""
)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PROPERTIES = re.compile(r"(?:[!&]\S*\s+)*")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n\x85\u2028\u2029]*)?[\r\n\x85\u2028\u2029]*")
_COMMENT = re.compile(r"[ \t]*#")

_TAG = "tag:yaml.org,2002:"
_NULL, _STRING = _TAG + "null", _TAG + "str"
_CONSTRUCTED = {_NULL, _TAG + "bool", _TAG + "int", _TAG + "float"}

Fault = tuple[int, str]
"""An offset, and what is wrong there."""


class FrontMatter(NamedTuple):
    """`end` is where the closing line ends; `title` is the source range of the title's value, without its quotes."""

    end: int
    fields: dict[str, Any]
    title: tuple[int, int] | None


class _Broken(Exception):
    """YAML that cannot be read any further."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(offset, message)
        self.fault: Fault = (offset, message)


def read(text: str, path: str) -> FrontMatter | None:
    """Return the front matter of a text that begins with `---`, or None if that line only divides paragraphs.

    Values are plain data: text, numbers, booleans, None, lists, dicts with text keys; nothing of `title`, `profile` and
    `xhslint` that is empty. Raises InputError with every mistake: broken YAML, duplicate keys, fields of a wrong type.
    """
    opening = _OPENING.match(text)
    closing = opening and _CLOSING.search(text, opening.end(), opening.end() + LIMIT)
    if not opening or not closing:
        return None
    if not text[opening.end() : closing.start()].strip():
        return FrontMatter(closing.end(), {}, None)
    key = _KEY.search(text, opening.end(), closing.start())
    if not key:
        return None
    faults: list[Fault] = []
    fields: dict[str, Any] = {}
    title = None
    source = text[: closing.start()]  # with its opening line, so that YAML's offsets are the draft's
    try:
        nodes = _top(source, key.start(), faults)
        fields = {name: _plain(node, faults) for name, node in nodes.items()}
        title = _check(source, nodes, fields, faults)
    except _Broken as broken:
        faults.append(broken.fault)
    if faults:
        problems = (Problem(path, *line_column(text[:offset]), message) for offset, message in sorted(faults))
        raise InputError(problems)
    return FrontMatter(closing.end(), fields, title)


def _top(source: str, key: int, faults: list[Fault]) -> dict[str, yaml.Node]:
    """The nodes of the fields by name."""
    if odd := _UNPRINTABLE.search(source):
        code = f"U+{ord(odd[0]):04X}"
        raise _Broken(odd.start(), f"文首不能有控制字符 {code} (control character {code} in front matter)")
    try:
        _require_shallow(source)
        root = yaml.compose(source, _LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"文首的 YAML 有误，含 : # @ * 等符号的值请加引号 (broken front matter: {error.problem})"
        raise _Broken(_offset(mark) if mark else key, message) from None
    if not isinstance(root, yaml.MappingNode):
        raise _Broken(key, "文首应是“键: 值”，冒号用半角，后接空格 (front matter must be lines of 'key: value')")
    return dict(_pairs(root, faults))


def _require_shallow(source: str) -> None:
    """Refuse what would make composing unsafe, deep nesting, or the result more than plain data, aliases."""
    depth = 0
    for event in parse(source, _LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            message = "以 * 开头的值请加引号 (quote a value that begins with *; YAML aliases are not supported)"
            raise _Broken(_offset(event.start_mark), message)
        if depth > _DEPTH:
            raise _Broken(_offset(event.start_mark), "文首嵌套太深 (front matter is nested too deeply)")


def _pairs(mapping: yaml.MappingNode, faults: list[Fault]) -> Iterator[tuple[str, yaml.Node]]:
    """The entries of a mapping under the text of their keys."""
    seen: set[str] = set()
    for key, value in mapping.value:
        offset = _offset(key.start_mark)
        if not isinstance(key, yaml.ScalarNode):
            faults.append((offset, "键必须是文字 (a key must be text)"))
        elif key.value in seen:
            faults.append((offset, f"键重复：{key.value!r} (duplicate key {key.value!r})"))
        else:
            seen.add(key.value)
            yield key.value, value


def _plain(node: yaml.Node, faults: list[Fault]) -> Any:
    """The value of a node; dates and anything with a tag of its own stay text."""
    if isinstance(node, yaml.MappingNode):
        return {name: _plain(value, faults) for name, value in _pairs(node, faults)}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, faults) for item in node.value]
    if node.tag in _CONSTRUCTED:
        try:
            return SafeConstructor().construct_object(node)
        except (ValueError, KeyError, ArithmeticError, yaml.YAMLError):
            pass  # `!!int 三`, or more digits than Python converts
    return node.value


def _check(
    source: str, nodes: dict[str, yaml.Node], fields: dict[str, Any], faults: list[Fault]
) -> tuple[int, int] | None:
    """Check the fields that mean something here, drop the empty ones, and give the range of the title."""
    title = None
    for name in ("title", "profile", "xhslint"):
        node = nodes.get(name)
        if node is None:
            continue
        offset = _offset(node.start_mark)
        if fields[name] is None:
            del fields[name]
            if name == "title" and _COMMENT.match(source, _offset(node.end_mark)):
                faults.append((offset, "以 # 开头的标题请加引号 (quote a title that begins with #)"))
        elif name == "title" and node.tag != _STRING:
            faults.append((offset, "title 应是文字，数字请加引号 (title must be text; quote a number)"))
        elif name == "title":
            title = _value_range(source, node)
        elif name == "profile" and fields[name] not in PROFILES:
            names = "、".join(PROFILES)
            faults.append((offset, f"profile 应是 {names} 之一 (profile must be one of {', '.join(PROFILES)})"))
        elif name == "xhslint" and not isinstance(node, yaml.MappingNode):
            faults.append((offset, "xhslint 应是“键: 值” (xhslint must be a mapping)"))
    return title


def _value_range(source: str, node: yaml.Node) -> tuple[int, int] | None:
    """Where a text value stands in the source, without properties, quotes, block header and surrounding space."""
    if not node.value.strip():
        return None
    start, end = _offset(node.start_mark), _offset(node.end_mark)
    if properties := _PROPERTIES.match(source, start, end):
        start = properties.end()
    if source[start] in "'\"":
        start, end = start + 1, end - 1
    elif header := _BLOCK_HEADER.match(source, start, end):
        start = header.end()
    value = source[start:end]
    start += len(value) - len(value.lstrip())
    end -= len(value) - len(value.rstrip())
    return start, end


def _offset(mark: Any) -> int:
    """Where a mark of either loader stands."""
    offset: int = mark.index
    return offset
