"""The parameters that click knows for the arguments in `grammar`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from xhslint.cli.arguments import LANG, Argument, Command, Option
from xhslint.cli.help import Formats, help_page
from xhslint.cli.output import print_chunks
from xhslint.terminal.console import Console


def parameters(command: Command, console: Console) -> list[click.Parameter]:
    """What a command takes."""
    return [*map(_argument, command.arguments), *map(_option, command.options), *common_options(console)]


def common_options(console: Console) -> list[click.Option]:
    """What every command takes; the language is already known from `grammar.language`."""
    lang = click.Option(LANG.names, type=click.Choice(LANG.choices), expose_value=False)
    return [lang, shows("-h", "--help", text=lambda context: help_page(context, console.lang), console=console)]


def shows(*names: str, text: Callable[[click.Context], str], console: Console) -> click.Option:
    """An option that prints something and ends the run."""

    def callback(context: click.Context, option: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            print_chunks(console, [text(context)])
            context.exit()

    return click.Option(names, is_flag=True, is_eager=True, expose_value=False, callback=callback)


def _argument(argument: Argument) -> click.Argument:
    if argument.choices:
        return click.Argument([argument.key], type=click.Choice(argument.choices), metavar=argument.metavar)
    if argument.many:
        return click.Argument([argument.key], nargs=-1, metavar=argument.metavar)
    return click.Argument([argument.key], required=False, metavar=argument.metavar)


def _option(option: Option) -> click.Option:
    if option.kind == "flag":
        return click.Option(option.names, is_flag=True)
    settings: dict[str, Any] = {} if option.default is None else {"default": option.default}
    return click.Option(option.names, type=_type(option), metavar=option.metavar, multiple=option.multiple, **settings)


def _type(option: Option) -> click.ParamType[Any]:
    if option.kind == "choice":
        return click.Choice(option.choices)
    if option.kind == "formats":
        return Formats(option.choices)
    if option.kind == "count":
        return click.IntRange(1)
    return click.FloatRange(0, 100) if option.kind == "percent" else click.STRING
