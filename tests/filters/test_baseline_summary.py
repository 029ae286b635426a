"""What a baseline holds, in a sentence, and what ten thousand entries cost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from tests.filters.baselines import FIRST, adopt, lint
from tests.growth import count_calls
from xhslint.filters.baseline import Baseline, Entry, Summary, summary_line


def test_ages(path: Path) -> None:
    entry = Entry("0" * 32, "a/b", "甲", 2, "2026-01-31", "历史")
    later = replace(entry, fingerprint="1" * 32, count=1, since="2026-02-28", reason="")
    baseline = Baseline(path, {"a.md": (entry,), "b.md": (later,)})
    ages = baseline.summary("2026-03-01")
    assert ages == Summary(3, 2, "2026-01-31", 29, 1)
    assert summary_line(ages, "zh") == "基线里有 2 个文件的 3 处，最早的记于 2026-01-31（29 天前），1 处没有写原因。"
    assert summary_line(ages, "en") == (
        "The baseline holds 3 findings in 2 files, the oldest since 2026-01-31 (29 days ago), 1 without a reason."
    )
    assert Baseline(path).summary("2026-03-01") == Summary(0, 0, "", 0, 0)
    assert summary_line(Baseline(path).summary("2026-03-01"), "en") == "The baseline is empty."
    assert baseline.summary("2025-01-01").days == 0


def test_the_work_of_a_large_baseline_is_linear_in_its_entries(path: Path) -> None:
    text = "".join(f"第{number}段加微信聊\n" for number in range(10))

    def calls(drafts: int) -> int:
        baseline = Baseline(path)
        for number in range(drafts):
            baseline.filter(path.parent / f"{number}.md", lint(text), text)
        baseline.update(FIRST).write()
        assert sum(len(entries) for entries in Baseline.load(path).drafts.values()) == 10 * drafts
        return count_calls(lambda: Baseline.load(path).filter(path.parent / "x.md", lint(text), text))

    assert calls(400) < 8 * calls(100)


def test_json_is_what_other_tools_read(path: Path) -> None:
    adopt(path, {"a.md": "私我\n"}).write()
    data = json.loads(path.read_text("utf-8"))
    assert data["version"] == 1
    assert set(data["drafts"]["a.md"][0]) == {"rule", "text", "count", "since", "fingerprint"}
