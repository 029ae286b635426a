"""The linter: a draft in, findings out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from xhslint.base.dates import iso_today
from xhslint.base.errors import InputError, Problem
from xhslint.base.time_limit import OutOfTime, time_limit
from xhslint.drafts.draft import Draft
from xhslint.linter.engine import Engine
from xhslint.linter.options import as_levels, as_paths, require_valid, split_names
from xhslint.messages.catalogue import say
from xhslint.model.findings import LANGUAGES, Level, Result, clean_result
from xhslint.rulebook.compiled import store
from xhslint.rulebook.model import Rulebook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from xhslint.fixes.rewriting import Rewriting
    from xhslint.matching.scanner.interface import Found
    from xhslint.model.caption_result import CaptionResult
    from xhslint.model.findings import Finding


MOST_GLANCED = 100_000
"""Characters of a text at which a linter glances before it counts the time."""


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


def rulebook_for(extra: Sequence[str | os.PathLike[str]], lang: str = LANGUAGES[0]) -> Rulebook:
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
    """Lints captions by the bundled rules and one's own.

    `profile` is whose note it is: `personal`, `pro`, `paid` or `ad` (None: what the front matter of the draft says, else
    `personal`). `kind` is what kind of text it is: `note`, `comment`, `profile` (its signature) or `dm-script` (what a shop
    sends by message; None: what the front matter says, else `note`). `lang` is the language of messages, `zh` or `en`. `select` and `ignore` are ids or families of rules,
    one or several; so is `extend_select`, which adds opt-in rules to those that run anyway. `rules` are further rule
    files or folders. `as_of` is the day whose clauses are in force, as a date or in ISO form (None: today). `severity`
    gives rules or families another severity: `{"dm/purchase": "off", "ranking": "info"}`. `rulebook` takes the place of
    the bundled rules and of `rules`. A draft of more than `max_bytes` in UTF-8, or one that takes longer than `timeout`
    seconds, is refused. Raises InputError for unknown names and values, and for rule files that are wrong, with all
    mistakes.

    A linter holds no state of a draft: it may be shared among threads, and is pickled as its settings.
    """

    def __init__(
        self,
        profile: str | None = None,
        *,
        lang: str = "zh",
        select: str | Iterable[str] = (),
        ignore: str | Iterable[str] = (),
        extend_select: str | Iterable[str] = (),
        rules: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
        as_of: str | date | None = None,
        severity: Mapping[str, Level] | Iterable[tuple[str, Level]] = (),
        rulebook: Rulebook | None = None,
        max_bytes: int | None = None,
        timeout: float | None = None,
        kind: str | None = None,
    ) -> None:
        self.profile = profile
        self.kind = kind
        self.lang = lang
        self.as_of = iso_today() if as_of is None else str(as_of)
        self.max_bytes = max_bytes
        self.timeout = timeout
        choice = {
            "select": split_names(select),
            "ignore": split_names(ignore),
            "extend_select": split_names(extend_select),
        }
        files, levels = as_paths(rules), as_levels(severity)
        require_valid(profile, kind, lang, as_of, levels)
        given = {"kind": kind, "lang": lang, "rules": files, "as_of": self.as_of, "severity": levels}
        self._settings: dict[str, Any] = {**choice, **given, "max_bytes": max_bytes, "timeout": timeout}
        if rulebook is not None:
            self._settings["rulebook"] = rulebook
        whole = rulebook_for(files, lang) if rulebook is None else rulebook
        if named := [*levels, *(name for names in choice.values() for name in names)]:
            whole.require_names(named, lang)
            whole = whole.select(*choice.values())
        self.engine = self._make_engine(whole, profile, kind, lang, self.as_of, levels)

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(Linter, self.profile, **self._settings), ()

    def check(self, text: str) -> list[Finding]:
        """Return the findings of a caption, in order.

        Raises InputError for mistakes in its front matter and as `examine` does.
        """
        return self.examine(text).findings

    def check_many(
        self, texts: Iterable[str | None], *, titles: Iterable[str | None] | None = None
    ) -> Iterator[CaptionResult]:
        """Yield the result of each of many captions, in order and lazily.

        One that cannot be checked (no str, half a surrogate pair, mistakes in its front matter, too large, too slow) is a
        result with problems and stops no other. `titles` are the titles that are kept apart from the texts, one for each;
        then the places of findings are those in the title, a line end and the text, and nothing is front matter. None is
        a caption without a title, or one without a text.

        Raises ValueError if there are fewer titles than texts, or more.
        """
        from xhslint.linter.many import check_each

        return check_each(self.examine_caption, self.lang, texts, titles)

    def examine(self, draft: Draft | str, explain: bool = False) -> Result:
        """Return the findings of a draft or caption and the faults of rules; with `explain`, the dismissed matches too.

        Raises InputError for a draft that is too large or takes too long.
        """
        if isinstance(draft, Draft):
            return self._examined(draft, explain)
        return self._examined(Draft.parse(draft), True) if explain else self._examine_text(draft)

    def examine_caption(self, text: str | None, title: str | None = None) -> Result:
        """Return what `examine` does for a text with a title that is kept apart from it; see `check_many`.

        Raises InputError, and UnicodeEncodeError for half a surrogate pair: nothing could be written of such a text.
        """
        if title is None and isinstance(text, str):
            text.encode()
            return self._examine_text(text, "")
        from xhslint.linter.many import draft_of

        draft = draft_of(text, title, self.lang)
        draft.text.encode()
        return self.examine(draft)

    def _examine_text(self, text: str, path: str = "<text>") -> Result:
        """Return what `examine` does for a caption; most are found to be clean without making a draft of them."""
        found = None
        if self.max_bytes is None and isinstance(text, str) and len(text) <= MOST_GLANCED:
            is_clear, found = self.engine.glance(text)
            if is_clear:
                return clean_result()
        return self._examined(Draft.parse(text, path), found=found)

    def _examined(self, draft: Draft, explain: bool = False, found: Found = None) -> Result:
        """Return the result of `examine` for a draft; `found` is what a glance at its text found, if there was one."""
        if self.max_bytes is not None and _size(draft.text) > self.max_bytes:
            raise self._refusal(draft, "draft too large", self.max_bytes)
        try:
            if self.timeout is None:
                return self.engine.examine(draft, explain, found)
            with time_limit(self.timeout):
                return self.engine.examine(draft, explain, found)
        except OutOfTime:
            if self.timeout is None:  # it is the limit of a caller
                raise
            raise self._refusal(draft, "out of time", self.timeout) from None
        except OverflowError:  # of the scanner, which counts characters in 32 bits
            raise self._refusal(draft, "out of memory") from None

    def rewritings(self, draft: Draft, findings: Iterable[Finding]) -> list[Rewriting]:
        """Return what may be written in place of the sentences with these findings of a draft; not linted yet.

        A rule whose `fix` does not name `rewrite` has none.
        """
        from xhslint.fixes.phrasing import REWRITE
        from xhslint.fixes.rewriting import rewritings

        engine = self.engine
        if engine.rulebook.phrasing is None:
            return []
        chosen = [each for each in findings if any(remedy.do == REWRITE for remedy in engine.rule(each.rule_id).fix)]
        return (
            rewritings(engine.rulebook.phrasing, draft, engine.standard_of(draft), chosen, self.lang) if chosen else []
        )

    def _make_engine(self, *parts: Any) -> Engine:
        """Return the engine; a subclass may bring its own."""
        return Engine(*parts)

    def _refusal(self, draft: Draft, key: str, *values: object) -> InputError:
        return InputError([Problem(draft.path, 0, 0, say(self.lang, key, *values))])
