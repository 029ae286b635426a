"""The pinned requirements, of which the action installs nothing but what has the right hash."""

from __future__ import annotations

import re

import pytest

from tests.worktree import ROOT

FILES = [ROOT / "packaging" / "requirements" / f"{name}.txt" for name in ("build", "run")]
PIN = re.compile(r"^([\w.-]+)==([\w.]+)(?: ; .+)? \\\n +--hash=sha256:[0-9a-f]{64}", re.MULTILINE)


def test_everything_that_the_package_asks_for_is_pinned_and_has_a_hash() -> None:
    tomllib, requirements = pytest.importorskip("tomllib"), pytest.importorskip("packaging.requirements")
    read = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    text = "".join(path.read_text("utf-8") for path in FILES)
    pins = PIN.findall(text)
    assert len(pins) == text.count("==") - text.count("_version ==")
    for asked in map(requirements.Requirement, read["build-system"]["requires"] + read["project"]["dependencies"]):
        versions = [version for name, version in pins if name == asked.name]
        assert versions and all(version in asked.specifier for version in versions), asked


def test_a_package_has_one_version_in_both_files() -> None:
    build, run = (set(PIN.findall(path.read_text("utf-8"))) for path in FILES)
    both = {name for name, _ in build} & {name for name, _ in run}
    assert {pin for pin in build ^ run if pin[0] in both} == set()
