"""The command line: arguments in, exit status out. Only here and in `console` is the environment read."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from xhslint.console import FAILED, INTERRUPTED, Console, silence_stdout
from xhslint.errors import InputError, Mistake, Problem
from xhslint.grammar import language
from xhslint.plainly import read
from xhslint.printing import crash_text
from xhslint.strings import say


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 0 clean, 1 findings, 2 for what could not be done."""
    args = list(sys.argv[1:] if argv is None else argv)
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
        from xhslint.commands import run

        return run(console, args)
    from xhslint.checkcli import check

    return check(console, **given)
