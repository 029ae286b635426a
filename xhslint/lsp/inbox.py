"""The messages that have arrived and wait to be handled, and which requests among them were cancelled meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread

from xhslint.lsp.framing import Fault, MessageReader
from xhslint.lsp.protocol import ask, is_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Item = dict[str, Any] | Fault | None


class Inbox:
    """Reads a stream ahead of the server, so that a cancellation overtakes the request that it is about.

    `read` is as for `MessageReader`. An item is a message, what is wrong in its place, or None at the end of the stream.
    """

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._reader = MessageReader(read)
        self._items: SimpleQueue[Item] = SimpleQueue()
        self._lock = Lock()
        self._waiting: dict[int | str, bool] = {}
        """The ids of requests that are not answered, each with whether it was cancelled."""

    def start(self) -> None:
        """Begin to read in a thread of its own, which ends with the process."""
        Thread(target=self.read_all, daemon=True).start()

    def read_all(self) -> None:
        """Read to the end of the stream."""
        with suppress(OSError, ValueError):  # a stream that fails is at its end
            while (item := self._reader.next()) is not None:
                self._note(item)
                self._items.put(item)
        self._items.put(None)

    def get(self, seconds: float | None) -> Item:
        """Return the next item; raises `queue.Empty` if none comes within some seconds (None: wait for it)."""
        return self._items.get(seconds is None or seconds > 0, seconds)

    def is_cancelled(self, request: object) -> bool:
        """Return whether the request with an id was cancelled."""
        with self._lock:
            return is_id(request) and self._waiting.get(request, False)  # type: ignore[call-overload]

    def answered(self, request: object) -> None:
        """Forget a request."""
        with self._lock:
            if is_id(request):
                self._waiting.pop(request, None)  # type: ignore[call-overload]

    def _note(self, item: dict[str, Any] | Fault) -> None:
        if isinstance(item, Fault):
            return
        method, request, about = item.get("method"), item.get("id"), ask(item, "params", "id")
        with self._lock:
            if method == "$/cancelRequest":
                if is_id(about) and about in self._waiting:
                    self._waiting[about] = True
            elif isinstance(method, str) and is_id(request):
                self._waiting[request] = False  # type: ignore[index]
