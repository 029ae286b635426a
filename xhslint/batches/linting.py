"""Lint the values of columns with a linter that is made once a process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat

from xhslint.base.dates import iso_today
from xhslint.base.errors import InputError, Problem
from xhslint.batches.building import ColumnBuilder
from xhslint.drafts.read import draft_text
from xhslint.linter.linter import Linter
from xhslint.linter.many import problems_of
from xhslint.messages.catalogue import both

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable
    from typing import Any

    from xhslint.batches.columns import Text

KEPT = 8
"""Linters of different settings that a process keeps."""


def linter_for(settings: Mapping[str, Any]) -> Linter:
    """Return the linter with these settings of `Linter`; the same one for equal settings, until the day is over.

    Raises TypeError for a setting that `Linter` does not have, InputError for a value that it cannot take.
    """
    return _linter(tuple(sorted((name, _frozen(value)) for name, value in settings.items())), iso_today())


@lru_cache(KEPT)
def _linter(settings: tuple[tuple[str, Any], ...], day: str) -> Linter:
    return Linter(**{"as_of": day, **dict(settings)})


def _frozen(value: Any) -> Hashable:
    """Return the value of a setting as one that can be compared with others."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        return value
    pairs = value.items() if isinstance(value, Mapping) else value
    return tuple(tuple(each) if isinstance(each, (list, tuple)) else each for each in pairs)


def lint_values(linter: Linter, texts: Sequence[Text], titles: Sequence[Text] | None = None) -> ColumnBuilder:
    """Return the results of texts, each with its title if there are titles; of bytes the encoding is found out.

    Raises InputError if there are fewer titles than texts, or more.
    """
    if titles is not None and len(titles) != len(texts):
        raise InputError([Problem("", 0, 0, both("titles differ", len(titles), len(texts)))])
    built = ColumnBuilder()
    lang, offsets = linter.lang, built.offsets
    for value, heading in zip(texts, repeat(None, len(texts)) if titles is None else titles, strict=True):
        try:
            text, title = _decoded(value), _decoded(heading)
            result = linter.examine_caption(text, title)
        except Exception as error:
            built.fail(problems_of(error, lang))
            continue
        if result.findings or result.faults:
            built.add(result.findings, [fault.in_language(lang) for fault in result.faults], title)
        else:
            offsets.append(offsets[-1])
    return built


def _decoded(value: Text) -> str | None:
    """Return a value as text; raises InputError for bytes that are none."""
    return draft_text(value, "") if isinstance(value, bytes) else value
