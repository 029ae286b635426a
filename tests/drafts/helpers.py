"""Drafts as the tests of the parser see them."""

from __future__ import annotations

from xhslint.drafts.draft import Draft


def shown(draft: Draft, kind: str) -> list[str]:
    return [draft.text[region.start : region.end] for region in draft.regions if region.kind == kind]


def visible(draft: Draft) -> str:
    """The text with its skips replaced by what they read as."""
    parts, at = [], 0
    for skip in draft.skips:
        parts += [draft.text[at : skip.start], skip.reads]
        at = skip.end
    return "".join([*parts, draft.text[at:]])
