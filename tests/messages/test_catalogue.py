"""Every message exists in both languages, with the same placeholders."""

from __future__ import annotations

import re

from xhslint.messages.catalogue import TEXTS
from xhslint.messages.help import HELP


def test_both_languages_say_everything() -> None:
    for table in (TEXTS, HELP):
        assert list(table) == ["zh", "en"]
        assert list(table["zh"]) == list(table["en"])
        for key, text in table["zh"].items():
            assert set(re.findall(r"\{\d\}", text)) == set(re.findall(r"\{\d\}", table["en"][key])), key
