"""The classifier as rule files define it: anchors, classes of cues, and the model that training has made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from xhslint.classify.model import Classifier, CueClass, cue_weights, read_weights
from xhslint.schema.fields import BOOLEAN, TEXT, TEXTS, Field, Table, Type, fixed, list_of, name
from xhslint.schema.values import Value

_LEXICONS = Field("lexicons", list_of(name("lexicon", TEXT), 1), "Lexicons whose terms are its words.", required=True)
_TEXT = Field("name", TEXTS, "What reports call it.")
_ABOUT = Field("about", TEXT, "A note for readers.")

ANCHOR = Table(
    (Field("anchor", TEXT, "name, lower-case ASCII", required=True), _TEXT, _LEXICONS, _ABOUT),
    "Words that may be a call: where or how somebody is asked to come.",
)
CUE = Table(
    (
        Field("cue", TEXT, "name, lower-case ASCII; ordinary: words that mean nothing", required=True),
        _TEXT,
        _LEXICONS,
        Field("harmless", BOOLEAN, "true: its words are no part of a call"),
        _ABOUT,
    ),
    "A class of words whose place beside a call tells what the call is.",
)


def _number(value: Value) -> int:
    text = value.string()
    try:
        return int(text)
    except ValueError:
        raise value.fail("integer") from None


_NUMBER = fixed(_number, type="integer")


def _acts(value: Value) -> dict[str, str]:
    return {name: text.string() for _, name, text in value.pairs()}


MODEL = Table(
    (
        Field("model", TEXT, "calls", required=True),
        Field("bias", _NUMBER, "hundredths of the log odds", required=True),
        Field("likely", _NUMBER, "the least score of a call", required=True),
        Field("possible", _NUMBER, "the least score of what may be a call", required=True),
        Field(
            "acts",
            Type(_acts, lambda names: {"type": "object", "additionalProperties": {"type": "string"}}),
            "For each act, classes with their weights.",
            required=True,
        ),
        Field("weights", TEXT, "A line for each feature: weight and name.", required=True),
        _ABOUT,
    ),
    "The weights of the classifier; `python -m xhslint.train` makes them.",
)


def read_class(value: Value, is_anchor: bool) -> CueClass:
    data = (ANCHOR if is_anchor else CUE).read(value)
    shown = data["anchor" if is_anchor else "cue"]
    return CueClass(shown, data.get("name", {}), tuple(data["lexicons"]), is_anchor, data.get("harmless", False))


def read_model(value: Value, classes: Iterable[CueClass]) -> Classifier:
    """Return the classifier of a model entry with these classes; raises Invalid for one that does not fit them."""
    data = MODEL.read(value)
    named = [each for each in classes if each.name != "ordinary"]
    ordered = tuple(sorted(named, key=lambda each: (not each.is_anchor, each.name)))
    ordinary = tuple(lexicon for each in classes if each.name == "ordinary" for lexicon in each.lexicons)
    names = [each.name for each in ordered]
    try:
        weights = read_weights(data["weights"], names)
        acts = {act: _act_weights(text, names) for act, text in data["acts"].items()}
    except (ValueError, KeyError, IndexError) as error:
        raise value.fail("model", str(error)) from None
    return Classifier(
        ordered, ordinary, data["bias"], data["likely"], data["possible"], weights, acts, cue_weights(weights)
    )


def _act_weights(text: str, names: list[str]) -> dict[int, int]:
    """Return weights by class, that of -1 for all; raises ValueError for an unknown class."""
    cells: list[Any] = text.split()
    return {
        -1 if name == "bias" else names.index(name): int(weight)
        for name, weight in zip(cells[::2], cells[1::2], strict=True)
    }


def act_text(weights: Mapping[int, int], names: list[str]) -> str:
    """Return the text that `_act_weights` reads."""
    return " ".join(f"{'bias' if number < 0 else names[number]} {weight}" for number, weight in sorted(weights.items()))
