"""The clauses under the findings of one draft, each in full once."""

from __future__ import annotations

from xhslint.drafts.draft import Draft
from xhslint.model.findings import Finding, Source
from xhslint.report.parts.places import spot_words
from xhslint.report.parts.quoting import citation
from xhslint.report.style import Style


class Citations:
    """Cites the clauses of the findings of a draft, in the order of the findings."""

    def __init__(self, draft: Draft, style: Style) -> None:
        self.draft = draft
        self.style = style
        self.cited: dict[Source, Finding] = {}
        """The clauses that were cited, and the first finding that did."""

    def cite(self, finding: Finding) -> list[str]:
        """Return the clauses of a finding that were not cited yet, and where those stand that were."""
        fresh = [citation(source, self.style) for source in finding.sources if source not in self.cited]
        earlier = [self.cited[source] for source in finding.sources if source in self.cited]
        self.cited.update((source, finding) for source in finding.sources if source not in self.cited)
        if not earlier:
            return fresh
        key = "other clauses above" if fresh else "clauses above"
        return [*fresh, self.style.say(*self._above(key, sorted(earlier, key=lambda each: each.start)))]

    def _above(self, key: str, earlier: list[Finding]) -> tuple[str, str]:
        """Return the key of a text for the lines of findings, or for their places in a document, and what fills it."""
        if not self.draft.places:
            lines = dict.fromkeys(str(finding.line) for finding in earlier)
            return key, self.style.say("and").join(lines)
        places = dict.fromkeys(spot_words(self.draft, finding, self.style.lang) for finding in earlier)
        return f"{key} in document", self.style.say("and").join(places)
