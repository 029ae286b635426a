"""YAML values: what they are read as, and where a mistake is reported."""

from __future__ import annotations

import pytest
import yaml

from xhslint.base import yaml_nodes
from xhslint.base.yaml_nodes import MAX_DEPTH
from xhslint.schema.fields import BOOLEAN, INTEGER, TEXT, Field, Table, choice, list_of
from xhslint.schema.values import Invalid, Value, YamlReader

ENTRY = Table(
    (Field("a", TEXT, required=True), Field("b", list_of(INTEGER)), Field("c", BOOLEAN), Field("d", choice("off", "x")))
)


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML without its C loader")
    monkeypatch.setattr(yaml_nodes, "LOADER", getattr(yaml, request.param))


def mistakes(text: str) -> list[str]:
    reader = YamlReader("en")
    if root := reader.parse(text, "x"):
        with pytest.raises(Invalid):
            ENTRY.read(root)
    return [str(problem) for problem in reader.problems]


def root(text: str) -> Value:
    found = YamlReader("en").parse(text, "x")
    assert found
    return found


def test_values() -> None:
    assert ENTRY.read(root("{a: 1688, b: [0, 12], c: yes, d: off}")) == {
        "a": "1688",
        "b": (0, 12),
        "c": True,
        "d": "off",
    }


def test_all_mistakes_of_an_entry_are_reported() -> None:
    assert mistakes("b: 1\nc: maybe\nd: of\ne: 1\nc: true\n[x]: 1\n") == [
        "x:1:4: expected a list",
        "x:2:4: expected true or false, found 'maybe'",
        "x:3:4: unknown value 'of', did you mean 'off'?; one of: off, x",
        "x:4:1: unknown key 'e'",
        "x:5:1: duplicate key 'c', first on line 2",
        "x:6:1: expected text",
        "x:1:1: missing key 'a'",
    ]


def test_values_that_are_right_are_kept_of_a_partial_mapping() -> None:
    value = root("a:\nb: [1]\nc: maybe\n")
    readers = {field.key: field.type.read for field in ENTRY.fields}
    assert value.partial(readers, ["a"]) == {"b": (1,)}
    assert [problem.line for problem in value.reader.problems] == [3, 1]


def test_deep_nesting_is_refused_before_it_is_composed() -> None:
    assert mistakes("a: 1\nb: " + "[" * 5000) == [f"x:2:{3 + MAX_DEPTH}: nested too deeply"]
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert root(deepest).is_list()
    assert mistakes(f"[{deepest}]") == [f"x:1:{1 + MAX_DEPTH}: nested too deeply"]


def test_aliases_that_repeat_too_much_are_refused_before_they_are_composed() -> None:
    doubling = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 25))
    assert mistakes(doubling) == ["x:18:18: the aliases (*) repeat too much"]
    wide = "a: &a [" + "x," * 5000 + "]\nb: [" + "*a," * 5000 + "]\n"
    assert [problem.split(": ")[1] for problem in mistakes(wide)] == ["the aliases (*) repeat too much"]
    assert root("a: &a [" + "x," * 5000 + "]\nb: [" + "*a," * 100 + "]\n").is_mapping()


def test_an_alias_may_lead_to_itself() -> None:
    value = root("b: &b [1, *b]\na: x\n")
    assert ENTRY.read(value)["b"] == (1,)
    assert [str(problem) for problem in value.reader.problems] == ["x:1:4: expected text"]
