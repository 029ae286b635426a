"""The table of sounds and parts as a whole."""

from __future__ import annotations

import pytest

from xhslint.base.paths import data_file
from xhslint.text.fold_table import readings


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    """The rows of the table, without its comments."""
    with open(data_file("readings.txt"), encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]


@pytest.mark.parametrize(
    "row",
    [
        "emoji 🐟 yu",
        "emoji 🐜 ma|yi",
        "emoji 🤝 hu",
        "digit 8 ba",
        "bopomofo ㄓㄨ zhu",
        "bopomofo ㄌㄩ lv",
        "parts 亻言 信",
        "parts 厶禾 私",
        "parts 彳敳 微",
        "common 力口 加",
        "common 君羊 群",
    ],
)
def test_the_table_holds_what_writers_use(row: str, rows: list[list[str]]) -> None:
    assert [cell.replace("|", " ") for cell in row.split(" ")] in rows


@pytest.mark.parametrize(
    ("syllable", "chars"), [("wei", "微薇威喂"), ("lv", "绿律"), ("zhong", "众重种"), ("chong", "重虫")]
)
def test_characters_have_all_their_current_readings(syllable: str, chars: str, rows: list[list[str]]) -> None:
    [found] = [row[2] for row in rows if row[:2] == ["han", syllable]]
    assert set(chars) <= set(found)


def test_words_are_no_single_syllables(rows: list[list[str]]) -> None:
    words = {word for row in rows if row[0] == "words" for word in row[1].split(" ")}
    assert {"machine", "banana", "dance", "line"} <= words
    assert words.isdisjoint(row[1] for row in rows if row[0] == "han")


def test_no_sign_of_the_table_is_folded_before_it_is_looked_up(rows: list[list[str]]) -> None:
    signs = {char for row in rows if row[0] != "words" for cell in row[1:] for char in cell}
    assert signs.isdisjoint(readings())
