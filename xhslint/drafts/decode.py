"""Decode bytes as UTF-8, UTF-16 or GB18030, whichever they are, and refuse anything that is not text."""

from __future__ import annotations

import codecs

from xhslint.base.errors import InputError, Problem
from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple
from xhslint.messages.catalogue import both

LINE_END = lazy(r"\r\n|\n|\r")

# Tabs and line ends of all kinds occur in real texts (Word pastes \v); the rest is damage, disguise or a binary file.
_CONTROL = lazy(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
_THREE_BYTES = lazy("[\u0800-\ufffc]")  # in UTF-8; bytes in other encodings hardly ever form one by chance

_PLAUSIBLE = 0.5  # least share of everyday characters; Chinese decoded wrongly mostly has 0.0 to 0.4
_CERTAIN = 0.9  # least share if the bytes are valid UTF-8 too: two Latin letters make one rare character
_BINARY_TEXT = 0.3  # share of control characters above which decoded text is binary, as for Perl's -B
_BINARY_BYTES = 0.02  # the same for bytes in no known encoding; random bytes have 0.1

_UTF16 = ("utf-16-le", "utf-16-be")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MARK_BYTES = tuple(mark for mark, _ in _MARKS)


class Encoding(NamedTuple):
    """The encoding of a file: its bytes are `data[:bom] + text.encode(name)`."""

    name: str
    bom: int


_UTF8 = Encoding("utf-8", 0)


def decode(data: bytes, path: str) -> str:
    """Return the text of a file without its byte order mark, line ends as they are.

    Raises InputError naming `path`, with line and column where there is one, if it is binary or in no known encoding.
    """
    return _read(data, path)[0]


def sniff(data: bytes, path: str = "<data>") -> Encoding:
    """Return the encoding that `decode` reads these bytes in; raises InputError as `decode` does."""
    return _read(data, path)[1]


def line_column(before: str) -> tuple[int, int]:
    """Return line and column, from 1 and in code points, of the position right behind the text `before`."""
    line, start = 1, 0
    for end in LINE_END.finditer(before):
        line, start = line + 1, end.end()
    return line, len(before) - start + 1


def _read(data: bytes, path: str) -> tuple[str, Encoding]:
    """Decode by the byte order mark, else as UTF-8, else in the most plausible encoding; return the text and that."""
    if data.startswith(_MARK_BYTES):
        mark, name = next(each for each in _MARKS if data.startswith(each[0]))
        return _strict(data, Encoding(name, len(mark)), path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        encoding = _guess(data)
        if not encoding or encoding.name == "gb18030":
            _require_one_encoding(data, path)
        if encoding:
            return data.decode(encoding.name), encoding
        raise _undecodable(data, error, path) from None
    if _may_hold_control(data) and _CONTROL.search(text):
        if encoding := _guess_utf16(data, text):
            return data.decode(encoding.name), encoding
        _require_text(text, path)
    return text, _UTF8


def _may_hold_control(data: bytes) -> bool:
    """Return whether the text of UTF-8 may have control characters; faster than looking for them in the text."""
    return b"\xc2" in data or len(data.translate(None, _CONTROLS)) < len(data)


def _strict(data: bytes, encoding: Encoding, path: str) -> tuple[str, Encoding]:
    """Decode in the encoding of a byte order mark, which is binding even if the rest does not decode."""
    try:
        text = data[encoding.bom :].decode(encoding.name)
    except UnicodeDecodeError as error:
        raise _stopped(error, path) from None
    _require_text(text, path)
    return text, encoding


def _require_one_encoding(data: bytes, path: str) -> None:
    """Refuse bytes of which a part is UTF-8 and a part GB18030."""
    from xhslint.drafts.mixed_encodings import first_change

    if change := first_change(data):
        line, column = line_column(data[: change.at].decode(change.before, "replace"))
        message = both("mixed encodings", change.before.upper(), change.after.upper())
        raise InputError([Problem(path, line, column, message)])


def _guess(data: bytes) -> Encoding | None:
    """Return the most plausible encoding of bytes that are not UTF-8."""
    if b"\0" in data:
        return _best(data, _UTF16, _PLAUSIBLE)
    return None if _damaged_utf8(data) else _best(data, ("gb18030", *_UTF16), _PLAUSIBLE)


def _guess_utf16(data: bytes, text: str) -> Encoding | None:
    """Return the kind of UTF-16 of bytes that are valid UTF-8 too, as `text` with control characters."""
    for_utf16, for_utf8 = "\0" in text, bool(_THREE_BYTES.search(text))
    if for_utf8 and not for_utf16:
        return None
    return _best(data, _UTF16, _PLAUSIBLE if for_utf16 and not for_utf8 else _CERTAIN)


def _best(data: bytes, names: tuple[str, ...], least: float) -> Encoding | None:
    """Return the most plausible of some encodings, if its plausibility reaches `least`."""
    from xhslint.drafts.plausibility import plausibility  # here, because nearly all drafts are UTF-8

    scores = {name: plausibility(data, name) for name in names}
    best = max(names, key=scores.__getitem__)
    return Encoding(best, 0) if scores[best] >= least else None


def _damaged_utf8(data: bytes) -> bool:
    """Return whether bytes are UTF-8 with some damage; most such files would decode as GB18030, to nonsense."""
    text = data.decode("utf-8", "replace")
    damage = text.count("\ufffd")
    return 0 < damage < len(_THREE_BYTES.findall(text))


def _require_text(text: str, path: str) -> None:
    """Refuse text with NUL or with many control characters; rules report single ones."""
    nul = text.find("\0")
    if nul >= 0:
        line, column = line_column(text[:nul])
        raise InputError([Problem(path, line, column, both("binary nul"))])
    if len(_CONTROL.findall(text)) > _BINARY_TEXT * len(text):
        raise InputError([Problem(path, 0, 0, both("binary"))])


def _undecodable(data: bytes, error: UnicodeDecodeError, path: str) -> InputError:
    """Return the error for bytes in no known encoding: binary, or where the encoding that got furthest stopped."""
    from xhslint.drafts.plausibility import SAMPLE

    sample = data[:SAMPLE]
    if b"\0" in data or len(sample) - len(sample.translate(None, _CONTROLS)) > _BINARY_BYTES * len(sample):
        return InputError([Problem(path, 0, 0, both("binary"))])
    if not _damaged_utf8(data):
        try:
            data.decode("gb18030")
        except UnicodeDecodeError as other:
            error = max(error, other, key=lambda stop: stop.start)
    return _stopped(error, path)


def _stopped(error: UnicodeDecodeError, path: str) -> InputError:
    """Return the error that names the first byte that does not decode, and its position."""
    data, name = error.object, error.encoding.upper()
    line, column = line_column(data[: error.start].decode(error.encoding, "ignore"))
    byte = f"0x{data[error.start]:02x}"
    return InputError([Problem(path, line, column, both("undecodable", byte, name))])
