"""Addresses of documents, and which documents may be drafts."""

from __future__ import annotations

import os

import pytest

from tests.running import POSIX
from xhslint.lsp.addresses import file_path, is_draft


@POSIX
@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///notes/a.md", "/notes/a.md"),
        ("file://localhost/a.md", "/a.md"),
        ("file:/a.md", "/a.md"),
        ("FILE:///a/../%E7%AC%94%20%E8%AE%B0.md", "/笔 记.md"),
        ("file:///%ff.md", os.fsdecode(b"/\xff.md")),
        ("file:///50%.md", "/50%.md"),
        ("file:///a%00b.md", None),
        ("file://server/share/a.md", None),
        ("file://", None),
        ("file:///", None),
        ("untitled:Untitled-1", None),
        ("https://example.com/a.md", None),
        ("a.md", None),
        ("", None),
    ],
)
def test_paths(uri: str, path: str | None) -> None:
    assert file_path(uri) == path


@pytest.mark.skipif(os.name != "nt", reason="needs Windows")
@pytest.mark.parametrize(
    ("uri", "path"),
    [("file:///c%3A/a%20b.md", "c:\\a b.md"), ("file://server/share/a.md", "\\\\server\\share\\a.md")],
)
def test_paths_of_windows(uri: str, path: str) -> None:
    assert file_path(uri) == path


@pytest.mark.parametrize(
    ("uri", "language", "expected"),
    [
        ("file:///a.md", "markdown", True),
        ("file:///a.MARKDOWN", "", True),
        ("file:///a.txt", "text", True),
        ("file:///a", "plaintext", True),
        ("untitled:Untitled-1", "markdown", True),
        ("file://", "markdown", True),
        ("untitled:Untitled-1", "python", False),
        ("file:///a.py", "python", False),
        ("file:///a.docx", "plaintext", False),
        ("file:///a", "", False),
        ("git:/a.md?ref=HEAD", "markdown", False),
        ("output:xhslint", "plaintext", False),
    ],
)
def test_drafts(uri: str, language: str, expected: bool) -> None:
    assert is_draft(uri, language) is expected
