"""A rulebook with a classifier so small that its scores can be added up by hand."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from tests.rules import linter as one_rule
from xhslint.linter.linter import Linter

CLASSES = """
- {lexicon: call-reach, reads: 找我, strong: {plain: [联系我, 找我, 呼我], homophone: [朝我]}}
- {lexicon: cue-want, reads: 想要, strong: {plain: [想学, 想要, 想要的]}}
- {lexicon: cue-people, reads: 姐妹, strong: {plain: [姐妹]}}
- {lexicon: cue-give, reads: 发你, strong: {plain: [发你]}}
- {lexicon: cue-past, reads: 昨天, strong: {plain: [昨天]}}
- anchor: reach
  name: {zh: 找我, en: finding the author}
  lexicons: [call-reach]
- {cue: want, name: {zh: 想要, en: wish}, lexicons: [cue-want]}
- {cue: people, name: {zh: 称呼, en: readers addressed}, lexicons: [cue-people]}
- {cue: give, name: {zh: 给你好处, en: giving}, lexicons: [cue-give]}
- {cue: past, lexicons: [cue-past]}
- model: calls
  bias: -100
  likely: 0
  possible: -60
  acts: {dm: bias 1 reach 20, trade: bias 0}
  precision: {dm: 93}
  weights: |
    40 reach@0
    50 want@0
    30 want>reach
    20 people@0
    5 people>reach
    15 give@0
    12 0“联系”
    9 $0reach
    -70 past@0
    -30 past@-1
    -4 position=first
"""
MATCHER = "classifier: {acts: [dm]}"
CALL = "想学的姐妹联系我"
NEAR = "昨天\n想要就呼我哦"


def linter(tmp_path: Path, other: str = "") -> Linter:
    """Return a linter whose only rule, brand/rule, reports what the classifier takes for a call to the author."""
    return one_rule(tmp_path, MATCHER, CLASSES + dedent(other))
