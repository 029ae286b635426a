"""Which of the packages that read pictures are installed, in which versions; none of them is imported for that."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec

CODES = ("PIL", "zxingcpp")
"""The modules that decode codes: those of the extra `qr`."""
WORDS = ("rapidocr", "onnxruntime")
"""The modules that read words, besides `CODES`: those of the extra `images`."""

_PACKAGES = {"PIL": "pillow", "zxingcpp": "zxing-cpp"}


def reads_codes() -> bool:
    """Return whether codes can be read."""
    return all(map(_is_there, CODES))


def reads_words() -> bool:
    """Return whether words can be read."""
    return reads_codes() and all(map(_is_there, WORDS))


@lru_cache
def versions() -> str:
    """Return the versions of all that a reading depends on, the models of RapidOCR by the version that they come with."""
    from importlib.metadata import PackageNotFoundError, version

    names = [_PACKAGES.get(module, module) for module in (*CODES, *(WORDS if reads_words() else ()))]
    found = []
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:  # a build without metadata
            found.append(name)
    return ", ".join(found)


@lru_cache
def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False
