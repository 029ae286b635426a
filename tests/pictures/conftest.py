"""A folder with a home of its own, and a reader of pictures made by hand, for tests that need no library for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.running import work_in
from xhslint.pictures import read, tools
from xhslint.pictures.reading import Line, Reading


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    return work_in(tmp_path, monkeypatch)


class FakeReader:
    """Reads files that hold JSON in place of a picture, and counts what it read; `has_words` is whether it reads words."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.has_words = True

    def __call__(self, data: bytes, path: str) -> Reading:
        self.read.append(path)
        told = json.loads(data)
        codes = tuple(Line(text, (10, 20, 30, 40)) for text in told.get("codes", ()))
        lines = [
            Line(text, (100, 100 * at, 50 * len(text), told.get("height", 60)), told.get("confidence", 0.99))
            for at, text in enumerate(told.get("lines", ()), 1)
        ]
        return Reading(1000, 1400, codes, tuple(lines) if self.has_words else None, told.get("moves", False))


@pytest.fixture
def reader(folder: Path, monkeypatch: pytest.MonkeyPatch) -> FakeReader:
    """The reader that takes the place of Pillow, zxing-cpp and RapidOCR in this process."""
    fake = FakeReader()
    monkeypatch.setattr(read, "read_picture", fake)
    monkeypatch.setattr(tools, "reads_codes", lambda: True)
    monkeypatch.setattr(tools, "reads_words", lambda: fake.has_words)
    monkeypatch.setattr(tools, "versions", lambda: "fake 1")
    return fake


def poster(path: str, *lines: str, **more: object) -> None:
    """Write what the fake reader reads as a picture."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(json.dumps({"lines": lines, **more}), "utf-8")
