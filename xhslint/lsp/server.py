"""The server: the order of a session, who handles which message, and errors that end no session."""

from __future__ import annotations

from collections.abc import Callable

from xhslint.lsp.capabilities import Client, folder_paths, offer
from xhslint.lsp.features import Features
from xhslint.lsp.framing import Fault
from xhslint.lsp.protocol import (
    CANCELLED,
    ERROR,
    INTERNAL_ERROR,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    NOT_INITIALIZED,
    ProtocolError,
    ask,
    is_id,
    need,
)
from xhslint.lsp.schedule import Schedule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.lsp.projects import DescribeCrash

    Send = Callable[[dict[str, Any]], None]
    Handler = Callable[[Any], Any]

WATCHED = ("**/.xhslint.{yaml,yml}", "**/pyproject.toml", "**/.xhslint-baseline.json", "**/*.{yaml,yml,toml}")
"""The files that may change what is reported: configurations, baselines, rules and what a configuration extends."""


class Server:
    """Handles the messages of one client; `send` sends one to it.

    `describe_crash` returns the message for an unexpected exception in a language. `asked` is the language of the command
    line, perhaps "". `is_cancelled` tells of the id of a request whether it was cancelled meanwhile. Once `status` is not
    None the server is to end with it.
    """

    def __init__(
        self,
        send: Send,
        describe_crash: DescribeCrash,
        asked: str = "",
        is_cancelled: Callable[[object], bool] = lambda request: False,
        schedule: Schedule | None = None,
    ) -> None:
        self.status: int | None = None
        self.schedule = schedule or Schedule()
        self._send = send
        self._describe_crash = describe_crash
        self._asked = asked
        self._is_cancelled = is_cancelled
        self._features: Features | None = None
        self._is_shut_down = False
        self._traces = False
        self._requests: dict[str, Handler] = {"initialize": self._initialize, "shutdown": self._shut_down}
        self._notifications: dict[str, Handler] = {
            "initialized": self._initialized,
            "$/setTrace": self._set_trace,
            "$/cancelRequest": lambda params: None,  # the inbox has seen it
        }

    def handle(self, item: dict[str, Any] | Fault | None) -> None:
        """Handle what has arrived: a message, what is wrong in its place, or None for the end of the stream."""
        if item is None:
            self.status = 0 if self._is_shut_down else 1
        elif isinstance(item, Fault):
            self._refuse(None, item.code, item.text)
        elif "method" not in item:
            self._take_answer(item)
        elif not isinstance(item["method"], str) or ("id" in item and not is_id(item["id"])):
            self._refuse(item.get("id"), INVALID_REQUEST, "method must be a string and id a string or an integer")
        elif "id" in item:
            self._answer(item["id"], item["method"], item.get("params"))
        else:
            self._receive(item["method"], item.get("params"))

    def publish_next(self) -> None:
        """Publish the diagnostics of a document that is due, if one is."""
        uri = self.schedule.take()
        if uri is not None and self._features:
            self._guarded("textDocument/publishDiagnostics", self._features.publish, uri)

    def _answer(self, request: int | str, method: str, params: object) -> None:
        """Answer a request."""
        try:
            if self._is_cancelled(request):
                raise ProtocolError(CANCELLED, "cancelled")
            result = self._handler(method)(params)
        except ProtocolError as error:
            self._refuse(request, error.code, str(error))
        except Exception as error:  # a bug: the next requests are still answered
            self._refuse(request, INTERNAL_ERROR, self._log_crash(method, error))
        else:
            self._send({"jsonrpc": "2.0", "id": request, "result": result})

    def _handler(self, method: str) -> Handler:
        """Return what handles a request now; raises ProtocolError."""
        if self._is_shut_down:
            raise ProtocolError(INVALID_REQUEST, "the server is shut down")
        if not self._features and method != "initialize":
            raise ProtocolError(NOT_INITIALIZED, "the server is not initialized")
        if method not in self._requests:
            raise ProtocolError(METHOD_NOT_FOUND, f"no method {method}")
        return self._requests[method]

    def _receive(self, method: str, params: object) -> None:
        """Handle a notification; one that is not known, or comes at a wrong time, is passed over."""
        if method == "exit":
            self.status = 0 if self._is_shut_down else 1
        elif self._features and not self._is_shut_down and method in self._notifications:
            self._guarded(method, self._notifications[method], params)

    def _guarded(self, method: str, handler: Handler, params: object) -> None:
        """Call what handles a notification; what goes wrong is logged, because nobody waits for an answer."""
        try:
            handler(params)
        except ProtocolError as error:
            self._log(f"{method}: {error}")
        except Exception as error:
            self._log_crash(method, error)

    def _initialize(self, params: object) -> dict[str, Any]:
        if self._features:
            raise ProtocolError(INVALID_REQUEST, "the server is initialized already")
        client = Client.told(params)
        self._set_trace({"value": ask(params, "trace")})
        features = self._features = Features(client, self._describe, self._asked, self._notify, self.schedule)
        self._requests |= {
            "textDocument/hover": features.hover,
            "textDocument/codeAction": features.code_actions,
            "textDocument/diagnostic": features.diagnostic,
        }
        self._notifications |= {
            "textDocument/didOpen": features.open,
            "textDocument/didChange": features.change,
            "textDocument/didClose": features.close,
            "textDocument/didSave": self._recheck,
            "workspace/didChangeConfiguration": self._recheck,
            "workspace/didChangeWatchedFiles": self._recheck,
            "workspace/didChangeWorkspaceFolders": self._change_folders,
        }
        return offer(client)

    def _initialized(self, params: object) -> None:
        """Ask the client to watch the files beside the documents."""
        if self._features and self._features.client.watches:
            watchers = [{"globPattern": pattern} for pattern in WATCHED]
            method = "workspace/didChangeWatchedFiles"
            registration = {"id": "xhslint-files", "method": method, "registerOptions": {"watchers": watchers}}
            self._request("client/registerCapability", {"registrations": [registration]})

    def _shut_down(self, params: object) -> None:
        self._is_shut_down = True

    def _set_trace(self, params: object) -> None:
        self._traces = ask(params, "value") in ("messages", "verbose")

    def _recheck(self, params: object) -> None:
        assert self._features
        self._features.recheck()
        if self._features.client.pulls and self._features.client.refreshes:
            self._request("workspace/diagnostic/refresh", None)

    def _change_folders(self, params: object) -> None:
        assert self._features
        event = need(params, "event", dict)
        folders, removed = self._features.projects.folders, folder_paths(event.get("removed"))
        folders[:] = [each for each in folders if each not in removed] + folder_paths(event.get("added"))
        self._recheck(params)

    def _take_answer(self, message: dict[str, Any]) -> None:
        """Take the answer to a request of the server; what is neither that nor anything else is refused."""
        if "result" not in message and "error" not in message:
            request = message.get("id")
            self._refuse(request if is_id(request) else None, INVALID_REQUEST, "a message must have a method")
        elif problem := ask(message, "error", "message"):
            self._log(f"the client refused a request: {problem}")

    def _request(self, method: str, params: dict[str, Any] | None) -> None:
        about = {} if params is None else {"params": params}
        self._send({"jsonrpc": "2.0", "id": f"xhslint:{method}", "method": method, **about})

    def _notify(self, method: str, params: dict[str, Any]) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})
        if self._traces and method == "textDocument/publishDiagnostics":
            told = f"{len(params['diagnostics'])} diagnostics of {params['uri']}"
            self._send({"jsonrpc": "2.0", "method": "$/logTrace", "params": {"message": told}})

    def _refuse(self, request: object, code: int, message: str) -> None:
        answer = {"jsonrpc": "2.0", "id": request if is_id(request) else None}
        self._send({**answer, "error": {"code": code, "message": message}})

    def _log(self, message: str) -> None:
        self._notify("window/logMessage", {"type": ERROR, "message": message})

    def _log_crash(self, method: str, error: Exception) -> str:
        """Log an exception that nobody expected, and return what it is called for the user."""
        lang = self._features.projects.lang if self._features else self._asked or "zh"
        return self._describe(error, lang, method)

    def _describe(self, error: Exception, lang: str, method: str = "check") -> str:
        message = self._describe_crash(error, lang)
        self._log(f"{method}: {message}")
        return message
