"""The clauses under the findings of one draft, each in full once."""

from __future__ import annotations

from xhslint.model.findings import Finding, Source
from xhslint.report.parts.quoting import citation
from xhslint.report.style import Style


class Citations:
    """Cites the clauses of the findings of a draft, in the order of the findings."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.lines: dict[Source, int] = {}
        """The clauses that were cited, and the line of the first finding that did."""

    def cite(self, finding: Finding) -> list[str]:
        """Return the clauses of a finding that were not cited yet, and where those stand that were."""
        fresh = [citation(source, self.style) for source in finding.sources if source not in self.lines]
        earlier = sorted({self.lines[source] for source in finding.sources if source in self.lines})
        self.lines.update((source, finding.line) for source in finding.sources if source not in self.lines)
        if not earlier:
            return fresh
        key = "other clauses above" if fresh else "clauses above"
        return [*fresh, self.style.say(key, self.style.say("and").join(map(str, earlier)))]
