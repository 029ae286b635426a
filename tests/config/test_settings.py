"""The settings that a configuration file, its overrides and the command line give for a draft."""

from __future__ import annotations

import os
import pickle
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.config.helpers import IDS, read, write
from xhslint.base.errors import InputError, Problem
from xhslint.config.keys import KEYS
from xhslint.config.load import load
from xhslint.config.settings import Config, Settings, merged
from xhslint.linter.linter import rulebook_for

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
max-bytes: 4096
timeout: 5
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
max-bytes = 4096
timeout = 5

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
    assert (config.jobs, config.max_bytes, config.timeout) == (2, 4096, 5)
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
    assert (config.max_bytes, config.timeout) == (1 << 20, 30)
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

    def known(rules: Sequence[str], lang: str) -> Sequence[str]:
        asked.append(tuple(rules))
        return (*IDS, "brand/own")

    load(write("a.yaml", "rules: [brand.yaml]\nignore: [brand]\n"), "en", known)
    load(write("b.yaml", "rules: [brand.yaml]\n"), "en", known)
    assert asked == [("brand.yaml",)]


def test_mistakes_in_rule_files_are_told_with_the_others() -> None:
    def known(rules: Sequence[str], lang: str) -> Sequence[str]:
        raise InputError([Problem("brand.yaml", 1, 1, "expected a list")])

    path = write("a.yaml", "ignore: [nothing]\njobs: no\n")
    with pytest.raises(InputError) as caught:
        load(path, "en", known)
    assert [str(each) for each in caught.value.problems] == [
        "a.yaml:2:7: expected a whole number from 1 on",
        "brand.yaml:1:1: expected a list",
    ]


def test_options_win() -> None:
    config = read(
        """\
        {profile: pro, lang: en, fail-on: info, format: json, as-of: 2025-01-01, jobs: 2, baseline: a, ignore: [dm],
         overrides: [{paths: [b/], profile: paid, severity: {dm: off}}]}
        """
    )
    nothing: dict[str, Any] = {
        **dict.fromkeys(("profile", "fail_on", "format", "as_of", "jobs", "baseline", "lang", "max_bytes", "timeout")),
        **dict.fromkeys(("select", "ignore", "extend_select", "rules", "exclude"), ()),
        **dict.fromkeys(("require_reason", "report_unused"), False),
        "paths": ("notes",),
    }
    assert merged(config, nothing) == config
    said = {"profile": "ad", "fail_on": "never", "format": "text", "as_of": "2026-01-01", "jobs": 8, "baseline": "b"}
    said |= {"max_bytes": 4096, "timeout": 5}
    more = {"ignore": ["format"], "rules": ("r.yaml",), "require_reason": True, "lang": "zh"}
    both = merged(config, {**nothing, **said, **more})
    assert (both.fail_on, both.format, both.as_of, both.jobs, both.baseline) == (
        "never",
        ("text",),
        "2026-01-01",
        8,
        "b",
    )
    assert (both.max_bytes, both.timeout) == (4096, 5)
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
    assert (
        re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE) == [key.name for key in KEYS] * 2
    )  # in English and in Chinese
    (folder / "brand-rules").mkdir()
    told = []
    for kind, name in (("yaml", ".xhslint.yaml"), ("toml", "pyproject.toml")):
        example = re.search(rf"```{kind}\n(.+?)```", page, re.DOTALL)
        assert example
        config = load(write(name, example[1]), "en", lambda *asked: rulebook_for(()).ids)
        told.append(
            (config.settings("a.md"), config.settings("campaign/a.md"), config.rules, config.excluded("a.draft.md"))
        )
    assert told[0] == told[1]
    assert told[0][1].level("dm/bare") == "warning" and "format/title-length" not in told[0][1].ignore


def test_a_profile_may_be_named_in_chinese() -> None:
    config = read("profile: 专业号\noverrides: [{paths: ['活动/**'], profile: 广告}]\n")
    assert [config.settings(name).profile for name in ("a.md", "活动/a.md")] == ["pro", "ad"]
