"""Make the model of the classifier from the examples in the repository: `python -m xhslint.train`.

    python -m xhslint.train                        write rules/classifier/model.yaml
    python -m xhslint.train --check                make it anew and compare; exit status 1 if it differs
    python -m xhslint.train --examples brand.jsonl captions of your own, in the form of training/captions
    python -m xhslint.train --corpus FOLDER        write training/corpus.jsonl.gz from texts that are not ours (classes only)
    python -m xhslint.train --evaluate             leave out one source after the other, and the writers kept for this: minutes

Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from xhslint.base.errors import InputError
from xhslint.base.records import replace
from xhslint.classify.model import Classifier, cue_weights
from xhslint.linter.linter import Linter
from xhslint.rulebook.files.loader import load
from xhslint.train import model_file
from xhslint.train.corpus import corpus_instances, write_corpus
from xhslint.train.instances import Instance, instances
from xhslint.train.recombine import recombined
from xhslint.train.rows import ACTS, captions, read_captions, rule_examples

ROOT = Path(__file__).parents[2]
MODEL, DATA = ROOT / "rules/classifier/model.yaml", ROOT / "training"
HELD_OUT = ("writer_d", "writer_j")
"""Writers that are never trained on: their captions measure the model."""


def training_set(linter: Linter, examples: Sequence[Path] = ()) -> list[Instance]:
    """Return what the model is made from, always in the same order."""
    classifier = linter.index.classifier
    assert classifier
    rows = [
        *captions(DATA / "captions", HELD_OUT),
        *recombined(DATA / "recombine.yaml"),
        *rule_examples(load()),
        *(row for path in examples for row in read_captions(path)),
    ]
    return [*instances(linter, rows), *corpus_instances(DATA / "corpus.jsonl.gz", classifier)]


def made(linter: Linter, examples: Sequence[Path] = ()) -> Classifier:
    """Return the classifier with new weights; its thresholds stay."""
    from xhslint.train.fit import fit, fit_acts

    classifier = linter.index.classifier
    assert classifier
    data = training_set(linter, examples)
    fitted = fit(data)
    acts = fit_acts(data, ACTS, len(classifier.classes))
    return replace(classifier, weights=fitted.weights, bias=fitted.bias, acts=acts, cues=cue_weights(fitted.weights))


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit status: 0 done, 1 the model is not what training makes, 2 something is wrong."""
    parser = argparse.ArgumentParser("python -m xhslint.train", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="compare with the model in the repository")
    parser.add_argument("--examples", type=Path, action="append", default=[], help="captions of your own")
    parser.add_argument("--corpus", type=Path, help="keep the classes of the words of texts in this folder")
    parser.add_argument("--output", type=Path, default=MODEL)
    given = parser.parse_args(argv)
    try:
        linter = Linter()
        if given.corpus:
            print(write_corpus(linter, given.corpus, DATA / "corpus.jsonl.gz"), "clauses")
            return 0
        new = made(linter, given.examples)
    except InputError as error:
        print("\n".join(map(str, error.problems)), file=sys.stderr)
        return 2
    except ModuleNotFoundError as error:
        print(f"{error}: pip install 'xhslint[train]'", file=sys.stderr)
        return 2
    old = linter.index.classifier
    assert old
    if not given.check:
        model_file.write(new, given.output)
        return 0
    apart = model_file.differing(old.weights, new.weights)
    print(f"{len(new.weights)} weights, {len(apart)} of them differ; bias {old.bias} and {new.bias}")
    return int(bool(apart) or abs(old.bias - new.bias) > model_file.NEAR)


if __name__ == "__main__":
    sys.exit(main())
