"""The summary of a job on GitHub: the totals and a table, whatever a draft holds."""

from __future__ import annotations

from html.parser import HTMLParser

from tests.samples import checked, finding
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Event
from xhslint.report.pages.job_summary import ROOM, job_summary
from xhslint.report.style import Style


def written(events: list[Event], lang: str = "zh") -> str:
    return "".join(job_summary(events, Style(lang)))


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.names.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_row_for_each_finding_and_problem() -> None:
    draft = Draft.parse("一\n想要加微信", "笔 记/陶碗.md")
    events: list[Event] = [checked(draft, finding(draft, "微信", "contact/x")), Problem("gone.md", 0, 0, "找不到文件")]
    assert (
        written(events)
        == """\
### xhslint

检查了 1 篇笔记：1 处错误。有 1 处没能检查，见报错。

<table>
<tr><th>位置</th><th>问题</th><th>建议</th></tr>
<tr><td><code>笔 记/陶碗.md:2:4</code></td><td><b>错误</b> <code>「微信」</code><br>写出了微信号 <code>contact/x</code></td><td>删去微信号</td></tr>
<tr><td><code>gone.md</code></td><td>找不到文件</td><td></td></tr>
</table>

"""
    )
    assert "<th>place</th><th>finding</th>" in written(events, "en")


def test_a_clean_run() -> None:
    assert written([checked(Draft.parse("好", "a.md"))]) == "### xhslint\n\n检查了 1 篇笔记，没有发现问题。\n\n"


def test_a_draft_adds_no_markup() -> None:
    hostile = "</code></table>\n\n# <img src=x onerror=y> [a](javascript:b) @everyone | `x`"
    draft = Draft(hostile, f"{hostile}.md")
    page = written([checked(draft, finding(draft, hostile, hostile, message=hostile, advice=hostile))])
    assert Tags(page).names == {"table", "tr", "th", "td", "b", "br", "code"}
    table = page[page.index("<table>") : page.index("</table>")]
    assert "\n\n" not in table  # a blank line would end the HTML, and Markdown would begin


def test_a_page_that_github_would_discard_is_cut() -> None:
    draft = Draft.parse("加微信", "a.md")
    events: list[Event] = [checked(draft, *[finding(draft, "微信", message="很长的原因" * 40)] * 2000)]
    page = written(events)
    rows = page.count("<tr>") - 1
    assert len(page.encode()) < ROOM + 1000 < 1 << 20
    assert rows > 1000 and page.endswith(f"\n另有 {2000 - rows} 处，见日志。\n\n")
    assert "：2000 处错误。" in page
