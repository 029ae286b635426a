"""What may be kept of texts that are not ours: for each clause, the classes of its words and where they stand.

A line of `training/corpus.jsonl.gz` is a clause with an anchor and up to two clauses on each side of it. No character of
the text is in it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from xhslint.classify.features import Clause, Word, clause_features
from xhslint.classify.model import Classifier
from xhslint.linter.linter import Linter
from xhslint.train.instances import Instance, anchored_clauses
from xhslint.train.recombine import choose

BESIDE = 2


def shape(clauses: Sequence[Clause], number: int, names: Sequence[str]) -> dict[str, Any]:
    """Return a clause and those beside it without their characters, as JSON data."""
    first, past = max(0, number - BESIDE), min(len(clauses), number + BESIDE + 1)
    return {
        "at": number - first,
        "first": number - first == number,
        "last": past == len(clauses),
        "count": len(clauses),
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
    for line in gzip.decompress(path.read_bytes()).splitlines():
        data = json.loads(line)
        clauses = [clause_of(row, numbers) for row in data["clauses"]]
        # What lies beyond decides whether a clause is the first or the last of its draft.
        before, behind = [[Clause(1, 0, False, ())] * (not data[key]) for key in ("first", "last")]
        found = clause_features([*before, *clauses, *behind], len(before) + data["at"], classifier.kinds, data["count"])
        yield Instance(
            data["source"], -1 - data["bag"], data["label"], tuple(found), data.get("act", ""), written=False
        )


LABELS = {
    "dm-purchase": "dm",
    "shop-link": "shop",
    "shop-mention-directing": "shop",
    "wechat-handle": "contact",
    "other-contact": "contact",
    "rank-manipulation": "ranking",
    "engagement-bait": "ranking",
}
"""The act of each label of a corpus."""
KEPT = 3
"""Of the clauses of texts without a label, one in so many is kept."""
UNTRAINED = ("cases", "hard_negatives")
"""Files that only measure."""


def write_corpus(linter: Linter, folder: Path, target: Path) -> int:
    """Write what may be kept of the texts of a folder; return how many clauses that is."""
    texts = (
        json.loads(row)
        for path in sorted(folder.glob("*.jsonl"))
        if path.stem not in UNTRAINED
        for row in path.read_text("utf-8").split("\n")
        if row
    )
    lines = [line for bag, text in enumerate(texts) for line in _lines(linter, text, bag)]
    # Without the time and at a fixed level, so that the same lines are the same file.
    target.write_bytes(gzip.compress("".join(line + "\n" for line in lines).encode(), 9, mtime=0))
    return len(lines)


def _lines(linter: Linter, row: Mapping[str, Any], bag: int) -> Iterator[str]:
    """Yield the clauses of a labelled text, and some of those of one without a label, as lines; `bag` numbers the text."""
    label, text = row["label"], f"{row['title']}\n\n{row['text']}" if row.get("title") else row["text"] or ""
    if label == "unclear" or (label not in (None, "benign") and row["confidence"] != "high"):
        return
    offence = label in LABELS
    start = text.find(row.get("span") or "\0") if offence else -1
    classifier = linter.engine.index.classifier
    assert classifier
    names = [each.name for each in classifier.classes]
    span = (start, start + len(row["span"])) if start >= 0 else None
    for clauses, number in anchored_clauses(linter, text, span):
        data = shape(clauses.read, number, names)
        if label is None and choose(range(KEPT), data):
            continue
        yield json.dumps(
            {"source": row["source"], "bag": bag, "label": int(offence), "act": LABELS.get(label, ""), **data},
            separators=(",", ":"),
        )
