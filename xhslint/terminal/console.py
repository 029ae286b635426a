"""All printing: output to a stream or a file, messages on standard error, the progress bar. Nothing else prints."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property

from xhslint.base.errors import InputError, Problem
from xhslint.base.paths import PASTED
from xhslint.messages.catalogue import say, system_reason
from xhslint.terminal.width import cell_count, printable_path, visible, without_commands

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, BinaryIO

    from xhslint.base.atomic_write import AtomicFile

FOUND, FAILED, INTERRUPTED = 1, 2, 130
"""Exit statuses beside 0, which is clean."""
CLOSED_PIPE = (errno.EINVAL,) if os.name == "nt" else ()
"""What Windows says of a pipe whose reader has gone, beside EPIPE."""
Write = Callable[[str | bytes], None]
WIDTH, NARROWEST, WIDEST = 80, 40, 120


def is_terminal(stream: IO[str] | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def is_one_stream() -> bool:
    """Return whether standard output and standard error go to the same place, such as one terminal or one log."""
    try:
        return os.path.sameopenfile(sys.stdout.fileno(), sys.stderr.fileno())
    except (OSError, ValueError, AttributeError):  # closed, or no file
        return False


def terminal_width(stream: IO[str] | None = None) -> int:
    """Return the cells of a line of a stream, by default standard output: the terminal's, within limits; 80 if it is none, or one that says 0.

    pre-commit gives its hooks a terminal without a size.
    """
    stream = stream or sys.stdout
    if is_terminal(stream):
        with suppress(OSError, ValueError):
            if columns := os.get_terminal_size(stream.fileno()).columns:
                return min(max(columns, NARROWEST), WIDEST)
    return WIDTH


def use_color(choice: str, to_file: bool) -> bool:
    """Return whether to use colour: by `choice`, else by NO_COLOR and FORCE_COLOR, else only on a terminal."""
    can_color = not to_file and _takes_escapes()  # asked first, because a console of Windows is told to
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") not in (None, "", "0"):
        return not to_file
    return can_color


def _takes_escapes() -> bool:
    if not is_terminal(sys.stdout) or os.environ.get("TERM") == "dumb":
        return False
    from xhslint.terminal.escapes import understands_escapes  # here, because most runs write to no terminal

    return understands_escapes()


def output_encoding(path: str | None) -> str:
    """Return the encoding of a report for people, in the file `path` (None: standard output)."""
    return "utf-8" if path else getattr(sys.stdout, "encoding", None) or "utf-8"


class Console:
    """The streams to the user, in one language; hides the progress bar before anything else is printed.

    `asked` is the language given on the command line, which comes before that of a configuration.
    """

    def __init__(self, lang: str, asked: str | None = None) -> None:
        self.lang = lang
        self.asked = asked
        self.bar = ""
        self.started = time.monotonic()

    def complain(self, problem: Problem) -> None:
        """Print a problem on standard error, on one line whatever it contains, which only a terminal breaks."""
        position = f":{problem.line}:{problem.column}" if problem.line else ""
        message = " ".join(problem.in_language(self.lang).message.splitlines())
        place = say(self.lang, "pasted") if problem.path == PASTED else printable_path(problem.path or "xhslint")
        self.error(f"{place}{position}: {message}")

    def error(self, text: str) -> None:
        """Print a line on standard error, with visible stand-ins for control characters.

        On a terminal it is broken where words end; in a log or pipe it stays one line, for programs read those by the line.
        """
        with suppress(OSError, ValueError):
            if sys.stdout is not None:
                sys.stdout.flush()
        self.hide_progress()
        text = visible(text, getattr(sys.stderr, "encoding", None) or "utf-8")
        if is_terminal(sys.stderr) and cell_count(text) > (width := terminal_width(sys.stderr)):
            from xhslint.terminal.wrap import wrap  # here, because most runs have nothing to say

            text = wrap(text, width, "  ")
        self._to_stderr(without_commands(text) + "\n")

    @cached_property
    def _has_bar(self) -> bool:
        """Whether standard error is a terminal; kept, because progress is told of every draft."""
        return is_terminal(sys.stderr)

    def progress(self, done: int, total: int) -> None:
        """Draw the progress bar, if standard error is a terminal and the run takes more than a second."""
        if total > 1 and self._has_bar and (seconds := time.monotonic() - self.started) > 1:
            full = 30 * done // total
            self.hide_progress()
            rate = say(self.lang, "rate", round(done / seconds))
            self.bar = f"{say(self.lang, 'checking')} [{'#' * full}{'-' * (30 - full)}] {done}/{total} {rate}"
            self._to_stderr(self.bar)

    def clear_screen(self) -> None:
        """Begin a new screen, if standard output is a terminal that can."""
        if _takes_escapes():
            sys.stdout.write("\x1b[H\x1b[2J")
            sys.stdout.flush()

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
        except (ValueError, AttributeError):  # closed
            pass

    @contextmanager
    def output(self, path: str | None, encoding: str) -> Iterator[Write]:
        """Give a function that writes to standard output or a file; the file is replaced when the block ends without error."""
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
        """Turn an OSError into an InputError with its reason; a closed pipe is not an error of the output."""
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            if not path and error.errno in CLOSED_PIPE:
                raise BrokenPipeError(*error.args) from error
            if not path:
                silence_stdout()
            reason = say(self.lang, "unwritable", system_reason(self.lang, error))
            raise InputError([Problem(path or "<stdout>", 0, 0, reason)]) from error


def silence_stdout() -> None:
    """Discard all further output, so that the interpreter does not fail to flush it at exit."""
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
