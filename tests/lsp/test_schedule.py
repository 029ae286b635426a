"""Which document is checked when, by a clock that the test sets."""

from __future__ import annotations

from tests.lsp.clients import Clock
from xhslint.lsp.schedule import LONGEST, QUICK, REST, Schedule


def test_what_is_quick_is_due_at_once_and_once() -> None:
    schedule = Schedule(Clock())
    assert schedule.seconds() is None and schedule.take() is None
    for _ in range(3):
        schedule.add("a", QUICK)
    assert schedule.seconds() == 0
    assert (schedule.take(), schedule.take(), schedule.seconds()) == ("a", None, None)


def test_what_takes_long_waits_for_a_pause() -> None:
    clock = Clock()
    schedule = Schedule(clock)
    schedule.add("a", 0.1)
    clock.now = 0.1
    schedule.add("a", 0.1)
    assert schedule.seconds() == 0.1 * REST
    assert schedule.take() is None
    schedule.add("b", 0.0)
    assert schedule.take() == "b"
    clock.now = 0.1 + 0.1 * REST
    assert schedule.take() == "a"


def test_who_never_pauses_is_served_all_the_same() -> None:
    clock = Clock()
    schedule = Schedule(clock)
    while clock.now < LONGEST:
        assert not schedule.is_overdue()
        schedule.add("a", 5.0)
        assert schedule.take() is None
        clock.now += 0.25
    assert schedule.is_overdue()
    assert schedule.take() == "a"
    assert not schedule.is_overdue()


def test_a_document_that_was_closed() -> None:
    schedule = Schedule(Clock())
    schedule.add("a", 0.0)
    schedule.remove("a")
    schedule.remove("b")
    assert schedule.take() is None and not schedule.is_overdue()
