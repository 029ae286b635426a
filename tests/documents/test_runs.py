"""Documents in runs of many files: processes, the cache, the baseline, changed lines and the watch."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.filters.repositories import Repository
from tests.running import FORK, FORMATS, make_notes, reports_in, reports_to
from tests.samples import main
from xhslint.base.paths import cache_path
from xhslint.cli.main import main as real
from xhslint.run import pool
from xhslint.run.pool import CHUNK
from xhslint.run.worker import FEWEST, DraftResult

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("sheets")


def rows(number: int, first: int = 2) -> str:
    return "".join(f"一!{row}|第 {row} 篇|想学的姐妹加薇❤：taoci_2046\n" for row in range(first, first + number))


def places(capsys: Capture, *args: str) -> list[str]:
    """Return where the findings of a run are."""
    main([*args, "--format", "concise"])
    return [line.split(": ")[0] for line in capsys.readouterr().out.splitlines()]


@FORK
def test_several_processes_report_what_one_does(sheets: Path, capsys: Capture) -> None:
    make_notes(Path("notes"), FEWEST + 8)
    Path("notes/010.xlsx").write_text(rows(3 * CHUNK + 1), "utf-8")
    Path("notes/011.xlsx").write_text(f"{rows(2)}!error\n{rows(2, 8)}!stop\n", "utf-8")
    found = []
    for jobs in ("1", "2"):
        folder = sheets / jobs
        status = real(["notes", "--documents", "--no-cache", "--no-config", f"--jobs={jobs}", *reports_to(folder)])
        found.append((status, reports_in(folder), capsys.readouterr().err))
    assert found[0] == found[1]
    assert list(found[0][1]) == sorted(FORMATS)
    assert found[0][1]["concise"].decode().count("notes/010.xlsx:一!C") == 3 * CHUNK + 1


@FORK
def test_a_process_that_dies_inside_a_document_loses_none_of_its_notes(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """The parent goes on where the results of the process ended."""
    Path("notes").mkdir()
    for number in range(FEWEST):
        Path(f"notes/{number:03}.md").write_text("今天天气好", "utf-8")
    Path("notes/000.xlsx").write_text("".join(f"一!{row}|早|想要加微信\n" for row in range(2, 100)), "utf-8")
    ours, usual = os.getpid(), pool._batches

    def dying(results: Iterable[DraftResult]) -> Iterator[tuple[list[DraftResult], bool]]:
        for number, batch in enumerate(usual(results)):
            if os.getpid() != ours and number == 2 and len(batch[0]) == CHUNK and not batch[1]:
                Path("died").touch()
                os._exit(9)
            yield batch

    monkeypatch.setattr(pool, "_batches", dying)
    assert main(["notes", "--documents", "--jobs=2", "--format=concise"]) == 1
    out = capsys.readouterr().out
    assert [line.split(": ")[0] for line in out.splitlines()] == [f"notes/000.xlsx:一!C{row}" for row in range(2, 100)]
    assert Path("died").exists()


def test_the_cache_tells_a_note_from_a_draft_with_its_text(capsys: Capture) -> None:
    """A line that runs on is not guessed to be a title, but a note of a table says that it is one."""
    words = "今天收拾了一整天的书桌和窗台还有阳台上的花盆想想都觉得开心，"
    Path("a.md").write_text(f"{words}\n想学的姐妹加薇❤：taoci_2046", "utf-8")
    Path("b.xlsx").write_text(
        f"一!2|{words}|想学的姐妹加薇❤：taoci_2046\n一!3||{words}\\n想学的姐妹加薇❤：taoci_2046", "utf-8"
    )
    runs = []
    for option in ("--no-cache", "--timing", "--timing"):
        status = real(["a.md", "b.xlsx", "--no-config", "--lang=en", "--format=json", option])
        out, err = capsys.readouterr()
        runs.append((status, json.loads(out)))
    assert "3 of 3 drafts were in it" in err
    assert runs[0] == runs[1] == runs[2]
    titles = [[found["rule"] for found in draft["findings"]] for draft in runs[0][1]["drafts"]]
    assert ["format/title-length" in rules for rules in titles] == [False, True, False]
    assert (cache_path(Path(os.environ["HOME"])) / "results.sqlite").exists()


def adopt(capsys: Capture) -> None:
    assert real(["baseline", "write", "排期.xlsx", "--no-config"]) == 0
    capsys.readouterr()


def known(capsys: Capture) -> tuple[list[str], int]:
    """Return where new findings are, and how many are known."""
    real(["排期.xlsx", "--no-config", "--format=json"])
    data = json.loads(capsys.readouterr().out)
    new = [found["place"]["cell"] for draft in data["drafts"] for found in draft["findings"]]
    return new, data["summary"]["known"]


def test_the_same_offence_in_two_notes_is_known_twice(capsys: Capture) -> None:
    Path("排期.xlsx").write_text(rows(2), "utf-8")
    adopt(capsys)
    assert known(capsys) == ([], 2)
    Path("排期.xlsx").write_text("一!2|新|今天天气好\n" + rows(2, 3), "utf-8")  # a row was inserted above
    assert known(capsys) == ([], 2)
    Path("排期.xlsx").write_text(rows(3), "utf-8")
    assert known(capsys) == (["C4"], 2)
    Path("排期.xlsx").write_text(rows(1), "utf-8")
    assert real(["baseline", "check", "排期.xlsx", "--no-config"]) == 1
    assert "1 处" in capsys.readouterr().out
    assert real(["baseline", "prune", "排期.xlsx", "--no-config"]) == 0
    (entries,) = json.loads(Path(".xhslint-baseline.json").read_text("utf-8"))["drafts"].values()
    assert [entry["count"] for entry in entries] == [1]


@pytest.mark.parametrize("action", ["prune", "write"])
def test_what_could_not_be_read_stays_in_the_baseline(action: str, capsys: Capture) -> None:
    other = "一!9|夜|加我微信 abc12345\n"
    Path("排期.xlsx").write_text(rows(2) + other, "utf-8")
    adopt(capsys)
    before = Path(".xhslint-baseline.json").read_bytes()
    Path("排期.xlsx").write_text(f"{rows(1)}!stop\n", "utf-8")
    assert real(["baseline", "check", "排期.xlsx", "--no-config"]) == 2
    assert "prune" not in capsys.readouterr().out
    assert real(["baseline", action, "排期.xlsx", "--no-config"]) == 2
    assert Path(".xhslint-baseline.json").read_bytes() == before


@pytest.fixture
def repository(sheets: Path) -> Repository:
    return Repository(sheets)


HEAD = "标题,正文\n"


def test_changed_lines_of_a_table_are_those_of_its_file(repository: Repository, capsys: Capture) -> None:
    repository.put("排期.csv", f'{HEAD}早,"第一行\n想要加微信"\n午,加微信\n')
    repository.commit()
    assert places(capsys, "排期.csv", "--diff") == []
    repository.put("排期.csv", f'{HEAD}新,加微信\n早,"第一行\n想要加微信"\n午,都加微信\n')
    assert places(capsys, "排期.csv", "--diff") == ["排期.csv:2:3", "排期.csv:5:4"]
    assert places(capsys, "排期.csv", "--since=HEAD") == ["排期.csv:2:3", "排期.csv:5:4"]
    assert places(capsys, ".", "--diff") == []  # documents in folders are not asked for
    assert places(capsys, ".", "--diff", "--documents") == ["排期.csv:2:3", "排期.csv:5:4"]


def test_line_ends_that_git_does_not_know_make_all_of_a_table_changed(repository: Repository, capsys: Capture) -> None:
    text = f"{HEAD}早,加微信\n午,加微信\n".replace("\n", "\r")
    repository.put("排期.csv", text)
    repository.commit()
    assert places(capsys, "排期.csv", "--diff") == []
    repository.put("排期.csv", f"{text}晚,好\r")
    assert places(capsys, "排期.csv", "--diff") == ["排期.csv:2:3", "排期.csv:3:3"]


def test_a_changed_document_without_lines_is_changed_as_a_whole(repository: Repository, capsys: Capture) -> None:
    text = "一!2|早|加微信\n一!3|午|加微信\n"
    repository.put("a.xlsx", text)
    repository.put("b.xlsx", text)
    repository.commit()
    repository.put("b.xlsx", f"{text}一!4|晚|好\n")
    assert places(capsys, "a.xlsx", "b.xlsx", "--diff") == ["b.xlsx:一!C2", "b.xlsx:一!C3"]
    repository.put("c.xlsx", text)  # not tracked
    assert places(capsys, ".", "--documents", "--diff") == [f"{name}.xlsx:一!C{row}" for name in "bc" for row in (2, 3)]


def test_documents_may_be_larger_than_drafts_for_git_too(repository: Repository, capsys: Capture) -> None:
    text = f"{HEAD}早,加微信\n午,加微信\n"
    repository.put("排期.csv", text)
    repository.commit()
    assert places(capsys, "排期.csv", "--diff", "--max-bytes=30") == []
    repository.put("排期.csv", f"{text}晚,加微信\n")
    assert places(capsys, "排期.csv", "--diff", "--max-bytes=30") == ["排期.csv:4:3"]


def test_the_watch_looks_at_the_documents_that_a_check_reads() -> None:
    from xhslint.cli.plain_line import read_plain
    from xhslint.cli.watch import _inputs
    from xhslint.terminal.console import Console

    Path("notes").mkdir()
    Path("notes/排期.xlsx").write_text(rows(1), "utf-8")

    def watched(*args: str) -> bool:
        options = read_plain(args)
        assert options
        return "notes/排期.xlsx" in [*_inputs(Console("zh"), options)]

    assert not watched("notes")
    assert watched("notes", "--documents")
    assert watched("notes/排期.xlsx")
    Path(".xhslint.yaml").write_text("documents: true\n", "utf-8")
    assert watched("notes")
