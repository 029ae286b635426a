"""Start processes that import nothing from the current folder, whose files may be a stranger's.

A process that does not begin as a copy of this one is an interpreter that `multiprocessing` starts with the current
folder first in its path, so that a `pickle.py` there would run (python/cpython#157916).
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Process, get_start_method, util
from multiprocessing.process import BaseProcess

from xhslint.base.paths import trusted_path

_FLAGS = "_args_from_interpreter_flags"
"""The function of `multiprocessing` that returns the arguments of an interpreter to start."""


def process_class() -> type[BaseProcess]:
    """Return the class of processes to start; a fork server would keep the path that it was started with."""
    if get_start_method() != "forkserver":
        return Process
    from multiprocessing.context import SpawnProcess

    return SpawnProcess


@contextmanager
def isolated(is_copy: bool | None = None) -> Iterator[None]:
    """Start interpreters, in this block, with Python's `-I` and with `trusted_path`; copies of this process as they are.

    `is_copy` says whether processes begin as copies (None: as they do by default).

    There is no public way to add an argument; `-P` and PYTHONSAFEPATH are new in Python 3.11, and neither drops folders
    that PYTHONPATH adds. Raises OSError where the private way is gone, as if no process could be started.
    """
    if get_start_method() == "fork" if is_copy is None else is_copy:
        yield
        return
    path, flags = sys.path, getattr(util, _FLAGS, None)
    if flags is None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
    sys.path = trusted_path()
    setattr(util, _FLAGS, lambda: ["-I", f"-Xutf8={sys.flags.utf8_mode}", *flags()])
    try:
        yield
    finally:
        sys.path = path
        setattr(util, _FLAGS, flags)
