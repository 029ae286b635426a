"""Help pages and mistakes of the command line in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

import click

from xhslint.cli.arguments import DEFAULT
from xhslint.messages.catalogue import say
from xhslint.messages.help import HELP
from xhslint.messages.suggestions import did_you_mean
from xhslint.terminal.width import cell_count
from xhslint.terminal.wrap import pad, wrap

COLUMN = 34
ELSEWHERE = ("--staged", "--cached")
"""How other programs name what `--diff` is for."""
EXAMPLES = {
    "check": (
        ("xhslint draft.md", "example.draft"),
        ("xhslint notes/ --ignore ranking", "example.folder"),
        ("xhslint notes/ --fix --diff", "example.fix"),
        ("xhslint draft.md --format json -o report.json", "example.json"),
    ),
    "baseline": (("xhslint baseline write notes/", "example.baseline"),),
    "rules": (("xhslint rules contact", "example.family"), ("xhslint rules contact/wechat-id", "example.rule")),
    "lint-table": (("xhslint lint-table notes.parquet linted.parquet --text body", "example.table"),),
    "why": (
        ('xhslint why draft.md --notice "涉嫌站外导流"', "example.why"),
        ("xhslint why draft.md --notice -", "example.why paste"),
    ),
    "init": (("xhslint init", "example.init"), ("xhslint init --words rivals.txt", "example.words")),
    "clean": (("xhslint clean", "example.clean"),),
    "serve": (("xhslint serve", "example.serve"),),
    "page": (("xhslint page site --pyodide pyodide-314.0.7.tgz", "example.page"),),
    "lsp": (("xhslint lsp", "example.lsp"),),
    "mcp": (("xhslint mcp", "example.mcp"),),
    "test": (("xhslint test my-rules.yaml", "example.test"),),
}


def help_page(ctx: click.Context, lang: str) -> str:
    """Return the help of a command, or of the whole command line, in lines of up to 80 cells."""
    return "\n".join(_help_lines(ctx, lang)) + "\n"


def mistake(error: click.UsageError, lang: str) -> str:
    """Return what is wrong with the arguments, in one line."""
    if (
        isinstance(error, click.BadParameter)
        and error.param
        and isinstance(error.param.type, (click.IntRange, click.FloatRange))
    ):
        return _bad_number(error.param, error.param.type, error.format_message(), lang)
    if isinstance(error, click.NoSuchOption) and get_close_matches(error.option_name, ELSEWHERE, 1, 0.85):
        return say(lang, "option elsewhere", error.option_name, "--diff")
    if lang == "en":
        return error.format_message()
    if isinstance(error, click.NoSuchOption):
        name, known = error.option_name, error.possibilities or ()
        return say(lang, "no option", name) + did_you_mean(lang, name, known)
    if isinstance(error, click.BadOptionUsage):
        return say(lang, "no value", error.option_name)
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        prefix = {"profile": "", "kind": "kind."}.get(error.param.name or "")  # whose values have names in Chinese
        words = (
            each if prefix is None else each + say(lang, "how", say(lang, prefix + each))
            for each in error.param.type.choices
        )
        choices = say(lang, "and").join(words)
        if isinstance(error.param, click.Argument):
            return say(lang, "bad word", choices)
        return say(lang, "bad choice", error.param.opts[-1], choices)
    if extra := re.search(r"unexpected extra arguments? \((.+)\)", error.format_message()):
        return say(lang, "too many words", extra[1])
    return say(lang, "misused", error.format_message())


def _bad_number(param: click.Parameter, kind: click.IntRange | click.FloatRange, said: str, lang: str) -> str:
    """Return what an option takes whose value is no number, or too small or large."""
    given = re.search(r": '?([^':]+)'? is not", said)
    bounds = (kind.min,) if kind.max is None else (kind.min, kind.max)
    limits = say(lang, "number.least" if kind.max is None else "number.between", *bounds)
    number = say(lang, "number.whole" if isinstance(kind, click.IntRange) else "number.any")
    return say(lang, "bad number", param.opts[-1], limits, number, given[1] if given else "…")


def _help_lines(ctx: click.Context, lang: str) -> Iterator[str]:
    command, texts = ctx.command, HELP[lang]
    commands = command.commands if isinstance(command, click.Group) else {}
    uses = commands or {command.name or "": command}
    head = texts["usage"] + (" " if lang == "zh" else ": ")
    for use in uses.values():
        yield f"{head}xhslint {_synopsis(use, texts)}"
        head = " " * cell_count(head)
    yield ""
    yield wrap(texts[command.name or ""], 80)
    if commands:
        yield from _table(texts["commands"], [(name, texts[name]) for name in commands], 12)
    for name, use in uses.items():
        if name == DEFAULT or not commands:
            title = texts["options of check" if commands else "options"]
            yield from _table(title, [_option(name, each, texts) for each in _options(use, command)])
    yield from _table(texts["examples"], [(line, texts[key]) for name in uses for line, key in EXAMPLES[name]], 38)
    statuses = {"lsp": "01", "mcp": "02", "serve": "02", "page": "02"}.get(command.name or "", "012")
    yield from _table(texts["statuses"], [(each, _status(command, each, texts)) for each in statuses], 5)


def _status(command: click.Command, status: str, texts: dict[str, str]) -> str:
    """Return what an exit status means: of this command if it says so, else of all."""
    return texts.get(f"{command.name} status.{status}", texts[f"status.{status}"])


def _synopsis(command: click.Command, texts: dict[str, str]) -> str:
    name = f"[{DEFAULT}]" if command.name == DEFAULT else command.name
    arguments = [texts[each.metavar or ""] for each in command.params if isinstance(each, click.Argument)]
    return " ".join([name or "", texts["OPTIONS"], *arguments])


def _options(*commands: click.Command) -> Iterable[click.Option]:
    """Return the options of commands, each name once."""
    options = (each for command in commands for each in command.params if isinstance(each, click.Option))
    return {option.opts[-1]: option for option in options}.values()


def _option(command: str, option: click.Option, texts: dict[str, str]) -> tuple[str, str]:
    """Return the names of an option and what it does: in this command if it says so, else in all."""
    names = ", ".join(sorted(option.opts, key=len))
    if isinstance(option.type, click.Choice) and not option.metavar:
        names += " " + "|".join(option.type.choices)
    elif not option.is_flag:
        names += " " + texts[option.metavar or ""]
    key = max(option.opts, key=len)
    return names, texts.get(f"{command} {key}", texts[key])


def _table(title: str, entries: Iterable[tuple[str, str]], column: int = COLUMN) -> Iterator[str]:
    """Yield a title and entries in two columns; a name too long for its column has a line of its own."""
    yield f"\n{title}"
    for name, text in entries:
        lines = wrap(text, 80 - column).replace("\n", "\n" + " " * column)
        if cell_count(name) + 4 > column:
            yield f"  {name}\n{'':{column}}{lines}"
        else:
            yield f"  {pad(name, column - 2)}{lines}"
