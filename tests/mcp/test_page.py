"""docs/agents.md says what the tools are."""

from __future__ import annotations

import json
import re

from tests.worktree import ROOT
from xhslint.mcp.notes import MOST_BYTES, SECONDS
from xhslint.mcp.schemas import NAMES, VERDICTS, input_schema, output_schema

PAGE = (ROOT / "docs" / "agents.md").read_text("utf-8")


def test_the_settings_start_the_server() -> None:
    blocks = [json.loads(each) for each in re.findall(r"^```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)]
    assert [list(each) for each in blocks] == [["mcpServers"], ["servers"]]
    for block in blocks:
        (servers,) = block.values()
        assert (servers["xhslint"]["command"], servers["xhslint"]["args"]) == ("xhslint", ["mcp"])


def test_the_tools_and_their_arguments_are_listed() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (`.*?`); (`.*?`) \|", PAGE, re.MULTILINE)
    assert [name for name, _, _ in rows] == list(NAMES)
    for name, needed, others in rows:
        schema = input_schema(name, "en")
        assert re.findall(r"\w+", needed) == schema["required"]
        assert re.findall(r"\w+", needed + others) == list(schema["properties"])


def test_every_verdict_is_explained() -> None:
    for part in PAGE.split("## 中文"):
        for verdict in VERDICTS[4:]:
            assert f"`{verdict}`" in part
    assert all(f"`{verdict}`" in PAGE for verdict in VERDICTS)
    for key in ("gone", "left", "new", "accepted"):
        assert key in output_schema("rewrite_check")["properties"] and f"`{key}`" in PAGE


def test_the_limits_are_told() -> None:
    assert PAGE.count(f"{MOST_BYTES:,}") == 2
    assert f"after {SECONDS} seconds" in PAGE and f"最多 {SECONDS} 秒" in PAGE
