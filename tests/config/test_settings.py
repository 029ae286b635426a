"""What a configuration file says, what that comes to for a draft, and what is said of mistakes in it."""

from __future__ import annotations

import os
import pickle
import re
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xhslint.base.errors import InputError, Problem
from xhslint.config.discover import find
from xhslint.config.load import KEYS, load
from xhslint.config.settings import Config, Settings, merged
from xhslint.linter.linter import rulebook_for
from xhslint.messages.catalogue import TEXTS

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0  # root may read everything
IDS = ("dm/bare", "dm/purchase", "format/body", "format/title", "link/taobao", "ranking/exchange")
TEAM = "团队 设置"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Tests work in a folder of their own, with relative paths."""
    path = tmp_path / "笔记 仓库"
    path.mkdir()
    monkeypatch.chdir(path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return path


def write(name: str | Path, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(textwrap.dedent(text).encode())
    return path


def ids(rules: Sequence[str]) -> Sequence[str]:
    return IDS


def read(text: str, name: str = ".xhslint.yaml") -> Config:
    return load(write(name, text), "en", ids)


def mistakes(text: str, name: str = ".xhslint.yaml", lang: str | None = "en") -> list[str]:
    path = write(name, text)
    with pytest.raises(InputError) as caught:
        load(path, lang, ids)
    return [str(problem) for problem in caught.value.problems]


# --- which file holds -------------------------------------------------------------------------------------------------


def test_the_nearest_configuration_above_holds(folder: Path) -> None:
    write(".xhslint.yaml", "")
    write("品牌 甲/.xhslint.yml", "")
    deep = folder / "品牌 甲" / "春 季" / "第一批"
    deep.mkdir(parents=True)
    assert find(deep) == folder / "品牌 甲" / ".xhslint.yml"
    assert find(folder / "品牌 乙") == folder / ".xhslint.yaml"
    assert find(Path()) == folder / ".xhslint.yaml"


def test_order_in_one_folder(folder: Path) -> None:
    write("pyproject.toml", "[tool.xhslint]\n")
    assert find(folder) == folder / "pyproject.toml"
    write(".xhslint.yml", "")
    assert find(folder) == folder / ".xhslint.yml"
    write(".xhslint.yaml", "")
    assert find(folder) == folder / ".xhslint.yaml"


@pytest.mark.parametrize(
    "text",
    [
        "[tool.xhslint]\n",
        "[tool.ruff]\r\nline-length = 80\r\n\r\n  [ tool . xhslint ]\r\n",
        "[[tool.xhslint.overrides]]\npaths = []\n",
        "tool.xhslint.profile = 'paid'\n",
        "[tool]\nxhslint = {profile = 'paid'}\n",
        "\ufefftool.xhslint.profile = 'paid'\n",
        "[tool.xhslint]\nbroken",
    ],
)
def test_a_pyproject_with_the_table_counts(text: str, folder: Path) -> None:
    write("pyproject.toml", text)
    assert find(folder) == folder / "pyproject.toml"


@pytest.mark.parametrize(
    "text", ["", "[project]\nname = 'xhslint'\n", "tool = 1\nx = 'xhslint'\n", "xhslint = [", "# [tool.xhslint]\n"]
)
def test_a_pyproject_without_the_table_does_not(text: str, folder: Path) -> None:
    write("pyproject.toml", text)
    (folder / "sub").mkdir()
    write("sub/.xhslint.yaml/a.md", "a folder of that name")
    assert find(folder / "sub") is None


def test_no_parser_is_asked_without_need(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xhslint.config.toml_nodes._parser", lambda: pytest.fail("asked"))
    write("pyproject.toml", "[dependency-groups]\ndev = ['xhslint', 'xhslint==0.1.0', \"xhslint>=1\"]\n[tool.ruff]\n")
    assert find(folder) is None
    monkeypatch.setitem(sys.modules, "xhslint.config.toml_nodes", None)
    write("pyproject.toml", "[tool.ruff]\n")
    assert find(folder) is None


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links(folder: Path, tmp_path: Path) -> None:
    write(".xhslint.yaml", "overrides: [{paths: [campaign/], profile: paid}]\n")
    link = tmp_path / "别处"
    link.symlink_to(folder, target_is_directory=True)
    assert find(link) == link / ".xhslint.yaml"
    for name in (folder / ".xhslint.yaml", link / ".xhslint.yaml"):
        config = load(name)
        for draft in (folder / "campaign/a.md", link / "campaign/a.md", "campaign/a.md"):
            assert config.settings(draft).profile == "paid"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_dead_link_is_told_of(folder: Path) -> None:
    Path(".xhslint.yaml").symlink_to("nowhere")
    path = find(folder)
    assert path == folder / ".xhslint.yaml"
    with pytest.raises(InputError, match=r"^\.xhslint\.yaml: .*no such file"):
        load(path)


@pytest.mark.skipif(IS_ROOT or os.name == "nt", reason="nothing is unreadable")
def test_unreadable() -> None:
    path = write(".xhslint.yaml", "")
    path.chmod(0)
    with pytest.raises(InputError, match="permission denied"):
        load(path)


def test_a_folder_in_place_of_a_file(folder: Path) -> None:
    with pytest.raises(InputError, match=r"is a folder|permission denied"):
        load(folder)


# --- what it says -----------------------------------------------------------------------------------------------------


EVERYTHING = """\
profile: pro
lang: en
select: [dm, format]
ignore: dm/bare
extend-select:
  - link/taobao
severity: {format: info, format/title: off}
rules: [../品牌 规则.yaml]
exclude: ["archive/"]
fail-on: warning
as-of: 2026-01-31
format: [text, json=out/报告.json]
baseline: .base.json
require-reason: yes
report-unused: true
jobs: 2
overrides:
  - paths: campaign/**
    profile: paid
    ignore: [format]
    extend-select: [dm/bare]
    severity: {dm: error}
"""
EVERYTHING_TOML = """\
[tool.xhslint]
profile = "pro"
lang = "en"
select = ["dm", "format"]
ignore = "dm/bare"
extend-select = ["link/taobao"]
severity = {format = "info", "format/title" = "off"}
rules = ["../品牌 规则.yaml"]
exclude = ["archive/"]
fail-on = "warning"
as-of = 2026-01-31
format = ["text", "json=out/报告.json"]
baseline = ".base.json"
require-reason = true
report-unused = true
jobs = 2

[[tool.xhslint.overrides]]
paths = ["campaign/**"]
profile = "paid"
ignore = ["format"]
extend-select = ["dm/bare"]
severity = {dm = "error"}
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(("name", "text"), [(".xhslint.yaml", EVERYTHING), ("pyproject.toml", EVERYTHING_TOML)])
def test_every_key(name: str, text: str, mark: str, ends: str) -> None:
    write("品牌 规则.yaml", "[]\n")
    config = read(mark + text.replace("\n", ends), f"项目 一/{name}")
    assert config.lang == "en"
    assert [Path(path).as_posix() for path in config.rules] == ["品牌 规则.yaml"]
    assert config.fail_on == "warning"
    assert config.as_of == "2026-01-31"
    assert config.format == ("text", "json=" + os.path.join("项目 一", "out", "报告.json"))
    assert config.baseline == os.path.join("项目 一", ".base.json")
    assert config.require_reason and config.report_unused
    assert config.jobs == 2
    base = Settings(
        "pro", ("dm", "format"), ("dm/bare",), ("link/taobao",), (("format", "info"), ("format/title", "off"))
    )
    assert config.settings() == config.settings("项目 一/a.md") == config.settings("campaign/a.md") == base
    assert config.settings("项目 一/campaign/夏/a.md") == Settings(
        "paid",
        ("dm", "format"),
        ("format",),
        ("link/taobao", "dm/bare"),
        (("dm", "error"), ("format", "info"), ("format/title", "off")),
    )
    assert config.excluded("项目 一/archive/a.md") and not config.excluded("archive/a.md")
    assert pickle.loads(pickle.dumps(config)) == config
    assert hash(config.settings())


@pytest.mark.parametrize("text", ["", "\ufeff", "# 还没有设置\n", "---\n", "profile:\nignore:\n# - dm\n", "{}"])
def test_nothing_said(text: str) -> None:
    config = read(text)
    assert config.settings("a.md") == Settings() == Config().settings("a.md")
    assert (config.lang, config.rules, config.fail_on, config.format) == (None, (), "error", ("text",))
    assert (config.as_of, config.baseline, config.jobs) == (None, None, None)
    assert not (config.require_reason or config.report_unused or config.excluded("a.md"))


def test_other_encodings() -> None:
    """As editors on a Chinese Windows save it."""
    for encoding in ("gb18030", "utf-16"):
        path = Path(".xhslint.yaml")
        path.write_bytes("# 设置：春季活动的笔记都是报备合作\nbaseline: 基线.json\n".encode(encoding))
        assert load(path).baseline == "基线.json"


def test_separators_of_windows() -> None:
    write("品牌/规则.yaml", "[]\n")
    config = read("rules: ['品牌\\规则.yaml']\noverrides: [{paths: ['活动\\**', '\\!急.md'], profile: paid}]\n")
    assert config.rules == (os.path.join("品牌", "规则.yaml"),)
    assert config.settings("活动/春 季/a.md").profile == "paid"
    assert config.settings("!急.md").profile == "paid"
    assert config.settings("a.md").profile == "personal"


def test_of_several_overrides_the_later_win() -> None:
    config = read(
        """\
        severity: {dm/bare: info, ranking: warning}
        overrides:
          - {paths: ["*.md"], profile: pro, severity: {dm: warning}}
          - {paths: ["campaign/", "!campaign/自己 的.md"], profile: paid, severity: {dm/bare: error}}
        """
    )
    assert config.settings("x/a.md") == Settings("pro", severity=(("dm", "warning"), ("ranking", "warning")))
    assert config.settings("campaign/自己 的.md").profile == "pro"
    paid = config.settings("campaign/a.md")
    assert paid.profile == "paid"
    assert [paid.level(each) for each in ("dm/bare", "dm/purchase", "ranking/exchange", "link/taobao")] == [
        *("error", "warning", "warning", None),
    ]
    assert config.settings("../x.md").profile == "personal"  # outside


def test_what_is_left_out_can_be_taken_in_again() -> None:
    config = read(
        """\
        ignore: [format, dm/bare]
        overrides:
          - {paths: [a/], extend-select: [format/title]}
          - {paths: [b/], extend-select: [dm], ignore: [ranking]}
        """
    )
    assert config.settings("x.md").ignore == ("format", "dm/bare")
    assert config.settings("a/x.md").ignore == ("format/body", "dm/bare")
    assert config.settings("b/x.md").ignore == ("format", "ranking")


def test_rule_names_are_asked_for_with_the_rule_files() -> None:
    write("brand.yaml", "[]\n")
    asked = []

    def known(rules: Sequence[str]) -> Sequence[str]:
        asked.append(tuple(rules))
        return (*IDS, "brand/own")

    load(write("a.yaml", "rules: [brand.yaml]\nignore: [brand]\n"), "en", known)
    load(write("b.yaml", "rules: [brand.yaml]\n"), "en", known)
    assert asked == [("brand.yaml",)]


def test_mistakes_in_rule_files_are_told_with_the_others() -> None:
    def known(rules: Sequence[str]) -> Sequence[str]:
        raise InputError([Problem("brand.yaml", 1, 1, "expected a list")])

    path = write("a.yaml", "ignore: [nothing]\njobs: no\n")
    with pytest.raises(InputError) as caught:
        load(path, "en", known)
    assert [str(each) for each in caught.value.problems] == [
        "a.yaml:2:7: expected a whole number from 1 on",
        "brand.yaml:1:1: expected a list",
    ]


# --- extends ----------------------------------------------------------------------------------------------------------


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


# --- mistakes ---------------------------------------------------------------------------------------------------------


def test_all_mistakes_at_once() -> None:
    text = """\
        profile: payd
        lnag: en
        ignore: [dm/bear, dm, [x]]
        severity: {bare: eror, dm: info, dm: off}
        jobs: 0
        fail-on: {a: b}
        as-of: 2026-2-30
        require-reason: yess
        format: [text, jsn, json=]
        overrides:
          - profile: paid
          - {path: [x], paths: [y]}
          - 1
        exclude: ['!', {}]
        rules: [缺 少/]
        select: true
        """
    formats = [each for each in mistakes(text) if each.startswith(".xhslint.yaml:9:")]
    assert mistakes(text) == [
        ".xhslint.yaml:1:10: unknown value 'payd', did you mean paid? (one of: personal, pro, paid, ad)",
        ".xhslint.yaml:2:1: unknown key 'lnag', did you mean lang?",
        ".xhslint.yaml:3:10: no rule or family 'dm/bear', did you mean dm/bare?",
        ".xhslint.yaml:3:23: expected text",
        ".xhslint.yaml:4:12: no rule or family 'bare', did you mean dm/bare?",
        ".xhslint.yaml:4:18: unknown value 'eror', did you mean error? (one of: error, warning, info, off)",
        ".xhslint.yaml:4:34: duplicate key 'dm', first on line 4",
        ".xhslint.yaml:5:7: expected a whole number from 1 on",
        ".xhslint.yaml:6:10: expected text",
        ".xhslint.yaml:7:8: '2026-2-30' is no day; write it as 2026-01-31",
        ".xhslint.yaml:8:17: expected true or false",
        *formats,
        ".xhslint.yaml:11:5: missing key 'paths'",
        ".xhslint.yaml:12:6: unknown key 'path', did you mean paths?",
        ".xhslint.yaml:13:5: expected lines of 'key: value'",
        ".xhslint.yaml:14:11: invalid pattern '!': Invalid git pattern: '!'",
        ".xhslint.yaml:14:16: expected text",
        ".xhslint.yaml:15:9: no such file or folder: 缺 少",
        ".xhslint.yaml:16:9: expected text",
    ]
    assert [each.partition(" (one of: text, json")[0] for each in formats] == [
        ".xhslint.yaml:9:16: unknown value 'jsn', did you mean json? (one of: auto, text, json, jsonl, sarif, github, gitlab, junit, rdjsonl, checkstyle, csv, html)",
        ".xhslint.yaml:9:21: unknown value 'json=', did you mean json? (one of: auto, text, json, jsonl, sarif, github, gitlab, junit, rdjsonl, checkstyle, csv, html)",
    ]


def test_all_mistakes_at_once_in_toml() -> None:
    text = '''\
        [project]
        name = "x"  # [tool.xhslint]
        description = """
        [tool.xhslint]
        profile = "payd" \\""" """
        when = 2026-01-31 12:00:00

        [tool.xhslint]
        "lnag" = 'en'
        ignore = [
          "dm", # "dm/bear"
          'dm/bear', [[]],
        ]
        jobs = true
        severity."dm/bare" = "of"
        exclude = {}

        [[tool.xhslint.overrides]]
        paths = ["]"]
        [[tool.xhslint.overrides]]
          profil = "ad"
          severity = { dm = "info", "rankin" = "off" }
        [tool.xhslint.sevrity]
        '''
    assert mistakes(text, "pyproject.toml") == [
        "pyproject.toml:9:1: unknown key 'lnag', did you mean lang?",
        "pyproject.toml:12:3: no rule or family 'dm/bear', did you mean dm/bare?",
        "pyproject.toml:12:14: expected text",
        "pyproject.toml:14:8: expected a whole number from 1 on",
        "pyproject.toml:15:22: unknown value 'of', did you mean off? (one of: error, warning, info, off)",
        "pyproject.toml:16:11: expected a list such as [a, b]",
        "pyproject.toml:20:1: missing key 'paths'",
        "pyproject.toml:21:3: unknown key 'profil', did you mean profile?",
        "pyproject.toml:22:29: no rule or family 'rankin', did you mean ranking?",
        "pyproject.toml:23:1: unknown key 'sevrity', did you mean severity?",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("profile: [", "2:1: not valid YAML: did not find expected node content"),
        ("profile: paid\n\tlang: en\n", "2:1: not valid YAML: found a tab character that violates indentation"),
        ("a: 1\n---\nb: 2\n", "2:1: not valid YAML: but found another document"),
        ("profile: *x\n", "1:10: not valid YAML: found undefined alias"),
        ("[" * 5000, "1:1: nested too deeply"),
        ("- profile: paid\n", "1:1: expected lines of 'key: value'"),
        ("paid", "1:1: expected lines of 'key: value'"),
        ("[profile]: paid\n", "1:1: a key must be text"),
        ("overrides: {paths: [a]}", "1:12: expected a list whose items begin with - and hold 'key: value'"),
        ("severity: [dm]", "1:11: expected lines of 'key: value'"),
        ("jobs: 99999999999999999999", "1:7: expected a whole number from 1 on"),
        ('paths: "campaign\\**"', "1:18: not valid YAML: found unknown escape character"),
    ],
)
def test_broken_yaml(text: str, expected: str) -> None:
    (told,) = mistakes(text)
    assert told.startswith(".xhslint.yaml:")
    assert told.split(": ", 1)[1] == expected.split(": ", 1)[1]
    if "not valid" not in expected:  # the two loaders of PyYAML differ by a column
        assert told == f".xhslint.yaml:{expected}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[tool.xhslint]\nprofile = paid\n", r":2:11: not valid TOML: Invalid value"),
        ("[tool.xhslint]\r\njobs = 1\r\njobs = 2\r\n", r":3:\d+: not valid TOML: Cannot overwrite a value"),
        ("[tool.xhslint]\nprofile = '", r":2:\d+: not valid TOML: Expected \"'\""),
        ("[tool.xhslint]\nx = " + "[" * 5000, r"(:2:\d+)?: (nested too deeply|not valid TOML: .+)"),
        ("[tool]\nxhslint = 1\n", r":2:11: expected lines of 'key: value'"),
    ],
)
def test_broken_toml(text: str, expected: str) -> None:
    (told,) = mistakes(text, "pyproject.toml")
    assert re.fullmatch(r"pyproject\.toml" + expected + ".*", told), told


def test_a_python_without_tomllib(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    for name in ("tomllib", "tomli"):
        monkeypatch.setitem(sys.modules, name, None)
    write("pyproject.toml", "[project]\nname = 'xhslint'\n")
    assert find(folder) is None
    (told,) = mistakes("[tool.xhslint]\n", "pyproject.toml")
    assert told == "pyproject.toml: " + TEXTS["en"]["config.no toml"]
    assert find(folder) == folder / "pyproject.toml"


def test_messages_are_in_the_language_of_the_file_unless_asked() -> None:
    text = "jobs: x\nlang: en\n"
    assert mistakes(text, lang=None) == [".xhslint.yaml:1:7: expected a whole number from 1 on"]
    assert mistakes(text, lang="zh") == [".xhslint.yaml:1:7: 这里应写从 1 起的整数"]
    assert mistakes("jbs: 1\n", lang=None) == [".xhslint.yaml:1:1: 没有 'jbs' 这个设置，是不是 jobs？"]
    assert mistakes("jobs: [\n", lang=None)[0].partition(": ")[2].startswith("YAML 有误：")


def test_an_alias_is_followed_no_further_than_it_makes_sense() -> None:
    assert read("severity: &s {dm: info}\noverrides: [{paths: [a], severity: *s}]\n").overrides[0].severity
    assert mistakes("ignore: &a [dm, *a]\n") == [".xhslint.yaml:1:9: expected text"]


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(InputError, match=r"^缺\.yaml: 找不到文件"):
        load("缺.yaml")


MARKS = (*":,-[]{}=.\"'#&*|!", ": ", "\n", "\n  ", "\n- ", "\r\n", " ", "\t", "'''", '"""')
WORDS = (
    *KEYS,
    "paths",
    "dm",
    "paid",
    "1",
    "true",
    "&a",
    "*a",
    "春",
    "[tool.xhslint]\n",
    "[[tool.xhslint.overrides]]\n",
)
PIECES = st.sampled_from((*MARKS, *WORDS))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.lists(PIECES, max_size=25).map("".join), name=st.sampled_from(["a.yaml", "a.toml"]))
def test_any_text_gives_a_configuration_or_mistakes(text: str, name: str) -> None:
    Path(name).write_text(("[tool.xhslint]\n" if name == "a.toml" else "") + text, "utf-8")
    try:
        load(name, "en", ids).dump("春.md")
    except InputError as error:
        lines = text.count("\n") + 3
        assert all(each.line <= lines for each in error.problems)


TOML_KEYS = st.sampled_from(['"dm/bare"', "a", "'x y'", "b-c", '"é"'])
TOML_VALUES: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(['"#]"', "'\"'", '"""\n]"x\\""""', "'''a''''", "1.5", "true", "2026-01-31 10:00:00", "+inf"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[ # ]\n" + ",\n".join(items) + "]")
        | st.dictionaries(TOML_KEYS, inner, max_size=2).map(
            lambda items: "{" + ", ".join(f"{key} = {value}" for key, value in items.items()) + "}"
        )
    ),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(before=st.lists(TOML_VALUES, max_size=4))
def test_positions_in_toml_whatever_stands_before(before: list[str]) -> None:
    lines = [f"k{number} = {value}" for number, value in enumerate(before)]
    text = "\n".join([*lines, "[other]", *lines, "[tool.xhslint]", "profile = 'payd'"])
    (told,) = mistakes(text, "a.toml")
    assert told.startswith(f"a.toml:{text.count(chr(10)) + 1}:11: ")


# --- the command line -------------------------------------------------------------------------------------------------


def test_options_win() -> None:
    config = read(
        """\
        {profile: pro, lang: en, fail-on: info, format: json, as-of: 2025-01-01, jobs: 2, baseline: a, ignore: [dm],
         overrides: [{paths: [b/], profile: paid, severity: {dm: off}}]}
        """
    )
    nothing: dict[str, Any] = {
        **dict.fromkeys(("profile", "fail_on", "format", "as_of", "jobs", "baseline", "lang")),
        **dict.fromkeys(("select", "ignore", "extend_select", "rules", "exclude"), ()),
        **dict.fromkeys(("require_reason", "report_unused"), False),
        "paths": ("notes",),
    }
    assert merged(config, nothing) == config
    said = {"profile": "ad", "fail_on": "never", "format": "text", "as_of": "2026-01-01", "jobs": 8, "baseline": "b"}
    more = {"ignore": ["format"], "rules": ("r.yaml",), "require_reason": True, "lang": "zh"}
    both = merged(config, {**nothing, **said, **more})
    assert (both.fail_on, both.format, both.as_of, both.jobs, both.baseline) == (
        "never",
        ("text",),
        "2026-01-01",
        8,
        "b",
    )
    assert (both.lang, both.rules, both.require_reason, both.report_unused) == ("zh", ("r.yaml",), True, False)
    assert both.settings("b/a.md") == Settings("ad", (), ("dm", "format"), (), (("dm", "off"),))
    assert merged(config, {"select": ["dm"]}).settings("a.md") == Settings("pro", ("dm",))
    assert merged(config, {"extend_select": ["dm"]}).settings("a.md") == Settings("pro", (), (), ("dm",))
    assert merged(Config(), {"profile": "paid"}).settings("a.md") == Settings("paid")


def test_whose_note_it_is() -> None:
    """An option, the draft itself, an override, the file."""
    config = read("{profile: pro, overrides: [{paths: [b/], profile: paid}]}")
    assert config.settings("a.md").profile == "pro"
    assert config.settings("b/a.md").profile == "paid"
    assert config.settings("b/a.md", "personal").profile == "personal"
    assert merged(config, {"profile": "ad"}).settings("b/a.md", "personal").profile == "ad"


def test_excluded_and_what_a_walk_may_skip(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "notes").mkdir()
    write("other/base.yaml", "exclude: [only-there/]\n")
    write(".xhslint.yaml", "extends: other/base.yaml\nexclude: [archive/, '*.draft.md', notes/old/]\n")
    config = merged(load(folder / ".xhslint.yaml"), {"exclude": ("x/",)})
    assert config.exclude_here() == ("archive/", "*.draft.md", "notes/old/", "x/")
    assert config.excluded("notes/archive/a.md") and config.excluded("a.draft.md") and config.excluded("notes/old/a.md")
    assert not config.excluded("x/a.md")  # the walk's business, as ever
    monkeypatch.chdir("notes")
    config = load(folder / ".xhslint.yaml")
    assert config.exclude_here() == ("archive/", "*.draft.md")
    assert config.excluded("old/a.md") and config.excluded(folder / "notes/old/a.md") and not config.excluded("a.md")
    write("../.xhslint.yaml", "exclude: ['*.md', '!a.md']\n")
    config = load(folder / ".xhslint.yaml")
    assert config.exclude_here() == ()
    assert config.excluded("b.md") and not config.excluded("a.md")


def test_the_page_tells_of_every_key_and_its_examples_load(folder: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text("utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE) == list(KEYS)
    (folder / "brand-rules").mkdir()
    told = []
    for kind, name in (("yaml", ".xhslint.yaml"), ("toml", "pyproject.toml")):
        example = re.search(rf"```{kind}\n(.+?)```", page, re.DOTALL)
        assert example
        config = load(write(name, example[1]), "en", lambda rules: rulebook_for(()).ids)
        told.append(
            (config.settings("a.md"), config.settings("campaign/a.md"), config.rules, config.excluded("a.draft.md"))
        )
    assert told[0] == told[1]
    assert told[0][1].level("dm/bare") == "warning" and "format/title-length" not in told[0][1].ignore


# --- shown ------------------------------------------------------------------------------------------------------------


def test_dump() -> None:
    write("品牌 规则.yaml", "[]\n")
    write("base.yaml", "ignore: [format]\nseverity: {dm: info}\nexclude: [旧/]\n")
    config = read(
        """\
        extends: base.yaml
        profile: pro
        ignore: [dm/bare]
        rules: [品牌 规则.yaml]
        overrides:
          - {paths: [campaign/**], profile: paid, extend-select: [format/title], severity: {dm/bare: off}}
        """
    )
    config = merged(config, {"fail_on": "info"})
    assert config.dump(lang="en") == textwrap.dedent(
        """\
        profile: pro  # .xhslint.yaml
        lang: zh  # default
        select: []  # default
        ignore:
          - format  # base.yaml
          - dm/bare  # .xhslint.yaml
        extend-select: []  # default
        severity:
          dm: info  # base.yaml
        rules:
          - 品牌 规则.yaml  # .xhslint.yaml
        exclude:
          - 旧/  # base.yaml
        fail-on: info  # command line
        as-of: null  # default
        format: [text]  # default
        baseline: null  # default
        require-reason: false  # default
        report-unused: false  # default
        jobs: null  # default
        overrides:
          - paths: [campaign/**]  # .xhslint.yaml:6
            profile: paid
            extend-select: [format/title]
            severity: {dm/bare: 'off'}
        """
    )
    again = read(config.dump())
    assert again.settings("campaign/a.md") == config.settings("campaign/a.md")
    shown = config.dump("campaign/春 天.md", lang="en")
    assert shown.startswith("# campaign/春 天.md\nprofile: paid  # .xhslint.yaml:6\n")
    assert "  - format/body  # base.yaml\n" in shown
    assert "  dm/bare: 'off'  # .xhslint.yaml:6\n" in shown
    assert "overrides" not in shown
    assert config.dump("campaign/a.md", "ad", "en").splitlines()[1] == "profile: ad  # the draft's own profile"
    assert config.dump().splitlines()[0] == "profile: pro  # .xhslint.yaml"


def test_dump_speaks_the_language_of_the_configuration() -> None:
    assert "# 默认" in Config().dump()
    assert "# default" in read("lang: en\n").dump()


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_dump_of_names_that_would_drive_a_terminal() -> None:
    name = "a\n\x1b[31m\u202e😀.json"
    config = read(f"baseline: {yaml.safe_dump(name, default_style=chr(34)).strip()}\n", "x\n\x1by.yaml")
    shown = config.dump("\x1b.md")
    assert "\x1b" not in shown and "\u202e" not in shown
    assert yaml.safe_load(shown)["baseline"] == name
