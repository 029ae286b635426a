"""Whether a terminal understands escape sequences: a console of Windows does once it is told to."""

from __future__ import annotations

import sys

STANDARD_OUTPUT = -11
ENABLE_VIRTUAL_TERMINAL_PROCESSING = 0x0004


def understands_escapes() -> bool:
    """Return whether the terminal at standard output understands escape sequences, after telling it to if it is one of Windows."""
    if sys.platform != "win32":
        return True
    import ctypes

    console = ctypes.windll.kernel32
    handle = ctypes.c_void_p(console.GetStdHandle(STANDARD_OUTPUT))
    mode = ctypes.c_ulong()
    if not console.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    wanted = mode.value | ENABLE_VIRTUAL_TERMINAL_PROCESSING
    return wanted == mode.value or bool(console.SetConsoleMode(handle, wanted))  # Windows before 10 cannot
