"""The command `init`: write a configuration that explains every key, and an entry for pre-commit."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from xhslint.base import atomic_write
from xhslint.base.bounds import is_below, repository_root
from xhslint.base.errors import InputError, Problem
from xhslint.base.file_reading import MAX_BYTES
from xhslint.base.version import __version__
from xhslint.config.discover import NAMES, find_in
from xhslint.config.keys import KEYS
from xhslint.drafts.read import read_text
from xhslint.messages.catalogue import say, system_reason
from xhslint.model.findings import LANGUAGES

PRE_COMMIT = ".pre-commit-config.yaml"
NOTES = ("notes", "drafts", "captions", "笔记", "草稿", "文案")
"""Names of folders that hold nothing but notes: if there is one, only it is checked before a commit."""
REPOSITORY = "https://github.com/xhslint/xhslint"


def initialise(folder: Path, lang: str, force: bool = False) -> list[str]:
    """Write `.xhslint.yaml` and, if there is none, `.pre-commit-config.yaml`; return messages for the user.

    Raises InputError if the folder has a configuration already and this is not forced, or if a file cannot be written.
    """
    path = str(Path(folder, NAMES[0]))
    there = find_in(os.fspath(folder))
    if there and not force:
        raise InputError([Problem(there, 0, 0, say(lang, "init.exists"))])
    write_new(path, template(lang), lang)
    messages = [say(lang, "init.wrote", path)]
    if there and os.path.basename(there) != NAMES[0]:
        messages.append(say(lang, "init.shadowed", there))
    return messages + _pre_commit(folder, lang)


def template(lang: str) -> str:
    """Return the text of a new configuration; all keys are commented out, except the language if it is not the default."""
    lines = [f"# {line}" for line in say(lang, "init.head").splitlines()]
    for key in KEYS:
        lines += ["", f"# {say(lang, f'init.{key.name}')}"]
        if key.name == "lang" and lang != LANGUAGES[0]:
            lines.append(f"lang: {lang}")
        else:
            lines += [f"#{line}" for line in f"{key.name}:{key.template}".splitlines()]
    return "\n".join(lines) + "\n"


def _pre_commit(folder: Path, lang: str) -> list[str]:
    """Write the entry for pre-commit or return it for the user to add; return messages for the user.

    pre-commit reads its configuration only at the top of a repository. An existing file is never changed.
    """
    root = repository_root(os.path.realpath(folder))
    inside = root is not None and not os.path.samefile(root, folder)
    below = os.path.relpath(os.path.realpath(folder), root) if root and inside else ""
    path = str(Path(root if root and inside else folder, PRE_COMMIT))
    notes = next((name for name in NOTES if os.path.isdir(os.path.join(folder, name))), "")
    entry = "\n".join(_entry(below.replace(os.sep, "/"), notes, lang))
    if not inside and not os.path.lexists(path):
        write_new(path, f"repos:\n{entry}\n", lang)
        return [say(lang, "init.install", path)]
    with suppress(InputError):
        if re.search(r"id: *['\"]?xhslint['\"]?\s*$", read_text(path, MAX_BYTES, allow_pipe=False), re.MULTILINE):
            return [say(lang, "init.hooked", path)]
    return [say(lang, "init.add", path), entry]


def _entry(below: str, notes: str, lang: str) -> Iterator[str]:
    """Yield the lines of the entry.

    `below` is the folder of the configuration, "" for the top of the repository, and `notes` one in it that holds all
    notes, "" if there is none.
    """
    yield f"  - repo: {REPOSITORY}"
    yield f"    rev: v{__version__}"
    yield "    hooks:"
    yield "      - id: xhslint"
    if below:
        yield f"        args: [{_quoted(f'--config={below}/{NAMES[0]}')}, --]"
    folder = "/".join(filter(None, (below, notes)))
    if folder:
        yield f"        files: {_quoted(_drafts_in(re.escape(folder)))}"
    else:
        yield f"        # files: {_quoted(_drafts_in('notes'))}  # {say(lang, 'init.files')}"
    yield f"        # types: [file]  # {say(lang, 'init.types')}"


def _drafts_in(folder: str) -> str:
    return rf"^{folder}/.*\.(md|markdown|txt)$"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def write_new(path: str, text: str, lang: str) -> None:
    """Write a file whole; raises InputError if it cannot be written or is a link out of its folder."""
    if not is_below(path, os.path.dirname(path)):
        raise InputError([Problem(path, 0, 0, say(lang, "init.link"))])
    try:
        atomic_write.write(path, text.encode())
    except OSError as error:
        raise InputError([Problem(path, 0, 0, say(lang, "unwritable", system_reason(lang, error)))]) from None
