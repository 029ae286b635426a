"""What Python needs in the browser: the modules of this package and of PyYAML, the rules, compiled, and the words."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

from xhslint.base.paths import data_file, package_parent
from xhslint.rulebook.compiled.store import PACKED, bundled
from xhslint.text.dictionary import converted, jieba_words
from xhslint.text.grouped_words import GroupedDictionary

LEFT_OUT = (
    "batches",
    "cli",
    "lsp",
    "mcp",
    "ruletest",
    "serve",
    "tables",
    "train",
    "static_page/assets",
    "matching/scanner/native",
)
"""Parts of the package that answer no question of the page."""
SUFFIXES = (".py", ".css", ".js")


def package_files() -> dict[str, bytes]:
    """Return what is to be unpacked where Python looks for modules, by path."""
    files = {f"xhslint/{name}": data for name, data in _modules(Path(package_parent(), "xhslint"), LEFT_OUT)}
    files["xhslint/data/fold.txt"] = Path(data_file("fold.txt")).read_bytes()
    files[f"xhslint/data/{PACKED}"] = bundled()
    files[f"xhslint/data/words{GroupedDictionary.SUFFIX}"] = converted(jieba_words(), GroupedDictionary)
    files["xhslint/rules/README"] = b"The rules are in data/" + PACKED.encode() + b", compiled.\n"  # see `is_packed`
    return files | {f"yaml/{name}": data for name, data in _modules(_yaml(), ())}


def packed(files: dict[str, bytes]) -> bytes:
    """Return files as a tar archive, the same one for the same files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in sorted(files.items()):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def _modules(root: Path, left_out: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield the modules below a folder, and the files beside them that they show, by path."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix in SUFFIXES and path.is_file() and not any(name.startswith(f"{each}/") for each in left_out):
            yield name, path.read_bytes()


def _yaml() -> Path:
    import yaml

    return Path(yaml.__file__).parent
