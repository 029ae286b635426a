"""The model file that training writes, and how near two of them are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from xhslint.classify.model import Classifier, write_weights
from xhslint.rulebook.files.classifier_entry import act_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    K = TypeVar("K")

HEAD = """# The weights of the classifier, in hundredths of the log odds. Made by `python -m xhslint.train`; do not edit.
# docs/classifier.md says how they are used and how to make them anew.
"""
NEAR = 2
"""How far a weight may be from that of another machine, whose arithmetic differs in the last digit."""


def text_of(classifier: Classifier) -> str:
    """Return the model file of a classifier."""
    names = [each.name for each in classifier.classes]
    lines = [
        HEAD + "- model: calls",
        f"  bias: {classifier.bias}",
        f"  likely: {classifier.likely}",
        f"  possible: {classifier.possible}",
        *([f"  disguised: {classifier.disguised}"] if classifier.disguised is not None else []),
        *([f"  unlikely: {classifier.unlikely}"] if classifier.unlikely is not None else []),
        "  acts:",
        *(f"    {act}: {act_text(weights, names)}" for act, weights in classifier.acts.items()),
        *(["  precision:"] if classifier.precision else []),
        *(f"    {act}: {share}" for act, share in classifier.precision.items()),
        "  weights: |",
        *(f"    {line}" for line in write_weights(classifier.weights, tuple(names))),
    ]
    return "\n".join(lines) + "\n"


def write(classifier: Classifier, path: Path) -> None:
    path.write_text(text_of(classifier), "utf-8")


def differing(one: Mapping[K, int], other: Mapping[K, int]) -> Sequence[K]:
    """Return the features or classes whose weights differ by more than machines differ."""
    return [each for each in {*one, *other} if abs(one.get(each, 0) - other.get(each, 0)) > NEAR]
