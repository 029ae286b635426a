"""What reaches the user: standard output or a file, messages on standard error, a progress bar. Nothing else prints."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from xhslint.base.errors import InputError, Problem
from xhslint.messages.catalogue import say, system_reason
from xhslint.terminal.width import cell_count, printable_path, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, BinaryIO

    from xhslint.base.atomic_write import AtomicFile

FOUND, FAILED, INTERRUPTED = 1, 2, 130
"""Exit statuses; 0 is clean."""
Write = Callable[[str | bytes], None]
WIDTH, NARROWEST, WIDEST = 80, 40, 100


def is_terminal(stream: IO[str] | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def terminal_width() -> int:
    """The cells of a line: the terminal's within reason, 80 anywhere else."""
    if is_terminal(sys.stdout):
        with suppress(OSError, ValueError):
            return min(max(os.get_terminal_size(sys.stdout.fileno()).columns, NARROWEST), WIDEST)
    return WIDTH


def use_color(choice: str, to_file: bool) -> bool:
    """Colour when asked for; else as NO_COLOR and FORCE_COLOR say; else only on a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") not in (None, "", "0"):
        return not to_file
    return not to_file and is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


def output_encoding(path: str | None) -> str:
    """The encoding of a report for people."""
    return "utf-8" if path else getattr(sys.stdout, "encoding", None) or "utf-8"


class Console:
    """The user, spoken to in one language; keeps the progress bar apart from what is printed."""

    def __init__(self, lang: str, asked: str | None = None) -> None:
        self.lang = lang
        self.asked = asked  # the language that the command line asks for
        self.bar = ""
        self.started = time.monotonic()

    def complain(self, problem: Problem) -> None:
        """Print a problem on standard error, on one line whatever is in it."""
        position = f":{problem.line}:{problem.column}" if problem.line else ""
        message = " ".join(problem.message.splitlines())
        self.error(f"{printable_path(problem.path or 'xhslint')}{position}: {message}")

    def error(self, text: str) -> None:
        """Print a line on standard error; control characters in it are shown, not sent."""
        with suppress(OSError, ValueError):
            if sys.stdout is not None:
                sys.stdout.flush()
        self.hide_progress()
        self._to_stderr(visible(text, getattr(sys.stderr, "encoding", None) or "utf-8") + "\n")

    def progress(self, done: int, total: int) -> None:
        """Show how far the work is, on a terminal and once it takes more than a second."""
        if total > 1 and is_terminal(sys.stderr) and (seconds := time.monotonic() - self.started) > 1:
            full = 30 * done // total
            self.hide_progress()
            rate = say(self.lang, "rate", round(done / seconds))
            self.bar = f"{say(self.lang, 'checking')} [{'#' * full}{'-' * (30 - full)}] {done}/{total} {rate}"
            self._to_stderr(self.bar)

    def hide_progress(self) -> None:
        if self.bar:
            self._to_stderr("\r" + " " * cell_count(self.bar) + "\r")
            self.bar = ""

    def _to_stderr(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:  # or the interpreter would try again when it ends, and end with a status of its own
            _silence(sys.stderr)
        except (ValueError, AttributeError):  # closed: there is nobody left to tell
            pass

    @contextmanager
    def output(self, path: str | None, encoding: str) -> Iterator[Write]:
        """A function that writes to standard output, or to a file that is replaced only once the report is complete."""
        with self._writing(path):
            target = _open_output(path)
        flush_each = not path and is_terminal(sys.stdout)

        def write(text: str | bytes) -> None:
            self.hide_progress()
            with self._writing(path):
                data = text if isinstance(text, bytes) else text.encode(encoding, "backslashreplace")
                target.stream.write(data)
                if flush_each:
                    target.stream.flush()

        try:
            yield write
            self.hide_progress()
            with self._writing(path):
                target.commit()
        finally:
            target.discard()

    @contextmanager
    def _writing(self, path: str | None) -> Iterator[None]:
        """Turns what the system says against writing into a message; a reader that went away is not an error."""
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            if not path:
                silence_stdout()
            reason = say(self.lang, "unwritable", system_reason(self.lang, error))
            raise InputError([Problem(path or "<stdout>", 0, 0, reason)]) from error


def silence_stdout() -> None:
    """Let nothing more go where it cannot go, so that the interpreter does not try and complain when it ends."""
    _silence(sys.stdout)


def _silence(stream: IO[str] | None) -> None:
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]


class _Stdout:
    def __init__(self) -> None:
        if sys.stdout is None or sys.stdout.closed:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        self.stream: BinaryIO = sys.stdout.buffer

    def commit(self) -> None:
        self.stream.flush()

    def discard(self) -> None:
        pass


def _open_output(path: str | None) -> _Stdout | AtomicFile:
    if not path:
        return _Stdout()
    from xhslint.base.atomic_write import AtomicFile  # here, because most runs write to standard output

    return AtomicFile(path)
