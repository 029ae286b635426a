"""The file of a baseline: JSON that reads well, merges line by line and says where it is wrong."""

from __future__ import annotations

import codecs
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from xhslint.base import atomic_write
from xhslint.base.dates import is_day
from xhslint.base.errors import InputError, Problem
from xhslint.base.json_text import escaped
from xhslint.drafts.decode import line_column
from xhslint.filters.comments import guessed
from xhslint.messages.catalogue import both, say

if TYPE_CHECKING:
    from xhslint.filters.baseline import Entry

VERSION = 1
REQUIRED = ("fingerprint", "rule", "text", "count", "since")
KEYS = (*REQUIRED, "reason")
MOST_FAULTS = 50  # that are told: whoever broke more of a file than that knows how

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_FINGERPRINT = re.compile(r"[0-9a-f]{32}")
_SPACE = re.compile(r"[ \t\r\n]*")

Place = tuple[str | int, ...]
"""Keys and indices that lead from the root to a value."""


class _Fault(NamedTuple):
    place: Place
    message: str
    is_key: bool = False


class _Duplicate(Exception):
    """A key that occurs twice in an object."""


def read(path: Path) -> dict[str, tuple[Entry, ...]]:
    """The entries of a baseline by draft; raises InputError with every mistake in it."""
    shown = os.fspath(path)
    try:
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except FileNotFoundError:
        raise InputError([Problem(shown, 0, 0, both("baseline.missing"))]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError([Problem(shown, 0, 0, both("unreadable", reason))]) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        raise InputError([Problem(shown, *line_column(before), both("baseline.encoding"))]) from None
    return parse(text, shown)


def parse(text: str, shown: str) -> dict[str, tuple[Entry, ...]]:
    """The same for the text of a baseline, of which problems call the file `shown`."""
    try:
        root = json.loads(text, object_pairs_hook=_object)
    except _Duplicate as duplicate:
        offset = _second(text, str(duplicate))
        message = both("baseline.duplicate", duplicate)
    except (ValueError, RecursionError) as error:
        conflict = _CONFLICT.search(text)
        offset = conflict.start() if conflict else getattr(error, "pos", 0)
        message = both("baseline.conflict" if conflict else "baseline.json")
    else:
        faults = list(islice(_check(root), MOST_FAULTS))
        if not faults:
            return {key: tuple(_entry(each) for each in entries) for key, entries in root["drafts"].items()}
        problems = sorted(
            Problem(shown, *line_column(text[: _find(text, fault.place, fault.is_key)]), fault.message)
            for fault in faults
        )
        raise InputError(problems)
    raise InputError([Problem(shown, *line_column(text[:offset]), message)])


def write(path: Path, drafts: Mapping[str, Sequence[Entry]]) -> None:
    """Replace the file, whole or not at all; one that would be the same stays untouched."""
    data = dump(drafts).encode("utf-8")
    try:
        with suppress(FileNotFoundError):
            if path.read_bytes() == data:
                return
        atomic_write.write(path, data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError([Problem(os.fspath(path), 0, 0, both("unwritable", reason))]) from error


def dump(drafts: Mapping[str, Sequence[Entry]]) -> str:
    """The text of a baseline: sorted, a line for each entry."""
    rows = []
    for key in sorted(drafts):
        entries = (_line({name: getattr(entry, name) for name in _written(entry)}) for entry in drafts[key])
        if drafts[key]:
            rows.append(f"    {_line(key)}: [\n      " + ",\n      ".join(entries) + "\n    ]")
    body = "{\n" + ",\n".join(rows) + "\n  }" if rows else "{}"
    return f'{{\n  "version": {VERSION},\n  "drafts": {body}\n}}\n'


def _written(entry: Entry) -> Iterable[str]:
    order = ("rule", "text", "count", "since", "reason", "fingerprint")
    return (name for name in order if name != "reason" or entry.reason)


def _line(value: object) -> str:
    return escaped(json.dumps(value, ensure_ascii=False))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Duplicate(next(name for number, name in enumerate(names) if name in names[:number]))
    return found


def _entry(data: dict[str, Any]) -> Entry:
    from xhslint.filters.baseline import Entry

    return Entry(**data)


def _check(root: Any) -> Iterator[_Fault]:
    """What is wrong with the shape of a baseline."""
    if not isinstance(root, dict):
        yield _expected((), "object")
        return
    version = root.get("version")
    if "version" in root and (version != VERSION or isinstance(version, bool)):
        yield _Fault(("version",), both("baseline.version", json.dumps(version, ensure_ascii=False), VERSION))
        return
    for key in ("version", "drafts"):
        if key not in root:
            yield _Fault((), both("baseline.lacks", key))
    for key in root:
        if key not in ("version", "drafts"):
            yield _Fault((key,), guessed("baseline.key", key, {"version", "drafts"}), True)
    drafts = root.get("drafts", {})
    if not isinstance(drafts, dict):
        yield _expected(("drafts",), "object")
        return
    for path, entries in drafts.items():
        if not isinstance(entries, list):
            yield _expected(("drafts", path), "list")
            continue
        names: set[str] = set()
        for number, entry in enumerate(entries):
            place = ("drafts", path, number)
            yield from _check_entry(entry, place)
            name = entry.get("fingerprint") if isinstance(entry, dict) else None
            if isinstance(name, str) and name in names:
                yield _Fault((*place, "fingerprint"), both("baseline.duplicate", name))
            names.update([name] if isinstance(name, str) else ())


def _check_entry(entry: Any, place: Place) -> Iterator[_Fault]:
    if not isinstance(entry, dict):
        yield _expected(place, "object")
        return
    for key in REQUIRED:
        if key not in entry:
            yield _Fault(place, both("baseline.lacks", key))
    for key, value in entry.items():
        if key not in KEYS:
            yield _Fault((*place, key), guessed("baseline.key", key, set(KEYS)), True)
        elif key == "count":
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                yield _expected((*place, key), "number")
        elif not isinstance(value, str):
            yield _expected((*place, key), "text")
        elif key == "since" and not is_day(value):
            yield _expected((*place, key), "day")
        elif key == "fingerprint" and not _FINGERPRINT.fullmatch(value):
            yield _expected((*place, key), "fingerprint")


def _expected(place: Place, what: str) -> _Fault:
    words = {lang: say(lang, "baseline.expected", say(lang, f"baseline.{what}")) for lang in ("zh", "en")}
    return _Fault(place, f"{words['zh']} ({words['en']})")


def _find(text: str, place: Place, is_key: bool) -> int:
    """Where a value, or its key, stands in valid JSON."""
    at = _skip(text, 0)
    for step in place:
        scan = json.JSONDecoder().raw_decode
        at, number = _skip(text, at + 1), 0
        while True:
            start = at
            if isinstance(step, str):
                key, at = scan(text, at)
                at = _skip(text, _skip(text, at) + 1)
            if step == (key if isinstance(step, str) else number):
                at = start if is_key and step is place[-1] else at
                break
            number, at = number + 1, _skip(text, _skip(text, scan(text, at)[1]) + 1)
    return at


def _skip(text: str, at: int) -> int:
    """The first character from here on that is no space."""
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _second(text: str, name: str) -> int:
    """Where a key occurs for the second time."""
    key = re.compile(re.escape(_line(name)) + r"[ \t\r\n]*:")
    places = [match.start() for match in key.finditer(text)]
    return places[1] if len(places) > 1 else 0
