"""The workflows: what they use is pinned, what they may do is little, and the commands that they run are there."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml

from tests.worktree import ROOT, run
from xhslint.base.version import __version__

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
COMMIT = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
WRITES = {
    ("release", "attest"): {"id-token", "attestations"},
    ("release", "pypi"): {"id-token"},
    ("release", "github"): {"contents"},
}
"""The jobs that may write something, and what."""

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def read(path: Path) -> dict[Any, Any]:
    workflow: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return workflow


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in read(path)["jobs"].values():
        yield from job["steps"]


def test_there_are_workflows_for_tests_and_releases() -> None:
    assert {path.stem for path in WORKFLOWS} >= {"tests", "release"}


@each_workflow
def test_every_action_is_pinned_to_a_commit_with_its_version_beside_it(path: Path) -> None:
    used = re.findall(r"^\s*(?:- )?uses: (.+)$", path.read_text("utf-8"), re.MULTILINE)
    assert used
    assert [each for each in used if not COMMIT.fullmatch(each)] == []


def test_an_action_has_one_commit_everywhere() -> None:
    used = {line for path in WORKFLOWS for line in re.findall(r"uses: (.+)", path.read_text("utf-8"))}
    assert len({line.split("@")[0] for line in used}) == len(used)


@each_workflow
def test_a_job_may_do_what_it_needs_and_ends(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert "group" in workflow["concurrency"]
    for name, job in workflow["jobs"].items():
        writing = {scope for scope, access in job["permissions"].items() if access == "write"}
        assert writing == WRITES.get((path.stem, name), set()), name
        assert set(job["permissions"].values()) <= {"read", "write"}, name
        assert 0 < job["timeout-minutes"] <= 120, name


@each_workflow
def test_the_token_is_not_left_in_the_checkout(path: Path) -> None:
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@each_workflow
def test_nothing_from_outside_is_written_into_a_script(path: Path) -> None:
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@each_workflow
def test_nothing_is_installed_in_a_version_that_may_change(path: Path) -> None:
    for step in steps(path):
        for words in re.findall(r"pip .*install (?:--quiet )?(.+)", step.get("run", "")):
            assert all(re.fullmatch(r"[\w-]+==[\d.]+|dist/\S+", word) for word in words.split()), words


@each_workflow
def test_the_scripts_that_are_run_are_in_the_repository(path: Path) -> None:
    named = {
        word
        for step in steps(path)
        for word in re.findall(r"(?<![\w/])(?:\.ci|packaging)/[\w./-]+", step.get("run", ""))
    }
    assert named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_only_a_tag_is_published() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "release.yml")["jobs"]
    for _, name in WRITES:
        assert jobs[name]["if"] == "github.ref_type == 'tag'"


def release_notes(tag: str, top: Path) -> CompletedProcess[str]:
    return run([sys.executable, str(top / ".ci" / "release_notes.py"), tag], top, expect=None)


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A tree whose changelog has sections about two versions, in one of which nothing is said."""
    for name in (".ci/release_notes.py", "xhslint/base/version.py"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text((ROOT / name).read_text("utf-8"), "utf-8")
    (tmp_path / "docs").mkdir()
    text = (
        f"# Changelog\n\n## {__version__} - 2026-11-28\n\n### Added\n\n- 新规则\n\n## 0.0.1 - 2026-01-01\n\n- older\n"
    )
    (tmp_path / "docs" / "CHANGELOG.md").write_text(text, "utf-8")
    return tmp_path


def test_the_notes_of_a_release_are_its_section_of_the_changelog(top: Path) -> None:
    done = release_notes(f"v{__version__}", top)
    assert (done.returncode, done.stdout) == (0, "### Added\n\n- 新规则\n")


def test_a_tag_of_another_version_is_refused(top: Path) -> None:
    done = release_notes("v0.0.1", top)
    assert done.returncode == 1
    assert f"not the tag of version {__version__}" in done.stderr


@pytest.mark.parametrize("heading", ["Unreleased", f"{__version__} - soon", f"{__version__}"])
def test_a_version_without_a_dated_section_is_not_released(top: Path, heading: str) -> None:
    (top / "docs" / "CHANGELOG.md").write_text(f"# Changelog\n\n## {heading}\n\n- 新规则\n", "utf-8")
    assert "has no section" in release_notes(f"v{__version__}", top).stderr
