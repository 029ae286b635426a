"""The fuzzer: it finds what is broken, makes the same drafts again, and finds nothing in what is there."""

from __future__ import annotations

from itertools import count, islice

import pytest

from tests.fuzz import Fuzzer, draft_of, fuzz, kept, smallest
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.model.findings import Result


class Broken(Linter):
    """A linter that cannot bear the word 信."""

    def examine(self, draft: Draft | str, explain: bool = False) -> Result:
        if "信" in str(draft):
            raise ValueError("信")
        return super().examine(draft, explain)


def test_what_is_broken_is_found_once_and_made_small() -> None:
    fuzzer = Fuzzer()
    fuzzer.linter = Broken()
    (described,) = fuzz(fuzzer, 0, range(200), 600)
    promise, draft, command, *seen = described.splitlines()
    assert (promise, draft) == ("no exception, ValueError", '"\\u4fe1"')
    assert seen[0].startswith("Traceback")
    number = int(command.split()[-1])
    assert "信" in draft_of(0, number)[1] and fuzzer.mistake(draft_of(0, number)[1])


def test_drafts_differ_and_are_made_again() -> None:
    drafts = [draft_of(3, number) for number in range(400)]
    assert drafts == [draft_of(3, number) for number in range(400)]
    assert len(set(drafts)) > 390
    assert {kind for kind, _ in drafts} == {"mutated examples", "mutated captions"}


def test_time_ends_it() -> None:
    fuzzer = Fuzzer()
    assert not list(fuzz(fuzzer, 0, count(), -1))
    assert fuzzer.counts["mutated examples"] == 1


def test_nothing_can_be_left_out_of_what_is_smallest() -> None:
    assert smallest("abcdefxgh", lambda text: "c" in text and "x" in text) == "cx"


@pytest.mark.parametrize("text", kept())
def test_what_broke_once_is_mended(text: str) -> None:
    assert Fuzzer().mistake(text) is None


@pytest.mark.slow
def test_nothing_is_found() -> None:
    fuzzer = Fuzzer()
    assert not list(fuzz(fuzzer, 0, islice(count(), 20_000), 600))
    assert fuzzer.counts["findings"] > 4_000 and fuzzer.counts["fixed"] > 800
