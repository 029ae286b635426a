"""A repository whose settings, hooks and attributes name programs: none of them runs, and no connection is opened."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.filters.repositories import Repository
from tests.running import POSIX
from xhslint.cli.main import main

Capture = pytest.CaptureFixture[str]
pytestmark = POSIX

HOOKS = ("post-index-change", "post-checkout", "pre-commit", "reference-transaction", "fsmonitor-watchman")
ATTRIBUTES = "*.md filter=f filter=a=b diff=d merge=m text ident\n"


@pytest.fixture
def hostile(stranger: Path) -> Iterator[Repository]:
    """Give a repository with a changed note, and fail if a program that it names ran meanwhile."""
    (stranger / ".git").rmdir()
    repository = Repository(stranger)
    repository.put("notes/b.md", "一\n二\n")
    repository.put("notes/moved.md", "".join(f"第 {number} 行\n" for number in range(20)))
    repository.commit()
    ran = stranger.parent / "ran"
    spy = stranger.parent / "spy"
    spy.write_text(f'#!/bin/sh\necho "$0 $*" >> "{ran}"\n')
    spy.chmod(0o755)
    for name in HOOKS:
        (stranger / ".git/hooks" / name).symlink_to(spy)
    settings = {
        **{f"filter.{name}.{kind}": str(spy) for name in ("f", "a=b") for kind in ("clean", "smudge", "process")},
        **{f"diff.d.{kind}": str(spy) for kind in ("textconv", "command")},
        **{f"core.{name}": str(spy) for name in ("fsmonitor", "pager", "editor", "askPass", "sshCommand", "gitProxy")},
        **{f"pager.{name}": str(spy) for name in ("diff", "ls-files", "ls-tree", "cat-file", "rev-parse")},
        **{f"alias.{name}": f"!{spy}" for name in ("diff", "ls-files", "ls-tree", "cat-file", "rev-parse")},
        "core.hooksPath": str(stranger / ".git/hooks"),
        "core.alternateRefsCommand": str(spy),
        "core.untrackedCache": "true",
        "diff.external": str(spy),
        "interactive.diffFilter": str(spy),
        "gpg.program": str(spy),
        "credential.helper": f"!{spy}",
        "trace2.eventTarget": str(ran),
        "extensions.partialClone": "origin",
        "core.repositoryFormatVersion": "1",
        "remote.origin.promisor": "true",
        "remote.origin.url": "ssh://example.invalid/x",
        "remote.origin.uploadpack": str(spy),
        "protocol.allow": "always",
    }
    for name, value in settings.items():
        subprocess.run(["git", "config", "--file", ".git/config", name, value], cwd=stranger, check=True)
    (stranger / ".git/info/attributes").write_text(ATTRIBUTES)
    repository.put(".gitattributes", ATTRIBUTES)
    repository.put("notes/b.md", "一\n二\n加我微信 abc12345\n")
    os.rename("notes/moved.md", "notes/new.md")
    for path in stranger.glob("notes/*"):
        os.utime(path, (1, 1))
    ran.unlink(missing_ok=True)
    yield repository
    assert not ran.exists(), ran.read_text()


def test_the_programs_would_run(hostile: Repository) -> None:
    """Without this, the other tests could pass because nothing is set up."""
    subprocess.run(["git", "diff", "HEAD"], cwd=hostile.root, capture_output=True, check=False)
    ran = hostile.root.parent / "ran"
    assert ran.exists()
    ran.unlink()


@pytest.mark.parametrize("option", ["--diff", "--since=HEAD"])
def test_changed_lines(option: str, hostile: Repository, capsys: Capture) -> None:
    assert main(["notes", option, "--format=jsonl"]) == 1
    out, err = capsys.readouterr()
    assert err == "" and '"path":"notes/b.md"' in out and '"line":3' in out
    assert '"path":"notes/a.md"' not in out


@pytest.mark.parametrize(
    "command",
    [
        ["notes"],
        ["notes", "--fix"],
        ["baseline", "write", "notes"],
        ["init"],
        ["check", "--", "notes/b.md"],
        ["check", "--fix", "--quiet", "--fail-on", "never", "--", "notes/b.md"],
        ["check", "--diff", "--", "notes/b.md"],
    ],
)
def test_other_commands_and_the_hooks_of_pre_commit(
    command: list[str], hostile: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(hostile.root.parent / "spy"))
    monkeypatch.setenv("GIT_SSH_COMMAND", str(hostile.root.parent / "spy"))
    assert main(command) in (0, 1), capsys.readouterr().err


def lose(repository: Repository, name: str) -> None:
    """Take the content of a committed file out of a repository."""
    blob = subprocess.run(
        ["git", "rev-parse", f"HEAD:{name}"], cwd=repository.root, capture_output=True, text=True, check=True
    ).stdout.strip()
    (repository.root / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()
    (repository.root.parent / "ran").unlink(missing_ok=True)


def test_what_may_have_been_renamed_need_not_be_there(hostile: Repository, capsys: Capture) -> None:
    hostile.put("notes/new.md", "加我微信 abc12345\n")
    subprocess.run(["git", "update-index", "--add", "--cacheinfo", f"100644,{'0' * 39}1,notes/new.md"], check=True)
    lose(hostile, "notes/moved.md")
    assert main(["notes/new.md", "--diff"]) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("option", ["--diff", "--since=HEAD"])
def test_what_a_partial_clone_lacks_is_not_fetched(option: str, hostile: Repository, capsys: Capture) -> None:
    lose(hostile, "notes/b.md")
    assert main(["notes", option, "--lang=en"]) == 2
    err = capsys.readouterr().err
    assert "lacks the object" in err and "internal error" not in err


def test_git_in_the_current_folder_is_not_run(hostile: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    (hostile.root / "git").symlink_to(hostile.root.parent / "spy")
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{os.environ['PATH']}")
    assert main(["notes", "--diff"]) == 1


def test_a_bare_repository_among_the_notes_is_none(stranger: Path, capsys: Capture) -> None:
    (stranger / ".git").rmdir()
    subprocess.run(["git", "init", "--bare", "--quiet", "notes"], check=True)
    (stranger / "notes/.git").mkdir()
    spy = stranger.parent / "ran"
    subprocess.run(["git", "config", "--file", "notes/config", "core.fsmonitor", f"touch {spy}"], check=True)
    assert main(["notes", "--diff", "--lang=en"]) == 2
    assert "not in a git repository" in capsys.readouterr().err
    assert not spy.exists()
