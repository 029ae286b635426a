"""The fold table as a whole."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.growth import assert_linear
from xhslint.model.disguises import DISGUISE_NAMES
from xhslint.text.fold_table import (
    JOINERS,
    kind_of,
    kinds,
    marks,
    ordinary,
    readings,
    regional,
    split_forms,
    traditional_forms,
)
from xhslint.text.view import fold


def test_the_table_is_sound() -> None:
    assert set(kinds()) - {"selector"} <= set(DISGUISE_NAMES)
    assert sorted("".join(kinds().values())) == sorted(readings())
    for char, reads in readings().items():
        assert ordinary()(char, 0).end() == 0, f"U+{ord(char):04X} would never be looked up"
        assert reads == reads.lower()
        assert ordinary()(reads, 0).end() == len(reads) or all(part not in readings() for part in reads)
        assert char in kinds()[str(kind_of(char))]
    for char in (*JOINERS, *regional()):
        assert ordinary()(char, 0).end() == 0
    assert marks() <= readings().keys()


def test_every_character_folds_once_and_for_all() -> None:
    for first in (*range(0, 0x40000, 0x1000), 0xE0000):
        text = "\n".join(map(chr, range(first, first + 0x1000)))
        view = fold(text)
        assert fold(view.text).text == view.text
        assert fold(view.text).is_identity


def test_neither_scripts_nor_symbols_turn_into_letters() -> None:
    for first, last in ((0x3041, 0x30FF), (0xAC00, 0xD7A3), (0x2190, 0x2227), (0x1F300, 0x1FAFF)):
        text = "".join(chr(code) for code in range(first, last + 1) if chr(code) not in marks())
        assert fold(text).is_identity


def test_loading_is_light() -> None:
    code = "import sys, xhslint.text.view; sys.exit(bool({'regex', 'jieba', 'yaml', 'unicodedata'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "piece",
    [
        "好",
        "ⓥ",
        "加\u200b",
        "加࿆",
        "\u200b",
        "\u0301",
        "亻言",
        "亻",
        "\\/",
        "\\",
        "🇻🇽",
        "🇨🇳",
        "❤\ufe0f\u200d",
        "\ufe0f",
        "⒛",
        "學",
    ],
)
def test_the_work_is_linear_in_length(piece: str) -> None:
    def origin(text: str) -> None:
        view = fold(text)
        view.source(0, len(view.text))

    assert_linear(origin, piece)


def test_disguised_forms_fold_back() -> None:
    for forms in (split_forms(), traditional_forms()):
        assert forms
        for plain, disguised in forms.items():
            assert fold(disguised).text == plain
