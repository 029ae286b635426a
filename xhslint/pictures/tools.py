"""Which of the packages that read pictures are installed, in which versions; none of them is imported for that."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec

CODES = ("PIL", "zxingcpp")
"""The modules that decode codes: those of the extra `qr`."""
WORDS = ("rapidocr", "onnxruntime")
"""The modules that read words, besides `CODES`: those of the extra `images`."""

MODELS = {"Det": "*_det_*.onnx", "Cls": "*_cls_*.onnx", "Rec": "*_rec_*.onnx"}
"""The models of RapidOCR: where words are, whether they stand upside down, and which they are."""

_PACKAGES = {"PIL": "pillow", "zxingcpp": "zxing-cpp"}


def reads_codes() -> bool:
    """Return whether codes can be read."""
    return all(map(_is_there, CODES))


def reads_words() -> bool:
    """Return whether words can be read."""
    return reads_codes() and all(map(_is_there, WORDS)) and len(models()) == len(MODELS)


@lru_cache
def models() -> dict[str, str]:
    """Return the files of the models that come with RapidOCR by their keys in its settings; those that are missing are left out.

    Without the path of a file, RapidOCR would fetch what it does not find.
    """
    import os
    from glob import escape, glob

    spec = find_spec("rapidocr")
    folder = os.path.join(os.path.dirname(spec.origin), "models") if spec and spec.origin else ""
    found = {key: sorted(glob(os.path.join(escape(folder), pattern))) for key, pattern in MODELS.items()}
    return {key: names[-1] for key, names in found.items() if folder and names}


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
