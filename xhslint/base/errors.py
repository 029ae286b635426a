"""The one family of exceptions that users meet; everything else that escapes is a bug."""

from __future__ import annotations

from collections.abc import Iterable

from xhslint.base.records import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with an input; `line` and `column` count from 1, 0 where there is no position."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        position = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.path}{position}: {self.message}"


class InputError(Exception):
    """Input that cannot be worked with; carries every problem found, not just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class Mistake(Exception):
    """A mistake in the arguments, put in the user's language; the help of `command` tells more."""

    def __init__(self, message: str, command: str = "") -> None:
        self.command = command
        super().__init__(message)
