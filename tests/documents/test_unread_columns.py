"""Columns with prose that is no part of the notes are named, so that nobody takes them for checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.documents.office import inline, workbook
from tests.samples import main

Capture = pytest.CaptureFixture[str]
HEADER = ("日期", "标题", "正文", "负责人", "评论区置顶", "口播", "类型")
ROW = ("2026-12-01", "围巾", "好好织一条围巾。", "阿禾", "想要的加薇 muxi_8820", "加微信领图解", "私信话术")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def saved(folder: Path, kind: str, *rows: tuple[str, ...]) -> str:
    if kind == ".xlsx":
        (folder / "a.xlsx").write_bytes(workbook({"表": inline(*rows)}))
    elif kind == ".html":
        lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        (folder / "a.html").write_text(f"<meta charset=utf-8><table>{lines}</table>", "utf-8")
    else:
        (folder / f"a{kind}").write_text("\n".join(",".join(row) for row in rows), "utf-8")
    return f"a{kind}"


@pytest.mark.parametrize("kind", [".xlsx", ".csv", ".html"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_columns_with_prose_are_named(kind: str, jobs: str, folder: Path, capsys: Capture) -> None:
    path = saved(folder, kind, HEADER, ROW, ROW)
    assert main([path, "--jobs", jobs]) == 0
    assert "没读的列：评论区置顶、口播" in capsys.readouterr().out.replace("\n", "")
    assert main([path, "--lang", "en"]) == 0
    assert "Columnsnotread:评论区置顶,口播" in "".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("kind", [".xlsx", ".csv", ".html"])
def test_nothing_is_said_of_names_dates_and_what_is_read(kind: str, folder: Path, capsys: Capture) -> None:
    assert main([saved(folder, kind, HEADER[:4], ROW[:4])]) == 0
    assert "没读的列" not in capsys.readouterr().out
    path = saved(folder, kind, HEADER, ROW)
    main([path, "--columns", "body=正文+评论区置顶+口播"])
    assert "没读的列" not in capsys.readouterr().out


def test_programs_are_told(folder: Path, capsys: Capture) -> None:
    path = saved(folder, ".csv", HEADER, ROW)
    assert main([path, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["unreadColumns"] == ["评论区置顶", "口播"]
    assert main([path, "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["unreadColumns"] == ["评论区置顶", "口播"]
    assert main([saved(folder, ".csv", HEADER[:4], ROW[:4]), "--format", "json"]) == 0
    assert "unreadColumns" not in json.loads(capsys.readouterr().out)["summary"]


def test_of_many_columns_the_first_are_named(folder: Path, capsys: Capture) -> None:
    names = tuple(f"备注{number}\x1b" for number in range(9))
    main([saved(folder, ".csv", ("标题", "正文", *names), ("围巾", "好好织。", *["这里写了很多话"] * 9))])
    out = capsys.readouterr().out.replace("\n", "")
    assert "备注3" in out and "备注4" not in out and "另外 5 项" in out
    assert "\x1b" not in out
