"""Read the notes in JSON and JSON Lines: objects, at any depth, with fields such as title, desc or 正文."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.base.errors import Bilingual, InputError, Problem
from xhslint.base.time_limit import check_time
from xhslint.documents.columns import Columns
from xhslint.documents.cursor import Cursor
from xhslint.documents.field_names import FieldNames
from xhslint.documents.header_words import plain, text_kind
from xhslint.documents.json_scan import ARRAY, END, KEY, MOST_LEVELS, OBJECT, STRING, Event, Fault, scan, string_pieces
from xhslint.documents.note import Part, joined, note
from xhslint.documents.text_file import text_of
from xhslint.documents.topics import with_marks
from xhslint.drafts.decode import LINE_END
from xhslint.drafts.draft import Draft
from xhslint.drafts.file_kinds import suffix
from xhslint.messages.catalogue import both, say

MOST_FAULTS = 100
"""So many broken lines are told one by one; a file with more is hardly JSON Lines."""

_LINES = (".jsonl", ".ndjson")
_NAMES_OF_TOPICS = frozenset(("name", "tagname", "topicname", "tag", "topic"))
_NAME = "name of a topic"


class _Fields:
    """What is known of an object: parts of a note by the field they stand in, in the order of the file.

    `topics_of` is the object whose topics it is one of, if it stands in such a field.
    """

    def __init__(self, record: int, topics_of: _Fields | None) -> None:
        self.record = record
        self.topics_of = topics_of
        self.found: list[tuple[str, int, list[Part]]] = []
        self.pieces = 0
        self.error: InputError | None = None
        self.kind = ""


class _Level:
    """A container that is open, with the object that strings in it belong to and the field in which it or they stand."""

    def __init__(self, fields: _Fields | None, in_array: bool, name: str = "", part: tuple[str, int] = ("", 0)) -> None:
        self.fields = fields
        self.in_array = in_array
        self.name = name
        self.part = part
        self.items = 0


class _Reader:
    """Puts the notes of a document together while its values are read."""

    def __init__(self, text: str, path: str, columns: Columns) -> None:
        self.names = FieldNames(columns)
        self.cursor = Cursor(text, path)
        self.path = path
        self.has_words = False
        self._joins_titles = bool(columns.title)

    def notes(self, text: str, base: int, line: int) -> Iterator[Draft | InputError]:
        """Yield the notes in a text that begins at an offset of the file, in a line of JSON Lines or else 0; raises InputError."""
        levels = [_Level(None, True)]
        try:
            for event in scan(text):
                level = levels[-1]
                if event.kind == KEY:
                    level.name, level.part = event.value, self.names.part(event.value)
                    continue
                if event.kind == END:
                    check_time()
                    yield from self._end(levels.pop())
                    continue
                level.items += 1
                if event.kind == OBJECT:
                    levels.append(self._object(level, line))
                elif event.kind == ARRAY:
                    levels.append(_Level(level.fields, True, level.name, level.part))
                elif event.kind == STRING:
                    self.has_words = True
                    if level.fields:
                        self._add(level, level.fields, event, text, base)
        except Fault as fault:
            for level in reversed(levels):
                yield from self._end(level)
            message = _message(fault, "json line" if line else "json stop")
            raise InputError([Problem(self.path, *self.cursor.position(base + fault.offset), message)]) from None

    def _object(self, around: _Level, line: int) -> _Level:
        outer = around.fields
        record = around.items if around.in_array else outer.record if outer else 0
        is_topic = outer is not None and around.part[0] == "topics"
        return _Level(_Fields(line or record, outer if is_topic else None), False)

    def _add(self, level: _Level, fields: _Fields, string: Event, text: str, base: int) -> None:
        part, order = level.part
        if fields.topics_of and plain(level.name) in _NAMES_OF_TOPICS:
            part = _NAME
        if not part and not fields.kind:
            fields.kind = text_kind(level.name, string.value)
        if not part or fields.error or not string.value.strip():
            return
        self.cursor.begin_note(fields.pieces)
        try:
            parts = self.cursor.parts(string_pieces(text, string, base), fields.record, level.name)
        except InputError as error:
            fields.error = error
            return
        fields.pieces += len(parts)
        fields.found.append((part, order, parts))

    def _end(self, level: _Level) -> Iterator[Draft | InputError]:
        """Yield the note in an object that ends; what was only the name of a topic goes to the object whose topic it is."""
        fields = level.fields
        if level.in_array or not fields:
            return
        if fields.error:
            yield fields.error
            return
        if fields.topics_of and not any(part == "body" for part, _, _ in fields.found):
            fields.topics_of.found += [("topics", order, parts) for _, order, parts in fields.found]
        elif draft := self._note(fields.found, fields.kind):
            yield draft

    def _note(self, found: list[tuple[str, int, list[Part]]], kind: str) -> Draft | None:
        found = sorted(found, key=lambda each: each[1])
        titles = [parts for part, _, parts in found if part == "title"]
        if not self._joins_titles:
            del titles[1:]  # the others are read with the body
        body = [
            parts for part, _, parts in found if part in ("title", "body") and not any(parts is each for each in titles)
        ]
        topics = [with_marks(parts) for part, _, parts in found if part == "topics"]
        if not titles and not body and not topics:
            return None
        return note(self.path, joined(titles), joined(body), joined(topics), kind)


def read(data: bytes, path: str, columns: Columns) -> Iterator[Draft | InputError]:
    """Yield the notes in a document, objects inside others before these; raises InputError where it cannot be read any further."""
    text = text_of(data, path)
    reader = _Reader(text, path, columns)
    if suffix(path) in _LINES and text.lstrip()[:2].rstrip() not in ("[", "{"):
        yield from _read_lines(reader, text)
    else:
        yield from reader.notes(text, 0, 0)
    if error := reader.names.missing(path, reader.has_words):
        yield error


def _read_lines(reader: _Reader, text: str) -> Iterator[Draft | InputError]:
    """Yield what is in each line; one that is broken does not hide the others."""
    faults = 0
    for number, (begin, end) in enumerate(_lines(text), 1):
        try:
            yield from reader.notes(text[begin:end], begin, number)
        except InputError as error:
            faults += 1
            if faults > MOST_FAULTS:
                raise InputError([Problem(reader.path, number, 1, both("json many", MOST_FAULTS))]) from None
            yield error


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in LINE_END.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _message(fault: Fault, key: str) -> Bilingual:
    zh, en = (say(lang, key, say(lang, fault.key, MOST_LEVELS)) for lang in ("zh", "en"))
    return Bilingual(zh, en)
