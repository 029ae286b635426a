"""What is kept of texts that are not ours: no characters, a number for each text, the same file each time."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from xhslint.classify.features import GRAM, Clause, Word
from xhslint.linter.linter import Linter
from xhslint.train.__main__ import CORPUS
from xhslint.train.corpus import clause_of, corpus_instances, shape, write_corpus
from xhslint.train.instances import instances
from xhslint.train.rows import Row

TEXTS = [
    {
        "source": "here",
        "text": "想学的可以找我，教你",
        "label": "dm-purchase",
        "confidence": "high",
        "span": "可以找我",
    },
    {"source": "here", "text": "朋友找我聊天", "label": "benign", "confidence": "med"},
    {"source": "here", "text": "私信我", "label": "dm-purchase", "confidence": "low"},
    {"source": "here", "text": "可以私信我", "label": "unclear", "confidence": "high"},
]


def written(folder: Path, linter: Linter) -> Path:
    # Two files, for a text must not be numbered by its file, nor two texts of two files alike.
    for number in range(2):
        lines = [json.dumps(text, ensure_ascii=False) for text in TEXTS[2 * number :][:2]]
        (folder / f"{number}.jsonl").write_text("\n".join(lines), "utf-8")
    (folder / "more.jsonl").write_text(json.dumps(TEXTS[0]), "utf-8")
    target = folder / "corpus.jsonl.gz"
    write_corpus(linter, folder, target)
    return target


def test_a_text_has_a_number_of_its_own_and_the_file_no_character_of_it(tmp_path: Path) -> None:
    target = written(tmp_path, Linter())
    text = gzip.decompress(target.read_bytes()).decode()
    assert text.isascii() and "\\u" not in text
    rows = [json.loads(line) for line in text.splitlines()]
    assert [(row["bag"], row["label"], row["act"]) for row in rows] == [(0, 1, "dm"), (1, 0, ""), (4, 1, "dm")]


def test_the_file_is_the_same_each_time(tmp_path: Path) -> None:
    linter = Linter()
    first = written(tmp_path, linter).read_bytes()
    assert written(tmp_path, linter).read_bytes() == first


def test_the_features_are_those_of_the_text_without_its_characters(tmp_path: Path) -> None:
    linter = Linter()
    assert linter.engine.index.classifier
    kept = next(corpus_instances(written(tmp_path, linter), linter.engine.index.classifier))
    (real,) = instances(linter, [Row("here", "想学的可以找我，教你", (3, 7), "dm")])
    assert [each for each in real.features if each[0] != GRAM] == list(kept.features)
    assert (kept.label, kept.act, kept.written) == (1, "dm", False)


def test_the_committed_corpus_holds_no_character_of_a_text() -> None:
    assert gzip.decompress(CORPUS.read_bytes()).isascii()


def test_a_clause_is_read_as_it_is_written() -> None:
    names = ("dm", "store", "ask-own", "want")
    numbers = {name: number for number, name in enumerate(names)}
    beside = [Clause(number, 1, False, ()) for number in range(1, 7)]
    whole = Clause(9, 3, True, (Word(0, 2, (3,)), Word(2, 5, (0, 2))), (30_000, 30_001))
    clauses = [*beside[:3], whole, *beside[3:]]
    made = json.loads(json.dumps(shape(clauses, 3, names)))
    assert (made["at"], made["first"], made["last"]) == (2, False, False)
    read = [clause_of(row, numbers) for row in made["clauses"]]
    assert read == [*clauses[1:3], whole._replace(codes=()), *clauses[4:6]]
    ends = [shape(clauses, number, names) for number in (0, len(clauses) - 1)]
    assert [(each["at"], each["first"], each["last"]) for each in ends] == [(0, True, False), (2, False, True)]


def test_classes_that_are_gone_are_left_out() -> None:
    row = [9, 3, 1, "0 2 gone want", "2 5 gone"]
    assert clause_of(row, {"want": 7}) == Clause(9, 3, True, (Word(0, 2, (7,)),))
