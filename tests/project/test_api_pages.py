"""The pages about the Python API say what the code says, and their example runs as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGES = ["api.md", "api.zh-CN.md"]


def test_the_pages_are_what_the_code_says() -> None:
    made = subprocess.run(
        [sys.executable, ROOT / ".ci/api_pages.py", "--check"], capture_output=True, text=True, cwd=ROOT
    )
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")


def test_no_chinese_text_is_left_over() -> None:
    named = set(yaml.safe_load((ROOT / ".ci/api_zh.yaml").read_text("utf-8")))
    page = (ROOT / "docs/api.md").read_text("utf-8").partition("<!-- api -->")[2]
    classes = re.split(r"^## (\w+)$", page, flags=re.MULTILINE)[1:]
    for kind, text in zip(classes[::2], classes[1::2], strict=True):
        members = re.findall(r"```python\n(?:\w+\.)?(\w+)[(:]", text)
        assert members[0] == kind
        named -= {kind, *(f"{kind}.{member}" for member in members[1:])}
    assert named == set()


@pytest.mark.parametrize("name", PAGES)
def test_the_example_of_the_page_runs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / name).read_text("utf-8")
    example = re.search(r"```python\n(import json\n.*?)```", page, re.DOTALL)
    assert example
    exec(compile(example[1], name, "exec"), {})
    first, data, fixed, wrong = capsys.readouterr().out.splitlines()
    assert first == "1 6 contact/wechat-id 加薇❤：momo_8812 加微信：momo_8812"
    assert data.startswith('{"rule": "contact/wechat-id"') and fixed == "阳台的薄荷又长高了"
    assert "contct" in wrong and "contact" in wrong
