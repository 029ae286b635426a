"""All commands by click: every line that is not plain, with the help and the mistakes in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from xhslint.base.errors import Mistake
from xhslint.base.version import __version__
from xhslint.cli.arguments import COMMANDS
from xhslint.cli.click_parameters import common_options, parameters, shows
from xhslint.cli.help import Commands, mistake
from xhslint.cli.output import look_of, print_chunks
from xhslint.terminal.console import FOUND, Console


def run(console: Console, args: Sequence[str]) -> int:
    """Run a command; raises Mistake for arguments that are wrong."""
    try:
        with grammar(console).make_context("xhslint", list(args)) as context:
            return int(context.command.invoke(context))
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        name = error.ctx.command.name if error.ctx and error.ctx.parent else ""
        raise Mistake(mistake(error, console.lang), name or "") from None
    except click.Abort:
        raise KeyboardInterrupt from None


def grammar(console: Console) -> Commands:
    """The commands; each is given the console and what was asked for."""

    def command(name: str, run: Callable[..., int]) -> click.Command:
        def callback(**given: Any) -> int:
            return run(console, **given)

        params = parameters(COMMANDS[name], console)
        return click.Command(name, callback=callback, params=params, add_help_option=False)

    commands = {name: command(name, run) for name, run in _RUNS.items()}
    version = shows("--version", text=lambda context: f"xhslint {__version__}\n", console=console)
    return Commands("xhslint", commands, params=[version, *common_options(console)], add_help_option=False)


def _check(console: Console, **given: Any) -> int:
    from xhslint.cli.check import check

    return check(console, **given)


def _baseline(console: Console, **given: Any) -> int:
    from xhslint.cli.check import baseline

    return baseline(console, **given)


def _init(console: Console, **given: Any) -> int:
    """Write a configuration and the entry for pre-commit."""
    from xhslint.cli.init import initialise

    messages = initialise(Path(given["folder"] or "."), console.lang, given["force"])
    print_chunks(console, [f"{message}\n" for message in messages])
    return 0


def _rules(console: Console, **given: Any) -> int:
    """List the rules, or explain those that are named."""
    from xhslint.report.pages.rules import document, show
    from xhslint.rulebook.files.loader import load

    book, look, form = load(given["rules"], lang=console.lang), look_of(console, given), given["format"]
    chunks = show(book, given["names"], look) if form == "text" else document(form, book, given["names"], look.lang)
    print_chunks(console, chunks, utf8=form != "text")
    return 0


def _test(console: Console, **given: Any) -> int:
    """Run the examples of the rules."""
    look = look_of(console, given)
    if given["disguise"]:
        from xhslint.cli.check import names_in
        from xhslint.report.pages import robustness as variants
        from xhslint.ruletest import robustness

        result = robustness.run(given["paths"], names_in(given["select"]), lang=console.lang)
        print_chunks(console, variants.show(result, look))
        if given["table"]:
            print_chunks(console, variants.table(result), given["table"], utf8=True)
        return 0 if result.reaches(given["min_recall"], given["min_kind_recall"]) else FOUND
    if given["coverage"]:
        from xhslint.report.pages import coverage as gaps
        from xhslint.ruletest import coverage

        covered = coverage.run(given["paths"], console.lang)
        print_chunks(console, gaps.show(covered, look))
        return FOUND if covered.gaps else 0
    from xhslint.report.pages.examples import show
    from xhslint.ruletest.examples import run

    outcome = run(given["paths"], console.lang)
    print_chunks(console, show(outcome, look))
    return FOUND if outcome.failures else 0


_RUNS: dict[str, Callable[..., int]] = {
    "check": _check,
    "baseline": _baseline,
    "rules": _rules,
    "init": _init,
    "test": _test,
}
