"""The command line: arguments in, exit status out. Only here and in `console` is the environment read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from xhslint import __version__
from xhslint.console import FAILED, FOUND, INTERRUPTED, Console, silence_stdout
from xhslint.errors import InputError, Problem
from xhslint.options import (
    COLORS,
    argument,
    arguments,
    baseline_options,
    check_options,
    common_options,
    flag,
    option,
    shows,
    test_options,
)
from xhslint.printing import crash_text, look_of, print_chunks
from xhslint.strings import say
from xhslint.usage import Commands, language, mistake


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 0 clean, 1 findings, 2 for what could not be done."""
    args = list(sys.argv[1:] if argv is None else argv)
    console = Console(language(args), language(args, "") or None)
    try:
        with _commands(console).make_context("xhslint", args) as context:
            return int(context.command.invoke(context))
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        console.complain(Problem("", 0, 0, mistake(error, console.lang)))
        name = f"{error.ctx.command.name} " if error.ctx and error.ctx.parent else ""
        console.error(say(console.lang, "see help", name))
    except InputError as error:
        for problem in error.problems:
            console.complain(problem)
    except BrokenPipeError:  # the reader has seen enough
        silence_stdout()
    except (KeyboardInterrupt, click.Abort):
        console.hide_progress()
        return INTERRUPTED
    except Exception as error:
        console.complain(Problem("", 0, 0, crash_text(error, console.lang)))
    return FAILED


def _check(console: Console, **given: Any) -> int:
    from xhslint.checkcli import check

    return check(console, **given)


def _baseline(console: Console, **given: Any) -> int:
    from xhslint.checkcli import baseline

    return baseline(console, **given)


def _init(console: Console, **given: Any) -> int:
    """Write a configuration and the entry for pre-commit."""
    from xhslint.initialise import initialise

    messages = initialise(Path(given["folder"] or "."), console.lang, given["force"])
    print_chunks(console, [f"{message}\n" for message in messages])
    return 0


def _rules(console: Console, **given: Any) -> int:
    """List the rules, or explain those that are named."""
    from xhslint.loader import load
    from xhslint.report.rules import document, show

    book, look, form = load(given["rules"]), look_of(console, given), given["format"]
    chunks = show(book, given["names"], look) if form == "text" else document(form, book, given["names"], look.lang)
    print_chunks(console, chunks, utf8=form != "text")
    return 0


def _test(console: Console, **given: Any) -> int:
    """Run the examples of the rules."""
    look = look_of(console, given)
    if given["disguise"]:
        from xhslint import robustness
        from xhslint.checkcli import names_in
        from xhslint.report import variants

        result = robustness.run(given["paths"], names_in(given["select"]))
        print_chunks(console, variants.show(result, look))
        if given["table"]:
            print_chunks(console, variants.table(result), given["table"], utf8=True)
        return 0 if result.reaches(given["min_recall"], given["min_kind_recall"]) else FOUND
    if given["coverage"]:
        from xhslint import coverage
        from xhslint.report import gaps

        covered = coverage.run(given["paths"])
        print_chunks(console, gaps.show(covered, look))
        return FOUND if covered.gaps else 0
    from xhslint.report.examples import show
    from xhslint.selftest import run

    outcome = run(given["paths"], console.lang)
    print_chunks(console, show(outcome, look))
    return FOUND if outcome.failures else 0


def _commands(console: Console) -> Commands:
    """The grammar; each command is given the console and what was asked for."""

    def command(name: str, run: Callable[..., int], *params: click.Parameter) -> click.Command:
        def callback(**given: Any) -> int:
            return run(console, **given)

        return click.Command(name, callback=callback, params=[*params, *common_options(console)], add_help_option=False)

    color = (option("--color", choices=COLORS, default="auto"), flag("--no-color"))
    rules_format = option("--format", choices=("text", "json", "markdown", "schema"), default="text")
    more_rules = option("--rules", metavar="PATH", multiple=True)
    commands = {
        "check": command("check", _check, arguments("paths", "PATHS"), *check_options(), more_rules, *color),
        "baseline": command("baseline", _baseline, *baseline_options(), more_rules, *color),
        "rules": command("rules", _rules, arguments("names", "[RULES]"), rules_format, more_rules, *color),
        "init": command("init", _init, argument("folder", "[FOLDER]"), flag("--force")),
        "test": command("test", _test, arguments("paths", "[PATHS]"), *test_options(), *color),
    }
    version = shows("--version", text=lambda context: f"xhslint {__version__}\n", console=console)
    return Commands("xhslint", commands, params=[version, *common_options(console)], add_help_option=False)
