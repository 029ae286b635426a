"""The command line: arguments, exit status, what is printed where. The linter is a fake; processes: test_pipes."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.samples import COMMUNITY, DIVERSION, FakeLinter
from xhslint import __version__
from xhslint.cli.main import main
from xhslint.messages.catalogue import TEXTS
from xhslint.messages.help import HELP
from xhslint.model.findings import PROFILES
from xhslint.report.registry import REPORTS
from xhslint.ruletest import robustness
from xhslint.terminal import console
from xhslint.terminal.width import cell_count

MORE = "条款全文和示例：xhslint rules contact/wechat-add\n"
FOUND = """\
{path}

  1:3 错误 「加微信」
    1 │ 想要加微信
      │     ^^^^^^
        规则 contact/wechat-add
        原因 写出了微信号
        依据 《小红书社区规范》3.2.1 导流到个人的联系方式
        建议 删去微信号
"""
SUMMARY = "\n检查了 1 篇笔记：1 处错误。\n" + MORE


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("xhslint.linter.linter.Linter", FakeLinter)
    for name in ("NO_COLOR", "FORCE_COLOR", "XHSLINT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    FakeLinter.made.clear()
    texts = {"bad.md": "想要加微信", "good.md": "今天天气好", "warning.md": "记得互粉", "info.md": "私我"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


Capture = pytest.CaptureFixture[str]


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


def test_what_cannot_be_read_does_not_stop_the_rest(folder: Path, capsys: Capture) -> None:
    (folder / "binary.md").write_bytes(b"\x00\x01\x02" * 50)
    (folder / "front.md").write_text("---\ntitle: [\n---\n", "utf-8")
    assert main(["none.md", "binary.md", "front.md", "bad.md"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith(FOUND.format(path="bad.md"))
    assert out.endswith("\n检查了 1 篇笔记：1 处错误。有 3 处没能检查，见报错。\n" + MORE)
    assert [line.split(": ")[0] for line in err.splitlines()][:2] == ["none.md", "binary.md:1:1"]
    assert re.match(r"front\.md:\d+:\d+: ", err.splitlines()[2])


def test_nothing_to_do(capsys: Capture) -> None:
    assert main([]) == 2
    assert capsys.readouterr() == (
        "",
        "xhslint: 没有指定要检查的路径（用 - 表示标准输入）\n用法见 xhslint check --help\n",
    )
    assert main(["--lang", "en"]) == 2
    assert (
        capsys.readouterr().err
        == "xhslint: no paths to check (- means standard input)\nfor help: xhslint check --help\n"
    )


MISTAKES = [
    (["--formt=json"], "没有选项 --formt，是不是 --format？", "No such option"),
    (
        ["--format=xml"],
        f"选项 --format 只能取：{'、'.join(('auto', *REPORTS))}",
        "'xml' is not one of 'auto', 'text', 'json'",
    ),
    (["--fail-on=none"], "选项 --fail-on 只能取：error、warning、info、never", "'none' is not one of"),
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


def test_settings_reach_the_linter() -> None:
    assert main(["good.md", "--profile", "paid", "--lang", "en", "--rules", "a.yaml", "--rules", "b.yaml"]) == 0
    assert main(["good.md", "--select", "dm, ranking", "--select", "contact/wechat-add", "--ignore", "dm/bare,"]) == 0
    assert FakeLinter.made[0] == {
        "profile": "paid",
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
    assert "1:4 错误 「加微信」" in out
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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_standard_input(encoding: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    for args, name in (([], "<stdin>"), (["--stdin-filename", "草稿.md"], "草稿.md")):
        monkeypatch.setattr(
            "sys.stdin", SimpleNamespace(buffer=io.BytesIO("想要加微信".encode(encoding)), closed=False)
        )
        assert main(["-", *args]) == 1
        assert capsys.readouterr().out == FOUND.format(path=name) + SUMMARY


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert main(["-", "bad.md"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith(FOUND.format(path="bad.md"))
    assert err == "<stdin>: 没有标准输入可读\n"


def test_output_replaces_a_file(folder: Path, capsys: Capture) -> None:
    target = folder / "report.txt"
    target.write_text("old")
    target.chmod(0o640)
    (folder / "link").symlink_to(target)
    assert main(["bad.md", "-o", "link"]) == 1
    assert target.read_text("utf-8") == FOUND.format(path="bad.md") + SUMMARY
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert (folder / "link").is_symlink()
    assert capsys.readouterr() == ("", "")
    assert not list(folder.glob(".xhslint*"))


def test_output_dash_is_standard_output(folder: Path, capsys: Capture) -> None:
    assert main(["bad.md", "--output", "-", "--quiet"]) == 1
    assert capsys.readouterr().out == FOUND.format(path="bad.md")
    assert not (folder / "-").exists()


def test_an_old_report_stays_when_the_new_one_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (folder / "report.txt").write_text("old")
    monkeypatch.setattr("xhslint.report.formats.text._summary", lambda *_: 1 / 0)
    assert main(["bad.md", "--output", "report.txt"]) == 2
    assert (folder / "report.txt").read_text() == "old"
    assert not list(folder.glob(".xhslint*"))
    assert capsys.readouterr().err.startswith("xhslint: 内部错误：ZeroDivisionError")


@pytest.mark.parametrize(("target", "reason"), [("none/report.txt", "文件夹不存在"), (".", "这是一个文件夹")])
def test_unwritable_output(target: str, reason: str, capsys: Capture) -> None:
    assert main(["bad.md", "--output", target]) == 2
    assert capsys.readouterr() == ("", f"{target}: 无法写入：{reason}\n")


def test_read_only_output(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    (folder / "report.txt").write_text("old")
    monkeypatch.setattr("os.access", lambda *_: False)
    assert main(["bad.md", "--output", "report.txt", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "report.txt: cannot write: permission denied\n"


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
    else:
        data = json.loads(out)
        assert [each["path"] for each in data["drafts"]] == ["bad.md"]
        assert data["errors"][0]["path"] == ""


@pytest.mark.parametrize(
    ("args", "environment", "terminal", "colored"),
    [
        ([], {}, True, True),
        ([], {}, False, False),
        ([], {"NO_COLOR": "1"}, True, False),
        ([], {"NO_COLOR": ""}, True, True),
        ([], {"FORCE_COLOR": "1"}, False, True),
        ([], {"FORCE_COLOR": "0"}, False, False),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ([], {"TERM": "dumb"}, True, False),
        (["--color", "always"], {"NO_COLOR": "1"}, False, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, True, False),
        (["--no-color"], {"FORCE_COLOR": "1"}, True, False),
        (["--no-color", "--color", "always"], {}, True, False),
    ],
)
def test_colour(
    args: list[str],
    environment: dict[str, str],
    terminal: bool,
    colored: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(console, "is_terminal", lambda stream: terminal and stream is sys.stdout)
    assert main(["bad.md", *args]) == 1
    assert ("\x1b[" in capsys.readouterr().out) == colored


def test_no_colour_in_a_file_on_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "is_terminal", lambda stream: True)
    assert main(["bad.md", "--output", "report.txt"]) == 1
    assert "\x1b" not in (folder / "report.txt").read_text("utf-8")


def test_a_progress_bar_after_a_second(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    seconds = iter([0.0, 0.5, 2.0, 3.0])
    monkeypatch.setattr("time.monotonic", lambda: next(seconds))
    monkeypatch.setattr(console, "is_terminal", lambda stream: stream is sys.stderr)
    assert main(["good.md", "info.md", "bad.md", "--output", "r.txt"]) == 1
    bars = [
        f"检查中 [{'#' * full}{'-' * (30 - full)}] {done}/3 每秒 {done - 1} 篇" for full, done in ((10, 1), (20, 2))
    ]
    blank = "\r" + " " * 53 + "\r"
    assert capsys.readouterr().err == bars[0] + blank + bars[1] + blank


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "args", [["--help"], ["check", "-h"], ["rules", "--help"], ["test", "--help"], ["init", "-h"], ["baseline", "-h"]]
)
def test_help_fits_a_terminal_and_names_every_option(args: list[str], lang: str, capsys: Capture) -> None:
    pages = set()
    for where in (["--lang", lang, *args], [*args, "--lang", lang], [f"--lang={lang}", *args]):
        assert main(where) == 0
        pages.add(capsys.readouterr().out)
    (page,) = pages
    assert max(map(cell_count, page.splitlines())) <= 80
    assert page.startswith(HELP[lang]["usage"])
    options = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", page, re.MULTILINE))
    assert {"--lang", "--help"} <= options
    assert HELP[lang]["examples"] in page
    if args[0] in ("--help", "check"):
        elsewhere = {"--disguise", "--min-recall", "--min-kind-recall", "--table", "--coverage", "--force", "--reason"}
        elsewhere |= {"--version"} if "check" in args else set()
        assert options == {key for key in HELP[lang] if key.startswith("--")} - elsewhere
    assert all("".join(HELP[lang][option].split()) in "".join(page.split()) for option in options)


def test_version(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"xhslint {__version__}\n"


def test_both_languages_say_everything() -> None:
    for table in (TEXTS, HELP):
        assert list(table) == ["zh", "en"]
        assert list(table["zh"]) == list(table["en"])
        for key, text in table["zh"].items():
            assert set(re.findall(r"\{\d\}", text)) == set(re.findall(r"\{\d\}", table["en"][key])), key


def a_rule(name: str, severity: dict[str, str], line: int) -> Any:
    return SimpleNamespace(
        id=name,
        family=name.split("/")[0],
        severity=severity,
        message={"zh": "写出了微信号。读者会被带到站外", "en": "Gives a WeChat id. It leads readers off the platform"},
        advice={"zh": "删去微信号", "en": "Delete the id"},
        sources=(COMMUNITY, DIVERSION),
        flag=("合作找我，[[vx：momo_88]]", "[[加薇]]或者[[扣扣]]"),
        passes=("微信读书里的三本书",),
        path="rules/contact.yaml",
        line=line,
        opt_in=False,
        signals=(),
        unless=(),
    )


@pytest.fixture
def rulebook(monkeypatch: pytest.MonkeyPatch) -> None:
    everywhere = dict.fromkeys(PROFILES, "error")
    rules = (
        a_rule("contact/wechat-id", everywhere, 12),
        a_rule("dm/bare", {**everywhere, "personal": "info", "pro": "off"}, 30),
    )
    monkeypatch.setattr("xhslint.rulebook.files.loader.load", lambda extra: SimpleNamespace(rules=rules, signals={}))


@pytest.mark.usefixtures("rulebook")
def test_rules_lists_the_rules(capsys: Capture) -> None:
    assert main(["rules"]) == 0
    assert (
        capsys.readouterr().out
        == """\
contact（1 条规则）
  contact/wechat-id  错误  写出了微信号。

dm（1 条规则）
  dm/bare            提示  写出了微信号。

共 2 条规则，2 类。查看某一条的依据和示例：xhslint rules contact/wechat-id
"""
    )
    assert main(["rules", "dm", "--lang", "en"]) == 0
    assert (
        capsys.readouterr().out
        == """\
dm (1 rule)
  dm/bare  info     Gives a WeChat id.

1 rule. The clause and examples of one: xhslint rules dm/bare
"""
    )


@pytest.mark.usefixtures("rulebook")
def test_rules_explains_a_rule(capsys: Capture) -> None:
    assert main(["rules", "contact/wechat-id"]) == 0
    assert (
        capsys.readouterr().out
        == """\
contact/wechat-id
        原因 写出了微信号。读者会被带到站外
        级别 错误
        建议 删去微信号
        依据 《小红书社区规范》3.2.1 导流到个人的联系方式
             https://example.com/community
             《交易导流违规管理细则》第一类 联系方式（据转述）
             https://example.com/diversion
        定义 rules/contact.yaml:12

会报告（^ 标出被报告的字）
      │ 合作找我，vx：momo_88
      │           ^^^^^^^^^^^
      │ 加薇或者扣扣
      │ ^^^^
      │ 加薇或者扣扣
      │         ^^^^

不会报告
      │ 微信读书里的三本书
"""
    )
    assert main(["rules", "dm/bare", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "        severity personal: info, professional: off, paid cooperation: error,\n" in out
    assert "\nFlagged (^ marks the words)\n" in out


@pytest.mark.usefixtures("rulebook")
def test_rules_does_not_know_a_name(capsys: Capture) -> None:
    assert main(["rules", "wechat-id", "nothing"]) == 2
    assert capsys.readouterr() == (
        "",
        "xhslint: 没有规则或类别 'wechat-id'，是不是 contact/wechat-id？\nxhslint: 没有规则或类别 'nothing'\n",
    )


def test_test_runs_examples(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    from xhslint.ruletest.examples import ExampleResults, Failure

    missed = Failure("mine.yaml", 3, "my/rule", "flag", "来加微信", ("加微信",), ())
    shorter = Failure("mine.yaml", 3, "my/rule", "flag", "来加微信", ("加微信",), ("微信",))
    alarm = Failure("mine.yaml", 9, "my/other", "pass", "微信读书", (), ("微信", "读书"))
    outcomes = iter(
        [ExampleResults(2, 6, ()), ExampleResults(2, 6, (missed, shorter, alarm)), ExampleResults(1, 1, (missed,))]
    )
    asked = []

    def run(rules: object, lang: str) -> ExampleResults:
        asked.append((rules, lang))
        return next(outcomes)

    monkeypatch.setattr("xhslint.ruletest.examples.run", run)
    assert main(["test"]) == 0
    assert capsys.readouterr().out == "2 条规则里的 6 个示例全部符合预期。\n"
    assert main(["test", "mine.yaml"]) == 1
    assert (
        capsys.readouterr().out
        == """\
mine.yaml:3 my/rule
        应报告「加微信」，但没有报告
      │ 来加微信

mine.yaml:3 my/rule
        应报告「加微信」，实际报告「微信」
      │ 来加微信

mine.yaml:9 my/other
        不应报告，实际报告「微信」、「读书」
      │ 微信读书

2 条规则里的 6 个示例有 3 处不符合预期。
"""
    )
    assert main(["--lang", "en", "test", "mine.yaml"]) == 1
    assert capsys.readouterr().out.endswith("\n1 rule, 1 example: 1 not as expected.\n")
    assert asked == [((), "zh"), (("mine.yaml",), "zh"), (("mine.yaml",), "en")]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_names_of_files_are_data(folder: Path, capsys: Capture) -> None:
    name = os.fsdecode(b"a\x1b[2J\n\xff.md")
    try:
        (folder / name).write_text("想要加微信", "utf-8")
    except OSError:
        pytest.skip("the file system takes UTF-8 only")
    assert main([name, "gone\x1b\n.md"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("a‹U+001B›[2J↵\\xff.md\n")
    assert err.startswith("gone‹U+001B›↵.md: ")
    assert main([name, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["drafts"][0]["path"] == "a\x1b[2J\n\\xff.md"


def test_test_disguises_the_examples(monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path) -> None:
    def run(rules: object, only: object) -> robustness.Robustness:
        assert rules == ("mine.yaml",) and only == []
        result = robustness.Robustness(quiet=7)
        for kind, hit in (("split", True), ("split", False), ("styled", True)):
            result.by_rule["my/rule"].add(hit)
            result.by_kind[kind].add(hit)
        result.missed.append(robustness.Variant("my/rule", "加微信", ("split", "styled"), "加微\u200b亻言"))
        return result

    monkeypatch.setattr("xhslint.ruletest.robustness.run", run)
    assert main(["test", "--disguise", "mine.yaml"]) == 0
    assert (
        capsys.readouterr().out
        == """\
没认出的变形
  my/rule split + styled
      │ 加微‹U+200B›亻言

各条规则
  my/rule                         66.7%  2/3

各种变形
  split                           50.0%  1/2
  styled                         100.0%  1/1

变形 3 个，认出 2 个（66.7%）；不该报告的变形 7 个，误报 0 个。
"""
    )
    assert main(["test", "--disguise", "--min-recall", "66", "mine.yaml"]) == 0
    assert main(["test", "--disguise", "--min-recall", "67", "mine.yaml"]) == 1
    assert main(["test", "--disguise", "--min-kind-recall", "51", "mine.yaml"]) == 1
    assert main(["test", "--disguise", "--min-kind-recall", "50", "mine.yaml"]) == 0
    table = tmp_path / "robustness.md"
    assert main(["test", "--disguise", "--table", str(table), "mine.yaml"]) == 0
    written = table.read_text("utf-8")
    assert "| split | 2 | 1 | 50.0% |" in written and "| my/rule | 3 | 2 | 66.7% |" in written
    assert "All: 3 variants, 2 found, 66.7%. Of 7 disguised `pass` examples 0 fire." in written
