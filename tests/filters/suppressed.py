"""Readers of suppressions, for tests."""

from __future__ import annotations

from xhslint.drafts.draft import Draft
from xhslint.filters.draft_suppressions import read_suppressions
from xhslint.filters.suppressions import (
    Suppression,
)

KNOWN = ("contact/qq", "contact/wechat-id", "dm/bare", "dm/purchase", "shop/search", "ranking/exchange")


def read(text: str) -> list[Suppression]:
    found, problems = read_suppressions(Draft.parse(text, "a.md"), KNOWN)
    assert not problems
    return found


FRONT = "---\nxhslint:\n  ignore:{}\n---\n私我"
