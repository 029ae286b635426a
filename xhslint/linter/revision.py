"""Which captions a change of the rules may concern: all others keep their findings, and need no other look."""

from __future__ import annotations

from collections.abc import Iterable

from xhslint.base.errors import InputError
from xhslint.base.records import replace
from xhslint.linter.engine import Engine
from xhslint.linter.first_look import ActiveRules, Candidates
from xhslint.linter.many import draft_of
from xhslint.matching.index import RESPELLED
from xhslint.matching.lexicon import Lexicon
from xhslint.matching.matchers.words import WordsMatcher
from xhslint.matching.phrase import Phrase, Slot
from xhslint.matching.respelling import in_plain
from xhslint.model.findings import LANGUAGES, PROFILES
from xhslint.rulebook.comparison import RulebookChanges, compare
from xhslint.rulebook.compiled.compiled_rulebook import loads
from xhslint.rulebook.compiled.encode import dump
from xhslint.rulebook.model import Rule, Rulebook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.drafts.draft import Draft

CHANGED = "revision/changed"
"""The list of changed terms, and the rule that looks for them."""
PLAIN = "revision/respelled"
"""The rule that looks for words in disguise, because of which a draft is read in plain as well."""
FAR_DAY = "9999-12-31"


class Revision:
    """A change from some rules to others: says which captions need another look.

    `old` and `new` are rulebooks that were read from rule files, by `xhslint.rulebook.files.loader.load`. `changes` says what
    differs; it is false if nothing does that findings depend on. A revision is pickled with its compiled rules, so that other
    processes need no rule files.
    """

    def __init__(self, old: Rulebook, new: Rulebook) -> None:
        self.changes = compare(old, new)
        self._data: tuple[bytes, ...] = ()
        if self.changes and not self.changes.everything:
            self._data = tuple(dump(_watching(book, self.changes.terms), "") for book in (old, new))
        self._prepare()

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.changes, self._data)

    def _prepare(self) -> None:
        self._sides = [_Side(data, self.changes) for data in self._data]

    def affects(self, text: str | None, title: str | None = None) -> bool:
        """Return whether a caption may have other findings than before; False is certain, True is not.

        A caption that cannot be read is not affected: no rule decides that.
        """
        if not self.changes:
            return False
        try:
            draft = draft_of(text, title, LANGUAGES[0])
        except InputError:
            return False
        return self.changes.everything or any(side.affects(draft) for side in self._sides)


def _restored(changes: RulebookChanges, data: tuple[bytes, ...]) -> Revision:
    made = Revision.__new__(Revision)
    made.changes, made._data = changes, data
    made._prepare()
    return made


class _Side:
    """The rules before a change, or those after it, and what of them the change concerns."""

    def __init__(self, data: bytes, changes: RulebookChanges) -> None:
        book = loads(data, "")
        assert book
        self.engine = Engine(book, None, None, LANGUAGES[0], FAR_DAY, {})
        ids, summaries = book.ids, book.summaries
        changed = changes.rules
        numbers = {
            number
            for number, (name, summary) in enumerate(zip(ids, summaries, strict=True))
            # A draft in which the classifier may decide otherwise is one in which some rule looks at words.
            if name in changed or (changes.model and summary.limit is None and name not in (CHANGED, PLAIN))
        }
        self.plain = ids.index(PLAIN)
        if changes.terms:
            numbers |= {ids.index(CHANGED), self.plain}
        self.active = ActiveRules(book, numbers)

    def affects(self, draft: Draft) -> bool:
        """Return whether a draft may have other findings, as these rules see it."""
        look = Candidates(draft, self.active, self.engine.fold, self.engine.scan)
        found = look.alternatives
        if not found:
            return False
        if found.keys() != {self.plain}:
            return True
        plain = look.scan.once(in_plain)  # guards are asked of the draft as it reads, too
        return plain is not None and bool(plain.scan.raw(CHANGED))


def _watching(book: Rulebook, terms: Iterable[str]) -> Rulebook:
    """Return a rulebook with two rules more: one finds the changed terms that it has, one words in disguise."""
    owners = dict(zip(book.index.patterns, book.index.owners, strict=True))
    changed = [replace(term, strong=True) for each in sorted(terms) for term in owners.get(each, {}).values()]
    lexicon = Lexicon(CHANGED, CHANGED, tuple(changed))
    rules = [_rule(CHANGED, CHANGED), _rule(PLAIN, RESPELLED)]
    return replace(book, lexicons=(*book.lexicons, lexicon), rules=(*book.rules, *rules), key=None)


def _rule(name: str, words: str) -> Rule:
    return Rule(
        id=name,
        severity=dict.fromkeys(PROFILES, "info"),
        message={},
        advice={},
        sources=(),
        matcher=WordsMatcher(Phrase((Slot((words,)),))),
        allow=(),
        unless=(),
        regions=frozenset(),
        boundary=False,
        flag=(),
        passes=(),
        path="",
        line=0,
    )
