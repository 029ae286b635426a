"""Whenever a run is killed, ended or refused by the system: each file is the old one or the new one, and nothing stays."""

from __future__ import annotations

import errno
from collections.abc import Set
from itertools import count
from pathlib import Path

import pytest

from tests.interrupting import ALL, LASTED, WRITING, Fault, failing, hung_up, killed, run_until, terminated
from tests.running import FORK, make_home
from xhslint.cli.main import main

pytestmark = FORK
DRAFT = "今天天气好，去公园散步。\n\nhttps://example.com/1\n\n下次见，加微信 momo_8812。\n"
CASES = {
    "fixes": (["notes", "--unsafe-fixes", "--no-cache", "--fail-on=never"], ["notes/a.md", "notes/b.md"]),
    "reports": (["notes", "--format=json=r.json", "--format=csv", "-o", "r.csv", "--no-cache"], ["r.json", "r.csv"]),
    "baseline": (["baseline", "write", "notes"], [".xhslint-baseline.json"]),
    "init": (["init", "--force"], [".xhslint.yaml", ".pre-commit-config.yaml"]),
}
OLD = {".xhslint-baseline.json": '{"version": 1, "drafts": {}}\n', "r.json": "old", ".xhslint.yaml": "lang: en\n"}


class Run:
    """A command on the same files again and again; `new` are their contents after it."""

    def __init__(self, case: str, folder: Path) -> None:
        self.folder = folder
        self.args, self.files = CASES[case]
        (folder / "notes").mkdir()
        self.reset()
        self.old = self.contents()
        self.status = self.again()
        self.new = self.contents()
        assert self.status in (0, 1) and self.new != self.old and not self.leftovers()

    def reset(self) -> None:
        for name in self.files:
            (self.folder / name).unlink(missing_ok=True)
        for name, text in {"notes/a.md": DRAFT, "notes/b.md": DRAFT * 2, **OLD}.items():
            (self.folder / name).write_text(text, "utf-8")

    def until(self, number: int, fault: Fault, operations: Set[str] = ALL) -> int:
        self.reset()
        return run_until(number, fault, self.args, self.folder, operations)

    def again(self) -> int:
        """Run to the end and return the exit status."""
        assert run_until(0, killed, self.args, self.folder) in (0, 1)
        return 0

    def contents(self) -> list[bytes | None]:
        paths = [self.folder / name for name in self.files]
        return [path.read_bytes() if path.exists() else None for path in paths]

    def leftovers(self) -> list[Path]:
        return list(self.folder.rglob(".xhslint-*.tmp"))

    def check(self) -> None:
        """Check that each file is old or new, and that the next run makes all of them new and cleans up."""
        now = self.contents()
        assert all(content in (old, new) for content, old, new in zip(now, self.old, self.new, strict=True))
        self.again()
        assert self.contents() == self.new and not self.leftovers()


@pytest.fixture
def run(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("HOME", str(make_home(tmp_path / "home")))
    (tmp_path / "warm").mkdir()
    monkeypatch.chdir(tmp_path / "warm")
    made = Run(request.param, tmp_path / "warm")
    made.reset()
    main(made.args)  # what it imports and loads here, all runs have, for each is a copy of this process
    (tmp_path / "cold").mkdir()
    return Run(request.param, tmp_path / "cold")


EACH = pytest.mark.parametrize("run", CASES, indirect=True)
QUICK = [pytest.param(case, marks=[] if case == "fixes" else pytest.mark.slow) for case in CASES]


@pytest.mark.parametrize("run", QUICK, indirect=True)
def test_killed(run: Run) -> None:
    stopped = 0
    for number in count(1):
        if run.until(number, killed) == LASTED:
            break
        stopped += 1
        run.check()
    assert stopped >= 4


@pytest.mark.slow
@EACH
@pytest.mark.parametrize("fault", [terminated, hung_up])
def test_ended(run: Run, fault: Fault) -> None:
    for number in count(1):
        status = run.until(number, fault)
        if status == LASTED:
            break
        assert status in (143, 129) and not run.leftovers()
        run.check()


@pytest.mark.slow
@EACH
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.ENOENT])
def test_refused(run: Run, code: int) -> None:
    for number in count(1):
        status = run.until(number, failing(code), WRITING)  # a draft that cannot be read is left out, as it should be
        if status == LASTED:
            break
        assert status == 2 or run.contents() == run.new
        run.check()
