"""The output of `xhslint why --format json`; docs/why.md tells of its keys."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xhslint.model.findings import PLACE, Finding, fields_of
from xhslint.report.formats.json_report import place_fields, tool_object
from xhslint.report.pages.why import Examined, ranked, reason, things_to_look_at
from xhslint.report.parts.dismissals import dismissal_reason
from xhslint.report.style import Style
from xhslint.terminal.width import printable_path
from xhslint.why.reading import Reading, Told
from xhslint.why.suspects import Suspect

VERSION = 1


def why_json(reading: Reading, drafts: Sequence[Examined], style: Style, unseen: int = 0) -> Iterator[str]:
    """Yield one JSON object: what the notice speaks of, and what in each draft it may mean, what fits best first."""
    ranks = {id(suspect): rank for rank, (_, suspect) in enumerate(ranked(drafts), 1)}
    data = {
        "version": VERSION,
        "tool": tool_object(style),
        "notice": [_told_object(told, style) for told in reading.told],
        "drafts": [_draft_object(each, ranks, style) for each in drafts],
        "look": things_to_look_at(reading, style.lang, unseen),
    }
    yield json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _told_object(told: Told, style: Style) -> dict[str, Any]:
    notice = told.notice
    return {
        "key": notice.key,
        "name": notice.name[style.lang],
        "words": list(told.words),
        "punishes": list(notice.punishes),
        "sources": [source.as_dict() for source in notice.sources],
    }


def _draft_object(each: Examined, ranks: Mapping[int, int], style: Style) -> dict[str, Any]:
    return {
        "path": printable_path(each.draft.path),
        "profile": each.profile,
        "kind": each.kind,
        "suspects": [
            {"rank": ranks[id(suspect)], **_suspect_object(each, suspect, style)} for suspect in each.suspects
        ],
    }


def _suspect_object(each: Examined, suspect: Suspect, style: Style) -> dict[str, Any]:
    what = suspect.what
    if isinstance(what, Finding):
        told: dict[str, Any] = {"severity": what.severity, "quiet": None, "advice": what.advice}
    else:
        told = {
            "severity": None,
            "quiet": {"by": what.by, "about": dismissal_reason(what, style)},
            "advice": None,
        }
    return {
        "rule": what.rule_id or None,
        "fit": round(suspect.fit, 2),
        "level": suspect.level,
        "notice": suspect.told.notice.key if suspect.told else None,
        "quoted": suspect.is_quoted,
        **told,
        **fields_of(what, (*PLACE, "text")),
        **place_fields(each.draft, what),
        "why": reason(suspect, style),
        "sources": [source.as_dict() for source in suspect.sources],
    }
