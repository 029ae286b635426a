"""Which captions a change of the rules may concern; all others keep their findings."""

from __future__ import annotations

import pickle
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.rules import BRAND
from tests.worktree import ROOT
from xhslint.linter.revision import Revision
from xhslint.rulebook.files.loader import load
from xhslint.rulebook.model import Rulebook

sys.path.insert(0, str(ROOT / "benchmarks"))
try:
    import revision as proof
finally:
    del sys.path[0]

pytestmark = pytest.mark.slow  # each compares whole rulebooks, which takes seconds
ASK = "姐妹们私我下单"
CLEAN = "阳台的薄荷又长高了"


@cache
def bundled() -> Rulebook:
    return load()


@cache
def texts_before() -> tuple[list[str], list[object]]:
    """Return the texts on which each edit is tried, and what the bundled rules find in them."""
    texts = list(proof.mixed_notes(bundled(), 5_000, 1 / 2))
    return texts, [proof.told(result) for result in proof.linter(bundled()).check_many(texts)]


def brand(folder: Path, old: str = "", new: str = "") -> Rulebook:
    """Return a rulebook of the bundled rules and one of a user's, with a text replaced."""
    assert old in BRAND
    path = folder / f"brand-{len(list(folder.iterdir()))}.yaml"
    path.write_text(BRAND.replace(old, new), "utf-8")
    return load([path])


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


@pytest.mark.parametrize("name", proof.EDITS)
def test_captions_that_are_not_concerned_keep_their_findings(name: str, tmp_path: Path) -> None:
    """On 100,000 notes `benchmarks/revision.py` tries the same."""
    old, new = bundled(), proof.edited(tmp_path, name)
    changes = Revision(old, new).changes
    assert changes and not changes.everything
    texts, before = texts_before()
    done = proof.tried(old, new, texts, before)
    assert done.missed == []
    assert 0 < done.named < len(texts)
    if name in ("message reworded", "weights changed"):
        assert done.changed
