"""What a shell completes, asked in the way of click's scripts."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from xhslint.cli.arguments import COMMANDS
from xhslint.cli.main import main
from xhslint.report.registry import REPORTS

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("folder")
FILE = "file,"


def completed(line: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> list[str]:
    """Return the kinds and values by which a line can go on, whose last word is incomplete."""
    monkeypatch.setenv("_XHSLINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
    assert main([]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("xhslint ", [*(f"plain,{name}" for name in sorted(COMMANDS)), FILE]),
        ("xhslint ru", ["plain,rules", "file,ru"]),
        ("xhslint draft", ["file,draft"]),
        ("xhslint --max-w", ["plain,--max-warnings"]),
        ("xhslint --vers", ["plain,--version"]),
        ("xhslint --he", ["plain,--help"]),
        ("xhslint a.md --watc", ["plain,--watch"]),
        ("xhslint a.md b", ["file,b"]),
        ("xhslint --lang en ba", ["plain,baseline", "file,ba"]),
        ("xhslint --lang ", ["plain,zh", "plain,en"]),
        ("xhslint a.md --format ", ["plain,auto", *(f"plain,{name}" for name in REPORTS)]),
        ("xhslint a.md --output ", [FILE]),
        ("xhslint --config notes/", ["file,notes/"]),
        ("xhslint baseline ", ["plain,write", "plain,check", "plain,prune"]),
        ("xhslint baseline write --rea", ["plain,--reason"]),
        ("xhslint test ", [FILE]),
    ],
)
def test_completions(line: str, expected: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert completed(line, monkeypatch, capsys) == expected


def test_an_option_has_its_description(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("_XHSLINT_COMPLETE", "zsh_complete")
    monkeypatch.setenv("COMP_WORDS", "xhslint --watc")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert main(["--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["plain", "--watch"]
    assert main(["--lang", "en"]) == 0
    assert "check again whenever a draft" in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_for_shells(shell: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("_XHSLINT_COMPLETE", f"{shell}_source")
    assert main([]) == 0
    assert f"_XHSLINT_COMPLETE={shell}_complete" in capsys.readouterr().out


def test_a_shell_that_is_unknown(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("_XHSLINT_COMPLETE", "tcsh_source")
    assert main(["--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("xhslint: unknown _XHSLINT_COMPLETE=tcsh_source; known are bash_source")


def run_in(shell: list[str], script: str, folder: Path) -> str:
    """Return what a script prints in a shell that finds the command xhslint."""
    command = folder / "bin" / "xhslint"
    command.parent.mkdir(exist_ok=True)
    root = shlex.quote(str(Path(__file__).parents[2]))
    command.write_text(f'#!/bin/sh\nPYTHONPATH={root} exec {shlex.quote(sys.executable)} -m xhslint "$@"\n', "utf-8")
    command.chmod(0o755)
    environment = {**os.environ, "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder)}
    run = subprocess.run(
        [*shell, "-c", script], env=environment, capture_output=True, encoding="utf-8", check=True, cwd=folder
    )
    return run.stdout


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(os.name == "nt" or not shutil.which(shell), reason=f"needs {shell}")


@needs("bash")
def test_bash_completes(folder: Path) -> None:
    script = """\
        eval "$(_XHSLINT_COMPLETE=bash_source xhslint)"
        COMP_WORDS=(xhslint bad.md --max-w) COMP_CWORD=2
        compopt() { true; }
        _xhslint_completion xhslint
        echo "${COMPREPLY[@]}"
    """
    assert run_in(["bash", "--norc"], script, folder) == "--max-warnings\n"


@needs("zsh")
@pytest.mark.parametrize(
    ("words", "expected"),
    [('""', [*sorted(COMMANDS), "paths"]), ("ru", ["rules", "paths"]), ("check --lang ''", ["zh", "en"])],
)
def test_zsh_completes(words: str, expected: list[str], folder: Path) -> None:
    """The functions of zsh's completion say what they were given; with an empty word, commands were lost."""
    script = f"""\
        compdef() {{ true; }}
        _path_files() {{ offered=paths; }}
        _describe() {{ print -l "${{(@)completions_with_descriptions%%:*}}"; }}
        compadd() {{ print -l "${{(@)completions}}"; }}
        eval "$(_XHSLINT_COMPLETE=zsh_source xhslint)"
        words=(xhslint {words}) CURRENT=$(( ${{#words}} ))
        _xhslint_completion
        print -n "${{offered:+paths}}"
    """
    assert run_in(["zsh", "-f"], script, folder).split() == expected


@needs("fish")
@pytest.mark.parametrize(("line", "expected"), [("", set(COMMANDS)), ("ru", {"rules"}), ("--lang ", {"zh", "en"})])
def test_fish_completes(line: str, expected: set[str], folder: Path) -> None:
    script = f"_XHSLINT_COMPLETE=fish_source xhslint | source; complete -C 'xhslint {line}'"
    offered = {each.split("\t")[0] for each in run_in(["fish", "--no-config"], script, folder).splitlines()}
    assert expected <= offered
    if line != "--lang ":
        assert line or {"bad.md", "good.md"} <= offered
