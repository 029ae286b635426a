"""A linter for drafts of Xiaohongshu notes: it names the words that get a note buried, before it is posted."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.linter.linter import Linter as Linter
    from xhslint.model.findings import Finding as Finding

__version__ = "0.1.0"
__all__ = ["Finding", "Linter", "__version__"]


def __getattr__(name: str) -> Any:
    # Imported when first asked for: the command line needs neither for --help.
    if name == "Linter":
        from xhslint.linter.linter import Linter

        return Linter
    if name == "Finding":
        from xhslint.model.findings import Finding

        return Finding
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
