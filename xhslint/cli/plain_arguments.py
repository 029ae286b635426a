"""Plain command lines of `check`, read without click, whose import takes longer than most drafts.

Plain is what has nothing to tell of: known options, written in full, with values that they take. Anything else is left
to click, so that help and mistakes have one origin. What is read comes to the same by both ways.
"""

from __future__ import annotations

from collections.abc import Sequence

from xhslint.cli.arguments import COMMANDS, DEFAULT, LANG, Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read(args: Sequence[str]) -> dict[str, Any] | None:
    """What `check` is given, by name; None for another command, and for what is not plain."""
    rest = _after_command(args)
    if rest is None:
        return None
    command = COMMANDS[DEFAULT]
    options = {name: option for option in (*command.options, LANG) for name in option.names}
    given: dict[str, Any] = {option.key: _unset(option) for option in command.options}
    paths: list[str] = []
    words = iter(rest)
    for word in words:
        if word == "--":
            paths += words
            break
        if not word.startswith("-") or word == "-":
            paths.append(word)
            continue
        name, equals, value = word.partition("=")
        option = options.get(name)
        if option is None or (equals and not name.startswith("--")):
            return None
        if option.kind == "flag":
            if equals:
                return None
            given[option.key] = True
            continue
        asked = value if equals else next(words, None)
        if asked is None or not _fits(option, asked):
            return None
        if option is not LANG:
            meant: Any = int(asked) if option.kind == "count" else asked
            given[option.key] = (*given[option.key], meant) if option.multiple else meant
    return {"paths": tuple(paths), **given}


def _after_command(args: Sequence[str]) -> list[str] | None:
    """The arguments without the name of the command, before which only a language may stand; None for another one."""
    at = 0
    while at < len(args) and args[at].partition("=")[0] == LANG.names[0]:
        at += 1 if "=" in args[at] else 2
    named = args[at] if at < len(args) else ""
    if named == DEFAULT:
        return [*args[:at], *args[at + 1 :]]
    return None if named in COMMANDS else list(args)


def _unset(option: Option) -> Any:
    return False if option.kind == "flag" else () if option.multiple else option.default


def _fits(option: Option, value: str) -> bool:
    """Whether a value is surely one that the option takes, as it is written."""
    if option.kind == "text":
        return True
    if option.kind == "choice":
        return value in option.choices
    if option.kind == "formats":
        name, equals, file = value.partition("=")
        return name in option.choices and bool(file) == bool(equals)
    return option.kind == "count" and value.isascii() and value.isdecimal() and len(value) < 10 and int(value) > 0
