"""Ctrl-C that does not cut a report in two."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")


def interruptible(items: Iterable[T]) -> Iterator[T]:
    """The items; Ctrl-C is a KeyboardInterrupt from here, and waits while the caller is busy with one of them.

    A second Ctrl-C does not wait: the caller may be writing to somebody who does not read.
    """
    is_ours, is_pending = True, False

    def note(number: int, frame: object) -> None:
        nonlocal is_pending
        if is_ours or is_pending:
            raise KeyboardInterrupt
        is_pending = True

    usual = signal.getsignal(signal.SIGINT)
    if usual is not signal.default_int_handler:  # ignored, or somebody else's
        yield from items
        return
    try:
        signal.signal(signal.SIGINT, note)
    except ValueError:  # not in the main thread, where Ctrl-C does not come anyway
        yield from items
        return
    try:
        for item in items:
            is_ours = False
            yield item
            is_ours = True
            if is_pending:
                raise KeyboardInterrupt
    finally:
        signal.signal(signal.SIGINT, usual)
