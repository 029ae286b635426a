"""What stands in a terminal or a log: nothing twice, lines of its width, and what was done to which file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import POSIX
from xhslint.cli.main import main
from xhslint.report.style import recoloured
from xhslint.terminal.width import cell_count

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("folder")


def in_terminal(*args: str, columns: int = 0) -> list[str]:
    """Return the lines that a run writes to a terminal of that many columns, its standard error among them."""
    import fcntl
    import struct
    import termios

    screen, terminal = os.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    run = subprocess.Popen([sys.executable, "-m", "xhslint", *args], stdout=terminal, stderr=terminal)
    os.close(terminal)
    out = b""
    try:
        while data := os.read(screen, 65536):
            out += data
    except OSError:  # Linux says so when the last writer has gone
        pass
    run.wait()
    os.close(screen)
    return out.decode().splitlines()


@POSIX
def test_a_terminal_without_a_size_has_80_columns(folder: Path) -> None:
    (folder / "n.md").write_text("店里的小桌子很好看。" * 20 + "想要的加微信", "utf-8")
    lines = in_terminal("n.md", "--no-color")
    assert 70 < max(map(cell_count, lines)) <= 80
    assert 40 < max(map(cell_count, in_terminal("n.md", "--no-color", columns=60))) <= 60


@POSIX
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_messages_are_broken_at_a_terminal_and_stay_one_line_in_a_log(folder: Path, lang: str, capfd: Capture) -> None:
    (folder / "n.md").write_text("![](https://img.example.com/a.jpg) ![](头像照片/没有.png) ![](n.md)", "utf-8")
    args = "n.md", "--images", "--no-color", "--lang", lang
    lines = in_terminal(*args, columns=44)
    assert max(map(cell_count, lines)) <= 44
    subprocess.run([sys.executable, "-m", "xhslint", *args], check=False)
    logged = capfd.readouterr().err.splitlines()
    assert all(line.startswith(("n.md:", "xhslint: ")) for line in logged)
    assert max(map(cell_count, logged)) > 44
    squeezed = "".join(lines).replace(" ", "")
    assert all(line.replace(" ", "") in squeezed for line in logged)


@POSIX
def test_a_mistake_is_told_once_where_both_streams_meet(folder: Path) -> None:
    (folder / "n.md").write_text("---\ntitle: @春\n---\n想要的加微信", "utf-8")
    lines = in_terminal("n.md", "--format", "concise", "--lang", "en")
    assert [line.split(" ")[:2] for line in lines] == [["n.md:4:1:", "error"], ["n.md:2:8:", "error"]]


def test_a_mistake_is_told_on_both_streams_where_they_are_apart(folder: Path, capsys: Capture) -> None:
    (folder / "n.md").write_text("---\ntitle: @春\n---\n今天晴", "utf-8")
    assert main(["n.md", "--format", "concise"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("n.md:2:8: error ") and err.startswith("n.md:2:8: ")


def test_what_was_fixed_where_is_told_once_a_line(folder: Path, capsys: Capture) -> None:
    (folder / "n.md").write_text("今\u200b天好\u200b看\n\n明\u200b天\n", "utf-8")
    assert main(["n.md", "--fix", "--lang", "en", "--quiet"]) == 0
    err = capsys.readouterr().err.splitlines()
    assert [line.split(":")[:2] for line in err[:-1]] == [["n.md", "1"], ["n.md", "3"]]
    assert err[0].endswith("fixed format/invisible: Delete the invisible characters")
    assert err[-1].startswith("Fixed ")


def test_a_preview_tells_no_fix_as_made(folder: Path, capsys: Capture) -> None:
    (folder / "n.md").write_text("今\u200b天\n", "utf-8")
    assert main(["n.md", "--fix", "--diff", "--lang", "en"]) == 1
    assert capsys.readouterr().err == "Would fix 1 place\n"


@pytest.mark.parametrize("option", ["--staged", "--stagd", "--cached"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_words_of_other_programs_for_an_option(option: str, lang: str, capsys: Capture) -> None:
    assert main([option, "--lang", lang, "good.md"]) == 2
    err = capsys.readouterr().err
    assert option in err and "--diff" in err


def test_a_similar_option_of_its_own_is_no_such_word(capsys: Capture) -> None:
    assert main(["--stats", "--lang", "en", "good.md"]) == 2
    assert "--diff" not in capsys.readouterr().err


def test_a_baseline_of_nothing_that_was_read_is_not_called_empty(capsys: Capture) -> None:
    assert main(["baseline", "write", "nots/"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("nots/: ")


def test_the_first_words_are_in_the_language_of_the_project(folder: Path, capsys: Capture) -> None:
    (folder / ".xhslint.yaml").write_text("lang: en\n", "utf-8")
    assert main([]) == 2
    assert capsys.readouterr().out.startswith("xhslint checks drafts")
    assert main(["--lang", "zh"]) == 2
    assert "xhslint checks" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wrapped", "painted", "expected"),
    [
        ("one\ntwo", "\x1b[1mone two\x1b[0m", "\x1b[1mone\ntwo\x1b[0m"),
        ("一\n二三", "一\x1b[1m二\x1b[0m三", "一\x1b[1m\n二\x1b[0m三"),
        ("one two", "one \x1b[1mtwo\x1b[0m", "one \x1b[1mtwo\x1b[0m"),
    ],
)
def test_colours_stay_where_lines_are_broken(wrapped: str, painted: str, expected: str) -> None:
    assert recoloured(wrapped, painted) == expected
