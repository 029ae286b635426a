"""The linter as the folder holds it, without the packages that a browser does not have: the same answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.static_page.examples import differences, requests
from xhslint.static_page.package import package_files

COMPILED = ("xhslint.matching.scanner._scanner", "xhslint.text._words", "_yaml")
MISSING = ("regex", "click", "pathspec", "jieba", *COMPILED)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of what the browser unpacks."""
    folder = tmp_path_factory.mktemp("site")
    for name, data in package_files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def answers(unpacked: Path, asked: str) -> list[str]:
    script = Path(__file__).with_name("answering.py")
    # Neither the packages of this Python nor the checkout can be found.
    command = [sys.executable, "-I", "-S", script, unpacked, *MISSING]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_check_needs_no_package(unpacked: Path) -> None:
    (line,) = answers(unpacked, '{"text": "---\\nprofile: 个人\\n---\\n加薇❤ momo_8812，私信我领资料"}')
    assert '"contact/wechat-id"' in line and '"dm/lead"' in line


@pytest.mark.slow
def test_all_examples_of_rules_are_answered_alike(unpacked: Path) -> None:
    assert differences(answers(unpacked, "\n".join(requests()))) == []
