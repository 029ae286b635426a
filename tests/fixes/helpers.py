"""A linter and its fixes, for the tests of fixes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from xhslint.drafts.draft import Draft
from xhslint.fixes.applying import FixResult, fixed
from xhslint.linter.linter import Linter

if TYPE_CHECKING:
    from xhslint.fixes.trial import SupportsExamine

URL = "https://blog.deer-home.com/post/12"


@cache
def linter() -> Linter:
    return Linter(lang="en")


def run(text: str, unsafe: bool = False, examiner: SupportsExamine | None = None) -> FixResult:
    return fixed(examiner or linter(), Draft.parse(text), unsafe)
