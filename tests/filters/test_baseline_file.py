"""The file of a baseline: its form, merges, mistakes in it, and how it is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.filters.baselines import FIRST, LATER, OLD, adopt, check, lint
from tests.worktree import run
from xhslint.base.errors import InputError
from xhslint.filters.baseline import Baseline, Entry, fingerprint
from xhslint.filters.baseline_file import dump, parse


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
        with pytest.raises(InputError, match=r"磁盘已满 \(cannot write: the disk is full\)"):
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
