"""The catalogue: both languages have every text, and a run loads only the language that it uses."""

import errno
import os
import re
import subprocess
import sys
from collections.abc import Mapping

import pytest

from xhslint.messages.catalogue import both, count, say, system_reason, texts
from xhslint.messages.help import HELP
from xhslint.messages.page import PAGE
from xhslint.model.findings import LANGUAGES

TABLES = [{lang: texts(lang) for lang in LANGUAGES}, HELP, PAGE]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{\d[^}]*\}", text))


@pytest.mark.parametrize("table", TABLES, ids=["texts", "help", "page"])
def test_both_languages_have_the_same_keys_and_placeholders(table: Mapping[str, Mapping[str, str]]) -> None:
    assert tuple(table) == LANGUAGES
    chinese, english = (table[lang] for lang in LANGUAGES)
    assert list(chinese) == list(english)
    for key, text in chinese.items():
        assert placeholders(text) == placeholders(english[key]), key


def test_a_text_is_filled_in() -> None:
    assert say("en", "no option", "--x") == "no option --x"
    assert count("en", 1, "error") == "1 error"
    assert count("en", 0, "error") == "0 errors"
    assert both("baseline.list") == "列表 (a list)"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_the_language_in_use_is_loaded(lang: str) -> None:
    code = (
        "import sys; from xhslint.messages.catalogue import say; "
        f"say({lang!r}, 'error'); print(*sorted(name for name in sys.modules if name.startswith('xhslint.messages.')))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == ["xhslint.messages.catalogue", f"xhslint.messages.{lang}"]


def test_the_reason_of_the_system_is_translated_if_it_can_be() -> None:
    assert system_reason("zh", OSError(errno.EACCES, "Permission denied")) == "没有权限"
    assert system_reason("zh", OSError(errno.EBADF, os.strerror(errno.EBADF))) == os.strerror(errno.EBADF)
    assert system_reason("zh", ValueError("embedded null byte")) == "embedded null byte"
    assert system_reason("zh", OSError("no code")) == "no code"


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_another_program_has_open_on_windows(code: int) -> None:
    error = PermissionError(errno.EACCES, "Access is denied")
    error.winerror = code  # type: ignore[attr-defined, unused-ignore]
    assert system_reason("en", error) == "permission denied, or another program has it open"
