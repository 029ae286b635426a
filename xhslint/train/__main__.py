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
from xhslint.train.evaluate import evaluate
from xhslint.train.instances import Instance, instances
from xhslint.train.recombine import recombined
from xhslint.train.rows import ACTS, captions, read_captions, rule_examples

ROOT = Path(__file__).parents[2]
MODEL, DATA = ROOT / "rules/classifier/model.yaml", ROOT / "training"
CORPUS = DATA / "corpus.jsonl.gz"
HELD_OUT = ("writer_ah", "writer_ap", "writer_d", "writer_j")
"""Writers that are never trained on: their captions measure the model."""


def training_set(linter: Linter, examples: Sequence[Path] = ()) -> list[Instance]:
    """Return what the model is made from, always in the same order."""
    rows = [
        *captions(DATA / "captions", HELD_OUT),
        *recombined(DATA / "recombine.yaml"),
        *rule_examples(load()),
        *(row for path in examples for row in read_captions(path)),
    ]
    return [*instances(linter, rows), *corpus_instances(CORPUS, _classifier(linter))]


def made(linter: Linter, examples: Sequence[Path] = ()) -> Classifier:
    """Return the classifier with new weights; its thresholds stay."""
    from xhslint.train.fit import fit, fit_acts

    classifier = _classifier(linter)
    data = training_set(linter, examples)
    fitted = fit(data)
    acts = fit_acts(data, ACTS, len(classifier.classes))
    return replace(classifier, weights=fitted.weights, bias=fitted.bias, acts=acts, cues=cue_weights(fitted.weights))


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit status: 0 done, 1 the model is not what training makes, 2 something is wrong."""
    given = _arguments().parse_args(argv)
    try:
        return _run(Linter(), given)
    except InputError as error:
        print("\n".join(map(str, error.problems)), file=sys.stderr)
    except FileNotFoundError as error:
        print(f"{error}: training needs a checkout of xhslint", file=sys.stderr)
    except ModuleNotFoundError as error:
        print(f"{error}: pip install 'xhslint[train]'", file=sys.stderr)
    return 2


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m xhslint.train", description=__doc__.split("\n", 1)[0])
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="compare with the model in the repository")
    what.add_argument("--corpus", type=Path, help="keep the classes of the words of texts in this folder")
    what.add_argument("--evaluate", action="store_true", help="measure sources and writers that are left out")
    parser.add_argument("--examples", type=Path, action="append", default=[], help="captions of your own")
    parser.add_argument("--output", type=Path, default=MODEL, help="where the model is written")
    return parser


def _run(linter: Linter, given: argparse.Namespace) -> int:
    if given.corpus:
        print(write_corpus(linter, given.corpus, CORPUS), "clauses")
        return 0
    if given.evaluate:
        held_out = [row for writer in HELD_OUT for row in read_captions(DATA / f"captions/{writer}.jsonl")]
        for line in evaluate(linter, training_set(linter, given.examples), held_out):
            print(line, flush=True)
        return 0
    new = made(linter, given.examples)
    if given.check:
        return _compare(_classifier(linter), new)
    model_file.write(new, given.output)
    return 0


def _compare(old: Classifier, new: Classifier) -> int:
    apart = model_file.differing(old.weights, new.weights)
    acts = [act for act in {*old.acts, *new.acts} if model_file.differing(old.acts.get(act, {}), new.acts.get(act, {}))]
    print(f"{len(new.weights)} weights, {len(apart)} of them differ; bias {old.bias} and {new.bias}")
    print(f"{len(new.acts)} acts, the weights of {len(acts)} of them differ")
    return int(bool(apart or acts) or abs(old.bias - new.bias) > model_file.NEAR)


def _classifier(linter: Linter) -> Classifier:
    assert linter.engine.index.classifier
    return linter.engine.index.classifier


if __name__ == "__main__":
    sys.exit(main())
