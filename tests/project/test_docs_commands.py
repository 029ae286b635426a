"""The commands that the README and the pages of docs/ show: each runs in a small repository of notes."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.worktree import ROOT
from xhslint.cli import watch
from xhslint.cli.main import main
from xhslint.static_page.pyodide import ARCHIVE

PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^ *```(?:sh|console|text|powershell)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^(?:\$ )?(?:\S+ \| )?(xhslint(?: [^|&;#<>`\\\n]*)?)(?:$|[|&;#\\])", re.MULTILINE)
INLINE = re.compile(r"`(xhslint [^`\n]+)`")
INCOMPLETE = re.compile(r"[A-Z]{3,}|…|格式|路径|文件 |xhslint( check| page| why)?( --[a-z-]+( [\w-]+)?)*$")
"""Commands with words to replace, and those that are named for an option and have no paths."""
LONG = re.compile(r"xhslint test( --disguise| --coverage)?( --table .*)?")
"""Commands that go through all examples, which other tests do."""
NOTE = "# 周末手作\n\n想学的姐妹加我微信：handmade_2020\n"


def commands(page: Path) -> list[str]:
    """Return the calls of xhslint in the blocks and in the sentences of a page that are complete."""
    text = page.read_text("utf-8")
    shown = [each for block in BLOCK.findall(text) for each in COMMAND.findall(block)]
    shown += [each for line in INLINE.findall(BLOCK.sub("", text)) for each in COMMAND.findall(line)]
    return [line for each in shown if not INCOMPLETE.search(line := each.strip()) and not LONG.fullmatch(line)]


EVERY = {line: page.name for page in reversed(PAGES) for line in commands(page)}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a repository with notes, rules and a baseline; a pause of a watch ends it, and no browser is opened."""
    monkeypatch.chdir(tmp_path)
    for folder in ("notes", "笔记", "brand", "brand-rules"):
        Path(folder).mkdir()
    for draft in ("notes/一.md", "笔记/一.md", "draft.md", "草稿.md", "草稿.txt"):
        Path(draft).write_text(NOTE, "utf-8")
    for folder in ("documents", "images"):
        for example in (ROOT / "docs" / "examples" / folder).iterdir():
            shutil.copy(example, ".")
    for picture in ("海报.jpg", "posters/一.jpg"):
        Path(picture).parent.mkdir(exist_ok=True)
        shutil.copy("封面.jpg", picture)
    Path("notes.jsonl").write_text('{"name": "早", "text": "今天天气好"}\n', "utf-8")
    guide = (ROOT / "docs" / "writing-rules.md").read_text("utf-8")
    rules = guide.partition("<!-- tutorial -->\n```yaml\n")[2].partition("```")[0]
    for path in ("brand.yaml", "mine.yaml", "brand/model.yaml", "brand-rules/a.yaml"):
        Path(path).write_text(rules, "utf-8")
    for words in ("rivals.txt", "竞品.txt"):
        Path(words).write_text("兰芙可\n", "utf-8")
    assert main(["baseline", "write", "notes"]) == 0
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com"]
    for step in (
        ["init", "-q"],
        ["add", "."],
        ["commit", "-qm", "a"],
        ["update-ref", "refs/remotes/origin/main", "HEAD"],
    ):
        subprocess.run([*git, *step], check=True)

    def interrupt(seconds: float) -> None:
        raise KeyboardInterrupt

    # Only there: git is waited for by sleeping as well.
    monkeypatch.setattr(watch, "time", SimpleNamespace(sleep=interrupt, perf_counter=time.perf_counter))
    monkeypatch.setattr("webbrowser.open", lambda url: True)
    monkeypatch.setattr("xhslint.serve.server.PageServer.serve_forever", lambda self, **more: interrupt(0))
    # Pyodide is tried in tests/static_page; here, that the pages name the version which is asked for.
    monkeypatch.setattr("xhslint.cli.page_folder.read_pyodide", lambda place: {str(place): b""})
    monkeypatch.setattr("xhslint.cli.page_folder.made", lambda files, lang: ({"index.html": files[ARCHIVE]}, True))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(NOTE.encode())))
    return tmp_path


def test_commands_are_found() -> None:
    assert len(EVERY) > 60
    assert {"xhslint -", "xhslint notes/ --watch", "xhslint init", "xhslint rules dm/ask"} <= EVERY.keys()
    assert {"shell.md", "reports.md", "baseline.md", "writing-rules.md", "README.zh-CN.md"} <= set(EVERY.values())


@pytest.mark.parametrize(
    "line", [pytest.param(line, marks=pytest.mark.slow) if line.startswith("xhslint test ") else line for line in EVERY]
)
def test_a_command_that_is_shown_runs(
    line: str, repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if line == "xhslint mcp":
        pytest.importorskip("mcp_types")
    if line.startswith("xhslint lint-table "):
        pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        for path, text in (("notes.parquet", "body"), ("sample.parquet", "body"), ("笔记.parquet", "正文")):
            parquet.write_table(pyarrow.table({text: [NOTE]}), path)
    if "--images" in line or ".jpg" in line:
        pytest.importorskip("zxingcpp")
        pytest.importorskip("PIL")
    if line == "xhslint clean":
        monkeypatch.setenv("HOME", str(repository))  # the caches of others stay
    status = main(shlex.split(line)[1:])
    assert status in (0, 1), capsys.readouterr().err
