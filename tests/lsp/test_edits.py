"""Two hundred edits by chance, and the diagnostics are those of the text as if it had just been opened."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.lsp.clients import CAPABILITIES, LocalClient
from tests.lsp.test_documents import is_place, place, text_of, units
from tests.running import TEXTS

A, B = "file:///a.md", "file:///b.md"
PIECES = (
    *TEXTS,
    *(
        "🍑",
        "👨\u200d👩\u200d👧",
        "\r\n",
        "\n",
        "\r",
        "薇",
        "❤️",
        "信",
        "：taoci_2046",
        "互F互赞",
        "#话题 ",
        "\u200b",
        "\ufeff",
    ),
    *("<!-- ", " -->", "```", "---\n", "xhslint-ignore-line contact: 好", "profile: pro\n", "a", "，", "。"),
)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_edits_by_chance(encoding: str) -> None:
    chance = random.Random(20_461)
    client = LocalClient()
    client.initialize(capabilities={**CAPABILITIES, "general": {"positionEncodings": [encoding]}})
    array: list[bytes] = []
    found = 0

    def at(index: int) -> dict[str, int]:
        if encoding == "utf-16":
            return place(array, index)
        line, before = place(array, index)["line"], text_of(array[:index])
        return {"line": line, "character": len(before.replace("\r", "\n").rpartition("\n")[2])}

    client.open(A, "")
    assert client.published(A) == []
    for version in range(2, 202):
        changes: list[dict[str, Any]] = []
        for _ in range(chance.randint(1, 3)):
            places = [index for index in range(len(array) + 1) if is_place(array, index)]
            start = chance.choice(places)
            end = chance.choice([each for each in places if start <= each <= start + 30])
            new = "".join(chance.choices(PIECES, k=chance.randint(0, 3 if len(array) < 400 else 0)))
            changes.append({"range": {"start": at(start), "end": at(end)}, "text": new})
            array[start:end] = units(new)
        client.change(A, version, *changes)
        client.open(B, text_of(array))
        shown, fresh = client.published(A), client.published(B)
        assert shown == _moved(fresh), text_of(array)
        found += len(shown)
    assert found > 200
    assert not client.crashes and not client.noted("window/logMessage")


def _moved(diagnostics: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the diagnostics of B as those of A."""
    for each in diagnostics:
        for other in each.get("relatedInformation", ()):
            other["location"]["uri"] = A
    return diagnostics
