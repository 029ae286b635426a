"""The guide for rule authors: what it shows works as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xhslint.linter.linter import Linter
from xhslint.rulebook.files.loader import load
from xhslint.ruletest import coverage, robustness
from xhslint.ruletest import examples as selftest

pytestmark = pytest.mark.slow

GUIDE = (Path(__file__).parents[2] / "docs" / "writing-rules.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))


def written(tmp_path: Path, *starts: str) -> Path:
    """The blocks of the page that begin so, as one file."""
    path = tmp_path / "brand.yaml"
    path.write_text("\n".join(next(b for b in BLOCKS if b.startswith(start)) for start in starts), "utf-8")
    return path


def test_the_first_steps_find_what_they_promise(tmp_path: Path) -> None:
    path = written(tmp_path, "# yaml-language-server", "- id: brand/restock-date")
    assert not selftest.run_examples([path]).failures
    linter = Linter(rules=[path], select=["brand"])
    for text in ("补 货：20号", "補貨 20 号", "补貨⑳日"):
        assert [f.text for f in linter.check(f"小号{text}")] == [text]


def test_the_whole_file_passes_all_that_the_guide_asks(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_text(GUIDE.partition("<!-- tutorial -->\n```yaml\n")[2].partition("```")[0], "utf-8")
    assert not selftest.run_examples([path]).failures
    result = robustness.measure_robustness([path], ["brand"])
    assert result.total.recall == 1 and not result.fired
    assert not [gap for gap in coverage.measure_coverage([path]).gaps if gap.path == str(path)]


def test_the_shorter_forms_pass(tmp_path: Path) -> None:
    path = written(tmp_path, "# yaml-language-server", "- family: brand")
    outcome = selftest.run_examples([path])
    assert not outcome.failures
    (rule,) = (rule for rule in load([path]).rules if rule.family == "brand")
    assert len(rule.flag) == 2 and [len(text) for text in rule.passes] == [11, 604]
    assert [rule.matcher.group_of(number) for number in range(3)] == ["date-given", "date-given", "announced"]


def test_the_changes_to_bundled_rules_pass(tmp_path: Path) -> None:
    path = written(tmp_path, "- override: ranking/begging")
    assert not selftest.run_examples([path]).failures
    assert Linter(rules=[path]).check("想学的加呱呱软件聊")[0].rule_id.startswith("contact/")
    assert not Linter(rules=[path]).check("#求关注 #求流量")
