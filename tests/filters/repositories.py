"""A git repository with drafts."""

from __future__ import annotations

import os
from pathlib import Path

from tests.worktree import run
from xhslint.filters.changed_lines import changed_lines


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
