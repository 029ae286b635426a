"""A configuration that lies in a folder reaches nothing outside it; one that the user names may."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.running import POSIX
from tests.samples import checked, finding
from xhslint.base.errors import Problem
from xhslint.cli.main import main
from xhslint.drafts.draft import Draft
from xhslint.report.earlier import HEAD, is_report
from xhslint.report.registry import REPORTS, find_report
from xhslint.report.style import Style

Capture = pytest.CaptureFixture[str]
VICTIM = "export PATH=/usr/bin\n"


@pytest.fixture(autouse=True)
def victim(stranger: Path) -> Path:
    path = stranger.parent / "victim.txt"
    path.write_text(VICTIM, "utf-8")
    return path


def refused(capsys: Capture, *args: str) -> list[str]:
    """Return the problems of a run that must end with status 2 and without a report."""
    capsys.readouterr()
    assert main([*(args or ("notes",)), "--lang=en"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "internal error" not in err
    return err.splitlines()


@pytest.mark.parametrize(
    ("line", "column", "path"),
    [
        ("format: [text, csv=../victim.txt]", 16, "../victim.txt"),
        ("format: [text, 'csv=..\\victim.txt']", 16, "../victim.txt"),
        ("format: csv=/etc/xhslint-report", 9, "/etc/xhslint-report"),
        ("format: csv=notes/../../victim.txt", 9, "../victim.txt"),
        ("format: text=~/../../x", 9, "../x"),
        ("baseline: ../victim.txt", 11, "../victim.txt"),
        ("rules: [../victim.txt]", 9, "../victim.txt"),
        ("rules: [..]", 9, ".."),
        ("rules: /", 8, "/"),
        ("rules: ../no-such-file", 8, "../no-such-file"),
    ],
)
def test_paths_outside_are_refused_in_their_place(
    line: str, column: int, path: str, victim: Path, capsys: Capture
) -> None:
    Path(".xhslint.yaml").write_text(f"{line}\n", "utf-8")
    assert refused(capsys) == [
        f".xhslint.yaml:1:{column}: {os.path.normpath(path)} is outside the folder of this configuration; "
        "only one named by --config may lead there"
    ]
    assert main(["notes"]) == 2
    assert "在这份设置所在的文件夹之外" in capsys.readouterr().err
    assert main(["baseline", "write"]) == 2
    assert victim.read_text("utf-8") == VICTIM
    assert sorted(os.listdir("..")) == ["cloned", "home", "victim.txt"]


@pytest.mark.parametrize("key", ["format: ", "baseline: ", "rules: ", "extends: "])
@pytest.mark.parametrize("name", ["\\0", "a\\0b", "\\ud800"])
@pytest.mark.parametrize("option", ["--lang=en", "--config=.xhslint.yaml"])
def test_what_is_no_path(option: str, name: str, key: str, capsys: Capture) -> None:
    file = "csv=" if key == "format: " else ""
    Path(".xhslint.yaml").write_text(f'{key}"{file}{name}"\n', "utf-8")
    (line,) = refused(capsys, "notes", option)
    assert line.startswith(".xhslint.yaml:1:")


def test_toml_too(victim: Path, capsys: Capture) -> None:
    Path("pyproject.toml").write_text("[tool.xhslint]\nformat = ['csv=../victim.txt']\n", "utf-8")
    assert refused(capsys)[0].startswith("pyproject.toml:2:11: ")
    assert victim.read_text("utf-8") == VICTIM


def test_what_the_user_names_is_free(victim: Path, capsys: Capture) -> None:
    text = "format: [text, csv=../out.csv]\nbaseline: ../base.json\nrules: ../own.yaml\n"
    Path(".xhslint.yaml").write_text(text, "utf-8")
    Path("../own.yaml").write_text("[]\n", "utf-8")
    Path("../base.json").write_text('{"version": 1, "drafts": {}}\n', "utf-8")
    assert len(refused(capsys)) == 3
    assert main(["notes", "--config=.xhslint.yaml"]) == 1
    assert Path("../out.csv").exists()
    assert main(["notes", "--no-config", f"--format=csv={victim}"]) == 1
    assert victim.read_text("utf-8") != VICTIM


@POSIX
@pytest.mark.parametrize("key", ["format: csv=", "baseline: ", "rules: "])
@pytest.mark.parametrize("path", ["link.csv", "folder/victim.txt", "dead"])
def test_links_lead_nowhere(key: str, path: str, victim: Path, capsys: Capture) -> None:
    Path("link.csv").symlink_to("../victim.txt")
    Path("folder").symlink_to("..", target_is_directory=True)
    Path("dead").symlink_to("../new")
    Path(".xhslint.yaml").write_text(f"{key}{path}\n", "utf-8")
    assert "is outside the folder" in refused(capsys)[0]
    assert main(["baseline", "write"]) == 2
    assert victim.read_text("utf-8") == VICTIM and not Path("../new").exists()


@POSIX
@pytest.mark.parametrize("key", ["format: csv=", "baseline: "])
def test_nothing_is_written_through_a_link_inside_either(key: str, capsys: Capture) -> None:
    Path("mine.csv").write_text("", "utf-8")
    Path("link.csv").symlink_to("mine.csv")
    Path(".xhslint.yaml").write_text(f"{key}link.csv\n", "utf-8")
    assert refused(capsys)[0].split(": ", 1)[1].startswith("link.csv is a link or leads through one")


@pytest.mark.parametrize(
    "path", [".git/config", ".git/hooks/post-commit", "notes/../.git/info/attributes", ".vs/x", ".envrc"]
)
def test_folders_of_other_tools_are_left_alone(path: str, capsys: Capture) -> None:
    Path(".xhslint.yaml").write_text(f"format: text={path}\n", "utf-8")
    assert "belongs to another tool" in refused(capsys)[0]
    assert not Path(path).exists()


@pytest.mark.parametrize("form", ["text", "json", "csv", "html", "gitlab"])
@pytest.mark.parametrize("path", ["notes/a.md", "other.txt", "notes"])
def test_only_an_earlier_report_is_replaced(form: str, path: str, capsys: Capture) -> None:
    Path("other.txt").write_text("[] of my own\n", "utf-8")
    Path(".xhslint.yaml").write_text(f"format: {form}={path}\n", "utf-8")
    assert "is there already and no report in this format" in refused(capsys)[0]
    assert Path("other.txt").read_text("utf-8") == "[] of my own\n"


@pytest.mark.parametrize("form", [form for form in REPORTS if form not in ("text", "github")])
def test_reports_inside_are_written_again_and_again(form: str, capsys: Capture) -> None:
    Path("out").mkdir()
    Path(".xhslint.yaml").write_text(f"format: [text, {form}=out/report]\n", "utf-8")
    Path("out/report").touch()
    for note in ("加我微信 abc12345", "今天晴", "加我微信 abc12345"):
        Path("notes/a.md").write_text(note, "utf-8")
        assert main(["notes", "--lang=en"]) == ("微" in note), capsys.readouterr().err


@pytest.mark.parametrize("form", [form for form in REPORTS if form not in ("text", "github")])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_report_is_known_again(form: str, lang: str) -> None:
    draft = Draft.parse('"加\\微信"\n', 'a"b.md')
    events = [checked(draft, finding(draft, '"加\\微信"')), Problem('b"\\.md', 1, 2, 'a "b" \\c')]
    for chosen in ([], events, events[::-1]):
        text = "".join(find_report(form)(chosen, Style(lang)))
        assert is_report(form, text.encode()[:HEAD])


def test_extends_stays_in_the_repository(stranger: Path, capsys: Capture) -> None:
    Path("brand").mkdir()
    Path("base.yaml").write_text("fail-on: never\nrules: brand/own.yaml\n", "utf-8")
    Path("brand/own.yaml").write_text("[]\n", "utf-8")
    Path("brand/.xhslint.yaml").write_text("extends: ../base.yaml\n", "utf-8")
    Path("../outer.yaml").write_text("fail-on: never\n", "utf-8")
    os.chdir("brand")
    assert main(["../notes"]) == 0
    Path(".xhslint.yaml").write_text("root: true\nextends: ../base.yaml\n", "utf-8")
    assert ":2:10: ../base.yaml is outside of this repository" in refused(capsys, "../notes")[0]
    Path(".xhslint.yaml").write_text("extends: ../../outer.yaml\n", "utf-8")
    assert "is outside of this repository" in refused(capsys, "../notes")[0]
    assert main(["../notes", "--config=.xhslint.yaml"]) == 0
    Path("../base.yaml").write_text("extends: ../outer.yaml\nrules: ../own.yaml\n", "utf-8")
    Path(".xhslint.yaml").write_text("extends: ../base.yaml\n", "utf-8")
    assert [line.split(": ")[0] for line in refused(capsys, "../notes")] == ["../base.yaml:1:10", "../base.yaml:2:8"]
    (stranger / ".git").rmdir()
    Path("../base.yaml").write_text("", "utf-8")
    assert "is outside of this repository (or of the folder" in refused(capsys, "../notes")[0]


@POSIX
def test_a_configuration_that_is_a_link_out_of_the_repository(victim: Path, capsys: Capture) -> None:
    victim.write_text("secret: yes\n", "utf-8")
    Path(".xhslint.yaml").symlink_to("../victim.txt")
    assert "secret" not in refused(capsys)[0]


@POSIX
def test_the_default_baseline_is_no_link_out_of_the_folder(capsys: Capture) -> None:
    Path("../base.json").write_text('{"version": 1, "drafts": {}}\n', "utf-8")
    Path(".xhslint-baseline.json").symlink_to("../base.json")
    for command in (["notes"], ["baseline", "write"], ["baseline", "check"]):
        assert "a link that leads out of this folder" in refused(capsys, *command)[0]
    assert main(["notes", "--baseline=../base.json"]) == main(["notes", "--no-baseline"]) == 1


@POSIX
@pytest.mark.parametrize("name", [".xhslint.yaml", ".pre-commit-config.yaml"])
@pytest.mark.parametrize("target", ["../victim.txt", "../new"])
def test_init_writes_through_no_link(name: str, target: str, victim: Path, capsys: Capture) -> None:
    Path(name).symlink_to(target)
    main(["init"])
    main(["init", "--force", "--lang=en"])
    assert ("a link that leads out of this folder" in capsys.readouterr().err) == (name == ".xhslint.yaml")
    assert victim.read_text("utf-8") == VICTIM and not Path("../new").exists()


def test_nothing_is_looked_for_above_the_repository(stranger: Path, tmp_path: Path) -> None:
    (tmp_path / ".xhslint.yaml").write_text("fail-on: never\n", "utf-8")
    assert main(["notes"]) == 1
    (stranger / ".git").rmdir()
    assert main(["notes"]) == 0
    (stranger / ".git").write_text("gitdir: elsewhere\n", "utf-8")  # a submodule
    assert main(["notes"]) == 1


def test_nor_above_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".xhslint.yaml").write_text("fail-on: never\n", "utf-8")
    folder = tmp_path / "home/diary"
    folder.mkdir()
    (folder / "a.md").write_text("加我微信 abc12345\n", "utf-8")
    monkeypatch.chdir(folder)
    assert main(["a.md"]) == 1
    (tmp_path / "home/.xhslint.yaml").write_text("fail-on: never\n", "utf-8")
    assert main(["a.md"]) == 0


@POSIX
def test_one_of_another_user_above_does_not_hold(
    stranger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (stranger / ".git").rmdir()
    (tmp_path / ".xhslint.yaml").write_text("fail-on: never\n", "utf-8")
    monkeypatch.setattr(os, "getuid", lambda: 4321)
    if (tmp_path / ".xhslint.yaml").stat().st_uid == 0:
        os.chown(tmp_path / ".xhslint.yaml", 1234, 1234)
    assert "belongs to another user" in refused(capsys)[0]
    (tmp_path / ".git").mkdir()
    assert main(["notes"]) == 0
