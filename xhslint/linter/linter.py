"""The linter: a draft in, findings out."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property, lru_cache, partial

from xhslint.base.dates import iso_day, iso_today
from xhslint.base.errors import InputError, Problem
from xhslint.base.time_limit import OutOfTime, time_limit
from xhslint.drafts.draft import Draft
from xhslint.linter.first_look import ActiveRules, Applicability, Candidates
from xhslint.messages.catalogue import say
from xhslint.model.findings import LANGUAGES, PROFILES, Level, Result
from xhslint.rulebook.compiled import store
from xhslint.rulebook.model import Rule, Rulebook
from xhslint.text.view import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from typing import Any

    from xhslint.linter.judge import Judge
    from xhslint.matching.index import Index
    from xhslint.matching.scan import Scan
    from xhslint.model.findings import Finding
    from xhslint.text.segmentation import Segmentation
    from xhslint.text.view import View


@lru_cache(8)
def shared_rulebook(extra: tuple[str, ...], modified: tuple[int, ...], lang: str) -> Rulebook:
    """Return the rulebook of the bundled rules and the files `extra`, read once a process.

    `modified` are the modification times of the files, so that an edited file is read again. Mistakes in them are worded
    in `lang`.
    """
    if not extra:
        return store.rulebook()
    from pathlib import Path

    return store.rulebook([Path(path) for path in extra], lang)


def rulebook_for(extra: Sequence[str | Path], lang: str = LANGUAGES[0]) -> Rulebook:
    """Return the shared rulebook of the bundled rules and the files `extra`.

    Raises InputError with the mistakes in these files, worded in `lang`.
    """
    paths = tuple(map(str, extra))
    modified = tuple(os.stat(path).st_mtime_ns if os.path.isfile(path) else 0 for path in paths)
    return shared_rulebook(paths, modified, lang if paths else "")


def _size(text: str) -> int:
    """Return how many bytes a text takes in UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


class Linter:
    """Lints drafts by one rulebook.

    `profile` is whose note it is (None: the draft's own front matter says, else personal), `lang` the language of
    messages, `rules` further rule files. `select` and `ignore` are ids or families of rules, and so is `extend_select`,
    which adds opt-in rules to those that run anyway. `as_of` is the day whose rules are applied, as a date or in ISO
    form (None: today). `severity` gives rules or families another one. `rulebook` takes the place of the bundled rules
    and of `rules`. A draft of more than `max_bytes` in UTF-8, or one that takes longer than `timeout` seconds, is refused.
    Raises InputError for unknown names and for rule files that are wrong.

    A linter holds no state of a draft: it may be shared among threads, and is pickled as its settings.
    """

    def __init__(
        self,
        profile: str | None = None,
        *,
        lang: str = "zh",
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        extend_select: Iterable[str] = (),
        rules: Sequence[str | Path] = (),
        as_of: str | date | None = None,
        severity: Iterable[tuple[str, Level]] = (),
        rulebook: Rulebook | None = None,
        max_bytes: int | None = None,
        timeout: float | None = None,
    ) -> None:
        for name, value, known in (("profile", profile, PROFILES), ("language", lang, LANGUAGES)):
            if value is not None and value not in known:
                from xhslint.messages.suggestions import did_you_mean

                meant = did_you_mean("en", value, known, "rules.did you mean")
                raise InputError([Problem("xhslint", 0, 0, f"unknown {name} {value!r}{meant}")])
        self.profile = profile
        self.lang = lang
        self.max_bytes = max_bytes
        self.timeout = timeout
        self.as_of = iso_today() if as_of is None else iso_day(as_of)
        choice = {"select": tuple(select), "ignore": tuple(ignore), "extend_select": tuple(extend_select)}
        levels = tuple(severity)
        given = {"lang": lang, "rules": tuple(rules), "as_of": self.as_of, "severity": levels}
        self._settings: dict[str, Any] = {**choice, **given, "max_bytes": max_bytes, "timeout": timeout}
        self._applicability = Applicability(dict(levels), self.as_of)
        if rulebook is not None:
            self._settings["rulebook"] = rulebook
        whole = rulebook_for(tuple(rules), lang) if rulebook is None else rulebook
        self.rulebook = whole.select(*choice.values()) if any(choice.values()) else whole
        self._segmentation: Segmentation | None = None
        self._active: dict[tuple[str, bool], ActiveRules] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(Linter, self.profile, **self._settings), ()

    @property
    def index(self) -> Index:
        """The index of the rulebook's terms."""
        return self.rulebook.index

    @cached_property
    def active_ids(self) -> frozenset[str]:
        """The ids of the rules in use."""
        ids = self.rulebook.ids
        return frozenset(ids[number] for number in self.rulebook.in_use)

    @cached_property
    def judge(self) -> Judge:
        """What evaluates rules; imported when first needed, because most drafts can match none."""
        from xhslint.linter.judge import Judge

        return Judge(self.rulebook, self._applicability, self.lang)

    def state(self) -> Hashable:
        """Return all that findings depend on beside the draft; None if the rulebook does not say what it was made from."""
        if self.rulebook.key is None:
            return None
        in_force = tuple(key for key, source in self.rulebook.sources.items() if source.in_force(self.as_of))
        levels = tuple(self._applicability.levels.items())
        return self.rulebook.key, self.profile, tuple(sorted(self.rulebook.in_use)), levels, in_force

    def rule(self, rule_id: str) -> Rule:
        """Return a rule of the rulebook; raises ValueError for an unknown id."""
        return self.rulebook.rules[self.rulebook.ids.index(rule_id)]

    def check(self, text: str) -> list[Finding]:
        """Return the findings of a caption, in order; raises InputError as `Draft.parse` and `examine` do."""
        return self.examine(Draft.parse(text)).findings

    def examine(self, draft: Draft, explain: bool = False) -> Result:
        """Return the findings of a draft and the faults of rules; with `explain`, the dismissed matches as well.

        Raises InputError for a draft that is too large or takes too long.
        """
        if self.max_bytes is not None and _size(draft.text) > self.max_bytes:
            raise self._refusal(draft, "draft too large", self.max_bytes)
        try:
            if self.timeout is None:
                return self._examine(draft, explain)
            with time_limit(self.timeout):
                return self._examine(draft, explain)
        except OutOfTime:
            if self.timeout is None:  # it is the limit of a caller
                raise
            raise self._refusal(draft, "out of time", self.timeout) from None
        except OverflowError:  # of the scanner, which counts characters in 32 bits
            raise self._refusal(draft, "out of memory") from None

    def _refusal(self, draft: Draft, key: str, *values: object) -> InputError:
        return InputError([Problem(draft.path, 0, 0, say(self.lang, key, *values))])

    def _examine(self, draft: Draft, explain: bool) -> Result:
        profile = self.profile or draft.fields.get("profile") or "personal"
        candidates = self.look(draft, profile, explain)
        if not candidates.alternatives:
            return Result([], [], [], [])
        return self.judge.judge(candidates, profile, explain)

    def look(self, draft: Draft, profile: str, explain: bool = False) -> Candidates:
        """Return the rules that may match a draft; with `explain`, rules that do not apply to it are included."""
        key = profile, explain
        if key not in self._active:
            summaries, inapplicable = self.rulebook.summaries, self._applicability.inapplicable_reason
            numbers = [n for n in self.rulebook.in_use if explain or not inapplicable(summaries[n], profile)]
            self._active[key] = ActiveRules(self.rulebook, numbers)
        return Candidates(draft, self._active[key], self.fold, self.scan)

    def fold(self, draft: Draft) -> View:
        """Return the view of a draft: its text as readers take it, with the disguises of characters undone."""
        return fold(draft.text, draft.skips)

    def view(self, draft: Draft) -> View:
        """Return the view of a draft with disguised words as they are meant."""
        return self.rulebook.respeller.respell(self.fold(draft))

    def plain_view(self, draft: Draft) -> View:
        """Return the view of a draft with those disguised words as they are meant that are read without the classifier."""
        return self.rulebook.respeller.respell(self.fold(draft), by_calls=False)

    def scan(self, draft: Draft, view: View | None = None) -> Scan:
        """Return the scan of a draft, in which rules find their matches."""
        from xhslint.matching.scan import Scan

        return Scan(draft.text, view or self.view(draft), self.index, self.segmentation)

    def segmentation(self) -> Segmentation:
        """Return the segmentation with the rulebook's words; made when first asked for."""
        if self._segmentation is None:
            from xhslint.text.segmentation import Segmentation

            self._segmentation = Segmentation(self.rulebook.words)
        return self._segmentation
