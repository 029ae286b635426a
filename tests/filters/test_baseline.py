"""The baseline: what it knows again, what it does not, and the file that it is kept in."""

from __future__ import annotations

import json
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import count_calls
from tests.worktree import run
from xhslint.base.errors import InputError
from xhslint.drafts.draft import Draft
from xhslint.filters.baseline import Baseline, Entry, Summary, fingerprint, summary_line
from xhslint.filters.baseline_file import dump, parse
from xhslint.model.findings import Finding
from xhslint.model.fingerprint import fingerprints

WORDS = {"加微信": "contact/wechat-add", "互粉": "ranking/exchange", "私我": "dm/bare"}
FIRST, LATER = "2026-01-31", "2026-03-01"


def lint(text: str) -> list[Finding]:
    """A finding for each of a few words."""
    draft, found = Draft.parse(text), []
    for word, rule in WORDS.items():
        at = text.find(word)
        while at >= 0:
            place = draft.position(at)
            found.append(Finding(rule, "error", at, at + len(word), *place, word, word, "", "", ()))
            at = text.find(word, at + 1)
    return sorted(found, key=lambda each: each.start)


def adopt(path: Path, drafts: dict[str, str], reason: str = "") -> Baseline:
    """A baseline of drafts that are also written to disk, as `baseline write` makes it."""
    fresh = Baseline(path)
    check(fresh, drafts)
    return fresh.update(FIRST, reason)


def check(baseline: Baseline, drafts: dict[str, str]) -> dict[str, list[str]]:
    """What is new in drafts, which are written to disk first."""
    for name, text in drafts.items():
        path = baseline.path.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return {name: new for name, text in drafts.items() if (new := fresh(baseline, name, text))}


def fresh(baseline: Baseline, name: str, text: str) -> list[str]:
    new, known = baseline.filter(baseline.path.parent / name, lint(text), text)
    assert sorted([*new, *known], key=lambda each: each.start) == lint(text)
    return [f"{each.line}:{each.text}" for each in new]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".xhslint-baseline.json"


OLD = "# 旧笔记\n\n第一段，加微信聊。\n\n第二段，互粉互赞吗。\n\n第三段，平平无奇。\n"


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


def test_the_file(path: Path) -> None:
    drafts = {"旧.md": "加微信聊\n私我\n", "a b.md": "私我\n", "干净.md": "没事\n"}
    baseline = adopt(path, drafts, "历史笔记")
    baseline.write()
    one, two, three = (
        fingerprint(text, found) for text in ("私我", "加微信聊") for found in lint(text) * (1 + (text == "私我"))
    )
    assert path.read_text("utf-8") == (
        f"""{{
  "version": 1,
  "drafts": {{
    "a b.md": [
      {{"rule": "dm/bare", "text": "私我", "count": 1, "since": "2026-01-31", "reason": "历史笔记", "fingerprint": "{one}"}}
    ],
    "旧.md": [
      {{"rule": "contact/wechat-add", "text": "加微信", "count": 1, "since": "2026-01-31", "reason": "历史笔记", "fingerprint": "{three}"}},
      {{"rule": "dm/bare", "text": "私我", "count": 1, "since": "2026-01-31", "reason": "历史笔记", "fingerprint": "{two}"}}
    ]
  }}
}}
"""
    )
    assert Baseline.load(path) == baseline


def test_the_file_is_the_same_in_whatever_order_and_untouched_by_a_second_write(path: Path) -> None:
    drafts = {f"{number}.md": OLD + f"私我{number}\n" for number in range(20)}
    adopt(path, drafts).write()
    before = path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino
    again = Baseline.load(path)
    check(again, dict(reversed(drafts.items())))
    again.update(LATER, "别的").write()
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == before
    again.prune().write()
    assert path.read_bytes() == before[0]
    other = path.with_name("other.json")
    adopt(other, dict(reversed(drafts.items()))).write()
    assert other.read_bytes() == before[0]


def test_an_empty_baseline(path: Path) -> None:
    Baseline(path).write()
    assert path.read_text("utf-8") == '{\n  "version": 1,\n  "drafts": {}\n}\n'
    assert Baseline.load(path) == Baseline(path)


def test_what_cannot_be_seen_is_escaped(path: Path) -> None:
    entry = Entry("0" * 32, "dm/bare", "私\u202e\u200b我\udce4\x1b", 1, FIRST, "甲\U000e0041")
    text = dump({"\udce4\u2028.md": [entry]})
    assert text.isprintable() or set(text) - {"\n"} == {char for char in text if char.isprintable()}
    assert "\\u202e" in text and "\\udce4" in text and "私" in text
    assert parse(text, "b.json") == {"\udce4\u2028.md": (entry,)}


def test_merging_branches_that_both_wrote(tmp_path: Path) -> None:
    """Entries of other drafts merge by themselves; where they do not, the file says where."""
    path = tmp_path / "b.json"
    settings = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")

    def git(*command: str, expect: int | None = 0) -> None:
        run(["git", *settings, *command], tmp_path, expect, GIT_CONFIG_GLOBAL=os.devnull)

    def commit(baseline: Baseline) -> None:
        baseline.write()
        git("add", "b.json")
        git("commit", "-qm", "x")

    drafts = {f"{number}.md": f"私我{number}\n互粉\n" for number in range(6)}
    git("init", "-q", "-b", "main")
    base = adopt(path, drafts)
    commit(base)
    git("checkout", "-qb", "one")
    check(base, {"0.md": "私我0\n互粉\n加微信\n"})
    commit(base.update(LATER))
    git("checkout", "-q", "main")
    base = Baseline.load(path)
    check(base, {"5.md": "私我5\n互粉\n加微信\n"})
    commit(base.update(LATER))
    git("merge", "-q", "-m", "m", "one")
    merged = Baseline.load(path)
    assert [len(merged.drafts[name]) for name in ("0.md", "1.md", "5.md")] == [3, 2, 3]
    git("checkout", "-qb", "two", "one")
    base = Baseline.load(path)
    check(base, {"5.md": "加微信聊吗\n"})
    commit(base.update(LATER))
    git("merge", "-q", "main", expect=1)
    with pytest.raises(InputError) as error:
        Baseline.load(path)
    (problem,) = error.value.problems
    lines = path.read_text("utf-8").split("\n")
    assert (problem.path, problem.column) == (str(path), 1)
    assert lines[problem.line - 1].startswith("<<<<<<<")
    assert problem.message == (
        "这里有没解决的合并冲突，删去冲突标记后运行 xhslint baseline write "
        "(here is an unresolved merge conflict, delete its markers and run xhslint baseline write)"
    )


GOOD = '{"rule": "a/b", "text": "甲", "count": 1, "since": "2026-01-31", "fingerprint": "' + "0" * 32 + '"}'
TWICE = GOOD.replace("{", '{"rule": 1, ')
FILE = '{\n  "version": 1,\n  "drafts": {\n    "甲.md": [\n      %s\n    ]\n  }\n}\n'


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "不是有效的 JSON (not valid JSON)"),
        ('{\n  "version": 1,\n  甲\n}', 3, 3, "not valid JSON"),
        ("[" * 100_000, 1, 1, "not valid JSON"),
        ("[]", 1, 1, "应是“键: 值” (expected an object)"),
        ("{}", 1, 1, "缺少 'version' ('version' is missing)"),
        ('{"version": 1}', 1, 1, "'drafts' is missing"),
        ('{"version": 2, "drafts": []}', 1, 13, "这是第 2 版的基线，这个 xhslint 只认第 1 版"),
        ('\n{"drafts": 7,\n "version":\n  "1"}', 4, 3, 'a baseline of version "1", where this xhslint reads version 1'),
        ('{"version": true, "drafts": {}}', 1, 13, "a baseline of version true"),
        ('{"version": 1, "drafts": {}, "draft": 1}', 1, 30, "没有键 'draft'，是不是 drafts？"),
        ('{"version": 1, "drafts": []}', 1, 26, "expected an object"),
        ('{"version": 1, "drafts": {"a": [], "甲": {}}}', 1, 41, "应是列表 (expected a list)"),
        ('{"version": 1, "drafts": {"a": [], "a": []}}', 1, 36, "键 'a' 重复 (duplicate key 'a')"),
        # of the entry that has it twice, not of the second entry
        (FILE % f"{GOOD},\n      {TWICE}", 6, 19, "duplicate key 'rule'"),
        ('{"version": 1, "drafts": {"\\u0061\\"": [], "a\\"": []}, ]', 1, 43, "duplicate key 'a\"'"),
        (FILE % "3", 5, 7, "expected an object"),
        (FILE % f"{GOOD},\n      {GOOD}", 6, 86, f"duplicate key '{'0' * 32}'"),
        (FILE % GOOD.replace('"rule": "a/b", ', ""), 5, 7, "缺少 'rule'"),
        (FILE % GOOD.replace('"rule"', '"rul"'), 5, 8, "did you mean rule?"),
        (FILE % GOOD.replace('"甲"', "null"), 5, 31, "应是文字 (expected text)"),
        (FILE % GOOD.replace(": 1,", ": 0,"), 5, 45, "应是大于 0 的整数 (expected a whole number above 0)"),
        (FILE % GOOD.replace(": 1,", ": true,"), 5, 45, "expected a whole number above 0"),
        (FILE % GOOD.replace(": 1,", ": 1.0,"), 5, 45, "expected a whole number above 0"),
        (FILE % GOOD.replace("2026-01-31", "2026-02-30"), 5, 57, "expected a day such as 2026-01-31"),
        (FILE % GOOD.replace("0" * 32, "0" * 31), 5, 86, "应是32 位十六进制的指纹"),
        (FILE % GOOD.replace('"甲"', '"甲\n"'), 5, 33, "not valid JSON"),
        (FILE % f"\n=======\n{GOOD}", 6, 1, "unresolved merge conflict"),
    ],
)
def test_what_is_wrong_in_a_file(path: Path, text: str, line: int, column: int, message: str) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as error:
        Baseline.load(path)
    found = [(each.path, each.line, each.column) for each in error.value.problems if message in each.message]
    assert found == [(str(path), line, column)]


def test_all_mistakes_at_once_but_not_without_end(path: Path) -> None:
    bad = GOOD.replace(": 1,", ": 0,").replace("2026-01-31", "x")
    path.write_text(FILE % f"{bad},\n      {bad}", "utf-8")
    with pytest.raises(InputError) as error:
        Baseline.load(path)
    assert len(error.value.problems) == 5
    path.write_text(FILE % ",".join([bad] * 5000), "utf-8")
    with pytest.raises(InputError) as error:
        Baseline.load(path)
    assert len(error.value.problems) == 50


def test_a_file_that_is_not_there_or_not_text(path: Path) -> None:
    with pytest.raises(InputError, match=r"没有这个基线文件，用 xhslint baseline write 生成 \(no such baseline"):
        Baseline.load(path)
    with pytest.raises(InputError, match=r"无法读取"):
        Baseline.load(path.parent)
    path.write_bytes('\ufeff{\n"甲'.encode() + b"\xff")
    with pytest.raises(InputError) as error:
        Baseline.load(path)
    assert str(error.value) == f"{path}:2:3: 不是 UTF-8 (not UTF-8)"


def test_writing_is_whole_or_not_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    baseline = adopt(path, {"a.md": "私我\n"})
    baseline.write()
    path.chmod(0o640)
    before = path.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(InputError, match=r"No space left on device"):
            Baseline(path).write()
    assert path.read_bytes() == before
    assert sorted(os.listdir(path.parent)) == [path.name, "a.md"]
    Baseline(path).write()
    assert path.stat().st_mode & 0o777 == 0o640
    with pytest.raises(InputError, match=r"无法写入"):
        Baseline(path.parent / "nowhere/b.json").write()


def test_writing_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "b.json"
    link.symlink_to("real/b.json")
    Baseline(link).write()
    assert link.is_symlink()
    assert Baseline.load(tmp_path / "real/b.json").drafts == {}


def test_ages(path: Path) -> None:
    entry = Entry("0" * 32, "a/b", "甲", 2, "2026-01-31", "历史")
    later = replace(entry, fingerprint="1" * 32, count=1, since="2026-02-28", reason="")
    baseline = Baseline(path, {"a.md": (entry,), "b.md": (later,)})
    ages = baseline.summary("2026-03-01")
    assert ages == Summary(3, 2, "2026-01-31", 29, 1)
    assert summary_line(ages, "zh") == "基线里有 3 处、2 篇笔记，最早的记于 2026-01-31（29 天前），1 处没有写原因。"
    assert summary_line(ages, "en") == (
        "The baseline holds 3 findings in 2 drafts, the oldest since 2026-01-31 (29 days ago), 1 without a reason."
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
