"""`rules --diff`: what changed since older rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.rules import BRAND
from tests.worktree import ROOT
from xhslint.cli.main import main

pytestmark = pytest.mark.slow  # each reads two whole rulebooks from their files


def test_what_changed_in_rules_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(BRAND, "utf-8")
    new.write_text(BRAND.replace("旧口号", "过时的口号").replace("闪亮每天]", "闪亮每天, 天天闪闪]"), "utf-8")
    assert main(["rules", "--rules", str(new), "--diff", str(old), "--lang", "en"]) == 0
    assert capsys.readouterr().out == (
        "1 rules say something else: brand/slogan\n1 words were added or removed, or are used in another way\n"
    )
    assert main(["rules", "--rules", str(old), "--diff", str(old)]) == 0
    assert capsys.readouterr().out == "没有影响结果的不同\n"


def test_what_changed_since_another_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    path = tmp_path / "rules" / "classifier" / "model.yaml"
    path.write_text(path.read_text("utf-8").replace("\n  bias: -", "\n  bias: -1", 1), "utf-8")
    assert main(["rules", "--diff", str(tmp_path / "rules")]) == 0
    assert "分类器的权重变了" in capsys.readouterr().out


def test_older_rules_that_are_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--diff", "gone.yaml", "--lang", "en"]) == 2
    assert "gone.yaml" in capsys.readouterr().err
