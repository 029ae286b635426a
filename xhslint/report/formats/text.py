"""The report for people, at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xhslint.base.records import replace
from xhslint.linter.events import Checked, Rendered, SessionEvent
from xhslint.model.findings import Finding
from xhslint.report.parts.totals import Totals
from xhslint.report.style import Style, recoloured

RULES_AT_MOST = 3  # in the command that shows their clauses


def report(events: Iterable[SessionEvent], style: Style) -> Iterator[str]:
    """Yield the findings of each draft, then a summary line."""
    totals = Totals()
    statistics = None
    if style.statistics:
        from xhslint.report.parts.statistics import Statistics

        statistics = Statistics()
    gap = ""
    rules: dict[str, None] = {}
    for event in events:
        totals.add(event)
        if isinstance(event, Checked):
            if statistics:
                statistics.add(_shown(event, style))
                continue
            event = rendered(event, style)
        if isinstance(event, Rendered) and event.text:
            yield gap + event.text
            gap = "\n"
            rules.update(dict.fromkeys(event.rules))
    if statistics and (lines := [*statistics.lines(style)]):
        yield "\n".join(lines) + "\n"
        gap = "\n"
    if not style.summary:
        if totals.is_interrupted:
            yield gap + style.say("cut short") + "\n"
    elif totals.is_worth_telling or totals.is_interrupted or style.is_file:
        yield gap + _wrapped(totals, style) + "\n"
        if told := totals.left_out(style):
            from xhslint.terminal.wrap import wrap

            yield style.paint("faint", wrap(told, style.width, "  ")) + "\n"
        if rules:
            yield from (style.paint("faint", line) + "\n" for line in _more(tuple(rules), style))


def rendered(checked: Checked, style: Style) -> Rendered:
    """Return a checked draft as the report shows it, without the empty line before it."""
    shown = _shown(checked, style)
    text = "\n".join(_draft_lines(checked, shown, style)) + "\n" if shown or checked.dismissed else ""
    rules = dict.fromkeys(name for finding in shown for name in (finding.rule_id, *finding.also))
    return Rendered(checked.draft.path, text, tuple(each.severity for each in checked.findings), tuple(rules))


def _shown(checked: Checked, style: Style) -> list[Finding]:
    return [finding for finding in checked.findings if finding.severity in style.only]


def _wrapped(totals: Totals, style: Style) -> str:
    """Return the summary in lines of the width of the report, whatever colours are in it."""
    line = totals.line(style)
    plain = totals.line(replace(style, color=False)) if style.color else line
    if len(plain) * 2 <= style.width:  # most runs
        return line
    from xhslint.terminal.wrap import wrap

    return recoloured(wrap(plain, style.width), line)


def _more(rules: tuple[str, ...], style: Style) -> tuple[str, str]:
    """Return the lines that say how to read on, the command on one of its own: pasted in halves it would run the first.

    It names as many rules, `RULES_AT_MOST` of them, as fit into the line, and one at least.
    """
    commands = ["  xhslint rules " + " ".join(rules[:number]) for number in range(RULES_AT_MOST, 0, -1)]
    return style.say("more"), next((each for each in commands if len(each) <= style.width), commands[-1])


def _draft_lines(checked: Checked, findings: Iterable[Finding], style: Style) -> Iterator[str]:
    # Imported here: most runs find nothing and never cut or wrap a line.
    from xhslint.report.parts.citations import Citations
    from xhslint.report.parts.places import first_line, note_name
    from xhslint.report.parts.quoting import annotated_lines, labelled, shown_path, text_width
    from xhslint.report.parts.wording import rewritten_text, rule_line, seen_parts
    from xhslint.terminal.wrap import pack

    draft = checked.draft
    citations = Citations(draft, style)
    yield style.paint("file", note_name(draft, shown_path(draft.path, style), style))
    if checked.used_by:
        from xhslint.terminal.wrap import wrap

        names = style.say("and").join(shown_path(each, style) for each in checked.used_by)
        yield style.paint("faint", wrap("  " + style.say("used by", names), style.width, "  "))
    for finding in findings:
        yield ""
        yield _heading(checked, finding, style)
        line = first_line(draft, finding)
        yield from annotated_lines(draft.text, finding.start, finding.end, finding.severity, style, line)
        yield labelled("rule", [rule_line(finding, style.lang)], style)
        yield labelled("why", [finding.message], style)
        if finding.seen:
            parts = seen_parts(finding, style.lang, style.encoding)
            yield labelled("seen", pack(parts, style.say("seen.and"), text_width(style)), style)
        yield labelled("fix", [finding.advice], style)
        if finding.rewrite:
            yield labelled("rewrite", [rewritten_text(draft, finding, style.lang)], style)
        yield labelled("clause", citations.cite(finding), style)
        if style.explain and finding.explanation:
            from xhslint.report.parts.explanations import explanations

            yield labelled("explain", [*explanations(finding, style)], style)
    if checked.dismissed:
        from xhslint.report.parts.dismissals import dismissal_lines

        yield from dismissal_lines(checked, style)
    if checked.asks and style.summary:
        yield ""
        yield _asks(checked, style)


def _asks(checked: Checked, style: Style) -> str:
    """Return what the engagement that the draft asks for counts in the platform's note score, and what follows from it."""
    from xhslint.terminal.wrap import wrap

    signals = style.say("and").join(style.say("signal", each.name, each.weight) for each in checked.asks)
    return wrap("  " + style.say("asks", sum(each.weight for each in checked.asks), signals), style.width, "  ")


def _heading(checked: Checked, finding: Finding, style: Style) -> str:
    """Return the line or place, the severity and the matched text of a finding, wrapped."""
    from xhslint.report.parts.places import spot_words
    from xhslint.report.parts.wording import matched_text
    from xhslint.terminal.width import visible
    from xhslint.terminal.wrap import wrap

    place = "  " + visible(spot_words(checked.draft, finding, style.lang), style.encoding)
    severity = style.say(finding.severity)
    what = matched_text(finding, style.lang, style.encoding)
    first, *rest = wrap(f"{place} {severity} {what}", style.width, " " * 8).split("\n")
    painted = f"{style.paint('strong', place)} {style.paint(finding.severity, severity)}"
    return "\n".join([painted + first[len(f"{place} {severity}") :], *rest])
