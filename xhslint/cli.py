"""The command line: arguments in, exit status out. Only here and in `console` is the environment read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xhslint import __version__
from xhslint.console import Console, output_encoding, silence_stdout, terminal_width, use_color
from xhslint.errors import InputError, Problem
from xhslint.finding import LANGUAGES, PROFILES
from xhslint.report import REPORTS, Event, Look, find_report
from xhslint.strings import say
from xhslint.usage import Commands, Formats, Mistake, help_page, language, mistake

if TYPE_CHECKING:
    from xhslint.config import Config

FAIL_ON = ("error", "warning", "info", "never")
COLORS = ("auto", "always", "never")
FOUND, FAILED, INTERRUPTED = 1, 2, 130


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
        console.complain(Problem("", 0, 0, _crash(error, console.lang)))
    return FAILED


def _check(console: Console, **given: Any) -> int:
    """Lint the drafts that the paths lead to."""
    from xhslint.checking import Checking, failing

    if given["as_of"]:
        _require_day(console.lang, given["as_of"])
    config = _config(console, given)
    if given["show_config"]:
        drafts = given["paths"] or (None,)
        _print(console, [config.dump(draft, lang=console.lang) for draft in drafts], utf8=True)
        return 0
    if not given["paths"]:
        raise Mistake(say(console.lang, "no paths"), click.get_current_context())
    run = Checking(
        console,
        lambda error: _crash(error, console.lang),
        given["paths"],
        config,
        given["stdin_filename"],
        given["explain_quiet"],
    )
    only = failing(config.fail_on) if given["quiet"] else None
    _report(console, given, run.events(), _outputs(console, config.format, given["output"]), only)
    return run.status(config.fail_on)


def _outputs(console: Console, formats: Sequence[str], output: str | None) -> list[tuple[str, str | None]]:
    """Each report of a run with the file that it goes to, None for standard output; only one may go there."""
    asked = [form.partition("=") for form in formats]
    outputs = [(form, file if file != "-" else None) for form, _, file in asked]
    outputs = [(form, file or (output if output != "-" else None)) for form, file in outputs]
    targets = [file and os.path.realpath(file) for _, file in outputs]
    if len(set(targets)) < len(targets):
        raise Mistake(say(console.lang, "one output"), click.get_current_context())
    automatic = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    return [(automatic if form == "auto" else form, file) for form, file in outputs]


def _report(
    console: Console,
    given: dict[str, Any],
    events: Iterable[Event],
    outputs: Sequence[tuple[str, str | None]],
    only: Sequence[str] | None,
) -> None:
    """Write one report or several of the same events, first the one that goes to standard output."""

    def write(form: str, file: str | None, events: Iterable[Event]) -> None:
        look = _look(console, given, file)
        if only is not None:
            look = replace(look, only=tuple(only), summary=False)
        _print(console, find_report(form)(events, look), file, form != "text")

    first, *others = sorted(outputs, key=lambda output: output[1] is not None)
    if not others:
        write(*first, events)
        return
    from xhslint.spool import Spool

    with Spool(events) as spool:
        write(*first, spool.first())
        for output in others:
            write(*output, spool.again())


def _config(console: Console, given: dict[str, Any]) -> Config:
    """The project's configuration under the options of the command line."""
    from xhslint.config import Config, merged

    path = given["config"]
    if path is None and not given["no_config"]:
        from xhslint.configfind import find

        path = find(".")
    names = {name: _names(given[name]) for name in ("select", "ignore", "extend_select")}
    if path is None:
        return merged(Config(), {**given, **names})
    from xhslint.configfile import load

    def known(rules: Sequence[str]) -> Sequence[str]:
        from xhslint.linter import rulebook_for

        return rulebook_for((*rules, *given["rules"])).ids

    config = load(path, console.asked, known)
    console.lang = console.asked or config.lang or console.lang
    return merged(config, {**given, **names})


def _init(console: Console, **given: Any) -> int:
    """Write a configuration and the entry for pre-commit."""
    from xhslint.initialise import initialise

    messages = initialise(Path(given["folder"] or "."), console.lang, given["force"])
    _print(console, [f"{message}\n" for message in messages])
    return 0


def _require_day(lang: str, text: str) -> None:
    from xhslint.linter import iso_day

    try:
        iso_day(text)
    except InputError:
        raise Mistake(say(lang, "no day", text), click.get_current_context()) from None


def _rules(console: Console, **given: Any) -> int:
    """List the rules, or explain those that are named."""
    from xhslint.loader import load
    from xhslint.report.rules import document, show

    book, look, form = load(given["rules"]), _look(console, given), given["format"]
    chunks = show(book, given["names"], look) if form == "text" else document(form, book, given["names"], look.lang)
    _print(console, chunks, utf8=form != "text")
    return 0


def _test(console: Console, **given: Any) -> int:
    """Run the examples of the rules."""
    look = _look(console, given)
    if given["disguise"]:
        from xhslint import robustness
        from xhslint.report import variants

        result = robustness.run(given["paths"], _names(given["select"]))
        _print(console, variants.show(result, look))
        if given["table"]:
            _print(console, variants.table(result), given["table"], utf8=True)
        return 0 if result.reaches(given["min_recall"], given["min_kind_recall"]) else FOUND
    if given["coverage"]:
        from xhslint import coverage
        from xhslint.report import gaps

        covered = coverage.run(given["paths"])
        _print(console, gaps.show(covered, look))
        return FOUND if covered.gaps else 0
    from xhslint.report.examples import show
    from xhslint.selftest import run

    outcome = run(given["paths"], console.lang)
    _print(console, show(outcome, look))
    return FOUND if outcome.failures else 0


def _look(console: Console, given: dict[str, Any], output: str | None = None) -> Look:
    color = "never" if given["no_color"] else given["color"]
    return Look(console.lang, terminal_width(), use_color(color, bool(output)), encoding=output_encoding(output))


def _print(console: Console, chunks: Iterable[str], output: str | None = None, utf8: bool = False) -> None:
    with console.output(output, "utf-8" if utf8 else output_encoding(output)) as write:
        for chunk in chunks:
            write(chunk)


def _crash(error: Exception, lang: str) -> str:
    """What to say of an exception that nobody expected."""
    if os.environ.get("XHSLINT_DEBUG"):
        import traceback

        traceback.print_exception(type(error), error, error.__traceback__)
    return say(lang, "crash", f"{type(error).__name__}: {error}")


def _names(values: Iterable[str]) -> list[str]:
    """The values of a repeated option, each of which may hold several, separated by commas."""
    return [name for value in values for each in value.split(",") if (name := each.strip())]


def _commands(console: Console) -> Commands:
    """The grammar; each command is given the console and what was asked for."""

    def command(name: str, run: Callable[..., int], *params: click.Parameter) -> click.Command:
        def callback(**given: Any) -> int:
            return run(console, **given)

        return click.Command(name, callback=callback, params=[*params, *_common(console)], add_help_option=False)

    color = (_option("--color", choices=COLORS, default="auto"), _flag("--no-color"))
    rules_format = _option("--format", choices=("text", "json", "markdown", "schema"), default="text")
    more_rules = _option("--rules", metavar="PATH", multiple=True)
    commands = {
        "check": command("check", _check, _arguments("paths", "PATHS"), *_check_options(), more_rules, *color),
        "rules": command("rules", _rules, _arguments("names", "[RULES]"), rules_format, more_rules, *color),
        "init": command("init", _init, _argument("folder", "[FOLDER]"), _flag("--force")),
        "test": command("test", _test, _arguments("paths", "[PATHS]"), *_test_options(), *color),
    }
    version = _shows("--version", text=lambda context: f"xhslint {__version__}\n", console=console)
    return Commands("xhslint", commands, params=[version, *_common(console)], add_help_option=False)


def _check_options() -> list[click.Option]:
    return [
        click.Option(["--format"], type=Formats(("auto", *REPORTS)), metavar="FORMAT", multiple=True),
        _option("--profile", choices=PROFILES),
        _option("--select", metavar="RULES", multiple=True),
        _option("--ignore", metavar="RULES", multiple=True),
        _option("--extend-select", metavar="RULES", multiple=True),
        _option("--as-of", metavar="DATE"),
        _option("--fail-on", choices=FAIL_ON),
        _option("--config", metavar="FILE"),
        _flag("--no-config"),
        _flag("--show-config"),
        _option("-o", "--output", metavar="FILE"),
        _option("--exclude", metavar="GLOB", multiple=True),
        _option("--stdin-filename", metavar="NAME", default="<stdin>"),
        _flag("-q", "--quiet"),
        _flag("--explain-quiet"),
    ]


def _test_options() -> list[click.Option]:
    percent = click.FloatRange(0, 100)
    return [
        _flag("--disguise"),
        _flag("--coverage"),
        _option("--select", metavar="RULES", multiple=True),
        click.Option(["--min-recall"], type=percent, metavar="PERCENT"),
        click.Option(["--min-kind-recall"], type=percent, metavar="PERCENT"),
        _option("--table", metavar="FILE"),
    ]


def _common(console: Console) -> list[click.Option]:
    """What every command takes; the language is already known from `usage.language`."""
    lang = click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False)
    return [lang, _shows("-h", "--help", text=lambda context: help_page(context, console.lang), console=console)]


def _arguments(name: str, metavar: str) -> click.Argument:
    return click.Argument([name], nargs=-1, metavar=metavar)


def _argument(name: str, metavar: str) -> click.Argument:
    return click.Argument([name], required=False, metavar=metavar)


def _option(*names: str, choices: Sequence[str] = (), **settings: Any) -> click.Option:
    return click.Option(names, type=click.Choice(choices) if choices else str, **settings)


def _flag(*names: str) -> click.Option:
    return click.Option(names, is_flag=True)


def _shows(*names: str, text: Callable[[click.Context], str], console: Console) -> click.Option:
    """An option that prints something and ends the run."""

    def callback(context: click.Context, option: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            _print(console, [text(context)])
            context.exit()

    return click.Option(names, is_flag=True, is_eager=True, expose_value=False, callback=callback)
