"""Fill in the texts of commands and reports; a run loads only the languages that it uses."""

from __future__ import annotations

from functools import cache

from xhslint.base.errors import Bilingual

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


WINDOWS_IN_USE = (5, 32, 33)
"""What Windows says of a file that another program has open; the first also where rights are lacking."""


@cache
def texts(lang: str) -> Mapping[str, str]:
    """Return the texts of a language (one of `LANGUAGES`) by key, with `{0}`, `{1}`, … for values to fill in."""
    if lang == "zh":
        from xhslint.messages.zh import TEXTS
    else:
        from xhslint.messages.en import TEXTS
    return TEXTS


def say(lang: str, key: str, *values: object) -> str:
    """Return the text of `key` in a language, with the values filled in."""
    return texts(lang)[key].format(*values)


def count(lang: str, number: int, noun: str) -> str:
    """Return a number with its noun in the singular or plural, such as "3 errors"."""
    return say(lang, f"{noun}.{'one' if number == 1 else 'many'}", number)


def both(key: str, *values: object) -> Bilingual:
    """Return a text in both languages, for problems found before the user's language is known."""
    return Bilingual(say("zh", key, *values), say("en", key, *values))


def system_reason(lang: str, error: Exception) -> str:
    """Return why the system refused to access a file; in its own words if the catalogue lacks the error's code."""
    from errno import errorcode

    code = "in use" if is_in_use(error) else errorcode.get(getattr(error, "errno", None) or 0, "")
    return texts(lang).get(code, getattr(error, "strerror", None) or str(error))


def is_in_use(error: Exception) -> bool:
    """Return whether this is, or may be, Windows refusing a file because another program has it open."""
    return getattr(error, "winerror", None) in WINDOWS_IN_USE


def both_with_reason(key: str, error: Exception) -> Bilingual:
    """Return a text in both languages, filled with why the system refused to access a file."""
    zh, en = (say(lang, key, system_reason(lang, error)) for lang in ("zh", "en"))
    return Bilingual(zh, en)
