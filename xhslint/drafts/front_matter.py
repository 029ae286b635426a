"""The YAML front matter of a draft: its fields, and the range of its title.

Imported only for drafts that begin with `---`, because importing YAML takes longer than reading a draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import yaml
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from xhslint.base.errors import InputError, Problem
from xhslint.base.yaml_nodes import TAG, Refused, compose, offset
from xhslint.drafts import front_matter_faults
from xhslint.drafts.decode import line_column
from xhslint.drafts.skips import CODE
from xhslint.messages.catalogue import both
from xhslint.model.findings import KINDS, PROFILES, kind_named, profile_named

LIMIT = 16_384
"""Code points within which front matter must end; with its second `---` further away, the first is a divider."""

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"(?<![^\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")
# What prose between two dividers lacks: a key with its colon, or a key of xhslint with a full-width colon.
_KEY = re.compile(
    r"""(?<![^\r\n])(?:(?:title|profile|kind|ai|xhslint)[ \t]*[:：]|(["']?)\w[\w-]{0,40}\1[ \t]*:(?=[ \t\r\n]|\Z))"""
)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PROPERTIES = re.compile(r"(?:[!&]\S*\s+)*")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n\x85\u2028\u2029]*)?[\r\n\x85\u2028\u2029]*")
_SIMILAR = 0.8
_COMMENT = re.compile(r"[ \t]*#")

_NULL, _STRING = TAG + "null", TAG + "str"
AI_NAMES = dict.fromkeys(("AI", "Ai", "aigc", "AIGC"), "ai")
"""What else authors call the key that says whether a note holds what AI made."""
_YES_NO = {"true": True, "yes": True, "是": True, "有": True, "false": False, "no": False, "否": False, "无": False}
_NAMED: dict[str, tuple[Callable[[str], str], tuple[str, ...]]] = {
    "profile": (profile_named, PROFILES),
    "kind": (kind_named, KINDS),
}
_CONSTRUCTED = {_NULL, TAG + "bool", TAG + "int", TAG + "float"}

Fault = tuple[int, str]
"""An offset and a message."""


class FrontMatter(NamedTuple):
    """`end` is where the closing line ends, `title` the source range of the title's value without quotes."""

    end: int
    fields: dict[str, Any]
    title: tuple[int, int] | None


class _Broken(Exception):
    """Front matter that cannot be read any further; carries the fault to report."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(offset, message)
        self.fault: Fault = (offset, message)


def read(text: str, path: str) -> FrontMatter | None:
    """Return the front matter of a text that begins with `---`, or None if that line only divides paragraphs.

    Values are plain data: text, numbers, booleans, None, lists, dicts with text keys; nothing of `title`, `profile`,
    `kind`, `ai` and `xhslint` that is empty. Raises InputError with every mistake: broken YAML, duplicate keys, fields of a wrong type.
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
        nodes = {AI_NAMES.get(name, name): node for name, node in nodes.items()}
        fields = {name: _plain(node, faults) for name, node in nodes.items()}
        title = _check(source, nodes, fields, faults)
        faults.extend(_misspelt(source, key.start(), fields))
    except _Broken as broken:
        faults.append(broken.fault)
    if faults:
        problems = (Problem(path, *line_column(text[:start]), message) for start, message in sorted(faults))
        raise InputError(problems)
    return FrontMatter(closing.end(), fields, title)


def _top(source: str, key: int, faults: list[Fault]) -> dict[str, yaml.Node]:
    """Return the nodes of the fields by name; raises _Broken for what is not a mapping of plain YAML."""
    if odd := _UNPRINTABLE.search(source):
        code = f"U+{ord(odd[0]):04X}"
        raise _Broken(odd.start(), both("front.control", code))
    try:
        root = compose(source, aliases=False)
    except Refused as refused:
        message = both("front.deep")
        if refused.reason == "alias":
            message = both("front.alias")
        raise _Broken(offset(refused.mark), message) from None
    except yaml.MarkedYAMLError as error:
        raise _Broken(*front_matter_faults.fault(source, error, key)) from None
    if not isinstance(root, yaml.MappingNode):
        raise _Broken(key, both("front.mapping"))
    return dict(_pairs(root, faults))


def _pairs(mapping: yaml.MappingNode, faults: list[Fault]) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the entries of a mapping with the text of their keys; add keys that are no text, or repeated, to `faults`."""
    seen: set[str] = set()
    for key, value in mapping.value:
        start = offset(key.start_mark)
        if not isinstance(key, yaml.ScalarNode):
            faults.append((start, both("front.key")))
        elif key.value in seen:
            faults.append((start, both("front.duplicate", key.value)))
        else:
            seen.add(key.value)
            yield key.value, value


def _plain(node: yaml.Node, faults: list[Fault]) -> Any:
    """Return the value of a node as plain data; dates and anything whose tag is written stay text."""
    if isinstance(node, yaml.MappingNode):
        return {name: _plain(value, faults) for name, value in _pairs(node, faults)}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, faults) for item in node.value]
    # A tag that the value alone would not have is written, as in `!!int 三`: the constructor must not see such a value.
    resolver: Any = Resolver()
    if node.tag in _CONSTRUCTED and node.tag == resolver.resolve(yaml.ScalarNode, node.value, (True, False)):
        try:
            return SafeConstructor().construct_object(node)
        except (ValueError, ArithmeticError):
            pass  # `0b_`, or more digits than Python converts
    return node.value


def _check(
    source: str, nodes: dict[str, yaml.Node], fields: dict[str, Any], faults: list[Fault]
) -> tuple[int, int] | None:
    """Check the fields that xhslint reads, drop the empty ones, and return the source range of the title."""
    title = None
    for name in ("title", "profile", "kind", "ai", "xhslint"):
        node = nodes.get(name)
        if node is None:
            continue
        start = offset(node.start_mark)
        if fields[name] is None:
            del fields[name]
            if name == "title" and _COMMENT.match(source, offset(node.end_mark)):
                faults.append((start, both("front.title comment")))
        elif name == "title" and node.tag != _STRING:
            faults.append((start, both("front.title")))
        elif name == "title":
            title = _value_range(source, node)
        elif name in _NAMED:
            read, known = _NAMED[name]
            fields[name] = read(fields[name]) if node.tag == _STRING else fields[name]
            if fields[name] not in known:
                faults.append((start, both(f"front.{name}", *known)))
        elif name == "ai":
            fields[name] = _YES_NO.get(str(fields[name]).lower())
            if fields[name] is None:
                faults.append((start, both("front.ai")))
        elif name == "xhslint" and not isinstance(node, yaml.MappingNode):
            faults.append((start, both("front.xhslint")))
        elif name == "xhslint" and fields[name].get("code", CODE[0]) not in CODE:
            faults.append((start, both("front.code")))
    return title


def _misspelt(source: str, start: int, fields: dict[str, Any]) -> Iterator[Fault]:
    """Yield the keys that are meant for those of xhslint; another key may stand for anything and is left to other programs."""
    for name in fields:
        meant = _meant(name, fields[name])
        if meant and meant not in fields:
            at = re.search(rf"""(?<![^\r\n])["']?{re.escape(name)}(?!\w)""", source[start:])
            yield start + (at.start() if at else 0), both("front.unknown", name, meant)


def _meant(name: str, value: Any) -> str:
    """Return the key of xhslint that a similar name with such a value stands for; "" for none."""
    fitting = {
        "profile": isinstance(value, str) and profile_named(value) in PROFILES,
        "xhslint": isinstance(value, dict),
    }
    fitting["kind"] = isinstance(value, str) and kind_named(value) in KINDS
    fitting["title"] = isinstance(value, str)
    for key, fits in fitting.items():
        if fits and name != key and name != key + "s" and SequenceMatcher(None, name.lower(), key).ratio() >= _SIMILAR:
            return key
    return ""


def _value_range(source: str, node: yaml.Node) -> tuple[int, int] | None:
    """Return the source range of a text value without properties, quotes, block header and surrounding space."""
    if not node.value.strip():
        return None
    start, end = offset(node.start_mark), offset(node.end_mark)
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
