"""What the platform's notices speak of."""

from __future__ import annotations

from xhslint.base.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.model.findings import Source


@dataclass(frozen=True)
class Mention:
    """Words that a machine may take for an offence against a rule wherever they stand; within those of `allow` they mean something else."""

    rule_id: str
    words: tuple[str, ...]
    allow: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notice:
    """A kind of notice: its `name` by language, the words it `says`, the rules and families it `punishes`, the likeliest first.

    `may` are rules and families that it may mean besides. `kinds` are those of texts that it speaks of, none for all. `mentions`
    are words that a machine may take for an offence wherever they stand, by the rule that judges them by what they say.
    `look` are things to look at by hand, by language each, which no linter of texts sees.
    """

    key: str
    name: dict[str, str]
    says: tuple[str, ...]
    punishes: tuple[str, ...]
    sources: tuple[Source, ...]
    look: tuple[dict[str, str], ...] = ()
    may: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
