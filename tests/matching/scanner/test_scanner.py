"""Both scanners, the compiled one and its fallback: the same interface, the same places, and which of them is used."""

from __future__ import annotations

import importlib
from array import array
from collections.abc import Callable
from itertools import product

import pytest

from tests.matching.scanner.tables import TEXTS, book, tables
from xhslint.matching.scanner import fallback
from xhslint.matching.scanner.interface import Scanner
from xhslint.matching.scanner.layout import Tables, pack, unpack
from xhslint.matching.scanner.scanner import PYTHON, Prefilter, load_scanner
from xhslint.text.view import fold

ALL = 1 << 30


def compiled() -> type[Scanner]:
    """Return the compiled scanner."""
    module = pytest.importorskip("xhslint.matching.scanner._scanner", reason="built without a compiler")
    made: type[Scanner] = module.Scanner
    return made


@pytest.fixture(params=[compiled, lambda: fallback.Scanner], ids=["compiled", "fallback"])
def make(request: pytest.FixtureRequest) -> type[Scanner]:
    chosen: Callable[[], type[Scanner]] = request.param
    return chosen()


def test_tables_are_unpacked_as_they_were_packed() -> None:
    made = book().tables()
    read = unpack(tables())
    for name in Tables._fields:
        written = list(getattr(made, name))
        assert list(getattr(read, name))[: len(written)] == written, name


@pytest.mark.parametrize("size", [0, 4, 83, 84, 400, -4, -1])
def test_tables_that_are_cut_short_are_refused(make: type[Scanner], size: int) -> None:
    with pytest.raises(ValueError, match="not the tables"):
        make(tables()[:size])


def test_a_selection_needs_a_byte_for_each_entry(make: type[Scanner]) -> None:
    with pytest.raises(ValueError, match="entries"):
        make(tables()).select(b"\x01")


def test_the_patterns_of_a_list_ascend() -> None:
    index = book().index
    assert all(list(numbers) == sorted(set(numbers)) for numbers in map(index.numbers_of, index.names))


def test_both_find_the_same_places() -> None:
    one, other = compiled()(tables()), fallback.Scanner(tables())
    for text in (fold(text).text for text in TEXTS):
        readings = one.read(text), other.read(text)
        assert [readings[0].rank(at) for at in range(-2, 400)] == [readings[1].rank(at) for at in range(-2, 400)]
        for name, (start, end) in product(book().index.names, ((0, ALL), (3, 9), (9, 3))):
            numbers = book().index.numbers_of(name)
            assert readings[0].places(numbers, start, end) == readings[1].places(numbers, start, end), name
        every = array("I", range(len(book().index.patterns)))
        assert readings[0].places(every, 0, ALL)


def test_the_fallback_lets_through_what_the_compiled_one_does() -> None:
    one, other = compiled()(tables()), fallback.Scanner(tables())
    through = 0
    for text in (fold(text).text for text in TEXTS):
        strict, generous = one.open(text, True), other.open(text, True)
        if isinstance(strict, tuple):
            assert isinstance(generous, tuple)
            assert set(strict[1:]) <= set(generous[1:])
            through += len(strict) - 1
        assert generous is not None
    assert through


def test_known_terms(make: type[Scanner]) -> None:
    scanner = make(tables())
    assert {(0, 3), (1, 3), (4, 8)} <= {*scanner.known("加微信，私··信")} and scanner.known("") == []
    assert not any(start < 4 for start, _ in scanner.known("avxb"))  # of a Latin word
    for text in (fold(text).text for text in TEXTS):
        assert {*scanner.known(text)} == {*fallback.Scanner(tables()).known(text)}


@pytest.mark.parametrize("text", ["加**微信**吧", "加＊＊微信＊＊吧", "加*\u200b*微信**吧"])
def test_emphasis_is_left_to_the_fold(text: str) -> None:
    assert compiled()(tables()).open(text, False) is None


def test_a_selection_tests_the_active_entries_only(make: type[Scanner]) -> None:
    prefilter = Prefilter(make(tables()), book().entries, book().prefilter.entries_of)
    rule = book().ids.index("contact/wechat-id")
    found = prefilter.select([rule]).scanner.open(fold(TEXTS[0]).text, True)
    assert isinstance(found, tuple)
    assert prefilter.alternatives(found[1:]).keys() == {rule}


def test_the_fallback_is_used_where_the_compiled_one_does_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    view = memoryview(tables())
    module = importlib.import_module("xhslint.matching.scanner.scanner")
    assert type(load_scanner(view, PYTHON)) is module.Scanner
    assert type(load_scanner(view, [3, 0])) is fallback.Scanner  # other characters are letters there

    def refuse(tables: object) -> None:
        raise ValueError

    monkeypatch.setattr(module, "Scanner", refuse)  # a build for other tables, left in a checkout
    assert type(load_scanner(view, PYTHON)) is fallback.Scanner


def test_terms_that_do_not_fit_are_refused() -> None:
    made = book().tables(characters=False)
    with pytest.raises(OverflowError):
        pack(made._replace(cells=[*made.cells, 1 << 32]))
