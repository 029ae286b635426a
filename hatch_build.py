"""What the build adds to the package: jieba's dictionary as a file to map, the rules, the rules compiled, the scanner.

With `XHSLINT_PUREPYTHON=1` in the environment the scanner is not compiled, as on a machine without a compiler.
"""

from __future__ import annotations

import os
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SCANNER = "xhslint/matching/scanner"
"""Where the compiled scanner lies, beside its source."""


class CustomBuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, self.root)
        try:
            from xhslint.rulebook.compiled.store import pack
            from xhslint.text.dictionary import build, jieba_dictionary

            extension = compiled(Path(self.root))
        finally:
            sys.path.remove(self.root)
        data = Path(self.root, "xhslint", "data")
        data.mkdir(exist_ok=True)
        build(jieba_dictionary(), data / "words.marisa")
        # An editable install reads the rules where they are edited; a copy beside it would go stale.
        if version == "standard":
            pack(data / "rulebook.bin")
            build_data["force_include"]["rules"] = "xhslint/rules"
            if extension:
                build_data["force_include"][str(extension)] = f"{SCANNER}/{extension.name}"
                build_data["pure_python"] = False
                build_data["infer_tag"] = True


def compiled(root: Path) -> Path | None:
    """Compile the scanner into the tree and return its path; None where there is no compiler, or none is wanted."""
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext
    from setuptools.errors import BaseError, CompileError, LinkError, PlatformError

    folder = root / SCANNER
    with tempfile.TemporaryDirectory() as scratch:
        # The header is made for each build, so that no stale one is left and none needs to be in the repository.
        Path(scratch, "layout.h").write_text("\n".join(header()) + "\n", "utf-8")
        extension = Extension(
            "_scanner",
            [str(folder / "native" / "scanner.c")],
            include_dirs=[scratch],
            extra_compile_args=flags(),
        )
        command = build_ext(Distribution({"ext_modules": [extension]}))
        command.build_temp = scratch
        command.build_lib = str(folder)
        command.force = True  # setuptools does not know of the headers
        command.ensure_finalized()
        built = Path(command.get_ext_fullpath("_scanner"))
        if os.environ.get("XHSLINT_PUREPYTHON", "0") not in ("", "0"):
            built.unlink(missing_ok=True)  # what an earlier build left, which an editable install would import
            return None
        try:
            command.run()
        except (BaseError, CompileError, LinkError, PlatformError, OSError) as error:
            print(f"xhslint: built without its compiled scanner, which makes it slow: {error}", file=sys.stderr)
            return None
    return built


def flags() -> list[str]:
    """Return what a compiler is told beside what Python tells it."""
    if sysconfig.get_platform().startswith("win"):
        return ["/utf-8"]  # or it reads the source in the code page of the user
    # Debug symbols name the folders of a build, so that no two builds would give the same bytes.
    return [] if os.name == "nt" or os.environ.get("CFLAGS") else ["-g0"]


def header() -> Iterator[str]:
    """Yield the lines of `layout.h`: every number of `layout` and `facts`, and the numbers of the arrays of tables."""
    from xhslint.matching import facts
    from xhslint.matching.scanner import layout
    from xhslint.text.skeleton import LONGEST_PHRASE, MAX_GAP

    yield "/* Made by hatch_build.py from xhslint/matching/scanner/layout.py and xhslint/matching/facts.py. */"
    arrays = [name.upper() for name in layout.Tables._fields]
    numbers = {**vars(facts), **vars(layout), "MAX_GAP": MAX_GAP, "LONGEST_PHRASE": LONGEST_PHRASE}
    numbers |= judged() | respelled()
    numbers |= {name: number for number, name in enumerate([*arrays, "ARRAYS"])}
    for name, number in numbers.items():
        if name.isupper() and isinstance(number, int):
            # An enumerator is a signed number; one that does not fit into it becomes an unsigned macro.
            yield f"enum {{ {name} = {number} }};" if number < 1 << 31 else f"#define {name} {number}u"


def respelled() -> dict[str, int]:
    """Return the numbers of the tables of sounds."""
    from xhslint.respelling import lattice, openings, packing, readings, rearranged, spelling

    kinds = ("HAN", "COMMON", "EMOJI", "DIGIT", "PINYIN", "PARTS", "WHOLE_PARTS", "ORDINARY", "ALIKE")
    numbers = {f"READ_{name}": getattr(readings, name) for name in kinds}
    numbers |= {f"READ_{name}": getattr(spelling, name) for name in ("PLAIN", "INITIAL")}
    numbers |= {name: getattr(packing, name) for name in ("KIND_BITS", "SYLLABLE_BITS", "LONGEST_READING", "LETTER")}
    numbers |= {name: getattr(lattice, name) for name in ("MOST_INITIALS", "MOST_PIECES", "MOST_SKIPPED")}
    numbers |= {name: getattr(openings, name) for name in ("ROW", "PARTS", "COLUMN", "COLUMNS", "PARTS_BEHIND", "BITS")}
    return numbers | {"LEAST_LINES": rearranged.LEAST_LINES, "ME": ord(spelling.ME)}


def judged() -> dict[str, int]:
    """Return the numbers of the features of the classifier."""
    from xhslint.classify import features

    kinds = ("CLASS", "KIND_NEAR", "PAIR", "EDGE", "LENGTH", "POSITION", "END", "QUOTE", "GRAM", "COUNT")
    numbers = {f"FEATURE_{name}": getattr(features, name) for name in kinds}
    numbers |= {"GAP_NEXT": features.NEXT, "GAP_NEAR": features.NEAR, "GAP_ANY": features.ANY}
    numbers |= {"GRAM_START": features.START, "GRAM_STOP": features.STOP, "LONG_CLAUSE": features.LONG}
    numbers |= {"SOFT_BEFORE": features.SOFT, "SOFT_BEHIND": features.REST}
    numbers |= {f"LENGTH_{step}": limit for step, limit in enumerate(features.LENGTHS)}
    numbers |= {f"COUNT_{step}": limit for step, limit in enumerate(features.COUNTS)}
    return numbers | {
        name: getattr(features, name)
        for name in ("LINE_BREAK", "AT_END", "ORDINARY", "NEAR_GAP", "PAIR_REACH", "OWN_GRAMS", "OTHER_GRAMS")
    }
