"""The file of a baseline: JSON with one entry a line, so that git merges it, read with the position of every mistake."""

from __future__ import annotations

import codecs
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count, islice
from pathlib import Path
from typing import Any, NamedTuple

from xhslint.base import atomic_write
from xhslint.base.dates import is_day
from xhslint.base.errors import InputError, Problem
from xhslint.base.file_reading import read_bytes
from xhslint.base.json_text import escaped
from xhslint.base.records import dataclass
from xhslint.drafts.decode import line_column
from xhslint.messages.catalogue import both, both_with_reason, say
from xhslint.messages.suggestions import both_with_guess

VERSION = 1
MAX_BYTES = 64 << 20
"""The most that a baseline may hold, some hundred thousand entries."""
REQUIRED = ("fingerprint", "rule", "text", "count", "since")
KEYS = (*REQUIRED, "reason")
ORDER = ("rule", "text", "count", "since", "reason", "fingerprint")
"""The keys of an entry as they are written."""
MAX_FAULTS = 50
"""How many mistakes of one file are reported."""

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_FINGERPRINT = re.compile(r"[0-9a-f]{32}")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|[^\s,:\[\]{}"]+')

Place = tuple[str | int, ...]
"""Keys and indices that lead from the root to a value."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The offences of one fingerprint in a draft.

    `rule` is the id of their rule, `text` what was written, `count` how many they are, `since` the day on which the first
    was recorded, in ISO form, `reason` why they may stay (may be empty).
    """

    fingerprint: str
    rule: str
    text: str
    count: int
    since: str
    reason: str = ""


class _Fault(NamedTuple):
    """A mistake at a value, or at its key."""

    place: Place
    message: str
    is_key: bool = False


class _Position(NamedTuple):
    """Offsets of a value and of its key (of the value, where there is no key)."""

    key: int
    value: int


class _DuplicateKey(Exception):
    """An object has the same key twice."""


def read(path: Path) -> dict[str, tuple[Entry, ...]]:
    """Return the entries of a baseline by draft; raises InputError with every mistake in it."""
    shown = os.fspath(path)
    try:
        data = read_bytes(path, MAX_BYTES).removeprefix(codecs.BOM_UTF8)
    except FileNotFoundError:
        raise InputError([Problem(shown, 0, 0, both("baseline.missing"))]) from None
    except (OSError, ValueError) as error:
        raise InputError([Problem(shown, 0, 0, both_with_reason("unreadable", error))]) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        raise InputError([Problem(shown, *line_column(before), both("baseline.encoding"))]) from None
    return parse(text, shown)


def parse(text: str, shown: str) -> dict[str, tuple[Entry, ...]]:
    """Return the entries in the text of a baseline by draft.

    Raises InputError with at most `MAX_FAULTS` mistakes, in problems that call the file `shown`.
    """
    try:
        root = json.loads(text, object_pairs_hook=_object)
    except _DuplicateKey:
        offset, name = next(_duplicate_keys(text))
        mistakes: list[tuple[int, str]] = [(offset, both("baseline.duplicate", name))]
    except (ValueError, RecursionError) as error:
        conflict = _CONFLICT.search(text)
        offset = conflict.start() if conflict else getattr(error, "pos", 0)
        mistakes = [(offset, both("baseline.conflict" if conflict else "baseline.json"))]
    else:
        faults = list(islice(_check(root), MAX_FAULTS))
        if not faults:
            return {key: tuple(Entry(**each) for each in entries) for key, entries in root["drafts"].items()}
        positions = dict(_positions(text))
        mistakes = [(positions[fault.place][not fault.is_key], fault.message) for fault in faults]
    raise InputError(sorted(Problem(shown, *line_column(text[:at]), message) for at, message in mistakes))


def write(path: Path, drafts: Mapping[str, Sequence[Entry]]) -> None:
    """Replace the file, whole or not at all, unless its content stays the same; raises InputError if that fails."""
    data = dump(drafts).encode("utf-8")
    try:
        with suppress(FileNotFoundError):
            if read_bytes(path, MAX_BYTES) == data:
                return
        atomic_write.write(path, data)
    except (OSError, ValueError) as error:
        raise InputError([Problem(os.fspath(path), 0, 0, both_with_reason("unwritable", error))]) from error


def dump(drafts: Mapping[str, Sequence[Entry]]) -> str:
    """Return the text of a baseline: drafts sorted, one entry a line in the order given."""
    rows = []
    for key in sorted(drafts):
        entries = (
            _line({name: getattr(entry, name) for name in ORDER if name != "reason" or entry.reason})
            for entry in drafts[key]
        )
        if drafts[key]:
            rows.append(f"    {_line(key)}: [\n      " + ",\n      ".join(entries) + "\n    ]")
    body = "{\n" + ",\n".join(rows) + "\n  }" if rows else "{}"
    return f'{{\n  "version": {VERSION},\n  "drafts": {body}\n}}\n'


def _line(value: object) -> str:
    return escaped(json.dumps(value, ensure_ascii=False))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _DuplicateKey
    return found


def _check(root: Any) -> Iterator[_Fault]:
    """Yield the mistakes in a decoded baseline."""
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
            yield _Fault((key,), both_with_guess("baseline.key", key, {"version", "drafts"}), True)
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
            yield _Fault((*place, key), both_with_guess("baseline.key", key, set(KEYS)), True)
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


def _positions(text: str) -> Iterator[tuple[Place, _Position]]:
    """Yield each value of a JSON text, before its members, with its position; the text must be valid up to there."""
    parents: list[tuple[Place, Iterator[int] | None]] = []  # the open lists, with their next index, and objects
    place: Place | None = ()  # of the value that comes next; None where its key or index is to come
    key = -1
    for token in _TOKEN.finditer(text):
        if token[0] in ("]", "}"):
            parents.pop()
            continue
        if place is None:
            parent, indices = parents[-1]
            place = (*parent, next(indices) if indices else json.loads(token[0]))
            key = token.start()
            if not indices:
                continue
        yield place, _Position(key, token.start())
        if token[0] in ("[", "{"):
            parents.append((place, count() if token[0] == "[" else None))
        place = None


def _duplicate_keys(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and name of the keys that their object has already; the text must be valid up to there."""
    seen = set()
    for place, position in _positions(text):
        if place in seen:
            yield position.key, str(place[-1])
        seen.add(place)
