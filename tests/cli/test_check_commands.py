"""Fixes, baseline, suppressions and changed lines as the command line offers them, with the real rules."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from xhslint.cli.main import main

Capture = pytest.CaptureFixture[str]
CAFE = "新开的咖\u200b啡馆，豆子很香\r\n"
ADD = "想要清单的加微信 momo_8812\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path


def put(name: str, text: str) -> Path:
    path = Path(name)
    path.write_bytes(text.encode())
    return path


def test_fix_writes_and_says_so(capsys: Capture) -> None:
    path = put("咖啡.md", CAFE)
    assert main(["咖啡.md", "--fix"]) == 0
    out, err = capsys.readouterr()
    assert path.read_bytes() == CAFE.replace("\u200b", "").encode()
    assert err == "咖啡.md:1:5: 已修复 format/invisible：删去看不见的字符\n修复了 1 处\n" and "没有发现问题" in out


def test_a_preview_changes_nothing_and_fails(capsys: Capture) -> None:
    path = put("咖啡.md", CAFE)
    assert main(["咖啡.md", "--fix", "--diff", "--lang=en"]) == 1
    out, err = capsys.readouterr()
    assert path.read_bytes() == CAFE.encode()
    assert out == "--- 咖啡.md\n+++ 咖啡.md\n@@ -1 +1 @@\n-新开的咖‹U+200B›啡馆，豆子很香\n+新开的咖啡馆，豆子很香\n"
    assert err == "Would fix 1 place\n"


def test_standard_input_is_fixed_to_standard_output(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = CAFE + ADD
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["-", "--fix"]) == 1
    out, err = capfdbinary.readouterr()
    assert out == text.replace("\u200b", "").encode()
    assert err.decode().startswith("粘贴的文字:2:6: contact/wechat-id 写出了微信号\n修复了 1 处")


def test_what_a_draft_suppresses_is_not_fixed() -> None:
    text = "新开的咖\u200b啡馆 <!-- xhslint-ignore-line format/invisible: 排版需要 -->\n"
    path = put("a.md", text)
    assert main(["a.md", "--fix"]) == 0
    assert path.read_bytes() == text.encode()


def test_suppressions_count_and_need_their_use(capsys: Capture) -> None:
    put("a.md", "互粉吗 <!-- xhslint-ignore-line ranking: 活动用语 -->\n<!-- xhslint-ignore-next-line dm -->\n今天晴\n")
    assert main(["a.md"]) == 0
    assert "1 处已忽略" in capsys.readouterr().out
    assert main(["a.md", "--report-unused"]) == 1
    assert "a.md:2:1" in capsys.readouterr().err
    assert main(["a.md", "--require-reason"]) == 2
    assert "a.md:2:1" in capsys.readouterr().err


def test_a_suppression_of_a_rule_that_is_not_run_is_not_called_unused() -> None:
    put("a.md", "互粉吗 <!-- xhslint-ignore-line ranking: 活动用语 -->\n")
    assert main(["a.md", "--report-unused", "--ignore", "ranking"]) == 0


def test_a_baseline_is_written_used_checked_and_pruned(capsys: Capture) -> None:
    put("a.md", ADD)
    assert main(["baseline", "write", "--reason", "旧笔记"]) == 0
    assert "1 处" in capsys.readouterr().out
    assert main(["."]) == 0 and main(["baseline", "check"]) == 0
    put("a.md", "前言\n\n" + ADD + "\n新的：加微信 lulu_2046\n")
    capsys.readouterr()
    assert main(["."]) == 1
    out = capsys.readouterr().out
    assert "lulu_2046" in out and "momo_8812" not in out and "1 处在基线里" in out
    assert main([".", "--no-baseline"]) == 1 and "momo_8812" in capsys.readouterr().out
    put("a.md", "新的开始\n")
    assert main(["baseline", "check"]) == 1 and main(["baseline", "prune"]) == 0 and main(["baseline", "check"]) == 0
    assert json.loads(Path(".xhslint-baseline.json").read_text("utf-8"))["drafts"] == {}


def test_only_what_changed_lines_brought_in(capsys: Capture) -> None:
    def git(*args: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *args], check=True, capture_output=True
        )

    put("旧 笔记.md", ADD + "\n\n\n")
    put("b.md", ADD)
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "1")
    assert main([".", "--diff"]) == 0
    put("旧 笔记.md", ADD + "\n\n加微信 lulu_2046\n")
    capsys.readouterr()
    assert main([".", "--diff", "--color=never"]) == 1
    out = capsys.readouterr().out
    assert "lulu_2046" in out and "momo_8812" not in out and "检查了 1 篇笔记" in out
    git("commit", "--quiet", "-am", "2")
    assert main([".", "--diff"]) == 0 and main([".", "--since", "HEAD~1"]) == 1
    assert main([".", "--since", "absent"]) == 2


def test_configuration_reaches_each_draft(capsys: Capture) -> None:
    put(
        ".xhslint.yaml", "overrides:\n  - {paths: [paid/**], profile: paid}\n  - {paths: [old/**], ignore: [contact]}\n"
    )
    for name in ("paid", "old", "new"):
        Path(name).mkdir()
        put(f"{name}/a.md", "有问题私信我。\n\n加微信 momo_8812\n")
    assert main([".", "--format=json"]) == 1
    found = {d["path"]: {f["rule"] for f in d["findings"]} for d in json.loads(capsys.readouterr().out)["drafts"]}
    assert found == {
        "new/a.md": {"contact/wechat-id"},
        "old/a.md": set(),
        "paid/a.md": {"contact/wechat-id", "dm/bare"},
    }
