"""The baseline: which findings it knows, and what writing and pruning keep."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.filters.baselines import FIRST, LATER, OLD, adopt, check, fresh, lint
from tests.samples import finding
from xhslint.drafts.draft import Draft
from xhslint.filters.baseline import Baseline, Entry, fingerprint
from xhslint.linter.merging import merged
from xhslint.model.findings import Finding
from xhslint.model.fingerprint import fingerprints


def test_what_is_in_it_is_known_and_all_else_is_new(path: Path) -> None:
    baseline = adopt(path, {"旧.md": OLD})
    assert check(baseline, {"旧.md": OLD, "新.md": OLD}) == {"新.md": ["3:加微信", "5:互粉"]}


@pytest.mark.parametrize(
    "text",
    [
        "# 旧笔记\n\n第二段，互粉互赞吗。\n\n第三段，平平无奇。\n\n第一段，加微信聊。\n",
        "加了一段。\n\n" + OLD,
        OLD.replace("\n", "\r\n"),
        OLD.replace("\n\n", "\n\n\n\n").replace("，", " "),
        OLD.replace("第三段，平平无奇", "第三段，改了又改"),
    ],
)
def test_moving_and_editing_elsewhere_keeps_what_is_known(path: Path, text: str) -> None:
    assert check(adopt(path, {"a.md": OLD}), {"a.md": text}) == {}


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (OLD.replace("聊。", "聊，有事私我。"), ["3:加微信", "3:私我"]),
        (OLD.replace("第一段", "私我，第一段比以前长了许多字以后"), ["3:私我", "3:加微信"]),
        (OLD.replace("加微信聊", "互粉吗"), ["3:互粉"]),
        (OLD.replace("平平无奇", "互粉互赞吗"), ["7:互粉"]),
    ],
)
def test_a_new_offence_on_an_old_line_shows(path: Path, text: str, new: list[str]) -> None:
    assert check(adopt(path, {"a.md": OLD}), {"a.md": text}) == {"a.md": new}


def test_the_same_offence_twice_where_one_is_known_shows_one(path: Path) -> None:
    baseline = adopt(path, {"a.md": "加微信聊\n"})
    assert check(baseline, {"a.md": "加微信聊\n加微信聊\n"}) == {"a.md": ["2:加微信"]}
    assert baseline.stale() == []


def test_alike_ones_are_counted(path: Path) -> None:
    baseline = adopt(path, {"a.md": "加微信聊\n甲\n加微信聊\n"})
    (entry,) = baseline.drafts["a.md"]
    assert entry == Entry(entry.fingerprint, "contact/wechat-add", "加微信", 2, FIRST, "")
    assert fresh(baseline, "a.md", "加微信聊\n" * 3) == ["3:加微信"]


def test_the_fingerprint_is_that_of_reports() -> None:
    text = "加微信聊\n加微信聊\n"
    first, second = lint(text)
    assert fingerprint(text, first) == fingerprint(text, second) == fingerprints(text, [first, second])[0]


PARAGRAPHS = st.lists(
    st.text(st.sampled_from("甲乙丙，。 加微信互粉私我a1"), min_size=1, max_size=30),
    min_size=2,
    max_size=8,
    unique=True,
)


@given(PARAGRAPHS, st.randoms(use_true_random=False), st.sampled_from(["\n", "\n\n", "\r\n", "\r"]))
def test_moving_a_paragraph_keeps_the_fingerprint(paragraphs: list[str], chance: random.Random, newline: str) -> None:
    moved = list(paragraphs)
    chance.shuffle(moved)
    before, after = "\n".join(paragraphs), newline.join(moved)
    assert sorted(fingerprint(before, each) for each in lint(before)) == sorted(
        fingerprint(after, each) for each in lint(after)
    )


@given(PARAGRAPHS, PARAGRAPHS)
def test_filter_never_hides_more_than_is_counted(old: list[str], new: list[str]) -> None:
    before, after = "\n".join(old), "\n".join(new)
    first = Baseline(Path("b.json"))
    first.filter("a.md", lint(before), before)
    baseline = first.update(FIRST)
    counted = {entry.fingerprint: entry.count for entry in baseline.drafts.get("a.md", ())}
    assert sum(counted.values()) == len(lint(before))
    shown, known = baseline.filter("a.md", lint(after), after)
    assert sorted([*shown, *known], key=lambda each: each.start) == lint(after)
    for name in {fingerprint(after, each) for each in known}:
        assert sum(fingerprint(after, each) == name for each in known) <= counted[name]
    for each in shown:  # and never less
        name = fingerprint(after, each)
        assert sum(fingerprint(after, other) == name for other in known) == counted.get(name, 0)


def test_a_renamed_draft_is_known(path: Path) -> None:
    baseline = adopt(path, {"旧.md": OLD, "b.md": "私我\n"})
    (path.parent / "旧.md").rename(path.parent / "新.md")
    assert check(baseline, {"b.md": "私我\n", "新.md": OLD + "私我\n"}) == {"新.md": ["8:私我"]}
    assert baseline.stale() == []
    pruned = baseline.prune()
    assert list(pruned.drafts) == ["b.md", "新.md"]
    assert pruned.drafts["新.md"] == baseline.drafts["旧.md"]


def test_a_copy_is_new_and_what_is_gone_is_used_up_once(path: Path) -> None:
    baseline = adopt(path, {"a.md": "私我\n"})
    assert check(baseline, {"b.md": "私我\n"}) == {"b.md": ["1:私我"]}
    (path.parent / "a.md").unlink()
    baseline = Baseline(path, baseline.drafts)
    assert check(baseline, {"b.md": "私我\n", "c.md": "私我\n"}) == {"c.md": ["1:私我"]}


def test_what_was_fixed_is_stale_and_pruned(path: Path) -> None:
    baseline = adopt(
        path, {"a.md": "加微信聊\n加微信聊\n互粉吗\n", "b.md": "私我\n", "c.md": "私我\n", "d.md": "私我\n"}
    )
    (path.parent / "c.md").unlink()
    check(baseline, {"a.md": "加微信聊\n", "b.md": "没事了\n"})
    assert [(key, each.text, each.count) for key, each in baseline.stale()] == [
        ("a.md", "加微信", 1),
        ("a.md", "互粉", 1),
        ("b.md", "私我", 1),
        ("c.md", "私我", 1),
    ]
    pruned = baseline.prune()
    assert {key: [(each.text, each.count) for each in entries] for key, entries in pruned.drafts.items()} == {
        "a.md": [("加微信", 1)],
        "d.md": [("私我", 1)],
    }
    assert check(pruned, {"a.md": "加微信聊\n"}) == {}
    assert pruned.stale() == []


def test_pruning_adds_nothing(path: Path) -> None:
    baseline = adopt(path, {"a.md": "私我\n"})
    check(baseline, {"a.md": "私我\n私我\n互粉\n", "b.md": "互粉\n"})
    assert baseline.prune() == baseline


def test_inactive_rules_lose_nothing(path: Path) -> None:
    baseline = adopt(path, {"a.md": "加微信聊\n", "b.md": "加微信聊\n"})
    (path.parent / "b.md").unlink()
    check(baseline, {"a.md": "没事了\n"})
    inactive = ["contact/wechat-add"]
    assert baseline.stale(inactive) == []
    assert baseline.prune(inactive) == baseline == baseline.update(LATER, "", inactive)
    assert [key for key, _ in baseline.stale()] == ["a.md", "b.md"]


def test_writing_again_keeps_days_and_reasons(path: Path) -> None:
    baseline = adopt(path, {"a.md": "加微信聊\n私我\n", "z.md": "互粉\n"}, "历史笔记")
    check(baseline, {"a.md": "加微信聊\n加微信聊\n", "b.md": "私我\n"})
    again = baseline.update(LATER, "赶活动")
    assert {
        key: [(each.text, each.count, each.since, each.reason) for each in entries]
        for key, entries in again.drafts.items()
    } == {
        "a.md": [("加微信", 2, FIRST, "历史笔记")],
        "b.md": [("私我", 1, LATER, "赶活动")],
        "z.md": [("互粉", 1, FIRST, "历史笔记")],
    }


def test_writing_after_a_rename_keeps_days_and_reasons(path: Path) -> None:
    baseline = adopt(path, {"a.md": "私我\n"}, "历史笔记")
    (path.parent / "a.md").unlink()
    check(baseline, {"b/c.md": "私我\n"})
    (entry,) = baseline.update(LATER, "别的").drafts["b/c.md"]
    assert (entry.since, entry.reason) == (FIRST, "历史笔记")


def test_a_long_offence_is_quoted_in_part(path: Path) -> None:
    text = "加" * 30 + "\n" + "信" * 30
    found = [Finding("a/b", "error", 0, len(text), 1, 1, text, text, "", "", ())]
    baseline = Baseline(path)
    baseline.filter("a.md", found, text)
    ((entry,),) = baseline.update(FIRST).drafts.values()
    assert entry.text == "加" * 30 + " " + "信" * 8 + "…"


@pytest.mark.parametrize("start", [".", "notes", "notes/2025"])
def test_paths_are_relative_to_the_file(tmp_path: Path, start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes/2025").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / start)
    baseline = Baseline(Path(os.path.relpath(tmp_path / "base.json")))
    draft = tmp_path / "notes/2025/旧 笔记.md"
    assert baseline.key(draft) == baseline.key(os.path.relpath(draft)) == "notes/2025/旧 笔记.md"
    assert Baseline(tmp_path / "notes/b.json").key(tmp_path / "a.md") == "../a.md"


def test_a_link_to_the_folder_is_the_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert Baseline(tmp_path / "link/b.json").key(tmp_path / "real/a.md") == "a.md"
    assert Baseline(tmp_path / "real/b.json").key(tmp_path / "link/a.md") == "a.md"


def test_a_merged_finding_is_known_by_its_strictest_part(path: Path) -> None:
    text = "想要的私我加微信吧\n"
    draft = Draft.parse(text)
    contact, dm = finding(draft, "加微信", "contact/wechat-add"), finding(draft, "私我加", "dm/bare", "warning")
    old = Baseline(path)
    path.with_name("a.md").write_text(text, "utf-8")
    old.filter(path.with_name("a.md"), [dm, contact], text)  # before they were merged
    old = old.update(FIRST)
    assert len(old.drafts["a.md"]) == 2
    (one,) = merged([dm, contact])
    assert old.filter(path.with_name("a.md"), [one], text) == ((), (one,))
    assert old.stale() == [] and old.prune().drafts == old.update(LATER).drafts == old.drafts


def test_a_merged_finding_is_new_if_its_strictest_part_is(path: Path) -> None:
    text = "想要的私我加微信吧\n"
    draft = Draft.parse(text)
    contact, dm = finding(draft, "加微信", "contact/wechat-add"), finding(draft, "私我加", "dm/bare", "warning")
    (one,) = merged([contact, dm])
    path.with_name("a.md").write_text(text, "utf-8")
    for known, new in ((contact, ()), (dm, (one,))):
        baseline = Baseline(path)
        baseline.filter(path.with_name("a.md"), [known], text)
        assert baseline.update(FIRST).filter(path.with_name("a.md"), [one], text)[0] == new
    baseline = Baseline(path)
    baseline.filter(path.with_name("a.md"), [one], text)
    assert [entry.rule for entry in baseline.update(FIRST).drafts["a.md"]] == ["contact/wechat-add"]
