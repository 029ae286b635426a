"""The report for people, at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from xhslint.base.errors import Problem
from xhslint.linter.events import Event
from xhslint.model.findings import SEVERITIES, Finding
from xhslint.report.style import Style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.linter.events import Checked


def report(events: Iterable[Event], style: Style) -> Iterator[str]:
    """Yield the findings of each draft, then a summary line."""
    tally: Counter[str] = Counter()
    statistics = None
    if style.statistics:
        from xhslint.report.parts.statistics import Statistics

        statistics = Statistics()
    gap = example = ""
    for event in events:
        if isinstance(event, Problem):
            tally["failed" if event.path else "stopped"] += 1
            continue
        tally["draft"] += 1
        if not event.findings and not event.dismissed and not event.suppressed and not event.known:
            continue  # most drafts
        tally.update(finding.severity for finding in event.findings)
        tally.update(suppressed=event.suppressed, known=event.known)
        shown = [finding for finding in event.findings if finding.severity in style.only]
        if statistics:
            statistics.add(shown)
        elif shown or event.dismissed:
            yield gap + "\n".join(_draft_lines(event, shown, style)) + "\n"
            gap, example = "\n", example or (shown[0].rule_id if shown else "")
    if statistics and (lines := [*statistics.lines(style)]):
        yield "\n".join(lines) + "\n"
        gap = "\n"
    if style.summary and (tally["draft"] or not tally["failed"] + tally["stopped"]):
        yield f"{gap}{_summary(tally, style)}\n"
        if example:
            yield style.paint("faint", style.say("more", example)) + "\n"


def _draft_lines(checked: Checked, findings: Iterable[Finding], style: Style) -> Iterator[str]:
    # Imported here: most runs find nothing and never cut or wrap a line.
    from xhslint.report.parts.quoting import annotated_lines, citation, labelled, shown_path, text_width
    from xhslint.report.parts.wording import rule_names, seen_parts
    from xhslint.terminal.wrap import pack

    draft = checked.draft
    yield style.paint("file", shown_path(draft.path, style))
    for finding in findings:
        yield ""
        yield _heading(finding, style)
        yield from annotated_lines(draft.text, finding.start, finding.end, finding.severity, style, finding.line)
        yield labelled("rule", [rule_names(finding, style.lang)], style)
        yield labelled("why", [finding.message], style)
        if finding.seen:
            parts = seen_parts(finding, style.lang, style.encoding)
            yield labelled("seen", pack(parts, style.say("seen.and"), text_width(style)), style)
        yield labelled("clause", [citation(source, style, text_width(style)) for source in finding.sources], style)
        yield labelled("fix", [finding.advice], style)
        if style.explain and finding.explanation:
            from xhslint.report.parts.explanations import explanations

            yield labelled("explain", [*explanations(finding, style)], style)
    if checked.dismissed:
        from xhslint.report.parts.dismissals import dismissal_lines

        yield from dismissal_lines(checked.dismissed, style)
    if checked.asks and style.summary:
        yield ""
        yield _asks(checked, style)


def _asks(checked: Checked, style: Style) -> str:
    """Return the engagement that the draft asks of each reader, in points of the platform's note score."""
    from xhslint.terminal.wrap import wrap

    signals = style.say("plus").join(style.say("signal", each.name, each.weight) for each in checked.asks)
    return wrap("  " + style.say("asks", signals, sum(each.weight for each in checked.asks)), style.width, "  ")


def _heading(finding: Finding, style: Style) -> str:
    """Return the position, the severity and the matched text of a finding, wrapped."""
    from xhslint.report.parts.wording import matched_text
    from xhslint.terminal.wrap import wrap

    place = f"  {finding.line}:{finding.column}"
    severity = style.say(finding.severity)
    what = matched_text(finding, style.lang, style.encoding)
    first, *rest = wrap(f"{place} {severity} {what}", style.width, " " * 8).split("\n")
    painted = f"{style.paint('strong', place)} {style.paint(finding.severity, severity)}"
    return "\n".join([painted + first[len(f"{place} {severity}") :], *rest])


def _summary(tally: Counter[str], style: Style) -> str:
    found = [style.paint(each, style.count(tally[each], each)) for each in SEVERITIES if tally[each]]
    checked = style.say("checked", style.count(tally["draft"], "draft"))
    if found:
        summary = style.say("found", checked, style.say("comma").join(found))
    elif tally["draft"]:
        summary = style.say("clean", checked)
        summary = summary if tally["failed"] + tally["stopped"] else style.paint("good", summary)
    else:
        summary = style.say("nothing")
    held = [style.count(tally[each], each) for each in ("suppressed", "known") if tally[each]]
    notes = [style.say("held", style.say("comma").join(held))] if held else []
    notes += [style.say("failed", tally["failed"])] if tally["failed"] else []
    return (" " if style.lang == "en" else "").join([summary, *notes])
