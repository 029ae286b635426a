"""Suppressions in the front matter of a draft: `xhslint: {ignore: {dm/bare: the reason}}`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import yaml

from xhslint.base.errors import Problem
from xhslint.filters.comments import Notes, SuppressionTerms, guessed
from xhslint.filters.suppressions import MARK, Suppression
from xhslint.messages.catalogue import both

if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft

KEYS = ("ignore",)
FORM = "{reason: …, until: 2027-01-31}"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
_TOKEN = re.compile(r"[^\s,，、]+")


def read_front_matter(draft: Draft, names: set[str]) -> tuple[list[Suppression], list[Problem]]:
    """The suppressions in a draft's front matter, which hold for all of it, and the mistakes in them."""
    notes = Notes(draft, names)
    return list(_Front(notes).read()), notes.problems


class _Front:
    """The nodes of a front matter; `Draft.parse` has already refused one that is broken."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.draft = notes.draft

    def read(self) -> Iterator[Suppression]:
        source = _CLOSING.sub("", self.draft.text[: self.draft.front_end])
        root: Any = yaml.compose(source, Loader=_LOADER)
        settings = next(value for key, value in root.value if key.value == MARK)
        for key, value in settings.value:
            if key.value in KEYS:
                yield from self.entries(value)
            else:
                self.notes.note(_offset(key), guessed("ignore.key", key.value, set(KEYS)))

    def entries(self, node: yaml.Node) -> Iterator[Suppression]:
        """The suppressions of `ignore`: a mapping to reasons, or names, or a list of either."""
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                terms = self.terms(value)
                name = unicodedata.normalize("NFKC", key.value).strip()
                if self.notes.is_known(name, _offset(key)) and terms:
                    yield self.suppression(name, terms, _offset(key), int(value.end_mark.index))
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                if isinstance(item, yaml.SequenceNode):
                    self.notes.note(_offset(item), both("ignore.form"))
                else:
                    yield from self.entries(item)
        elif not _is_empty(node):
            yield from self.names(node)

    def names(self, node: yaml.Node) -> Iterator[Suppression]:
        """Bare suppressions, of the names in a text."""
        at = self.inside(node)
        for token in _TOKEN.finditer(node.value):
            name = unicodedata.normalize("NFKC", token[0])
            if self.notes.is_known(name, at + token.start()):
                yield self.suppression(name, SuppressionTerms("", ""), at + token.start(), at + token.end())

    def terms(self, node: yaml.Node) -> SuppressionTerms | None:
        """A reason, or a mapping of `reason` and `until`; None, and noted, for what is wrong."""
        if _is_empty(node):
            return SuppressionTerms("", "")
        if _is_text(node):
            return self.notes.terms(node.value, self.inside(node))
        if not isinstance(node, yaml.MappingNode):
            self.refuse(node)
            return None
        terms: SuppressionTerms | None = SuppressionTerms("", "")
        for key, value in node.value:
            part = self.part(key, value)
            terms = SuppressionTerms(terms.reason or part.reason, terms.until or part.until) if terms and part else None
        return terms

    def part(self, key: yaml.Node, value: yaml.Node) -> SuppressionTerms | None:
        """What one key of such a mapping says."""
        if key.value not in ("reason", "until"):
            self.notes.note(_offset(key), guessed("ignore.key", key.value, {"reason", "until"}))
            return None
        if _is_empty(value):
            return SuppressionTerms("", "")
        if not _is_text(value):
            self.refuse(value)
            return None
        if key.value == "reason":
            return SuppressionTerms(" ".join(value.value.split()), "")
        day = self.notes.day(value.value, self.inside(value))
        return None if day is None else SuppressionTerms("", day)

    def refuse(self, node: yaml.Node) -> None:
        self.notes.note(_offset(node), both("ignore.value", FORM))

    def inside(self, node: yaml.Node) -> int:
        """Where the text of a scalar begins, behind its quote, unless it is written in some other way than it reads."""
        found = self.draft.text.find(node.value, _offset(node), int(node.end_mark.index))
        return found if found >= 0 else _offset(node)

    def suppression(self, name: str, terms: SuppressionTerms, start: int, end: int) -> Suppression:
        text = self.draft.text[start:end].rstrip()
        place = self.draft.position(start)
        return Suppression((name,), 0, len(self.draft.text), *terms, *place, text, self.draft.path)


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and (node.tag.endswith(":null") or not node.value.strip())


def _is_text(node: yaml.Node) -> bool:
    """Whether a node can be a reason or a day: `true` and a number say nothing."""
    return isinstance(node, yaml.ScalarNode) and not node.tag.endswith((":bool", ":int", ":float"))


def _offset(node: yaml.Node) -> int:
    return int(node.start_mark.index)
