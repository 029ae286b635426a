"""Checkstyle XML."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

import pytest

from tests.report.test_reports import hostile
from tests.samples import checked, finding
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Event
from xhslint.report.formats.checkstyle import report
from xhslint.report.style import Style


def written(events: Iterable[Event], lang: str = "zh") -> str:
    return "".join(report(events, Style(lang)))


def test_a_run() -> None:
    draft = Draft.parse("好\n加薇❤", '笔 记/"a" & <b>.md')
    events = [
        checked(draft, finding(draft, "薇❤", "contact/wechat-id", "warning", reading="微信", message="a < b & c")),
        checked(Draft.parse("好", "c.md")),
        Problem("坏.md", 3, 7, "bad\n'worse'"),
        Problem("", 0, 0, "interrupted"),
    ]
    assert (
        written(events)
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="笔 记/&quot;a&quot; &amp; &lt;b&gt;.md">
    <error line="2" column="2" severity="warning" message="「薇❤」读作「微信」：a &lt; b &amp; c。建议：删去微信号。" source="xhslint.contact.wechat-id"/>
  </file>
  <file name="c.md"/>
  <file name="坏.md">
    <error line="3" column="7" severity="error" message="bad &#x27;worse&#x27;" source="xhslint"/>
  </file>
  <file name="xhslint">
    <error severity="error" message="interrupted" source="xhslint"/>
  </file>
</checkstyle>
"""
    )


@pytest.mark.parametrize("events", [[], hostile()])
def test_it_is_xml(events: list[Event]) -> None:
    assert ElementTree.fromstring(written(events)).tag == "checkstyle"


def test_nothing_checked() -> None:
    assert written([]) == '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n</checkstyle>\n'
