"""Delay Ctrl-C so that it never cuts a report in two, and clean up before other signals end the process."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn, TypeVar

    T = TypeVar("T")


def interruptible(items: Iterable[T]) -> Iterator[T]:
    """Yield the items; raise KeyboardInterrupt for Ctrl-C, but only once the caller is done with the current item.

    A second Ctrl-C raises it at once: the caller may be writing to a pipe that nobody reads.
    """
    is_ours, is_pending = True, False

    def note(number: int, frame: object) -> None:
        nonlocal is_pending
        if is_ours or is_pending:
            raise KeyboardInterrupt
        is_pending = True

    usual = signal.getsignal(signal.SIGINT)
    if usual is not signal.default_int_handler:  # SIGINT is ignored, or another handler is set
        yield from items
        return
    try:
        signal.signal(signal.SIGINT, note)
    except ValueError:  # not in the main thread, which alone receives Ctrl-C
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


def end_cleanly_on_signals() -> None:
    """Let SIGTERM and SIGHUP end this process as an exception does: temporary files are removed, processes stopped.

    On Windows SIGBREAK does, which is also what a console sends when its window is closed. What is ignored, as SIGHUP is with `nohup`, stays ignored.
    """
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end_cleanly)


def end_cleanly(number: int, frame: object) -> NoReturn:
    """Handle a signal by raising SystemExit, with the status that a shell gives a process that it killed."""
    signal.signal(number, signal.SIG_IGN)  # a second one must not cut the cleaning short
    raise SystemExit(128 + number)


@contextmanager
def sigint_blocked() -> Iterator[None]:
    """Delay Ctrl-C: a process that starts must not receive it before it has set what it does there."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
