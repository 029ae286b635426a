"""Problems that are found before the reader's language is known are told in that language, not in both."""

from __future__ import annotations

import json
import pickle
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
