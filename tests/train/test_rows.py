"""Texts to learn from: captions in files, and the examples of the rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.classifying import FILE
from tests.rules import RULE
from xhslint.base.errors import InputError
from xhslint.rulebook.files.loader import Loader, load
from xhslint.train import __main__ as train
from xhslint.train.rows import ACTS, Row, captions, read_captions, rule_examples

FLAG = {
    "expect": "flag",
    "text": "今天想学的私信我哦",
    "span": "想学的私信我",
    "family": "dm/lead",
    "disguise": "plain",
}
PASS = {"expect": "pass", "text": "他昨天私信我", "family": "dm"}


def test_captions_are_read_with_their_offence(tmp_path: Path) -> None:
    path = tmp_path / "writer_x.jsonl"
    lines = [json.dumps(each, ensure_ascii=False) for each in (FLAG, PASS)]
    path.write_text("\n\n".join(lines) + "\n", "utf-8")
    assert list(read_captions(path)) == [
        Row("writer_x", FLAG["text"], (2, 8), "dm", "plain"),
        Row("writer_x", PASS["text"], None, "dm"),
    ]


def test_a_caption_may_hold_any_character_but_a_line_end(tmp_path: Path) -> None:
    path = tmp_path / "writer_x.jsonl"
    text = "一\u2028二\x85三\x1c四"
    path.write_text('{"expect": "pass", "text": "一\u2028二\x85三\\u001c四"}\n', "utf-8")
    assert [row.text for row in read_captions(path)] == [text]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "7",
        "[]",
        "null",
        "{}",
        '{"text": "私信我"}',
        '{"expect": "flag", "text": "私信我"}',
        '{"expect": "flag", "text": "私信我", "span": "加微信"}',
        '{"expect": "flag", "text": 7, "span": "7"}',
        '{"expect": "flag", "text": "7", "span": 7}',
    ],
)
def test_a_line_that_is_no_caption_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "brand.jsonl"
    path.write_text(json.dumps(PASS) + "\n\n" + line + "\n", "utf-8")
    with pytest.raises(InputError) as caught:
        list(read_captions(path))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (str(path), 3) and "not a caption" in problem.message


def test_a_writer_may_be_left_out(tmp_path: Path) -> None:
    for name in ("writer_b", "writer_a", "writer_c"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(PASS), "utf-8")
    assert [row.source for row in captions(tmp_path)] == ["writer_a", "writer_b", "writer_c"]
    assert [row.source for row in captions(tmp_path, ["writer_b"])] == ["writer_a", "writer_c"]


@pytest.mark.skipif(not train.DATA.is_dir(), reason="no captions")
def test_every_caption_of_the_repository_can_be_read() -> None:
    rows = list(captions(train.DATA / "captions"))
    assert len(rows) > 5000 and {row.act for row in rows if row.span} <= {*ACTS, ""}
    assert all(row.text[row.span[0] : row.span[1]].strip() for row in rows if row.span)
    assert set(train.HELD_OUT) < {row.source for row in rows}


def test_examples_of_the_rules_those_of_other_families_ask_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    dm = RULE.replace("brand/rule", "dm/x").replace("[[例]]", "明天[[私信我]]，[[找我]]").replace("无", "没人找我")
    rules = dm + "  words: [私信我]\n" + RULE + "  words: [例]\n" + dm.replace("dm/x", "dm/y") + "  opt-in: true\n"
    path.write_text(FILE[: FILE.index("- {lexicon")] + rules + "  words: [私信我]\n", "utf-8")
    rows = list(rule_examples(Loader().load([(path, "rule.yaml")])))
    assert rows == [
        Row("rules", "例", None),
        Row("rules", "无", None),
        Row("rules", "明天私信我，找我", (2, 5), "dm"),
        Row("rules", "没人找我", None, "dm"),
    ]


def test_every_act_has_examples_in_the_bundled_rules() -> None:
    assert {row.act for row in rule_examples(load()) if row.span} == set(ACTS)
