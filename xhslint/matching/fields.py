"""Types of values that only rule files have: phrases, and words among names of lexicons."""

from __future__ import annotations

from xhslint.matching.phrase import NAME, Phrase, PhraseError, parse
from xhslint.schema.fields import WORD, Type, fixed, list_of, name, one_or_many
from xhslint.schema.values import Value


def _phrase(value: Value) -> Phrase:
    text = value.text()
    try:
        return parse(text)
    except PhraseError as error:
        raise value.fail("phrase", text, value.reader.say(error.key, *error.filled)) from None


def _names(value: Value) -> tuple[str, ...]:
    """Return the names of the lexicons, and the other words as the name of one list of words (`=个|下`)."""
    words = value.each(Value.text)
    names = tuple(word for word in words if NAME.fullmatch(word))
    own = "|".join(word.removeprefix("=") for word in words if word not in names)
    return (*names, f"={own}") if own else names


PHRASE = fixed(
    _phrase,
    type="string",
    description="slots parted by spaces: lexicon, a|b, @detector, 词; `?` optional, `!` strong, `..6` a gap",
)
PHRASES = one_or_many(PHRASE)
LEXICON_NAME = name("lexicon", WORD)
NAMES = Type(_names, list_of(LEXICON_NAME).schema)
"""A list of names of lexicons and of words, read as names of word lists, see `Slot`."""
