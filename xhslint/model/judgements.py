"""What the classifier saw in a call, and why it decided as it did: frozen values, with names for people in one language."""

from __future__ import annotations

from xhslint.base.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@dataclass(frozen=True, slots=True)
class Seen:
    """A part of a call: its class by `name` and, for people, as `text`, and its `words` in the draft."""

    name: str
    text: str
    words: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the part with the keys of docs/json.md."""
        return {"name": self.name, "text": self.text, "words": list(self.words)}


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a feature of a clause adds to its score; `name` is that of model files, `text` is for people."""

    name: str
    text: str
    weight: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """How the classifier came to the score of a clause, all in hundredths of the log odds.

    The `score` is the sum of `bias`, of the heaviest features, those `pro` and those `con`, and of the `rest`. From
    `likely` on a clause is reported.
    """

    score: int
    likely: int
    bias: int
    pro: tuple[Contribution, ...]
    con: tuple[Contribution, ...]
    rest: int


def united(seen: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Return the parts with those of one class made one, each where it stands first."""
    words: dict[tuple[str, str], dict[str, None]] = {}
    for each in seen:
        words.setdefault((each.name, each.text), {}).update(dict.fromkeys(each.words))
    return tuple(Seen(*key, tuple(found)) for key, found in words.items())
