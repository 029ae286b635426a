"""Where a phrase may be drawn apart by a stop."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules import spans

LEXICONS = """
- lexicon: add
  reads: 加
  weak: {plain: [加], homophone: [家, 佳, 十], emoji: ["+"]}
- lexicon: wechat
  reads: 微信
  strong: {plain: [微信]}
- lexicon: number
  reads: 号
  strong: {plain: [号]}
  weak: {homophone: [浩]}
"""
ADD = "sequence: [add wechat number?]"


@pytest.mark.parametrize("stop", "，,。！!？?；;：…")
@pytest.mark.parametrize("sound", "家佳十")
def test_a_character_that_only_sounds_like_its_word_belongs_to_its_own_clause(
    tmp_path: Path, sound: str, stop: str
) -> None:
    assert spans(tmp_path, ADD, f"呃{sound}{stop}微信", LEXICONS) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("呃家微信", "家微信"),
        ("呃佳～微信", "佳～微信"),
        ("呃十 🌸微信", "十 🌸微信"),
        ("呃加，微信", "加，微信"),
        ("呃＋，微信", "＋，微信"),
        ("呃家微信，号", "家微信，号"),
        ("呃家微信，浩", "家微信"),
    ],
)
def test_what_is_drawn_apart_otherwise_is_found(tmp_path: Path, text: str, span: str) -> None:
    assert spans(tmp_path, ADD, text, LEXICONS) == [span]
