"""A linter for drafts of Xiaohongshu notes: it names the words that get a note buried, before it is posted."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.base.errors import InputError as InputError
    from xhslint.base.errors import Problem as Problem
    from xhslint.base.version import __version__ as __version__
    from xhslint.config.settings import Config as Config
    from xhslint.drafts.draft import Draft as Draft
    from xhslint.fixes.applying import FixResult as FixResult
    from xhslint.fixes.applying import fixed as fixed
    from xhslint.linter.linter import Linter as Linter
    from xhslint.linter.revision import Revision as Revision
    from xhslint.model.caption_result import CaptionResult as CaptionResult
    from xhslint.model.findings import Finding as Finding
    from xhslint.model.findings import Fix as Fix
    from xhslint.model.findings import Result as Result
    from xhslint.model.findings import Severity as Severity
    from xhslint.model.findings import Source as Source

_MODULE_OF = {
    "CaptionResult": "model.caption_result",
    "Config": "config.settings",
    "Draft": "drafts.draft",
    "Finding": "model.findings",
    "Fix": "model.findings",
    "FixResult": "fixes.applying",
    "InputError": "base.errors",
    "Linter": "linter.linter",
    "Problem": "base.errors",
    "Result": "model.findings",
    "Revision": "linter.revision",
    "Severity": "model.findings",
    "Source": "model.findings",
    "__version__": "base.version",
    "fixed": "fixes.applying",
}
__all__ = [
    "CaptionResult",
    "Config",
    "Draft",
    "Finding",
    "Fix",
    "FixResult",
    "InputError",
    "Linter",
    "Problem",
    "Result",
    "Revision",
    "Severity",
    "Source",
    "__version__",
    "fixed",
]


def __getattr__(name: str) -> object:
    # Imported when first asked for: the command line needs few of them, and starting is most of a run.
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
