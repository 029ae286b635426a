"""A scanner keeps its draft while other code runs in between: garbage collections and threads may scan as well."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.matching.scanner.tables import TEXTS, tables
from xhslint.matching.scanner.interface import Scanner
from xhslint.text.view import fold

VIEWS = [
    fold(text).text
    for text in (*TEXTS, "有闲置的小红书号吗，300粉以上收，加薇薇信", "求各位姐妹们點贊收藏，蹲一个微♥信")
]


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    module = pytest.importorskip("xhslint.matching.scanner._scanner", reason="built without a compiler")
    made: Scanner = module.Scanner(tables())
    return made


@contextmanager
def collecting(act: Callable[[], object]) -> Iterator[list[int]]:
    """Collect garbage at every chance, which is in the midst of C code before Python 3.12, and `act` each time."""
    acts: list[int] = []
    kept: list[object] = []

    def callback(phase: str, info: object) -> None:
        acts.append(1)
        act()
        kept.append([[] for _ in range(100)])  # a freed list would be used again, which is no chance to collect

    thresholds = gc.get_threshold()
    gc.callbacks.append(callback)
    gc.set_threshold(1)
    try:
        yield acts
    finally:
        gc.set_threshold(*thresholds)
        gc.callbacks.remove(callback)


@pytest.mark.parametrize("method", ["open", "clauses", "spellings", "read"])
def test_scans_inside_a_scan(method: str, scanner: Scanner) -> None:
    def scan(view: str) -> object:
        if method == "open":
            return scanner.open(view, True)
        if method == "read":
            reading = scanner.read(view)
            return [reading.rank(place) for place in range(0, len(view), 7)]
        return getattr(scanner, method)(view)

    expected = [scan(view) for view in VIEWS]
    for other in VIEWS:
        with collecting(lambda other=other: (scanner.open(other, True), scanner.clauses(other))) as acts:  # type: ignore[misc]
            assert [scan(view) for view in VIEWS] == expected
        assert acts


def test_scans_in_threads(scanner: Scanner) -> None:
    expected = [scanner.open(view, True) for view in VIEWS]
    wrong: list[object] = []

    def work() -> None:
        for _ in range(200):
            found = [scanner.open(view, True) for view in VIEWS]
            if found != expected:
                wrong.append(found)

    with collecting(lambda: threading.Event().wait(0)):
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not wrong
