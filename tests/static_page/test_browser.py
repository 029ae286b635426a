"""The folder in Chromium, without any network but the server of the files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serve.browsers import chromium
from tests.static_page.browsing import ALONE, LATER, NONE, FileServer, Visit, serving
from xhslint.messages.static_page import BROWSER

pytestmark = pytest.mark.slow

NOTE = "周末手作🍵\n\n想学的姐妹加薇❤：taoci_2046\n喜欢的互粉一下呀～"
WORDS = ["加薇❤：taoci_2046", "互粉一下"]


@pytest.fixture(scope="module")
def served(written: Path) -> Iterator[FileServer]:
    with serving(written) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium(ALONE) as browser:
        yield browser


@pytest.fixture
def context(browser: Any, served: FileServer) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    served.asked.clear()
    yield context
    context.close()
    served.gone = served.cut = NONE


def test_a_draft_is_checked_while_one_types_and_nothing_leaves_the_browser(
    context: Any, served: FileServer, tmp_path: Path
) -> None:
    visit = Visit(context, served.address)
    visit.wait_until_ready()
    tab, before = visit.tab, [*served.asked]
    visit.write(NOTE)
    assert visit.cards(2) == WORDS
    assert visit.marked() == sorted(WORDS)

    # An input method: nothing is checked or drawn anew before it is done.
    tab.keyboard.press("Enter")
    session = context.new_cdp_session(tab)
    for letters in ("j", "ji", "jia"):
        session.send("Input.imeSetComposition", {"text": letters, "selectionStart": 3, "selectionEnd": 3})
        tab.wait_for_timeout(200)
    assert tab.evaluate("document.querySelector('#editor').textContent").endswith("～\njia")
    session.send("Input.insertText", {"text": "主页有联系方式"})
    assert visit.cards(3) == [*WORDS, "主页有联系方式"]

    # A fix by a click, and back.
    tab.click("#cards > li:nth-child(3) .rewriting button")
    tab.wait_for_selector("#cards > li:nth-child(3)", state="detached")
    assert visit.cards(2) == WORDS
    tab.keyboard.press("Control+z")
    assert visit.cards(3)[:2] == WORDS

    # On a phone nothing is wider than the screen.
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390

    with tab.expect_download() as download:
        tab.click("#export")
    download.value.save_as(tmp_path / "report.html")
    report = (tmp_path / "report.html").read_text("utf-8")
    assert "taoci_2046" in report and "<script src" not in report

    tab.click("#language")
    tab.wait_for_selector("html[lang=en]")
    assert visit.errors == []
    assert served.asked == before  # nothing was asked for after the page was ready
    assert {url.split("/")[2] for url in visit.addresses if not url.startswith("blob:")} == {
        served.address.split("/")[2]
    }


def test_a_second_visit(context: Any, served: FileServer) -> None:
    for _ in range(2):
        visit = Visit(context, served.address)
        visit.wait_until_ready()
        visit.write(NOTE)
        assert visit.cards(2) == WORDS
        assert visit.errors == []
        visit.tab.close()


def test_any_text_comes_back_as_it_is(context: Any, served: FileServer) -> None:
    visit = Visit(context, served.address)
    visit.wait_until_ready()
    hostile = "<img src=x onerror=alert(1)>👩‍👩‍👧‍👦\u202e</script>\ud83c&lt; 加薇❤：taoci_2046"
    visit.write(hostile)
    assert visit.cards(1) == WORDS[:1]
    assert visit.marked() == WORDS[:1]
    assert visit.errors == []


def test_progress_is_told_in_words(context: Any, served: FileServer) -> None:
    context.add_init_script(
        "window.told = []; addEventListener('xhslint-progress', (event) => window.told.push(event.detail));"
    )
    visit = Visit(context, served.address)
    visit.wait_until_ready()
    told = visit.tab.evaluate("window.told")
    assert "MB" in told[0] and told[-1] == BROWSER["zh"]["starting"]


@pytest.mark.parametrize("name", ["package.bin", "library.zip", "runtime.bin"])
@pytest.mark.parametrize("how", ["gone", "cut"])
def test_files_that_are_missing_or_cut_are_told_in_words(context: Any, served: FileServer, name: str, how: str) -> None:
    setattr(served, how, name)
    visit = Visit(context, served.address)
    visit.tab.wait_for_selector("#loading.notice", timeout=LATER)
    said = visit.tab.inner_text("#loading")
    assert said == BROWSER["zh"]["missing"]


def test_a_module_that_is_missing_is_told_in_words(context: Any, served: FileServer) -> None:
    served.gone = "worker.js"
    visit = Visit(context, served.address)
    visit.tab.wait_for_selector("#loading.notice", timeout=LATER)
    assert visit.tab.inner_text("#loading").startswith(BROWSER["zh"]["failed"])


def test_without_a_server_it_says_what_is_wrong(context: Any, written: Path) -> None:
    visit = Visit(context, (written / "index.html").as_uri())
    assert visit.tab.inner_text("#loading") == BROWSER["zh"]["no server"]


def test_what_breaks_in_the_worker_is_told_and_the_page_goes_on(context: Any, served: FileServer) -> None:
    visit = Visit(context, served.address)
    visit.wait_until_ready()
    script = """async () => {
        const page = document.querySelector("script[type=module]").src.replace(/[^/]*$/, "");
        const { ask } = await import(`${page}transport.js`);
        const answers = [];
        for (const request of [[], { lang: "xx", text: "" }, { text: "今天去露营" }]) answers.push(await ask("check", request));
        answers.push(await ask("document", { name: "a.jpg", lang: {} }), await ask("nothing", {}));
        return answers;
    }"""
    unread, unknown, clean, broken, nothing = visit.tab.evaluate(script)
    assert unread["error"] and unknown["error"] and nothing["error"]
    assert broken["error"].startswith(BROWSER["zh"]["broken"].split("（")[0])
    assert clean["findings"] == [] and clean["is_checked"]
