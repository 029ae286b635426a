"""The command line: arguments in, exit status out. Only here and in `console` is the environment read."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from xhslint.base.errors import InputError, Mistake, Problem
from xhslint.cli.arguments import language
from xhslint.cli.output import crash_text
from xhslint.cli.plain_arguments import read
from xhslint.messages.catalogue import say
from xhslint.terminal.console import FAILED, INTERRUPTED, Console, silence_stdout

_OBJECTS = 20_000
"""New objects after which garbage is looked for: a run makes many that stay, and hardly any garbage."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 0 clean, 1 findings, 2 for what could not be done."""
    if argv is not None:
        return _main(list(argv))
    gc.set_threshold(_OBJECTS)
    try:
        return _main(sys.argv[1:])
    finally:
        if hasattr(gc, "freeze"):  # or the interpreter looks through every object once more as it ends
            gc.freeze()


def _main(args: Sequence[str]) -> int:
    console = Console(language(args), language(args, "") or None)
    try:
        return _run(console, args)
    except Mistake as error:
        console.complain(Problem("", 0, 0, str(error)))
        console.error(say(console.lang, "see help", f"{error.command} " if error.command else ""))
    except InputError as error:
        for problem in error.problems:
            console.complain(problem)
    except BrokenPipeError:  # the reader has seen enough
        silence_stdout()
    except KeyboardInterrupt:
        console.hide_progress()
        return INTERRUPTED
    except Exception as error:
        console.complain(Problem("", 0, 0, crash_text(error, console.lang)))
    return FAILED


def _run(console: Console, args: Sequence[str]) -> int:
    given = read(args)
    if given is None:
        from xhslint.cli.commands import run

        return run(console, args)
    from xhslint.cli.check import check

    return check(console, **given)
