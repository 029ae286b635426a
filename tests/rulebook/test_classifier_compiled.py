"""Compiled rulebooks with a classifier: the same calls as from YAML."""

from __future__ import annotations

from pathlib import Path

from tests.classifying import FILE, MODEL, rulebook
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.rulebook.compiled import compiled_rulebook, encode
from xhslint.rulebook.model import Rulebook

TEXTS = ("想学联系我", "私信我", "想要的去淘宝店看看", "淘宝店员说想学期", "他们“想学联系我”", "")


def found(book: Rulebook, texts: tuple[str, ...] = TEXTS) -> list[list[tuple[str, int, int, int]]]:
    linter = Linter(rulebook=book)
    results = [linter.examine(Draft.parse(text)) for text in texts]
    return [[(f.rule_id, f.start, f.end, len(result.findings)) for f in result.findings] for result in results]


def test_a_compiled_rulebook_has_the_same_calls(tmp_path: Path) -> None:
    book = rulebook(tmp_path)
    restored = compiled_rulebook.loads(encode.dump(book, "k"), "k")
    assert restored is not None and book.classifier is not None
    assert restored.index.classifier == book.classifier  # its weights as well, which it reads when they are asked for
    views = [Draft.parse(text).text for text in TEXTS]
    calls = [book.index.scored(view) for view in views]
    assert [restored.index.scored(view) for view in views] == calls
    possible = book.classifier.possible
    assert sum(any(score >= possible for _, _, score, _ in clauses) for clauses in calls) == 3
    assert found(restored) == found(book) == [[("brand/rule", 0, 5, 1)], [], [("brand/rule", 0, 7, 1)], [], [], []]
    assert list(restored.index.cue_patterns) == list(book.index.cue_patterns)


def test_a_compiled_rulebook_without_a_model(tmp_path: Path) -> None:
    book = rulebook(tmp_path, "words: [互粉]", FILE.replace(MODEL, ""))
    restored = compiled_rulebook.loads(encode.dump(book, "k"), "k")
    assert restored is not None and restored.index.classifier is None
    assert restored.index.scored("想学联系我") == [] and not restored.index.cue_patterns
