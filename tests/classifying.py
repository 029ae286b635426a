"""A rulebook with a small classifier, whose scores can be told by hand."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

from tests.rules import HEAD, RULE
from xhslint.rulebook.files.loader import Loader
from xhslint.rulebook.model import Rulebook

CALLS = ("contact/ask", "dm/ask", "ranking/ask", "redirect/ask", "shop/ask", "trade/ask")
"""What the bundled classifier finds, which depends on what it was trained on; left out where rules are told one by one."""
WORDS = """
- {lexicon: call-dm, reads: 私信, strong: {plain: [私信我, 联系我]}}
- {lexicon: call-shop, reads: 店, strong: {plain: [淘宝店]}}
- {lexicon: cue-want, reads: 想要, strong: {plain: [想要的, 想学]}}
- {lexicon: cue-third, reads: 他, strong: {plain: [他们]}}
- {lexicon: noise, reads: 别的, strong: {plain: [淘宝店员, 想学期]}}
"""
CLASSES = """
- {anchor: dm, name: {zh: 私信, en: a private message}, lexicons: [call-dm]}
- {anchor: shop, name: {zh: 店铺, en: a shop}, lexicons: [call-shop]}
- {cue: want, name: {zh: 想要, en: wish}, lexicons: [cue-want]}
- {cue: third, name: {zh: 别人, en: others}, lexicons: [cue-third], harmless: true}
- {cue: ordinary, lexicons: [noise]}
"""
MODEL = """
- model: calls
  bias: -100
  likely: 0
  possible: -50
  acts:
    dm: bias 1 dm 5
    shop: shop 9 want -1
  weights: |
    60 dm@0
    70 shop@0
    50 want>dm:next
    45 want>shop
    -80 third@0
    -30 quote
"""
FILE = HEAD + WORDS + CLASSES + MODEL
"""-40 for 私信我, which is possible; 10 for 想学联系我, which is likely; -30 for 淘宝店; 15 for 想要的去淘宝店."""


def rulebook(tmp_path: Path, matcher: str = "classifier: {acts: [dm, shop]}", text: str = FILE) -> Rulebook:
    """Return the rulebook of a file whose only rule has this matcher."""
    path = tmp_path / "rule.yaml"
    path.write_text(text + RULE + indent(matcher, "  "), "utf-8")
    return Loader().load([(path, "rule.yaml")])
