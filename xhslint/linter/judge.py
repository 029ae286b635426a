"""Decide which matches of the candidate rules become findings. Imported only for drafts that may match some rule."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from xhslint.base.errors import Problem
from xhslint.base.time_limit import check_time
from xhslint.drafts.draft import Draft
from xhslint.linter.dismissal import Dismissal, find_dismissal, lies_in_address, region_of, reportable
from xhslint.linter.first_look import Candidates, Standard
from xhslint.linter.given_ids import given_ids
from xhslint.linter.making import FindingMaker
from xhslint.linter.merging import merged
from xhslint.linter.overlaps import deduplicated, longest, touched
from xhslint.linter.reading import undone_in
from xhslint.matching.matchers.pattern import PatternStopped
from xhslint.matching.phrase import Match
from xhslint.matching.scan import Scan
from xhslint.messages.catalogue import count, say
from xhslint.model.explanations import Dismissed, Explanation
from xhslint.model.findings import Finding, Result, family_of, is_call
from xhslint.model.judgements import Seen
from xhslint.rulebook.model import Rule

MOST_FINDINGS = 2000
"""Findings of one rule in a draft that are reported; the others are only counted."""


class Judge(FindingMaker):
    """Runs rules in full over drafts; holds no state of a draft."""

    def judge(self, candidates: Candidates, standard: Standard, explain: bool) -> Result:
        """Return the result for a draft; with `explain` it includes the dismissed matches."""
        found: list[Finding] = []
        faults: list[Problem] = []
        dismissed: list[Dismissed] = []
        unlisted = 0
        for number, alternatives in sorted(candidates.alternatives.items()):
            rule = self.rulebook.rules[number]
            if rule.matcher.acts and not explain and rule.matcher.finds_nothing(candidates.scan):
                continue
            finding_count = 0
            try:
                for outcome in self.evaluate(rule, standard, candidates, alternatives, explain):
                    check_time()
                    if isinstance(outcome, Finding):
                        finding_count += 1
                        if finding_count <= MOST_FINDINGS:
                            found.append(outcome)
                    elif explain:
                        dismissed.append(self._dismissed(rule, candidates, *outcome))
            except PatternStopped as stopped:
                message = say(self.lang, str(stopped), rule.id, candidates.draft.path)
                faults.append(Problem(rule.path, rule.line, 1, message))
            if finding_count > MOST_FINDINGS:
                unlisted += finding_count - MOST_FINDINGS
                rest = count(self.lang, finding_count - MOST_FINDINGS, "finding left")
                faults.append(
                    Problem(candidates.draft.path, 0, 0, say(self.lang, "many findings", rule.id, MOST_FINDINGS, rest))
                )
        if found:
            found = self._with_ids(self._unsettled(found, candidates, standard), candidates.draft, standard)
        findings = kept = found
        covered: list[Finding] = []
        if len(found) > 1:
            kept = deduplicated(found)
            ids = set(map(id, kept))
            covered = [finding for finding in found if id(finding) not in ids]
            findings = merged(kept)
            covered += [part for finding in findings for part in finding.parts[1:]]
        return Result(findings, faults, reportable(dismissed, found, kept) if explain else [], covered, unlisted)

    def evaluate(
        self,
        rule: Rule,
        standard: Standard,
        candidates: Candidates,
        alternatives: list[int] | None,
        explain: bool = False,
    ) -> Iterator[Finding | tuple[Match, Dismissal]]:
        """Yield the findings of a rule, and each match that is none together with its dismissal.

        `alternatives` are those of its matcher that may match, None for all. With `explain` findings say which of them did.
        """
        draft, inapplicable = candidates.draft, self.applicability.inapplicable_reason(rule, standard)
        if limit := rule.matcher.limit:
            is_wanted = not inapplicable and limit.in_pictures is bool(draft.in_picture)
            for start, end in limit.spans(draft) if is_wanted else ():
                yield self.finding(rule, standard, draft, (start, end))
            return
        scan = candidates.scan
        valid: list[Match] = []
        for match in rule.matcher.find(scan, alternatives):
            dismissal = find_dismissal(rule, scan, match)
            if inapplicable and not dismissal:
                dismissal = Dismissal(inapplicable, standard._asdict().get(inapplicable, self.applicability.day))
            if not dismissal and rule.unless_stated in draft.fields:
                dismissal = Dismissal("stated", rule.unless_stated)
            if not dismissal and lies_in_address(rule, draft, scan, match):
                dismissal = Dismissal("region", "link")
            if dismissal:
                yield match, dismissal
            else:
                valid.append(match)
        for match in self._grown(rule, scan, longest(valid)) if valid else ():
            span = scan.view.source(match.start, match.end)
            region = region_of(draft, scan, match, span[0]) if rule.regions else ""
            if rule.regions and region not in rule.regions:
                yield match, Dismissal("region", region)
            else:
                undone, disguises = undone_in(scan, match)
                yield self.finding(
                    rule,
                    standard,
                    draft,
                    span,
                    undone=undone,
                    disguises=disguises,
                    explanation=self._explanation(rule, candidates, match) if explain else None,
                    seen=self._seen(rule, candidates, match),
                )
        if explain and not inapplicable:
            for match in rule.matcher.near_misses(scan):
                yield match, Dismissal("score")

    @staticmethod
    def _grown(rule: Rule, scan: Scan, matches: list[Match]) -> list[Match]:
        """Return the matches of a rule with the rest of the words that they begin or end in, if it finds whole words."""
        if not rule.matcher.whole_words or not rule.boundary:
            return matches
        from xhslint.matching.whole_words import whole

        return longest(whole(scan, match) for match in matches)

    def _with_ids(self, found: list[Finding], draft: Draft, standard: Standard) -> list[Finding]:
        """Return findings, of which calls to get in touch hold the id that they give."""
        ends = {id(finding): end for finding, end in given_ids(draft, found)}
        if not ends:
            return found

        def grown(finding: Finding) -> Finding:
            rule = self.rulebook.rules[self.rulebook.ids.index(finding.rule_id)]
            return self.finding(
                rule,
                standard,
                draft,
                (finding.start, ends[id(finding)]),
                undone=finding.undone,
                disguises=finding.disguises,
                explanation=finding.explanation,
                seen=finding.seen,
            )

        return [grown(finding) if id(finding) in ends else finding for finding in found]

    def _unsettled(self, found: list[Finding], candidates: Candidates, standard: Standard) -> list[Finding]:
        """Return findings without the calls at places where a lowered rule of their family finds something.

        Who lowers `dm/purchase` has judged what it finds; `dm/ask` would report the same words at its own level. A call
        whose own rule was given a level stays.
        """
        levels = self.applicability.levels
        if not levels:
            return found
        calls = [each for each in found if is_call(each) and each.rule_id not in levels]
        settled: set[int] = set()
        for rule in self._lowered({call.family for call in calls}, standard):
            of_family = [call for call in calls if call.family == rule.family]
            settled.update(map(id, touched(of_family, self._places(rule, candidates, standard))))
        return [each for each in found if id(each) not in settled]

    def _lowered(self, families: set[str], standard: Standard) -> Iterator[Rule]:
        """Yield the rules in use, of some families, that were given a milder level than their own."""
        for name in self.applicability.levels:
            if family_of(name) in families and name in self.rulebook.ids:
                number = self.rulebook.ids.index(name)
                rule = self.rulebook.rules[number]
                if number in self.rulebook.in_use and self.applicability.is_lowered(rule, standard):
                    yield rule

    def _places(self, rule: Rule, candidates: Candidates, standard: Standard) -> Iterator[tuple[int, int]]:
        """Yield the spans of a draft at which a rule finds something, even if it is off."""
        with suppress(PatternStopped):  # a rule that is not off has been reported as faulty
            for outcome in self.evaluate(rule, standard, candidates, None):
                if isinstance(outcome, Finding):
                    yield outcome.start, outcome.end
                elif outcome[1].by == "profile":
                    yield candidates.scan.view.source(outcome[0].start, outcome[0].end)

    def _seen(self, rule: Rule, candidates: Candidates, match: Match) -> tuple[Seen, ...]:
        if not rule.matcher.acts:
            return ()
        from xhslint.linter.telling import seen_later

        return seen_later(candidates.draft, candidates.scan, match, self.lang)

    def _explanation(self, rule: Rule, candidates: Candidates, match: Match) -> Explanation:
        from xhslint.linter.explaining import explanation

        return explanation(rule, candidates, match, self.lang)

    def _dismissed(self, rule: Rule, candidates: Candidates, match: Match, dismissal: Dismissal) -> Dismissed:
        from xhslint.linter.explaining import as_dismissed

        return as_dismissed(rule, candidates, match, dismissal, self.lang)
