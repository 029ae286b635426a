"""The rulebook as data, page and schema: complete, in both languages, and what is committed is what is made."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.rules import BRAND
from xhslint.base.paths import rules_dir
from xhslint.cli.main import main
from xhslint.rulebook.files.json_schema import schema
from xhslint.rulebook.files.loader import load

DOCS = Path(__file__).parents[2] / "docs"
Capture = pytest.CaptureFixture[str]


class Plain(yaml.SafeLoader):
    """YAML 1.2's idea of scalars, which editors have: `off` and `2026-01-31` are text."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[1] in ("int", "float", "null")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for letter in "tTfF":
    Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), [letter])  # type: ignore[no-untyped-call]


def written(args: list[str], capsys: Capture) -> str:
    assert main(["rules", *args]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("rules.md", ["--format=markdown", "--lang=en"]),
        ("rules.zh-CN.md", ["--format=markdown", "--lang=zh"]),
        ("rule.schema.json", ["--format=schema"]),
    ],
)
def test_the_committed_page_is_what_is_made(name: str, args: list[str], capsys: Capture) -> None:
    assert (DOCS / name).read_text("utf-8") == written(args, capsys), f"make it anew: xhslint rules {' '.join(args)}"


def test_the_page_links_each_rule_to_its_place(capsys: Capture) -> None:
    page = written(["--format=markdown"], capsys)
    headings = {re.sub(r"[^\w-]", "", line[4:]) for line in page.splitlines() if line.startswith("### ")}
    assert headings == set(re.findall(r"\]\(#([\w-]+)\)", page)) and len(headings) == len(load().rules)


def test_json_has_every_rule_with_its_examples(capsys: Capture) -> None:
    data = json.loads(written(["--format=json"], capsys))
    book = load()
    assert data["version"] == 1 and [each["id"] for each in data["rules"]] == [rule.id for rule in book.rules]
    for each, rule in zip(data["rules"], book.rules, strict=True):
        assert each["pass"] == list(rule.passes) and set(each["message"]) == {"zh", "en"}
        for flag, example in zip(each["flag"], rule.flag, strict=True):
            marked = [flag["text"][span["start"] : span["end"]] for span in flag["spans"]]
            assert marked == re.findall(r"\[\[(.+?)\]\](?!\])", example, re.DOTALL)
    exchange = next(each for each in data["rules"] if each["id"] == "ranking/exchange")
    assert {"key": "follow", "weight": 8} in exchange["signals"]


def test_documents_of_chosen_rules(capsys: Capture) -> None:
    data = json.loads(written(["dm/bare", "trade", "--format=json"], capsys))
    assert [each["id"] for each in data["rules"]] == ["dm/bare", *(r.id for r in load().rules if r.family == "trade")]
    assert main(["rules", "dm/bear", "--format=json"]) == 2
    assert "dm/bare" in capsys.readouterr().err


def problems(text: str) -> list[str]:
    entries: Any = yaml.load(text, Plain)
    return [error.json_path for error in Draft7Validator(schema(load())).iter_errors(entries)]


@pytest.mark.slow
def test_every_bundled_rule_file_is_valid() -> None:
    made = schema(load())
    Draft7Validator.check_schema(made)
    validator = Draft7Validator(made)
    paths = sorted(rules_dir().rglob("*.yaml"))
    assert len(paths) > 20
    for path in paths:
        for entry in yaml.load(path.read_text("utf-8"), Plain):
            errors = [error.message for error in validator.iter_errors([entry])]
            assert not errors, (path, entry, errors)


@pytest.mark.parametrize(
    "text",
    [
        BRAND.replace("words:", "wrods:"),
        BRAND.replace("severity: warning", "severity: fatal"),
        BRAND.replace("[[闪亮每天]]", "闪亮每天"),
        BRAND.replace("  pass: [今年每天都闪亮]\n", ""),
        BRAND + "  words: [x]\n  sequence: [y]\n".replace("  words: [x]\n", ""),
        "- {override: dm/bare, enabled: 7}",
        "- {lexicon: x, reads: y, strong: {plane: [z]}}",
        "- {anchor: dm, lexicons: []}",
        "- {cue: 'a b', lexicons: [cue-want]}",
        "- {model: calls, bias: high, likely: 0, possible: 0, acts: {}, weights: ''}",
    ],
)
def test_mistakes_are_seen_by_the_schema(text: str) -> None:
    assert problems(text)


def test_the_loader_knows_every_key_of_the_schema() -> None:
    from xhslint.rulebook.files.loader import Loader

    for name, definition in schema(load())["definitions"].items():
        loader = Loader("en")
        value = loader.reader.parse("- {" + ", ".join(f"{key}: 1" for key in definition["properties"]) + "}", "x")
        assert value is not None
        (entry,) = loader.entries(value)
        try:
            loader.read(loader.kind(entry), entry)
        except Exception as error:  # the values are nonsense, the keys are not
            assert type(error).__name__ == "Invalid", name
        assert not [str(p) for p in loader.reader.problems if "unknown key" in p.message], name


def test_a_brand_file_is_valid_and_offered_its_own_names(tmp_path: Path, capsys: Capture) -> None:
    assert not problems(BRAND)
    path = tmp_path / "brand.yaml"
    path.write_text(BRAND, "utf-8")
    assert '"house"' in written(["--format=schema", "--rules", str(path)], capsys)
