"""Limits of a draft: what is beyond them is told, with exit status 2, and never called clean."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.running import POSIX
from xhslint.base import time_limit
from xhslint.base.errors import InputError
from xhslint.base.time_limit import OutOfTime, check_time, seconds_left
from xhslint.cli.main import main
from xhslint.drafts.draft import Draft
from xhslint.linter import judge
from xhslint.linter.engine import Engine
from xhslint.linter.linter import Linter

Capture = pytest.CaptureFixture[str]
BODY = "加微信 momo_8812\n"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """Let a second pass whenever the time is looked at; `looks` counts how often that was."""
    seconds = count()
    clock = SimpleNamespace(looks=0)

    def monotonic() -> float:
        clock.looks = next(seconds)
        return float(clock.looks)

    monkeypatch.setattr(time_limit, "monotonic", monotonic)
    yield clock


@pytest.mark.parametrize("size", [len(BODY.encode()), len(BODY.encode()) + 1])
@pytest.mark.parametrize("how", ["option", "configuration", "standard input"])
def test_a_draft_is_read_up_to_its_limit(
    size: int, how: str, stranger: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = BODY.encode().ljust(size)
    Path("notes/a.md").write_bytes(data)
    limit = len(BODY.encode())
    args = ["notes", f"--max-bytes={limit}"]
    if how == "configuration":
        Path(".xhslint.yaml").write_text(f"max-bytes: {limit}\n", "utf-8")
        args = ["notes"]
    elif how == "standard input":
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        args = ["-", "--stdin-filename=notes/a.md", f"--max-bytes={limit}"]
    assert main([*args, "--format=json", "--lang=en", "--select=contact"]) == (1 if size == limit else 2)
    out, err = capsys.readouterr()
    report = json.loads(out)
    if size > limit:
        assert f"notes/a.md: larger than {limit} bytes and not checked" in err
    assert report["summary"]["errors"] == (size > limit)
    assert len(report["drafts"]) == (size == limit)


@POSIX
def test_a_file_without_end_is_not_read(stranger: Path, capsys: Capture) -> None:
    with Path("notes/huge.md").open("wb") as file:
        file.truncate(1 << 40)
    assert main(["notes", "--lang=en"]) == 2
    assert "notes/huge.md: " in capsys.readouterr().err


def test_every_stage_ends_when_the_time_is_up(clock: SimpleNamespace, stranger: Path, capsys: Capture) -> None:
    assert main(["notes", "--timeout=1000", "--no-cache", "--lang=en"]) == 1
    needed = clock.looks
    assert needed > 20
    for seconds in range(1, needed):
        capsys.readouterr()
        status = main(["notes", f"--timeout={seconds}", "--no-cache", "--lang=en"])
        out, err = capsys.readouterr()
        if status == 1:
            break
        assert (status, err) == (
            2,
            f"notes/a.md: stopped after {seconds} seconds and not checked (--timeout sets the limit)\n",
        )
        assert "nothing to report" not in out
    assert seconds > 10


def test_no_fix_is_written_when_the_time_is_up(clock: SimpleNamespace, stranger: Path, capsys: Capture) -> None:
    text = "阳台的薄\u200b荷又\u200b长高了，香\u200b香的\n"
    Path("notes/a.md").write_text(text, "utf-8")
    assert main(["notes", "--fix", "--timeout=2"]) == 2
    assert Path("notes/a.md").read_text("utf-8") == text
    assert main(["notes", "--fix", "--timeout=100000"]) == 0
    assert Path("notes/a.md").read_text("utf-8") == text.replace("\u200b", "")


def test_a_result_without_end_is_not_cached(clock: SimpleNamespace, stranger: Path, capsys: Capture) -> None:
    assert main(["notes", "--timeout=2"]) == 2
    assert main(["notes", "--timeout=100000"]) == 1


def test_limits_of_the_library(clock: SimpleNamespace) -> None:
    limited = pickle.loads(pickle.dumps(Linter(lang="en", max_bytes=30, timeout=3)))
    with pytest.raises(InputError, match=r"^<text>: larger than 30 bytes and not checked"):
        limited.check("海" * 11)
    with pytest.raises(InputError, match=r"^<text>: stopped after 3 seconds and not checked"):
        limited.check("加微信 momo_8812")
    assert limited.check("海" * 10) == []
    assert seconds_left() == float("inf")


def test_the_shorter_of_two_limits_counts(clock: SimpleNamespace) -> None:
    for outer, inner in ((3, 100), (100, 3)):
        with time_limit.time_limit(outer), time_limit.time_limit(inner):
            check_time()
            assert seconds_left() < 3
            with pytest.raises(OutOfTime):
                for _ in range(3):
                    check_time()


def test_a_pattern_has_the_time_of_its_draft(stranger: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("rules.yaml").write_text(
        "- {id: brand/slow, severity: info, message: {zh: 一, en: one}, advice: {zh: 二, en: two},\n"
        "   sources: [community-4.4.4], pass: [早, 中, 晚, 春, 秋], flag: ['[[b]]', '[[b]] ', '[[b]]。', '早[[b]]', '晚[[b]]'],\n"
        "   pattern: '(a|aa)+c|b'}\n",
        "utf-8",
    )
    Path("notes/a.md").write_text("a" * 60, "utf-8")
    monkeypatch.setattr("xhslint.matching.matchers.pattern.SECONDS", 0.05)
    assert main(["notes", "--rules=rules.yaml", "--lang=en"]) == 2
    assert capsys.readouterr().err.startswith(
        "rules.yaml:1:1: brand/slow: the pattern was stopped, it took too much time or memory on notes/a.md"
    )


@pytest.mark.parametrize("text", ["看\u200b海" * 12, "13812340917，" * 12])
def test_only_so_many_findings_of_a_rule_are_listed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Linter(lang="en").examine(Draft.parse(text))
    ids = {finding.rule_id for finding in whole.findings}
    assert not whole.faults
    monkeypatch.setattr(judge, "MOST_FINDINGS", 5)
    result = Linter(lang="en").examine(Draft.parse(text, "a.md"))
    assert {finding.rule_id for finding in result.findings} == ids
    assert all(sum(each.rule_id == rule for each in result.findings) <= 5 for rule in ids)
    assert any("finds too much: 5 findings are listed, 7 more are not" in str(each) for each in result.faults)
    assert all(each.path == "a.md" for each in result.faults)


def test_a_draft_with_more_findings_is_not_fixed(
    stranger: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "MOST_FINDINGS", 5)
    for number, status in ((5, 0), (6, 2)):
        text = "看\u200b海" * number
        Path("notes/a.md").write_text(text, "utf-8")
        assert main(["notes", "--fix", "--lang=en"]) == status
        fixed = text if status else text.replace("\u200b", "")
        assert Path("notes/a.md").read_text("utf-8") == fixed


@pytest.mark.parametrize("error", [MemoryError, OverflowError])
def test_what_the_memory_does_not_hold(
    error: type[Exception], stranger: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error("the text is too long")

    monkeypatch.setattr(Engine, "look", fail)
    assert main(["notes", "--lang=en"]) == 2
    assert capsys.readouterr().err == "notes/a.md: too large for the memory and not checked\n"


MANY = [f"*{number}*.md" for number in range(1001)]


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        (".xhslint.yaml", json.dumps({"exclude": MANY}), ":1:13"),
        (".xhslint.yaml", json.dumps({"overrides": [{"paths": each, "ignore": ["dm"]} for each in MANY]}), ":1:15"),
        (".gitignore", "\n".join(MANY), ""),
    ],
    ids=["exclude", "overrides", "gitignore"],
)
def test_a_file_has_a_thousand_patterns_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, name: str, text: str, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.txt").write_text(BODY, "utf-8")
    Path(name).write_text(text, "utf-8")
    assert main([".", "--lang", "en"]) == 2
    assert f"{name}{place}: more than 1000 patterns" in capsys.readouterr().err
    Path(name).write_text(_without_last(text), "utf-8")
    assert main(["."]) == 1


def _without_last(text: str) -> str:
    """Return a file with one pattern less."""
    if not text.startswith("{"):
        return text.rpartition("\n")[0]
    return json.dumps({key: rows[:-1] for key, rows in json.loads(text).items()})
