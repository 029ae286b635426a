"""Which opt-in rules a run left out, although its drafts could have been checked for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xhslint.linter.first_look import Standard, own_level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.config.settings import Settings
    from xhslint.linter.linter import Linter
    from xhslint.rulebook.model import Rulebook


def left_out(linters: Mapping[Settings, Linter]) -> tuple[str, ...]:
    """Return the families and ids of the opt-in rules that none of these linters runs, in alphabetical order.

    A family whose rules are all among them stands for them. Rules that are off under every standard in use, or that somebody
    chose to leave out, are not listed, and none is if somebody chose the rules to run.
    """
    if not linters or any(settings.select for settings in linters):
        return ()
    book = next(iter(linters.values())).engine.rulebook
    standards = {Standard(settings.profile, settings.kind) for settings in linters}
    unwanted = {name for settings in linters for name in settings.ignore}
    running = frozenset().union(*(linter.engine.rulebook.in_use for linter in linters.values()))
    off = frozenset(
        number
        for number in book.opt_in - running
        if any(own_level(book.summaries[number], standard) != "off" for standard in standards)
        and not {book.ids[number], book.summaries[number].family} & unwanted
    )
    return _names(book, off)


def opt_in_names(book: Rulebook) -> tuple[str, ...]:
    """Return the families and ids of all opt-in rules of a rulebook, as `left_out` names them."""
    return _names(book, book.opt_in)


def _names(book: Rulebook, off: frozenset[int]) -> tuple[str, ...]:
    return tuple(sorted(set(_each_name(book, off)))) if off else ()


def _each_name(book: Rulebook, off: frozenset[int]) -> Iterator[str]:
    whole = {rule.family for rule in book.summaries}
    whole -= {rule.family for number, rule in enumerate(book.summaries) if number not in off}
    for number in off:
        family = book.summaries[number].family
        yield family if family in whole else book.ids[number]
