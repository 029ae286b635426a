"""Problems that are found before the reader's language is known are told in that language, not in both."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path

import pytest

from tests.samples import main
from xhslint.base.errors import Bilingual, Problem
from xhslint.messages.catalogue import both
from xhslint.report.registry import REPORTS

Capture = pytest.CaptureFixture[str]

MISTAKES = {
    "none.md": None,
    "nul.md": b"\0\1\2" * 50,
    "bytes.md": "春天\n".encode() + b"\xff",
    "front.md": "---\ntitle: @小满\nprofile: vip\n---\n".encode(),
    "title.md": b"---\ntitle: 618\n---\n",
    "page.md": b"<html>",
    "comment.md": "<!-- xhslint-ignor dm: 甲 -->".encode(),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_message_is_in_one_language(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, data in MISTAKES.items():
        if data is not None:
            Path(name).write_bytes(data)
    assert main([*MISTAKES, "--lang", lang, "--format", "json"]) == 2
    out, err = capsys.readouterr()
    told = [each["message"] for each in json.loads(out)["errors"]]
    assert len(told) == len(MISTAKES) == len(err.splitlines())
    for message in told:
        chinese = sum("\u4e00" <= char <= "\u9fff" for char in message)
        assert chinese >= 5 if lang == "zh" else not chinese
    assert all(line.split(": ", 1)[1] in told for line in err.splitlines())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "line",
    [
        "a.md --jobs x",
        "a.md --jobs 0",
        "a.md --timeout -1",
        "test --min-recall 200",
        "init a b",
        "clean x",
        "baseline nosuch",
        "a.md --nosuch",
        "a.md --format nosuch",
        "a.md --as-of yesterday",
        "a.md --since nosuch",
        "rules nosuch",
        "a.md --config nosuch.toml",
        "a.md --config bad.toml",
        "test bad.yaml",
        "test --disguise --select dm/bare --captions bad.jsonl",
    ],
)
def test_mistakes_on_the_command_line_are_in_one_language(
    line: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("今天晴", "utf-8")
    Path("bad.toml").write_text("[tool.xhslint]\nprofile = paid\n", "utf-8")
    Path("bad.yaml").write_text("- {id: brand/x, pattern: '(闪'}\n", "utf-8")
    Path("bad.jsonl").write_text('{"text": 1\n', "utf-8")
    assert main([*line.split(), "--lang", lang]) == 2
    err = capsys.readouterr().err
    assert err
    for told in err.splitlines():
        if lang == "en":
            assert not re.search("[\u4e00-\u9fff]", told)
        else:  # names of commands, options and files are what they are
            assert re.search("[\u4e00-\u9fff]", told) and not re.search("[a-z]{2,} (?:is|not|a|in|at|the|to) ", told)


@pytest.mark.parametrize("form", sorted(REPORTS))
def test_reports_have_the_language_of_the_run(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["none.md", "--lang", "en", f"--format={form}=report"]) == 2
    assert "找不到" not in Path("report").read_text("utf-8") + capsys.readouterr().err


def test_callers_of_the_library_get_both() -> None:
    problem = Problem("a.md", 2, 3, both("is folder"))
    assert str(problem) == "a.md:2:3: 是文件夹，不是文件 (is a folder)"
    assert str(pickle.loads(pickle.dumps(problem)).in_language("en")) == "a.md:2:3: is a folder"
    assert Problem("a.md", 0, 0, "plain").in_language("zh").message == "plain"
    assert isinstance(problem.message, Bilingual) and problem.message.zh == "是文件夹，不是文件"
