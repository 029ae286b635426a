"""Plain command lines come to the same whether click reads them or not, and the plain ones are the usual ones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.cli import commands
from xhslint.cli.arguments import COMMANDS, LANG, CheckOptions
from xhslint.cli.main import main
from xhslint.cli.plain_line import read_plain
from xhslint.terminal.console import Console

PLAIN = [
    [],
    ["draft.md"],
    ["check", "draft.md", "notes/"],
    ["-"],
    ["-", "--format", "json", "--stdin-filename", "draft.md"],
    ["--lang", "en", "draft.md"],
    ["--lang=en", "check", "--lang=zh", "draft.md"],
    ["notes/", "--ignore", "ranking"],
    ["notes/", "--fix", "--diff"],
    ["notes/", "--format", "sarif=out.sarif", "--format=text", "-o", "report.txt"],
    ["a.md", "--", "--fix", "-x", "check"],
    ["--select=contact,links", "--select", "ranking", "a.md", "-q", "-j", "4"],
    ["a.md", "--color=never", "--no-color", "--color", "always", "--fail-on", "never"],
    ["a.md", "--baseline=", "--since", "--diff", "--as-of", "2026-01-31"],
    ["check", "check", "--rules", "more.yaml", "--config", "-"],
    ["", "--profile", "ad", "--no-cache"],
    ["notes/", "--timing", "--jobs", "2"],
    ["notes/", "--max-warnings", "0", "--statistics"],
]
FOR_CLICK = [
    ["--help"],
    ["-h", "a.md"],
    ["--version"],
    ["rules"],
    ["--lang", "en", "rules"],
    ["baseline", "check"],
    ["a.md", "--nothing"],
    ["a.md", "-qo", "out.txt"],
    ["a.md", "-oout.txt"],
    ["a.md", "-o=out.txt"],
    ["a.md", "-j0"],
    ["a.md", "-j", "0"],
    ["a.md", "-j", "00"],
    ["a.md", "--max-warnings", "-1"],
    ["a.md", "--max-warnings=many"],
    ["a.md", "--jobs", " 2"],
    ["a.md", "--fix=yes"],
    ["a.md", "--fail-on", "Error"],
    ["a.md", "--format", "sarif="],
    ["a.md", "--format", "nothing"],
    ["a.md", "--lang", "fr"],
    ["a.md", "--lang"],
    ["a.md", "--output"],
    ["a.md", "--ignor", "ranking"],
]


def by_click(args: list[str]) -> CheckOptions | None:
    """What click makes of the arguments; None for a mistake, and for what is not `check`."""
    try:
        with commands.grammar(Console("en")).make_context("xhslint", list(args)) as context:
            group = context.command
            assert isinstance(group, click.Group)
            name, command, rest = group.resolve_command(context, [*context._protected_args, *context.args])
            assert command is not None
            with command.make_context(name, rest, parent=context) as inner:
                return CheckOptions(**inner.params) if name == "check" else None
    except (click.UsageError, click.exceptions.Exit):
        return None


@pytest.mark.parametrize("args", PLAIN, ids=" ".join)
def test_the_usual_lines_are_read_without_click(args: list[str]) -> None:
    assert read_plain(args) == by_click(args)
    assert read_plain(args) is not None


@pytest.mark.parametrize("args", FOR_CLICK, ids=" ".join)
def test_what_needs_words_is_left_to_click(args: list[str]) -> None:
    assert read_plain(args) is None


OPTIONS = [*COMMANDS["check"].options, LANG]
NAMES = [name for option in OPTIONS for name in option.names]
VALUES = [
    "a.md",
    "-",
    "--",
    "",
    "en",
    "zh",
    "ad",
    "json",
    "text=x",
    "auto",
    "1",
    "08",
    "0",
    "-1",
    "never",
    "error",
    "-q",
]
WORDS = [*NAMES, *VALUES, *COMMANDS, "-h", "--help", "--version", "--no", "-qq", "-oq", "-x", "--=", "-="]


@given(
    st.lists(
        st.one_of(st.sampled_from(WORDS), st.builds("{}={}".format, st.sampled_from(NAMES), st.sampled_from(VALUES))),
        max_size=7,
    )
)
def test_any_line_that_counts_as_plain_means_the_same_to_click(args: list[str]) -> None:
    plain = read_plain(args)
    if plain is not None:
        assert plain == by_click(args)


TYPICAL = {"count": ("1", "16"), "limit": ("0", "16")}


@given(st.lists(st.sampled_from(OPTIONS), max_size=6), st.data())
def test_any_line_of_known_options_is_plain(options: list[Any], data: st.DataObject) -> None:
    args = ["a.md"]
    for option in options:
        name = data.draw(st.sampled_from(option.names))
        if option.kind == "flag":
            args.append(name)
            continue
        value = data.draw(st.sampled_from(option.choices or TYPICAL.get(option.kind, ("x", "a=b", "-"))))
        args += [f"{name}={value}"] if name.startswith("--") and data.draw(st.booleans()) else [name, value]
    assert read_plain(args) is not None
    assert read_plain(args) == by_click(args)


@pytest.mark.parametrize(
    "args", [["check"], ["a.md", "--as-of", "soon"], ["a.md", "--format", "json", "--format", "text"]]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_mistake_in_a_plain_line_reads_the_same_by_both_ways(
    args: list[str], lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    args = [*args, "--lang", lang]
    status, told = main(args), capsys.readouterr()
    monkeypatch.setattr("xhslint.cli.main.read_plain", lambda args: None)
    assert (main(args), capsys.readouterr()) == (status, told)
    assert status == 2
    assert "xhslint check --help" in told.err


def test_a_plain_run_does_without_click(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("周末去公园\n\n天气很好，看到了很多花。\n", "utf-8")
    code = "import sys\nfrom xhslint.cli.main import main\nstatus = main()\nprint(status, 'click' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code, str(draft)], capture_output=True, text=True, encoding="utf-8")
    assert run.stdout.splitlines()[-1] == "0 False", run.stderr
