"""What xhslint cannot read is never called clean: a file that is named is refused, those in a folder are counted."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.samples import main
from xhslint.cli.main import main as real
from xhslint.terminal.width import cell_count

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def drafts(folder: Path) -> Path:
    """Return a folder with a draft beside two documents, a picture, and what nobody would take for a caption."""
    inside = folder / "稿"
    (inside / "图").mkdir(parents=True)
    for name in ("一.md", "二.pptx", "三.PPTX", "图/海报.png", ".四.pptx", "run.py", "五"):
        (inside / name).write_text("今天天气好", "utf-8")
    return inside


def test_a_web_page_with_another_name_is_refused(folder: Path, capsys: Capture) -> None:
    page = "<html><body><p>喜欢陶碗的加微<b>信</b></p></body></html>"
    (folder / "页.txt").write_text(page, "utf-8")
    assert main(["页.txt"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("页.txt: 是网页，不是纯文本，没有检查：")
    assert len(err.splitlines()) == 1
    (folder / "页.html").write_text(page, "utf-8")
    assert main(["页.html"]) == 1
    assert "「加微信」" in capsys.readouterr().out


def test_data_without_notes_is_refused_if_it_is_named_and_counted_if_it_was_found(
    drafts: Path, capsys: Capture
) -> None:
    (drafts / "package.json").write_text('{"version": "1.0", "license": "MIT"}', "utf-8")
    assert main([f"{drafts.name}/package.json"]) == 2
    assert capsys.readouterr().err.startswith("稿/package.json: 没有看出哪个字段是笔记，没有检查")
    assert main([drafts.name, "--documents"]) == 0
    out, err = capsys.readouterr()
    assert out.endswith("另有 4 个文件没有检查：.pptx 2、.json 1、.png 1。\n") and err == ""
    assert main([drafts.name, f"{drafts.name}/package.json", "--documents"]) == 2


def test_a_web_page_on_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    page = "<!doctype html><p>加我微<b>信</b>".encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(page)))
    assert main(["-"]) == 2
    assert capsys.readouterr().err.startswith("粘贴的文字: 是网页")


def test_a_folder_says_what_it_passed_over(drafts: Path, capsys: Capture) -> None:
    assert main([drafts.name]) == 0
    told = "检查了 1 篇笔记，没有发现问题。另有 3 个文件没有检查：.pptx 2、.png 1。\n"
    assert capsys.readouterr() == (told, "")
    assert main([drafts.name, "--lang", "en"]) == 0
    told = "Checked 1 draft: nothing to report. 3 other files not checked: .pptx 2, .png 1.\n"
    assert capsys.readouterr() == (told, "")


def test_a_folder_of_documents_alone(drafts: Path, capsys: Capture) -> None:
    assert main([f"{drafts.name}/图"]) == 0
    assert capsys.readouterr().out.endswith("没有找到笔记（.md、.markdown、.txt）。另有 1 个文件没有检查：.png 1。\n")


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_programs_are_told_too(form: str, drafts: Path, capsys: Capture) -> None:
    assert main([drafts.name, "--format", form]) == 0
    out = capsys.readouterr().out
    data = json.loads(out if form == "json" else out.splitlines()[-1])
    assert (data["summary"] if form == "json" else data)["unread"] == {".pptx": 2, ".png": 1}


def test_what_is_ignored_or_excluded_is_not_counted(drafts: Path, capsys: Capture) -> None:
    (drafts / ".gitignore").write_text("图/\n", "utf-8")
    (drafts.parent / ".git").mkdir()
    assert main([drafts.name, "--exclude", "二.*"]) == 0
    assert capsys.readouterr().out.endswith("另有 1 个文件没有检查：.pptx 1。\n")
    (drafts.parent / ".xhslint.yaml").write_text("exclude: ['*.pptx', '*.PPTX']\n", "utf-8")
    assert main([drafts.name]) == 0
    assert capsys.readouterr().out == "检查了 1 篇笔记，没有发现问题。\n"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_folder_says_how_its_documents_are_checked(lang: str, drafts: Path, capsys: Capture) -> None:
    (drafts / "排期.csv").write_text("正文\n想要加微信\n", "utf-8")
    told = {
        "zh": "另有 4 个文件没有检查：.pptx 2、.csv 1、.png 1。加上 --documents，其中的 .csv 文件也检查。\n",
        "en": "4 other files not checked: .pptx 2, .csv 1, .png 1. With --documents, the .csv files are checked, too.\n",
    }
    assert main([drafts.name, "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert out.replace("\n", " " if lang == "en" else "").rstrip().endswith(told[lang].rstrip())
    assert max(map(cell_count, out.splitlines())) <= 80
    assert main([drafts.name, "--lang", lang, "--documents", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith(f"{drafts.name}/排期.csv:2:3: error")


def test_each_file_is_counted_once(drafts: Path, capsys: Capture) -> None:
    assert main([drafts.name, f"{drafts.name}/图", drafts.name]) == 0
    assert capsys.readouterr().out.endswith("另有 3 个文件没有检查：.pptx 2、.png 1。\n")


def test_named_drafts_alone_leave_nothing_out(drafts: Path, capsys: Capture) -> None:
    """As pre-commit calls it: it names the drafts that changed."""
    assert main(["--", f"{drafts.name}/一.md"]) == 0
    assert capsys.readouterr().out == "检查了 1 篇笔记，没有发现问题。\n"


def test_every_report_can_be_made_of_such_a_folder(drafts: Path) -> None:
    from xhslint.report.registry import REPORTS

    targets = {name: drafts.parent / f"report.{name}" for name in REPORTS}
    assert main([drafts.name, *(f"--format={name}={path}" for name, path in targets.items())]) == 0
    assert "另有 3 个文件没有检查：.pptx 2、.png 1。" in targets["html"].read_text("utf-8")
    assert all(path.exists() for path in targets.values())


CAPTION = "今天的咖啡\n```\n想要的加微信\n```\n"


def test_fenced_code_is_checked(folder: Path, capsys: Capture) -> None:
    """Whoever keeps the caption between fences, below notes for the team, has it checked."""
    (folder / "n.md").write_text(CAPTION, "utf-8")
    assert real(["n.md", "--no-config"]) == 1
    assert "contact/wechat-add" in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_code_that_is_left_out_is_told(lang: str, folder: Path, capsys: Capture) -> None:
    (folder / "n.md").write_text(f"---\nxhslint: {{code: skip}}\n---\n{CAPTION}", "utf-8")
    assert real(["n.md", "--lang", lang]) == 0
    told = {"zh": "没有发现问题。另有 1 段代码没有检查。\n", "en": "nothing to report. 1 block of code not checked.\n"}
    assert told[lang] in capsys.readouterr().out


def test_code_is_left_out_of_some_folders(folder: Path, capsys: Capture) -> None:
    (folder / ".xhslint.yaml").write_text("overrides: [{paths: [docs/], code: skip}]\n", "utf-8")
    for name in ("docs/n.md", "notes/n.md"):
        (folder / name).parent.mkdir()
        (folder / name).write_text(CAPTION, "utf-8")
    assert real(["docs", "notes", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert [len(draft["findings"]) for draft in data["drafts"]] == [0, 1]
    assert data["summary"]["skippedCode"] == 1
