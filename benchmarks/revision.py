"""Prove on many notes that those which `Revision` does not name keep their findings. Run `python benchmarks/revision.py`.

python benchmarks/revision.py [--notes NUMBER] [--only EDIT]... [--markdown]

Each edit of the bundled rules is made in a copy of `rules/`. All notes are linted by the rules before it and by those after it; the
exit status is 1 if a note that was left out has other findings.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from notes import note
from table import Table

from xhslint import Linter
from xhslint.linter.revision import Revision
from xhslint.model.caption_result import CaptionResult
from xhslint.rulebook.compiled.compiled_rulebook import loads
from xhslint.rulebook.compiled.encode import dump
from xhslint.rulebook.files.loader import load
from xhslint.rulebook.model import Rulebook

RULES = Path(__file__).parents[1] / "rules"
SEED = 21
OFFENDING = 1 / 8
"""The share of notes that hold examples of the rules, beside the offences that generated notes hold anyway."""
EDITS = {
    "term added": ("lexicon/contact.yaml", "plain: [添加, ", "plain: [添加, 分享, "),
    "term removed": ("lexicon/contact.yaml", "客服, 老板,", "客服,"),
    "allow phrase removed": ("lexicon/contact.yaml", " 大家,", ""),
    "phrase added": (
        "dm/dm.yaml",
        "      - dm-word! me? may? taking\n",
        "      - dm-word! me? may? taking\n      - 评论|留言 ..6 收藏|分享\n",
    ),
    "message reworded": ("dm/dm.yaml", "以资料、名额等好处引导读者私信", "以好处引导读者私信"),
    "guard widened": ("guards.yaml", "before: [不, 别, 没,", "before: [不, 别, 没, 可以, 快,"),
    "weights changed": ("classifier/model.yaml", "\n  bias: -", "\n  bias: -1"),
}
"""By what they do: the file below `rules/`, what stands there, and what takes its place."""
NOTHING: object = ([], ())
"""What the result of a clean note says."""


class Tried(NamedTuple):
    """What an edit did to some notes; seconds are those of the processor, for one process."""

    named: int
    """Those to look at again."""
    changed: int
    """Those with other findings than before."""
    missed: list[str]
    """Those with other findings that were not named."""
    asking: float
    """Seconds for asking which notes to look at again."""
    again: float
    """Seconds for linting those."""
    rest: float
    """Seconds for linting all others, which nobody has to do."""


def edited(folder: Path, name: str) -> Rulebook:
    """Return the bundled rulebook with one of the edits, made in a copy in an empty folder."""
    path, before, after = EDITS[name]
    shutil.copytree(RULES, folder / "rules")
    text = (folder / "rules" / path).read_text("utf-8")
    if before not in text:
        raise ValueError(f"rules/{path} has no {before!r}")
    (folder / "rules" / path).write_text(text.replace(before, after, 1), "utf-8")
    return load(base=folder / "rules")


def mixed_notes(book: Rulebook, number: int, share: float) -> Iterator[str]:
    """Yield generated notes, of which a share, by chance, holds two examples of the rules."""
    chance = random.Random(SEED)
    examples = [each.replace("[[", "").replace("]]", "") for rule in book.rules for each in (*rule.flag, *rule.passes)]
    for _ in range(number):
        text = note(chance)
        yield text if chance.random() >= share else f"{text}\n{chance.choice(examples)}\n{chance.choice(examples)}"


def linter(book: Rulebook) -> Linter:
    """Return a linter with a rulebook that was read from rule files."""
    return Linter(rulebook=loads(dump(book, ""), ""))


def told(result: CaptionResult) -> object:
    """Return all that the result of a note says."""
    return [(finding, finding.parts, finding.fixes) for finding in result.findings], result.problems


def tried(old: Rulebook, new: Rulebook, texts: list[str], before: list[object]) -> Tried:
    """Ask which notes may have other findings by new rules than `before`, by the old ones, and lint all by the new."""
    revision, after = Revision(old, new), linter(new)
    start = time.process_time()
    named = [revision.affects(text) for text in texts]
    asking = time.process_time() - start
    changed, seconds = {}, {}
    for is_named in (True, False):
        numbers = [number for number, each in enumerate(named) if each is is_named]
        start = time.process_time()
        results = list(after.check_many(texts[number] for number in numbers))
        seconds[is_named] = time.process_time() - start
        changed[is_named] = [
            number for number, result in zip(numbers, results, strict=True) if told(result) != before[number]
        ]
    return Tried(
        named=sum(named),
        changed=len(changed[True]) + len(changed[False]),
        missed=[texts[number] for number in changed[False]],
        asking=asking,
        again=seconds[True],
        rest=seconds[False],
    )


def main() -> int:
    about, _, rest = str(__doc__).partition("\n")
    parser = argparse.ArgumentParser(description=about, epilog=rest.split("\n\n")[-1])
    parser.add_argument("--notes", type=int, default=100_000, metavar="NUMBER", help="generated notes (%(default)s)")
    parser.add_argument("--only", action="append", choices=list(EDITS), help="this edit of the rules")
    parser.add_argument("--markdown", action="store_true", help="print Markdown, for docs/scale.md")
    given = parser.parse_args()
    old = load()
    texts = list(mixed_notes(old, given.notes, OFFENDING))
    before = [told(result) for result in linter(old).check_many(texts)]
    table = Table(
        f"Edits of the rules: {len(texts)} notes, {sum(each != NOTHING for each in before)} with findings",
        ("edit", "again", "changed", "missed", "s asking", "s again", "s all"),
    )
    missed = 0
    for name in given.only or EDITS:
        with TemporaryDirectory() as folder:
            done = tried(old, edited(Path(folder), name), texts, before)
        for text in done.missed:
            print(f"{name}: not named, but changed: {text!r}", file=sys.stderr)
        missed += len(done.missed)
        share = f"{100 * done.named / len(texts):.1f} %"
        seconds = (done.asking, done.again, done.again + done.rest)
        table.add(name, share, str(done.changed), str(len(done.missed)), *(f"{each:.1f}" for each in seconds))
    table.note = (
        "again: notes to look at again; missed: notes that were left out and have other findings. Seconds of the processor: for asking "
        "of all notes, for linting those to look at again, for linting all."
    )
    print(table.markdown() if given.markdown else table.text())
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
