"""Write the sentence of an offence anew, within the platform: proposals, the best first, which are not linted yet.

A sentence is parted into clauses. Those with an offence are replaced by what a template puts, or left out, together with
the clauses that only make sense with them (我发你, 备注来意). Several offences in one sentence share its proposals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xhslint.base.records import NamedTuple
from xhslint.base.time_limit import check_time
from xhslint.drafts.draft import Draft
from xhslint.fixes.clauses import (
    Clause,
    Sentence,
    clauses_of,
    cut_words,
    sentences_with,
)
from xhslint.fixes.left_contacts import holds_contact, left_contact
from xhslint.fixes.phrasing import KEPT, REMNANTS, Phrasing, Template
from xhslint.fixes.reach import reach, says_something
from xhslint.fixes.sentence_parts import Passage, kept_part
from xhslint.fixes.text_cuts import SPACES, splits_pair, title_at
from xhslint.matching.measures import title_weight
from xhslint.messages.catalogue import say
from xhslint.model.findings import Edit, Finding, Fix

LONGEST_TITLE = 20


class Rewriting(NamedTuple):
    """What may be written in place of a sentence with these findings: fixes of one edit each, the best first."""

    findings: tuple[Finding, ...]
    fixes: tuple[Fix, ...]


def rewritings(
    phrasing: Phrasing, draft: Draft, standard: tuple[str, str], findings: Iterable[Finding], lang: str
) -> list[Rewriting]:
    """Return the rewritings of the sentences with these findings, in order; a finding without one is left out.

    `standard` is the profile and the kind by which the draft is linted.
    """
    title = say(lang, "fix.rewrite")
    out = []
    for sentence, group in sentences_with(draft, findings):
        check_time()
        writer = _Writer(phrasing, draft, standard, sentence, group)
        if edits := tuple(dict.fromkeys(writer.edits())):
            out.append(Rewriting(tuple(group), tuple(Fix((edit,), False, title) for edit in edits)))
    return out


class _Writer:
    """Writes one sentence anew."""

    def __init__(
        self,
        phrasing: Phrasing,
        draft: Draft,
        standard: tuple[str, str],
        sentence: Sentence,
        findings: Sequence[Finding],
    ) -> None:
        self.phrasing = phrasing
        self.draft = draft
        self.profile, self.kind = standard
        self.findings = findings
        self.title = title_at(draft, findings[0].start)
        spans = [(each.start, each.end) for each in findings]
        self.clauses = clauses_of(draft.text, sentence, spans, phrasing.open_end, phrasing.fact)
        self.flagged = [
            any(c.start < high and low < c.end for low, high in spans) and not phrasing.fact.fullmatch(self._words(c))
            for c in self.clauses
        ]
        self.sentence = sentence
        self.start, self.end = (
            (sentence.start, sentence.end) if self.title else reach(draft, phrasing, sentence, self.flagged[0])
        )

    def edits(self) -> Iterator[Edit]:
        """Yield the edits that may take the place of the sentence."""
        yield from self._without_topic()
        if self.draft.is_posted(self.start, self.end):
            for text in self._texts():
                if edit := self._edit(text):
                    yield edit

    def _without_topic(self) -> Iterator[Edit]:
        """Yield the deletion of a topic that is the offence."""
        mark = self.draft.mark_at(self.findings[0].start)
        if (
            mark
            and mark.kind == "topic"
            and all(mark.start <= each.start and each.end <= mark.end for each in self.findings)
        ):
            yield from filter(None, [cut_words(self.draft, mark.start, mark.end)])

    def _texts(self) -> Iterator[str]:
        """Yield what may be written in place of the sentence, from `start` to `end`; empty for nothing."""
        templates = self._templates()
        calls = [each for each in templates if each.place == "body" and not set(each.keep) <= set(REMNANTS)]
        for template in calls:
            yield from self._text(template)
        for template in calls:  # what is left of the sentence may be found again: then without it
            yield from self._text(template, is_short=True)
        for template in templates:
            if template not in calls:
                yield from self._text(template)
        yield ""

    def _text(self, template: Template, is_short: bool = False) -> Iterator[str]:
        """Yield what a template writes, if it fits; `is_short` keeps only facts of what follows the offence."""
        put = template.put.get(self.profile)
        found = None if put is None else self._kept(template)
        if put is not None and found:
            name, kept, first, last = found
            text = put.replace(KEPT, kept).lstrip("" if kept else "，")
            gone = self._gone(first, name, leads=not kept and bool(text), is_short=is_short)
            anew = self._assembled(text, first, last, gone)
            yield anew if text or says_something(anew, name) else ""

    def _kept(self, template: Template) -> tuple[str, str, int, int] | None:
        """Return the first part that a template keeps: its name, its words and the clauses that it takes the place of."""
        for name in template.keep:
            for first, last in self._runs():
                kept = kept_part(name, self._passage(first, last), self.phrasing)
                if kept is not None:
                    return name, kept, first, last
        return None

    def _templates(self) -> list[Template]:
        """Return the templates for the findings; in a title that cannot be left out, those for titles come last."""
        ids = {name for each in self.findings for name in (each.rule_id, *each.also)}
        made = [each for each in self.phrasing.templates if self.kind in each.kinds]
        fitting = [each for each in made if any(map(each.serves, ids))]
        body = [each for each in fitting if each.place == "body"]
        return body + [each for each in fitting if each.place == "title"] if self.title else body

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Yield the first and the last clause of each passage with an offence."""
        first = None
        for number, flag in enumerate([*self.flagged, False]):
            if flag and first is None:
                first = number
            elif not flag and first is not None:
                yield first, number - 1
                first = None

    def _words(self, clause: Clause) -> str:
        return self.draft.text[clause.start : clause.end]

    def _passage(self, first: int, last: int) -> Passage:
        start, end = self.clauses[first].start, self.clauses[last].end
        inside = [each for each in self.findings if each.start < end and start < each.end]
        before = self._words(self.clauses[first - 1]) if first and not self.flagged[first - 1] else ""
        behind = tuple(self._words(each) for each in self.clauses[last + 1 :])
        return Passage(
            self.draft.text[start:end],
            max(0, inside[0].start - start),
            max(each.end for each in inside) - start,
            before,
            behind,
            tuple(words for words in behind if self.phrasing.follow_up.match(words)),
        )

    def _gone(self, first: int, name: str, leads: bool, is_short: bool) -> set[int]:
        """Return the clauses that make no sense without the offences: those that lead to one, and those that go on from it.

        Where `nothing` is kept, all that follows goes on from it; for `facts`, and if it `is_short`, all but facts. The
        clause before the one that is replaced stays if it `leads` to what is put there.
        """
        gone: set[int] = set()
        seen = False
        for number, flag in enumerate(self.flagged):
            if flag:
                seen = True
                before = number - 1
                while before >= 0 and not self.flagged[before] and self._leads_on(before):
                    if leads and before == first - 1:
                        break
                    gone.add(before)
                    before -= 1
            elif seen and (
                self._hangs(number, name, gone, is_short) or left_contact(self._words(self.clauses[number]))
            ):
                gone.add(number)
            if name == "draw" and not flag and self.phrasing.draw.search(self._words(self.clauses[number])):
                gone.add(number)
        return gone

    def _assembled(self, put: str, first: int, last: int, gone: set[int]) -> str:
        """Return the sentence with `put` for the passage of these clauses, without other offences and what is `gone`."""
        text = self.draft.text
        pieces: list[tuple[str, Clause]] = []
        for number, clause in enumerate(self.clauses):
            if number == first and put:
                pieces.append((put, self.clauses[last]))
            elif number not in gone and not self.flagged[number] and (self._words(clause) or not number):
                pieces.append((self._words(clause), clause))
        out = ""
        for number, (words, clause) in enumerate(pieces):
            gap = text[clause.end : clause.next]
            if number + 1 == len(pieces):
                gap = "" if clause.hard else gap
            elif pieces[number + 1][1].start != clause.next and not clause.hard:
                gap = "，"
            out += words + gap
        return out.rstrip(SPACES) + text[self.sentence.stop : self.sentence.end]

    def _leads_on(self, number: int) -> bool:
        """Return whether a clause only leads to the next one."""
        words = self._words(self.clauses[number])
        phrasing = self.phrasing
        patterns = (
            phrasing.lead_in.search,
            phrasing.suspect.search,
            phrasing.condition.fullmatch,
            phrasing.asked.match,
            phrasing.audience.match,
        )
        return any(pattern(words) for pattern in patterns)

    def _is_tied(self, number: int, name: str, gone: set[int]) -> bool:
        """Return whether no comma parts a clause from an offence that is taken out before it."""
        before = number - 1
        return name == "clauses" and not self.clauses[before].hard and (self.flagged[before] or before in gone)

    def _hangs(self, number: int, name: str, gone: set[int], is_short: bool) -> bool:
        """Return whether a clause behind an offence goes with it."""
        if name != "nothing" and self.phrasing.fact.fullmatch(self._words(self.clauses[number])):
            return False
        return name in ("facts", "nothing") or is_short or self._follows(number) or self._is_tied(number, name, gone)

    def _follows(self, number: int) -> bool:
        """Return whether a clause only goes on from an offence before it."""
        words = self._words(self.clauses[number])
        return bool(self.phrasing.follow_up.match(words) or self.phrasing.suspect.search(words))

    def _edit(self, text: str) -> Edit | None:
        if splits_pair(text):
            return None
        if holds_contact(text) and any(each.family in ("contact", "dm") for each in self.findings):
            return None
        if not text:
            return cut_words(self.draft, self.start, self.end)
        if self.title and self._title_weight(text) > LONGEST_TITLE:
            return None
        return Edit(self.start, self.end, text)

    def _title_weight(self, text: str) -> int:
        assert self.title
        whole = self.draft.text
        return title_weight(whole[self.title.start : self.start] + text + whole[self.end : self.title.end])
