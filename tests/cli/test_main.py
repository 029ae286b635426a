"""Arguments, exit status and messages of a check. The linter is a fake; real processes: test_pipes.py."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.cli.expected import FOUND, MORE, SUMMARY
from tests.samples import FakeLinter, main
from xhslint.report.registry import REPORTS

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    "args", [["bad.md"], ["check", "bad.md"], ["check", "--", "bad.md"], ["--color=never", "bad.md"]]
)
def test_check_is_the_default_command(args: list[str], capsys: Capture) -> None:
    assert main(args) == 1
    assert capsys.readouterr() == (FOUND.format(path="bad.md") + SUMMARY, "")


@pytest.mark.parametrize(
    "args", [["check", "rules"], ["./rules"], ["--", "rules"], ["--quiet", "rules"], ["good.md", "rules"]]
)
def test_a_file_named_like_a_command(args: list[str], folder: Path, capsys: Capture) -> None:
    (folder / "rules").write_text("想要加微信", "utf-8")
    assert main(args) == 1
    assert FOUND.format(path="rules") in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    ("name", "fail_on", "status"),
    [
        ("bad.md", "error", 1),
        ("bad.md", "info", 1),
        ("bad.md", "never", 0),
        ("warning.md", "error", 0),
        ("warning.md", "warning", 1),
        ("info.md", "warning", 0),
        ("info.md", "info", 1),
        ("good.md", "info", 0),
        ("none.md", "never", 2),
        ("none.md", "error", 2),
    ],
)
def test_status(name: str, fail_on: str, status: int, form: str, capsys: Capture) -> None:
    assert main([name, "--fail-on", fail_on, "--format", form]) == status
    assert main(["bad.md", name, "--fail-on", fail_on, "--format", form]) == max(status, fail_on != "never")


@pytest.mark.parametrize(("most", "status"), [("0", 1), ("1", 0), ("2", 0)])
def test_too_many_warnings_fail_a_run_without_errors(most: str, status: int, capsys: Capture) -> None:
    assert main(["warning.md", "info.md", "--max-warnings", most]) == status
    assert capsys.readouterr().err == ("1 处警告，超过了 --max-warnings 0\n" if status else "")
    assert main(["bad.md", "warning.md", "--max-warnings", most, "--lang=en"]) == 1
    assert capsys.readouterr().err == ""
    assert main(["none.md", "warning.md", "--max-warnings", most]) == 2


def test_statistics_in_place_of_the_list(capsys: Capture) -> None:
    assert main([".", "--statistics"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in lines[:3]] == [
        *(["1", "错误", "contact/wechat-add"], ["1", "警告", "ranking/exchange"], ["1", "提示", "dm/bare"])
    ]
    assert lines[3:] == ["", "检查了 4 篇笔记：1 处错误，1 处警告，1 处提示。"]


def test_what_cannot_be_read_does_not_stop_the_rest(folder: Path, capsys: Capture) -> None:
    (folder / "binary.md").write_bytes(b"\x00\x01\x02" * 50)
    (folder / "front.md").write_text("---\ntitle: [\n---\n", "utf-8")
    assert main(["none.md", "binary.md", "front.md", "bad.md"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith(FOUND.format(path="bad.md"))
    assert out.endswith("\n检查了 2 篇笔记：1 处错误。有 2 处没能检查，见报错。有 1 处写错了，见报错。\n" + MORE)
    assert [line.split(": ")[0] for line in err.splitlines()][:2] == ["none.md", "binary.md:1:1"]
    assert re.match(r"front\.md:\d+:\d+: ", err.splitlines()[2])


def test_nothing_to_do(capsys: Capture) -> None:
    assert main(["check"]) == 2
    assert capsys.readouterr() == (
        "",
        "xhslint: 没有写要检查哪个文件（粘贴文案就写 -）\n用法见 xhslint check --help\n",
    )
    assert main(["check", "--lang", "en"]) == 2
    assert (
        capsys.readouterr().err
        == "xhslint: no paths to check (- means standard input)\nfor help: xhslint check --help\n"
    )


def test_the_first_call_of_a_newcomer(capsys: Capture) -> None:
    """Nobody who types the name alone wants to read that it lacks a path; a script must not take it for a clean run."""
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("xhslint 检查小红书笔记的草稿：")
    assert (
        out.partition("\n\n")[2]
        == """\
可以这样开始：
  xhslint serve            打开一页，把文案贴进去，一边写一边看到问题
  xhslint -                在这个窗口里贴一篇文案检查
  xhslint 草稿.txt         检查一个文件
  xhslint 笔记/ --open     检查整个文件夹，在浏览器里看结果

全部用法：xhslint --help
"""
    )
    for args in (["--lang", "en"], ["--lang=en"]):
        assert main(args) == 2
        assert "  xhslint draft.txt        check a file\n" in capsys.readouterr().out
    assert main(["--lang", "fr"]) == 2
    assert capsys.readouterr().out == ""


def test_a_command_that_is_misspelt(folder: Path, capsys: Capture) -> None:
    assert main(["rulse"]) == 2
    assert capsys.readouterr().err == "xhslint: 想用的是不是命令 rules？\nrulse: 找不到文件\n"
    (folder / "rulse").write_text("今天散步", "utf-8")
    assert main(["rulse"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["-", "notes.md", "--lang", "en"]) == 2
    assert "command" not in capsys.readouterr().err


def test_mistakes_are_told_in_the_language_of_the_project(folder: Path, capsys: Capture) -> None:
    (folder / ".xhslint.yaml").write_text("lang: en\n", "utf-8")
    for args, message in ((["--formt"], "No such option"), (["baseline", "x"], "one of 'write'"), (["-h"], "Usage")):
        main(args)
        assert message in "".join(capsys.readouterr()).replace("is not one of", "one of")
    for args in (["--formt", "--lang", "zh"], ["--formt", "--no-config"]):
        assert main(args) == 2
        assert "没有选项 --formt" in capsys.readouterr().err
    (folder / ".xhslint.yaml").write_text("lang: [\n", "utf-8")
    assert main(["--formt"]) == 2
    assert "没有选项 --formt" in capsys.readouterr().err


MISTAKES = [
    (["--formt=json"], "没有选项 --formt，是不是 --format？", "No such option"),
    (
        ["--format=xml"],
        f"选项 --format 只能取：{'、'.join(('auto', *REPORTS))}",
        "'xml' is not one of 'auto', 'text', 'concise', 'json'",
    ),
    (["--fail-on=none"], "选项 --fail-on 只能取：error、warning、info、never", "'none' is not one of"),
    (
        ["--profile=网红"],
        "选项 --profile 只能取：personal（个人）、pro（专业号）、paid（报备合作）、ad（广告）",
        "'网红' is not one of 'personal', 'pro', 'paid', 'ad'",
    ),
    (["--output"], "选项 --output 的用法不对，看看是否缺少或多余了取值", "requires an argument"),
    (["--quiet=yes"], "选项 --quiet 的用法不对，看看是否缺少或多余了取值", "does not take a value"),
]


@pytest.mark.parametrize(("args", "chinese", "english"), MISTAKES)
def test_mistakes_are_told_in_the_language_asked_for(
    args: list[str], chinese: str, english: str, capsys: Capture
) -> None:
    assert main(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"xhslint: {chinese}\n用法见 xhslint ")  # which page depends on the version of click
    assert main([*args[:-1], "--lang=en", *args[-1:]]) == 2
    assert english in capsys.readouterr().err


@pytest.mark.parametrize(
    ("word", "profile"),
    [
        ("个人", "personal"),
        ("专业号", "pro"),
        ("企业号", "pro"),
        ("报备", "paid"),
        ("蒲公英", "paid"),
        ("广告", "ad"),
        ("ad", "ad"),
    ],
)
def test_a_profile_may_be_named_in_chinese(word: str, profile: str) -> None:
    for args in (
        ["good.md", "--profile", word],
        ["-qj1", "good.md", f"--profile={word}"],
    ):  # the second is read by click
        assert main(args) == 0
        assert FakeLinter.made[-1]["profile"] == profile


def test_settings_reach_the_linter() -> None:
    assert main(["good.md", "--profile", "paid", "--lang", "en", "--rules", "a.yaml", "--rules", "b.yaml"]) == 0
    assert main(["good.md", "--select", "dm, ranking", "--select", "contact/wechat-add", "--ignore", "dm/bare,"]) == 0
    assert FakeLinter.made[0] == {
        "profile": "paid",
        "kind": "note",
        "lang": "en",
        "select": (),
        "ignore": (),
        "extend_select": (),
        "rules": ("a.yaml", "b.yaml"),
        "as_of": None,
        "severity": (),
    }
    last = FakeLinter.made[-1]
    assert (last["profile"], last["select"], last["ignore"]) == (
        "personal",
        ("dm", "ranking", "contact/wechat-add"),
        ("dm/bare",),
    )


def test_profile_of_the_front_matter(folder: Path, capsys: Capture) -> None:
    (folder / "paid.md").write_text("---\nprofile: paid\n---\n好", "utf-8")
    for args, profile in (([], "paid"), (["--profile", "ad"], "ad")):
        assert main(["paid.md", "--format", "json", *args]) == 0
        assert json.loads(capsys.readouterr().out)["drafts"][0]["profile"] == profile


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_unknown_rules(option: str, capsys: Capture) -> None:
    assert main(["bad.md", option, "dm,wechat-add,rankin,zzz"]) == 2
    assert capsys.readouterr() == (
        "",
        "xhslint: 没有规则或类别 'wechat-add'，是不是 contact/wechat-add？\n"
        "xhslint: 没有规则或类别 'rankin'，是不是 ranking？\n"
        "xhslint: 没有规则或类别 'zzz'\n",
    )
    assert main(["bad.md", option, "dmm", "--format", "json", "--lang", "en"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["message"] == "no rule or family 'dmm', did you mean dm?"


def test_rule_files_with_mistakes(capsys: Capture) -> None:
    assert main(["bad.md", "--rules", "broken.yaml"]) == 2
    assert capsys.readouterr() == ("", "broken.yaml:3:5: unknown key 'wrods'\nbroken.yaml:9:1: ?\n")


def test_a_rule_that_was_stopped(folder: Path, capsys: Capture) -> None:
    (folder / "slow.md").write_text("超时，加微信", "utf-8")
    assert main(["slow.md", "--quiet"]) == 2
    out, err = capsys.readouterr()
    assert "第 1 行 错误 「加微信」" in out
    assert err == "rules/a.yaml:7:1: stopped\n"


def test_quiet(capsys: Capture) -> None:
    assert main(["-q", "good.md", "bad.md"]) == 1
    assert capsys.readouterr() == (FOUND.format(path="bad.md"), "")
    for name in ("good.md", "warning.md"):
        assert main(["--quiet", name]) == 0
        assert capsys.readouterr() == ("", "")
    assert main(["--quiet", "warning.md", "--fail-on", "warning"]) == 1
    assert capsys.readouterr().out.startswith("warning.md\n")
    assert main(["--quiet", "bad.md", "--fail-on", "never"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_bug_is_one_line_and_the_rest_is_checked(folder: Path, capsys: Capture) -> None:
    (folder / "crash.md").write_text("崩溃", "utf-8")
    assert main(["crash.md", "bad.md"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith(FOUND.format(path="bad.md"))
    assert err == (
        "crash.md: 内部错误：RuntimeError: 一个 意外。请报告给 xhslint 的作者（设置 XHSLINT_DEBUG=1 可看到详情）\n"
    )


def test_a_bug_shows_its_traceback_when_asked(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("XHSLINT_DEBUG", "1")
    (folder / "crash.md").write_text("崩溃", "utf-8")
    assert main(["crash.md", "--lang", "en"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("Traceback (most recent call last):\n")
    assert "\ncrash.md: internal error: RuntimeError: 一个 意外. Please report it" in err


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_interrupted_run_reports_what_was_found(form: str, folder: Path, capsys: Capture) -> None:
    (folder / "stop.md").write_text("中断", "utf-8")
    assert main(["bad.md", "stop.md", "good.md", "--format", form]) == 130
    out, err = capsys.readouterr()
    assert err == "xhslint: 已中断，只报告了中断之前检查过的笔记\n"
    if form == "text":
        assert out.startswith(FOUND.format(path="bad.md"))
        assert "检查中断了，后面的没有检查。\n" in out
    else:
        data = json.loads(out)
        assert [each["path"] for each in data["drafts"]] == ["bad.md"]
        assert data["errors"][0]["path"] == ""


FORMATS = (
    "text",
    "html",
    "json",
    "jsonl",
    "csv",
    "concise",
    "github",
    "sarif",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjsonl",
)


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_of_an_interrupted_run_says_so(form: str, folder: Path, capsys: Capture) -> None:
    (folder / "stop.md").write_text("中断", "utf-8")
    assert main(["good.md", "stop.md", "bad.md", "--format", form, "-o", "out"]) == 130
    report = (folder / "out").read_text("utf-8")
    assert "中断" in report or json.dumps("中断")[1:-1] in report
    assert main(["good.md", "stop.md", "--format", "text", "--quiet", "-o", "out"]) == 130
    assert (folder / "out").read_text("utf-8") == "检查中断了，后面的没有检查。\n"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("old", ["", "昨天的报告\n"])
def test_nothing_is_replaced_if_a_run_is_interrupted_before_it_has_begun(
    form: str, old: str, folder: Path, capsys: Capture
) -> None:
    (folder / "stop.md").write_text("中断", "utf-8")
    if old:
        (folder / "out").write_text(old, "utf-8")
    before = sorted(os.listdir(folder))
    assert main(["stop.md", "bad.md", "--format", f"{form}=out", "--format", "json=out2"]) == 130
    assert sorted(os.listdir(folder)) == before
    assert not old or (folder / "out").read_text("utf-8") == old
    assert "中断之前没有检查完一篇笔记，没有写 out\n" in capsys.readouterr().err


def test_no_file_is_replaced_by_half_a_diff(folder: Path, capsys: Capture) -> None:
    (folder / "stop.md").write_text("中断", "utf-8")
    (folder / "out").write_text("old", "utf-8")
    assert main(["bad.md", "stop.md", "--fix", "--diff", "-o", "out"]) == 130
    assert (folder / "out").read_text("utf-8") == "old"
    assert "已中断，没有写 out\n" in capsys.readouterr().err


def test_a_report_in_a_file_is_never_empty_because_nothing_could_be_checked(folder: Path, capsys: Capture) -> None:
    assert main(["none.md", "-o", "out"]) == 2
    assert (folder / "out").read_text("utf-8") == "没有检查任何笔记。有 1 处没能检查，见报错。\n"
