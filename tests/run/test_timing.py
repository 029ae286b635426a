"""`--timing` accounts for all the time of a run and changes nothing else; how long anything takes is never asserted."""

from __future__ import annotations

import io
import json
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.budget import has_prefilter
from tests.running import FORK, FORMATS, XHSLINT, environment, make_home, make_notes, reports_in, reports_to, run
from xhslint.cli.main import main
from xhslint.config.settings import Config
from xhslint.linter.events import Figures
from xhslint.messages.catalogue import say
from xhslint.report.pages.timings import STAGES, timings_page
from xhslint.run.stopwatch import Stopwatch
from xhslint.run.timing import TimedWorker
from xhslint.terminal.width import cell_count

Capture = pytest.CaptureFixture[str]
ALWAYS = [stage for stage in STAGES if stage not in ("cache", "fix", "wait")]
ROW = re.compile(r"  (\S.*?) +(\d+\.\d{3}) +\d+%(?:  (.*))?")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(make_home(tmp_path / "home")))
    make_notes(tmp_path / "notes")
    return tmp_path


def rows(err: str, lang: str = "en") -> dict[str, tuple[float, str]]:
    """The seconds of each stage, and what is said beside them."""
    page = err[err.index(say(lang, "timing.title")) :]
    names = {say(lang, f"timing.{stage}"): stage for stage in STAGES}
    found = [ROW.fullmatch(line) for line in page.splitlines()]
    return {names[row[1]]: (float(row[2]), row[3] or "") for row in found if row}


def total(err: str, lang: str = "en") -> float:
    line = next(line for line in err.splitlines() if say(lang, "timing.total") in line)
    return float(line.replace(say(lang, "timing.total"), "").split()[0])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_stage_has_a_row_and_the_rows_are_the_whole(lang: str, capsys: Capture) -> None:
    assert main(["notes", "--timing", "--no-cache", "--jobs=1", "--lang", lang]) == 2
    err = capsys.readouterr().err
    found = rows(err, lang)
    assert list(found) == ALWAYS
    spent = sum(seconds for seconds, _ in found.values())
    assert abs(spent - total(err, lang)) < 0.0005 * (len(found) + 1.1)  # each is rounded
    page = err[err.index(say(lang, "timing.title")) :].splitlines()
    assert max(map(cell_count, page)) <= 80
    dearest = page[page.index("") + 2 :]
    assert 4 < len(dearest) <= 10
    assert all(re.fullmatch(r"  [a-z]+/[a-z-]+ +\d+\.\d{3} +\d+ +\d+", line) for line in dearest)


def test_what_is_counted_beside_the_rows(capsys: Capture) -> None:
    for path in Path("notes").iterdir():
        path.unlink()
    for name, text in {"a": "今天天气好", "b": "加我微信 abc12345", "c": "想学的姐妹加薇❤：taoci_2046"}.items():
        Path(f"notes/{name}.md").write_text(text, "utf-8")
    assert main(["notes", "--timing", "--no-cache", "--lang=en"]) == 1
    err = capsys.readouterr().err
    found = rows(err)
    assert " 3 drafts, 0.00 MB, " in err
    stopped = 1 if has_prefilter() else 0
    assert found["match"][1] == f"{3 - stopped} drafts"
    assert found["look"][1] == f"{stopped} of 3 drafts stopped here"
    assert re.fullmatch(r"[1-9] sentences? written anew (was|were) tried", found["rewrite"][1])
    assert re.search(r"contact/wechat-id +\d+\.\d{3} +2 +2\n", err)


def test_nothing_else_changes(capsys: Capture) -> None:
    seen = []
    for name in ("without", "with"):
        status = main(["notes", "--no-cache", *reports_to(Path(name)), *["--timing"] * (name == "with")])
        out, err = capsys.readouterr()
        seen.append((status, out, err.partition("时间花在哪里\n")[0], reports_in(Path(name))))
    assert seen[0] == seen[1]
    assert sorted(seen[0][3]) == sorted(FORMATS)


def test_json_on_standard_output_stays_json(capsys: Capture) -> None:
    main(["notes", "--timing", "--format=json"])
    out, err = capsys.readouterr()
    assert len(json.loads(out)["drafts"]) > 60
    assert list(rows(err, "zh"))


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_send_their_figures(jobs: int, capsys: Capture) -> None:
    told = {}
    for number in (1, jobs):
        main(["notes", "--timing", "--no-cache", f"--jobs={number}", "--lang=en"])
        told[number] = capsys.readouterr().err
    one, several = (rows(told[number]) for number in (1, jobs))
    assert list(several) == [stage for stage in STAGES if stage not in ("cache", "fix")]
    for stage in ("look", "fold", "match"):
        assert several[stage][1] == one[stage][1]
    said = re.search(r"of (\d) processes together, (\d+\.\d{3}) s", told[jobs])
    assert said and said[1] == str(jobs + 1)
    assert abs(sum(seconds for seconds, _ in several.values()) - float(said[2])) < 0.0005 * (len(several) + 1.1)

    def tried(err: str) -> set[tuple[str, str, str]]:
        return set(re.findall(r"  (\w+/[\w-]+) +[\d.]+ +(\d+) +(\d+)\n", err))

    common = {rule for rule, _, _ in tried(told[1])} & {rule for rule, _, _ in tried(told[jobs])}
    assert {each for each in tried(told[1]) if each[0] in common} == {
        each for each in tried(told[jobs]) if each[0] in common
    }


def test_standard_input_and_its_fixes(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = "新开的咖\u200b啡馆，豆子很香\n".encode()
    for args, out in ((["-", "--timing"], None), (["-", "--fix", "--timing"], data.replace(b"\xe2\x80\x8b", b""))):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        main([*args, "--lang=en"])
        told = capfdbinary.readouterr()
        assert out is None or told.out == out
        assert ("fix" in rows(told.err.decode())) == (out is not None)
        assert f" 1 draft, {len(data) / 1e6:.2f} MB" in told.err.decode()


def test_the_cache_is_told_once_it_is_used(capsys: Capture) -> None:
    good = [f"notes/{at:03}.md" for at in range(120) if at % 29 != 7 and at % 8 != 6]
    for said in (f"0 of {len(good)} drafts were in it", f"{len(good)} of {len(good)} drafts were in it"):
        main([*good, "--timing", "--jobs=1", "--lang=en"])
        assert rows(capsys.readouterr().err)["cache"][1] == said


def test_a_baseline_and_what_changed(folder: Path, capsys: Capture) -> None:
    def git(*args: str) -> None:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *args]
        subprocess.run(command, check=True, capture_output=True)

    git("init", "--quiet")
    git("add", "notes")
    git("commit", "--quiet", "-m", "1")
    assert main(["baseline", "write", "notes/001.md"]) == 0
    Path("notes/001.md").write_text("想学的姐妹加薇❤：taoci_2046\n\n加我微信 abc12345", "utf-8")
    capsys.readouterr()
    assert main(["notes", "--since", "HEAD", "--timing", "--lang=en"]) == 1
    assert " 1 draft, " in capsys.readouterr().err


def test_the_page_comes_last_and_never_without_a_run(folder: Path) -> None:
    env = environment(folder / "home")
    status, _, err = run(["notes/000.md", "missing.md", "--timing", "--lang=en"], folder, env)
    assert status == 2
    assert err.decode().splitlines()[:2] == [
        "missing.md: no such file or folder",
        "Where the time went",
    ]
    status, _, err = run(["notes/000.md", "--timing", "--show-config"], folder, env)
    assert (status, err) == (0, b"")
    status, _, err = run(["--timing", "--lang=en"], folder, env)
    assert status == 2 and b"Where" not in err


def test_a_run_that_does_not_ask_does_not_even_import_it(folder: Path) -> None:
    code = "import sys; from xhslint.cli.main import main; main(); print(*sys.modules)"
    command = [sys.executable, "-c", code]
    out = run(["notes/000.md"], folder, environment(folder / "home"), command)[1].decode()
    assert "xhslint.linter.linter" in out.split()
    assert "xhslint.run.timing" not in out.split()


@FORK
def test_a_process_that_is_no_copy_measures_itself() -> None:
    worker = TimedWorker(Stopwatch(), "en", Config(), str)
    path, script = Path("worker"), "import pickle, sys\nfrom pathlib import Path\n"
    path.write_bytes(pickle.dumps(worker))
    script += "worker = pickle.loads(Path('worker').read_bytes())\nworker.begin_process()\n"
    script += "worker.check_file('notes/001.md')\n"
    script += "sys.stdout.buffer.write(pickle.dumps(worker.take_figures()))"
    out = subprocess.run([XHSLINT[0], "-c", script], capture_output=True, check=True).stdout
    figures = pickle.loads(out)
    assert isinstance(figures, Figures)
    assert figures.counts["drafts"] == figures.counts["matched"] == 1
    assert not figures.spent["start"]
    assert figures.found["contact/wechat-id"] == 1


def test_long_names_of_rules_are_cut() -> None:
    rule = "品牌/" + "很长的名字" * 12
    figures = Figures()
    figures.counts.update(processes=1, drafts=1)
    figures.spent.update({"start": 1, rule: 10**9})
    figures.tried[rule] = 1
    assert max(cell_count(line) for line in timings_page(figures, 1.5, "zh")) <= 80
