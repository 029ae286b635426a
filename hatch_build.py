"""What the build adds to the package: jieba's dictionary as a file to map, the rules, the rules compiled, and compiled modules.

With `XHSLINT_PUREPYTHON=1` in the environment no module is compiled, as on a machine without a compiler.
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
WORDS = "xhslint/text"
"""Where the compiled words lie, beside their source."""
MODULES = ((SCANNER, "scanner"), (WORDS, "words"))
"""Where each compiled module lies, and its name without the underscore."""


class CustomBuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, self.root)
        try:
            from xhslint.rulebook.compiled.store import pack
            from xhslint.text.dictionary import build, form_of, jieba_dictionary

            modules = compiled(Path(self.root))
        finally:
            sys.path.remove(self.root)
        data = Path(self.root, "xhslint", "data")
        data.mkdir(exist_ok=True)
        form = form_of(is_compiled=bool(modules))
        build(jieba_dictionary(), data / f"words{form.SUFFIX}", form)
        # An editable install reads the rules where they are edited; a copy beside it would go stale.
        if version == "standard":
            pack(data / "rulebook.bin")
            build_data["force_include"]["rules"] = "xhslint/rules"
            build_data["artifacts"].append(f"xhslint/data/words{form.SUFFIX}")
            for module in modules:
                build_data["force_include"][str(module)] = module.relative_to(self.root).as_posix()
            if modules:
                build_data["pure_python"] = False
                build_data["infer_tag"] = True


def compiled(root: Path) -> list[Path]:
    """Compile all modules into the tree and return their paths; none where there is no compiler, or none is wanted."""
    from setuptools.errors import BaseError, CompileError, LinkError, PlatformError

    with tempfile.TemporaryDirectory() as scratch:
        # The headers are made for each build, so that no stale one is left and none needs to be in the repository.
        for name, lines in (("layout.h", header()), ("words_layout.h", words_header())):
            Path(scratch, name).write_text("\n".join(lines) + "\n", "utf-8")
        commands = [command(root / folder, name, scratch) for folder, name in MODULES]
        built = [Path(each.get_ext_fullpath(each.extensions[0].name)) for each in commands]
        try:
            if os.environ.get("XHSLINT_PUREPYTHON", "0") in ("", "0"):
                for each in commands:
                    each.run()
                return built
        except (BaseError, CompileError, LinkError, PlatformError, OSError) as error:
            print(f"xhslint: built without its compiled modules, which makes it slow: {error}", file=sys.stderr)
    for module in built:  # what is left of this build or an earlier one, which an editable install would import
        module.unlink(missing_ok=True)
    return []


def command(folder: Path, name: str, scratch: str) -> Any:
    """Return the command of setuptools that compiles a module from the source beside it."""
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    source = str(folder / "native" / f"{name}.c")
    libraries = [] if os.name == "nt" else ["m"]
    extension = Extension(f"_{name}", [source], include_dirs=[scratch], libraries=libraries, extra_compile_args=flags())
    made = build_ext(Distribution({"ext_modules": [extension]}))
    made.build_temp = scratch
    made.build_lib = str(folder)
    made.force = True  # setuptools does not know of the headers
    made.ensure_finalized()
    return made


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


def words_header() -> Iterator[str]:
    """Yield the lines of `words_layout.h`: what `native/words.c` shares with `trie_words` and `segmentation`."""
    from xhslint.text import segmentation, trie_words

    yield "/* Made by hatch_build.py from xhslint/text/trie_words.py and xhslint/text/segmentation.py. */"
    yield f"#define TRIE_MAGIC 0x{trie_words.MAGIC:x}u"
    yield f"enum {{ TRIE_HEAD = {trie_words.HEAD}, REACH = {segmentation.REACH} }};"
    yield f"enum {{ FIRST_HAN = {ord(segmentation.FIRST_HAN)}, LAST_HAN = {ord(segmentation.LAST_HAN)} }};"
    yield f'#define SEGMENTED "{segmentation.SEGMENTED}"'
    yield f'#define LATIN "{segmentation.LATIN}"'


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
