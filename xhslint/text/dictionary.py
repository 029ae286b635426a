"""jieba's dictionary as a file that is mapped into memory instead of parsed, in a form that this Python can read."""

from __future__ import annotations

from functools import lru_cache

from xhslint.text.words import Dictionary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

VERSION = 2
"""Changes with the forms of dictionaries, so that none is read that another version left in the cache."""


@lru_cache(maxsize=1)
def form() -> type[Dictionary]:
    """Return the form that dictionaries are kept in here."""
    try:
        import xhslint.text._words  # noqa: F401
    except ImportError:  # built without a compiler
        return form_of(is_compiled=False)
    return form_of(is_compiled=True)


def form_of(is_compiled: bool) -> type[Dictionary]:
    """Return the form for a package with its compiled modules, or for one without, as in a browser."""
    if is_compiled:
        from xhslint.text.trie_words import TrieDictionary

        return TrieDictionary
    from xhslint.text.grouped_words import GroupedDictionary

    return GroupedDictionary


def pack(source: Path, form: type[Dictionary]) -> bytes:
    """Return the file, in a form, for a dictionary in jieba's text form: lines of word, frequency, part of speech.

    Raises ValueError for words that no form can keep.
    """
    frequencies: dict[str, int] = {}
    total = 0
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency = line.split(" ")[:2]
            # Like jieba: of a word with two lines the last one counts, while the total counts both.
            frequencies[word] = int(frequency)
            total += int(frequency)
    try:
        return form.packed(frequencies, total)
    except ValueError as error:
        raise ValueError(f"{source}: {error}") from None


def converted(words: Dictionary, into: type[Dictionary]) -> bytes:
    """Return the file of a dictionary in another form."""
    return into.packed({word: words.frequency(word) for word in words.words()}, words.total)


def build(source: Path, target: Path, form: type[Dictionary]) -> None:
    """Write the dictionary file in a form; readers of `target` see the old file or the new one."""
    from xhslint.base import atomic_write

    atomic_write.write(target, pack(source, form), mode=0o644, is_durable=False)


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
        return form()(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


@lru_cache(maxsize=1)
def jieba_words() -> Dictionary:
    """Return jieba's dictionary from the package or, in a checkout that was never installed, from the user's cache."""
    from xhslint.base.paths import cache_dir, data_file

    suffix = form().SUFFIX
    try:
        return load(data_file(f"words{suffix}"))
    except (OSError, ValueError):
        pass
    source, folder = jieba_dictionary(), cache_dir()
    if folder is None:
        return form()(memoryview(pack(source, form())))
    from importlib.metadata import version

    target = folder / f"words-{version('jieba')}-{VERSION}{suffix}"
    try:
        return load(target)
    except (OSError, ValueError):
        pass
    try:
        build(source, target, form())
        return load(target)
    except OSError:
        return form()(memoryview(pack(source, form())))
