"""The report for a person at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from xhslint.base.errors import Problem
from xhslint.linter.events import Event
from xhslint.messages.catalogue import count, say
from xhslint.model.findings import SEVERITIES, Finding
from xhslint.report.style import Style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.linter.events import Checked


def report(events: Iterable[Event], look: Style) -> Iterator[str]:
    """The findings draft by draft, then a line that sums them up."""
    tally: Counter[str] = Counter()
    gap = example = ""
    for event in events:
        if isinstance(event, Problem):
            tally["failed" if event.path else "stopped"] += 1
            continue
        tally["draft"] += 1
        if not event.findings and not event.dismissed and not event.suppressed and not event.known:
            continue  # as most drafts
        tally.update(finding.severity for finding in event.findings)
        tally.update(suppressed=event.suppressed, known=event.known)
        shown = [finding for finding in event.findings if finding.severity in look.only]
        if shown or event.dismissed:
            yield gap + "\n".join(_draft(event, shown, look)) + "\n"
            gap, example = "\n", example or (shown[0].rule_id if shown else "")
    if look.summary and (tally["draft"] or not tally["failed"] + tally["stopped"]):
        yield f"{gap}{_summary(tally, look)}\n"
        if example:
            yield look.paint("faint", say(look.lang, "more", example)) + "\n"


def _draft(checked: Checked, findings: Iterable[Finding], look: Style) -> Iterator[str]:
    # Imported here: most runs find nothing and never cut or wrap a line.
    from xhslint.report.parts.passage import cite, label, marked, room, shown_path

    draft = checked.draft
    yield look.paint("file", shown_path(draft.path, look))
    for finding in findings:
        yield ""
        yield _heading(finding, look)
        yield from marked(draft.text, finding.start, finding.end, finding.severity, look, finding.line)
        yield label("rule", [finding.rule_id], look)
        yield label("why", [finding.message], look)
        yield label("clause", [cite(source, look, room(look)) for source in finding.sources], look)
        yield label("fix", [finding.advice], look)
    if checked.dismissed:
        from xhslint.report.parts.dismissals import silences

        yield from silences(checked.dismissed, look)
    if checked.asks and look.summary:
        yield ""
        yield _asks(checked, look)


def _asks(checked: Checked, look: Style) -> str:
    """What the draft asks of a reader, in the points of the note score."""
    from xhslint.terminal.wrap import wrap

    signals = say(look.lang, "plus").join(say(look.lang, "signal", each.name, each.weight) for each in checked.asks)
    return wrap("  " + say(look.lang, "asks", signals, sum(each.weight for each in checked.asks)), look.width, "  ")


def _heading(finding: Finding, look: Style) -> str:
    """Where, how bad, what was written and, when that differs, what it reads as and how it was hidden."""
    from xhslint.report.parts.wording import described
    from xhslint.terminal.wrap import wrap

    place = f"  {finding.line}:{finding.column}"
    severity = say(look.lang, finding.severity)
    what = described(finding, look.lang, look.encoding)
    first, *rest = wrap(f"{place} {severity} {what}", look.width, " " * 8).split("\n")
    painted = f"{look.paint('strong', place)} {look.paint(finding.severity, severity)}"
    return "\n".join([painted + first[len(f"{place} {severity}") :], *rest])


def _summary(tally: Counter[str], look: Style) -> str:
    found = [look.paint(each, count(look.lang, tally[each], each)) for each in SEVERITIES if tally[each]]
    checked = say(look.lang, "checked", count(look.lang, tally["draft"], "draft"))
    if found:
        summary = say(look.lang, "found", checked, say(look.lang, "comma").join(found))
    elif tally["draft"]:
        summary = say(look.lang, "clean", checked)
        summary = summary if tally["failed"] + tally["stopped"] else look.paint("good", summary)
    else:
        summary = say(look.lang, "nothing")
    held = [count(look.lang, tally[each], each) for each in ("suppressed", "known") if tally[each]]
    notes = [say(look.lang, "held", say(look.lang, "comma").join(held))] if held else []
    notes += [say(look.lang, "failed", tally["failed"])] if tally["failed"] else []
    return (" " if look.lang == "en" else "").join([summary, *notes])
