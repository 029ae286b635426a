"""The tools as agents see them: names, descriptions, JSON Schemas of what goes in and what comes out."""

from __future__ import annotations

from typing import Any

from xhslint.messages.tools import tell
from xhslint.model.findings import KINDS, LANGUAGES, PROFILES, SEVERITIES

NAMES = ("lint_note", "rewrite_check", "explain_rule")
_ARGUMENTS = {"lint_note": ("text",), "rewrite_check": ("old", "new"), "explain_rule": ("rule",)}
VERDICTS = ("accepted", "better", "unchanged", "worse", "disguised", "silenced", "contact kept")
"""What may be said of a rewriting; only the first means that nothing is left to do, the last three are refusals."""


def input_schema(name: str, lang: str) -> dict[str, Any]:
    """Return the schema of the arguments of a tool, described in a language."""
    texts: dict[str, Any] = {each: {"type": "string"} for each in _ARGUMENTS[name]}
    choices = {"profile": PROFILES} if name != "explain_rule" else {}
    for key, values in {**choices, "kind": KINDS, "lang": LANGUAGES}.items():
        texts[key] = {"type": "string", "enum": list(values)}
    described = {key: {**value, "description": tell(lang, key)} for key, value in texts.items()}
    return _object(described, required=list(_ARGUMENTS[name]), additionalProperties=False)


def output_schema(name: str) -> dict[str, Any]:
    """Return the schema of what a tool returns; new keys may be added to it."""
    return _object(_OUTPUTS[name])


def _object(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), **more}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}
_TEXTS = _list(_TEXT)
_SOURCE = _object(dict.fromkeys(("key", "title", "clause", "url", "grade"), _TEXT))
_DISGUISE = _object({"kind": _TEXT, "text": _TEXT, "reads": _TEXT})
_PLACE = dict.fromkeys(("start", "end", "line", "column"), _NUMBER)
_FINDING = _object(
    {
        "rule": _TEXT,
        "severity": {"enum": list(SEVERITIES)},
        **_PLACE,
        **dict.fromkeys(("text", "reading", "message", "advice"), _TEXT),
        "disguises": _list(_DISGUISE),
        "sources": _list(_SOURCE),
        "rewrite": {"type": ["object", "null"]},
    }
)
_SILENCED = _object({"rule": _TEXT, "text": _TEXT, "reason": _TEXT})
_OUTPUTS: dict[str, dict[str, Any]] = {
    "lint_note": {
        "clean": {"type": "boolean"},
        "profile": {"enum": list(PROFILES)},
        "kind": {"enum": list(KINDS)},
        "findings": _list(_FINDING),
        "suppressed": _list(_SILENCED),
        "unlisted": _NUMBER,
        "problems": _TEXTS,
        "next": _TEXT,
    },
    "rewrite_check": {
        "accepted": {"type": "boolean"},
        "verdict": {"enum": list(VERDICTS)},
        "message": _TEXT,
        "profile": {"enum": list(PROFILES)},
        "kind": {"enum": list(KINDS)},
        "gone": _list(_FINDING),
        "left": _list({**_FINDING, "properties": {**_FINDING["properties"], "was": _TEXT}}),
        "new": _list(_FINDING),
        "disguises": _list(_object({**_DISGUISE["properties"], "name": _TEXT})),
        "silenced": _list(_SILENCED),
        "contacts": _TEXTS,
    },
    "explain_rule": {
        **dict.fromkeys(("rule", "family", "message", "advice"), _TEXT),
        "optIn": {"type": "boolean"},
        "severity": _object(dict.fromkeys(PROFILES, _TEXT)),
        "kinds": {"type": "object", "additionalProperties": _TEXT},
        "sources": _list(_SOURCE),
        "harmless": _TEXTS,
        "flag": _TEXTS,
        "pass": _TEXTS,
    },
}
