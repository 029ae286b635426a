"""What differs between two rulebooks, as far as findings depend on it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from xhslint.base.records import dataclass, replace
from xhslint.matching.index import RESPELLED
from xhslint.rulebook.compiled.encode import classifier_row, encode, guard_text, text_of, weight_text
from xhslint.rulebook.model import Rule, Rulebook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.matching.lexicon import Lexicon


@dataclass(frozen=True)
class RulebookChanges:
    """What a rulebook has that another one has not, or has in another way.

    `added`, `removed` and `changed` are the ids of rules, in order; of a rule that changed, the definition did: its words
    are among the `terms` if only they did. `terms` are the patterns, as they are looked for, that were added to or removed
    from a list, or whose list changed. `model` says whether the classifier decides otherwise, `everything` that words in disguise or
    marks are read otherwise, so that no note is sure to keep its findings.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    terms: frozenset[str] = frozenset()
    model: bool = False
    everything: bool = False

    def __bool__(self) -> bool:
        return bool(self.rules or self.terms or self.model or self.everything)

    @property
    def rules(self) -> frozenset[str]:
        """The ids of all rules that are new, gone or changed."""
        return frozenset((*self.added, *self.removed, *self.changed))


def compare(old: Rulebook, new: Rulebook) -> RulebookChanges:
    """Return what differs between two rulebooks that were read from rule files; examples and places in files do not count."""
    before, after = _definitions(old), _definitions(new)
    marks = old.index.marks != new.index.marks
    respelled = (set(old.respelled), set(old.not_respelled)) != (set(new.respelled), set(new.not_respelled))
    same = {rule for rule in before.keys() & after.keys() if before[rule] == after[rule]}
    return RulebookChanges(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(sorted((before.keys() & after.keys()) - same)),
        terms=_terms(old, new, same),
        model=_model(old) != _model(new),
        everything=marks or respelled,
    )


def _definitions(book: Rulebook) -> dict[str, str]:
    """Return all that a rule says, by its id; what other entries say that it names is included."""
    return {rule.id: _definition(rule, book) for rule in book.rules}


def _definition(rule: Rule, book: Rulebook) -> str:
    guards = [guard_text(replace(guard, path="", line=0)) for guard in rule.unless]
    sources = [encode(vars_of(source)) for source in rule.sources]
    signals = [encode(book.signals[key]) for key in rule.signals]
    bare = replace(rule, unless=(), sources=(), flag=(), passes=(), path="", line=0)
    return text_of([encode(bare), guards, sources, signals])


def vars_of(record: object) -> list[object]:
    """Return the values of a record with slots."""
    return [getattr(record, name) for name in type(record).__slots__]  # type: ignore[attr-defined]


def _model(book: Rulebook) -> str:
    return text_of([classifier_row(book.classifier), weight_text(book.classifier)])


def _terms(old: Rulebook, new: Rulebook, same: Container[str]) -> frozenset[str]:
    """Return the patterns that mean something else, or nothing, in one of the rulebooks.

    `same` are the rules that did not change. Of a pattern that is in both rulebooks the lists that only other rules ask do not
    count: those rules are looked at anyway.
    """
    before, after = (dict(zip(book.index.patterns, book.index.owners, strict=True)) for book in (old, new))
    asked = _asked(old, same) | _asked(new, same)
    words = set(old.words) ^ set(new.words)
    guarded = _changed_lexicons(old.lexicons, new.lexicons) & asked
    found = set(before.keys() ^ after.keys())
    for pattern in before.keys() & after.keys():
        owners = [{name: term for name, term in side[pattern].items() if name in asked} for side in (before, after)]
        if owners[0] != owners[1] or any(guarded & owner.keys() for owner in owners):
            found.add(pattern)
    for side in (before, after):
        found |= {pattern for pattern, owner in side.items() if any(term.text in words for term in owner.values())}
    return frozenset(found)


def _asked(book: Rulebook, rules: Container[str]) -> set[str]:
    """Return the lists that some rules ask for, those of the classifier and that of words in disguise included."""
    names = {RESPELLED}
    for rule in book.rules:
        if rule.id in rules:
            names.add(f"allow:{rule.id}")
            names.update(name for phrase in rule.matcher.phrases() for slot in phrase.slots for name in slot.names)
            names.update(name for guard in rule.unless for name in guard.names)
    if book.classifier:
        names.update(book.classifier.table, book.classifier.ordinary)
    return names | {f"allow:{name}" for name in names}


def _changed_lexicons(old: Iterable[Lexicon], new: Iterable[Lexicon]) -> set[str]:
    """Return the names of lexicons that guard their terms in another way."""
    before, after = (_guards(lexicons) for lexicons in (old, new))
    return {name for name in before.keys() & after.keys() if before[name] != after[name]}


def _guards(lexicons: Iterable[Lexicon]) -> Mapping[str, tuple[object, ...]]:
    return {each.name: (each.reads, sorted(each.allow), each.not_after, each.not_before) for each in lexicons}
