"""A session: messages are handled as they come, and documents checked while none waits."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty

from xhslint.lsp.framing import frame
from xhslint.lsp.inbox import Inbox
from xhslint.lsp.server import Server

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO

    from xhslint.lsp.projects import DescribeCrash


class ClientGone(BaseException):
    """Raised when the client takes no more; no handler of exceptions on the way holds it up."""


def run(read: Callable[[int], bytes], output: BinaryIO, describe_crash: DescribeCrash, asked: str = "") -> int:
    """Serve a client whose messages `read` returns, as for `MessageReader`, and return the exit status.

    For `describe_crash` and `asked` see `Server`. Raises ClientGone.
    """
    inbox = Inbox(read)

    def send(message: dict[str, Any]) -> None:
        try:
            output.write(frame(message))
            output.flush()
        except (OSError, ValueError) as error:
            raise ClientGone from error

    server = Server(send, describe_crash, asked, inbox.is_cancelled)
    inbox.start()
    while server.status is None:
        step(inbox, server)
    return server.status


def step(inbox: Inbox, server: Server) -> None:
    """Handle one message, or publish what is due if none waits, or if that has waited for too long."""
    if server.schedule.is_overdue():
        server.publish_next()
    try:
        item = inbox.get(server.schedule.seconds())
    except Empty:
        server.publish_next()
        return
    server.handle(item)
    if isinstance(item, dict):
        inbox.answered(item.get("id"))
