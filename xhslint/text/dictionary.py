"""jieba's dictionary as a file that is mapped into memory instead of parsed.

A dictionary file holds, in the byte order of the machine that wrote it:

    8 bytes            MAGIC
    8 bytes            sum of the frequencies of all lines of jieba's dictionary
    8 bytes            length of the trie, a multiple of 8
    8 bytes            number of words
    length of trie     a MARISA trie of the words, which gives each word a number
    4 bytes per word   the frequency of the word of that number
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap
    from pathlib import Path

MAGIC = int.from_bytes(b"xhswrd\x00\x01", sys.byteorder)
HEADER = 32
LONGEST = 16
"""Characters in the longest word of jieba's dictionary; `pack` checks it."""


class Dictionary:
    """Words and their frequencies.

    `total` is the sum of all frequencies. `prefixes` takes a text and yields the words that it begins with, each with its
    number, by which `counts` gives the frequency; `words` returns all of them. Raises ValueError for bytes that are no dictionary file.
    """

    def __init__(self, data: bytes | mmap) -> None:
        import marisa_trie

        view = memoryview(data)
        if len(view) < HEADER:
            raise ValueError("not a dictionary")
        magic, total, trie_size, words = view[:HEADER].cast("Q")
        if magic != MAGIC or len(view) != HEADER + trie_size + 4 * words:
            raise ValueError("not a dictionary")
        self.total: int = total
        self.counts = view[HEADER + trie_size :].cast("I")
        trie = marisa_trie.Trie().map(view[HEADER : HEADER + trie_size])
        self.prefixes: Callable[[str], Iterable[tuple[str, int]]] = trie.iter_prefixes_with_ids
        self.words: Callable[[], Iterable[str]] = trie.iterkeys
        self._number = trie.get
        # The trie points into these bytes without keeping them alive.
        self._data = data

    def frequency(self, word: str) -> int:
        """Return the frequency of a word, 0 for anything else."""
        number = self._number(word)
        return 0 if number is None else self.counts[number]


def pack(source: Path) -> bytes:
    """Return the dictionary file for a dictionary in jieba's text form: lines of word, frequency, part of speech.

    Raises ValueError for words that `LONGEST` does not allow and for frequencies of 0.
    """
    from array import array

    import marisa_trie

    frequencies: dict[str, int] = {}
    total = 0
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency = line.split(" ")[:2]
            # Like jieba: of a word with two lines the last one counts, while the total counts both.
            frequencies[word] = int(frequency)
            total += int(frequency)
    if max(map(len, frequencies)) > LONGEST or 0 in frequencies.values():
        raise ValueError(f"{source}: a word of more than {LONGEST} characters, or a frequency of 0")
    trie = marisa_trie.Trie(frequencies, num_tries=1)
    packed: bytes = trie.tobytes()
    packed += bytes(-len(packed) % 8)
    counts = array("I", bytes(4 * len(frequencies)))
    for word, number in trie.iteritems():
        counts[number] = frequencies[word]
    return array("Q", [MAGIC, total, len(packed), len(counts)]).tobytes() + packed + counts.tobytes()


def build(source: Path, target: Path) -> None:
    """Write the dictionary file; readers of `target` see the old file or the new one."""
    from xhslint.base import atomic_write

    atomic_write.write(target, pack(source), mode=0o644, is_durable=False)


def jieba_dictionary() -> Path:
    """Return the path of jieba's own dictionary without importing jieba; raises ModuleNotFoundError without jieba."""
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    return Path(spec.origin).parent / "dict.txt"


def load(path: Path | str) -> Dictionary:
    """Return the dictionary in a file; raises OSError or ValueError if there is none."""
    import mmap

    with open(path, "rb") as file:
        return Dictionary(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


@lru_cache(maxsize=1)
def jieba_words() -> Dictionary:
    """Return jieba's dictionary from the package or, in a checkout that was never installed, from the user's cache."""
    from xhslint.base.paths import cache_dir, data_file

    try:
        return load(data_file("words.marisa"))
    except (OSError, ValueError):
        pass
    source, folder = jieba_dictionary(), cache_dir()
    if folder is None:
        return Dictionary(pack(source))
    from importlib.metadata import version

    target = folder / f"words-{version('jieba')}-{MAGIC:x}.marisa"
    try:
        return load(target)
    except (OSError, ValueError):
        pass
    try:
        build(source, target)
        return load(target)
    except OSError:
        return Dictionary(pack(source))
