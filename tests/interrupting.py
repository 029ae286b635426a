"""Run the command line in a process of its own and stop it, or let the system fail, at one of its operations on files."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence, Set
from pathlib import Path
from types import FrameType

from xhslint.cli.main import main
from xhslint.run.interrupts import end_cleanly_on_signals

WRITING = frozenset(["write", "flush", "fsync", "replace", "chmod", "chown", "unlink", "mkdir", "setxattr", "flock"])
"""Functions of C that change files."""
ALL = WRITING | {"open", "close", "connect", "execute", "executemany"}
"""These and functions that files are also read with; what imports modules is not asked."""
LASTED = 77
"""The exit status of a run that ended before the operation came."""

Fault = Callable[[], None]


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def terminated() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def hung_up() -> None:
    os.kill(os.getpid(), signal.SIGHUP)


def failing(code: int) -> Fault:
    """Return a fault with which the operation is refused."""

    def fail() -> None:
        raise OSError(code, os.strerror(code))

    return fail


def run_until(number: int, fault: Fault, args: Sequence[str], folder: Path, operations: Set[str] = ALL) -> int:
    """Run in `folder` with a fault just before one of some operations, by number; return the exit status, `LASTED` if it never came.

    The process is a copy of this one, which spares it all imports. A signal that killed it is a negative status.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        os._exit(_run(number, fault, args, folder, operations))
    except SystemExit as ended:
        os._exit(int(str(ended.code)))
    finally:
        os._exit(99)


def _run(number: int, fault: Fault, args: Sequence[str], folder: Path, operations: Set[str]) -> int:
    os.chdir(folder)
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - until the process ends
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it is ignored, and a run lets it be
    end_cleanly_on_signals()
    left = number

    def profile(frame: FrameType, event: str, called: object) -> None:
        nonlocal left
        if event != "c_call" or getattr(called, "__name__", "") not in operations:
            return
        is_text = isinstance(getattr(called, "__self__", None), (str, bytes))  # their `replace`
        if not is_text and not frame.f_code.co_filename.startswith("<frozen importlib"):
            left -= 1
            if left == 0:
                sys.setprofile(None)
                fault()

    sys.setprofile(profile)
    status = main(args)
    sys.setprofile(None)
    return status if left <= 0 else LASTED
