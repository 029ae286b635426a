"""What is reported of mistakes in a configuration file, with file, line and column."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.config.helpers import ids, mistakes, read, write
from xhslint.base.errors import InputError
from xhslint.config.discover import find
from xhslint.config.keys import KEYS
from xhslint.config.load import load
from xhslint.config.show import show
from xhslint.messages.catalogue import say


def test_all_mistakes_at_once() -> None:
    text = """\
        profile: payd
        lnag: en
        ignore: [dm/bear, dm, [x]]
        severity: {bare: eror, dm: info, dm: off}
        jobs: 0
        max-bytes: 1e6
        timeout: 0.5
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
    formats = [each for each in mistakes(text) if each.startswith(".xhslint.yaml:11:")]
    assert mistakes(text) == [
        ".xhslint.yaml:1:10: unknown value 'payd', did you mean paid? (one of: personal, pro, paid, ad)",
        ".xhslint.yaml:2:1: unknown key 'lnag', did you mean lang?",
        ".xhslint.yaml:3:10: no rule or family 'dm/bear', did you mean dm/bare?",
        ".xhslint.yaml:3:23: expected text",
        ".xhslint.yaml:4:12: no rule or family 'bare', did you mean dm/bare?",
        ".xhslint.yaml:4:18: unknown value 'eror', did you mean error? (one of: error, warning, info, off)",
        ".xhslint.yaml:4:34: duplicate key 'dm', first on line 4",
        ".xhslint.yaml:5:7: expected a whole number from 1 on",
        ".xhslint.yaml:6:12: expected a whole number from 1 on",
        ".xhslint.yaml:7:10: expected a whole number from 1 on",
        ".xhslint.yaml:8:10: expected text",
        ".xhslint.yaml:9:8: '2026-2-30' is no day; write it as 2026-01-31",
        ".xhslint.yaml:10:17: expected true or false",
        *formats,
        ".xhslint.yaml:13:5: missing key 'paths'",
        ".xhslint.yaml:14:6: unknown key 'path', did you mean paths?",
        ".xhslint.yaml:15:5: expected lines of 'key: value'",
        ".xhslint.yaml:16:11: invalid pattern '!': Invalid git pattern: '!'",
        ".xhslint.yaml:16:16: expected text",
        ".xhslint.yaml:17:9: no such file or folder: 缺 少",
        ".xhslint.yaml:18:9: expected text",
    ]
    assert [each.partition(" (one of: text, json")[0] for each in formats] == [
        ".xhslint.yaml:11:16: unknown value 'jsn', did you mean json? (one of: auto, text, concise, json, jsonl, sarif, github, gitlab, junit, rdjsonl, checkstyle, csv, html)",
        ".xhslint.yaml:11:21: unknown value 'json=', did you mean json? (one of: auto, text, concise, json, jsonl, sarif, github, gitlab, junit, rdjsonl, checkstyle, csv, html)",
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
        ("profile: [", "2:1: not valid YAML: a bracket is not closed, or something is missing"),
        ("profile: paid\n\tlang: en\n", "2:1: not valid YAML: found a tab character: indent by spaces"),
        ("a: 1\n---\nb: 2\n", "2:1: not valid YAML: found another document: a file holds one, without a further ---"),
        ("profile: *x\n", "1:10: not valid YAML: quote text that begins with * or &"),
        ("[" * 5000, "1:33: nested too deeply"),
        ("- profile: paid\n", "1:1: expected lines of 'key: value'"),
        ("paid", "1:1: expected lines of 'key: value'"),
        ("[profile]: paid\n", "1:1: a key must be text"),
        ("overrides: {paths: [a]}", "1:12: expected a list whose items begin with - and hold 'key: value'"),
        ("severity: [dm]", "1:11: expected lines of 'key: value'"),
        ("jobs: 99999999999999999999", "1:7: expected a whole number from 1 on"),
        (
            'paths: "campaign\\**"',
            r"1:18: not valid YAML: \ has a meaning of its own in double quotes, use single quotes",
        ),
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
        (
            "[tool.xhslint]\nprofile = paid\n",
            r":2:11: not valid TOML: this is no value: quote text, write true or false",
        ),
        ("[tool.xhslint]\r\njobs = 1\r\njobs = 2\r\n", r":3:\d+: not valid TOML: this is given twice"),
        ("[tool.xhslint]\nprofile = '", r":2:\d+: not valid TOML: a quote is not closed"),
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
    assert told == "pyproject.toml: " + say("en", "config.no toml")
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
    *(key.name for key in KEYS),
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
        show(load(name, "en", ids), "春.md")
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
