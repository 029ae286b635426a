"""Changed lines, asked of real git in real repositories."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tests.samples import finding
from tests.worktree import run
from xhslint.base.errors import InputError
from xhslint.drafts.draft import Draft
from xhslint.filters.changed_lines import WHOLE, changed_lines, is_changed

ODD = ["旧 笔记.md", "一\n二.md", 'a"b\\c\t.md', "@@ -1 +1 @@.md", "ü/é.md", "\udcff.md", "-x.md"]


class Repository:
    """A repository in a folder, with drafts by name."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "a")
        self.git("config", "user.email", "a@example.com")
        self.git("config", "core.autocrlf", "false")

    def git(self, *command: str, expect: int | None = 0) -> str:
        return run(
            ["git", *command], self.root, expect, GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull
        ).stdout

    def put(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def commit(self, **drafts: str | bytes) -> None:
        for name, text in drafts.items():
            self.put(name.replace("_", "."), text)
        self.git("add", "-A")
        self.git("commit", "-qm", "x", "--allow-empty")

    def changed(self, *names: str, since: str | None = None) -> dict[str, list[tuple[int, int]]]:
        found = changed_lines([self.root / name for name in names], since)
        return {
            path.relative_to(self.root).as_posix(): [(lines.start, lines.stop) for lines in ranges]
            for path, ranges in found.items()
        }


ALL = [(WHOLE.start, WHOLE.stop)]


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "仓 库")


def test_lines_of_the_working_tree(repository: Repository) -> None:
    repository.commit(a_md="一\n二\n三\n四\n", b_md="一\n", c_md="一\n")
    repository.put("a.md", "零\n一\n贰\n三\n四\n五\n六")
    repository.put("b.md", "二\n")
    repository.git("add", "b.md")
    assert repository.changed("a.md", "b.md", "c.md") == {"a.md": [(1, 2), (3, 4), (6, 8)], "b.md": [(1, 2)]}


def test_staged_and_then_edited_again(repository: Repository) -> None:
    repository.commit(a_md="一\n二\n三\n")
    repository.put("a.md", "壹\n二\n三\n")
    repository.git("add", "a.md")
    repository.put("a.md", "壹\n二\n叁\n")
    assert repository.changed("a.md") == {"a.md": [(1, 2), (3, 4)]}
    repository.put("a.md", "一\n二\n三\n")  # staged only: what would be linted is as it was
    assert repository.changed("a.md") == {}


def test_a_deletion_is_an_empty_range(repository: Repository) -> None:
    repository.commit(a_md="一\n二\n三\n四\n")
    repository.put("a.md", "二\n四\n")
    assert repository.changed("a.md") == {"a.md": [(1, 1), (2, 2)]}


def test_new_drafts_are_wholly_changed(repository: Repository) -> None:
    repository.commit(a_md="一\n", _gitignore="ignored.md\n")
    for name in ("新 的.md", "added.md", "intended.md", "ignored.md"):
        repository.put(name, "一\n二\n")
    repository.git("add", "added.md")
    repository.git("add", "-N", "intended.md")
    assert repository.changed("新 的.md", "added.md", "intended.md", "ignored.md") == {
        "新 的.md": ALL,
        "added.md": [(1, 3)],
        "intended.md": [(1, 3)],
        "ignored.md": ALL,
    }


def test_everything_is_new_before_the_first_commit(repository: Repository) -> None:
    repository.put("a.md", "一\n")
    repository.put("b.md", "一\n")
    repository.git("add", "a.md")
    assert repository.changed("a.md", "b.md") == {"a.md": ALL, "b.md": ALL}
    with pytest.raises(InputError, match="HEAD"):
        repository.changed("a.md", since="HEAD")


@pytest.mark.parametrize("name", ODD)
def test_odd_names(repository: Repository, name: str) -> None:
    repository.put(name, "一\n二\n三\n")
    repository.put("z.md", "一\n")
    repository.commit()
    repository.put(name, "一\n贰\n三\n")
    repository.put("z.md", "二\n")
    assert repository.changed(name, "z.md") == {name: [(2, 3)], "z.md": [(1, 2)]}


@pytest.mark.parametrize("name", ODD)
def test_a_new_name_is_no_change(repository: Repository, name: str) -> None:
    repository.put("old.md", "".join(f"第{number}行\n" for number in range(20)))
    repository.put("same.md", "".join(f"又{number}行\n" for number in range(20)))
    repository.commit()
    (repository.root / name).parent.mkdir(exist_ok=True)
    (repository.root / "old.md").rename(repository.root / name)
    repository.git("mv", "same.md", "moved.md")
    repository.git("add", "-A")
    assert repository.changed(name, "moved.md") == {}
    text = (repository.root / name).read_text("utf-8").replace("第3行", "第三行")
    repository.put(name, text)
    assert repository.changed(name, "moved.md") == {name: [(4, 5)]}


def test_content_that_looks_like_a_diff(repository: Repository) -> None:
    repository.commit(a_md="一\n")
    repository.put(
        "a.md", "一\n@@ -1 +90,9 @@\n++ b/b.md\ndiff --git a/b.md b/b.md\n--- a/b.md\n+++ b/b.md\n@@ -1 +7 @@\n"
    )
    assert repository.changed("a.md") == {"a.md": [(2, 8)]}


def test_line_ends_are_no_change(repository: Repository) -> None:
    repository.commit(a_md="一\n二\n三\n", b_md="一\r\n二\r\n三\r\n")
    repository.put("a.md", "一\r\n二\r\n三\r\n")
    repository.put("b.md", "一\r\n贰\r\n三\r\n")
    assert repository.changed("a.md", "b.md") == {"b.md": [(2, 3)]}
    repository.git("config", "core.autocrlf", "true")
    assert repository.changed("a.md", "b.md") == {"b.md": [(2, 3)]}


def test_what_git_cannot_compare_by_lines_is_wholly_changed(repository: Repository) -> None:
    wide, wider = ("".join(f"{line}\n" for line in lines).encode("utf-16") for lines in (["上海"] * 9, ["上海"] * 10))
    names = ["a and b.md", "一\n二 and.md", "x and/b.md"]
    for name in names:
        repository.put(name, wide)
    repository.commit(b_md=wide, c_md="一\n", e_md=wide, f_md=wide, _gitattributes="c.md -diff\n")
    for name in names:
        repository.put(name, wider)
    repository.put("c.md", "一\n二\n")
    repository.git("mv", "b.md", "d.md")
    os.utime(repository.root / "f.md", (1, 1))
    assert repository.changed(*names, "c.md", "d.md", "e.md", "f.md") == dict.fromkeys([*names, "c.md"], ALL)
    repository.put("d.md", wider)
    assert repository.changed("d.md") == {"d.md": ALL}


def test_a_touched_draft_and_a_mode_are_no_change(repository: Repository) -> None:
    repository.commit(a_md="一\n", b_md="一\n")
    os.utime(repository.root / "a.md", (1, 1))
    (repository.root / "b.md").chmod(0o755)
    assert repository.changed("a.md", "b.md") == {}


def test_a_link_that_became_a_draft(repository: Repository) -> None:
    repository.put("b.md", "一\n")
    (repository.root / "a.md").symlink_to("b.md")
    repository.commit()
    assert repository.changed("a.md") == {}
    repository.put("b.md", "二\n")
    assert repository.changed("a.md") == {"a.md": [(1, 2)]}  # what the link leads to
    (repository.root / "a.md").unlink()
    repository.put("a.md", "一\n二\n")
    assert repository.changed("a.md") == {"a.md": [(1, 3)]}


def test_a_conflict(repository: Repository) -> None:
    repository.commit(a_md="一\n二\n三\n")
    repository.git("checkout", "-qb", "side")
    repository.commit(a_md="一\n贰\n三\n")
    repository.git("checkout", "-q", "main")
    repository.commit(a_md="一\n两\n三\n")
    repository.git("merge", "-q", "side", expect=1)
    lines = (repository.root / "a.md").read_text("utf-8").split("\n")
    changed = repository.changed("a.md")["a.md"]
    assert {lines[number - 1][:7] for start, stop in changed for number in range(start, stop)} == {
        "<<<<<<<",
        "=======",
        "贰",
        ">>>>>>>",
    }


def test_since_is_where_the_branches_parted(repository: Repository) -> None:
    repository.commit(a_md="一\n二\n三\n", b_md="一\n")
    repository.git("checkout", "-qb", "topic")
    repository.commit(a_md="一\n贰\n三\n", 新_md="一\n")
    repository.git("checkout", "-q", "main")
    repository.commit(a_md="壹\n二\n三\n", b_md="二\n")
    repository.git("checkout", "-q", "topic")
    repository.put("a.md", "一\n贰\n三\n四\n")
    assert repository.changed("a.md", "b.md", "新.md", since="main") == {"a.md": [(2, 3), (4, 5)], "新.md": [(1, 2)]}
    assert repository.changed("a.md", "b.md", "新.md", since="HEAD") == {"a.md": [(4, 5)]}
    assert repository.changed("a.md", "b.md", since="HEAD~1")["a.md"] == [(2, 3), (4, 5)]


@pytest.mark.parametrize("revision", ["nosuch", "main..main", "main...", "主线", "HEAD~9", "a b", "HEAD^{tree}"])
def test_no_such_revision(repository: Repository, revision: str) -> None:
    repository.commit(a_md="一\n")
    with pytest.raises(InputError) as error:
        repository.changed("a.md", since=revision)
    (problem,) = error.value.problems
    assert (problem.path, problem.line) == ("--since", 0)
    assert problem.message.startswith(f"git 不认识版本 {revision}：")
    assert f"(git does not know the revision {revision}: " in problem.message
    assert "Not a valid" in problem.message


@pytest.mark.parametrize("revision", ["", " ", "--all", "-h", "a\0b"])
def test_what_cannot_be_a_revision_never_reaches_git(repository: Repository, revision: str) -> None:
    repository.commit(a_md="一\n")
    with pytest.raises(InputError, match="not a revision"):
        repository.changed("a.md", since=revision)


def test_no_common_ancestor(repository: Repository) -> None:
    repository.commit(a_md="一\n")
    repository.git("checkout", "-q", "--orphan", "other")
    repository.commit(a_md="二\n")
    with pytest.raises(InputError, match=r"main 和 HEAD 没有共同的祖先.*fetch-depth: 0"):
        repository.changed("a.md", since="main")


def test_outside_of_a_repository(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("一\n")
    (tmp_path / "b.md").write_text("一\n")
    with pytest.raises(InputError) as error:
        changed_lines([tmp_path / "a.md", tmp_path / "b.md"])
    assert [problem.path for problem in error.value.problems] == [str(tmp_path / "a.md"), str(tmp_path / "b.md")]
    assert error.value.problems[0].message == (
        "不在 git 仓库里，看不出改动了哪些行 (not in a git repository, so nothing tells which lines changed)"
    )
    (tmp_path / ".git").mkdir()  # an empty folder of that name is no repository
    with pytest.raises(InputError, match="不在 git 仓库里"):
        changed_lines([tmp_path / "a.md"])


def test_without_git(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit(a_md="一\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError) as error:
        repository.changed("a.md")
    assert (
        str(error.value)
        == "git: 没有找到 git，--since 和 --diff 需要它 (git was not found, which --since and --diff need)"
    )


def test_a_damaged_repository_speaks_for_itself(repository: Repository) -> None:
    repository.commit(a_md="一\n")
    (repository.root / ".git/index").write_bytes(b"rubbish")
    with pytest.raises(InputError, match=r"git 出错：.*index"):
        repository.changed("a.md")


def test_several_repositories_and_one_inside_another(repository: Repository, tmp_path: Path) -> None:
    repository.commit(a_md="一\n")
    other = Repository(repository.root / "inner")
    other.commit(b_md="一\n")
    third = Repository(tmp_path / "third")
    third.commit(c_md="一\n")
    for each, name in ((repository, "a.md"), (other, "b.md"), (third, "c.md")):
        each.put(name, "一\n二\n")
    found = changed_lines([repository.root / "a.md", other.root / "b.md", third.root / "c.md"])
    assert [(path.name, ranges) for path, ranges in found.items()] == [
        ("a.md", [range(2, 3)]),
        ("b.md", [range(2, 3)]),
        ("c.md", [range(2, 3)]),
    ]


def test_a_submodule_is_asked_itself(repository: Repository, tmp_path: Path) -> None:
    source = Repository(tmp_path / "source")
    source.commit(b_md="一\n")
    repository.commit(a_md="一\n")
    repository.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(source.root), "sub")
    repository.git("commit", "-qm", "sub")
    repository.put("sub/b.md", "一\n二\n")
    assert repository.changed("a.md", "sub/b.md") == {"sub/b.md": [(2, 3)]}


def test_another_working_tree_of_the_repository(repository: Repository, tmp_path: Path) -> None:
    repository.commit(a_md="一\n")
    repository.git("worktree", "add", "-q", str(tmp_path / "tree"))
    (tmp_path / "tree/a.md").write_bytes("一\n二\n".encode())
    assert changed_lines([tmp_path / "tree/a.md"]) == {tmp_path / "tree/a.md": [range(2, 3)]}


def test_in_a_hook_and_from_any_folder(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit(a_md="一\n")
    path = repository.put("深/处/b.md", "一\n")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index.lock")
    monkeypatch.setenv("GIT_WORK_TREE", "/nowhere")
    monkeypatch.chdir(path.parent)
    assert changed_lines(["b.md", "../../a.md"]) == {Path("b.md"): [WHOLE]}


def test_settings_of_the_user_change_nothing(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy = tmp_path / "spy"
    spy.write_text(f"#!/bin/sh\ntouch '{tmp_path}/called'\n")
    spy.chmod(0o755)
    repository.commit(a_md="一\n二\n三\n四\n", _gitattributes="*.md diff=mine\n")
    settings = {
        "diff.external": str(spy),
        "diff.mine.textconv": str(spy),
        "diff.mine.command": str(spy),
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "diff.interHunkContext": "9",
        "diff.context": "9",
        "diff.renames": "false",
        "diff.relative": "true",
        "diff.ignoreSubmodules": "none",
        "color.ui": "always",
        "color.diff": "always",
        "core.quotePath": "true",
        "core.fsmonitor": str(spy),
        "core.pager": str(spy),
    }
    for name, value in settings.items():
        repository.git("config", name, value)
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(spy))
    monkeypatch.setenv("GIT_DIFF_OPTS", "--unified=9")
    repository.put("a.md", "壹\n二\n叁\n四\n")
    repository.put("深/b.md", "一\n")
    (tmp_path / "called").unlink(missing_ok=True)
    assert repository.changed("a.md") == {"a.md": [(1, 2), (3, 4)]}
    assert not (tmp_path / "called").exists()


def test_nothing_is_written(repository: Repository) -> None:
    def state() -> dict[str, str]:
        return {
            str(path): f"{hashlib.sha256(path.read_bytes()).hexdigest()} {path.stat().st_mtime_ns}"
            for path in sorted(repository.root.rglob("*"))
            if path.is_file()
        }

    repository.commit(a_md="一\n", b_md="一\n", c_md="一\n")
    repository.put("a.md", "二\n")
    os.utime(repository.root / "b.md", (1, 1))  # git would like to refresh its index now
    repository.put("n.md", "二\n")
    repository.git("mv", "c.md", "d.md")
    before = state()
    repository.changed("a.md", "b.md", "n.md", "d.md")
    repository.changed("a.md", "b.md", "n.md", "d.md", since="main")
    assert state() == before


def test_a_thousand_drafts_take_few_processes(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess

    names = [f"{number % 30}/{number}.md" for number in range(1000)]
    for name in names:
        repository.put(name, "一\n二\n")
    repository.commit()
    for name in names[::2]:
        repository.put(name, "一\n贰\n")
    calls, real = [], subprocess.run

    def counted(command: list[str], **settings: object) -> object:
        calls.append(command)
        return real(command, **settings)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", counted)
    found = changed_lines([repository.root / name for name in names])
    assert len(found) == 500
    assert len(calls) == 4


TEXT = "一加微信\n二\r\n三\r四私我\n五\n"


@pytest.mark.parametrize(
    ("words", "ranges", "is_new"),
    [
        ("加微信", [range(1, 2)], True),
        ("加微信", [range(2, 9)], False),
        ("私我", [range(3, 4)], True),  # of git's lines, which a lone carriage return does not end
        ("私我", [range(4, 5), range(1, 3)], False),
        ("私我", [WHOLE], True),
        ("私我", [], False),
        ("二\r\n三", [range(3, 4)], True),
        ("二\r\n三", [range(2, 3)], True),
        ("二\r\n", [range(3, 4)], False),  # its line end belongs to its line
        ("二\r\n三", [range(3, 3)], True),  # deleted between them: now they meet
        ("二\r\n三", [range(2, 2), range(4, 4)], False),
        ("私我", [range(3, 3), range(4, 4)], False),
        ("五", [range(4, 5)], True),
    ],
)
def test_what_a_change_brought_in(words: str, ranges: list[range], is_new: bool) -> None:
    draft = Draft.parse(TEXT)
    assert is_changed(finding(draft, words), draft, ranges) == is_new


def test_what_a_change_brought_in_end_to_end(repository: Repository) -> None:
    repository.commit(a_md="旧的：加微信\n平常\n")
    path = repository.put("a.md", "旧的：加微信\n平常\n新的：私我\n")
    draft = Draft.parse(path.read_text("utf-8"), str(path))
    ranges = changed_lines([path])[path]
    assert not is_changed(finding(draft, "加微信"), draft, ranges)
    assert is_changed(finding(draft, "私我"), draft, ranges)
