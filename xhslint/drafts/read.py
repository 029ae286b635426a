"""Read drafts and other text files."""

from __future__ import annotations

import errno
import os
import stat

from xhslint.base.errors import InputError, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from xhslint.drafts.draft import Draft

# Without waiting for the writer of a pipe; flags that a system lacks are left out.
_READING = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_CHUNK = 1 << 16


def read_draft(path: Path | str) -> Draft:
    """Return the draft in a file; raises InputError for whatever is wrong with the file or its front matter."""
    from xhslint.drafts.draft import Draft

    return Draft.parse(read_text(path), os.fspath(path))


def read_text(path: Path | str) -> str:
    """Return the text of a file in any known encoding; raises InputError if it cannot be read or is not text."""
    from xhslint.drafts.decode import decode

    return decode(read_data(path), os.fspath(path))


def read_data(path: Path | str) -> bytes:
    """Return the bytes of a file or pipe; raises InputError if it cannot be read."""
    try:
        handle = os.open(path, _READING)
        try:
            status = os.fstat(handle)
            mode = status.st_mode
            if not stat.S_ISREG(mode) and not stat.S_ISFIFO(mode):  # devices may have no end
                code = errno.EISDIR if stat.S_ISDIR(mode) else errno.ENODEV
                raise OSError(code, "不是普通文件 (no regular file)")
            chunks = [_beginning(handle)] if stat.S_ISFIFO(mode) else []
            if stat.S_ISREG(mode):
                chunk = os.read(handle, status.st_size + 1)
                if len(chunk) <= status.st_size:  # the end was met
                    return chunk
                chunks.append(chunk)
            while chunk := os.read(handle, _CHUNK):
                chunks.append(chunk)
            return b"".join(chunks)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None


def _beginning(handle: int) -> bytes:
    """Return what can be read from a pipe at once; raises OSError if nobody writes to it, for reading would never end."""
    if not hasattr(os, "O_NONBLOCK"):
        return b""
    import select

    has_begun = bool(select.select([handle], [], [], 0)[0])  # or has a writer that is already gone
    try:
        data = os.read(handle, 65536)
    except BlockingIOError:  # a writer that has not yet written
        data, has_begun = b"", True
    if not data and not has_begun:
        raise OSError(errno.ENODEV, "没有程序写入这个管道 (nobody writes to this pipe)")
    os.set_blocking(handle, True)
    return data


def unreadable(path: Path | str, error: OSError | ValueError) -> InputError:
    """Return the error for a path that could not be read, in words that need no knowledge of programming."""
    if isinstance(error, FileNotFoundError):
        reason = "找不到文件 (no such file or folder)"
    elif isinstance(error, IsADirectoryError):
        reason = "是文件夹，不是文件 (is a folder)"
    elif isinstance(error, PermissionError):
        reason = "没有读取权限 (permission denied)"
    elif isinstance(error, OSError):
        reason = f"无法读取 (cannot be read): {error.strerror or error}"
    else:
        reason = "路径无效 (invalid path)"
    return InputError([Problem(os.fspath(path), 0, 0, reason)])
