"""What `check` writes when it fixes drafts: the fixed standard input, a preview, the number of fixes."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.base.errors import Problem
from xhslint.cli.output import print_chunks, style_for
from xhslint.linter.events import Checked, Interrupted
from xhslint.messages.catalogue import count, say
from xhslint.run.session import STDIN
from xhslint.terminal.console import Console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.cli.arguments import CheckOptions
    from xhslint.run.session import CheckSession


class Unfinished(Exception):
    """Raised where a run was interrupted: a diff has no way to say so, and no file is replaced by half of one."""


def write_fixes(console: Console, options: CheckOptions, session: CheckSession) -> bool:
    """Run a session whose fixes are its output, and write them; return False, and do nothing, if it has a report."""
    if options.is_preview:
        _write_preview(console, options, session)
    elif list(options.paths) == [STDIN]:
        _write_fixed_stdin(console, session)
    else:
        return False
    return True


def _write_fixed_stdin(console: Console, session: CheckSession) -> None:
    """Write standard input with its fixes to standard output; the findings left go to standard error."""
    from xhslint.fixes.write_back import encode_like

    for event in session.events():
        if not isinstance(event, Checked):
            continue
        text = encode_like(session.data, event.draft.text, event.draft.path, console.lang)
        with console.output(None, "utf-8") as write:
            write(text)
        for finding in event.findings:
            problem = Problem(event.draft.path, finding.line, finding.column, f"{finding.rule_id} {finding.message}")
            console.complain(problem)


def _write_preview(console: Console, options: CheckOptions, session: CheckSession) -> None:
    """Write what fixes would change as a diff, in place of a report."""
    from xhslint.report.diff import diff

    def chunks() -> Iterator[str]:
        shown = 0
        for event in session.events():
            if isinstance(event, Interrupted) and output:
                raise Unfinished
            for path, old, new in session.previews[shown:]:
                yield from diff(path, old, new, style)
            shown = len(session.previews)

    output = options.output if options.output != "-" else None
    style = style_for(console, options.color, options.no_color, output)
    try:
        print_chunks(console, chunks(), output)
    except Unfinished:
        console.error(say(console.lang, "interrupted.diff", output))


def print_fix_counts(console: Console, session: CheckSession, is_preview: bool) -> None:
    """Say on standard error how many fixes were made and how many `--unsafe-fixes` would add."""
    fixed, withheld = session.tally["fixed"], session.tally["withheld"]
    made = count(console.lang, fixed, "would fix" if is_preview else "fixed")
    more = say(console.lang, "comma") + say(console.lang, "withheld", withheld) if withheld else ""
    console.error(made + more)
