"""Findings made by hand and a fake linter, for tests of reports and of the command line without rules."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

from xhslint.base.errors import InputError, Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Checked
from xhslint.model.disguises import Disguise
from xhslint.model.findings import Edit, Finding, Result, Severity, Source

COMMUNITY = Source(
    "community-3.2.1",
    "小红书社区规范",
    "3.2.1 导流到个人的联系方式",
    "https://example.com/community",
    "P",
)
DIVERSION = Source("diversion-1", "交易导流违规管理细则", "第一类 联系方式", "https://example.com/diversion", "S")


def finding(
    draft: Draft,
    text: str,
    rule: str = "demo/word",
    severity: Severity = "error",
    *,
    reading: str = "",
    message: str = "写出了微信号",
    advice: str = "删去微信号",
    sources: Sequence[Source] = (COMMUNITY,),
    disguises: Sequence[Disguise] = (),
    rewrite: Edit | None = None,
) -> Finding:
    """Return a finding on the first occurrence of `text` in a draft."""
    start = draft.text.index(text)
    line, column = draft.position(start)
    end = start + len(text)
    return Finding(
        rule,
        severity,
        start,
        end,
        line,
        column,
        text,
        reading or text,
        message,
        advice,
        tuple(sources),
        tuple(disguises),
        rewrite=rewrite,
    )


def checked(draft: Draft, *findings: Finding) -> Checked:
    return Checked(draft, "personal", findings)


class FakeLinter:
    """A linter that finds three words; other words make it crash, stop or wait. `made` holds the settings of each."""

    WORDS: ClassVar[dict[str, tuple[str, Severity]]] = {
        "加微信": ("contact/wechat-add", "error"),
        "互粉": ("ranking/exchange", "warning"),
        "私我": ("dm/bare", "info"),
    }
    made: ClassVar[list[dict[str, Any]]] = []

    def __init__(self, profile: str | None = None, **settings: Any) -> None:
        if "broken.yaml" in settings.get("rules", ()):
            raise InputError([Problem("broken.yaml", 3, 5, "unknown key 'wrods'"), Problem("broken.yaml", 9, 1, "?")])
        self.made.append({"profile": profile, **settings})
        self.settings = settings
        self.as_of = "2026-01-31"
        ids = [name for name, _ in self.WORDS.values()]
        # Without a state nothing is kept.
        rulebook = SimpleNamespace(ids=ids, opt_in=frozenset(), in_use=frozenset(range(len(ids))))
        self.engine = SimpleNamespace(rulebook=rulebook, active_ids=frozenset(ids), state=lambda: None)

    def examine(self, draft: Draft, explain: bool = False) -> Result:
        if "崩溃" in draft.text:
            raise RuntimeError("一个\n意外")
        if "中断" in draft.text:
            raise KeyboardInterrupt
        if "慢" in draft.text:
            Path(f"{draft.path}.started").touch()
            time.sleep(3600)  # until it is interrupted
        found = [finding(draft, word, *about) for word, about in self.WORDS.items() if word in draft.text]
        faults = [Problem("rules/a.yaml", 7, 1, "stopped")] if "超时" in draft.text else []
        return Result(found, faults, [])


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line with the fake linter; return the exit status."""
    from xhslint.cli.main import main

    return main(argv, make_linter=FakeLinter)  # type: ignore[arg-type]
