"""What the build adds to the package: jieba's dictionary as a file to map, the rules, and the rules compiled."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, self.root)
        try:
            from xhslint.dictionary import build, jieba_dictionary
            from xhslint.store import pack
        finally:
            sys.path.remove(self.root)
        data = Path(self.root, "xhslint", "data")
        data.mkdir(exist_ok=True)
        build(jieba_dictionary(), data / "words.marisa")
        # An editable install reads the rules where they are edited; a copy beside it would go stale.
        if version == "standard":
            pack(data / "rulebook.bin")
            build_data["force_include"]["rules"] = "xhslint/rules"
