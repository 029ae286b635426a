"""Repositories of all kinds: none, several, submodules, hooks and the settings of users."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tests.filters.repositories import Repository
from tests.running import POSIX
from tests.samples import finding
from xhslint.base.errors import InputError
from xhslint.drafts.draft import Draft
from xhslint.filters import git
from xhslint.filters.changed_lines import ChangedLines, changed_lines
from xhslint.filters.line_diff import WHOLE


def test_outside_of_a_repository(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("一\n")
    (tmp_path / "b.md").write_text("一\n")
    with pytest.raises(InputError) as error:
        changed_lines([tmp_path / "a.md", tmp_path / "b.md"])
    assert [problem.path for problem in error.value.problems] == [str(tmp_path)]  # once for all of its drafts
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


def add_submodule(repository: Repository, source: Repository) -> None:
    repository.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(source.root), "sub")
    repository.git("commit", "-qm", "sub")


def test_a_submodule_is_compared_with_the_commit_that_the_repository_around_it_had(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Repository(tmp_path / "source")
    source.commit(b_md="一\n")
    repository.commit(a_md="一\n")
    add_submodule(repository, source)
    repository.put("sub/b.md", "一\n二\n")
    assert repository.changed("a.md", "sub/b.md") == {"sub/b.md": [(2, 3)]}
    repository.git(
        "-C",
        "sub",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.com",
        "commit",
        "-qam",
        "newer than what the repository around it names",
    )
    assert repository.changed("a.md", "sub/b.md") == {"sub/b.md": [(2, 3)]}
    monkeypatch.chdir(repository.root / "sub")
    assert changed_lines(["b.md"]) == {}


def test_a_new_submodule_counts_as_changed_even_if_its_own_branch_of_that_name_holds_its_drafts(
    repository: Repository, tmp_path: Path
) -> None:
    source = Repository(tmp_path / "source")
    source.commit(b_md="一\n")
    source.git("branch", "-f", "old")
    repository.commit(a_md="一\n")
    repository.git("branch", "old")
    add_submodule(repository, source)
    repository.git("-C", "sub", "branch", "-f", "old")
    assert repository.changed("sub/b.md", since="old") == {"sub/b.md": [(WHOLE.start, WHOLE.stop)]}


@pytest.mark.parametrize("kind", ["replace", "grafts"])
def test_a_repository_cannot_rewrite_what_was_committed(repository: Repository, kind: str) -> None:
    repository.commit(a_md="一\n")
    old = repository.git("rev-parse", "HEAD").strip()
    repository.put("a.md", "一\n二\n")
    if kind == "replace":
        new = repository.git("hash-object", "-w", "a.md").strip()
        repository.git("replace", repository.git("rev-parse", "HEAD:a.md").strip(), new)
        assert repository.changed("a.md") == {"a.md": [(2, 3)]}
    else:
        repository.git("branch", "old")
        repository.commit(a_md="一\n二\n")
        new = repository.git("rev-parse", "HEAD").strip()
        (repository.root / ".git/info/grafts").write_text(f"{old} {new}\n{new}\n")
        assert repository.changed("a.md", since="old") == {"a.md": [(2, 3)]}


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
    assert len(calls) == 7


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
    assert ChangedLines(draft, ranges).hold(finding(draft, words)) == is_new


def test_what_a_change_brought_in_end_to_end(repository: Repository) -> None:
    repository.commit(a_md="旧的：加微信\n平常\n")
    path = repository.put("a.md", "旧的：加微信\n平常\n新的：私我\n")
    draft = Draft.parse(path.read_text("utf-8"), str(path))
    ranges = changed_lines([path])[path]
    assert not ChangedLines(draft, ranges).hold(finding(draft, "加微信"))
    assert ChangedLines(draft, ranges).hold(finding(draft, "私我"))


@POSIX
def test_git_that_waits_for_ever_is_ended(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit(a_md="一\n")
    index = repository.root / ".git/index"
    index.unlink()
    os.mkfifo(index)
    monkeypatch.setattr(git, "_SECONDS", 1)
    with pytest.raises(InputError, match="git did not end within 1 seconds"):
        repository.changed("a.md")


def test_old_text_beyond_the_limit_is_not_read(repository: Repository) -> None:
    repository.commit(a_md="一\n" * 100, b_md="一\n二\n", gone_md="三\n" * 100)
    (repository.root / "gone.md").unlink()
    for name in ("a.md", "b.md", "new.md"):
        repository.put(name, "一\n三\n")
    repository.git("add", "-A")
    paths = [repository.root / name for name in ("a.md", "b.md", "new.md")]
    found = changed_lines(paths, max_bytes=50)
    assert [ranges for _, ranges in sorted(found.items())] == [[WHOLE], [range(2, 3)], [range(1, 3)]]
