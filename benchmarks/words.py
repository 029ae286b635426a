"""Compare the forms of the dictionary: bytes, seconds to open, look-ups, memory. Run `python benchmarks/words.py`."""

from __future__ import annotations

import gzip
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from notes import notes

from xhslint.text.dictionary import converted, form, jieba_words
from xhslint.text.grouped_words import GroupedDictionary
from xhslint.text.words import Dictionary

_OPENED = """
import resource, sys, time
from mmap import ACCESS_READ, mmap
module, name, path, texts = sys.argv[1:]
form = getattr(__import__(module, fromlist=[name]), name)
text = open(texts, encoding="utf-8").read()
start = time.perf_counter()
with open(path, "rb") as file:
    words = form(memoryview(mmap(file.fileno(), 0, access=ACCESS_READ)))
words.words_at("微信", 0)
opened = time.perf_counter() - start
speeds = []
for _ in range(2):
    start = time.perf_counter()
    for at in range(len(text)):
        words.words_at(text, at)
    speeds.append(len(text) / 1e3 / (time.perf_counter() - start))
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"open {opened * 1e3:.1f} ms, look-ups a millisecond {speeds[0]:.0f} cold, {speeds[1]:.0f} warm, {memory:.0f} MB")
"""
CHARACTERS = 300_000


def main() -> None:
    """Print a line for each form; the first look-ups of a form that reads its words lazily are the cold ones."""
    text = "".join(notes(2_000))[:CHARACTERS]
    with TemporaryDirectory() as scratch:
        Path(scratch, "text").write_text(text, "utf-8")
        kinds: list[type[Dictionary]] = [form(), GroupedDictionary]
        for kind in dict.fromkeys(kinds):
            start = time.perf_counter()
            data = converted(jieba_words(), kind)
            packed = time.perf_counter() - start
            Path(scratch, "words").write_bytes(data)
            command = [sys.executable, "-c", _OPENED, kind.__module__, kind.__name__, "words", "text"]
            told = subprocess.run(
                command, cwd=scratch, capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
            ).stdout.strip()
            sizes = f"{len(data) / 1e6:.2f} MB, {len(gzip.compress(data)) / 1e6:.2f} MB compressed"
            print(f"{kind.__name__}: {sizes}, packed in {packed:.1f} s; {told}")


if __name__ == "__main__":
    main()
