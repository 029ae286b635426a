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
    "args", [["--help"], ["check", "-h"], ["rules", "--help"], ["test", "--help"], ["init", "-h"], ["baseline", "-h"]]
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
        elsewhere |= {"--reason"}
        elsewhere |= {"--version"} if "check" in args else set()
        assert options == {key for key in HELP[lang] if key.startswith("--")} - elsewhere
    assert all("".join(HELP[lang][option].split()) in "".join(page.split()) for option in options)


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
