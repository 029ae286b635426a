"""The Python API, as somebody meets it who has read only the README: values in any sensible form, mistakes told at once."""

from __future__ import annotations

import json
import math
import pickle
import pydoc
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import xhslint
from tests.rules import BRAND
from xhslint import Draft, InputError, Linter, fixed
from xhslint.linter.events import Checked
from xhslint.report.formats import jsonl
from xhslint.report.style import Style

ASK = "姐妹们私我下单"


def mistakes(call: Callable[[], object]) -> list[str]:
    with pytest.raises(InputError) as caught:
        call()
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "severity", [{"dm/purchase": "off"}, [("dm/purchase", "off")], {"dm": "off"}, {"dm/purchase": "off"}.items()]
)
def test_a_severity_is_a_mapping_or_pairs(severity: Any) -> None:
    assert [f.rule_id for f in Linter().check(ASK)] == ["dm/purchase"]
    assert Linter(severity=severity).check(ASK) == []
    assert pickle.loads(pickle.dumps(Linter(severity=severity))).check(ASK) == []


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda: Linter(severity=[("dm/purchas", "off")]), ["没有规则或类别 'dm/purchas'，是不是 dm/purchase？"]),
        (
            lambda: Linter(severity=[("dm/purchase", "warn")], lang="en"),
            ["severity['dm/purchase'] cannot be 'warn', it is one of: error, warning, info, off"],
        ),
        (lambda: Linter(select="d"), ["没有规则或类别 'd'，是不是 dm？"]),
        (
            lambda: Linter(ignore=["contct"], select="dm/purchas,shop", lang="en"),
            ["no rule or family 'dm/purchas', did you mean dm/purchase?", "no rule or family 'contct', did you mean contact?"],
        ),
        (
            lambda: Linter("payed", as_of="2025-1-1"),
            ["profile 不能是 'payed'，可取：personal、pro、paid、ad", "日期要写成 2026-01-31 这样，'2025-1-1' 不是"],
        ),
        (lambda: Linter(lang="cn"), ["lang 不能是 'cn'，可取：zh, en (lang cannot be 'cn', it is one of: zh, en)"]),
        (lambda: Linter(rules="没有.yaml"), ["没有.yaml: 没有这个规则文件"]),
    ],
)  # fmt: skip
def test_what_a_linter_cannot_take_is_told_in_its_language(call: Callable[[], object], expected: list[str]) -> None:
    assert sorted(mistakes(call)) == sorted(expected)


@pytest.mark.parametrize("day", ["2025-02-30", "gestern", "20250101", ""])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    assert mistakes(lambda: Linter(as_of=day, lang="en")) == [f"{day!r} is no day, write it as 2026-01-31"]


@pytest.mark.parametrize("given", ["dm", ["dm"], {"dm"}, "dm, ranking", ["ranking,dm"], ("dm" for _ in range(2))])
def test_one_name_is_a_name_and_not_its_letters(given: Any) -> None:
    assert [f.rule_id for f in Linter(select=given).check(ASK)] == ["dm/purchase"]


@pytest.mark.parametrize("kind", [str, Path])
def test_one_rule_file_is_a_path_and_not_its_letters(kind: Callable[[Path], Any], tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_text(BRAND, "utf-8")
    assert [f.rule_id for f in Linter(rules=kind(path)).check("今年也要闪亮每天")] == ["brand/slogan"]


@pytest.mark.parametrize("given", [None, math.nan, b"\xe5\x8a\xa0", 7])
@pytest.mark.parametrize("method", ["check", "examine"])
def test_what_is_no_text_is_named(given: Any, method: str) -> None:
    with pytest.raises(TypeError, match=f"^a caption must be str, not {type(given).__name__}$"):
        getattr(Linter(), method)(given)


@pytest.mark.parametrize("severity", ["off", 3, ["dm"], ["contact"]])
def test_a_severity_of_another_type_is_shown_how_to_be_written(severity: Any) -> None:
    with pytest.raises(TypeError, match="severity must be a mapping such as"):
        Linter(severity=severity)


def test_a_text_is_examined_and_fixed_as_its_draft_is() -> None:
    text = "阳台的薄\u200b荷又长高了，不加微信"
    assert Linter().examine(text, explain=True) == Linter().examine(Draft.parse(text), explain=True)
    assert fixed(Linter(), text) == fixed(Linter(), Draft.parse(text))
    assert fixed(Linter(), text).text == "阳台的薄荷又长高了，不加微信"


@pytest.mark.parametrize(
    "text", ["想要同款的加薇❤：momo_8812", "---\nprofile: paid\n---\n课程\r\n私 我\r\n下单，姐妹们互粉"]
)
def test_a_finding_as_a_dict_is_what_the_report_says(text: str) -> None:
    draft = Draft.parse(text)
    findings = Linter().check(text)
    lines = "".join(jsonl.report([Checked(draft, "personal", tuple(findings))], Style("zh"))).splitlines()
    about = ("type", "path", "profile", "kind")
    said = [{key: value for key, value in json.loads(line).items() if key not in about} for line in lines[:-1]]
    assert findings and [json.loads(json.dumps(finding.as_dict())) for finding in findings] == said
    assert [(d["endLine"], d["endColumn"]) for d in said] == [draft.position(f.end) for f in findings]


def test_help_shows_what_is_public() -> None:
    shown = pydoc.plaintext.document(Linter)
    assert re.findall(r"^ \|  (\w+)\((?:\n \| +)?self", shown, re.MULTILINE) == [
        "__init__",
        "__reduce__",
        "check",
        "check_many",
        "examine",
        "examine_caption",
        "rewritings",
    ]


def test_the_package_lists_its_api_and_imports_it_when_asked() -> None:
    assert set(xhslint.__all__) >= {"Linter", "Finding", "Draft", "InputError", "Result", "fixed", "Config", "Severity"}
    code = (
        "import sys, xhslint; missing = set(xhslint.__all__) - set(dir(xhslint)); "
        "print(*missing, *sorted(name for name in sys.modules if name.startswith('xhslint')))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "xhslint\n"
    )
    for name in xhslint.__all__:
        assert getattr(xhslint, name) is not None
