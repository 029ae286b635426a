"""The page in Chromium: typing, input methods, pasting, dropping, fixing, undoing, exporting, by mouse and by keyboard."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.serve.browsers import Page, chromium
from tests.serve.clients import ANSWERS, serving
from xhslint.base.time_limit import OutOfTime, check_time
from xhslint.serve.server import PageServer

pytestmark = pytest.mark.slow

NOTE = "周末手作🍵\n\n想学的姐妹加薇❤：taoci_2046\n喜欢的互粉一下呀～\n\n#手作陶瓷 #好物"
CLEAN = "周末在家烤面包\n\n今天外脆里软，配一杯热拿铁。\n\n#烘焙"
WORDS = ["加薇❤：taoci_2046", "互粉一下"]


@pytest.fixture(scope="module")
def served() -> Iterator[PageServer]:
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Any, served: PageServer) -> Iterator[Page]:
    page = Page(browser, served)
    yield page
    assert page.errors == []
    port = served.server_port
    assert {url.split("/")[2] for url in page.addresses if not url.startswith("blob:")} == {f"127.0.0.1:{port}"}
    page.context.close()


def write(page: Page, text: str) -> None:
    page.focus()
    page.paste(text)
    page.wait(lambda: page.text == text)


def test_words_are_underlined_while_one_types(page: Page) -> None:
    page.focus()
    for line in ("周末手作", "", "想学的姐妹加薇❤：taoci_2046"):
        page.keys.type(line)
        page.keys.press("Enter")
    page.wait(lambda: page.cards == WORDS[:1])
    assert page.text.rstrip("\n") == "周末手作\n\n想学的姐妹加薇❤：taoci_2046"
    assert page.marked == {"error": WORDS[:1], "warning": [], "info": []}
    page.keys.type("喜欢的互粉一下呀")
    page.wait(lambda: page.cards == WORDS)
    for _ in range(6):
        page.keys.press("Backspace")
    page.wait(lambda: page.cards == WORDS[:1])
    assert page.marked["error"] == WORDS[:1]


def test_few_checks_are_asked_for_and_the_last_text_is_what_is_shown(page: Page) -> None:
    page.focus()
    page.keys.type("想学的姐妹加薇❤：taoci_2046，" * 3 + "好", delay=5)
    page.wait(lambda: page.text.endswith("好") and len(page.cards) == 3)
    assert len(page.asked) < 40


def test_an_input_method_is_left_alone_until_it_is_done(page: Page) -> None:
    write(page, "想学的姐妹，喜欢的互粉一下呀")
    page.wait(lambda: page.cards == ["互粉一下"])
    for _ in range(len("，喜欢的互粉一下呀")):
        page.keys.press("ArrowLeft")
    number = len(page.asked)
    session = page.context.new_cdp_session(page.tab)
    for letters in ("j", "ji", "jia", "jia w", "jia we", "jia wei"):
        session.send(
            "Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        )
        page.tab.wait_for_timeout(220)  # longer than the rest before a check
    assert len(page.asked) == number
    assert page.tab.evaluate("document.querySelector('#editor').textContent") == "想学的姐妹jia wei，喜欢的互粉一下呀"
    assert page.marked["error"] == ["互粉一下"]  # the mark has moved with its words
    session.send("Input.insertText", {"text": "加薇❤：taoci_2046"})
    page.wait(lambda: page.cards == WORDS)
    assert page.text == "想学的姐妹加薇❤：taoci_2046，喜欢的互粉一下呀"
    session.send("Input.imeSetComposition", {"text": "ha", "selectionStart": 2, "selectionEnd": 2})
    session.send("Input.imeSetComposition", {"text": "", "selectionStart": 0, "selectionEnd": 0})  # given up
    page.keys.type("好")
    page.wait(lambda: "2046好，" in page.text)
    page.undo_to("想学的姐妹，喜欢的互粉一下呀")
    page.wait(lambda: page.cards == ["互粉一下"])


@pytest.mark.parametrize(
    "text",
    [
        "标题\r\n\r\n正文一\r\n正文二\r\n",
        "标题\r\r正文",
        "\n\n\n正文",
        "正文  两个空格\t制表\u00a0不换行\u3000全角",
        "👩‍👩‍👧🍵👍🏽🇨🇳\n加薇❤：taoci_2046👩‍👩‍👧",
        "שלום עולם \u202e反过来\u202c\n\u200b看不见\u200d",
        "&amp; &lt;b&gt; <b>粗</b>\n<!-- 注释 -->",
        "最后有一个换行\n",
    ],
)
def test_what_is_pasted_is_what_is_checked(page: Page, text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    page.focus()
    page.paste(text)
    page.wait(lambda: page.text == plain)
    page.keys.press("ArrowLeft")
    page.keys.press("Control+a")
    page.keys.press("Delete")
    page.wait(lambda: page.verdict().startswith("写一写"))
    page.keys.press("Control+z")
    page.wait(lambda: page.text == plain)


def test_markup_that_comes_alone_is_pasted_as_its_lines(page: Page) -> None:
    page.focus()
    page.tab.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        "<html><head><title>x</title></head><body><!--StartFragment--><p style='color: red'><b>周末\n 手作</b></p><p>想学的姐妹<span>加薇❤：taoci_2046</span>&lt;b&gt;<br>"
        "好看</p><img src=x onerror='window.hacked=1'><script>window.hacked=1</script><!--EndFragment--></body></html>",
    )
    page.wait(lambda: page.text == "周末 手作\n想学的姐妹加薇❤：taoci_2046<b>\n好看")
    assert page.tab.evaluate("window.hacked") is None


def test_a_line_is_pasted_between_two_characters(page: Page) -> None:
    write(page, "上下")
    page.keys.press("ArrowLeft")
    page.paste("一\n二\n")
    page.wait(lambda: page.text == "上一\n二\n下")
    page.keys.press("Enter")
    page.keys.type("中")
    page.wait(lambda: page.text == "上一\n二\n\n中下")
    page.undo_to("上下")
    page.keys.press("Control+Shift+z")
    page.wait(lambda: page.text == "上一\n二\n下")


def test_the_clipboard_of_the_system(browser: Any, served: PageServer) -> None:
    page = Page(browser, served, permissions=["clipboard-read", "clipboard-write"])
    page.tab.evaluate("text => navigator.clipboard.writeText(text)", "---\nprofile: ad\n---\n# 标题\n\n正文很好\n#手作")
    page.focus()
    page.keys.press("Control+v")
    page.wait(lambda: "正文很好" in page.text)
    page.wait(lambda: not page.tab.is_disabled("#copy"))
    page.tab.click("#copy")
    page.wait(lambda: page.toast().startswith("已复制"))
    assert page.tab.evaluate("navigator.clipboard.readText()") == "标题\n\n正文很好\n#手作"
    page.context.close()


def test_a_fix_by_click_and_undo(page: Page) -> None:
    write(page, NOTE)
    page.wait(lambda: page.tab.query_selector(".rewriting button"))
    page.tab.click(".card:first-child .rewriting button")
    page.wait(lambda: page.cards == WORDS[1:])
    anew = page.text
    assert anew != NOTE and "taoci_2046" not in anew and anew.startswith("周末手作🍵\n\n想学的姐妹可以")
    assert "Ctrl+Z" in page.toast()
    page.wait(lambda: page.tab.query_selector(".rewriting button"))
    page.tab.click(".card .rewriting button")
    page.wait(lambda: page.verdict().startswith("没有发现问题"))
    page.keys.press("Control+z")
    page.wait(lambda: page.text == anew and page.cards == WORDS[1:])
    page.keys.press("Control+z")
    page.wait(lambda: page.text == NOTE and page.cards == WORDS)
    page.keys.press("Control+Shift+z")
    page.wait(lambda: page.text == anew)


def test_a_fix_is_made_of_the_text_as_it_is_now(page: Page) -> None:
    """A click right behind a key fixes the words where they have moved to."""
    write(page, NOTE)
    page.wait(lambda: page.tab.query_selector(".rewriting button"))
    page.focus()
    page.keys.press("Control+Home")
    page.keys.type("第三炉")
    page.tab.click(".card:first-child .rewriting button")
    page.wait(lambda: page.cards == WORDS[1:])
    assert page.text.startswith("第三炉周末手作🍵\n\n想学的姐妹可以")


def test_a_card_leads_to_its_words_and_words_lead_to_their_card(page: Page) -> None:
    write(page, NOTE)
    page.wait(lambda: page.cards == WORDS)
    page.tab.click(".card:nth-child(2) .why")
    assert page.tab.evaluate("String(getSelection())") == "互粉一下"
    page.wait(lambda: page.tab.inner_text(".card.is-current q") == "互粉一下")
    page.keys.press("ArrowUp")
    page.keys.press("End")
    page.keys.press("ArrowLeft")
    page.wait(lambda: page.tab.inner_text(".card.is-current q") == WORDS[0])
    assert page.tab.evaluate("document.activeElement.id") == "editor"


def test_by_keyboard_alone(page: Page) -> None:
    order = []
    for _ in range(12):
        page.keys.press("Tab")
        order.append(page.tab.evaluate("document.activeElement.id || document.activeElement.tagName"))
        if order[-1] == "editor":
            break
    assert order[:5] == ["kind", "profile", "SUMMARY", "language", "editor"]
    page.paste(NOTE)
    page.wait(lambda: page.tab.query_selector(".rewriting button"))
    page.keys.press("Control+Home")
    page.keys.press("F8")
    assert page.tab.evaluate("String(getSelection())") == WORDS[0]
    page.wait(lambda: page.tab.inner_text("#live").startswith("第 1 处，共 2 处 错误 加薇❤"))
    page.keys.press("F8")
    assert page.tab.evaluate("String(getSelection())") == WORDS[1]
    page.keys.press("F8")  # round again
    assert page.tab.evaluate("String(getSelection())") == WORDS[0]
    page.keys.press("Shift+F8")
    assert page.tab.evaluate("String(getSelection())") == WORDS[1]
    page.keys.press("Control+.")
    page.wait(lambda: page.cards == WORDS[:1])
    page.keys.press("F8")
    page.keys.press("Control+.")
    page.wait(lambda: page.verdict().startswith("没有发现问题"))
    page.wait(lambda: page.tab.inner_text("#live") == "没有发现问题")
    page.keys.press("Control+z")
    page.wait(lambda: page.cards == WORDS[:1])
    page.wait(lambda: page.tab.inner_text("#live") == "1 处错误")
    for _ in range(12):  # on through the buttons into the cards
        page.keys.press("Tab")
        if page.tab.evaluate("document.activeElement.dataset.name") == "rewriting":
            break
    page.wait(lambda: page.tab.query_selector(".rewriting button"))
    page.keys.press("Enter")
    page.wait(lambda: page.verdict().startswith("没有发现问题"))


def test_everything_that_can_be_used_has_a_name_and_a_focus_that_is_seen(page: Page) -> None:
    write(page, NOTE)
    page.wait(lambda: page.tab.query_selector(".rewriting button"))
    nameless = page.tab.evaluate(
        """() => [...document.querySelectorAll("button, select, summary, input:not([hidden]), [role=textbox]")]
            .filter(each => each.type !== "checkbox" || each.labels.length !== 1)
            .filter(each => !(each.innerText || each.labels?.[0]?.innerText || each.title
                || document.getElementById(each.getAttribute("aria-labelledby"))?.innerText || each.hidden))
            .map(each => each.outerHTML.slice(0, 80))"""
    )
    assert nameless == []
    for _ in range(16):
        page.keys.press("Tab")
        outline = page.tab.evaluate(
            """() => { const each = document.activeElement;
                if (each.id === "editor") return getComputedStyle(each.parentNode).boxShadow;
                return each === document.body ? "none at all" : getComputedStyle(each).outlineStyle; }"""
        )
        assert outline != "none"
    assert page.tab.evaluate("document.querySelector('#editor').ariaMultiLine") == "true"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_against_what_is_behind_them(browser: Any, served: PageServer, scheme: str) -> None:
    """4.5 to 1, as WCAG 2 asks of text."""
    page = Page(browser, served, color_scheme=scheme)
    write(page, NOTE)
    page.wait(lambda: page.tab.query_selector(".rewriting button"))
    page.tab.click(".card details summary")
    low = page.tab.evaluate(
        """() => {
            const canvas = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true});
            const over = (colors) => {
                canvas.clearRect(0, 0, 1, 1);
                for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
                return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
            };
            const light = (rgb) => rgb.map(each => each / 255).map(each => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4)
                .reduce((sum, each, at) => sum + each * [.2126, .7152, .0722][at], 0);
            const found = [];
            const walker = document.createTreeWalker(document.querySelector("#page"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const element = node.parentElement;
                if (!node.data.trim() || !element.checkVisibility() || element.disabled) continue;
                const behind = [];
                for (let each = element; each; each = each.parentElement) behind.unshift(getComputedStyle(each).backgroundColor);
                const [text, ground] = [over([...behind, getComputedStyle(element).color]), over(behind)].map(light);
                const contrast = (Math.max(text, ground) + .05) / (Math.min(text, ground) + .05);
                if (contrast < 4.5) found.push([node.data.slice(0, 20), contrast]);
            }
            return found;
        }"""
    )
    assert low == []
    page.context.close()


def test_sizes_by_the_weights_of_the_platform(page: Page) -> None:
    write(page, "# MacBook 怎么选🍵\n\n正文一共九个字哦\n\n#数码 #学生")
    page.wait(
        lambda: (
            page.tab.inner_text("#sizes").split()
            == ["标题", "9", "/", "20", "正文", "17", "/", "1000", "话题", "2", "/", "10"]
        )
    )
    page.keys.press("Control+a")
    page.paste("春" * 21 + "\n\n正文")
    page.wait(lambda: page.tab.query_selector("#sizes .over"))
    assert "超了" in page.tab.get_attribute("#sizes .over", "title")


def test_what_a_line_alone_and_a_wrong_setting_mean_is_told(page: Page) -> None:
    write(page, "秋天的第一件毛衣怎么挑")
    page.wait(lambda: "算正文" in (page.tab.get_attribute("#sizes div", "title") or ""))
    page.keys.press("Control+a")
    page.paste("---\nprofile: x\n---\n标题\n\n正文")
    page.wait(lambda: "第 2 行的设置没看懂，其余照常检查了" in page.verdict())
    assert "算正文" not in page.tab.get_attribute("#sizes div", "title")


def test_the_switches(page: Page) -> None:
    write(page, "褪黑素软糖买一送一，闭眼入，全网第一")
    page.wait(lambda: "全网第一" in "".join(page.cards))
    before = len(page.cards)
    page.tab.select_option("#profile", "ad")
    page.tab.click("#optional summary")
    page.tab.check("#optional input[value=goods]")
    page.wait(lambda: len(page.cards) > before)
    page.keys.press("Escape")
    assert page.tab.get_attribute("#optional", "open") is None
    assert page.tab.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.tab.click("#optional summary")
    page.tab.click("h1")
    assert page.tab.get_attribute("#optional", "open") is None
    page.tab.select_option("#kind", "comment")
    page.wait(lambda: page.tab.is_hidden("#sizes"))
    page.tab.select_option("#kind", "")
    page.wait(lambda: page.tab.is_visible("#sizes"))
    page.tab.click("#language")
    page.wait(lambda: page.tab.inner_text("h1") == "Xiaohongshu caption check")
    page.wait(lambda: "Why" in page.tab.inner_text("#cards"))
    assert page.tab.evaluate("document.documentElement.lang") == "en"
    assert page.tab.input_value("#profile") == "ad"
    page.tab.reload()
    page.tab.wait_for_selector("#page:not([hidden])")
    assert page.tab.inner_text("h1") == "Xiaohongshu caption check"
    assert page.tab.input_value("#profile") == "ad"
    assert page.tab.is_checked("#optional input[value=goods]")
    kept = page.tab.evaluate("JSON.stringify(localStorage)")
    assert "褪黑素" not in kept and page.tab.inner_text("#editor").strip() == ""


def test_a_draft_that_was_written_is_not_left_without_a_question(page: Page) -> None:
    page.tab.click("#example")
    page.wait(lambda: page.cards)
    page.tab.reload()
    page.tab.wait_for_selector("#page:not([hidden])")
    assert page.asked_to_leave == 0
    page.focus()
    page.keys.type("烤面包")
    page.wait(lambda: page.text == "烤面包")
    page.tab.reload()
    page.tab.wait_for_selector("#page:not([hidden])")
    assert page.asked_to_leave == 1


def test_a_clean_draft_is_told_what_was_checked_and_what_was_not(page: Page) -> None:
    write(page, CLEAN)
    page.wait(lambda: page.verdict().startswith("没有发现问题"))
    said = page.verdict()
    assert "检查了标题、正文、1 个话题" in said and "没有检查" in said and "图片、视频" in said
    page.tab.click("#clear")
    page.wait(lambda: page.verdict().startswith("写一写"))
    page.keys.press("Control+z")
    page.wait(lambda: page.verdict().startswith("没有发现问题"))


TABLE = (
    "标题,正文,话题\n烤面包,外脆里软,#烘焙\n学陶艺,想学的姐妹加薇❤：taoci_2046,#手作\n" + "第三篇,喜欢的互粉一下呀,\n"
)


def test_a_document_is_a_list_of_notes(page: Page) -> None:
    page.drop(("排期.csv", TABLE))
    page.wait(lambda: page.tab.inner_text("#notes h2") == "排期.csv 里的笔记：3 篇")
    page.wait(
        lambda: (
            [each.inner_text() for each in page.tab.query_selector_all("#notes .state")]
            == ["没有发现问题", "1 处错误", "1 处错误"]
        )
    )
    page.wait(lambda: page.text == "烤面包\n外脆里软\n#烘焙")
    page.tab.click("#notes li:nth-child(2) button")
    page.wait(lambda: page.cards == WORDS[:1])
    assert page.tab.get_attribute("#notes li:nth-child(2) button", "aria-current") == "true"
    page.wait(lambda: page.tab.query_selector(".rewriting button"))
    page.tab.click(".rewriting button")
    page.wait(lambda: page.tab.inner_text("#notes li:nth-child(2) .state") == "没有发现问题")
    anew = page.text
    page.tab.click("#notes li:nth-child(3) button")
    page.wait(lambda: page.cards == ["互粉一下"])
    page.focus()
    for _ in range(5):  # does not lead into the other note
        page.keys.press("Control+z")
        page.keys.press("Control+Shift+z")
    page.tab.wait_for_timeout(300)
    assert page.text.startswith("第三篇\n")
    page.tab.click("#notes li:nth-child(2) button")
    page.wait(lambda: page.text == anew)
    with page.tab.expect_download() as download:
        page.tab.click("#export")
    html = Path(download.value.path()).read_text("utf-8")
    assert "排期.csv › 第 2 行" in html and "互粉一下" in html and "taoci_2046" not in html
    places = [each.inner_text() for each in page.tab.query_selector_all("#notes .place")]
    assert places == ["第 2 行", "第 3 行", "第 4 行"]
    page.tab.click("#language")
    page.wait(lambda: page.tab.inner_text("h1") == "Xiaohongshu caption check")
    places = [each.inner_text() for each in page.tab.query_selector_all("#notes .place")]
    assert places == ["line 2", "line 3", "line 4"]
    page.tab.click("#notes .head button")
    assert page.tab.is_hidden("#notes ol")
    page.tab.click("#notes .head button")
    assert page.tab.is_visible("#notes ol")


def test_a_text_file_and_files_that_cannot_be_read(page: Page) -> None:
    page.drop(("草稿.txt", NOTE))
    page.wait(lambda: page.cards == WORDS and page.text == NOTE)
    assert page.tab.is_hidden("#notes") and page.tab.is_hidden("#drop")
    page.drop(("稿子.pdf", "x"))
    for name, said in (
        ("稿子.pdf", "复制过来粘贴"),
        ("旧.xls", "另存为 .xlsx"),
        ("歌.mp3", "歌.mp3 打不开"),
        ("海报.png", "图片"),
        ("坏.xlsx", "坏.xlsx"),
        ("空.txt", "空.txt"),
    ):
        page.drop((name, "" if name == "空.txt" else "x"))
        page.wait(lambda said=said: said in page.tab.inner_text("#unopened"))
        assert page.tab.inner_text("#unopened").endswith("下面还是你原来的文案。")
        assert page.cards == WORDS and page.tab.is_hidden("#notes")
    page.drop(("a.txt", CLEAN), ("b.txt", NOTE))
    page.wait(lambda: page.text == CLEAN)
    page.focus()
    page.keys.press("Control+z")
    page.wait(lambda: page.text == NOTE)


def test_of_many_notes_those_with_findings_are_shown_alone(page: Page) -> None:
    page.drop(("排期.csv", TABLE))
    page.wait(lambda: page.tab.query_selector_all("#notes ol li"))
    assert page.tab.is_hidden("#notes label")
    page.drop(("排期.csv", TABLE + "又一篇,外脆里软,\n" * 12))
    page.wait(lambda: len(page.tab.query_selector_all("#notes .state.good")) == 13)
    page.tab.check("#notes input")
    shown = [each.inner_text() for each in page.tab.query_selector_all("#notes li:not([hidden]) .title")]
    assert shown == ["烤面包", "学陶艺", "第三篇"]  # the first is in the editor
    page.tab.uncheck("#notes input")
    assert len(page.tab.query_selector_all("#notes li:not([hidden])")) == 15


DRAFT = "写了半天的文案\n喜欢的互粉一下呀"


def test_a_document_does_not_take_the_place_of_what_was_written(page: Page) -> None:
    write(page, DRAFT)
    page.drop(("排期.csv", TABLE))
    page.wait(lambda: page.text == "烤面包\n外脆里软\n#烘焙")
    assert page.tab.inner_text("#notes h2") == "排期.csv 里的笔记：3 篇"
    assert page.tab.inner_text("#notes li:first-child .place") == "你原来的文案"
    page.tab.click("#notes li:nth-child(4) button")
    page.wait(lambda: page.text.startswith("第三篇"))
    page.focus()
    page.keys.press("Control+End")
    page.keys.type("好")
    page.tab.click("#notes li:first-child button")  # at once
    page.wait(lambda: page.text == DRAFT and page.cards == ["互粉一下"])
    page.drop(("另一份.csv", TABLE))
    page.wait(lambda: page.tab.inner_text("#notes h2") == "另一份.csv 里的笔记：3 篇")
    places = [each.inner_text() for each in page.tab.query_selector_all("#notes .place")]
    assert places == ["你原来的文案", "排期.csv › 第 4 行", "第 2 行", "第 3 行", "第 4 行"]
    page.tab.click("#notes li:nth-child(2) button")
    page.wait(lambda: page.text.startswith("第三篇") and page.text.endswith("好"))
    page.tab.click("#clear")
    page.wait(lambda: page.verdict().startswith("写一写"))
    assert page.tab.query_selector_all("#notes ol li")  # with the draft
    page.tab.reload()
    assert page.asked_to_leave == 1


def test_a_draft_that_a_text_file_has_replaced_is_not_lost_to_a_document(page: Page) -> None:
    write(page, DRAFT)
    page.drop(("草稿.txt", CLEAN))
    page.wait(lambda: page.text == CLEAN)
    page.drop(("排期.csv", TABLE))
    page.wait(lambda: page.tab.query_selector_all("#notes ol li"))
    page.tab.click("#notes li:first-child button")
    page.wait(lambda: page.text == DRAFT)


def test_a_message_that_promises_an_undo_goes_with_its_note(page: Page) -> None:
    page.drop(("排期.csv", TABLE))
    page.wait(lambda: page.tab.query_selector_all("#notes ol li"))
    page.tab.click("#notes li:nth-child(3) button")
    page.wait(lambda: page.tab.query_selector(".rewriting button"))
    page.tab.click(".rewriting button")
    page.wait(lambda: "Ctrl+Z" in page.toast())
    page.tab.click("#notes li:nth-child(2) button")
    assert page.tab.is_hidden("#toast")


def insert(page: Page, text: str) -> None:
    """Insert a text at once, as dictation does."""
    page.context.new_cdp_session(page.tab).send("Input.insertText", {"text": text})


def test_lines_that_come_at_once_stay_lines_through_fixes_and_undo(page: Page) -> None:
    page.focus()
    insert(page, NOTE)
    page.wait(lambda: page.text == NOTE and page.tab.query_selector(".rewriting button"))
    page.tab.click(".card:nth-child(2) .rewriting button")
    page.wait(lambda: page.cards == WORDS[:1])
    assert page.text.count("\n") == NOTE.count("\n") and page.text.startswith(
        "周末手作🍵\n\n想学的姐妹加薇❤：taoci_2046\n"
    )
    page.undo_to(NOTE)
    page.keys.press("Control+a")
    page.keys.press("Delete")
    page.wait(lambda: page.verdict().startswith("写一写"))
    assert page.tab.get_attribute("#editor", "class") == "is-empty"


LINES = [
    "周末手作🍵<div><br></div><div>想学的姐妹加薇❤：taoci_2046</div><div>喜欢的互粉一下呀～</div><div><br></div><div>#手作陶瓷 #好物</div>",
    "<div>周末手作🍵</div><div><br></div><div><div>想学的姐妹加薇❤：taoci_2046</div></div>喜欢的互粉一下呀～<br><br>#手作陶瓷 #好物",
    "<p>周末手作🍵<br><br>想学的姐妹加薇❤：taoci_2046</p>喜欢的互粉一下呀～\n\n#手作陶瓷 #好物",
]


@pytest.mark.parametrize("html", LINES)
def test_a_fix_keeps_lines_however_the_browser_keeps_them(page: Page, html: str) -> None:
    page.focus()
    page.tab.evaluate("html => { document.querySelector('#editor').innerHTML = html; }", html)
    page.tab.evaluate("document.querySelector('#editor').dispatchEvent(new InputEvent('input', {bubbles: true}))")
    page.wait(lambda: page.text == NOTE and page.tab.query_selector(".rewriting button"))
    page.tab.click(".card:nth-child(2) .words")
    assert page.tab.evaluate("String(getSelection())") == WORDS[1]
    page.tab.click(".card:nth-child(2) .rewriting button")
    page.wait(lambda: page.cards == WORDS[:1])
    start, end = NOTE.split("喜欢的互粉一下呀～")
    assert page.text.startswith(start) and page.text.endswith(end)
    page.undo_to(NOTE)


def test_an_input_method_that_never_ends_does_not_end_the_checks(page: Page) -> None:
    page.focus()
    session = page.context.new_cdp_session(page.tab)
    session.send("Input.imeSetComposition", {"text": "hao", "selectionStart": 3, "selectionEnd": 3})
    page.tab.evaluate("window.addEventListener('compositionend', (event) => event.stopImmediatePropagation(), true)")
    page.keys.press("Control+a")
    page.paste(NOTE)
    page.wait(lambda: page.cards == WORDS)
    session.send("Input.imeSetComposition", {"text": "hao", "selectionStart": 3, "selectionEnd": 3})
    page.tab.evaluate("document.activeElement.blur()")
    page.wait(lambda: "hao" in page.text)


def test_ctrl_period_first_shows_what_it_would_change(page: Page) -> None:
    write(page, NOTE)
    page.wait(lambda: page.tab.query_selector(".rewriting button"))
    page.keys.press("F8")
    page.keys.press("Control+Home")
    page.wait(lambda: not page.tab.query_selector(".is-current"))
    page.keys.press("Control+.")
    assert page.tab.evaluate("String(getSelection())") == WORDS[0]
    page.tab.wait_for_timeout(400)
    assert page.text == NOTE
    page.keys.press("Control+.")
    page.wait(lambda: page.cards == WORDS[1:])


def test_a_new_address_in_the_same_tab(browser: Any) -> None:
    with serving() as server:
        page = Page(browser, server)
        write(page, NOTE)
        page.wait(lambda: page.cards == WORDS)
        server.token = "another"
        page.keys.press("End")
        page.keys.type("好")
        page.wait(lambda: "一整行复制过来" in page.verdict())
        page.tab.goto(server.address)
        page.wait(lambda: page.cards == WORDS)
        assert page.text == NOTE + "好"
        page.context.close()
        tab = browser.new_page()
        tab.goto(server.address + "wrong")
        tab.wait_for_selector("#loading.notice")
        tab.goto(server.address)
        tab.wait_for_selector("#page:not([hidden])")
        assert tab.is_hidden("#loading")
        tab.close()


def test_a_file_is_chosen(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "草稿.md"
    file.write_text(NOTE, "utf-8")
    page.tab.set_input_files("#file", file)
    page.wait(lambda: page.cards == WORDS)


def test_the_report_is_saved(page: Page) -> None:
    write(page, NOTE)
    page.wait(lambda: page.cards == WORDS)
    with page.tab.expect_download() as download:
        page.tab.click("#export")
    assert download.value.suggested_filename.startswith("小红书文案检查-")
    html = Path(download.value.path()).read_text("utf-8")
    assert html.startswith("<!DOCTYPE html>") and "加薇❤：taoci_2046" in html


HOSTILE = (
    "<script>window.hacked = 1</script>\n<img src=x onerror='window.hacked = 1'>\n"
    '加薇❤：<b onmouseover="window.hacked=1">taoci_2046</b>\n\u202e加微信 abc12345\u202c\n'
    "[点我](javascript:window.hacked=1) ${window.hacked=1} {{hacked}} &lt;script&gt;\n"
    "互粉<svg/onload=window.hacked=1>一下\x00\x07"
)


def test_a_hostile_draft_is_text(page: Page) -> None:
    page.focus()
    page.paste(HOSTILE)
    page.wait(lambda: len(page.cards) >= 1)
    page.wait(lambda: page.tab.query_selector("#cards details"))
    page.tab.wait_for_timeout(300)
    assert page.tab.evaluate("window.hacked") is None
    assert (
        page.tab.query_selector_all(
            "#editor script, #editor img, #editor b, #editor svg, #cards img, #cards b, #cards svg"
        )
        == []
    )
    with page.tab.expect_download() as download:
        page.tab.click("#export")
    assert "<script>window" not in Path(download.value.path()).read_text("utf-8")


def test_too_much_text_is_refused_politely(page: Page) -> None:
    write(page, CLEAN)
    number = len(page.asked)
    page.paste("春" * 1_000_000)
    page.wait(lambda: "1,000,000 字" in page.toast())
    assert page.tab.inner_text("#editor").startswith("周末在家烤面包")
    assert all(len(str(question)) < 1000 for _, question in page.asked[number:])


def test_lines_that_are_too_many_are_refused_without_asking(page: Page) -> None:
    write(page, CLEAN)
    page.wait(lambda: page.verdict().startswith("没有发现问题"))
    number = len(page.asked)
    page.tab.evaluate("document.querySelector('#editor').textContent = '春天来了\\n'.repeat(33_600) + '好'")
    page.tab.evaluate("document.querySelector('#editor').dispatchEvent(new InputEvent('input', {bubbles: true}))")
    page.wait(lambda: "168,001 字" in page.verdict() and "80,000 字" in page.verdict())
    assert page.asked[number:] == [] and page.cards == []


def test_remedies_come_for_a_few_at_a_time_and_give_way_to_newer_text(page: Page) -> None:
    text = "周末手作\n\n" + "今天捏了一只歪歪扭扭的小碗，釉色是自己调的。\n想学的加薇❤：taoci_2046\n" * 120
    write(page, text)
    page.wait(lambda: len(page.cards) > 100)
    page.wait(lambda: page.tab.query_selector(".rewriting button"))
    assert sum(name == "remedies" for name, _ in page.asked) < 20
    page.keys.type("好")
    page.wait(lambda: page.text == text.rstrip("\n") + "\n好" or page.text == text + "好")
    later = [question["text"] for name, question in page.asked if name == "remedies"]
    page.wait(lambda: len([name for name, _ in page.asked if name == "remedies"]) > len(later))
    assert page.asked[-1][1]["text"] == page.text


def test_newer_text_does_not_wait_for_the_remedies_of_an_older_one(browser: Any) -> None:
    class Endless:
        """Looks for remedies of the first text until it is called off."""

        def answer(self, name: str, question: object) -> Any:
            while name == "remedies" and question == first:
                try:
                    check_time()
                except OutOfTime:
                    return {"is_called_off": True}
                time.sleep(0.001)
            return ANSWERS.answer(name, question)

    with serving(Endless()) as server:
        page = Page(browser, server)
        first = {"text": NOTE, "lang": "zh", "profile": "", "kind": "", "extend_select": [], "findings": [0, 1]}
        write(page, NOTE)
        page.wait(lambda: page.asked[-1] == ("remedies", first))
        page.keys.press("Control+End")
        page.keys.type("，想学的姐妹加薇❤：taoci_2047")
        page.wait(lambda: len(page.cards) == 3 and page.tab.query_selector(".rewriting button"))
        assert page.errors == []
        page.context.close()


def test_remedies_that_were_called_off_for_another_tab_are_asked_for_again(browser: Any) -> None:
    left = [3]

    class CalledOff:
        def answer(self, name: str, question: object) -> Any:
            if name == "remedies" and left[0]:
                left[0] -= 1
                return {"is_called_off": True}
            return ANSWERS.answer(name, question)

    with serving(CalledOff()) as server:
        page = Page(browser, server)
        write(page, NOTE)
        page.wait(lambda: page.tab.query_selector(".rewriting button"))
        assert left == [0]
        assert len({json.dumps(question) for name, question in page.asked if name == "remedies"}) == 1
        page.context.close()


def test_ten_thousand_characters_are_written_on(page: Page) -> None:
    text = ("周末手作\n\n" + "今天捏了一只歪歪扭扭的小碗，釉色是自己调的。\n想学的加薇❤：taoci_2046\n" * 300)[:10_000]
    page.focus()
    page.paste(text)
    page.wait(lambda: page.text == text and len(page.cards) > 200)
    assert page.tab.evaluate("document.querySelector('#editor').childNodes.length") < 4  # no element a line
    page.keys.press("Control+End")
    page.keys.type("，就到这里", delay=20)
    page.wait(lambda: page.text == text + "，就到这里")
    page.wait(lambda: sum(map(len, page.marked.values())) == len(page.cards) > 200)


def test_two_tabs_do_not_share_a_draft(page: Page, browser: Any, served: PageServer) -> None:
    other = Page(browser, served, page.context)
    write(page, NOTE)
    write(other, CLEAN)
    page.wait(lambda: page.cards == WORDS)
    other.wait(lambda: other.verdict().startswith("没有发现问题"))
    other.tab.close()
    page.focus()
    page.keys.press("Control+End")
    page.keys.type("互粉呀")
    page.wait(lambda: len(page.cards) == 3)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_phone_needs_no_sideways_scrolling(browser: Any, served: PageServer, lang: str) -> None:
    page = Page(browser, served, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    if lang == "en":
        page.tab.click("#language")
        page.wait(lambda: page.tab.inner_text("h1").startswith("Xiaohongshu"))
    page.drop(("排期.csv", TABLE + "很长很长的标题" * 12 + ",正文,\n"))
    page.wait(lambda: page.tab.query_selector("#notes li:nth-child(4)"))
    page.tab.tap("#notes li:nth-child(2) button")
    page.wait(lambda: page.tab.query_selector(".rewriting button"))
    page.tab.click(".card details summary")
    page.tab.click("#optional summary")
    assert page.tab.evaluate("document.documentElement.scrollWidth") == 390
    small = page.tab.evaluate(
        """() => [...document.querySelectorAll("button, select")].filter(each => each.checkVisibility())
            .map(each => [each.innerText.slice(0, 12), each.getBoundingClientRect()]).filter(([, box]) => box.height < 24)
            .map(([name]) => name)"""
    )
    assert small == []
    page.context.close()


def test_words_are_told_of_where_they_stand_on_a_phone(browser: Any, served: PageServer) -> None:
    page = Page(browser, served, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    write(page, NOTE)
    page.wait(lambda: page.cards == WORDS)
    assert page.tab.inner_text("#tally") == "2 处错误" and page.tab.is_hidden("#keys")
    page.keys.press("Control+Home")
    page.keys.press("F8")
    assert "写出了微信号" in page.tab.inner_text("#peek")
    page.tab.tap("#peek")
    page.wait(lambda: page.tab.evaluate("document.activeElement.dataset.name") == "words")
    page.tab.evaluate("scrollTo(0, 0)")
    page.tab.tap("#tally")
    page.wait(lambda: page.tab.evaluate("document.querySelector('#results').getBoundingClientRect().top") < 844 / 2)
    page.context.close()


def test_without_highlights_the_cards_are_there_and_it_says_so(browser: Any, served: PageServer) -> None:
    context = browser.new_context()
    context.add_init_script("delete globalThis.Highlight")
    page = Page(browser, served, context)
    assert "不能在原处画线" in page.tab.inner_text("#unmarked")
    write(page, NOTE)
    page.wait(lambda: page.cards == WORDS)
    page.tab.click(".card .words")
    assert page.tab.evaluate("String(getSelection())") == WORDS[0]
    assert page.errors == []
    context.close()


def test_where_plain_text_editing_is_unknown(browser: Any, served: PageServer) -> None:
    """As in Firefox before version 136: the editor takes plain text all the same."""
    context = browser.new_context()
    context.add_init_script(
        """const known = Object.getOwnPropertyDescriptor(HTMLElement.prototype, "contentEditable");
        Object.defineProperty(HTMLElement.prototype, "contentEditable", {...known,
            set(value) { if (value !== "plaintext-only") known.set.call(this, value); }});"""
    )
    page = Page(browser, served, context)
    page.focus()
    page.keys.type("一")
    page.keys.press("Enter")
    page.keys.press("Control+b")
    page.keys.type("二")
    page.wait(lambda: page.text == "一\n二")
    page.paste("三\n四<b>")
    page.wait(lambda: page.text == "一\n二三\n四<b>")
    assert page.tab.query_selector("#editor b, #editor strong") is None
    context.close()


def test_a_server_that_has_gone_is_told_and_the_draft_stays(browser: Any) -> None:
    with serving() as server:
        page = Page(browser, server)
        write(page, NOTE)
        page.wait(lambda: page.cards == WORDS)
        server.shutdown()
        server.socket.close()
        page.tab.route("**/api/**", lambda route: route.abort())
        page.keys.type("好")
        page.wait(lambda: page.tab.is_visible("#gone"))
        assert "文案还在" in page.tab.inner_text("#gone")
        assert page.tab.inner_text("#age").startswith("没能检查")
        assert page.tab.inner_text("#sizes").split()[1] == "—"
        assert page.tab.evaluate("document.querySelector('#cards').inert")
        assert page.tab.inner_text("#editor").startswith("周末手作🍵")
        page.tab.unroute("**/api/**")
        page.context.close()


def test_old_results_are_told_from_new_ones_while_a_check_takes_long(browser: Any) -> None:
    held = Event()

    class Slow:
        def answer(self, name: str, question: object) -> Any:
            if held.is_set():
                time.sleep(2)
            return ANSWERS.answer(name, question)

    with serving(Slow()) as server:
        page = Page(browser, server)
        write(page, NOTE)
        page.wait(lambda: page.tab.query_selector(".rewriting button"))
        assert page.tab.inner_text("#age") == ""
        held.set()
        page.keys.type("好")
        page.wait(lambda: page.tab.inner_text("#age") == "正在检查…")
        assert page.tab.inner_text("#sizes").split()[1] == "—"
        held.clear()
        page.wait(lambda: page.tab.inner_text("#age") == "" and page.cards == WORDS)
        assert page.tab.inner_text("#sizes").split()[1] != "—"
        page.context.close()


def test_without_the_token_it_says_what_to_open(browser: Any, served: PageServer) -> None:
    tab = browser.new_page()
    tab.goto(served.address.partition("#")[0])
    tab.wait_for_selector("#loading.notice")
    assert "一整行复制过来" in tab.inner_text("#loading")
    tab.close()


def test_those_who_want_no_motion_get_none(browser: Any, served: PageServer) -> None:
    page = Page(browser, served, reduced_motion="reduce")
    write(page, "好\n" * 120 + NOTE)
    page.wait(lambda: page.cards == WORDS)
    page.keys.press("Control+Home")
    page.keys.press("F8")
    assert page.tab.evaluate("getComputedStyle(document.querySelector('button')).transitionDuration") == "0s"
    box = page.tab.evaluate(
        "(() => { const box = getSelection().getRangeAt(0).getBoundingClientRect(); return [box.top, box.bottom]; })()"
    )
    assert 0 <= box[0] < box[1] <= 900
    page.context.close()
