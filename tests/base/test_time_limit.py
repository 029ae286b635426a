"""How long work may take, and that it can be called off from elsewhere."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from xhslint.base.time_limit import OutOfTime, Recall, check_time, is_called_off, recallable, seconds_left, time_limit


def test_a_limit_inside_ends_no_later_than_the_one_around_it() -> None:
    with time_limit(0):
        with time_limit(600), pytest.raises(OutOfTime):
            while True:
                check_time()
        assert seconds_left() == 0
    check_time()
    assert seconds_left() == float("inf")


def test_another_thread_ends_work_however_deep_its_limits_are() -> None:
    recall, begun, ended = Recall(), Event(), Event()

    def work() -> None:
        with recallable(recall), time_limit(600), time_limit(None), pytest.raises(OutOfTime):
            while True:
                check_time()
                begun.set()
        assert not is_called_off()
        ended.set()

    thread = Thread(target=work)
    thread.start()
    assert begun.wait(60)
    check_time()  # the work of this thread goes on
    recall.call()
    thread.join(60)
    assert ended.is_set()


def test_what_is_called_off_says_so_and_what_comes_after_is_not() -> None:
    recall = Recall()
    recall.call()
    with recallable(recall):
        assert is_called_off()
        with recallable(Recall()):
            check_time()
    assert not is_called_off()
