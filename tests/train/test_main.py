"""`python -m xhslint.train`: what is trained on, what `--check` says, and what it says where something is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from xhslint.base.records import replace
from xhslint.classify.model import Classifier
from xhslint.linter.linter import Linter
from xhslint.train import __main__ as train
from xhslint.train.instances import Instance
from xhslint.train.model_file import NEAR
from xhslint.train.rows import Row, captions

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.skipif(not train.DATA.is_dir(), reason="training needs the whole repository")


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    """Return a list that takes the rows of the training set, which is not made."""
    found: list[Row] = []

    def keep(linter: Linter, texts: Iterable[Row]) -> Iterator[Instance]:
        found.extend(texts)
        yield from ()

    monkeypatch.setattr(train, "instances", keep)
    monkeypatch.setattr(train, "corpus_instances", lambda path, classifier: iter(()))
    return found


def test_writers_that_are_held_out_are_never_trained_on(rows: list[Row]) -> None:
    assert train.training_set(Linter()) == []
    held_out = {row.text for row in captions(train.DATA / "captions") if row.source in train.HELD_OUT}
    assert len(held_out) > 500
    assert not {row.source for row in rows} & set(train.HELD_OUT)
    assert not {row.text for row in rows} & held_out
    assert {"rules", "recombined", "writer_a"} < {row.source for row in rows}


def test_captions_of_ones_own_are_trained_on(rows: list[Row], tmp_path: Path) -> None:
    path = tmp_path / "brand.jsonl"
    path.write_text('{"expect": "flag", "text": "来本店私信我", "span": "私信我", "family": "dm"}', "utf-8")
    train.training_set(Linter(), [path])
    assert Row("brand", "来本店私信我", (3, 6), "dm") in rows


def checked(monkeypatch: pytest.MonkeyPatch, **changes: object) -> int:
    def made(linter: Linter, examples: Sequence[Path] = ()) -> Classifier:
        assert linter.engine.index.classifier
        return replace(linter.engine.index.classifier, **changes)

    monkeypatch.setattr(train, "made", made)
    return train.main(["--check"])


def test_a_check_passes_for_the_same_model(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert checked(monkeypatch) == 0
    assert "0 of them differ" in capsys.readouterr().out


def test_a_check_allows_for_the_last_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Linter().engine.index.classifier
    assert model
    weights = {feature: weight + NEAR for feature, weight in model.weights.items()}
    assert checked(monkeypatch, weights=weights, bias=model.bias - NEAR) == 0


def test_a_check_fails_for_another_model(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    model = Linter().engine.index.classifier
    assert model
    first = next(iter(model.weights))
    assert checked(monkeypatch, weights={**model.weights, first: model.weights[first] + NEAR + 1}) == 1
    assert " 1 of them differ" in capsys.readouterr().out
    assert checked(monkeypatch, bias=model.bias + NEAR + 1) == 1
    act = next(iter(model.acts))
    assert checked(monkeypatch, acts={**model.acts, act: {-1: 999}}) == 1
    assert checked(monkeypatch, acts={each: model.acts[each] for each in model.acts if each != act}) == 1


def test_a_model_is_written_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(train, "made", lambda linter, examples: linter.engine.index.classifier)
    path = tmp_path / "model.yaml"
    assert train.main(["--output", str(path)]) == 0
    assert path.read_text("utf-8") == train.MODEL.read_text("utf-8")


def test_mistakes_in_captions_are_reported(rows: list[Row], tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "brand.jsonl"
    path.write_text("\n{}\n", "utf-8")
    assert train.main(["--check", "--examples", str(path)]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"{path}:2:1: ") and "not a caption" in err


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def made(linter: Linter, examples: Sequence[Path] = ()) -> Classifier:
        raise ModuleNotFoundError("No module named 'sklearn'")

    monkeypatch.setattr(train, "made", made)
    assert train.main([]) == 2
    assert "xhslint[train]" in capsys.readouterr().err
