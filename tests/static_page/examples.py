"""What the page is asked about all examples of rules, and what it answers in this Python."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from tests.mutations import examples
from xhslint.page.answers import Answers


@cache
def requests() -> tuple[str, ...]:
    """Return requests as JSON: a check, with sentences written anew, of every example."""
    optional = ["goods", "style"]
    return tuple(json.dumps({"text": text, "lang": "zh", "extend_select": optional}) for text in examples())


@cache
def native() -> tuple[Any, ...]:
    """Return the answers of this Python, with its compiled packages."""
    answers = Answers(lang="zh")
    return tuple(answers.answer("check", json.loads(request)) for request in requests())


def differences(lines: Iterable[str]) -> list[Any]:
    """Return what differs from the native answers in those of another Python, one JSON text for each request."""
    found = [json.loads(line) for line in lines]
    assert len(found) == len(requests())
    assert sum(bool(each["findings"]) for each in native()) > len(native()) / 3
    assert any(finding.get("rewriting") for each in native() for finding in each["findings"])
    return [pair for pair in zip(requests(), native(), found, strict=True) if pair[1] != pair[2]]
