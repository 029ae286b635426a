"""The hook, run by the real pre-commit in a git repository of captions."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.worktree import run, snapshot

pytestmark = pytest.mark.slow

Commit = Callable[[str, str], "CompletedProcess[str]"]
GOOD = "# 周末手作\n\n今天做了一只小陶碗，釉色更加微妙了。\n"
BAD = "# 周末手作\n\n想学的姐妹加我微信：handmade_2020\n"


def git(folder: Path, *arguments: str, expect: int | None = 0, **environment: str) -> CompletedProcess[str]:
    who = ["-c", "user.name=xhslint", "-c", "user.email=xhslint@example.com", "-c", "commit.gpgsign=false"]
    settings = {"GIT_CONFIG_GLOBAL": str(folder / "no such file"), "GIT_CONFIG_SYSTEM": str(folder / "no such file")}
    return run(["git", *who, *arguments], folder, expect, **settings, **environment)


@pytest.fixture(scope="module")
def commit(tmp_path_factory: pytest.TempPathFactory) -> Commit:
    """Commits a file of captions to a repository that has the hook; gives what git and the hook said."""
    pytest.importorskip("pre_commit")
    folder = tmp_path_factory.mktemp("precommit")
    hook = snapshot(folder / "xhslint")
    git(hook, "init", "--quiet")
    git(hook, "add", "--all")
    git(hook, "commit", "--quiet", "--message", "xhslint")
    revision = git(hook, "rev-parse", "HEAD").stdout.strip()

    notes = folder / "notes"
    notes.mkdir()
    home = str(folder / "home")
    git(notes, "init", "--quiet")
    (notes / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hook}\n    rev: {revision}\n    hooks:\n      - id: xhslint\n", "utf-8"
    )
    run([sys.executable, "-m", "pre_commit", "install", "--install-hooks"], notes, PRE_COMMIT_HOME=home)
    git(notes, "add", ".pre-commit-config.yaml")
    git(notes, "commit", "--message", "hooks", PRE_COMMIT_HOME=home)

    def commit(name: str, text: str) -> CompletedProcess[str]:
        git(notes, "reset", "--quiet")  # what was refused before
        path = notes / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        git(notes, "add", name)
        return git(notes, "commit", "--message", name, expect=None, PRE_COMMIT_HOME=home)

    return commit


@pytest.mark.parametrize("name", ["draft.md", "notes/draft.txt"])
def test_a_good_caption_is_committed(commit: Commit, name: str) -> None:
    done = commit(name, GOOD)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["bad.md", "bad.txt", "bad.markdown", "notes/种草 笔记.md"])
def test_a_bad_caption_is_not(commit: Commit, name: str) -> None:
    done = commit(name, BAD)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert name in said
    assert "contact/" in said


def test_other_files_are_left_alone(commit: Commit) -> None:
    done = commit("data.csv", BAD)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "(no files to check)Skipped" in done.stdout + done.stderr
