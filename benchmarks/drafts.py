"""The drafts that are measured, as one file a note: those that the benchmark makes, or somebody's own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from notes import notes


def texts(paths: Iterable[str]) -> Iterator[str]:
    """Every note in .jsonl files (keys `title` and `text`), in text files, and in folders of all these."""
    for path in map(Path, paths):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix == ".jsonl":
                for line in file.read_text("utf-8").split("\n"):
                    row = json.loads(line) if line.strip() else {}
                    yield "\n\n".join(row[key] for key in ("title", "text") if row.get(key))
            elif file.is_file() and (file.suffix in (".md", ".txt") or not path.is_dir()):
                yield file.read_text("utf-8")


def chosen(paths: Sequence[str], number: int) -> Iterator[str]:
    """So many notes of those given, or made."""
    return islice((text for text in texts(paths) if text.strip()), number) if paths else notes(number)


def write(folder: Path, drafts: Iterable[str]) -> list[Path]:
    """A folder with one file a note."""
    folder.mkdir(parents=True)
    files = []
    for at, text in enumerate(drafts):
        files.append(folder / f"{at:06}.md")
        files[-1].write_text(text, "utf-8", newline="")
    return files
