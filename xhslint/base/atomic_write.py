"""Replace a file whole or not at all: write a temporary file beside it, then rename that in one step."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress

from xhslint.base.file_identity import give_identity
from xhslint.base.leftovers import claim, remove_leftovers, temporary_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

FULL_SYNC = getattr(fcntl, "F_FULLFSYNC", None)
"""What has to be asked of macOS, whose `os.fsync` does not wait for the disk itself."""
PAUSES = (0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()
"""Seconds to wait before renaming again on Windows, where a virus scanner or an index may hold a file open for a moment."""


class AtomicFile:
    """A binary `stream` whose content takes the place of `path` on `commit`, or is dropped on `discard`.

    The target of a symbolic link is replaced, not the link. The new file gets the permissions in `mode`; without it,
    those of the file that it replaces, with its owner and extended attributes as far as the system allows that, or else
    with `is_strict` none of it. `is_durable` waits until the disk holds the content and the name. Devices and pipes cannot be
    replaced: what is written to the stream goes to them at once.

    Raises OSError if the path cannot be written, PermissionError too for a read-only file that a rename could replace.
    With `is_strict`, also for one that has other names, which would keep the old content.
    """

    def __init__(
        self, path: str | os.PathLike[str], mode: int | None = None, is_durable: bool = True, is_strict: bool = False
    ) -> None:
        self.path = os.path.realpath(path)
        self.mode = mode
        self.is_durable = is_durable
        self.is_strict = is_strict
        self.status: os.stat_result | None = None
        with suppress(FileNotFoundError):
            self.status = os.stat(path)
        self.temporary = ""
        if self.status and not stat.S_ISREG(self.status.st_mode):
            self.stream: BinaryIO = open(path, "wb")  # noqa: SIM115 - closed by commit or discard
            return
        if self.status and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if self.status and is_strict and self.status.st_nlink > 1:
            raise OSError(errno.EMLINK, os.strerror(errno.EMLINK))
        if self.status and mode is None:
            self.mode = stat.S_IMODE(self.status.st_mode)
        remove_leftovers(os.path.dirname(self.path))
        self.stream = self._create()

    def _create(self) -> BinaryIO:
        """Open a new file beside the target, private until it has its permissions.

        Its name is short, whatever the target's is. As with `tempfile.mkstemp`, what is there already, a link too, is never
        opened; but a file without a mode of its own gets that of any new file.
        """
        creation_mode = 0o666 if self.mode is None else 0o600
        while True:
            temporary = os.path.join(os.path.dirname(self.path), temporary_name())
            stream = open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, creation_mode))  # noqa: SIM115
            try:
                if claim(stream.fileno()):
                    self.temporary = temporary
                    return stream
            finally:
                if not self.temporary:
                    _remove(stream, temporary)

    def commit(self, verify: Callable[[], None] | None = None) -> None:
        """Put the new content in place; `verify` may raise, as the last thing before that, to prevent it."""
        self.stream.flush()
        if not self.temporary:
            self.stream.close()
            return
        self._give_identity()
        if self.is_durable:
            _sync(self.stream.fileno())
        if os.name == "nt":  # which renames no open file; elsewhere it is open, and so claimed, until it has its name
            self.stream.close()
        self._rename(verify)
        self.temporary = ""
        self.stream.close()
        if self.is_durable:
            _sync_folder(os.path.dirname(self.path))

    def _rename(self, verify: Callable[[], None] | None) -> None:
        for pause in (*PAUSES, None):
            if verify:
                verify()
            try:
                os.replace(self.temporary, self.path)
                return
            except PermissionError:
                if pause is None:
                    raise
            time.sleep(pause)

    def _give_identity(self) -> None:
        """Give the new file what belongs to the old one, then its mode, which a change of the owner could reset."""
        handle = self.stream.fileno()
        if self.status:
            give_identity(self.path, self.status, handle, self.is_strict)
        if self.mode is not None:
            os.chmod(handle if os.chmod in os.supports_fd else self.temporary, self.mode)

    def discard(self) -> None:
        """Close the stream and remove what is not committed; does nothing after `commit`."""
        _remove(self.stream, self.temporary)


def write(
    path: str | os.PathLike[str],
    data: bytes,
    mode: int | None = None,
    is_durable: bool = True,
    is_strict: bool = False,
    verify: Callable[[], None] | None = None,
) -> None:
    """Replace a file by `data`; for the parameters and errors see `AtomicFile`, which leaves nothing behind on errors."""
    file = AtomicFile(path, mode, is_durable, is_strict)
    try:
        file.stream.write(data)
        file.commit(verify)
    finally:
        file.discard()


def _remove(stream: BinaryIO, temporary: str) -> None:
    """Close a stream and remove its temporary file, if it still has one, also when a signal ends the process meanwhile."""
    try:
        with suppress(OSError):
            stream.close()
    finally:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)


def _sync(handle: int) -> None:
    """Wait until the disk holds a file."""
    if FULL_SYNC is not None:
        with suppress(OSError):  # a file system that cannot
            fcntl.fcntl(handle, FULL_SYNC)
            return
    os.fsync(handle)


def _sync_folder(folder: str) -> None:
    """Make a new name in a folder survive a crash, on systems that can open folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
