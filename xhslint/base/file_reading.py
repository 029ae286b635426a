"""Read files that a stranger may have put there: no devices, no pipes without a writer, and not without bound."""

from __future__ import annotations

import errno
import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 2 << 20
"""The most that a file which people write may hold: a configuration, rules, patterns."""

# Without waiting for the writer of a pipe; flags that a system lacks are left out.
_READING = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_CHUNK = 1 << 16


def read_bytes(path: Path | str, limit: int | None = MAX_BYTES, allow_pipe: bool = False) -> bytes:
    """Return the content of a regular file, or of a pipe if that is allowed.

    Raises OSError, ValueError for a path that cannot be one. Its code is EFBIG for more than `limit` bytes (None: any
    number), EISDIR for a folder, ENODEV for what is no regular file, ENXIO for a pipe that nobody writes to.
    """
    handle = os.open(path, _READING)
    try:
        status = os.fstat(handle)
        is_pipe = False
        if not stat.S_ISREG(status.st_mode):
            is_pipe = allow_pipe and stat.S_ISFIFO(status.st_mode)
            if not is_pipe:  # devices may have no end
                raise _error(errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.ENODEV)
        if limit is not None and status.st_size > limit:
            raise _error(errno.EFBIG)
        # The first call returns the whole of a file that does not grow meanwhile.
        data = _beginning(handle) if is_pipe else os.read(handle, status.st_size + 1)
        if not is_pipe and len(data) <= status.st_size:
            return data
        chunks, size = [data], len(data)
        while True:
            chunk = os.read(handle, _CHUNK)
            if not chunk:
                break
            chunks.append(chunk)
            size += len(chunk)
            if limit is not None and size > limit:
                raise _error(errno.EFBIG)
        return b"".join(chunks)
    finally:
        os.close(handle)


def _beginning(handle: int) -> bytes:
    """Return what can be read from a pipe at once; raises OSError if nobody writes to it, for reading would never end."""
    if not hasattr(os, "O_NONBLOCK"):
        return b""
    import select

    has_begun = bool(select.select([handle], [], [], 0)[0])  # or has a writer that is already gone
    try:
        data = os.read(handle, _CHUNK)
    except BlockingIOError:  # a writer that has not yet written
        data, has_begun = b"", True
    if not data and not has_begun:
        raise _error(errno.ENXIO)
    os.set_blocking(handle, True)
    return data


def _error(code: int) -> OSError:
    return OSError(code, os.strerror(code))
