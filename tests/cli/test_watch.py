"""`--watch`: how often a check runs, counted by its reports, while files change between two looks."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.samples import main
from xhslint.cli import watch

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("folder")
Change = Callable[[], object]


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs a watch in which each pause makes the next of the changes; after the last one comes Ctrl-C."""

    def run(args: list[str], *changes: Change) -> int:
        left = list(changes)

        def pause(seconds: float) -> None:
            if not left:
                raise KeyboardInterrupt
            left.pop(0)()

        monkeypatch.setattr(watch.time, "sleep", pause)
        status = main([*args, "--watch", "--lang", "en"])
        assert not left
        return status

    return run


def write(name: str, text: str) -> Change:
    return lambda: Path(name).write_text(text, "utf-8")


def runs(capsys: Capture) -> int:
    """Return how many checks began and ended."""
    err = capsys.readouterr().err
    assert err.count("Checking…\n") == err.count("Waiting for changes, press Ctrl-C to end\n")
    return err.count("Checking…\n")


def nothing() -> None:
    pass


def test_it_checks_once_while_nothing_changes(watched: Callable[..., int], capsys: Capture) -> None:
    assert watched(["bad.md"], nothing, nothing, nothing) == 1
    assert runs(capsys) == 1


def test_it_checks_again_after_each_change(watched: Callable[..., int], capsys: Capture) -> None:
    changes = (write("bad.md", "今天去公园散步"), nothing, write("bad.md", "想要加微信，快来"), nothing)
    assert watched(["bad.md", "--format", "concise"], *changes) == 1
    out, err = capsys.readouterr()
    assert out.count("bad.md:1:3: error") == 2
    assert err.count("Checking…\n") == 3
    assert watched(["bad.md"], write("bad.md", "今天去公园散步")) == 0  # the status of the last check


def test_drafts_that_come_and_go(watched: Callable[..., int], folder: Path, capsys: Capture) -> None:
    changes = (
        write("new.md", "互粉"),
        (folder / "new.md").unlink,
        write("new.py", "互粉"),
        write(".hidden.md", "互粉"),
    )
    assert watched(["."], *changes) == 1
    assert runs(capsys) == 3


def test_a_draft_that_is_replaced_by_one_of_the_same_length(
    watched: Callable[..., int], folder: Path, capsys: Capture
) -> None:
    def replace() -> None:
        (folder / "draft").write_text("今天天气差", "utf-8")
        status = os.stat("good.md")
        os.utime("draft", ns=(status.st_atime_ns, status.st_mtime_ns))
        os.replace("draft", "good.md")

    assert watched(["good.md"], replace) == 0
    assert runs(capsys) == 2


def test_settings_and_rules_count_too(watched: Callable[..., int], folder: Path, capsys: Capture) -> None:
    (folder / "rules").mkdir()
    changes = (write(".xhslint.yaml", "fail-on: never\n"), write("rules/a.yaml", "[]\n"), write("b.yaml", "[]\n"))
    assert watched(["bad.md", "--rules", "rules", "--rules", "b.yaml"], *changes) == 0
    assert runs(capsys) == 4


def test_a_mistake_in_the_settings_can_be_mended(watched: Callable[..., int], capsys: Capture) -> None:
    write(".xhslint.yaml", "ignor: []\n")()
    assert watched(["bad.md"], nothing, write(".xhslint.yaml", "ignore: []\n")) == 1
    out, err = capsys.readouterr()
    assert "unknown key 'ignor'" in err and err.count("Checking…\n") == 2
    assert "bad.md" in out


def test_a_check_that_is_interrupted_ends_the_watch(watched: Callable[..., int], capsys: Capture) -> None:
    write("stop.md", "中断")()
    assert watched(["stop.md"]) == 130
    assert "Waiting" not in capsys.readouterr().err


def test_standard_input_cannot_be_watched(capsys: Capture) -> None:
    assert main(["-", "--watch"]) == 2
    assert capsys.readouterr().err.startswith("xhslint: --watch 看的是文件，不能用于粘贴的文字（-）\n")
