"""Which captions a change of the rules may concern; all others keep their findings."""

from __future__ import annotations

import pickle
import random
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.rules import BRAND
from tests.worktree import ROOT
from xhslint import Linter
from xhslint.linter.revision import Revision
from xhslint.rulebook.compiled.compiled_rulebook import loads
from xhslint.rulebook.compiled.encode import dump
from xhslint.rulebook.files.loader import load
from xhslint.rulebook.model import Rulebook

pytestmark = pytest.mark.slow  # each compares whole rulebooks, which takes seconds
ASK = "姐妹们私我下单"
CLEAN = "阳台的薄荷又长高了"
EDITS = {
    "term added": ("lexicon/contact.yaml", "plain: [添加, ", "plain: [添加, 分享, "),
    "term removed": ("lexicon/contact.yaml", "客服, 老板,", "客服,"),
    "allow phrase removed": ("lexicon/contact.yaml", " 大家,", ""),
    "phrase added": (
        "dm/dm.yaml",
        "      - dm-word! me? may? taking\n",
        "      - dm-word! me? may? taking\n      - 评论|留言 ..6 收藏|分享\n",
    ),
    "message reworded": ("dm/dm.yaml", "以资料、名额等好处引导读者私信", "以好处引导读者私信"),
    "guard widened": ("guards.yaml", "before: [不, 别, 没,", "before: [不, 别, 没, 可以, 快,"),
    "weights changed": ("classifier/model.yaml", "\n  bias: -", "\n  bias: -1"),
}


@cache
def bundled() -> Rulebook:
    return load()


def edited(folder: Path, name: str) -> Rulebook:
    """Return the bundled rulebook with one of the edits."""
    path, before, after = EDITS[name]
    shutil.copytree(ROOT / "rules", folder / "rules")
    text = (folder / "rules" / path).read_text("utf-8")
    assert before in text
    (folder / "rules" / path).write_text(text.replace(before, after, 1), "utf-8")
    return load(base=folder / "rules")


def brand(folder: Path, old: str = "", new: str = "") -> Rulebook:
    """Return a rulebook of the bundled rules and one of a user's, with a text replaced."""
    assert old in BRAND
    path = folder / f"brand-{len(list(folder.iterdir()))}.yaml"
    path.write_text(BRAND.replace(old, new), "utf-8")
    return load([path])


def linted(book: Rulebook, texts: tuple[str, ...]) -> list[Any]:
    compiled = loads(dump(book, ""), "")
    results = Linter(rulebook=compiled).check_many(texts)
    return [([(f, f.parts, f.fixes) for f in result.findings], result.problems) for result in results]


@cache
def texts_before() -> tuple[tuple[str, ...], list[Any]]:
    """Return the texts to which each edit is tried, and what the bundled rules find in them."""
    texts = tuple(generated(5_000))
    return texts, linted(bundled(), texts)


def generated(number: int) -> Iterator[str]:
    """Yield notes, then the examples of all rules among notes."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from notes import note
    finally:
        del sys.path[0]
    chance = random.Random(21)
    examples = [
        each.replace("[[", "").replace("]]", "") for rule in bundled().rules for each in (*rule.flag, *rule.passes)
    ]
    for _ in range(number):
        text = note(chance)
        yield text if chance.random() < 0.5 else f"{text}\n{chance.choice(examples)}\n{chance.choice(examples)}"


def test_rules_that_are_the_same_concern_nothing(tmp_path: Path) -> None:
    """Neither places in files, nor examples and remarks make a difference."""
    first = brand(tmp_path)
    second = brand(tmp_path, "\n- id:", "\n# A remark.\n\n- id:")
    third = brand(tmp_path, 'flag: ["今年也要[[闪亮每天]]"]', 'flag: ["[[闪亮每天]]呀"]')
    for other in (second, third):
        revision = Revision(first, other)
        assert not revision.changes and not revision.affects("今年也要闪亮每天")


def test_a_rule_that_is_new_concerns_captions_with_its_words(tmp_path: Path) -> None:
    revision = Revision(bundled(), brand(tmp_path))
    assert revision.changes.added == ("brand/slogan",) and revision.changes.terms == {"闪亮每天"}
    assert revision.affects("今年也要闪 亮✨每天") and revision.affects(CLEAN, title="闪亮每天")
    assert not revision.affects(ASK) and not revision.affects(CLEAN) and not revision.affects(None)
    assert not revision.affects("---\ntitle: [\n---\n闪亮每天")
    back = Revision(brand(tmp_path), bundled())
    assert back.changes.removed == ("brand/slogan",) and back.affects("今年也要闪亮每天") and not back.affects(ASK)


def test_a_rule_that_says_something_else_concerns_what_it_may_match(tmp_path: Path) -> None:
    revision = Revision(brand(tmp_path), brand(tmp_path, "旧口号", "过时的口号"))
    assert revision.changes.changed == ("brand/slogan",) and not revision.changes.terms
    assert revision.affects("今年也要闪亮每天") and not revision.affects(ASK)
    other = Revision(brand(tmp_path), brand(tmp_path, "第一条", "第二条"))
    assert other.changes.changed == ("brand/slogan",)


def test_a_revision_can_be_sent_to_another_process(tmp_path: Path) -> None:
    revision: Revision = pickle.loads(pickle.dumps(Revision(bundled(), brand(tmp_path))))
    assert revision.changes.added == ("brand/slogan",)
    assert revision.affects("今年也要闪亮每天") and not revision.affects(ASK)


def test_words_that_are_recognised_however_they_are_spelled_concern_everything(tmp_path: Path) -> None:
    path = tmp_path / "more.yaml"
    path.write_text("- respell: [闪亮]\n", "utf-8")
    revision = Revision(bundled(), load([path]))
    assert revision.changes.everything and revision.affects(CLEAN)


def test_a_term_concerns_a_caption_that_reads_as_it(tmp_path: Path) -> None:
    """Guards are asked of the caption as it reads, where 薇❤ is 微信."""
    revision = Revision(
        brand(tmp_path, "[闪亮每天]", "[闪亮微信]"), brand(tmp_path, "[闪亮每天]", "[闪亮微信, 微信闪亮]")
    )
    assert revision.affects("今年也要闪亮微信") and revision.affects("今年也要薇信闪亮")
    assert not revision.affects("加薇❤：momo_8812")


@pytest.mark.parametrize("name", EDITS)
def test_captions_that_are_not_concerned_keep_their_findings(name: str, tmp_path: Path) -> None:
    new, (texts, before) = edited(tmp_path, name), texts_before()
    revision = Revision(bundled(), new)
    assert revision.changes and not revision.changes.everything
    after = linted(new, texts)
    concerned = [revision.affects(text) for text in texts]
    assert [
        text
        for text, *pair, is_concerned in zip(texts, before, after, concerned, strict=True)
        if pair[0] != pair[1] and not is_concerned
    ] == []
    assert 0 < sum(concerned) < len(texts)
    if name in ("message reworded", "weights changed"):
        assert before != after
