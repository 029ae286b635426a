"""YAML and TOML that are written to break whoever reads them: a message with its place, never a constructor or a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from xhslint.base.errors import InputError
from xhslint.cli.main import main
from xhslint.config.toml_nodes import MAX_PARTS
from xhslint.drafts.draft import Draft

Capture = pytest.CaptureFixture[str]

# What PyYAML's constructors take for a number, a truth value or an object, with values that they do not expect.
TAGGED = [
    *(
        f"!!{kind} {value}"
        for kind in ("int", "float", "bool", "null")
        for value in ("", '""', "-", "_", "'+'", ".", "x")
    ),
    *(
        "!!int 0b_",
        "0b_",
        "0x_",
        "!!int 1_:",
        "!!float 1:_",
        "!!timestamp x",
        "!!binary =",
        "!!python/object:os.system x",
    ),
    *("!<tag:yaml.org,2002:int> ''", "!!set {a}", "!!omap [a]", "!!seq a", "!!map [a]", "!!merge <<", "<<", "="),
]


@pytest.mark.parametrize("key", ["title", "profile", "xhslint", "other"])
@pytest.mark.parametrize("value", TAGGED)
def test_tags_in_front_matter(value: str, key: str) -> None:
    try:
        draft = Draft.parse(f"---\n{key}: {value}\n---\n正文\n", "a.md")
    except InputError as error:
        assert all(problem.line == 2 and problem.column for problem in error.problems)
    else:
        assert key in ("xhslint", "other") or draft.fields.get(key, "") == ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12", 12),
        ("1.5", 1.5),
        ("yes", True),
        ("~", None),
        ("!!int 12", 12),
        ("!!int twelve", "twelve"),
        ("!!int", ""),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_values_are_plain_data_or_text(value: str, expected: object) -> None:
    assert Draft.parse(f"---\nother: {value}\n---\n正文\n", "a.md").fields["other"] == expected


DEEP = ".".join("a" * (MAX_PARTS + 1))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"[tool.xhslint.{DEEP}]\n", f"1:{len('[tool.xhslint.') + 2 * (MAX_PARTS - 2) + 1}"),
        (f"[tool.xhslint]\n{DEEP} = 1\n", f"2:{2 * MAX_PARTS + 1}"),
        (f"[tool.xhslint]\nselect = [{{{DEEP} = 1}}]\n", f"2:{len('select = [{') + 2 * MAX_PARTS + 1}"),
        ("[tool.xhslint]\n" + '"a b" . ' * 100_000 + "c = 1\n", f"2:{8 * MAX_PARTS + 1}"),
    ],
)
def test_deep_keys_in_toml(text: str, place: str, stranger: Path, capsys: Capture) -> None:
    Path("pyproject.toml").write_text(text, "utf-8")
    assert main(["notes", "--lang=en"]) == 2
    assert capsys.readouterr().err == f"pyproject.toml:{place}: nested too deeply\n"


def test_deep_keys_of_other_tools_are_not_ours(stranger: Path) -> None:
    Path("pyproject.toml").write_text(f"[tool.other]\n{DEEP} = 'xhslint'\n", "utf-8")
    assert main(["notes"]) == 1


def test_repetition_in_rules_and_configuration(stranger: Path, capsys: Capture) -> None:
    wide = "a: &a [" + "x," * 5000 + "]\nignore: [" + "*a," * 5000 + "]\n"
    Path(".xhslint.yaml").write_text(wide, "utf-8")
    Path("rules.yaml").write_text(wide, "utf-8")
    for args, name in (([], ".xhslint.yaml"), (["--no-config", "--rules=rules.yaml"], "rules.yaml")):
        assert main(["notes", "--lang=en", *args]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith(f"{name}:2:") and line.endswith(": the aliases (*) repeat too much")


RULE = """
- id: own/x
  severity: info
  message: {zh: 一, en: one}
  advice: {zh: 二, en: two}
  sources: [community-4.4.4]
  pass: [早, 中, 晚, 春, 秋]
  flag: ["[[一]]", "[[一]] ", "[[一]]。", "早[[一]]", "晚[[一]]"]
"""


@pytest.mark.parametrize(
    ("matcher", "message"),
    [
        ("pattern: '(?:(?:a{1000}){1000}){300}b'", "a pattern that is too large when its repetitions are written out"),
        ("pattern: '(?:ab|cd){1000000}'", "a pattern that is too large when its repetitions are written out"),
        ("pattern: {regex: 'a{99999999999}'}", "a pattern that is too large when its repetitions are written out"),
        ("pattern: '(?x)(?:ab|cd){ 1 0 0 0 0 0 0 0 }'", "a pattern that is too large when its repetitions are"),
        (f"pattern: '{'(' * 5000}a{')' * 5000}'", "nested too deeply"),
        ("pattern: '(?R)*a'", "a pattern cannot call a group before its end"),
        (f"words: [{'一' * 100_000}]", "a word of more than 200 characters"),
    ],
)
def test_what_would_take_all_memory_when_it_is_compiled(
    matcher: str, message: str, stranger: Path, capsys: Capture
) -> None:
    Path("rules.yaml").write_text(f"{RULE}  {matcher}\n", "utf-8")
    Path(".xhslint.yaml").write_text("rules: rules.yaml\n", "utf-8")
    assert main(["notes", "--lang=en"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("rules.yaml:9:") and f": {message}" in err and "internal error" not in err


def test_respellings_are_counted_before_they_are_made(stranger: Path, capsys: Capture) -> None:
    variants = ", ".join(f"{'甲乙丙丁戊己庚辛壬癸'[number]}{'子丑'[number % 2]}" for number in range(10))
    Path("rules.yaml").write_text(
        f"- characters: {{一: {{homophone: [{variants}]}}}}\n- lexicon: x\n  reads: 一\n  vary: [{'一' * 50}]\n",
        "utf-8",
    )
    assert main(["notes", "--lang=en", "--rules=rules.yaml"]) == 2
    err = capsys.readouterr().err
    assert "rules.yaml:2:3: " in err and str(11**50 - 1) in err


def test_numbers_that_python_does_not_convert(stranger: Path, capsys: Capture) -> None:
    Path("rules.yaml").write_text(f"- signal: x\n  weight: {'9' * 5000}\n", "utf-8")
    assert main(["notes", "--lang=en", "--rules=rules.yaml"]) == 2
    err = capsys.readouterr().err
    assert "rules.yaml:2:11: " in err and "internal error" not in err


@pytest.mark.parametrize("error", [MemoryError, RecursionError, OverflowError])
def test_a_pattern_that_cannot_be_compiled(
    error: type[Exception], stranger: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("regex.compile", fail)
    Path("rules.yaml").write_text(f"{RULE}  pattern: '一'\n", "utf-8")
    assert main(["notes", "--rules=rules.yaml", "--lang=en"]) == 2
    assert capsys.readouterr().err.startswith("rules.yaml:9:12: a pattern that is too large")


def test_a_pattern_that_takes_all_memory(stranger: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    class Greedy:
        def search(self, *_: object, **__: object) -> None:
            raise MemoryError

        finditer = search

    Path("rules.yaml").write_text(f"{RULE}  pattern: '一'\n", "utf-8")
    monkeypatch.setattr("xhslint.matching.matchers.pattern.compiled", lambda pattern: Greedy())
    assert main(["notes", "--rules=rules.yaml", "--lang=en", "--no-cache"]) == 2
    err = capsys.readouterr().err
    assert "rules.yaml:2:1: own/x: the pattern was stopped" in err and "internal error" not in err
