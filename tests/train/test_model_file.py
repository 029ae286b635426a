"""The model file: read as it was written, and how near two models are."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.classifying import CLASSES, FILE, MODEL, WORDS, rulebook
from xhslint.base.records import replace
from xhslint.classify.features import CLASS, END, GRAM, QUOTE, START
from xhslint.train.model_file import NEAR, differing, text_of, write


def test_a_model_is_read_as_it_is_written(tmp_path: Path) -> None:
    model = rulebook(tmp_path).classifier
    assert model is not None
    more = replace(
        model, weights={**model.weights, (GRAM, -1, START, ord("想")): 3, (END, 1): -9}, precision={"dm": 91}
    )
    path = tmp_path / "model.yaml"
    write(more, path)
    head = FILE[: FILE.index(WORDS)]
    read = rulebook(tmp_path, text=head + WORDS + CLASSES + path.read_text("utf-8")).classifier
    assert read == more
    assert text_of(read) == path.read_text("utf-8")


def test_a_model_file_is_the_same_in_whatever_order_its_weights_are(tmp_path: Path) -> None:
    model = rulebook(tmp_path).classifier
    assert model is not None
    turned = replace(model, weights=dict(reversed(model.weights.items())))
    assert text_of(turned) == text_of(model)
    (entry,) = yaml.safe_load(text_of(model))
    assert entry.keys() >= set(yaml.safe_load(MODEL)[0])


def test_how_near_two_models_are() -> None:
    one = {(QUOTE,): 10, (CLASS, 0, 1): NEAR, (CLASS, 0, 2): 5}
    assert differing(one, one) == []
    assert differing(one, {(QUOTE,): 10 + NEAR, (CLASS, 0, 2): 5 - NEAR}) == []
    assert set(differing(one, {(QUOTE,): 11 + NEAR, (CLASS, 0, 1): 1, (END, 1): -NEAR - 1})) == {
        (QUOTE,),
        (CLASS, 0, 2),
        (END, 1),
    }
