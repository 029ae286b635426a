"""Configuration files that extend others."""

from __future__ import annotations

import os

from tests.config.helpers import mistakes, read, write
from xhslint.config.settings import Settings

TEAM = "团队 设置"


def test_extends() -> None:
    write("rules/own.yaml", "[]\n")
    write(f"{TEAM}/base.yaml", "profile: pro\nlang: en\nignore: [format]\nrules: [../rules]\nseverity: {dm: info}\n")
    write(f"{TEAM}/strict.yaml", "extends: [base.yaml]\nfail-on: info\nseverity: {dm: error}\nexclude: [旧/]\n")
    write("pyproject.toml", "[tool.xhslint]\nfail-on = 'warning'\njobs = 3\n")
    config = read(
        f"""\
        overrides: [{{paths: [b.md], profile: ad}}]
        extends: [{TEAM}/strict.yaml, pyproject.toml, {TEAM}/base.yaml]
        ignore: [dm/bare]
        profile: paid
        """
    )
    assert [layer.origin.replace(os.sep, "/") for layer in config.files] == [
        *(f"{TEAM}/base.yaml", f"{TEAM}/strict.yaml", "pyproject.toml", ".xhslint.yaml"),
    ]
    assert config.settings("a.md") == Settings("paid", (), ("format", "dm/bare"), (), (("dm", "error"),))
    assert config.settings("b.md").profile == "ad"
    assert (config.lang, config.fail_on, config.jobs, config.rules) == ("en", "warning", 3, ("rules",))
    assert config.excluded(f"{TEAM}/旧/a.md") and not config.excluded("旧/a.md")  # relative to the file that says so


def test_select_begins_anew() -> None:
    write("base.yaml", "select: [dm]\nignore: [dm/bare]\nextend-select: [link]\n")
    assert read("extends: base.yaml\nselect: [format]\nignore: [format/body]\n").settings() == Settings(
        "personal", ("format",), ("format/body",)
    )
    assert read("extends: base.yaml\nselect: []\n").settings() == Settings()


def test_overrides_of_an_extended_file_come_first() -> None:
    write("base.yaml", "overrides: [{paths: ['*'], profile: ad, severity: {dm: info}}]\n")
    config = read("overrides: [{paths: ['*'], profile: paid}]\nextends: base.yaml\n")
    assert config.settings("a.md") == Settings("paid", severity=(("dm", "info"),))


def test_what_cannot_be_extended() -> None:
    write("b.yaml", "extends: c/c.yaml\nprofil: paid\n")
    write("c/c.yaml", "jobs: 1\nextends: [../a.yaml]\n")
    c = os.path.join("c", "c.yaml")
    assert mistakes("extends: [缺.yaml, b.yaml]\n", "a.yaml") == [
        "a.yaml:1:11: no such file or folder: 缺.yaml",
        "b.yaml:2:1: unknown key 'profil', did you mean profile?",
        f"{c}:2:11: extends leads back to itself: a.yaml → b.yaml → {c} → a.yaml",
    ]
    assert mistakes("extends: ./a.yaml\n", "a.yaml") == ["a.yaml:1:10: extends leads back to itself: a.yaml → a.yaml"]
    write("pyproject.toml", "[tool]\n")
    assert mistakes("extends: pyproject.toml\n", "a.yaml") == ["pyproject.toml: no table [tool.xhslint]"]


def test_a_long_chain() -> None:
    for number in range(40):
        write(f"{number}.yaml", f"extends: {number + 1}.yaml\n")
    write("40.yaml", "")
    assert mistakes("extends: 0.yaml\n", "a.yaml") == ["18.yaml:1:10: more than 20 files extend each other"]
