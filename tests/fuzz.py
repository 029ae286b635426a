"""Lint drafts made by chance and report every one that breaks what must hold for any text.

`python -m tests.fuzz --minutes 10 --seed 7` prints what it counted, and the smallest draft found for each mistake with the
command that makes it again; the status is 1 if there was one. Add such a draft to `tests/data/fuzzed.jsonl` once it is mended:
the drafts there are tried first.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, count, islice
from pathlib import Path
from random import Random
from typing import NamedTuple
from zlib import crc32

from tests.linters import linter, plain_linter
from tests.mutations import mutated_caption, mutated_example
from xhslint.base.errors import InputError
from xhslint.drafts.draft import Draft
from xhslint.filters.draft_suppressions import SuppressingLinter
from xhslint.fixes.applying import fixed
from xhslint.matching.scanner import fallback
from xhslint.matching.scanner import scanner as used
from xhslint.model.findings import Result

KEPT = Path(__file__).parent / "data" / "fuzzed.jsonl"
EXAMPLES = 8
"""One of so many drafts is an example of a rule."""
EXPLAINED = 8
"""For one of so many drafts both scanners are asked what they dismissed."""


class Mistake(NamedTuple):
    """What a draft breaks: the promise, and what was seen."""

    promise: str
    seen: str


class Fuzzer:
    """Tries drafts, and counts them and their findings; compares both scanners if the compiled one is installed."""

    def __init__(self) -> None:
        self.linter = linter()
        self.plain = None if used.Scanner is fallback.Scanner else plain_linter()
        self.counts = Counter[str]()
        self.last: tuple[Draft, Result] | None = None

    def mistake(self, text: str) -> Mistake | None:
        """Lint a draft and return the first promise that it breaks, if any."""
        try:
            return next(self._mistakes(text), None)
        except Exception as error:
            return Mistake(f"no exception, {type(error).__name__}", traceback.format_exc())

    def breaks(self, promise: str, text: str) -> bool:
        mistake = self.mistake(text)
        return mistake is not None and mistake.promise == promise

    def _mistakes(self, text: str) -> Iterator[Mistake]:
        try:
            draft = Draft.parse(text)
        except InputError as error:
            self.counts["refused"] += 1
            if any(problem.line < 1 or problem.column < 1 for problem in error.problems):
                yield Mistake("a problem has its place", repr(error.problems))
            return
        result, explained = self.linter.examine(draft), self.linter.examine(draft, explain=True)
        self.counts["findings"] += len(result.findings)
        yield from _misplaced(draft, result)
        if result.faults:
            yield Mistake("no rule fails", repr(result.faults))
        if explained.findings != result.findings:
            yield Mistake("an explanation changes nothing", f"{result.findings}\n{explained.findings}")
        if self.plain and (other := self.plain.examine(draft)) != result:
            yield Mistake("both scanners find the same", f"{result}\n{other}")
        # Rarely, because it takes longer than all the rest, and by the text, so that a smaller draft can show the same.
        is_asked = crc32(text.encode("utf-8", "surrogatepass")) % EXPLAINED == 0
        if self.plain and is_asked and (other := self.plain.examine(draft, explain=True)) != explained:
            yield Mistake("both scanners explain the same", f"{explained}\n{other}")
        yield from self._changed_meanwhile(draft, result)
        if any(finding.fixes for finding in result.findings):
            self.counts["fixed"] += 1
            yield from self._badly_fixed(draft)

    def _changed_meanwhile(self, draft: Draft, result: Result) -> Iterator[Mistake]:
        """Lint the draft before once more: that another was linted in between must make no difference."""
        last, self.last = self.last, (draft, result)
        if last and (again := self.linter.examine(last[0])) != last[1]:
            yield Mistake("a draft is linted the same again", f"{last[0].text!r}\n{last[1]}\n{again}")

    def _badly_fixed(self, draft: Draft) -> Iterator[Mistake]:
        around = SuppressingLinter(self.linter)
        for unsafe in (False, True):
            once = fixed(around, draft, unsafe)
            if once.left.findings != around.examine(once.draft).findings:
                yield Mistake("a fix tells what is left", repr(once.text))
            again = fixed(around, once.draft, unsafe)
            if again.text != once.text or again.applied:
                yield Mistake("fixing twice changes nothing more", f"{once.text!r}\n{again.text!r}")


def _misplaced(draft: Draft, result: Result) -> Iterator[Mistake]:
    """Yield findings with a wrong place; lines and columns are counted as an editor does."""
    text = draft.text
    for finding in result.findings:
        if not 0 <= finding.start < finding.end <= len(text) or text[finding.start : finding.end] != finding.text:
            yield Mistake("a finding underlines what it says", repr(finding))
        before = text[: finding.start].replace("\r\n", "\n").replace("\r", "\n")
        if (finding.line, finding.column) != (before.count("\n") + 1, len(before) - before.rfind("\n")):
            yield Mistake("a finding has its line and column", repr(finding))


def smallest(text: str, is_wrong: Callable[[str], bool]) -> str:
    """Return what is left of a text when no piece can be left out any more so that it stays wrong."""
    size = len(text) // 2
    while size:
        for start in range(0, len(text), size):
            shorter = text[:start] + text[start + size :]
            if is_wrong(shorter):
                text = shorter
                break
        else:
            size //= 2
    return text


def draft_of(seed: int, number: int) -> tuple[str, str]:
    """Return the kind and the text of a draft: the same for the same numbers."""
    chance = Random(f"{seed}/{number}")
    if number % EXAMPLES == 0:
        return "mutated examples", mutated_example(chance)
    return "mutated captions", mutated_caption(chance)


def kept() -> list[str]:
    """Return the drafts that broke a promise once."""
    return [json.loads(line) for line in KEPT.read_text("utf-8").splitlines()]


def fuzz(fuzzer: Fuzzer, seed: int, numbers: Iterable[int], seconds: float) -> Iterator[str]:
    """Try the drafts with some numbers until time is up; yield each broken promise once, with the smallest draft."""
    end, seen = time.monotonic() + seconds, set[str]()
    for number in numbers:
        kind, text = draft_of(seed, number)
        fuzzer.counts[kind] += 1
        if (mistake := fuzzer.mistake(text)) and mistake.promise not in seen:
            seen.add(mistake.promise)
            small = smallest(text, partial(fuzzer.breaks, mistake.promise))
            command = f"python -m tests.fuzz --seed {seed} --only {number}"
            yield "\n".join((mistake.promise, json.dumps(small), command, mistake.seen))
        if time.monotonic() > end:
            break


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--drafts", type=int, help="end after so many")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="try one draft")
    options = parser.parse_args()
    fuzzer = Fuzzer()
    wrong = [f"{text!r}\n{mistake.promise}" for text in kept() if (mistake := fuzzer.mistake(text))]
    numbers: Iterable[int] = [options.only] if options.only is not None else count()
    start = time.monotonic()
    for described in chain(wrong, fuzz(fuzzer, options.seed, islice(numbers, options.drafts), options.minutes * 60)):
        wrong.append(described)
        print(described, flush=True)
    print(
        f"{time.monotonic() - start:.0f} s", *(f"{number} {name}" for name, number in fuzzer.counts.items()), sep=", "
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
