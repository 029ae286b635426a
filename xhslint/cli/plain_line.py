"""A reader for plain `check` lines that does without click.

Importing click takes longer than checking most drafts. So `read_plain` reads lines of known options, written in full,
with valid values, and leaves everything else to click (`xhslint.cli.commands`): help and mistakes have one origin. Both
read a line to the same `CheckOptions`.
"""

from __future__ import annotations

from collections.abc import Sequence

from xhslint.cli.arguments import COMMANDS, DEFAULT, LANG, NAMED, CheckOptions, Option
from xhslint.model.findings import LANGUAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def language(args: Sequence[str], default: str = "zh") -> str:
    """Return the language in the last valid `--lang`, wherever it stands: help and mistakes need it before parsing."""
    lang = default
    for name, value in zip(args, [*args, ""][1:], strict=True):
        if name == "--":
            break
        stated = value if name == "--lang" else name.partition("--lang=")[2]
        lang = stated if stated in LANGUAGES else lang
    return lang


def command_at(args: Sequence[str]) -> int:
    """Return the index at which the name of a command may stand: after any `--lang`."""
    at = 0
    while at < len(args) and args[at].partition("=")[0] == "--lang":
        at += 1 if "=" in args[at] else 2
    return at


def read_plain(args: Sequence[str]) -> CheckOptions | None:
    """Return the options of a plain `check` line; None for another command and for a line that click has to read."""
    at = command_at(args)
    named = args[at] if at < len(args) else ""
    if named in COMMANDS and named != DEFAULT:
        return None
    options = {name: option for option in (*COMMANDS[DEFAULT].options, LANG) for name in option.names}
    values: dict[str, Any] = {}
    paths: list[str] = []
    words = iter([*args[:at], *args[at + 1 :]] if named == DEFAULT else args)
    for word in words:
        if word == "--":
            paths += words
            break
        if not word.startswith("-") or word == "-":
            paths.append(word)
            continue
        name, equals, value = word.partition("=")
        option = options.get(name)
        if option is None or (equals and (option.kind == "flag" or not name.startswith("--"))):
            return None
        if option.kind == "flag":
            values[option.key] = True
            continue
        stated = value if equals else next(words, None)
        if stated is None or not _is_valid(option, stated):
            return None
        if option.multiple:
            values[option.key] = (*values.get(option.key, ()), stated)
        elif option is not LANG:
            values[option.key] = _read(option, stated)
    return CheckOptions(tuple(paths), **values)


def _read(option: Option, value: str) -> str | int:
    if option.kind in ("count", "limit"):
        return int(value)
    return NAMED[option.kind](value) if option.kind in NAMED else value


def _is_valid(option: Option, value: str) -> bool:
    """Return whether click would take a value as it is written; False where only click can tell."""
    if option.kind == "text":
        return True
    if option.kind == "choice":
        return value in option.choices
    if option.kind in NAMED:
        return NAMED[option.kind](value) in option.choices
    if option.kind == "formats":
        name, equals, file = value.partition("=")
        return name in option.choices and bool(file) == bool(equals)
    if option.kind not in ("count", "limit") or not (value.isascii() and value.isdecimal() and len(value) < 10):
        return False
    return option.kind == "limit" or int(value) > 0
