"""How many processes a run may start."""

from __future__ import annotations

import os

MOST = 60
"""Processes of a run, whatever a configuration says; Windows cannot wait for more than 63."""
FILES_OF_RUN, FILES_OF_PROCESS = 32, 4
"""Files that a run needs to have open, and how many more for each process."""


def processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def affordable() -> int:
    """Return for how many processes the system lets this one have enough files open."""
    try:
        from resource import RLIM_INFINITY, RLIMIT_NOFILE, getrlimit
    except ImportError:  # Windows
        return MOST
    most = getrlimit(RLIMIT_NOFILE)[0]
    return MOST if most == RLIM_INFINITY else min(MOST, (most - FILES_OF_RUN) // FILES_OF_PROCESS)
