"""The command `lint-table`: lint the notes in a table file into another one."""

from __future__ import annotations

from xhslint.base.errors import Mistake
from xhslint.cli.arguments import CheckOptions
from xhslint.cli.output import print_chunks
from xhslint.cli.project import project_config
from xhslint.messages.catalogue import say
from xhslint.model.findings import KINDS, PROFILES
from xhslint.run.session import failing
from xhslint.terminal.console import FAILED, FOUND, INTERRUPTED, Console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from xhslint.config.settings import Config

COMMAND = "lint-table"


def lint_table(
    console: Console,
    source: str | None,
    target: str | None,
    *,
    text: str | None,
    title: str | None,
    into: str,
    problem: str,
    force: bool,
    quiet: bool,
    **options: Any,
) -> int:
    """Lint a table and return the exit status: 0 clean, 1 findings, 2 for what could not be read, checked or written.

    `options` are those of `check` that choose rules and limits.
    """
    if not source or not target:
        raise Mistake(say(console.lang, "table names"), COMMAND)
    try:
        from xhslint.tables.job import TableJob
        from xhslint.tables.source import open_source
    except ImportError:
        raise Mistake(say(console.lang, "table pyarrow"), COMMAND) from None
    if options["as_of"]:
        from xhslint.base.dates import is_day

        if not is_day(options["as_of"]):
            raise Mistake(say(console.lang, "no day", options["as_of"]), COMMAND)
    config = project_config(console, CheckOptions(**options))
    if text is None:
        names = say(console.lang, "and").join(open_source(source).schema.names)
        raise Mistake(say(console.lang, "table text", names), COMMAND)
    from xhslint.run.interrupts import end_cleanly_on_signals
    from xhslint.run.jobs import processors

    end_cleanly_on_signals()
    job = TableJob(
        source,
        target,
        text,
        title,
        into,
        problem,
        _settings(console, config, source),
        jobs=config.jobs or processors(),
        is_forced=force,
    )
    try:
        result = job.run(console.progress)
    except KeyboardInterrupt:
        console.hide_progress()
        console.error(say(console.lang, "table kept"))
        return INTERRUPTED
    console.hide_progress()
    if result.resumed:
        console.error(say(console.lang, "table resumed", result.resumed))
    if result.was_other:
        console.error(say(console.lang, "table other"))
    if not quiet:
        counts = result.rows, result.tally["rows"], result.tally["problem"]
        print_chunks(console, [say(console.lang, "table done", *counts, target) + "\n"])
    if result.tally["problem"]:
        return FAILED
    return FOUND if any(result.tally[severity] for severity in failing(config.fail_on)) else 0


def _settings(console: Console, config: Config, source: str) -> Mapping[str, Any]:
    """Return the settings of `Linter` that a configuration has for a file."""
    settings = config.settings(source)
    usual = settings.profile if settings.profile != PROFILES[0] else None  # else a note may say whose it is
    given = {
        "profile": config.given.profile or usual,
        "kind": config.given.kind or (settings.kind if settings.kind != KINDS[0] else None),
        "lang": console.lang,
        "select": settings.select,
        "ignore": settings.ignore,
        "extend_select": settings.extend_select,
        "severity": settings.severity,
        "rules": config.rules,
        "as_of": config.as_of,
        "max_bytes": config.max_bytes,
        "timeout": config.timeout,
    }
    return {name: value for name, value in given.items() if value not in (None, ())}
