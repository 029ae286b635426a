"""What the build adds to the package: jieba's dictionary as a file to map, the rules, the rules compiled, the prefilter."""

from __future__ import annotations

import sys
import tempfile
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
        finally:
            sys.path.remove(self.root)
        data = Path(self.root, "xhslint", "data")
        data.mkdir(exist_ok=True)
        build(jieba_dictionary(), data / "words.marisa")
        extension = compiled(Path(self.root))
        # An editable install reads the rules where they are edited; a copy beside it would go stale.
        if version == "standard":
            pack(data / "rulebook.bin")
            build_data["force_include"]["rules"] = "xhslint/rules"
            if extension:
                build_data["force_include"][str(extension)] = f"{SCANNER}/{extension.name}"
                build_data["pure_python"] = False
                build_data["infer_tag"] = True


def compiled(root: Path) -> Path | None:
    """The prefilter, compiled into the tree; None where there is no compiler, and then xhslint does without."""
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext
    from setuptools.errors import BaseError, CompileError, LinkError, PlatformError

    folder = root / SCANNER
    extension = Extension("_scanner", [str(folder / "native" / "scanner.c")])
    with tempfile.TemporaryDirectory() as scratch:
        command = build_ext(Distribution({"ext_modules": [extension]}))
        command.build_temp = scratch
        command.build_lib = str(folder)
        command.force = True  # setuptools does not know of the headers
        command.ensure_finalized()
        try:
            command.run()
        except (BaseError, CompileError, LinkError, PlatformError, OSError) as error:
            print(f"xhslint: built without its prefilter, which makes it slow: {error}", file=sys.stderr)
            return None
    return Path(command.get_ext_fullpath("_scanner"))
