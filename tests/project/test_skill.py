"""The skill for writing agents: a scripted agent that follows it ends with a clean caption, one that disguises never does."""

from __future__ import annotations

import io
import json
import re
import shlex
from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest

from tests.worktree import ROOT
from xhslint.cli.main import main
from xhslint.linter.linter import Linter, rulebook_for
from xhslint.model.findings import PROFILES, family_of

SKILL = (ROOT / "skills" / "xhslint" / "SKILL.md").read_text("utf-8")
KEPT = "今天捏了一只歪歪扭扭的小碗。釉色是自己调的，比想象中好看。"
CAPTIONS = (
    f"周末手作\n\n{KEPT}想学的姐妹加薇❤：taoci_2046，备注手作。\n#陶艺体验\n",
    f"{KEPT}同款直接去桃宝搜小鹿手作。喜欢的互粉互赞。价格私我。",
    f"# 开炉啦\r\n\r\n{KEPT}\r\n关注私信领取资料！\r\n看这里 https://weidian.com/x\r\n",
)
ATTEMPTS = 3


def instead() -> dict[str, str]:
    """Return the sentences of the skill by family."""
    rows = re.findall(r"^\| (`.*`) \| ([^|]*) \|$", SKILL, re.MULTILINE)
    return {family: text for names, text in rows for family in re.findall("`(.*?)`", names)}


def checked(caption: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return what the command of the skill says of a caption."""
    (command,) = re.findall(r"^ *(xhslint check .*) < caption.md$", SKILL, re.MULTILINE)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(caption.encode())))
    assert main(shlex.split(command)[1:]) in (0, 1)
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert said["errors"] == []
    return said


def rewritten(caption: str, finding: dict[str, Any], write: Callable[[dict[str, Any]], str]) -> str:
    """Return a caption with the sentence around a finding replaced."""
    start = max(caption.rfind(stop, 0, finding["start"]) for stop in "。！\n") + 1
    ends = [at for stop in "。！\r\n" if (at := caption.find(stop, finding["end"])) >= 0]
    return caption[:start] + write(finding) + caption[min(ends, default=len(caption)) :]


def loop(caption: str, write: Callable[[dict[str, Any]], str], *fixtures: Any) -> tuple[str, int]:
    """Return a caption after the loop of the skill, and how many findings are left."""
    for _ in range(ATTEMPTS):
        findings = checked(caption, *fixtures)["drafts"][0]["findings"]
        if not findings:
            break
        caption = rewritten(caption, findings[-1], write) if len(findings) == 1 else _all(caption, findings, write)
    return caption, len(checked(caption, *fixtures)["drafts"][0]["findings"])


def _all(caption: str, findings: list[dict[str, Any]], write: Callable[[dict[str, Any]], str]) -> str:
    for finding in reversed(findings):
        if caption[finding["start"] : finding["end"]] == finding["text"]:  # else its sentence is rewritten already
            caption = rewritten(caption, finding, write)
    return caption


@pytest.mark.parametrize("caption", CAPTIONS)
def test_an_agent_that_follows_the_skill_ends_clean(
    caption: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = instead()
    assert checked(caption, monkeypatch, capsys)["summary"]["findings"]["error"] > 0
    done, left = loop(caption, lambda finding: texts[family_of(finding["rule"])], monkeypatch, capsys)
    assert left == 0
    assert KEPT in done
    assert any(text in done for text in texts.values())


@pytest.mark.parametrize(
    "hide", ["薇❤：taoci_2046", "加 v 信 taoci_2046", "绿泡泡 taoci_2046", "滴滴我", "桃宝搜小鹿手作", "互F互赞"]
)
def test_an_agent_that_disguises_never_does(
    hide: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, left = loop(CAPTIONS[0], lambda finding: f"想学的{hide}", monkeypatch, capsys)
    assert left > 0


def test_what_is_to_be_written_instead_is_clean() -> None:
    families = {family_of(rule) for rule in rulebook_for(()).ids}
    assert instead().keys() <= families
    for profile in PROFILES:
        linter = Linter(profile, extend_select=sorted(families))
        texts = sorted(set(instead().values()))
        for text in ["。".join(pair) for pair in permutations(texts, 2)]:  # also beside each other
            assert linter.check(f"周末手作\n\n{KEPT}{text}。\n#陶艺体验\n") == [], (profile, text)


def test_what_it_says_of_disguises_is_so() -> None:
    (named,) = re.findall(r"instead\s+of the words: ([^.]*)\.", SKILL)
    for disguise in re.split(", ", " ".join(named.split())):
        assert Linter().check(f"想学的{disguise}，{disguise}：taoci_2046"), disguise


def test_it_is_described_as_agents_expect() -> None:
    head = re.match(r"---\nname: (.*)\ndescription: (.*)\n---\n", SKILL)
    assert head
    assert re.fullmatch(r"[a-z0-9-]{1,64}", head[1]) and head[1] == "xhslint"
    assert len(head[2]) <= 1024 and not re.search(": |[<>]", head[2])
