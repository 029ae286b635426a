"""Make findings: what a rule says of its offence, in one language, about one place of a draft."""

from __future__ import annotations

from xhslint.base.records import NamedTuple
from xhslint.drafts.draft import Draft
from xhslint.linter.first_look import Applicability, Standard
from xhslint.linter.reading import solid
from xhslint.model.disguises import Disguise
from xhslint.model.explanations import Explanation
from xhslint.model.findings import Edit, Finding, Fix, Severity, Signal, Source, edited, later
from xhslint.model.judgements import Seen
from xhslint.rulebook.model import Rule, Rulebook
from xhslint.text.graphemes import widened


class About(NamedTuple):
    """What all findings of a rule in texts of one standard have in common."""

    severity: Severity
    message: str
    advice: str
    sources: tuple[Source, ...]


class FindingMaker:
    """Makes the findings of rules; holds no state of a draft. `lang` is the language of messages."""

    def __init__(self, rulebook: Rulebook, applicability: Applicability, lang: str) -> None:
        self.rulebook = rulebook
        self.applicability = applicability
        self.lang = lang
        self._about: dict[tuple[str, Standard], About] = {}

    def finding(
        self,
        rule: Rule,
        standard: Standard,
        draft: Draft,
        span: tuple[int, int],
        *,
        undone: tuple[Edit, ...] = (),
        disguises: tuple[Disguise, ...] = (),
        explanation: Explanation | None = None,
        seen: tuple[Seen, ...] = (),
    ) -> Finding:
        """Return the finding of a rule at a span of a draft, in code points; its fixes are computed when first read.

        The span grows to whole characters as readers see them. `undone` are the edits that undo the `disguises` in it.
        """
        start, end = span = widened(draft.text, *span)
        about = self._about.get((rule.id, standard)) or self._all_about(rule, standard)
        severity = about.severity
        if severity == "error" and draft.places and draft.is_doubtful(*span):
            severity = "warning"
        line, column = draft.position(start)
        text = draft.text[start:end]
        reading = edited(text, undone, start) if undone else text
        # By position, in the order of the fields: a record is made in half the time.
        return Finding(
            rule.id,
            severity,
            start,
            end,
            line,
            column,
            text,
            reading,
            about.message,
            about.advice,
            about.sources,
            disguises,
            self._signals(rule, reading),
            later(lambda: self._fixes(rule, draft, span)) if rule.fix else (),
            explanation,
            (),  # also
            (),  # parts
            seen,
            undone,
        )

    def _all_about(self, rule: Rule, standard: Standard) -> About:
        """Return what all findings of a rule have in common, from now on without asking for it."""
        severity = self.applicability.level(rule, standard)
        assert severity != "off"
        about = self._about[rule.id, standard] = About(
            severity,
            rule.message[self.lang],
            rule.advice_for(standard.kind)[self.lang],
            self.applicability.sources(rule, standard.kind),
        )
        return about

    def _fixes(self, rule: Rule, draft: Draft, span: tuple[int, int]) -> tuple[Fix, ...]:
        from xhslint.fixes.actions import fixes
        from xhslint.fixes.offence import Offence

        limit = rule.matcher.limit
        return fixes(rule.fix, Offence(draft, *span, limit.most if limit else 0), self.lang)

    def _signals(self, rule: Rule, reading: str) -> tuple[Signal, ...]:
        """Return those signals of a rule whose words occur in the reading, or all of its signals where none does."""
        if not rule.signals:
            return ()
        defined = [self.rulebook.signals[key] for key in rule.signals]
        says = solid(reading)
        named = [signal for signal in defined if any(word in says for word in signal.words)]
        return tuple(Signal(signal.key, signal.name[self.lang], signal.weight) for signal in named or defined)
