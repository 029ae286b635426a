"""Actions of rules in further rule files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixes.helpers import run
from tests.rules import linter as made


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("remove", "很好 焦虑 的一天", "很好 的一天"),
        ("remove", "很好 焦虑，一天", "很好，一天"),
        ("remove", "no焦虑yes", "no yes"),
        ("remove", "一天\n焦虑！\n一夜", "一天\n一夜"),
        ("remove", "# 焦虑\n\n一夜", None),
        ("remove-sentence", "一天。先焦虑，再睡！一夜。", "一天。一夜。"),
        ("remove-sentence", "一天…焦虑", "一天…"),
        ("remove-line", "一天。\n先焦虑，再睡！好。\n一夜。", "一天。\n一夜。"),
        ("remove-line", "# 先焦虑，再睡\n一夜。", None),
        ("remove-clause", "# 先焦虑，再睡\n一夜。", "# 再睡\n一夜。"),
        ("remove-clause", "---\ntitle: 先焦虑，再睡\n---\n一夜。", "---\ntitle: 再睡\n---\n一夜。"),
        ("remove-clause", "1、先焦虑，再睡\n2、一夜。", "再睡\n2、一夜。"),
        ("remove-clause", "> 先焦虑，再睡\n一夜。", "> 再睡\n一夜。"),
        ("remove-line", "长" * 400 + "焦虑\n一夜。", None),
    ],
)
def test_actions_of_a_house_rule(action: str, before: str, after: str | None, tmp_path: Path) -> None:
    examiner = made(tmp_path, f"words: [焦虑]\nfix: {{do: {action}, safe: true}}")
    assert run(before, examiner=examiner).text == (before if after is None else after)
