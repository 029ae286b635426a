"""What may be kept of texts that are not ours: for each clause, the classes of its words and where they stand.

A line of `training/corpus.jsonl` is a clause with an anchor and up to two clauses on each side of it. No character of the
text is in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from xhslint.classify.features import Clause, Word, clause_features
from xhslint.classify.model import Classifier
from xhslint.train.instances import Instance

BESIDE = 2


def shape(clauses: Sequence[Clause], number: int, names: Sequence[str]) -> dict[str, Any]:
    """Return a clause and those beside it without their characters, as JSON data."""
    first, past = max(0, number - BESIDE), min(len(clauses), number + BESIDE + 1)
    return {
        "at": number - first,
        "first": number - first == number,
        "last": past == len(clauses),
        "clauses": [
            [each.size, each.end, int(each.quotes), *(_word(word, names) for word in each.words)]
            for each in clauses[first:past]
        ],
    }


def _word(word: Word, names: Sequence[str]) -> str:
    return f"{word.start} {word.end} " + " ".join(names[each] for each in word.classes)


def clause_of(row: Sequence[Any], numbers: Mapping[str, int]) -> Clause:
    """Return a clause of `shape`; classes that no longer exist are left out."""
    words = []
    for text in row[3:]:
        start, end, *classes = text.split()
        known = tuple(sorted(numbers[name] for name in classes if name in numbers))
        if known:
            words.append(Word(int(start), int(end), known))
    return Clause(row[0], row[1], bool(row[2]), tuple(words))


def corpus_instances(path: Path, classifier: Classifier) -> Iterator[Instance]:
    """Yield the clauses of a corpus file."""
    numbers = {each.name: number for number, each in enumerate(classifier.classes)}
    for line in path.read_text("utf-8").splitlines():
        data = json.loads(line)
        clauses = [clause_of(row, numbers) for row in data["clauses"]]
        # What lies beyond decides whether a clause is the first or the last of its draft.
        before, behind = [[Clause(1, 0, False, ())] * (not data[key]) for key in ("first", "last")]
        found = clause_features([*before, *clauses, *behind], len(before) + data["at"], classifier.kinds)
        yield Instance(data["source"], -1 - data["bag"], data["label"], tuple(found), data.get("act", ""), written=False)
