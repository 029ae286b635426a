"""Fit the weights of the classifier: logistic regression with an L2 penalty, pruned and rounded.

Only this module needs numpy, scipy and scikit-learn (the extra `train`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from xhslint.base.records import dataclass
from xhslint.classify.features import CLASS, COUNT, END, GRAM, KIND_NEAR, LENGTH, PAIR, POSITION, Feature
from xhslint.train.instances import Instance

SCALES = {PAIR: 0.8, KIND_NEAR: 0.7, END: 0.3, LENGTH: 0.3, POSITION: 0.3, COUNT: 0.3}
"""How much a feature of a kind counts, 1 for the others. Low ones are held closer to 0."""
BESIDE_SCALE = 0.5
"""How much characters of a clause beside count."""
STRENGTH = 0.15
"""The inverse of the strength of the penalty."""
EXACT, ROUGH = 1e-7, 1e-5
"""When a fit ends: EXACT leaves no weight to the path that a version of the library takes, ROUGH is half the work."""
LEAST = 4
"""How many clauses must have a feature."""
UNIT = 100
"""Weights are hundredths of the log odds."""
SELECTED = 16_000
"""How many features are kept, those with the greatest weights of a first fit; a second one weighs them alone."""
DOMAIN = 3.0
"""The value of the features that say where a clause is from: they take up how many calls a source has."""
WEIGHTS = {"rules": 1.0, "recombined": 0.5, "game-chat": 0.1}
"""What the clauses of a source count; 1 for the others."""
CORPUS_CALL, CORPUS_OTHER = 8.0, 1.2
"""What a call and another clause of the corpus count."""
MADE = ("rules", "recombined")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights in hundredths of the log odds, before a bias is chosen."""

    weights: dict[Feature, int]
    bias: int


def scale_of(feature: Feature) -> float:
    """Return how much a feature counts."""
    return BESIDE_SCALE if feature[0] == GRAM and feature[1] else SCALES.get(feature[0], 1.0)


def fit(instances: Sequence[Instance], tolerance: float = EXACT) -> Fitted:
    """Return the weights that tell calls from other clauses; the same ones for the same instances in the same order."""
    import numpy
    from sklearn.linear_model import LogisticRegression

    count: Counter[Feature] = Counter()
    for instance in instances:
        count.update(instance.features)
    names = sorted(feature for feature, number in count.items() if number >= LEAST)
    labels = numpy.array([instance.label for instance in instances])
    weights = numpy.array(_weights(instances))
    for strength, kept in ((STRENGTH, SELECTED), (2 * STRENGTH, None)):
        matrix = _matrix(instances, {feature: place for place, feature in enumerate(names)})
        model = LogisticRegression(C=strength, max_iter=2000, tol=tolerance)
        model.fit(matrix, labels, sample_weight=weights)
        if kept:
            size = abs(model.coef_[0][: len(names)]) * numpy.array([scale_of(feature) for feature in names])
            names = [names[place] for place in sorted(numpy.argsort(-size, kind="stable")[:kept])]
            weights = _of_the_best(instances, weights, matrix @ model.coef_[0])
    made = {
        feature: round(float(weight) * scale_of(feature) * UNIT)
        for feature, weight in zip(names, model.coef_[0][: len(names)], strict=True)
    }
    return Fitted(
        {feature: weight for feature, weight in made.items() if weight}, round(float(model.intercept_[0]) * UNIT)
    )


def _matrix(instances: Sequence[Instance], places: dict[Feature, int]) -> Any:
    """Return the features as a sparse matrix, a row for each instance, with two columns for where they are from."""
    import numpy
    from scipy.sparse import csr_matrix

    columns, values, starts = [], [], [0]
    for instance in instances:
        for feature in instance.features:
            if feature in places:
                columns.append(places[feature])
                values.append(scale_of(feature))
        if instance.written:
            columns.append(len(places) + (instance.source in MADE))
            values.append(DOMAIN)
        starts.append(len(columns))
    return csr_matrix(
        (numpy.array(values), numpy.array(columns), numpy.array(starts)), shape=(len(instances), len(places) + 2)
    )


def _weights(instances: Sequence[Instance]) -> list[float]:
    """Return what each instance counts: those of one call share its weight."""
    shared = Counter(instance.bag for instance in instances if instance.label)
    return [
        WEIGHTS.get(instance.source, 1.0)
        * (
            1.0
            if instance.written
            else CORPUS_CALL
            if instance.label and instance.source != "game-chat"
            else CORPUS_OTHER
            if not instance.label
            else 1.0
        )
        * (shared[instance.bag] ** -0.5 if instance.label else 1.0)
        for instance in instances
    ]


def _of_the_best(instances: Sequence[Instance], weights: Any, scores: Any) -> Any:
    """Return weights that favour, of the clauses that share a call, the one with the best score."""
    import numpy

    best: dict[int, float] = {}
    for instance, score in zip(instances, scores, strict=True):
        if instance.label:
            best[instance.bag] = max(best.get(instance.bag, score), score)
    factors = [
        1.5 * max(0.1, float(numpy.exp(min(0.0, score - best[instance.bag])))) if instance.label else 1.0
        for instance, score in zip(instances, scores, strict=True)
    ]
    return weights * numpy.array(factors)


def fit_acts(instances: Sequence[Instance], acts: Sequence[str], classes: int) -> dict[str, dict[int, int]]:
    """Return for each act weights by class (-1: for all) that tell which act a call asks for."""
    import numpy
    from sklearn.linear_model import LogisticRegression

    known = [instance for instance in instances if instance.label and instance.act in acts]
    rows = numpy.zeros((len(known), classes))
    for place, instance in enumerate(known):
        for feature in instance.features:
            if feature[:2] == (CLASS, 0):
                rows[place, feature[2]] = 1
    model = LogisticRegression(C=0.3, max_iter=2000, tol=EXACT)
    model.fit(rows, [instance.act for instance in known], sample_weight=_weights(known))
    found = {}
    for act, weights, bias in zip(model.classes_, model.coef_, model.intercept_, strict=True):
        made = {number: round(float(weight) * UNIT) for number, weight in enumerate(weights)}
        found[str(act)] = {-1: round(float(bias) * UNIT)} | {
            number: weight for number, weight in made.items() if weight
        }
    return found
