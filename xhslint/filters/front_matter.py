"""Suppressions in the front matter of a draft: `xhslint: {ignore: {dm/bare: the reason}}`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import yaml

from xhslint.base.yaml_nodes import compose, offset
from xhslint.drafts.draft import KEYWORD
from xhslint.filters.suppressions import Suppression
from xhslint.filters.terms import SuppressionTerms, TermsReader
from xhslint.messages.catalogue import both
from xhslint.messages.suggestions import both_with_guess

KEYS = ("ignore", "code")
FORM = "{reason: …, until: 2027-01-31}"

_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
_TOKEN = re.compile(r"[^\s,，、]+")


def read_front_matter(reader: TermsReader) -> list[Suppression]:
    """Return the suppressions in the front matter of the reader's draft, which hold for the whole draft."""
    return list(_FrontMatterReader(reader).read())


class _FrontMatterReader:
    """Walks the nodes of a front matter that `Draft.parse` has accepted."""

    def __init__(self, reader: TermsReader) -> None:
        self.reader = reader
        self.draft = reader.draft
        self.scope = (0, len(reader.draft.text))

    def read(self) -> Iterator[Suppression]:
        """Yield all suppressions; add a problem for each unknown key."""
        source = _CLOSING.sub("", self.draft.text[: self.draft.front_end])
        root: Any = compose(source)
        settings = next(value for key, value in root.value if key.value == KEYWORD)
        for key, value in settings.value:
            if key.value == "ignore":
                yield from self.entries(value)
            elif key.value not in KEYS:
                self.reader.add_problem(offset(key.start_mark), both_with_guess("ignore.key", key.value, set(KEYS)))

    def entries(self, node: yaml.Node) -> Iterator[Suppression]:
        """Yield the suppressions of `ignore`: a mapping of names to terms, names in a text, or a list of both."""
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                terms = self.terms(value)
                name = unicodedata.normalize("NFKC", key.value).strip()
                if self.reader.is_known(name, offset(key.start_mark)) and terms:
                    yield self.reader.suppression(
                        [name], terms, self.scope, (offset(key.start_mark), offset(value.end_mark))
                    )
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                if isinstance(item, yaml.SequenceNode):
                    self.reader.add_problem(offset(item.start_mark), both("ignore.form"))
                else:
                    yield from self.entries(item)
        elif not _is_empty(node):
            yield from self.names(node)

    def names(self, node: yaml.Node) -> Iterator[Suppression]:
        """Yield suppressions without terms for the names in a text."""
        at = self.inside(node)
        for token in _TOKEN.finditer(node.value):
            name = unicodedata.normalize("NFKC", token[0])
            if self.reader.is_known(name, at + token.start()):
                yield self.reader.suppression(
                    [name], SuppressionTerms(), self.scope, (at + token.start(), at + token.end())
                )

    def terms(self, node: yaml.Node) -> SuppressionTerms | None:
        """Return a reason, or a mapping of `reason` and `until`; add a problem and return None for anything else."""
        if _is_empty(node):
            return SuppressionTerms()
        if _is_text(node):
            return self.reader.terms(node.value, self.inside(node))
        if not isinstance(node, yaml.MappingNode):
            self.refuse(node)
            return None
        terms: SuppressionTerms | None = SuppressionTerms()
        for key, value in node.value:
            part = self.part(key, value)
            terms = SuppressionTerms(terms.reason or part.reason, terms.until or part.until) if terms and part else None
        return terms

    def part(self, key: yaml.Node, value: yaml.Node) -> SuppressionTerms | None:
        """Return the terms in one key of such a mapping; add a problem and return None if it is wrong."""
        if key.value not in ("reason", "until"):
            self.reader.add_problem(
                offset(key.start_mark), both_with_guess("ignore.key", key.value, {"reason", "until"})
            )
            return None
        if _is_empty(value):
            return SuppressionTerms()
        if not _is_text(value):
            self.refuse(value)
            return None
        if key.value == "reason":
            return SuppressionTerms(" ".join(value.value.split()))
        day = self.reader.day(value.value, self.inside(value))
        return None if day is None else SuppressionTerms("", day)

    def refuse(self, node: yaml.Node) -> None:
        self.reader.add_problem(offset(node.start_mark), both("ignore.value", FORM))

    def inside(self, node: yaml.Node) -> int:
        """Return where the value of a scalar begins: behind its quote, or at the scalar if its value is written with escapes."""
        found = self.draft.text.find(node.value, offset(node.start_mark), offset(node.end_mark))
        return found if found >= 0 else offset(node.start_mark)


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and (node.tag.endswith(":null") or not node.value.strip())


def _is_text(node: yaml.Node) -> bool:
    """Return whether a node can be a reason or a day, which `true` and numbers cannot."""
    return isinstance(node, yaml.ScalarNode) and not node.tag.endswith((":bool", ":int", ":float"))
