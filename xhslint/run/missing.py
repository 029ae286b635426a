"""What is said of a path that does not exist: a name that a shell cut into pieces is told from one that is wrong."""

from __future__ import annotations

import os

from xhslint.base.errors import Bilingual, InputError, Problem
from xhslint.drafts.file_kinds import DRAFTS, suffix, suffix_kind
from xhslint.messages.catalogue import say
from xhslint.model.findings import LANGUAGES

_CUTS = frozenset(" \t()&;,|$'`{}[]<>@#%^!~=+（）")
"""Signs at which one shell or another ends a word that is not in quotation marks, or reads something else."""
_MOST = 5000  # names in a folder that are looked at


def missing(path: str) -> InputError:
    """Return the error for a path that does not exist.

    It asks for quotation marks if an existing name begins with this one and goes on behind a sign that shells read as their
    own, and names the file if the name only lacks its suffix.
    """
    folder, name = os.path.split(path)
    found = _longer(folder, name) if name else ""
    if not found:
        return _error(path, "no file")
    whole = os.path.join(folder, found)
    return _error(path, "no file.suffix" if found[len(name)] == "." else "no file.quoted", whole)


def _longer(folder: str, name: str) -> str:
    """Return the first name in a folder that begins with a name and goes on with a suffix or behind a sign of shells, or ""."""
    found = []
    try:
        with os.scandir(folder or os.curdir) as entries:
            for _, entry in zip(range(_MOST), entries, strict=False):
                rest = entry.name.removeprefix(name)
                is_longer = len(rest) < len(entry.name) and (rest[:1] in _CUTS or _is_suffix(rest))
                if rest and is_longer:
                    found.append(entry.name)
    except (OSError, ValueError):
        return ""
    return min(found, default="")


def _is_suffix(rest: str) -> bool:
    return rest.startswith(".") and (suffix(f"a{rest}") in DRAFTS or suffix_kind(f"a{rest}") != "")


def _error(path: str, key: str, *values: str) -> InputError:
    from xhslint.terminal.width import printable_path, visible

    shown = [visible(printable_path(each)) for each in values]
    zh, en = (say(lang, key, *shown) for lang in LANGUAGES)
    return InputError([Problem(path, 0, 0, Bilingual(zh, en))])
