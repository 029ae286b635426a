"""`--open`: which file the browser gets. There is no browser here: its place is taken by a list of addresses."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.samples import main
from xhslint.cli.main import main as check

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of the addresses that were opened."""
    addresses: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: addresses.append(url) or True)
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "temporary"))
    (folder / "temporary").mkdir()
    return addresses


def test_a_page_beside_the_report(opened: list[str], folder: Path, capsys: Capture) -> None:
    assert main(["bad.md", "--open"]) == 1
    (page,) = (folder / "temporary").iterdir()
    assert opened == [page.as_uri()]
    assert "加微信" in page.read_text("utf-8") and page.suffix == ".html"
    out, err = capsys.readouterr()
    assert out.startswith("bad.md\n")
    assert err == f"已在浏览器里打开 {page}\n"


@pytest.mark.parametrize("args", [["--format=html=网 页.html"], ["--format", "html", "-o", "网 页.html"]])
def test_a_page_in_the_file_that_is_named(args: list[str], opened: list[str], folder: Path) -> None:
    assert main(["bad.md", "--open", *args]) == 1
    assert opened == [(folder / "网 页.html").as_uri()]
    assert not [*(folder / "temporary").iterdir()]


def test_no_page_on_standard_output(opened: list[str], capsys: Capture) -> None:
    assert main(["bad.md", "--format", "html", "--open"]) == 1
    assert len(opened) == 1
    assert capsys.readouterr().out == ""


def test_no_browser(opened: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("webbrowser.open", lambda url: False)
    assert main(["good.md", "--open", "--lang", "en"]) == 0
    assert capsys.readouterr().err.startswith("found no browser, open this file: ")


def test_a_watch_opens_its_page_once(opened: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["记得互粉", "今天散步"]

    def pause(seconds: float) -> None:
        if not texts:
            raise KeyboardInterrupt
        Path("bad.md").write_text(texts.pop(0), "utf-8")

    monkeypatch.setattr("xhslint.cli.watch.time.sleep", pause)
    assert main(["bad.md", "--open", "--watch"]) == 0
    (page,) = (folder / "temporary").iterdir()
    assert opened == [page.as_uri()]
    assert "加微信" not in page.read_text("utf-8")


def test_a_preview_of_fixes_is_no_page(opened: list[str]) -> None:
    assert check(["good.md", "--fix", "--diff", "--open"]) == 0
    assert opened == []
