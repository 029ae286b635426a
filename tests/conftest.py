"""What holds for every test: SIGINT interrupts, also where a shell started the tests in the background; no example is timed."""

from __future__ import annotations

import signal

from hypothesis import settings


def pytest_configure() -> None:
    """Let processes that tests start be interrupted: they inherit SIGINT ignored from a shell's background job."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


settings.register_profile(
    "untimed", deadline=None
)  # how long an example takes says more about the machine than about the code
settings.load_profile("untimed")
