"""`--show-config`: the settings as YAML, each with its origin."""

from __future__ import annotations

import os
import textwrap

import pytest
import yaml

from tests.config.helpers import read, write
from xhslint.config.settings import Config, merged
from xhslint.config.show import show


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
    assert show(config, lang="en") == textwrap.dedent(
        """\
        profile: pro  # .xhslint.yaml
        kind: note  # default
        lang: zh  # default
        select: []  # default
        ignore:
          - format  # base.yaml
          - dm/bare  # .xhslint.yaml
        extend-select: []  # default
        severity:
          dm: info  # base.yaml
        code: check  # default
        documents: false  # default
        images: false  # default
        columns: {}  # default
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
        max-bytes: 1048576  # default
        max-document-bytes: 67108864  # default
        timeout: 30  # default
        overrides:
          - paths: [campaign/**]  # .xhslint.yaml:6
            profile: paid
            extend-select: [format/title]
            severity: {dm/bare: 'off'}
        """
    )
    again = read(show(config))
    assert again.settings("campaign/a.md") == config.settings("campaign/a.md")
    shown = show(config, "campaign/春 天.md", lang="en")
    assert shown.startswith("# campaign/春 天.md\nprofile: paid  # .xhslint.yaml:6\n")
    assert "  - format/body  # base.yaml\n" in shown
    assert "  dm/bare: 'off'  # .xhslint.yaml:6\n" in shown
    assert "overrides" not in shown
    assert show(config, "campaign/a.md", "ad", "en").splitlines()[1] == "profile: ad  # the draft's own profile"
    assert show(config).splitlines()[0] == "profile: pro  # .xhslint.yaml"


def test_dump_speaks_the_language_of_the_configuration() -> None:
    assert "# 默认" in show(Config())
    assert "# default" in show(read("lang: en\n"))


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_dump_of_names_that_would_drive_a_terminal() -> None:
    name = "a\n\x1b[31m\u202e😀.json"
    config = read(f"baseline: {yaml.safe_dump(name, default_style=chr(34)).strip()}\n", "x\n\x1by.yaml")
    shown = show(config, "\x1b.md")
    assert "\x1b" not in shown and "\u202e" not in shown
    assert yaml.safe_load(shown)["baseline"] == name


def test_the_baseline_that_is_in_force() -> None:
    assert "baseline: null  # default\n" in show(Config(), lang="en")
    write(".xhslint-baseline.json", "{}")
    assert "baseline: .xhslint-baseline.json  # default\n" in show(Config(), lang="en")
    assert "baseline: old.json  # command line\n" in show(merged(Config(), {"baseline": "old.json"}), lang="en")
