"""The licences of what the package contains: each source is named, and each text lies in the package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.worktree import ROOT

NOTICE = (ROOT / "NOTICE").read_text("utf-8")
TEXTS = sorted((ROOT / "packaging" / "licenses").glob("*.txt"))
URL_ONLY = {"CC-BY-3.0"}
"""Licences that ask for their address instead of their text."""


@pytest.mark.parametrize("requirements", sorted(ROOT.glob(".ci/*-requirements.txt")), ids=lambda path: path.stem)
def test_the_notice_names_every_package_that_a_table_is_made_from(requirements: Path) -> None:
    names = re.findall(r"^([\w.-]+)==", requirements.read_text("utf-8"), re.MULTILINE)
    assert names and all(re.search(rf"\b{re.escape(name)}\b", NOTICE) for name in names)


def test_the_notice_names_every_table_of_the_package() -> None:
    tables = [path.name for path in (ROOT / "xhslint" / "data").glob("*.txt")]
    assert len(tables) == 2
    for table in [*tables, "words.trie"]:
        assert f"\nxhslint/data/{table}" in NOTICE


def test_every_licence_in_the_notice_has_its_text_or_its_address() -> None:
    named = set(re.findall(r"\((\S+?)[),]", NOTICE))
    assert named == {path.stem for path in TEXTS} | URL_ONLY
    assert "https://creativecommons.org/licenses/by/3.0/" in NOTICE
    for holder in re.findall(r"([\w-]+)(?: and ([\w-]+))? \(MIT\)", NOTICE):
        assert all(name in (ROOT / "packaging/licenses/MIT.txt").read_text("utf-8") for name in holder)


def test_the_package_says_its_licences_and_brings_their_texts() -> None:
    metadata = pytest.importorskip("hatchling.metadata.core")
    plugins = pytest.importorskip("hatchling.plugin.manager").PluginManager()
    pytest.importorskip("hatch_fancy_pypi_readme")  # which the build asks for the README
    core = metadata.ProjectMetadata(str(ROOT), plugins).core
    assert set(core.license_expression.split(" AND ")) == {path.stem for path in TEXTS} | URL_ONLY
    texts = [path.relative_to(ROOT).as_posix() for path in TEXTS]
    assert sorted(core.license_files) == sorted(["LICENSE", "NOTICE", *texts])
