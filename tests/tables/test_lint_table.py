"""`xhslint lint-table`: what goes in, what comes out, and what happens when a run is interrupted."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.worktree import ROOT
from xhslint.cli.main import main

pa = pytest.importorskip("pyarrow")

import pyarrow.feather  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

from xhslint import arrow  # noqa: E402
from xhslint.tables import job as jobs  # noqa: E402
from xhslint.tables import processes  # noqa: E402
from xhslint.tables.job import TableJob  # noqa: E402
from xhslint.tables.parts import folder_of  # noqa: E402

ASK = "姐妹们私我下单"
CLEAN = "阳台的薄荷又长高了"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def generated(number: int) -> list[str]:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from notes import note
    finally:
        del sys.path[0]
    chance = random.Random(11)
    return [note(chance) for _ in range(number)]


def table(rows: int = 3) -> Any:
    return pa.table({"id": range(rows), "text": ([ASK, CLEAN, None] * rows)[:rows]})


def read(path: str) -> Any:
    return pq.read_table(path) if path.endswith(".parquet") else pa.ipc.open_file(path).read_all()


def write_csv(path: str, encoding: str, sign: str = ",") -> None:
    lines = [f"编号{sign}正文", f'007{sign}"{ASK}"', f'008{sign}"第一行\n第二行，""{CLEAN}"""', f"009{sign}"]
    Path(path).write_bytes("\n".join(lines).encode(encoding))


WRITERS: dict[str, Callable[[Any, str], object]] = {
    "in.parquet": pq.write_table,
    "in.feather": pyarrow.feather.write_feather,
    "in.arrow": lambda made, path: pa.ipc.new_stream(path, made.schema).write_table(made),
}


@pytest.mark.parametrize("source", WRITERS)
@pytest.mark.parametrize("target", ["out.parquet", "out.arrow", "out.feather"])
def test_tables_of_every_kind(source: str, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    WRITERS[source](table(), source)
    assert main(["lint-table", source, target, "--text", "text", "--lang", "en"]) == 2  # for the row without a text
    assert capsys.readouterr().out == f"3 rows, 1 with findings, 1 not checked; the result is in {target}\n"
    out = read(target)
    assert out.equals(arrow.lint_batch(table(), lang="en", max_bytes=1 << 20, timeout=30))
    assert out.schema.field("findings").metadata[b"xhslint.schema"] == b"1"
    assert sorted(os.listdir()) == sorted([source, target])


@pytest.mark.parametrize(
    ("path", "encoding", "sign"), [("in.csv", "utf-8-sig", ","), ("in.csv", "gb18030", ","), ("in.tsv", "utf-8", "\t")]
)
def test_csv_is_text_in_any_encoding(path: str, encoding: str, sign: str) -> None:
    write_csv(path, encoding, sign)
    assert main(["lint-table", path, "out.parquet", "--text", "正文", "--into", "问题", "--problem", "原因", "-q"]) == 1
    rows = pq.read_table("out.parquet").to_pylist()
    assert [row["编号"] for row in rows] == ["007", "008", "009"]
    assert [[each["rule"] for each in row["问题"]] for row in rows] == [["dm/purchase"], [], []]
    assert rows[1]["正文"] == f'第一行\n第二行，"{CLEAN}"' and [row["原因"] for row in rows] == [None] * 3


def test_columns_of_structs_and_titles() -> None:
    notes = [{"head": ASK, "body": CLEAN}, {"head": "标题", "body": ASK}]
    pq.write_table(pa.table({"note": notes}), "in.parquet")
    assert main(["lint-table", "in.parquet", "out.parquet", "--text", "note.body", "--title", "note.head", "-q"]) == 1
    found = pq.read_table("out.parquet")["findings"].to_pylist()
    assert [[(each["part"], each["start"]) for each in row] for row in found] == [[("title", 3)], [("text", 3)]]


def test_other_columns_stay_as_they_are() -> None:
    made = table().append_column("d", pa.array(["甲", "乙", "甲"]).dictionary_encode())
    made = made.append_column("when", pa.array([1, 2, None], pa.timestamp("us", "Asia/Shanghai")))
    pq.write_table(made, "in.parquet")
    assert main(["lint-table", "in.parquet", "out.parquet", "--text", "text", "-q"]) == 2
    assert pq.read_table("out.parquet").select(made.column_names).equals(made)
    assert main(["lint-table", "in.parquet", "out.arrow", "--text", "text", "-q"]) == 2
    assert read("out.arrow")["d"].to_pylist() == ["甲", "乙", "甲"]


@pytest.mark.parametrize(
    ("options", "status"), [([], 1), (["--fail-on", "never"], 0), (["--ignore", "dm"], 0), (["--select", "contact"], 0)]
)
def test_the_exit_status(options: list[str], status: int) -> None:
    pq.write_table(table(2), "in.parquet")
    assert main(["lint-table", "in.parquet", "out.parquet", "--text", "text", "-q", *options]) == status
    assert pq.read_table("out.parquet").num_rows == 2


def test_a_configuration_counts() -> None:
    Path(".xhslint.yaml").write_text("severity: {dm: info}\nlang: en\n", "utf-8")
    pq.write_table(table(2), "in.parquet")
    assert main(["lint-table", "in.parquet", "out.parquet", "--text", "text"]) == 0
    (finding,) = pq.read_table("out.parquet")["findings"][0].as_py()
    assert finding["severity"] == "info" and finding["message"].isascii()
    assert main(["lint-table", "in.parquet", "out.parquet", "--text", "text", "--force", "--no-config"]) == 1


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["in.parquet"], "name the table to check and the file for the result: xhslint lint-table notes.parquet linted.parquet --text body"),
        (["in.parquet", "out.parquet"], "say in which column the captions are, such as --text body; there are id, text"),
        (["in.parquet", "out.parquet", "--text", "txt"], "there is no column “txt”; the table has id, text"),
        (["in.parquet", "out.parquet", "--text", "id"], "column id holds no text but int64"),
        (["in.parquet", "out.parquet", "--text", "text", "--into", "id"], "there is a column id already: give the results another name"),
        (["in.parquet", "out.csv", "--text", "text"], "out.csv: the result must be one of: .parquet, .arrow, .feather"),
        (["in.parquet", "there.parquet", "--text", "text"], "there.parquet: is there already and was not changed; replace it by --force"),
        (["in.parquet", "in.parquet", "--text", "text", "--force"], "in.parquet: is the table that is to be checked; write the result into another file"),
        (["gone.parquet", "out.parquet", "--text", "text"], "gone.parquet: no such file or folder"),
        (["in.xls", "out.parquet", "--text", "text"], "in.xls: is no table that can be read, which are: .parquet, .arrow, .feather, .csv, .tsv (xhslint FILE checks other files)"),
        (["folder.parquet", "out.parquet", "--text", "text"], "folder.parquet: "),
        (["bad.parquet", "out.parquet", "--text", "text"], "bad.parquet: cannot be read, it may be damaged: "),
        (["bad.arrow", "out.parquet", "--text", "text"], "bad.arrow: cannot be read, it may be damaged: "),
        (["bad.csv", "out.parquet", "--text", "text"], "bad.csv: "),
        (["in.parquet", "no/out.parquet", "--text", "text"], "cannot write: "),
        (["in.parquet", "out.parquet", "--text", "text", "--as-of", "tomorrow"], ""),
        (["in.parquet", "out.parquet", "--text", "text", "--select", "dn"], "no rule or family 'dn'"),
    ],
)  # fmt: skip
def test_mistakes(args: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    pq.write_table(table(), "in.parquet")
    for path in ("bad.parquet", "bad.arrow", "in.xls", "there.parquet"):
        Path(path).write_bytes(b"what is this?")
    Path("bad.csv").write_bytes(bytes(range(256)) * 20)
    Path("folder.parquet").mkdir()
    if args[1:2] == ["no/out.parquet"]:
        Path("no").write_text("a file")
    assert main(["lint-table", *args, "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert message in said.err and "Traceback" not in said.err and said.out == ""
    assert not Path("out.parquet").exists() and Path("there.parquet").read_bytes() == b"what is this?"
    assert pq.read_table("in.parquet").equals(table())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_is_refused_and_not_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("in.parquet")
    assert main(["lint-table", "in.parquet", "out.parquet", "--text", "text"]) == 2
    assert "in.parquet" in capsys.readouterr().err


def test_a_file_that_is_cut_short_keeps_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    made = pa.table({"text": generated(3000)})
    with pa.ipc.new_stream("whole.arrow", made.schema) as writer:
        writer.write_table(made, max_chunksize=500)
    data = Path("whole.arrow").read_bytes()
    Path("in.arrow").write_bytes(data[: len(data) // 2])
    assert main(["lint-table", "in.arrow", "out.parquet", "--text", "text", "--lang", "en", "-j", "1"]) == 2
    assert "in.arrow: cannot be read, it may be damaged: " in capsys.readouterr().err
    assert not Path("out.parquet").exists()


def test_damaged_files_give_messages(capsys: pytest.CaptureFixture[str]) -> None:
    """The 700 files of a longer run, made by chance, gave nothing else either."""
    pq.write_table(pa.table({"text": generated(200)}), "whole.parquet", row_group_size=50)
    whole, chance = Path("whole.parquet").read_bytes(), random.Random(3)
    statuses = set()
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.choice((chance.randrange(len(data)), -1 - chance.randrange(1500)))] = chance.randrange(256)
        Path("in.parquet").write_bytes(data)
        statuses.add(main(["lint-table", "in.parquet", "out.parquet", "--text", "text", "--force", "-q", "-j", "1"]))
        said = capsys.readouterr()
        assert "Traceback" not in said.err and "XHSLINT_DEBUG" not in said.err
    assert 2 in statuses


class Stop(Exception):
    """Stands for whatever ends a run."""


def interrupted(made: TableJob, after: int, error: type[BaseException] = KeyboardInterrupt) -> None:
    """Run a job and interrupt it after so many rows."""

    def progress(done: int, total: int) -> None:
        if done >= after:
            raise error

    with pytest.raises(error):
        made.run(progress)


@pytest.mark.parametrize("error", [KeyboardInterrupt, Stop])
def test_an_interrupted_run_goes_on_where_it_stopped(
    error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "PART_ROWS", 1500)
    pq.write_table(pa.table({"text": generated(6000)}), "in.parquet", row_group_size=2500)
    made = TableJob("in.parquet", "out.parquet", "text", None, "findings", "problem", {"lang": "en"})
    interrupted(made, 3000, error)
    assert os.path.isdir(folder_of("out.parquet")) and not os.path.exists("out.parquet")
    linted: list[int] = []
    plain = processes.lint_values

    def counted(linter: Any, texts: Any, titles: Any = None) -> Any:
        linted.append(len(texts))
        return plain(linter, texts, titles)

    monkeypatch.setattr(processes, "lint_values", counted)
    result = made.run(lambda done, total: None)
    assert result.rows == 6000 and result.resumed >= 3000 - 1500 and sum(linted) == 6000 - result.resumed
    out = pq.read_table("out.parquet")
    assert out.equals(arrow.lint_batch(pq.read_table("in.parquet"), lang="en"))
    rows = out["findings"].to_pylist()
    assert result.tally["rows"] == sum(map(bool, rows)) > 0
    assert sum(result.tally[each] for each in ("error", "warning", "info")) == sum(map(len, rows))
    assert sorted(os.listdir()) == ["in.parquet", "out.parquet"]


@pytest.mark.parametrize("change", ["data", "settings", "columns", "damage"])
def test_parts_of_another_run_are_not_used(change: str) -> None:
    texts = generated(2500)
    pq.write_table(pa.table({"text": texts, "other": texts}), "in.parquet")
    made = TableJob("in.parquet", "out.parquet", "text", None, "findings", "problem", {"lang": "en"})
    interrupted(made, 2000)
    if change == "data":
        texts = [ASK, *texts[1:]]
        pq.write_table(pa.table({"text": texts, "other": texts}), "in.parquet")
        os.utime("in.parquet", ns=(1, 1))
    elif change == "settings":
        made = TableJob("in.parquet", "out.parquet", "text", None, "findings", "problem", {"lang": "zh"})
    elif change == "columns":
        made = TableJob("in.parquet", "out.parquet", "other", None, "findings", "problem", {"lang": "en"})
    else:
        (part,) = Path(folder_of("out.parquet")).glob("*.arrow")
        part.write_bytes(part.read_bytes()[:100])
    result = made.run(lambda done, total: None)
    assert result.resumed == 0 and result.was_other == (change != "damage")
    lang = "zh" if change == "settings" else "en"
    assert pq.read_table("out.parquet").equals(arrow.lint_batch(pq.read_table("in.parquet"), made.text, lang=lang))


def test_a_run_that_goes_on_another_day_keeps_to_the_day_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    pq.write_table(pa.table({"text": generated(2500)}), "in.parquet")
    made = TableJob("in.parquet", "out.parquet", "text", None, "findings", "problem", {})
    monkeypatch.setattr(jobs, "iso_today", lambda: "2026-01-01")
    interrupted(made, 2000)
    monkeypatch.setattr(jobs, "iso_today", lambda: "2026-11-30")
    result = made.run(lambda done, total: None)
    assert result.resumed >= 2000 and not result.was_other


def test_two_runs_of_one_table_do_not_disturb_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("fcntl")
    pq.write_table(table(2), "in.parquet")
    made = TableJob("in.parquet", "out.parquet", "text", None, "findings", "problem", {})
    statuses = []

    def progress(done: int, total: int) -> None:
        statuses.append(main(["lint-table", "in.parquet", "out.parquet", "--text", "text", "--lang", "en"]))

    made.run(progress)
    assert statuses == [2] and "out.parquet: another xhslint is writing this file" in capsys.readouterr().err
    assert pq.read_table("out.parquet").num_rows == 2


def test_progress_counts_rows(capsys: pytest.CaptureFixture[str]) -> None:
    pq.write_table(pa.table({"text": generated(2500)}), "in.parquet")
    seen: list[tuple[int, int]] = []
    made = TableJob("in.parquet", "out.parquet", "text", None, "findings", "problem", {})
    made.run(lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == [1024, 2048, 2500] and {total for _, total in seen} == {2500}


def test_an_empty_table(capsys: pytest.CaptureFixture[str]) -> None:
    pq.write_table(table(0), "in.parquet")
    assert main(["lint-table", "in.parquet", "out.parquet", "--text", "text", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "0 rows, 0 with findings, 0 not checked; the result is in out.parquet\n"
    assert pq.read_table("out.parquet").column_names == ["id", "text", "findings", "problem"]


@pytest.mark.slow
def test_processes_find_the_same_also_when_one_is_killed() -> None:
    texts = generated(8000)
    pq.write_table(pa.table({"text": texts}), "in.parquet")
    made = TableJob("in.parquet", "out.parquet", "text", None, "findings", "problem", {"lang": "en"}, jobs=2)
    killed: list[int] = []

    def progress(done: int, total: int) -> None:
        import multiprocessing

        children = multiprocessing.active_children()
        assert len(children) == 2 - len(killed)
        if not killed and done >= 2000:
            os.kill(children[0].pid or 0, signal.SIGKILL)
            children[0].join()
            killed.append(1)

    made.run(progress)
    assert killed and pq.read_table("out.parquet").equals(arrow.lint_batch(pq.read_table("in.parquet"), lang="en"))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_killed_command_goes_on(number: int) -> None:
    pq.write_table(pa.table({"text": generated(20_000)}), "in.parquet")
    command = [
        sys.executable,
        "-m",
        "xhslint",
        "lint-table",
        "in.parquet",
        "out.parquet",
        "--text",
        "text",
        "--lang",
        "en",
        "-j",
        "1",
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)
    parts = Path(folder_of("out.parquet"))
    while not list(parts.glob("*.arrow")):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(number)
    said = process.communicate()[1]
    assert process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}[signal.Signals(number)]
    assert ("the same command goes on from there" in said) == (number == signal.SIGINT)
    assert not Path("out.parquet").exists()
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    assert done.returncode == 1 and "going on where the last run stopped: " in done.stderr
    assert pq.read_table("out.parquet").num_rows == 20_000
    about = pq.read_table("out.parquet").equals(
        arrow.lint_batch(pq.read_table("in.parquet"), lang="en", max_bytes=1 << 20, timeout=30)
    )
    assert about and sorted(os.listdir()) == ["in.parquet", "out.parquet"]


def test_what_a_run_depends_on_is_written_down() -> None:
    pq.write_table(pa.table({"text": generated(1200)}), "in.parquet")
    made = TableJob("in.parquet", "out.parquet", "text", None, "findings", "problem", {"select": ("dm",)})
    interrupted(made, 1000)
    about = json.loads(Path(folder_of("out.parquet"), "run.json").read_text("utf-8"))
    assert about["settings"]["select"] == ["dm"] and about["columns"] == ["text", None, "findings", "problem"]
