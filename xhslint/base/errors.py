"""Problems of inputs, and the exceptions that carry them to the user; any other exception that escapes is a bug."""

from __future__ import annotations

from collections.abc import Iterable

from xhslint.base.records import NamedTuple, dataclass, replace


class Bilingual(str):
    """A message in Chinese and in English, found before the reader's language is known; as text it reads "Chinese (English)"."""

    zh: str
    en: str

    def __new__(cls, zh: str, en: str) -> Bilingual:
        message = super().__new__(cls, f"{zh} ({en})")
        message.zh, message.en = zh, en
        return message

    def __reduce__(self) -> tuple[type[Bilingual], tuple[str, str]]:
        return Bilingual, (self.zh, self.en)


def in_language(message: str, lang: str) -> str:
    """Return a message in one language, if it is in both."""
    if not isinstance(message, Bilingual):
        return message
    return message.zh if lang == "zh" else message.en


class Gap(NamedTuple):
    """A cell of a workbook in whose row not all was checked, and why."""

    sheet: str
    cell: str
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of an input; `line` and `column` count from 1 and are 0 where there is no position.

    `path` is empty for what stands in no file, such as an option. `gaps` are what of a workbook was not checked for it.
    """

    path: str
    line: int
    column: int
    message: str
    gaps: tuple[Gap, ...] = ()

    def __lt__(self, other: Problem) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, int, int, str]:
        return self.path, self.line, self.column, self.message

    def in_language(self, lang: str) -> Problem:
        """Return the problem with its message in one language, if it is in both."""
        if not isinstance(self.message, Bilingual):
            return self
        gaps = tuple(gap._replace(reason=in_language(gap.reason, lang)) for gap in self.gaps)
        return replace(self, message=in_language(self.message, lang), gaps=gaps)

    def __str__(self) -> str:
        position = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.path}{position}: {self.message}" if self.path else self.message


class InputError(Exception):
    """Raised for input that cannot be used; carries every problem found, not just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class Mistake(Exception):
    """Raised for wrong arguments, with a message in the user's language; `command` is the one whose help to point to."""

    def __init__(self, message: str, command: str = "") -> None:
        self.command = command
        super().__init__(message)
