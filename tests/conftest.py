"""What holds for every test: SIGINT interrupts, also where a shell started the tests in the background."""

from __future__ import annotations

import signal


def pytest_configure() -> None:
    """Let processes that tests start be interrupted: they inherit SIGINT ignored from a shell's background job."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
