"""Lexicons: a concept each, with the ways in which people write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xhslint.base.records import dataclass

KINDS = ("plain", "homophone", "initials", "emoji", "alias", "split", "lookalike", "numeral")
"""How a term relates to the word that it stands for; only `plain` is no disguise."""


@dataclass(frozen=True, slots=True)
class Part:
    """Characters of a term, `written` in place of those that they read as; `kind` is how, one of `KINDS`."""

    written: str
    reads: str
    kind: str


@dataclass(frozen=True, slots=True)
class Term:
    """One way to write a concept; a *strong* term means it anywhere, a weak one only next to another slot of a phrase."""

    text: str
    reads: str
    strong: bool = True
    parts: tuple[Part, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether it is written without disguise."""
        return not self.parts

    @property
    def is_faint(self) -> bool:
        """Whether it is one character that seldom stands for the word (🍵 or 维 for 微信)."""
        return not self.strong and len(self.text) == 1 and self.text != self.reads


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A named concept and its terms.

    `allow` are longer phrases in which its terms mean something else (增加 for 加), `not_after` and `not_before` are
    characters that may not touch a term.
    """

    name: str
    reads: str
    terms: tuple[Term, ...]
    allow: tuple[str, ...] = ()
    not_after: str = ""
    not_before: str = ""
    path: str = ""
    line: int = 0


def telling(owner: Mapping[str, Term]) -> list[str]:
    """Return the lists, of those that a pattern belongs to, for which it stands by itself."""
    return [name for name, term in owner.items() if not term.is_faint]


def symbols(terms: Iterable[str]) -> set[str]:
    """Return the marks that are part of some term, and so are not noise: ❤ in 薇❤, + in +v."""
    return {c for text in terms for c in text if not (c.isalnum() or c.isspace())}
