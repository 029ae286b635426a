"""JUnit XML: valid against two schemas, and byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.report.test_reports import hostile
from tests.samples import COMMUNITY, DIVERSION, checked, finding
from xhslint import __version__
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Event
from xhslint.model.disguises import Disguise
from xhslint.report.formats.junit import report
from xhslint.report.style import Style

JENKINS = Path(__file__).parents[1] / "data" / "jenkins-junit.xsd"


def written(events: Iterable[Event], lang: str = "zh") -> str:
    """Return the report without its timestamp."""
    text = "".join(report(events, Style(lang)))
    return re.sub(r' timestamp="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"', "", text, count=1)


def sample() -> list[Event]:
    draft = Draft.parse("想看房的加薇❤\n有事私我\n互粉", '笔 记/"租房" & <1>.md')
    said = finding(
        draft,
        "薇❤",
        "contact/wechat-id",
        reading="微信",
        sources=(COMMUNITY, DIVERSION),
        disguises=(Disguise("homophone", "薇", "微"),),
    )
    hint = finding(draft, "私我", "dm/bare", "info", message="请读者私信 & 问价")
    swap = finding(draft, "互粉", "ranking/exchange", "warning", message="约定 <互关>", advice="删去", sources=())
    plain = Draft.parse("有事私我", "b.md")
    return [
        checked(draft, said, hint, swap),
        Problem("坏.md", 3, 7, "broken <&>\nhere"),
        checked(plain, finding(plain, "私我", "dm/bare", "info", message="请读者私信")),
        Problem("", 0, 0, "interrupted"),
    ]


def test_a_run() -> None:
    assert (
        written(sample())
        == f"""\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="xhslint" package="xhslint" id="0" tests="4" failures="1" errors="2" hostname="localhost" time="0">
    <properties>
      <property name="xhslint.version" value="{__version__}"/>
    </properties>
    <testcase name="笔 记/&quot;租房&quot; &amp; &lt;1&gt;.md" classname="xhslint" time="0">
      <failure message="1 处错误，1 处警告" type="contact/wechat-id">\
1:6 错误 contact/wechat-id 「薇❤」读作「微信」（谐音）：写出了微信号
  依据：《小红书社区规范》3.2.1 导流到个人的联系方式
  依据：《交易导流违规管理细则》第一类 联系方式（引自他人，未见原文）
  建议：删去微信号
3:1 警告 ranking/exchange 「互粉」：约定 &lt;互关&gt;
  建议：删去</failure>
    </testcase>
    <testcase name="坏.md" classname="xhslint" time="0">
      <error message="broken &lt;&amp;&gt; here" type="xhslint">3:7: broken &lt;&amp;&gt; here</error>
    </testcase>
    <testcase name="b.md" classname="xhslint" time="0"/>
    <testcase name="xhslint" classname="xhslint" time="0">
      <error message="interrupted" type="xhslint">interrupted</error>
    </testcase>
    <system-out>笔 记/&quot;租房&quot; &amp; &lt;1&gt;.md:2:3 提示 dm/bare 「私我」：请读者私信 &amp; 问价
b.md:1:3 提示 dm/bare 「私我」：请读者私信</system-out>
    <system-err></system-err>
  </testsuite>
</testsuites>
""".replace("<system-out>笔 记/&quot;租房&quot;", '<system-out>笔 记/"租房"')
    )


EVENTS = [[], sample(), hostile(), [Problem("a.md", 0, 0, "gone")], [checked(Draft.parse("好", "a.md"))]]


@pytest.mark.parametrize("events", EVENTS)
def test_it_is_valid_for_jenkins(events: list[Event]) -> None:
    etree = pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(JENKINS)))
    schema.assertValid(etree.fromstring("".join(report(events, Style())).encode()))


@pytest.mark.parametrize("events", EVENTS)
def test_it_is_valid_for_ant(events: list[Event]) -> None:
    """The additional requirements of the stricter schema of Ant (windyroad/JUnit-Schema)."""
    (suite,) = ElementTree.fromstring("".join(report(events, Style())))
    assert [child.tag for child in suite if child.tag != "testcase"] == ["properties", "system-out", "system-err"]
    assert suite[0].tag == "properties"
    required = {"name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "time"}
    assert set(suite.attrib) == required
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.attrib["timestamp"])
    outcomes = []
    for case in suite.iter("testcase"):
        assert set(case.attrib) == {"name", "classname", "time"}
        assert len(case) <= 1
        outcomes += [child.tag for child in case]
        assert all(set(child.attrib) == {"message", "type"} for child in case)
    assert int(suite.attrib["tests"]) == len(list(suite.iter("testcase")))
    assert int(suite.attrib["failures"]) == outcomes.count("failure")
    assert int(suite.attrib["errors"]) == outcomes.count("error")


def test_what_xml_forbids_is_shown() -> None:
    draft = Draft("加\x00微\x0b信\ufffe\ud800]]>", "a\x01\n.md")
    text = written([checked(draft, finding(draft, draft.text))])
    (suite,) = ElementTree.fromstring(text)
    (case,) = suite.iter("testcase")
    assert case.attrib["name"] == "a‹U+0001›↵.md"
    assert (case[0].text or "").startswith("1:1 错误 demo/word 「加‹U+0000›微‹U+000B›信…」")
