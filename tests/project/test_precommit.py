"""The hooks, run by the real pre-commit in git repositories of captions."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.worktree import run, snapshot

pytestmark = pytest.mark.slow

GOOD = "# 周末手作\n\n今天做了一只小陶碗，釉色更加微妙了。\n"
BAD = "# 周末手作\n\n想学的姐妹加我微信：handmade_2020\n"
INVISIBLE = "# 周末手作\r\n\r\n阳台的薄\u200b荷又长高了。\r\n"
REPAIRED = INVISIBLE.replace("\u200b", "")


def git(folder: Path, *arguments: str, expect: int | None = 0, **environment: str) -> CompletedProcess[str]:
    who = ["-c", "user.name=xhslint", "-c", "user.email=xhslint@example.com", "-c", "commit.gpgsign=false"]
    settings = {"GIT_CONFIG_GLOBAL": str(folder / "no such file"), "GIT_CONFIG_SYSTEM": str(folder / "no such file")}
    return run(["git", *who, *arguments], folder, expect, **settings, **environment)


class Repository:
    """A repository of captions, whose commits run hooks of this work tree."""

    def __init__(self, folder: Path, hook: Path, home: Path, hooks: str) -> None:
        self.folder, self.home = folder, str(home)
        folder.mkdir()
        git(folder, "init", "--quiet")
        revision = git(hook, "rev-parse", "HEAD").stdout.strip()
        config = f"repos:\n  - repo: {hook}\n    rev: {revision}\n    hooks: {hooks}\n"
        (folder / ".pre-commit-config.yaml").write_text(config, "utf-8")
        run([sys.executable, "-m", "pre_commit", "install", "--install-hooks"], folder, PRE_COMMIT_HOME=self.home)
        git(folder, "add", ".pre-commit-config.yaml")
        git(folder, "commit", "--message", "hooks", PRE_COMMIT_HOME=self.home)

    def commit(self, name: str, text: str | bytes) -> CompletedProcess[str]:
        """Commits a file of captions; gives what git and the hooks said."""
        git(self.folder, "reset", "--quiet")  # what was refused before
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        git(self.folder, "add", "--", name)
        return git(self.folder, "commit", "--message", name, expect=None, PRE_COMMIT_HOME=self.home)

    def run(self, command: list[str]) -> None:
        """Runs the xhslint that pre-commit installed."""
        (xhslint,) = Path(self.home).glob("repo*/py_env-*/*/xhslint*")
        run([str(xhslint), *command], self.folder)


@pytest.fixture(scope="module")
def hook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This work tree as a repository that pre-commit can clone."""
    pytest.importorskip("pre_commit")
    folder = snapshot(tmp_path_factory.mktemp("hook") / "xhslint")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "xhslint")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit installs, once for all repositories of these tests."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory, hook: Path, home: Path) -> Repository:
    return Repository(tmp_path_factory.mktemp("check") / "笔记 仓库", hook, home, "[{id: xhslint}]")


@pytest.fixture(scope="module")
def repaired(tmp_path_factory: pytest.TempPathFactory, hook: Path, home: Path) -> Repository:
    return Repository(tmp_path_factory.mktemp("fix") / "笔记 仓库", hook, home, "[{id: xhslint-fix}, {id: xhslint}]")


def test_the_manifest_is_one(hook: Path) -> None:
    run([sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"], hook)


@pytest.mark.parametrize("name", ["draft.md", "notes/draft.txt", "notes/周末 手作.md", "-x.md"])
def test_a_good_caption_is_committed(checked: Repository, name: str) -> None:
    done = checked.commit(name, GOOD)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout + done.stderr


@pytest.mark.parametrize(
    "name", ["bad.md", "bad.txt", "bad.markdown", "notes/种草 笔记.md", "-bad.md", "--exclude=*.md", "--fix.md"]
)
def test_a_bad_caption_is_not(checked: Repository, name: str) -> None:
    done = checked.commit(name, BAD)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert name in said
    assert "contact/" in said
    assert (checked.folder / name).read_text("utf-8") == BAD


def test_other_encodings_are_read(checked: Repository) -> None:
    for name, encoding in {"字节.txt": "utf-16", "国标.txt": "gb18030"}.items():
        done = checked.commit(name, BAD.encode(encoding))
        assert done.returncode == 1, done.stdout + done.stderr
        assert "contact/" in done.stdout + done.stderr


def test_other_files_are_left_alone(checked: Repository) -> None:
    done = checked.commit("data.csv", BAD)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "(no files to check)Skipped" in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["notes/阳台 薄荷.md", "--薄荷.md"])
def test_invisible_characters_are_taken_out_the_first_time(repaired: Repository, name: str) -> None:
    first = repaired.commit(name, INVISIBLE)
    said = first.stdout + first.stderr
    assert first.returncode == 1, said
    assert "files were modified by this hook" in said
    assert f"{name}:" in said and "已修复 format/invisible" in said and "规则 " not in said
    assert (repaired.folder / name).read_bytes() == REPAIRED.encode("utf-8")

    second = repaired.commit(name, REPAIRED)
    assert second.returncode == 0, second.stdout + second.stderr
    assert (repaired.folder / name).read_bytes() == REPAIRED.encode("utf-8")


def test_what_cannot_be_repaired_is_told_once(repaired: Repository) -> None:
    done = repaired.commit("notes/种草 笔记.md", BAD)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert said.count("contact/wechat-id") == 2, said  # the finding, and how to read the clauses
    assert "files were modified" not in said


def test_a_good_caption_passes_both(repaired: Repository) -> None:
    done = repaired.commit("notes/好 笔记.md", GOOD)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert said.count("Passed") == 2


def test_what_the_baseline_holds_stops_neither_hook(repaired: Repository) -> None:
    name = "notes/旧 笔记.md"
    (repaired.folder / "notes").mkdir(exist_ok=True)
    (repaired.folder / name).write_text(BAD, "utf-8")
    repaired.run(["baseline", "write", name, "--reason", "旧笔记"])
    git(repaired.folder, "add", ".xhslint-baseline.json")
    old = repaired.commit(name, BAD + "\n今天又做了一只。\n")
    assert old.returncode == 0, old.stdout + old.stderr
    new = repaired.commit(name, BAD + "\n今天又做了一只，价格私我。\n")
    assert new.returncode == 1, new.stdout + new.stderr
    assert "dm/" in new.stdout + new.stderr
    assert " · contact/" not in new.stdout + new.stderr
