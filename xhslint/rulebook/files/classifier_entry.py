"""The classifier as rule files define it: anchors, classes of cues, and the model that training has made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any

from xhslint.classify.features import Feature
from xhslint.classify.model import Classifier, CueClass, cue_weights, read_weights
from xhslint.schema.fields import BOOLEAN, INTEGER, TEXT, TEXTS, Field, Table, Type, fixed, name, some_of
from xhslint.schema.values import Invalid, Value

NAME = re.compile(r"(?!bias$)[a-z]+(?:-[a-z]+)*")
"""The name of a class; the weights of acts have that of all classes under `bias`."""
WRONG = (ValueError, KeyError, IndexError)
"""What is raised for text that is no weights."""
LONGEST = 60
"""How many characters of wrong text a report repeats."""
MOST_LINES = 10
"""How many wrong lines are reported: a class that is gone makes thousands of them."""


def _class_name(value: Value) -> str:
    text = value.text()
    if not NAME.fullmatch(text):
        raise value.fail("class", text)
    return text


_NAME = fixed(_class_name, type="string", pattern=f"^{NAME.pattern}$")

_LEXICONS = Field("lexicons", some_of(name("lexicon", TEXT)), "Lexicons whose terms are its words.", required=True)
_TEXT = Field("name", TEXTS, "What reports call it.")
_ABOUT = Field("about", TEXT, "A note for readers.")

ANCHOR = Table(
    (
        Field("anchor", _NAME, "name, lower-case ASCII", required=True),
        _TEXT,
        _LEXICONS,
        Field("yields-to", some_of(_NAME), "Anchors beside which it does not say what a call asks for."),
        _ABOUT,
    ),
    "Words that may be a call: where or how somebody is asked to come.",
)
CUE = Table(
    (
        Field("cue", _NAME, "name, lower-case ASCII; ordinary: words that mean nothing", required=True),
        _TEXT,
        _LEXICONS,
        Field("harmless", BOOLEAN, "true: its words are no part of a call"),
        Field(
            "allow-of", some_of(name("lexicon", TEXT)), "Lexicons whose `allow` phrases are words of the class, too."
        ),
        _ABOUT,
    ),
    "A class of words whose place beside a call tells what the call is.",
)


def _number(value: Value) -> int:
    text = value.string()
    if value.tag != "int" or not text.removeprefix("-").isdecimal():
        raise value.fail("integer", text)
    return int(text)


_NUMBER = fixed(_number, type="integer")


def _text(value: Value) -> Value:
    """Return the value of a text, so that what is wrong in it is reported in its place."""
    value.string()
    return value


def _acts(value: Value) -> dict[str, Value]:
    return {name: _text(text) for _, name, text in value.pairs()}


def _per_cent(value: Value) -> dict[str, int]:
    return {name: INTEGER.read(share) for _, name, share in value.pairs()}


MODEL = Table(
    (
        Field("model", TEXT, "calls", required=True),
        Field("bias", _NUMBER, "hundredths of the log odds", required=True),
        Field("likely", _NUMBER, "the least score of a call", required=True),
        Field("possible", _NUMBER, "the least score of what may be a call", required=True),
        Field("disguised", _NUMBER, "the least score of a call with disguised words, `possible` if it is left out"),
        Field(
            "unlikely",
            _NUMBER,
            "below which no other rule of a family that is an act reports; no limit if it is left out",
        ),
        Field(
            "acts",
            Type(_acts, lambda names: {"type": "object", "additionalProperties": {"type": "string"}}),
            "For each act, classes with their weights.",
            required=True,
        ),
        Field(
            "precision",
            Type(_per_cent, lambda names: {"type": "object", "additionalProperties": INTEGER.schema(names)}),
            "For some acts, how many per cent of their findings are right.",
        ),
        Field("weights", fixed(_text, type="string"), "A line for each feature: weight and name.", required=True),
        _ABOUT,
    ),
    "The weights of the classifier; `python -m xhslint.train` makes them.",
)


def read_class(value: Value, is_anchor: bool) -> CueClass:
    """Return the class of an `anchor` or `cue` entry."""
    data = (ANCHOR if is_anchor else CUE).read(value)
    shown = data["anchor" if is_anchor else "cue"]
    lexicons = (*data["lexicons"], *(f"allow:{lexicon}" for lexicon in data.get("allow-of", ())))
    yields_to = tuple(data.get("yields-to", ()))
    return CueClass(shown, data.get("name", {}), lexicons, is_anchor, data.get("harmless", False), yields_to)


def written_acts(value: Value) -> tuple[str, ...]:
    """Return the names of the acts of a model entry, whatever else may be wrong with it."""
    acts = [each for _, key, each in value.pairs() if key == "acts" and each.is_mapping()]
    return tuple(name for each in acts for _, name, _ in each.pairs())


def read_model(value: Value, classes: Iterable[CueClass]) -> Classifier:
    """Return the classifier of a model entry with these classes; raises Invalid for one that does not fit them."""
    data = MODEL.read(value)
    named = [each for each in classes if each.name != "ordinary"]
    ordered = tuple(sorted(named, key=lambda each: (not each.is_anchor, each.name)))
    ordinary = tuple(lexicon for each in classes if each.name == "ordinary" for lexicon in each.lexicons)
    names = [each.name for each in ordered]
    acts = {}
    for act, text in data["acts"].items():
        with suppress(Invalid):
            acts[act] = _read_act(text, names)
    weights = _read_weights(data["weights"], names)
    if len(acts) < len(data["acts"]):
        raise Invalid
    limits = data["bias"], data["likely"], data["possible"]
    return Classifier(
        ordered,
        ordinary,
        *limits,
        weights,
        acts,
        cue_weights(weights),
        precision=data.get("precision", {}),
        disguised=data.get("disguised"),
        unlikely=data.get("unlikely"),
    )


def _read_weights(value: Value, names: list[str]) -> dict[Feature, int]:
    """Return the weights of a text; each line that is wrong is reported."""
    with suppress(*WRONG):
        return read_weights(value.string(), names)
    wrong = (line for line in value.lines() if not _is_weight(line.string(), names))
    for line in islice(wrong, MOST_LINES):
        line.complain("weight", line.string())
    raise Invalid


def _is_weight(line: str, names: list[str]) -> bool:
    try:
        read_weights(line, names)
    except WRONG:
        return False
    return True


def _read_act(value: Value, names: list[str]) -> dict[int, int]:
    """Return the weights of an act."""
    text = value.string()
    try:
        return _act_weights(text, names)
    except WRONG:
        raise value.fail("act weights", text if len(text) <= LONGEST else text[:LONGEST] + "…") from None


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
