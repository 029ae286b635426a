"""The options of the commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from xhslint.console import Console
from xhslint.finding import LANGUAGES, PROFILES
from xhslint.printing import print_chunks
from xhslint.report import REPORTS
from xhslint.usage import Formats, help_page

FAIL_ON = ("error", "warning", "info", "never")
COLORS = ("auto", "always", "never")


def check_options() -> list[click.Option]:
    return [
        click.Option(["--format"], type=Formats(("auto", *REPORTS)), metavar="FORMAT", multiple=True),
        option("-o", "--output", metavar="FILE"),
        option("--fail-on", choices=FAIL_ON),
        flag("-q", "--quiet"),
        *rule_options(),
        option("--as-of", metavar="DATE"),
        flag("--explain-quiet"),
        option("--exclude", metavar="GLOB", multiple=True),
        option("--stdin-filename", metavar="NAME", default="<stdin>"),
        *config_options(),
        flag("--show-config"),
        flag("--fix"),
        flag("--unsafe-fixes"),
        option("--since", metavar="REV"),
        flag("--diff"),
        option("--baseline", metavar="FILE"),
        flag("--no-baseline"),
        flag("--require-reason"),
        flag("--report-unused"),
        jobs_option(),
        flag("--no-cache"),
    ]


def baseline_options() -> list[click.Parameter]:
    actions = ("write", "check", "prune")
    return [
        click.Argument(["action"], type=click.Choice(actions), metavar="ACTION"),
        arguments("paths", "[PATHS]"),
        option("--baseline", metavar="FILE"),
        option("--reason", metavar="TEXT", default=""),
        *rule_options(),
        option("--exclude", metavar="GLOB", multiple=True),
        *config_options(),
        jobs_option(),
    ]


def rule_options() -> list[click.Option]:
    """Which rules are run, and how strictly."""
    return [
        option("--profile", choices=PROFILES),
        option("--select", metavar="RULES", multiple=True),
        option("--ignore", metavar="RULES", multiple=True),
        option("--extend-select", metavar="RULES", multiple=True),
    ]


def config_options() -> list[click.Option]:
    return [option("--config", metavar="FILE"), flag("--no-config")]


def jobs_option() -> click.Option:
    return click.Option(["-j", "--jobs"], type=click.IntRange(1), metavar="NUMBER")


def test_options() -> list[click.Option]:
    percent = click.FloatRange(0, 100)
    return [
        flag("--disguise"),
        flag("--coverage"),
        option("--select", metavar="RULES", multiple=True),
        click.Option(["--min-recall"], type=percent, metavar="PERCENT"),
        click.Option(["--min-kind-recall"], type=percent, metavar="PERCENT"),
        option("--table", metavar="FILE"),
    ]


def common_options(console: Console) -> list[click.Option]:
    """What every command takes; the language is already known from `usage.language`."""
    lang = click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False)
    return [lang, shows("-h", "--help", text=lambda context: help_page(context, console.lang), console=console)]


def arguments(name: str, metavar: str) -> click.Argument:
    return click.Argument([name], nargs=-1, metavar=metavar)


def argument(name: str, metavar: str) -> click.Argument:
    return click.Argument([name], required=False, metavar=metavar)


def option(*names: str, choices: Sequence[str] = (), **settings: Any) -> click.Option:
    return click.Option(names, type=click.Choice(choices) if choices else str, **settings)


def flag(*names: str) -> click.Option:
    return click.Option(names, is_flag=True)


def shows(*names: str, text: Callable[[click.Context], str], console: Console) -> click.Option:
    """An option that prints something and ends the run."""

    def callback(context: click.Context, option: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            print_chunks(console, [text(context)])
            context.exit()

    return click.Option(names, is_flag=True, is_eager=True, expose_value=False, callback=callback)
