"""The files of the page: they fit together and name nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import xhslint
from xhslint.messages.page import PAGE
from xhslint.page.answers import Answers
from xhslint.page.files import INDEX, page_files

TEXTS = {name: data.decode() for name, (_, data) in page_files().items()}
CODE = "\n".join(TEXTS.values())


def test_every_file_that_a_file_names_is_there() -> None:
    for name, text in TEXTS.items():
        for other in re.findall(r'(?:from|href=|src=) ?"(?:\./)?([\w.-]+\.\w+)"', text):
            assert other in TEXTS, name
    named = set(re.findall(r'"(?:\./)?([\w-]+\.(?:js|css|svg))"', CODE))
    assert named == TEXTS.keys() - {INDEX}


def test_nothing_comes_from_elsewhere_and_no_draft_becomes_markup() -> None:
    for name, text in TEXTS.items():
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text), name
        assert not re.search(r"insertAdjacentHTML|document\.write|eval\(|\bstyle=|\bon\w+=", text), name
        assert not re.search(r"innerHTML\s*=", text), name


def test_the_page_keeps_its_switches_and_nothing_else() -> None:
    """Drafts stay in the tab: only one module touches what a browser keeps, and only by the names of switches."""
    assert [name for name, text in TEXTS.items() if "localStorage" in text] == ["switches.js"]
    assert not re.search(r"sessionStorage|indexedDB|document\.cookie|caches\.", CODE)
    kept = re.findall(r'keep\(\s*"?(\w+)"?,', "".join(TEXTS[each] for each in ("app.js", "switches.js")))
    assert set(kept) - {"name"} == {"lang", "optional"}


def test_every_text_is_used_and_every_text_that_is_used_is_there() -> None:
    used = set(re.findall(r'\bsay\(\s*"([\w. ]+)"', CODE)) | set(re.findall(r'data-(?:text|title)="([\w. ]+)"', CODE))
    assert used <= Answers().answer("start", {})["texts"].keys()
    made = re.compile(r"size|keys\.|copied|fixed|refused\.")
    python = "".join(
        path.read_text("utf-8") for path in Path(xhslint.__file__).parent.rglob("*.py") if path.name != "page.py"
    )
    for key in PAGE["zh"]:
        assert key in used or made.match(key) or f'"{key}"' in python, key


def test_each_module_is_short_enough_to_be_read() -> None:
    for name, text in TEXTS.items():
        assert text.count("\n") <= 260, name
