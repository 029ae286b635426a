"""Disguised variants of examples, and what a run over them reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.classifying import FILE
from tests.rules import BRAND, RULE
from xhslint.matching.lexicon import Lexicon, Part, Term
from xhslint.report.pages.robustness import robustness_page
from xhslint.report.style import Style
from xhslint.ruletest import robustness
from xhslint.ruletest.disguise import KINDS, STAGES, Segment, combinations, disguise
from xhslint.ruletest.variants import Variant

WECHAT = Lexicon(
    "wechat",
    "微信",
    (
        Term("微信", "微信"),
        Term("薇信", "微信", True, (Part("薇", "微", "homophone"),)),
        Term("微❤", "微信", True, (Part("❤", "信", "emoji"),)),
        Term("薇", "微信", False, (Part("薇", "微信", "homophone"),)),
    ),
)
PIECES = [Segment("加", "add", "加"), Segment("微信", "wechat", "微信"), Segment("："), Segment("v5d8", id=True)]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["zero-width"], "加\u200b微\u200b信\u200b：v\u200b5\u200bd\u200b8\u200b"),
        (["combining"], "加\u0332微\u0332信\u0332：v\u03325\u0332d\u03328\u0332"),
        (["full-width"], "加微信：ｖ５ｄ８"),
        (["enclosed"], "加微信：ⓥ⑤ⓓ⑧"),
        (["styled"], "加微信：𝐯𝟓𝐝𝟖"),
        (["separator"], "加·微·信·：v5d8"),
        (["emoji-noise"], "加🌸微🌸信🌸：v5d8"),
        (["emphasis"], "加微**信**：v5d8"),
        (["homophone"], "加薇信：v5d8"),
        (["emoji"], "加微❤：v5d8"),
        (["split"], "加微亻言：v5d8"),
        (["homophone", "separator"], "加·薇·信·：v5d8"),
        (["digits"], None),  # the id is no number
        (["vertical"], None),  # and holds Latin letters
    ],
)
def test_a_kind_of_disguise(kinds: list[str], expected: str | None) -> None:
    assert disguise(PIECES, kinds, {"wechat": WECHAT}) == expected


def test_numbers_and_short_terms() -> None:
    assert disguise([Segment("13800", id=True)], ["digits"], {}) == "一③捌00"
    assert disguise([Segment("加微信")], ["vertical"], {}) == "\n加\n微\n信\n"


def test_every_kind_alone_and_in_pairs_with_those_of_other_stages() -> None:
    combined = combinations()
    assert [kinds for kinds in combined if len(kinds) == 1] == [(kind,) for kind in KINDS]
    sizes = [len(stage) for stage in STAGES]
    assert len(combined) == len(KINDS) + (sum(sizes) ** 2 - sum(size**2 for size in sizes)) // 2


SHAPE = """- id: brand/shape
  severity: warning
  message: {zh: 型号, en: Model}
  advice: {zh: 删去, en: Delete it}
  sources: [house]
  pattern: '第二代'
  flag: ["这是[[第二代]]"]
  pass: [这是第二个]
"""


@pytest.mark.slow
def test_a_run_tells_what_withstands_and_what_does_not(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_text(BRAND + SHAPE, "utf-8")
    result = robustness.measure_robustness([path], ["brand"])
    assert result.by_rule["brand/slogan"].recall == 1
    assert 0 < result.by_rule["brand/shape"].recall < 1  # a pattern reads the view with its noise
    missed = {variant.kinds for variant in result.missed if len(variant.kinds) == 1}
    assert ("separator",) in missed and ("zero-width",) not in missed
    assert not result.fired
    assert not result.reaches(100, None) and result.reaches(50, 0) and result.reaches(None, None)


def test_a_wrong_pass_example_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_text(BRAND.replace("pass: [今年", "pass: [闪亮每天不算吗, 今年"), "utf-8")
    result = robustness.measure_robustness([path], ["brand/slogan"])
    assert [(variant.kinds, variant.text) for variant in result.fired] == [((), "闪亮每天不算吗")]
    assert result.pass_variants > 0


def test_variants_of_one_example_are_told_together() -> None:
    missed = [
        Variant("brand/a", "第二代", kinds, "".join(kinds)) for kinds in (("split",), ("split", "emoji"), ("emoji",))
    ]
    fired = [Variant("brand/a", "第二个", (), "第二个")]
    result = robustness.Robustness(missed=missed, fired=fired)
    page = "".join(robustness_page(result, None, Style("zh", width=80))).split("各条规则")[0]
    assert page == (
        "没认出的变形\n  brand/a split\n      │ split\n        另有 2 种变形也这样：split + emoji, emoji\n\n"
        "变形后误报\n  brand/a 不变形就误报\n      │ 第二个\n\n"
    )


def test_rules_of_the_classifier_are_left_out(tmp_path: Path) -> None:
    """Their weights are of the words as they stand: neither their offences nor their harmless sentences are disguised."""
    path = tmp_path / "brand.yaml"
    rule = RULE.replace("[[例]]", "[[想要的私信我]]，发你链接").replace("pass: [无]", "pass: [想要的私信我，发你链接]")
    path.write_text(FILE[: FILE.index("- {lexicon")] + rule + "  classifier: {acts: [dm]}\n", "utf-8")
    result = robustness.measure_robustness([path], ["brand/rule"])
    assert (result.total.made, result.pass_variants, result.fired, result.missed) == (0, 0, [], [])
