"""Completion of the command line in a shell, by click; docs/shell.md says how to switch it on."""

from __future__ import annotations

from click.shell_completion import shell_complete

from xhslint.base.errors import Mistake
from xhslint.cli.commands import grammar
from xhslint.messages.catalogue import say
from xhslint.terminal.console import Console


def complete(console: Console, instruction: str) -> int:
    """Print the script for a shell, or completions for it, as click's `instruction` says; return the exit status.

    Raises Mistake for an instruction that click does not know.
    """
    if shell_complete(grammar(console), {}, "xhslint", "_XHSLINT_COMPLETE", instruction):
        raise Mistake(say(console.lang, "no completion", instruction))
    return 0
