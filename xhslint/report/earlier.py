"""Tell an earlier report from a file that must not be replaced, by how it begins."""

from __future__ import annotations

import re

HEAD = 1 << 16
"""Bytes at the beginning of a file that tell which report it is."""

_BEGINNINGS = {
    "concise": rb"(?:xhslint|[^\n]+:\d+:\d+): (?:error|warning|info) ",
    "json": rb'\{\s+"version": \d+,\s+"tool": \{\s+"name": "xhslint"',
    "jsonl": rb'\{"type":"(?:finding","path"|error","path"|summary","version"):',
    "sarif": rb'\{\s+"\$schema": "[^"]*sarif[^"]*",[^[]*\[\s+\{\s+"columnKind": "unicodeCodePoints",\s+"newlineSequences"',
    "gitlab": rb'\[(?:\]\s*\Z|\s+\{\s+"description": "(?:[^"\\]|\\.)*",\s+"check_name": ")',
    "junit": rb'<\?xml [^>]*>\s+<testsuites>\s+<testsuite name="xhslint"',
    "rdjsonl": rb'\{"message":"(?:[^"\\]|\\.)*","location":',
    "checkstyle": rb"<\?xml [^>]*>\s+<checkstyle ",
    "csv": rb'(?:\xef\xbb\xbf)?"path","profile","line","column","endLine","endColumn","severity","rule",',
    "html": rb"<!DOCTYPE html>\s+<html [^>]*>\s+<head>\s+<meta [^>]*>\s+<meta [^>]*default-src 'none'; style-src 'sha256-",
}
"""Formats that are told by a pattern; reports in the others are text like any other."""


def is_report(form: str, head: bytes) -> bool:
    """Return whether a file that begins with `head` is a report in a format, or empty."""
    beginning = _BEGINNINGS.get(form)
    return not head or bool(beginning and re.match(beginning, head))
