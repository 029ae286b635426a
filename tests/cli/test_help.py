"""The help pages and the version."""

from __future__ import annotations

import re

import pytest

from tests.samples import main
from xhslint import __version__
from xhslint.messages.help import HELP
from xhslint.terminal.width import cell_count

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "args",
    [
        ["--help"],
        ["check", "-h"],
        ["rules", "--help"],
        ["test", "--help"],
        ["lint-table", "-h"],
        ["init", "-h"],
        ["baseline", "-h"],
        ["serve", "-h"],
        ["why", "-h"],
        ["page", "-h"],
    ],
)
def test_help_fits_a_terminal_and_names_every_option(args: list[str], lang: str, capsys: Capture) -> None:
    pages = set()
    for where in (["--lang", lang, *args], [*args, "--lang", lang], [f"--lang={lang}", *args]):
        assert main(where) == 0
        pages.add(capsys.readouterr().out)
    (page,) = pages
    assert max(map(cell_count, page.splitlines())) <= 80
    assert page.startswith(HELP[lang]["usage"])
    options = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", page, re.MULTILINE))
    assert {"--lang", "--help"} <= options
    assert HELP[lang]["examples"] in page
    if args[0] in ("--help", "check"):
        elsewhere = {
            "--disguise",
            "--min-recall",
            "--min-kind-recall",
            "--table",
            "--captions",
            "--coverage",
            "--force",
        }
        elsewhere |= {"--reason", "--words", "--stdio", "--port", "--no-open", "--pyodide", "--notice"}
        elsewhere |= {"--text", "--title", "--into", "--problem"}
        elsewhere |= {"--version"} if "check" in args else set()
        assert options == {key for key in HELP[lang] if key.startswith("--")} - elsewhere
    texts = HELP[lang]
    for option in options:
        text = texts.get(f"{args[0]} {option}", texts[option])
        assert "".join(text.split()) in "".join(page.split())


def test_an_option_says_what_it_does_in_this_command(capsys: Capture) -> None:
    assert main(["rules", "--help", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "sarif" not in out and "rule files" in out


def test_a_word_that_does_not_belong_there(capsys: Capture) -> None:
    assert main(["baseline", "wirte"]) == 2
    assert capsys.readouterr().err == "xhslint: 这里要写其中一个：write、check、prune\n用法见 xhslint baseline --help\n"


@pytest.mark.parametrize(
    ("is_compiled", "lang", "scanner"),
    [
        (True, "zh", "扫描器：已编译"),
        (False, "zh", "扫描器：纯 Python，较慢"),
        (True, "en", "scanner: compiled"),
        (False, "en", "scanner: pure Python, slower"),
    ],
)
def test_the_version_says_whether_the_scanner_is_compiled(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, is_compiled: bool, lang: str, scanner: str
) -> None:
    monkeypatch.setattr("xhslint.matching.scanner.scanner.IS_COMPILED", is_compiled)
    assert main(["--version", "--lang", lang]) == 0
    assert capsys.readouterr().out == f"xhslint {__version__} ({scanner})\n"
