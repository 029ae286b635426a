"""What goes out: a report takes the place of no draft, and no output is a command for the server whose log it is in."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.running import POSIX
from xhslint.cli.main import main
from xhslint.report.registry import REPORTS

Capture = pytest.CaptureFixture[str]


@POSIX
@pytest.mark.parametrize("output", ["notes/a.md", "notes/../notes/a.md", "other.md"])
@pytest.mark.parametrize("path", ["notes", "notes/a.md", ".", "link.md"])
@pytest.mark.parametrize("options", [["--format=json", "-o={}"], ["--format=json={}"], ["--fix", "--diff", "-o={}"]])
def test_a_report_over_a_draft(options: list[str], path: str, output: str, stranger: Path, capsys: Capture) -> None:
    before = Path("notes/a.md").read_bytes()
    Path("link.md").symlink_to("notes/a.md")
    os.link("notes/a.md", "other.md")
    args = [part for option in options for part in option.format(output).replace("-o=", "-o\0").split("\0")]
    assert main([path, "--lang=en", *args]) == 2
    assert f"the report {output} would replace the draft " in capsys.readouterr().err
    assert Path("notes/a.md").read_bytes() == before
    assert sorted(os.listdir()) == [".git", "link.md", "notes", "other.md"]


@POSIX
@pytest.mark.parametrize("output", ["report.sarif", "below/report.sarif", "below/../report.sarif", "{}/report.sarif"])
@pytest.mark.parametrize("options", [["--format=sarif", "-o={}"], ["--isolated", "--format=sarif={}"]])
def test_no_report_is_written_through_a_link_of_the_folder(
    options: list[str], output: str, stranger: Path, tmp_path_factory: pytest.TempPathFactory, capsys: Capture
) -> None:
    outside = tmp_path_factory.mktemp("home")
    profile = outside / ".profile"
    profile.write_text("export A=1\n")
    Path("report.sarif").symlink_to(profile)
    Path("below").symlink_to(outside)
    output = output.format(stranger)
    args = [part for option in options for part in option.format(output).replace("-o=", "-o\0").split("\0")]
    assert main(["notes", "--lang=en", *args]) == 2
    assert f"{output} is a symbolic link or leads through one" in capsys.readouterr().err
    assert profile.read_text() == "export A=1\n" and os.listdir(outside) == [".profile"]


@POSIX
def test_no_baseline_is_written_through_a_link_of_the_folder(stranger: Path, tmp_path: Path, capsys: Capture) -> None:
    Path("known.json").symlink_to(tmp_path / "elsewhere")
    assert main(["baseline", "write", "notes", "--baseline=known.json", "--lang=en"]) == 2
    assert "known.json: a symbolic link, or behind one, so nothing is written there" in capsys.readouterr().err
    assert not (tmp_path / "elsewhere").exists()


@POSIX
def test_a_report_may_go_through_a_link_elsewhere(stranger: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("reports")
    (elsewhere / "latest").symlink_to(elsewhere / "today")
    assert main(["notes", "--format=json", "-o", str(elsewhere / "latest")]) == 1
    assert (elsewhere / "today").is_file()


def test_a_report_over_another_report(stranger: Path) -> None:
    for _ in range(2):
        assert main(["notes", "--format=json", "-o", "notes/report.json"]) == 1


COMMAND = re.compile(r"##(?:vso|teamcity)?\[|^\s*::", re.IGNORECASE | re.MULTILINE)
TEXT = """##vso[task.setvariable variable=PATH]/evil 加微信 abc12345 ##[add-mask]the ##TeamCity[buildStop
  ::stop-commands::x 加微信 abc12345
:: vso[task.x]微信 abc12345
加微信\u200b
::stop-commands::y
###vso[加微信 abc12345]
"""


@POSIX
@pytest.mark.parametrize("form", REPORTS)
@pytest.mark.parametrize("color", ["never", "always"])
def test_no_output_is_a_command_for_a_ci_server(form: str, color: str, stranger: Path, capsys: Capture) -> None:
    Path("notes/a.md").write_text(TEXT, "utf-8")
    Path("::set-env name=x::a.md").write_text("加微信 abc12345", "utf-8")
    Path("::stop-commands::b.md").write_bytes(b"\xff\xff")
    Path("##vso[task.x]c.md").write_bytes(b"a\xff\xff")
    assert main([".", f"--format={form}", "--explain", f"--color={color}"]) == 2
    out, err = (re.sub(r"\x1b\[[\d;]*m", "", stream) for stream in capsys.readouterr())
    if form == "github":
        lines = out.splitlines()
        assert all(re.match(r"::(error|warning|notice) file=|还有", line) for line in lines)
        out = "\n".join(line.removeprefix("::") for line in lines)
    assert not COMMAND.findall(out)
    assert not COMMAND.findall(err)
    assert "stop-commands" in out + err and "add-mask" in out


def test_json_says_the_same_without_commands(stranger: Path, capsys: Capture) -> None:
    Path("##[加微信.md").write_text("加微信 abc12345", "utf-8")
    assert main(["##[加微信.md", "--format=json"]) == 1
    out = capsys.readouterr().out
    assert "#\\u0023[" in out and json.loads(out)["drafts"][0]["path"] == "##[加微信.md"


def test_a_diff_is_no_command(stranger: Path, capsys: Capture) -> None:
    Path("notes/a.md").write_text("::stop-commands::x\n加\u200b油，一起加\u200b油\n::set-env::y\n", "utf-8")
    assert main(["notes/a.md", "--fix", "--diff"]) == 1
    out, err = capsys.readouterr()
    assert out.count("-加") == 1 and not COMMAND.findall(out + err)
