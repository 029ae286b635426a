"""The `xhslint` command, also as `python -m xhslint`."""

from __future__ import annotations

import gc
import sys

from xhslint.base.paths import trusted_path

sys.path[:] = trusted_path()
# Modules of the current folder, which `python -m` and `PYTHONPATH=.` put there, must not run: drafts lie in it.

gc.set_threshold(20_000)
# Set before the imports that follow: they and a run make many objects that stay, and hardly any garbage. With the usual
# threshold, garbage collection takes 1.7 ms of a start.

from xhslint.cli.main import main  # noqa: E402
from xhslint.run.interrupts import end_cleanly_on_signals  # noqa: E402


def run() -> int:
    """Run the command line as a process of its own and return the exit status."""
    end_cleanly_on_signals()
    try:
        return main()
    finally:
        if hasattr(gc, "freeze"):  # or the interpreter visits every object once more as it ends
            gc.freeze()


if __name__ == "__main__":
    sys.exit(run())
