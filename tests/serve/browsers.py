"""The page in a real browser: Chromium by playwright, as a person uses it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from xhslint.serve.server import PageServer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def chromium(*arguments: str) -> Iterator[Any]:
    """Give a browser that is started with further arguments; skip the test where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("needs Chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *arguments])
        try:
            yield browser
        finally:
            browser.close()


class Page:
    """The page in a tab of its own, and what happened in it."""

    def __init__(self, browser: Any, server: PageServer, context: Any = None, **options: Any) -> None:
        self.context = context or browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        self.tab = self.context.new_page()
        self.errors: list[str] = []
        self.addresses: list[str] = []
        self.asked: list[tuple[str, Any]] = []
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))
        self.tab.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.tab.on("request", self._request)
        self.asked_to_leave = 0
        self.tab.on("dialog", self._leave)
        self.tab.goto(server.address)
        self.tab.wait_for_selector("#page:not([hidden])")

    def _leave(self, dialog: Any) -> None:
        assert dialog.type == "beforeunload"
        self.asked_to_leave += 1
        dialog.accept()

    def _request(self, request: Any) -> None:
        self.addresses.append(request.url)
        if "/api/" in request.url:
            self.asked.append((request.url.rpartition("/")[2], json.loads(request.post_data)))

    @property
    def keys(self) -> Any:
        return self.tab.keyboard

    def focus(self) -> None:
        self.tab.click("#editor")

    def paste(self, text: str) -> None:
        """Paste a text at the cursor, as the clipboard brings it."""
        self.tab.evaluate(
            """text => {
                const data = new DataTransfer();
                data.setData("text/plain", text);
                document.activeElement.dispatchEvent(
                    new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
            }""",
            text,
        )

    def drop(self, *files: tuple[str, str]) -> None:
        """Drop files, each a name and its text, on the page."""
        self.tab.evaluate(
            """files => {
                const data = new DataTransfer();
                for (const [name, text] of files) data.items.add(new File([text], name));
                for (const type of ["dragenter", "dragover", "drop"])
                    document.querySelector("#editor").dispatchEvent(
                        new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
            }""",
            [list(file) for file in files],
        )

    def undo_to(self, text: str) -> None:
        """Undo until the text is another one: browsers differ in what they take for one step."""
        for _ in range(8):
            self.keys.press("Control+z")
            self.tab.wait_for_timeout(400)  # the rest before a check, and more
            if self.text == text:
                return
        raise AssertionError(f"undo leads to {self.text!r}")

    def wait(self, condition: Callable[[], Any]) -> Any:
        """Wait until something holds, and return it."""
        for _ in range(600):
            if result := condition():
                return result
            self.tab.wait_for_timeout(25)
        raise AssertionError(f"never came true: the draft is {self.text!r}, the cards are {self.cards}")

    @property
    def text(self) -> str:
        """The text of the last check that was asked for."""
        return next((question["text"] for name, question in reversed(self.asked) if name == "check"), "")

    @property
    def cards(self) -> list[str]:
        """The words of each card."""
        return list(self.tab.evaluate("[...document.querySelectorAll('#cards .words q')].map(each => each.innerText)"))

    @property
    def marked(self) -> dict[str, list[str]]:
        """The words that are underlined, by severity."""
        return dict(
            self.tab.evaluate(
                """() => Object.fromEntries([...CSS.highlights]
                    .filter(([name]) => /error|warning|info/.test(name))
                    .map(([name, highlight]) => [name.slice(4), [...highlight].map(String)]))"""
            )
        )

    def verdict(self) -> str:
        return str(self.tab.inner_text("#verdict"))

    def toast(self) -> str:
        return str(self.tab.inner_text("#toast"))
