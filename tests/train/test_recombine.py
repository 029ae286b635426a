"""Sentences that are put together from parts: always the same ones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from xhslint.train import __main__ as train
from xhslint.train.recombine import EACH, SLOT, choose, filled, recombined, row_of
from xhslint.train.rows import Row

TEMPLATES = """
slots:
  wish: [想要的, 想学的, '']
  dm: [私信我, 找我]
  who: [他]
call: ['今天[[{wish}{dm}]]哦', '[[{dm}]]']
pass: ['{who}{dm}', '{who}昨天来了']
"""
RECOMBINE = train.DATA / "recombine.yaml"
committed = pytest.mark.skipif(not RECOMBINE.is_file(), reason="no templates")


def test_sentences_of_templates(tmp_path: Path) -> None:
    path = tmp_path / "recombine.yaml"
    path.write_text(TEMPLATES, "utf-8")
    rows = list(recombined(path))
    assert list(recombined(path)) == rows and len(rows) == len(set(rows))
    calls = {row.text[row.span[0] : row.span[1]] for row in rows if row.span}
    assert calls == {"私信我", "找我", "想要的私信我", "想要的找我", "想学的私信我", "想学的找我"}
    assert {row.text for row in rows if not row.span} == {"他私信我", "他找我", "他昨天来了"}
    assert {row.source for row in rows} == {"recombined"}
    assert all("[" not in row.text and "{" not in row.text for row in rows)


def test_the_span_is_that_between_the_brackets() -> None:
    assert row_of("今天[[私信我]]哦", "call") == Row("recombined", "今天私信我哦", (2, 5))
    assert row_of("今天私信我哦", "pass") == Row("recombined", "今天私信我哦", None)


def test_a_choice_depends_on_nothing_but_its_parts() -> None:
    words = [str(number) for number in range(50)]
    assert choose(words, "a", 1) == choose(list(words), "a", 1)
    assert len({choose(words, "a", number) for number in range(200)}) > 40
    code = f"from xhslint.train.recombine import choose; print(choose({words!r}, 'a', 1), choose({words!r}, '私', 7))"
    made = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "5", "PYTHONPATH": ":".join(sys.path)},
    )
    assert made.stdout.split() == [choose(words, "a", 1), choose(words, "私", 7)]


def test_the_same_slot_twice_is_filled_twice() -> None:
    texts = {filled("{x}{x}", {"x": ["a", "b"]}, number) for number in range(EACH)}
    assert texts == {"aa", "ab", "ba", "bb"}


@committed
def test_the_templates_of_the_repository() -> None:
    import yaml

    data = yaml.safe_load(RECOMBINE.read_text("utf-8"))
    for template in data["call"]:
        assert template.count("[[") == template.count("]]") == 1, template
    for template in (*data["call"], *data["pass"]):
        assert {match[1] for match in SLOT.finditer(template)} <= set(data["slots"]), template
        assert "{" not in SLOT.sub("", template), template
    assert not any("[[" in template for template in data["pass"])
    rows = list(recombined(RECOMBINE))
    assert 1000 < len(rows) == len(list(recombined(RECOMBINE)))
    assert all(row.text[row.span[0] : row.span[1]].strip() for row in rows if row.span)
