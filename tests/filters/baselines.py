"""Findings for a few words, and baselines made of them."""

from __future__ import annotations

from pathlib import Path

from xhslint.drafts.draft import Draft
from xhslint.filters.baseline import Baseline
from xhslint.model.findings import Finding

WORDS = {"加微信": "contact/wechat-add", "互粉": "ranking/exchange", "私我": "dm/bare"}


FIRST, LATER = "2026-01-31", "2026-03-01"


def lint(text: str) -> list[Finding]:
    """A finding for each of a few words."""
    draft, found = Draft.parse(text), []
    for word, rule in WORDS.items():
        at = text.find(word)
        while at >= 0:
            place = draft.position(at)
            found.append(Finding(rule, "error", at, at + len(word), *place, word, word, "", "", ()))
            at = text.find(word, at + 1)
    return sorted(found, key=lambda each: each.start)


def adopt(path: Path, drafts: dict[str, str], reason: str = "") -> Baseline:
    """A baseline of drafts that are also written to disk, as `baseline write` makes it."""
    fresh = Baseline(path)
    check(fresh, drafts)
    return fresh.update(FIRST, reason)


def check(baseline: Baseline, drafts: dict[str, str]) -> dict[str, list[str]]:
    """What is new in drafts, which are written to disk first."""
    for name, text in drafts.items():
        path = baseline.path.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return {name: new for name, text in drafts.items() if (new := fresh(baseline, name, text))}


def fresh(baseline: Baseline, name: str, text: str) -> list[str]:
    new, known = baseline.filter(baseline.path.parent / name, lint(text), text)
    assert sorted([*new, *known], key=lambda each: each.start) == lint(text)
    return [f"{each.line}:{each.text}" for each in new]


OLD = "# 旧笔记\n\n第一段，加微信聊。\n\n第二段，互粉互赞吗。\n\n第三段，平平无奇。\n"
