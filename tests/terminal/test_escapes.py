"""A console of Windows is told to understand escape sequences; the calls of Windows are made up here."""

from __future__ import annotations

import ctypes
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from xhslint.terminal.escapes import understands_escapes


class Kernel:
    """The functions of kernel32 for a console in a mode; None for what is no console."""

    def __init__(self, mode: int | None, can_change: bool = True) -> None:
        self.mode, self.can_change = mode, can_change
        self.asked: list[int] = []

    def GetStdHandle(self, number: int) -> int:
        assert number == -11
        return 7

    def GetConsoleMode(self, handle: ctypes.c_void_p, mode: Any) -> int:
        assert handle.value == 7
        if self.mode is None:
            return 0
        mode._obj.value = self.mode
        return 1

    def SetConsoleMode(self, handle: ctypes.c_void_p, mode: int) -> int:
        assert handle.value == 7
        self.asked.append(mode)
        return int(self.can_change)


@pytest.mark.parametrize(
    ("kernel", "expected", "asked"),
    [
        (Kernel(0b011), True, [0b111]),
        (Kernel(0b111), True, []),
        (Kernel(0b011, can_change=False), False, [0b111]),
        (Kernel(None), False, []),
    ],
    ids=["off", "on", "too old", "no console"],
)
def test_a_console_of_windows(
    kernel: Kernel, expected: bool, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert understands_escapes() is expected
    assert kernel.asked == asked


@pytest.mark.skipif(sys.platform == "win32", reason="is about the others")
def test_other_terminals_understand_them() -> None:
    assert understands_escapes()
