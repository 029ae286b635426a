"""Types of values that only rule files have: phrases, and words among names of lexicons."""

from __future__ import annotations

import re
from contextlib import suppress

from xhslint.base.records import replace
from xhslint.matching.pattern_limits import refusal
from xhslint.matching.phrase import NAME, Phrase, PhraseError, Slot, parse
from xhslint.schema.fields import (
    TEXT,
    WORD,
    Field,
    Table,
    Type,
    any_of,
    described,
    fixed,
    list_of,
    name,
    one_or_many,
    read_word,
)
from xhslint.schema.parser_words import regex_mistake
from xhslint.schema.values import Invalid, Value
from xhslint.text.skeleton import CODES
from xhslint.text.view import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.matching.rule_regex import Mistake

EMOJI_CODE = re.compile(CODES, re.IGNORECASE)
GROUP = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _phrase(value: Value) -> Phrase:
    text = value.text()
    try:
        return replace(parse(text), line=value.line)
    except PhraseError as error:
        raise value.fail("phrase", text, value.reader.say(error.key, *error.filled)) from None


def _grouped(value: Value) -> dict[str, tuple[Phrase, ...]]:
    """Return phrases by the name of their group, all under an empty one if they are written without groups."""
    if not value.is_mapping():
        return {"": value.one_or_many(_phrase)}
    groups: dict[str, tuple[Phrase, ...]] = {}
    for key, group, phrases in value.pairs():
        with suppress(Invalid):
            if not GROUP.fullmatch(group):
                raise key.fail("group", group)
            groups[group] = phrases.one_or_many(_phrase)
    return groups


def read_solid(value: Value) -> str:
    """Return a word that rules look for; raises Invalid for one with an emoji code, which is skipped as noise."""
    text = read_word(value)
    if code := EMOJI_CODE.search(text):
        pattern = re.escape(fold(code[0]).text)
        raise value.fail("emoji code", text, code[0], f"pattern: {{regex: '{pattern}', holds: '{code[0][0]}'}}")
    return text


def _names(value: Value) -> tuple[str, ...]:
    """Return the names of the lexicons, and the other words as the name of one list of words (`=个|下`)."""
    words = value.each(read_solid)
    names = tuple(each for each in words if NAME.fullmatch(each))
    own = "|".join(each.removeprefix("=") for each in words if each not in names)
    return (*names, f"={own}") if own else names


PHRASE = fixed(
    _phrase,
    type="string",
    description="slots parted by spaces: lexicon, a|b, @detector, 词; `?` optional, `!` strong, `..6` a gap",
)
PHRASES = one_or_many(PHRASE)
GROUPED_PHRASES = Type(
    _grouped,
    lambda names: any_of(
        *PHRASES.schema(names)["anyOf"], {"type": "object", "additionalProperties": PHRASES.schema(names)}
    ),
)
"""Phrases, or groups of them by name; the names say in reports what a match is of."""
LEXICON_NAME = name("lexicon", WORD)
NAMES = Type(_names, list_of(LEXICON_NAME).schema)
"""A list of names of lexicons and of words, read as names of word lists, see `Slot`."""
SOME_NAMES = Type(
    _names, lambda names: described(list_of(LEXICON_NAME, 1).schema(names), "Words, or names of lexicons.")
)
"""A list of these that is not empty, which is left to its reader."""


def _regex(value: Value) -> str:
    from xhslint.matching.rule_regex import Mistake, compiled

    text = value.text()
    if key := refusal(text):
        raise value.fail(key)
    try:
        pattern = compiled(text)
    except Mistake as mistake:
        raise value.fail(*_mistake(value.reader.lang, mistake)) from None
    except (MemoryError, RecursionError, OverflowError):
        raise value.fail("pattern size") from None
    if pattern.fullmatch("") or pattern.match(""):
        raise value.fail("empty pattern")
    return text


def _mistake(lang: str, mistake: Mistake) -> tuple[str, ...]:
    """Return the key of what is wrong with a pattern, and what fills it in."""
    if mistake.cause is None:
        return ("pattern without regex",)
    key = "pattern read by re" if mistake.without_regex else "pattern"
    return key, regex_mistake(lang, mistake.cause)


def _needs(value: Value) -> Phrase:
    """Return what a pattern needs: any of several words, or a phrase."""
    if not value.is_list():
        return _phrase(value)
    if not value.items():
        raise value.fail("no words")
    return Phrase((Slot(_names(value), strong=True),))


_REGEX = Field(
    "regex", Type(_regex, TEXT.schema), "of the regex package, over the folded lower-case view", required=True
)
_PATTERN = Table(
    (
        _REGEX,
        Field("needs", Type(_needs, lambda names: any_of(SOME_NAMES.schema(names), PHRASE.schema(names)))),
        Field("holds", TEXT, "characters; every match has one of them"),
    )
)
PATTERN = Type(
    lambda value: _PATTERN.read(value) if value.is_mapping() else {"regex": _regex(value)},
    lambda names: any_of(_REGEX.schema(names), _PATTERN.schema(names)),
)
"""A regular expression alone, or with what narrows down where it is tried."""
