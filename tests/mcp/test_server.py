"""`xhslint mcp` as an agent starts it, driven by the client of the official library."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.running import HANGS, POSIX, XHSLINT, environment, make_home
from xhslint.mcp.schemas import NAMES, input_schema, output_schema
from xhslint.messages.tools import TOOLS

types = pytest.importorskip("mcp_types", exc_type=ImportError)
from mcp import Client  # noqa: E402
from mcp.client.stdio import StdioServerParameters, stdio_client  # noqa: E402

NOTE = "陶艺体验\n\n想报名的加薇❤：taoci_2046\n想学拉坯的私信我\n\n#陶艺"
HELLO: dict[str, Any] = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
}
Talk = Callable[[Any], Awaitable[None]]


@pytest.fixture
def session(tmp_path: Path) -> Callable[..., None]:
    """Starts the server in an empty folder and lets a test talk to it; whatever it writes beside the protocol is a mistake."""
    home = make_home(tmp_path / "home")
    (tmp_path / "empty").mkdir()

    def session(talk: Talk, *args: str, mode: str = "auto") -> None:
        server = StdioServerParameters(
            command=sys.executable,
            args=["-m", "xhslint", *args, "mcp"],
            env=environment(home),
            cwd=tmp_path / "empty",
        )

        async def main(errors: Any) -> None:
            async with Client(stdio_client(server, errors), mode=mode, read_timeout_seconds=HANGS) as client:
                await talk(client)

        with (tmp_path / "errors").open("w+") as errors:
            asyncio.run(main(errors))
            errors.seek(0)
            assert errors.read() == ""
        assert not list((tmp_path / "empty").iterdir())

    return session


def start(tmp_path: Path, *lines: str) -> subprocess.Popen[bytes]:
    """Return a server that has answered its first message; it gets the others, too."""
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    process = subprocess.Popen([*XHSLINT, "mcp"], env=environment(make_home(tmp_path / "home")), cwd=tmp_path, **pipes)
    assert process.stdin and process.stdout
    process.stdin.write(json.dumps(HELLO).encode() + b"\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == 1
    process.stdin.write("".join(f"{line}\n" for line in lines).encode())
    process.stdin.flush()
    return process


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_are_listed(session: Callable[..., None], mode: str) -> None:
    async def talk(client: Any) -> None:
        listed = (await client.list_tools()).tools
        assert [each.name for each in listed] == list(NAMES)
        for each in listed:
            assert each.description == TOOLS["en"][each.name]
            assert each.input_schema == input_schema(each.name, "en")
            assert each.output_schema == output_schema(each.name)
            assert each.annotations.read_only_hint and not each.annotations.open_world_hint
        assert client.instructions == TOOLS["en"]["instructions"]

    session(talk, "--lang", "en", mode=mode)


def test_a_note_is_rewritten_until_it_is_clean(session: Callable[..., None]) -> None:
    """An agent in a few lines: it takes what is proposed, the last finding first, and leaves out what has no proposal."""

    async def talk(client: Any) -> None:
        text, rounds = NOTE, 0
        answer = (await client.call_tool("lint_note", {"text": text})).structured_content
        assert {each["rule"] for each in answer["findings"]} >= {"contact/wechat-id"}
        while not answer["clean"]:
            rounds += 1
            assert rounds < 5
            finding = answer["findings"][-1]
            edit = finding["rewrite"] or {**finding, "text": ""}
            new = text[: edit["start"]] + edit["text"] + text[edit["end"] :]
            verdict = (await client.call_tool("rewrite_check", {"old": text, "new": new})).structured_content
            assert verdict["gone"] and not verdict["new"] and verdict["verdict"] in ("accepted", "better")
            text = new
            answer = (await client.call_tool("lint_note", {"text": text})).structured_content
        assert verdict["accepted"] and rounds == 2
        assert text.startswith("陶艺体验\n\n") and text.endswith("\n\n#陶艺")

    session(talk)


def test_a_mistake_is_an_error_of_the_tool_and_the_next_call_is_answered(session: Callable[..., None]) -> None:
    async def talk(client: Any) -> None:
        refused = await client.call_tool("lint_note", {"text": "a", "profile": "shop"})
        assert refused.is_error and "shop" in refused.content[0].text and refused.structured_content is None
        unknown = await client.call_tool("read_file", {"path": "/etc/passwd"})
        assert unknown.is_error and "read_file" in unknown.content[0].text
        answer = await client.call_tool("lint_note", {"text": NOTE, "lang": "en"})
        assert not answer.is_error
        assert json.loads(answer.content[0].text) == answer.structured_content
        assert "Delete the id" in answer.content[0].text

    session(talk)


def test_a_call_says_what_kind_of_text_it_is(session: Callable[..., None]) -> None:
    async def talk(client: Any) -> None:
        text = "想学拉坯的私信我"
        note = await client.call_tool("lint_note", {"text": text})
        script = await client.call_tool("lint_note", {"text": text, "kind": "dm-script"})
        assert (note.structured_content["clean"], script.structured_content["clean"]) == (False, True)
        refused = await client.call_tool("lint_note", {"text": text, "kind": "video"})
        assert refused.is_error and "video" in refused.content[0].text and "dm-script" in refused.content[0].text

    session(talk)


def test_calls_at_the_same_time(session: Callable[..., None]) -> None:
    async def talk(client: Any) -> None:
        texts = [NOTE, "今天去看海。", "互粉互赞", "今天去爬山。"] * 3
        answers = await asyncio.gather(*(client.call_tool("lint_note", {"text": each}) for each in texts))
        assert [each.structured_content["clean"] for each in answers] == [False, True, False, True] * 3

    session(talk)


def test_damaged_messages_end_nothing(tmp_path: Path) -> None:
    lines = ["{", "[1]", "\x00", json.dumps({"jsonrpc": "2.0", "id": 2, "method": "ping"})]
    with start(tmp_path, *lines) as process:
        assert process.stdout
        answered: list[object] = []
        while 2 not in answered:
            answered.append(json.loads(process.stdout.readline()).get("id"))
        out, err = process.communicate(timeout=HANGS)
    assert (process.returncode, out) == (0, b"")
    assert b"Traceback" not in err


@POSIX
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_while_it_waits(number: int, status: int, tmp_path: Path) -> None:
    with start(tmp_path) as process:
        process.send_signal(number)
        assert process.wait(HANGS) == status
        assert process.stderr and process.stderr.read() == b""


@POSIX
def test_an_agent_that_is_gone(tmp_path: Path) -> None:
    with start(tmp_path) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()
        process.stdin.write(json.dumps({"jsonrpc": "2.0", "id": 2, "method": "ping"}).encode() + b"\n")
        process.stdin.close()
        assert process.wait(HANGS) == 0
        assert process.stderr.read() == b""
