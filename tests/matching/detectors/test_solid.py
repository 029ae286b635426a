"""The text of a passage without decoration: what is left of it, and where that stands."""

from __future__ import annotations

import pytest

from tests.matching.detectors.test_accounts import found
from xhslint.matching.detectors.solid import solid
from xhslint.matching.passage import Passage
from xhslint.text.view import fold


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("别·写·“·加·V·聊·”", "“·加·V·聊·”"),
        ("别🌸写🌸“🌸加🌸V聊”，会限流", "“🌸加🌸V聊”"),
        ("别[玫瑰R]写[玫瑰R]“[玫瑰R]加V”", "“[玫瑰R]加V”"),
        ("**别写**“加~V”", "“加~V”"),
        ("这·些·词·别·写·：·互·粉·、·加·V", "互·粉·、·加·V"),
        ("别_写_“_加_V_聊_”", "“_加_V_聊_”"),
        ("__别写__“加~V_”", "“加~V_”"),
    ],
)
def test_a_quotation_is_read_through_decoration(text: str, written: str) -> None:
    assert [there for there, _ in found("words-spoken-of", text)] == [written]


def test_an_underscore_of_an_id_is_no_decoration() -> None:
    text = "客_服_说_“_加_leaf_88_”"
    assert solid(Passage(text, fold(text))).text == "客服说“加leaf_88”"


def test_a_credit_is_read_through_decoration() -> None:
    assert [there for there, _ in found("bracketed-credit", "猫🌸咪（🌸微🌸博🌸@rain_0917）")] == ["（"]
