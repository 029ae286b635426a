"""The entry point: arguments in, exit status out. Only here and in `Console` is the environment read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from xhslint.base.errors import InputError, Mistake, Problem
from xhslint.cli.output import crash_text, print_chunks
from xhslint.cli.plain_line import command_at, language, read_plain
from xhslint.messages.catalogue import say
from xhslint.terminal.console import FAILED, INTERRUPTED, Console, silence_stdout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.linter.linter import Linter


def main(argv: Sequence[str] | None = None, make_linter: Callable[..., Linter] | None = None) -> int:
    """Run the command line and return the exit status: 0 clean, 1 findings, 2 for what could not be done.

    `make_linter` takes the place of `Linter`, with the same arguments.
    """
    args = sys.argv[1:] if argv is None else list(argv)
    console = Console(language(args), language(args, "") or None)
    try:
        if instruction := os.environ.get("_XHSLINT_COMPLETE"):
            from xhslint.cli.completion import complete

            return complete(console, instruction)
        options = read_plain(args)
        if options is None and args[command_at(args) :] in (["lsp"], ["lsp", "--stdio"]):
            from xhslint.cli.language_server import serve  # without click, because an editor waits for its answer

            return serve(console)
        if options is None:
            from xhslint.cli.commands import run

            return run(console, args, make_linter)
        if command_at(args) == len(args):
            from xhslint.cli.greeting import greeting
            from xhslint.cli.project import project_language

            if not console.asked:
                console.lang = project_language() or console.lang
            print_chunks(console, [greeting(console.lang)])
            return FAILED  # nothing was checked
        from xhslint.cli.check import check

        return check(console, options, make_linter)
    except Mistake as error:
        console.complain(Problem("", 0, 0, str(error)))
        console.error(say(console.lang, "see help", f"{error.command} " if error.command else ""))
    except InputError as error:
        for problem in error.problems:
            console.complain(problem)
    except BrokenPipeError:  # the reader wants no more
        silence_stdout()
    except KeyboardInterrupt:
        console.hide_progress()
        return INTERRUPTED
    except Exception as error:
        text = crash_text(error, console.lang) if _has_folder() else say(console.lang, "no current folder")
        console.complain(Problem("", 0, 0, text))
    return FAILED


def _has_folder() -> bool:
    """Return whether the current folder still exists."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return False
    return True
