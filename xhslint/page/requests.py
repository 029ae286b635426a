"""Read the requests of the page: plain data that anybody may have made."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping

from xhslint.base.paths import PASTED
from xhslint.base.records import dataclass
from xhslint.messages.page import page_text
from xhslint.model.findings import KINDS, LANGUAGES, PROFILES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MOST_NAMES = 100
"""The most names of rules that a request may add."""
LONGEST_NAME = 200
"""The most characters of the name of a file or a rule."""
MOST_FILE = 16 << 20
"""The most bytes of a file that the page opens."""
MOST_TEXT = 80_000
"""The most characters of a text that is checked while it is written: eighty notes."""

_DEFAULTS: dict[str, Any] = {"profile": "", "kind": "", "extend_select": []}


class RequestError(Exception):
    """Raised for a request that cannot be answered, with the reason in the words of its reader."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How a draft is to be checked: language, profile and kind of text ("": what the draft or the configuration says), added
    opt-in rules.
    """

    lang: str
    profile: str = ""
    kind: str = ""
    extend_select: tuple[str, ...] = ()


def read_lang(request: Mapping[str, Any], default: str) -> str:
    """Return the language of a request; raises RequestError."""
    lang = _stated(request, "lang", default)
    if lang not in LANGUAGES:
        raise _bad(default, "lang")
    return str(lang)


def read_choice(request: Mapping[str, Any], default_lang: str) -> Choice:
    """Return how a request wants drafts to be checked; raises RequestError."""
    lang = read_lang(request, default_lang)
    profile, kind, names = (_stated(request, key, default) for key, default in _DEFAULTS.items())
    if profile not in ("", *PROFILES):
        raise _bad(lang, "profile")
    if kind not in ("", *KINDS):
        raise _bad(lang, "kind")
    if not isinstance(names, list) or len(names) > MOST_NAMES:
        raise _bad(lang, "extend_select")
    if not all(isinstance(each, str) and 0 < len(each) <= LONGEST_NAME for each in names):
        raise _bad(lang, "extend_select")
    return Choice(lang, profile, kind, tuple(dict.fromkeys(names)))


def read_text(request: Mapping[str, Any], lang: str, key: str = "text") -> str:
    """Return a text of a request; raises RequestError for none, or one that is too long."""
    text = request.get(key)
    if not isinstance(text, str):
        raise _bad(lang, key)
    if len(text) > MOST_TEXT:
        raise RequestError(page_text(lang, "error.too long", f"{len(text):,}", f"{MOST_TEXT:,}"))
    return text


def read_name(request: Mapping[str, Any], lang: str) -> str:
    """Return the name of a file without folders; raises RequestError."""
    name = request.get("name")
    if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_NAME:
        raise _bad(lang, "name")
    return name.replace("\\", "/").rpartition("/")[2] or name


def read_label(request: Mapping[str, Any], lang: str) -> str:
    """Return what a note is called; raises RequestError."""
    name = _stated(request, "name", PASTED)
    if not isinstance(name, str) or len(name) > 2 * LONGEST_NAME:
        raise _bad(lang, "name")
    return name


def read_data(request: Mapping[str, Any], lang: str) -> bytes:
    """Return the bytes of a file, which a request has in base64; raises RequestError."""
    data = request.get("base64")
    if not isinstance(data, str):
        raise _bad(lang, "base64")
    if len(data) > MOST_FILE * 4 // 3 + 4:
        raise RequestError(page_text(lang, "error.large file", MOST_FILE >> 20))
    try:
        return b64decode(data, validate=True)
    except ValueError:
        raise _bad(lang, "base64") from None


def read_list(request: Mapping[str, Any], lang: str, key: str, most: int) -> list[Any]:
    """Return a list of a request; raises RequestError for none, or one that is too long."""
    items = request.get(key)
    if not isinstance(items, list) or len(items) > most:
        raise _bad(lang, key)
    return items


def _stated(request: Mapping[str, Any], key: str, default: object) -> Any:
    """Return a value of a request; the default for none."""
    value = request.get(key)
    return default if value is None else value


def _bad(lang: str, key: str) -> RequestError:
    return RequestError(page_text(lang, "error.request", key))
