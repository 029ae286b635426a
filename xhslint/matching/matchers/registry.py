"""All rule types by their keys: readers, compiled rulebooks, the JSON Schema and the documents take them from here."""

from __future__ import annotations

from xhslint.matching.matchers.classifier import ClassifierMatcher
from xhslint.matching.matchers.contact import ContactMatcher
from xhslint.matching.matchers.count import CountMatcher
from xhslint.matching.matchers.link import LinkMatcher
from xhslint.matching.matchers.matcher import Matcher
from xhslint.matching.matchers.pattern import PatternMatcher
from xhslint.matching.matchers.words import NearMatcher, SequenceMatcher, WordsMatcher


def registry(*classes: type[Matcher]) -> dict[str, type[Matcher]]:
    """Return the classes by key; raises TypeError for one that lacks a part or has the key of another."""
    found: dict[str, type[Matcher]] = {}
    for each in classes:
        lacking = sorted(each.__abstractmethods__) + ["key"] * ("key" not in each.__dict__)
        lacking += [name for name in ("description", "written") if not hasattr(each, name)]
        if lacking:
            raise TypeError(f"{each.__name__} lacks {', '.join(lacking)}")
        if found.setdefault(each.key, each) is not each:
            raise TypeError(f"{each.__name__} has the key {each.key!r} of {found[each.key].__name__}")
    return found


MATCHERS = registry(
    WordsMatcher,
    SequenceMatcher,
    NearMatcher,
    ContactMatcher,
    PatternMatcher,
    LinkMatcher,
    CountMatcher,
    ClassifierMatcher,
)
