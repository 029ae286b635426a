"""Check the text of the page: its findings, what could be done about them, and in words what was checked and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from xhslint.base.dates import iso_today
from xhslint.base.errors import Problem
from xhslint.base.paths import PASTED
from xhslint.base.time_limit import OutOfTime, check_time, time_limit
from xhslint.config.settings import Config, merged
from xhslint.drafts.file_kinds import text_kind
from xhslint.matching.measures import MEASURES, sizes
from xhslint.messages.catalogue import count, say, texts
from xhslint.messages.page import page_text
from xhslint.model.findings import KINDS, SEVERITIES
from xhslint.page.findings import Offsets, finding_data, fix_data, problem_data, rewriting_data
from xhslint.page.notes import posted
from xhslint.page.requests import Choice
from xhslint.report.parts.wording import family_name
from xhslint.run.left_out import left_out
from xhslint.run.text_check import Remedies, TextCheck, check_text, place
from xhslint.run.worker import DraftWorker

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.drafts.draft import Draft
    from xhslint.filters.baseline import Baseline
    from xhslint.model.findings import Finding

    Answer = dict[str, Any]

MOST_WORKERS = 32
"""How many ways to check are kept ready."""
REMEDY_SECONDS = 3.0
"""The seconds in which remedies of the findings are looked for."""
MOST_REMEDIED = 30
"""The most findings whose remedies are looked for: each is tried out before it is offered."""


class Checker:
    """Checks texts under a configuration and a baseline, as each request chooses."""

    def __init__(
        self, config: Config, baseline: Baseline | None, describe_crash: Callable[[Exception, str], str]
    ) -> None:
        self._config = config
        self._baseline = baseline
        self._describe_crash = describe_crash
        self._workers: dict[Choice, DraftWorker] = {}
        self._day = ""
        self._last: tuple[Choice, str, str, TextCheck, Remedies | None] | None = None

    def worker(self, choice: Choice) -> DraftWorker:
        """Return what checks drafts as they are to be checked; raises InputError for unknown names of rules."""
        if self._day != iso_today():  # the clauses in force are others
            self._workers.clear()
            self._day = iso_today()
        worker = self._workers.pop(choice, None)
        if worker is None:
            added = (*self._config.given.extend_select, *choice.extend_select)
            config = merged(self._config, {"profile": choice.profile, "kind": choice.kind, "extend_select": added})
            worker = DraftWorker(choice.lang, config, lambda error: self._describe_crash(error, choice.lang))
            worker.linter(config.settings())
        while len(self._workers) >= MOST_WORKERS:
            del self._workers[next(iter(self._workers))]
        self._workers[choice] = worker  # the last one used is the last one dropped
        return worker

    def check(self, choice: Choice, text: str, name: str = PASTED) -> TextCheck:
        """Return the check of a text."""
        if kind := text_kind(text):
            said = page_text(choice.lang, "not prose", say(choice.lang, f"file.{kind}"))
            return TextCheck(problems=(Problem(name, 0, 0, said),))
        return check_text(self.worker(choice), text, name, self._baseline)

    def remedies(self, choice: Choice, text: str, numbers: Sequence[int]) -> list[Answer]:
        """Return what could be done about some findings of a text, which are numbered from 0, as data, as far as there is time."""
        check, remedies = self._latest(choice, text)
        if remedies is None:
            return []
        chosen = [check.findings[number] for number in numbers if number < len(check.findings)]
        found: list[Answer] = [{"fixes": [], "rewriting": None} for _ in chosen]
        _add_remedies(remedies, chosen, found, Offsets(text), choice.lang)
        return found

    def latest(self, choice: Choice, text: str) -> TextCheck:
        """Return the check of a text, which is kept until the next one: its remedies are likely to be asked for."""
        return self._latest(choice, text)[0]

    def _latest(self, choice: Choice, text: str) -> tuple[TextCheck, Remedies | None]:
        if self._last is None or self._last[:3] != (choice, text, iso_today()):
            check = self.check(choice, text)
            check_time()  # or what was called off would be kept as a check that took too long
            remedies = Remedies(check.linter, check.draft) if check.draft and check.linter else None
            self._last = (choice, text, iso_today(), check, remedies)
        return self._last[3:]


def check_data(check: TextCheck, text: str, lang: str, is_quick: bool) -> Answer:
    """Return the check of a text as data; a quick one has nothing of what could be done about the findings."""
    offsets = Offsets(text)
    found = [finding_data(each, offsets, lang) for each in check.findings]
    if check.draft and check.linter and found and not is_quick:
        _add_remedies(Remedies(check.linter, check.draft), check.findings[:MOST_REMEDIED], found, offsets, lang)
    return {
        "findings": found,
        "problems": [
            *(problem_data(each, "error") for each in check.problems),
            *(problem_data(each, "warning") for each in check.expired),
            *(problem_data(each, "info") for each in check.unused),
        ],
        "counts": counts(check),
        # The limits are those of notes.
        "sizes": sizes(check.draft) if check.draft and check.kind == KINDS[0] else None,
        "regions": _regions(check.draft, offsets) if check.draft else [],
        "posted": posted(check.draft) if check.draft else None,
        "profile": check.profile,
        "kind": check.kind,
        "is_checked": check.draft is not None,
        **_told(check, lang),
    }


def counts(check: TextCheck) -> Answer:
    """Return the numbers of findings by severity, and of problems."""
    tally = Counter(finding.severity for finding in check.findings)
    return {**{each: tally[each] for each in SEVERITIES}, "problem": len(check.problems)}


def remedied(check: TextCheck) -> tuple[Finding, ...]:
    """Return the findings of a check with their sentences written anew, as far as there is time."""
    if not check.draft or not check.linter or not check.findings:
        return check.findings
    return tuple(Remedies(check.linter, check.draft).rewritten(check.findings, REMEDY_SECONDS))


def _add_remedies(
    remedies: Remedies, findings: Sequence[Finding], found: Sequence[Answer], offsets: Offsets, lang: str
) -> None:
    """Add to the data of findings their sentences written anew and their other fixes, as long as there is time."""
    data = {place(finding): each for finding, each in zip(findings, found, strict=False)}
    rewriting = say(lang, "fix.rewrite")
    try:
        with time_limit(REMEDY_SECONDS):
            for finding in remedies.rewritten(findings):
                data[place(finding)]["rewriting"] = rewriting_data(remedies.draft, finding, offsets, lang)
            for finding, fix in remedies.fixes(findings):
                if fix.title != rewriting:
                    data[place(finding)]["fixes"].append(fix_data(fix, offsets))
    except OutOfTime:
        check_time()  # not the seconds of these remedies are over, but the work is called off


def _regions(draft: Draft, offsets: Offsets) -> list[Answer]:
    """Return where title, topics, links, and what is not posted, stand in the text."""
    parts = [(each.start, each.end, each.kind) for each in draft.regions if each.kind != "body"]
    parts += [(each.start, each.end, "skip") for each in draft.skips]
    return [{"kind": kind, "start": offsets.of(start), "end": offsets.of(end)} for start, end, kind in sorted(parts)]


def _told(check: TextCheck, lang: str) -> Answer:
    """Return in words what was checked, by rules about what, and what was not."""
    draft, linter, settings = check.draft, check.linter, check.settings
    if not draft or not linter or not settings:
        return {"checked": "", "families": [], "unchecked": []}
    topics = sizes(draft)["topics"]
    parts = [page_text(lang, "part.title")] if draft.title else []
    parts += [page_text(lang, "part.body")] if draft.body else []
    parts += [page_text(lang, "part.topic" if topics == 1 else "part.topics", topics)] if topics else []
    book, named = linter.engine.rulebook, texts(lang)
    rules = count(lang, len(book.in_use), "rule")
    used = [book.summaries[number] for number in sorted(book.in_use)]
    families = dict.fromkeys(
        each.family for each in used if not (each.limit and MEASURES[each.limit.measure].in_pictures)
    )
    missing = [named.get(f"left out.{name}", name) for name in left_out({settings: linter})]
    held = [("suppressed", check.suppressed), ("known", check.known)]
    unchecked = [
        page_text(lang, "unchecked.pictures"),
        *([page_text(lang, "unchecked.code", draft.skipped_code)] if draft.skipped_code else []),
        *([page_text(lang, "unchecked.optional", say(lang, "and").join(missing))] if missing else []),
        *(page_text(lang, "held", count(lang, number, key)) for key, number in held if number),
    ]
    joined = say(lang, "and").join(parts)
    return {
        "checked": page_text(lang, "checked", joined, rules, linter.as_of) if parts else "",
        "families": [family_name(each, lang) or each for each in families],
        "unchecked": unchecked,
    }
