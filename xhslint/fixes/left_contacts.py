"""Ids and telephone numbers that no finding covers once the words before them are written anew (加V细聊 nn_2046)."""

from __future__ import annotations

from xhslint.base.lazy_regex import lazy

_ID = r"(?=[A-Za-z0-9_-]*[0-9_])[A-Za-z_][A-Za-z0-9_-]{3,}"
_NUMBER = r"\+?\d(?:[ -]?\d){6,}"
_CONTACT = lazy(rf"(?<![A-Za-z0-9_-])(?:{_ID}|{_NUMBER})(?![A-Za-z0-9_-])")
_ALONE = lazy(rf"\W*(?:\w{{0,4}}[:：])?\W*(?:{_ID}|{_NUMBER}|[A-Za-z]{{5,20}})\W*")
_DAY = lazy(r"(?:19|20)\d{2}-\d{1,2}-\d{1,2}")


def left_contact(words: str) -> bool:
    """Tell whether a clause behind an offence is an account or a telephone number, perhaps in brackets or with a label."""
    return bool(_ALONE.fullmatch(_DAY.sub("", words)))


def holds_contact(text: str) -> bool:
    """Tell whether an account with a digit or a line in it, or a telephone number, stands in a text."""
    return bool(_CONTACT.search(_DAY.sub("", text)))


def contacts(text: str) -> list[str]:
    """Return the accounts with a digit or a line in them, and the telephone numbers, that stand in a text."""
    return [found[0] for found in _CONTACT.finditer(_DAY.sub("", text))]
