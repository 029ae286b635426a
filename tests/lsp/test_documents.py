"""Documents follow their editor, change by change: an editor is an array of units of UTF-16 here."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.lsp.documents import Document
from xhslint.lsp.protocol import ProtocolError

TEXTS = st.text(st.sampled_from("a薇🍑\ufe0f\r\n"), max_size=12)


def units(text: str) -> list[bytes]:
    data = text.encode("utf-16-le", "surrogatepass")
    return [data[at : at + 2] for at in range(0, len(data), 2)]


def text_of(array: list[bytes]) -> str:
    return b"".join(array).decode("utf-16-le", "surrogatepass")


def place(array: list[bytes], index: int) -> dict[str, int]:
    """Return the position of a unit by counting line ends, as an editor may do."""
    before = text_of(array[:index])
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return {"line": len(lines) - 1, "character": len(units(lines[-1]))}


def is_place(array: list[bytes], index: int) -> bool:
    """Return whether an index is no middle of a character or of a line end."""
    whole = text_of(array[:index]) + text_of(array[index:])
    return whole == text_of(array) and text_of(array[max(index - 1, 0) : index + 1]) != "\r\n"


def a_document(text: str) -> Document:
    return Document("file:///a.md", "markdown", 1, text)


def span(start: int, end: int, line: int = 0) -> dict[str, Any]:
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), TEXTS), max_size=8))
def test_changes_by_chance(text: str, edits: list[tuple[int, int, str]]) -> None:
    document, array, changes = a_document(text), units(text), []
    for first, last, new in edits:
        places = [at for at in range(len(array) + 1) if is_place(array, at)]
        start, end = sorted(places[at % len(places)] for at in (first, last))
        changes.append({"range": {"start": place(array, start), "end": place(array, end)}, "text": new})
        array[start:end] = units(new)
    document.change(changes, 2)
    assert (document.text, document.version) == (text_of(array), 2)


def test_a_whole_text_and_a_part_of_it() -> None:
    document = a_document("一")
    document.change([{"text": "🍑二"}, {"range": span(2, 3), "text": "三"}], 7)
    assert (document.text, document.version) == ("🍑三", 7)


def test_a_character_that_comes_in_halves() -> None:
    document = a_document("a")
    document.change([{"range": span(0, 0), "text": "\ud83c"}], 2)
    document.change([{"range": span(1, 1), "text": "\udf51"}], 3)
    assert document.text == "🍑a"


@pytest.mark.parametrize(
    "change",
    [
        None,
        {},
        {"text": 1},
        {"text": "b", "range": 3},
        {"text": "b", "range": {"start": {"line": 0, "character": 0}}},
        {"text": "b", "range": span(-1, 0)},
    ],
)
def test_changes_with_a_mistake_change_nothing(change: Any) -> None:
    document = a_document("a")
    with pytest.raises(ProtocolError):
        document.change([{"text": "c"}, change], 2)
    assert (document.text, document.version) == ("a", 1)
    document.change([{"range": span(1, 1), "text": "b"}], 2)
    assert document.text == "ab"
