"""The command line by click: every line that is not plain, with help and mistakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xhslint.base.errors import Mistake
from xhslint.base.version import __version__
from xhslint.cli.arguments import COMMANDS, DEFAULT, LANG, NAMED, Argument, CheckOptions, Option
from xhslint.cli.check import check
from xhslint.cli.help import help_page, mistake
from xhslint.cli.output import print_chunks, style_for
from xhslint.cli.plain_line import command_at
from xhslint.cli.project import project_language
from xhslint.linter.options import split_names
from xhslint.messages.catalogue import say
from xhslint.messages.help import HELP
from xhslint.terminal.console import FOUND, Console, terminal_width

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from xhslint.linter.linter import Linter


def run(console: Console, args: Sequence[str], make_linter: Callable[..., Linter] | None = None) -> int:
    """Run the command in the arguments and return the exit status; raises Mistake for wrong arguments."""
    if not console.asked and not {"--no-config", "--isolated"}.intersection(args):
        console.lang = project_language() or console.lang  # for help and mistakes; check reads the configuration itself
    try:
        with grammar(console, make_linter).make_context("xhslint", list(args)) as context:
            return int(context.command.invoke(context))
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        name = error.ctx.command.name if error.ctx and error.ctx.parent else ""
        raise Mistake(mistake(error, console.lang), name or "") from None
    except click.Abort:
        raise KeyboardInterrupt from None


def grammar(console: Console, make_linter: Callable[..., Linter] | None = None) -> click.Group:
    """Return the commands for click; their callbacks print on the console and return exit statuses."""
    callbacks: dict[str, Callable[..., int]] = {
        "check": lambda **options: check(console, CheckOptions(**options), make_linter),
        "baseline": lambda action, reason, **options: _baseline(
            console, CheckOptions(**options), action, reason, make_linter
        ),
        "rules": lambda **options: _print_rules(console, **options),
        "lint-table": lambda **options: _lint_table(console, **options),
        "why": lambda **options: _why(console, **options),
        "init": lambda **options: _initialise(console, **options),
        "clean": lambda: _clean(console),
        "serve": lambda port, no_open, **options: _serve_page(console, CheckOptions(**options), port or 0, not no_open),
        "page": lambda out, pyodide: _write_page(console, out, pyodide),
        "lsp": lambda stdio: _serve_editor(console),
        "mcp": lambda: _serve_agent(console),
        "test": lambda **options: _test_rules(console, **options),
    }
    commands, texts = {}, HELP[console.lang]
    for name, callback in callbacks.items():
        arguments = map(_argument, COMMANDS[name].arguments)
        options = (_option(option, texts) for option in COMMANDS[name].options)
        params = [*arguments, *options, *_common_options(console)]
        commands[name] = click.Command(name, callback=callback, params=params, help=texts[name], add_help_option=False)
    version = _eager_option("--version", text=lambda _: _version(console.lang), console=console)
    return _Commands("xhslint", commands, params=[version, *_common_options(console)], add_help_option=False)


class _Commands(click.Group):
    """The commands; a line that names none is read as one of `check`."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the first word: a command, an option of `check` or of none, or a path.

        The path comes last: click's script for zsh drops the value of an item that has none, and reads the rest awry.
        """
        from click.shell_completion import CompletionItem

        check = self.commands[DEFAULT]
        named = super().shell_complete(ctx, incomplete)
        known = {item.value for item in named}
        options = [item for item in check.shell_complete(ctx, incomplete) if item.value not in known]
        paths = [] if incomplete.startswith("-") else [CompletionItem(incomplete, type="file")]
        return [*named, *options, *paths]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        at = command_at(args)
        named = args[at] if at < len(args) else ""
        is_completed = ctx.resilient_parsing and not named
        if named not in (*self.commands, "--help", "-h", "--version") and not is_completed:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


_PATH = click.Path(readable=False)
"""Any text, which a shell completes as a path; whether it can be read is told later, in the words of xhslint."""


class _Named(click.Choice[str]):
    """One of the choices, by its name or a Chinese word for it, which `named` reads."""

    def __init__(self, choices: Sequence[str], named: Callable[[str], str]) -> None:
        super().__init__(choices)
        self.named = named

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(super().convert(self.named(value), param, ctx))


class _Formats(click.Choice[str]):
    """The name of a report, alone or with a file for it: `sarif=out.sarif`."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        name, equals, file = value.partition("=")
        return str(super().convert(name, param, ctx)) + (equals + file if file else "")


def _argument(argument: Argument) -> click.Argument:
    if argument.choices:
        return click.Argument([argument.key], type=click.Choice(argument.choices), metavar=argument.metavar)
    if argument.many:
        return click.Argument([argument.key], nargs=-1, metavar=argument.metavar, type=_PATH)
    return click.Argument([argument.key], required=False, metavar=argument.metavar, type=_PATH)


def _option(option: Option, texts: Mapping[str, str]) -> click.Option:
    settings: dict[str, Any] = {"help": texts[max(option.names, key=len)]}  # which shells show beside a completion
    if option.kind == "flag":
        return click.Option(option.names, is_flag=True, **settings)
    settings |= {} if option.default is None else {"default": option.default}
    return click.Option(option.names, type=_type(option), metavar=option.metavar, multiple=option.multiple, **settings)


def _type(option: Option) -> click.ParamType[Any]:
    if option.kind == "choice":
        return click.Choice(option.choices)
    if option.kind in NAMED:
        return _Named(option.choices, NAMED[option.kind])
    if option.kind == "formats":
        return _Formats(option.choices)
    if option.kind in ("count", "limit"):
        return click.IntRange(1 if option.kind == "count" else 0)
    if option.kind == "port":
        return click.IntRange(0, 65535)
    if option.kind == "percent":
        return click.FloatRange(0, 100)
    return _PATH if option.metavar in ("FILE", "PATH") else click.STRING


def _common_options(console: Console) -> list[click.Option]:
    """Return the options of every command; the language itself is read by `plain_line.language`."""
    lang = click.Option(LANG.names, type=click.Choice(LANG.choices), expose_value=False)
    return [lang, _eager_option("-h", "--help", text=lambda context: help_page(context, console.lang), console=console)]


def _eager_option(*names: str, text: Callable[[click.Context], str], console: Console) -> click.Option:
    """Return an option that prints a text and ends the run."""

    def callback(context: click.Context, option: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            print_chunks(console, [text(context)])
            context.exit()

    return click.Option(names, is_flag=True, is_eager=True, expose_value=False, callback=callback)


def _baseline(*arguments: Any) -> int:
    from xhslint.cli.baseline import baseline

    return baseline(*arguments)


def _lint_table(console: Console, **options: Any) -> int:
    from xhslint.cli.lint_table import lint_table

    return lint_table(console, **options)


def _why(console: Console, **options: Any) -> int:
    from xhslint.cli.why import why

    return why(console, **options)


def _version(lang: str) -> str:
    """Return the version, and whether the scanner is compiled, on which speed depends."""
    from xhslint.matching.scanner.scanner import IS_COMPILED

    return f"xhslint {__version__} ({say(lang, 'version.compiled' if IS_COMPILED else 'version.python')})\n"


def _initialise(console: Console, folder: str | None, words: str | None, force: bool) -> int:
    """Write a configuration and the entry for pre-commit, or a rule file of a list of words."""
    if words:
        from xhslint.cli.word_list import make_rule_file

        messages = make_rule_file(words, Path(folder or "."), console.lang, force)
    else:
        from xhslint.cli.init import initialise

        messages = initialise(Path(folder or "."), console.lang, force)
    from xhslint.terminal.wrap import wrap

    # What has lines of its own is to be copied as it is.
    shown = [each if "\n" in each else wrap(each, terminal_width(), "  ") for each in messages]
    print_chunks(console, [f"{message}\n" for message in shown])
    return 0


def _clean(console: Console) -> int:
    """Remove the caches."""
    from xhslint.cli.clean import clean

    print_chunks(console, [f"{clean(console.lang)}\n"])
    return 0


def _serve_page(*arguments: Any) -> int:
    """Serve the page to paste into."""
    from xhslint.cli.page_server import serve_page

    return serve_page(*arguments)


def _write_page(console: Console, out: str | None, pyodide: str | None) -> int:
    """Write the page as a folder."""
    from xhslint.cli.page_folder import write_page

    print_chunks(console, [f"{message}\n" for message in write_page(console, out, pyodide)])
    return 0


def _serve_editor(console: Console) -> int:
    """Be the language server of the editor that started this process."""
    from xhslint.cli.language_server import serve

    return serve(console)


def _serve_agent(console: Console) -> int:
    """Be the tools of the agent that started this process."""
    from xhslint.cli.agent_server import serve_agent

    return serve_agent(console)


def _print_rules(
    console: Console, names: Sequence[str], format: str, diff: str | None, rules: Sequence[Path], **color: Any
) -> int:
    """List the rules, explain those that are named, or tell what changed since others."""
    if diff:
        from xhslint.cli.rule_changes import rule_changes
        from xhslint.terminal.wrap import wrap

        told = rule_changes(diff, rules, console.lang)
        print_chunks(console, [wrap(each, terminal_width(), "  ") + "\n" for each in told])
        return 0
    from xhslint.report.pages.rules import rules_document, rules_page
    from xhslint.rulebook.files.loader import load

    book, style = load(rules, lang=console.lang), style_for(console, **color)
    chunks = rules_page(book, names, style) if format == "text" else rules_document(format, book, names, style.lang)
    print_chunks(console, chunks, utf8=format != "text")
    return 0


def _test_rules(console: Console, *, paths: Sequence[str], color: str, no_color: bool, **options: Any) -> int:
    """Run the examples of the rules, in their disguised forms or for their coverage if the options say so."""
    style = style_for(console, color, no_color)
    if options["disguise"]:
        from xhslint.report.pages.robustness import robustness_markdown, robustness_page
        from xhslint.ruletest import captions, robustness

        result = robustness.measure_robustness(paths, split_names(options["select"]), lang=console.lang)
        files = [Path(path) for path in options["captions"]]
        written = captions.measure_captions(files, console.lang) if files else None
        print_chunks(console, robustness_page(result, written, style))
        if options["table"]:
            print_chunks(console, robustness_markdown(result, written), options["table"], utf8=True)
        return 0 if result.reaches(options["min_recall"], options["min_kind_recall"]) else FOUND
    if options["coverage"]:
        from xhslint.report.pages.coverage import coverage_page
        from xhslint.ruletest import coverage

        covered = coverage.measure_coverage(paths, console.lang)
        print_chunks(console, coverage_page(covered, style))
        return FOUND if covered.gaps or covered.failing else 0
    from xhslint.report.pages.examples import examples_page
    from xhslint.ruletest import examples

    outcome = examples.run_examples(paths, console.lang)
    print_chunks(console, examples_page(outcome, style))
    return FOUND if outcome.failures else 0
