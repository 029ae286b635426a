"""Captions with a word respelled, and what a run over them reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xhslint.base.errors import InputError
from xhslint.cli.main import main
from xhslint.ruletest.captions import measure_captions
from xhslint.ruletest.respelling import NUMBER_KINDS, WORD_KINDS, respelled
from xhslint.ruletest.spellings import WORDS, spellings


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("sound", "想学的私芯我"),
        ("sounds", "想学的撕欣我"),
        ("pinyin", "想学的私xin我"),
        ("pinyin-word", "想学的sixin我"),
        ("pinyin-spaced", "想学的si xin我"),
        ("pinyin-toned", "想学的私xìn我"),
        ("bopomofo", "想学的私ㄒㄧㄣˋ我"),
        ("initial", "想学的私x我"),
        ("parts", "想学的私亻言我"),
        ("parts-shuffled", "想学的私言亻我"),
        ("rebus", "想学的私💌我"),
        ("stroke", "想学的私丨信我"),
        ("code-inside", "想学的私[偷笑R]信我"),
        ("emoji-inside", "想学的私🌙信我"),
        ("doubled", "想学的私私信信我"),
        ("reversed", "想学的信私我"),
    ],
)
def test_a_word_is_respelled_in_every_kind(kind: str, expected: str) -> None:
    made = {kind: text for kind, text, _ in respelled("想学的私信我", 0, 6)}
    assert made[kind] == expected
    assert made.keys() == WORD_KINDS.keys()


def test_numbers_are_written_in_other_digits() -> None:
    made = {kind: text for kind, text, _ in respelled("扣1234056，", 0, 9)}
    assert made == {
        "digits-mixed": "扣一2③肆零5⑥，",
        "digits-keycap": "扣" + "".join(f"{digit}\ufe0f\u20e3" for digit in "1234056") + "，",
        "digits-formal": "扣壹贰叁肆零伍陆，",
    }
    assert made.keys() == NUMBER_KINDS.keys()


def test_only_the_part_between_two_places_is_respelled_and_its_new_end_is_told() -> None:
    text = "主页好看，想要的私信我，主页见"
    for _, whole, end in respelled(text, 5, 11):
        assert whole.startswith(text[:5]) and whole[end:] == text[11:]
    assert not list(respelled(text, 5, 8))


def test_a_kind_that_has_no_spelling_for_a_word_takes_the_next_word() -> None:
    made = {kind: text for kind, text, _ in respelled("联系客服", 0, 4)}
    assert made["rebus"] == "联系客👔"


def test_every_character_of_a_word_has_its_sound() -> None:
    assert {char for word in WORDS for char in word} == spellings().keys()
    assert all(each.pinyin and each.bopomofo and len(each.sounds) >= 2 for each in spellings().values())


CAPTIONS = [
    {"expect": "flag", "disguise": "plain", "text": "九成新的推车，想要的私信我发价格", "span": "想要的私信我发价格"},
    {"expect": "flag", "disguise": "hint", "text": "想要的你懂的，微信见", "span": "微信见"},
    {"expect": "flag", "disguise": "plain", "text": "这条微信没有违规", "span": "微信没有"},
    {"expect": "pass", "text": "昨天好多人私信我，今天一个个回"},
]


def write(path: Path) -> Path:
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in CAPTIONS), "utf-8")
    return path


def test_a_run_counts_plain_offences_that_are_found_and_harmless_captions(tmp_path: Path) -> None:
    path = write(tmp_path / "writer_x.jsonl")
    result = measure_captions([path])
    assert result.by_kind.keys() == WORD_KINDS.keys()
    assert result.total.made == result.harmless == len(WORD_KINDS)
    assert result.by_kind["code-inside"].recall == 1
    assert {variant.origin for variant in result.missed} <= {f"{path}:1"}
    assert result.total.made - result.total.found == len(result.missed)


@pytest.mark.parametrize("content", [None, b"\xff"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "writer_x.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        measure_captions([path])
    assert caught.value.problems[0].path == str(path)


def test_the_command_tells_captions_from_examples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from xhslint.ruletest import robustness

    monkeypatch.setattr(robustness, "measure_robustness", lambda *_, **__: robustness.Robustness())
    table = tmp_path / "table.md"
    captions = str(write(tmp_path / "writer_x.jsonl"))
    assert main(["--lang", "en", "test", "--disguise", "--captions", captions, "--table", str(table)]) == 0
    assert "Written captions, a word respelled" in capsys.readouterr().out
    page = table.read_text("utf-8")
    assert "## Written captions" in page and "| code-inside | 1 | 1 | 100.0% |" in page
    assert main(["test", "--disguise", "--table", str(table)]) == 0
    assert "## Written captions" not in table.read_text("utf-8")
