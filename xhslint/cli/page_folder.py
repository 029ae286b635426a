"""The command `page`: the page to paste into as a folder of files for any web server."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from xhslint.base.errors import InputError, Mistake, Problem
from xhslint.messages.catalogue import say, system_reason
from xhslint.static_page.folder import NotOurs, made, size, write
from xhslint.static_page.pyodide import ARCHIVE, VERSION, Unusable, read_pyodide
from xhslint.terminal.console import Console


def write_page(console: Console, out: str | None, pyodide: str | None) -> list[str]:
    """Write the folder and return messages for the user.

    Raises Mistake without a folder or the files of Pyodide, InputError for files that are not those, or a folder that cannot be written.
    """
    lang = console.lang
    if out is None:
        raise Mistake(say(lang, "static.no folder"), "page")
    if Path(out).is_file():
        raise InputError([Problem(out, 0, 0, say(lang, "static.file"))])
    if pyodide is None:
        raise Mistake(say(lang, "static.no pyodide", VERSION, out, ARCHIVE), "page")
    if sys.byteorder != "little":  # as the compiled rules and words are
        raise InputError([Problem("", 0, 0, say(lang, "static.byte order"))])
    try:
        files, is_compiled = made(read_pyodide(Path(pyodide)), lang)
    except Unusable as error:
        raise InputError([Problem(pyodide, 0, 0, say(lang, *error.args))]) from None
    except FileNotFoundError:
        raise InputError([Problem(pyodide, 0, 0, say(lang, "static.absent"))]) from None
    except OSError as error:
        raise InputError([Problem(pyodide, 0, 0, say(lang, "static.unreadable", system_reason(lang, error)))]) from None
    try:
        write(Path(out), files)
    except NotOurs:
        raise InputError([Problem(out, 0, 0, say(lang, "static.not ours"))]) from None
    except OSError as error:
        raise InputError([Problem(out, 0, 0, say(lang, "unwritable", system_reason(lang, error)))]) from None
    messages = [say(lang, "static.wrote", out, size(files) / 1e6)]
    if not is_compiled:
        messages.append(say(lang, "static.no node"))
    return [*messages, say(lang, "static.look", _quoted(out))]


def _quoted(path: str) -> str:
    """Return a path as a command line takes it."""
    if path.replace("/", "").replace(os.sep, "").replace("-", "").replace(".", "").isalnum():
        return path
    return f'"{path}"'
