"""The HTML page: its markup, that no text of a draft becomes markup or script, and that its filters work."""

from __future__ import annotations

import re
import subprocess
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.report.test_reports import hostile
from tests.samples import COMMUNITY, DIVERSION, checked, finding
from tests.serve.browsers import CHROMIUM
from xhslint import __version__
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Checked, Event
from xhslint.model.disguises import Disguise
from xhslint.model.judgements import Seen
from xhslint.report.formats.html import report
from xhslint.report.style import Style

VOID = {"meta", "input", "br", "img"}


def written(events: Iterable[Event], lang: str = "zh") -> str:
    return "".join(report(events, Style(lang)))


class PageReader(HTMLParser):
    """Check that elements are closed in order; collect their tags and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def text(self) -> str:
        return "".join(self.texts)


def body(page: str) -> str:
    """Return the markup of the first draft of a page."""
    found = re.search(r'<div class="text" lang="zh-CN">(.*?)</div>', page, re.DOTALL)
    assert found
    return found[1]


def sample() -> list[Event]:
    draft = Draft.parse("# 租房记\n想看房的加薇❤：lulu\n有事私我，记得互粉\n", "笔记/2026 春/租房.md")
    said = finding(
        draft,
        "薇❤：lulu",
        "contact/wechat-id",
        reading="微信：lulu",
        sources=(COMMUNITY, replace(DIVERSION, url="javascript:alert(1)")),
        disguises=(Disguise("homophone", "薇", "微"), Disguise("emoji", "❤", "信")),
    )
    hint = finding(draft, "私我", "dm/bare", "info", message="请读者私信", advice="改为评论", sources=())
    swap = finding(draft, "我，记得互粉", "own/rule", "warning", message="约定互关", advice="删去")
    return [
        checked(draft, said, hint, swap),
        Problem("笔记/坏.md", 3, 7, "bad\n<b>worse</b>"),
        checked(Draft.parse("好", "c.md")),
        Problem("", 0, 0, "interrupted"),
    ]


def test_spans_are_marked_and_numbered() -> None:
    assert body(written(sample())) == (
        '# <span class="title">租房记</span>\n'
        '想看房的加<a class="ref error" id="m1" href="#f1" aria-label="第 1 处：看说明">1</a>'
        '<mark class="error" data-of="f1">薇❤：lulu</mark>\n'
        '有事<a class="ref info" id="m2" href="#f2" aria-label="第 2 处：看说明">2</a><mark class="info" data-of="f2">私</mark>'
        '<a class="ref warning" id="m3" href="#f3" aria-label="第 3 处：看说明">3</a><mark class="warning deep" data-of="f2 f3">我</mark>'
        '<mark class="warning" data-of="f3">，记得互粉</mark>'
    )


def test_a_finding() -> None:
    page = written(sample())
    start = page.index('<li class="finding error"')
    assert (
        page[start : page.index("</li>\n<li class=", start)]
        == """\
<li class="finding error" id="f1" tabindex="-1" data-severity="error" data-family="contact">
<h3><a class="ref error" href="#m1" aria-label="第 1 处：回到原文">1</a> <span class="level">错误</span> <q>薇❤：lulu</q></h3>
<p class="reads">读作<q>微信：lulu</q> <small>谐音</small> <small>表情替代</small></p>
<dl>
<dt>原因</dt>
<dd>写出了微信号</dd>
<dt>建议</dt>
<dd class="fix">删去微信号</dd>
<dt>依据</dt>
<dd><ul>
<li><a href="https://example.com/community" target="_blank" rel="noopener">《小红书社区规范》3.2.1 导流到个人的联系方式</a></li>
<li>《交易导流违规管理细则》第一类 联系方式（引自他人，未见原文）</li>
</ul></dd>
</dl>
<p class="rule">站外联系方式 · <code>contact/wechat-id</code> · 第 2 行</p>
"""
    )


def test_the_top_of_the_page() -> None:
    page = written(sample())
    assert (
        """\
<dl class="numbers">
<div class="drafts"><dt>笔记</dt><dd>2</dd></div>
<div class="error"><dt>错误</dt><dd>1</dd></div>
<div class="warning"><dt>警告</dt><dd>1</dd></div>
<div class="info"><dt>提示</dt><dd>1</dd></div>
<div class="failed"><dt>没能检查</dt><dd>2</dd></div>
</dl>
"""
        in page
    )
    boxes = [(each["name"], each["value"]) for each in PageReader(page).all("input")]
    assert boxes == [
        *(("severity", each) for each in ("error", "warning", "info")),
        *(("family", each) for each in ("contact", "dm", "own")),
    ]


def test_a_draft_with_mistakes_was_checked_all_the_same() -> None:
    """Mistakes told behind the draft that they are in are no drafts that could not be checked, and it is not called clean."""
    clean = Checked(Draft.parse("今天晴", "n.md"), "personal", ())
    page = written([clean, Problem("n.md", 2, 6, "没有写原因"), Problem("锁.md", 0, 0, "没有权限")])
    checked_part, unchecked = page.split("<h2>检查过，但有写错的地方</h2>")[1], page.split("<h2>没能检查</h2>")[1]
    assert "没有写原因" in checked_part.split("</section>")[0] and "没有权限" not in checked_part.split("</section>")[0]
    assert "没有权限" in unchecked.split("</section>")[0] and "没有写原因" not in unchecked.split("</section>")[0]
    alone = written([clean, Problem("n.md", 2, 6, "没有写原因")])
    assert "没能检查" not in alone and 'class="verdict"' not in alone


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", "另有 1 处已忽略，2 处在基线里。另有 2 段代码没有检查。"),
        ("en", "Also 1 suppressed, 2 in the baseline. 2 blocks of code not checked."),
    ],
)
def test_what_was_held_back_or_not_read_is_told(lang: str, told: str) -> None:
    draft = Draft.parse("今天晴\n\n```\na\n```\n\n```\nb\n```\n", "n.md", code="skip")
    page = written([Checked(draft, "personal", (), suppressed=1, known=2)], lang)
    assert f'<p class="unread">{told}</p>' in page


@pytest.mark.parametrize(("lang", "name"), [("zh", "粘贴的文字"), ("en", "pasted text")])
def test_pasted_text_is_called_so(lang: str, name: str) -> None:
    page = written([Checked(Draft.parse("今天晴", "<stdin>"), "personal", ())], lang)
    assert f'<span class="path"><span></span>{name}</span>' in page and "stdin" not in page


def test_problems_and_clean_drafts_are_listed() -> None:
    page = written(sample())
    assert '<span class="path"><span>笔记/</span>坏.md</span> <span class="place">第 3 行</span>' in page
    assert "<span>bad &lt;b&gt;worse&lt;/b&gt;</span></li>" in page
    assert "<li> <span>interrupted</span></li>" in page
    assert "没有发现问题的笔记：1 篇</summary>\n<ul>\n<li>" in page


def test_english() -> None:
    page = written(sample(), "en")
    text = PageReader(page).text
    assert '<html lang="en">' in page
    for expected in ("Xiaohongshu draft review", "Contact elsewhere 1", "3 of 3 shown", "reads 微信：lulu", "line 2"):
        assert expected in text
    assert f"Checked by xhslint {__version__}" in text


@pytest.mark.parametrize(
    ("lang", "there", "back"),
    [("zh", "第 2 处：看说明", "第 2 处：回到原文"), ("en", "finding 2: what it is", "finding 2: back to the text")],
)
def test_the_keyboard_goes_through_the_page_as_the_eye_does(lang: str, there: str, back: str) -> None:
    """Filters, list of drafts, then for each draft the marks in its text and the findings; a number says what it leads to."""
    draft = Draft.parse("加微信，互粉", "a.md")
    event = checked(draft, finding(draft, "微信", "contact/wechat"), finding(draft, "互粉", "ranking/exchange"))
    page = PageReader(written([event] * 4 + [checked(Draft.parse("好", "b.md"))], lang))
    stops = [(tag, attrs) for tag, attrs in page.tags if tag in ("a", "input", "summary")]
    of_draft = ["#f{0}", "#f{1}", "#m{0}", COMMUNITY.url, "#m{1}", COMMUNITY.url]
    assert [attrs.get("href") or attrs.get("name") or tag for tag, attrs in stops] == [
        *("severity", "family", "family", "#d1", "#d2", "#d3", "#d4"),
        *(stop.format(number, number + 1) for number in (1, 3, 5, 7) for stop in of_draft),
        "summary",
    ]
    labels = [attrs["aria-label"] for _, attrs in stops if "aria-label" in attrs]
    assert labels[1] == there and labels[3] == back
    jumps = [
        attrs.get("tabindex") for _, attrs in page.tags if attrs.get("id", "").startswith("f") and "tabindex" in attrs
    ]
    assert jumps == ["-1"] * 8 and all(attrs.get("tabindex", "-1") == "-1" for _, attrs in page.tags)


def test_a_list_of_drafts_when_there_are_many() -> None:
    draft = Draft.parse("加微信", "a.md")
    event = checked(draft, finding(draft, "微信"))
    assert '<nav class="contents">' not in written([event] * 3)
    page = written([event] * 4)
    assert page.count('<li><a href="#d') == 4
    assert PageReader(page).ids.count("d4") == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_found(lang: str) -> None:
    clean = written([checked(Draft.parse("好", "a.md"))], lang)
    nothing, failed = written([], lang), written([Problem("a.md", 0, 0, "gone")], lang)
    said = {
        "zh": ("检查了 1 篇笔记，没有发现问题。", "没有找到笔记（.md、.markdown、.txt）。"),
        "en": ("Checked 1 draft: nothing to report.", "No drafts found (.md, .markdown, .txt)."),
    }[lang]
    assert f'<p class="verdict">{said[0]}</p>' in clean
    assert f'<p class="verdict">{said[1]}</p>' in nothing
    assert 'class="verdict"' not in failed
    for page in (clean, nothing, failed):
        assert "<form" not in page
        PageReader(page)


def test_what_is_not_posted_is_dimmed() -> None:
    draft = Draft.parse("---\ntitle: 租房\n---\n加微信<!-- 记 -->\n", "a.md")
    assert body(written([checked(draft, finding(draft, "微信"))])) == (
        '<span class="skip">---\ntitle: </span><span class="title">租房</span><span class="skip">\n---</span>\n'
        '加<a class="ref error" id="m1" href="#f1" aria-label="第 1 处：看说明">1</a><mark class="error" data-of="f1">微信</mark>'
        '<span class="skip">&lt;!-- 记 --&gt;</span>'
    )


def test_a_long_draft_is_cut() -> None:
    draft = Draft.parse("甲" * 20_000 + "微信" + "乙" * 20_000, "a.md")
    assert body(written([checked(draft, finding(draft, "微信"))])) == (
        f'<span class="cut">…… 此处略去 19700 字 ……</span>{"甲" * 300}'
        '<a class="ref error" id="m1" href="#f1" aria-label="第 1 处：看说明">1</a><mark class="error" data-of="f1">微信</mark>'
        f'{"乙" * 300}<span class="cut">…… 此处略去 19700 字 ……</span>'
    )


def test_only_its_own_script_and_style_are_let_in() -> None:
    page = written(hostile())
    reader = PageReader(page)
    (policy,) = [each["content"] for each in reader.all("meta") if each.get("http-equiv")]
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        (code,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert f"{directive} 'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'" in (policy or "")
    assert (policy or "").startswith("default-src 'none'; ")
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert not [
        attrs for _, attrs in reader.tags if {"style", "src"} & attrs.keys() or any(k[:2] == "on" for k in attrs)
    ]


ATTACK = (
    "</title></style></script></div><script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"
    "<svg onload=document.title='ran'>' onmouseover='x' \" autofocus onfocus=\"document.title='ran'\" "
    "[点](javascript:document.title='ran') <meta http-equiv=refresh content=0> --> ]]> &lt;b&gt; ${x} {{x}}"
)


def attacked() -> list[Event]:
    source = replace(COMMUNITY, title=ATTACK, clause=ATTACK, url=f"https://example.com/\"'><{ATTACK}")
    script = replace(COMMUNITY, url="javascript:document.title='ran'")
    about = {"reading": ATTACK, "message": ATTACK, "advice": ATTACK, "sources": [source, script]}
    draft = Draft.parse(f"---\ntitle: x\n---\n{ATTACK}\n", f"{ATTACK}.md")
    said = finding(draft, ATTACK, f"{ATTACK}/{ATTACK}", **about)  # type: ignore[arg-type]
    return [
        checked(draft, said, said),
        checked(Draft.parse("好", f"{ATTACK}/{ATTACK}")),
        Problem(ATTACK, 1, 1, ATTACK),
    ] * 4


def test_text_is_never_markup() -> None:
    harmless = replace(COMMUNITY, url="https://example.com/a")
    draft = Draft.parse("---\ntitle: x\n---\nabc\n", "a/a.md")
    said = finding(draft, "abc", "a/a", reading="b", message="c", advice="d", sources=[harmless, DIVERSION])
    plain = [checked(draft, said, said), checked(Draft.parse("好", "a/a")), Problem("a", 1, 1, "a")] * 4
    tags = [tag for tag, _ in PageReader(written(plain)).tags]
    hostile_tags = [tag for tag, _ in PageReader(written(attacked())).tags]
    assert hostile_tags.count("script") == hostile_tags.count("style") == 1
    assert set(hostile_tags) <= set(tags)


def dump_dom(page: str, folder: Path) -> str:
    """Return the page after a browser ran its scripts."""
    path = folder / "页 面.html"
    path.write_text(page, "utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--virtual-time-budget=3000"]
    assert CHROMIUM
    command = [CHROMIUM, *flags, f"--user-data-dir={folder / 'profile'}", "--dump-dom", path.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=120).stdout


needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="no chromium here")


@needs_chromium
def test_nothing_of_a_draft_runs_in_a_browser(tmp_path: Path) -> None:
    dom = dump_dom(written(attacked()), tmp_path)
    assert "<title>小红书笔记检查报告</title>" in dom
    assert dom.count("<script") == 1
    assert "<img" not in dom
    assert "<svg" not in dom
    # The page's own script ran: without it the filters stay hidden.
    assert '<form id="filters" autocomplete="off">' in dom


@needs_chromium
def test_the_policy_stops_a_script_that_got_in(tmp_path: Path) -> None:
    page = written(attacked()).replace("<main>", "<main><script>document.title='ran'</script><img src=x onerror=a()>")
    assert "<title>小红书笔记检查报告</title>" in dump_dom(page, tmp_path)


@needs_chromium
def test_filters(tmp_path: Path) -> None:
    """Untick filters by a script of the test, which runs only because the policy is removed from the page."""
    untick = """<script>
    ["error", "own"].forEach(function (value) { document.querySelector("input[value=" + value + "]").click(); });
    </script></body>"""
    other = Draft.parse("加微信", "b.md")
    events = [*sample(), checked(other, finding(other, "微信"))]
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", written(events))
    reader = PageReader(dump_dom(page.replace("</body>", untick), tmp_path))
    hidden = {
        attrs["id"]: "hidden" in attrs for tag, attrs in reader.tags if tag in ("li", "section") and "id" in attrs
    }
    assert hidden == {"d1": False, "f1": True, "f2": False, "f3": True, "d2": True, "f4": True}
    marks = [(each["data-of"], each["class"]) for each in reader.all("mark")]
    assert marks == [("f1", "off"), ("f2", "info"), ("f2 f3", "info"), ("f3", "off"), ("f4", "off")]
    refs = {str(each["id"]): "hidden" in each for each in reader.all("a") if str(each.get("id", "")).startswith("m")}
    assert refs == {"m1": True, "m2": False, "m3": True, "m4": True}
    assert "显示 1 处，共 4 处" in reader.text


@pytest.mark.parametrize(
    ("lang", "clause"),
    [
        ("zh", "<code>contact/wechat-add</code>，同时违反 <code>dm/bare</code>、<code>dm/&lt;b&gt;</code> · "),
        ("en", "<code>contact/wechat-add</code>, together with <code>dm/bare</code>, <code>dm/&lt;b&gt;</code> · "),
    ],
)
def test_the_rules_that_were_merged_into_a_finding_are_named(lang: str, clause: str) -> None:
    draft = Draft.parse("有事私我加薇")
    one = replace(finding(draft, "私我加薇", "contact/wechat-add"), also=("dm/bare", "dm/<b>"))
    assert clause in written([checked(draft, one)], lang)


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("zh", '<p class="seen">看到：想要（有事）· &lt;b&gt;（私我、加薇）</p>\n<dl>'),
        ("en", '<p class="seen">Seen: 想要 (有事) · &lt;b&gt; (私我, 加薇)</p>\n<dl>'),
    ],
)
def test_what_the_classifier_saw(lang: str, line: str) -> None:
    draft = Draft.parse("有事私我加薇")
    seen = Seen("want", "想要", ("有事",)), Seen("b", "<b>", ("私我", "加薇"))
    assert line in written([checked(draft, replace(finding(draft, "有事私我加薇", "dm/ask"), seen=seen))], lang)
    assert 'class="seen"' not in written(sample(), lang)
