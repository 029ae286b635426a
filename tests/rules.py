"""Rulebooks of one rule, with the matcher that a test gives."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.model.findings import Result
from xhslint.rulebook.files.loader import Loader

HEAD = """
- {key: house, title: 内规, clause: 第一条, url: https://example.com, grade: P}
"""
RULE = """
- id: brand/rule
  severity: error
  message: {zh: 不行, en: "No"}
  advice: {zh: 删去, en: Delete it}
  sources: [house]
  flag: ["[[例]]"]
  pass: [无]
"""

# A whole rule file, as a user writes one.
BRAND = """
- {key: house, title: 内规, clause: 第一条, url: https://example.com, grade: P}
- id: brand/slogan
  severity: warning
  message: {zh: 旧口号, en: Old slogan}
  advice: {zh: 删去, en: Delete it}
  sources: [house]
  words: [闪亮每天]
  flag: ["今年也要[[闪亮每天]]"]
  pass: [今年每天都闪亮]
"""


def linter(tmp_path: Path, matcher: str, other: str = "") -> Linter:
    """Return a linter whose only rule has the matcher and guards given as YAML; `other` are further entries."""
    path = tmp_path / "rule.yaml"
    path.write_text(HEAD + dedent(other) + RULE + indent(dedent(matcher), "  "), "utf-8")
    return Linter(rulebook=Loader().load([(path, "rule.yaml")]))


def examine(tmp_path: Path, matcher: str, text: str, other: str = "") -> Result:
    return linter(tmp_path, matcher, other).examine(Draft.parse(text))


def spans(tmp_path: Path, matcher: str, text: str, other: str = "") -> list[str]:
    """Return the texts that the rule underlines."""
    return [finding.text for finding in examine(tmp_path, matcher, text, other).findings]
