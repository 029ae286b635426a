"""The tools over the Model Context Protocol, on standard input and output, by its official library."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import anyio
import mcp_types as types
from anyio import to_thread
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from xhslint.base.version import __version__
from xhslint.mcp.notes import Refusal
from xhslint.mcp.schemas import NAMES, input_schema, output_schema
from xhslint.mcp.tools import call
from xhslint.messages.tools import tell

AT_ONCE = 2
"""How many calls are worked on at the same time; others wait."""


def serve(lang: str, describe_crash: Callable[[Exception, str], str]) -> None:
    """Serve the client at standard input and output until it is gone; messages are in `lang` unless a call names another.

    `describe_crash` returns the message for an unexpected exception in a language.
    """

    async def main() -> None:
        server = make_server(lang, describe_crash)
        async with stdio_server() as (reading, writing):
            await server.run(reading, writing, server.create_initialization_options())

    anyio.run(main)


def make_server(lang: str, describe_crash: Callable[[Exception, str], str]) -> Server[Any]:
    """Return the server with its tools, for any transport."""
    limiter: list[anyio.CapacityLimiter] = []

    async def list_tools(context: object, params: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_tool(name, lang) for name in NAMES])

    async def call_tool(context: object, params: types.CallToolRequestParams) -> types.CallToolResult:
        if not limiter:  # which belongs to a loop that runs
            limiter.append(anyio.CapacityLimiter(AT_ONCE))
        return await to_thread.run_sync(answer, params.name, params.arguments or {}, limiter=limiter[0])

    def answer(name: str, arguments: dict[str, Any]) -> types.CallToolResult:
        try:
            found = call(name, arguments, lang)
        except Refusal as refusal:
            return _mistake(str(refusal))
        except Exception as error:  # a bug: the next calls are still answered
            return _mistake(describe_crash(error, lang))
        text = types.TextContent(type="text", text=json.dumps(found, ensure_ascii=False))
        return types.CallToolResult(content=[text], structured_content=found)

    return Server(
        "xhslint",
        version=__version__,
        instructions=tell(lang, "instructions"),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _mistake(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=message)], is_error=True)


def _tool(name: str, lang: str) -> types.Tool:
    title = tell(lang, f"{name} title")
    hints = types.ToolAnnotations(
        title=title, read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    return types.Tool(
        name=name,
        title=title,
        description=tell(lang, name),
        input_schema=input_schema(name, lang),
        output_schema=output_schema(name),
        annotations=hints,
    )
