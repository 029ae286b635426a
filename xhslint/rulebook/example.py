"""Texts of rules that know where they stand: examples, and advice."""

from __future__ import annotations

from xhslint.model.findings import KINDS


class Example(str):
    """A text of a rule, an example or advice, that knows the file, the line and the column, from 1, at which it stands.

    An example of another `kind` of text than a note begins with front matter that says so, as a draft would.
    """

    path: str
    line: int
    column: int
    kind: str

    @classmethod
    def at(cls, text: str, path: str, line: int, column: int = 1, kind: str = KINDS[0]) -> Example:
        example = cls(text if kind == KINDS[0] else _front_of(kind) + text)
        example.path, example.line, example.column, example.kind = path, line, column, kind
        return example

    @property
    def bare(self) -> str:
        """The text as the rule file has it, without what says its kind."""
        return self if self.kind == KINDS[0] else self.removeprefix(_front_of(self.kind))


def bare(example: str) -> str:
    """Return an example without what says its kind."""
    return example.bare if isinstance(example, Example) else example


def _front_of(kind: str) -> str:
    return f"---\nkind: {kind}\n---\n"
