"""Find the pictures that belong to drafts: those that a draft names, and those beside it with its name."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from xhslint.base.bounds import is_below_any, is_link, passes_link, repository_root
from xhslint.base.errors import InputError, Problem
from xhslint.drafts.draft import Draft
from xhslint.drafts.file_kinds import may_be_document
from xhslint.drafts.read import draft_text, read_draft_data
from xhslint.messages.catalogue import say
from xhslint.pictures import tools
from xhslint.pictures.kinds import is_picture, is_readable
from xhslint.pictures.references import Reference, references, unnamed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from xhslint.config.settings import Config
    from xhslint.terminal.console import Console

MOST = 200
"""The most pictures of a draft that are read."""

SHOWN = 80
"""The most characters of an address in a message."""

_REMOTE = re.compile(r"//|(?!file:)[a-z][a-z0-9+.-]+:", re.IGNORECASE)
"""How the address of a picture begins that is no file here; one letter before a colon is a drive."""
_BEHIND = re.compile(r"(?:[-_ ]?(\d{1,4}))?", re.ASCII)
"""What stands behind the name of a draft in that of a picture beside it: nothing, or a number."""


class Pictures:
    """The pictures of a run under a configuration; `lang` is the language of messages.

    `files` are the drafts of the run in their order, each with its pictures behind it. `remote` is the number of pictures
    that drafts name and that are no files here, `wordless` that of pictures whose words cannot be read.
    """

    def __init__(self, config: Config, lang: str, is_isolated: bool = False) -> None:
        self.files: list[str] = []
        self.remote = self.wordless = 0
        self._config = config
        self._lang = lang
        self._is_isolated = is_isolated
        self._is_asked = bool(config.given.images)
        self._is_told = False
        self._naming: dict[str, list[tuple[str, int]]] = {}
        self._users: dict[str, dict[str, None]] = {}
        self._problems: list[Problem] = []
        self._notes: list[Problem] = []
        self._seen: set[str] = set()
        self._folders: dict[str, list[str]] = {}

    def attach(self, drafts: Sequence[str]) -> None:
        """Add drafts with their pictures, each once; files that are themselves pictures or documents have none."""
        self._seen.update(os.path.realpath(path) for path in drafts)
        for path in drafts:
            self.files.append(path)
            if not may_be_document(path) and self._config.images(path):
                draft = self._draft(path)
                if draft is not None:
                    self._add_pictures(draft, path)

    def of_pasted(self, data: bytes, name: str) -> list[str]:
        """Return the pictures of a draft whose bytes were piped in, as those of a draft of this name."""
        known = len(self.files)
        if not may_be_document(name) and self._config.images(name):
            with suppress(InputError):  # told when the draft was checked
                self._add_pictures(self._parsed(draft_text(data, name), name), name)
        return self.files[known:]

    def with_newly_named(self, changed: Mapping[Path, Sequence[range]]) -> dict[Path, Sequence[range]]:
        """Return changed lines by file, with the pictures that a changed line of some draft names as changed.

        What is wrong with pictures that other lines name, and which of those are not looked at, is then not told.
        """
        from pathlib import Path

        def is_new(path: str, line: int) -> bool:
            return any(not line or line in part for part in changed.get(Path(path), ()))

        found = dict(changed)
        for picture, places in self._naming.items():
            if any(is_new(*place) for place in places):
                found.setdefault(Path(picture), [range(1, sys.maxsize)])
        self._problems = [each for each in self._problems if is_new(each.path, each.line)]
        self._notes = [each for each in self._notes if is_new(each.path, each.line)]
        self.remote = len(self._notes)
        return found

    def told(self, console: Console) -> Iterator[Problem]:
        """Yield what is wrong with pictures that are named, each once, and print which of them are not looked at."""
        for note in self._notes:
            console.complain(note)
        yield from self._problems
        self._notes.clear()
        self._problems.clear()
        has_any = any(map(is_readable, self.files))
        if self._is_told or not (has_any or self._is_asked):
            return
        if not tools.reads_codes():
            self._is_told = True
            yield Problem("", 0, 0, say(self._lang, "picture.install"))
        elif has_any and not tools.reads_words():
            self._is_told = True
            console.complain(Problem("", 0, 0, say(self._lang, "picture.wordless")))

    def users(self, picture: str) -> tuple[str, ...]:
        """Return the drafts to which a picture belongs, in their order."""
        return tuple(self._users.get(os.path.realpath(picture), ()))

    def readable(self, files: Sequence[str]) -> list[str]:
        """Return files without the pictures, if nothing is installed that reads them, and count those whose words are not read.

        Pictures in formats that are refused stay: what to do about those is told by whoever checks them.
        """
        if not tools.reads_codes():
            return [path for path in files if not is_readable(path)]
        if not tools.reads_words():
            self.wordless += sum(map(is_readable, files))
        return list(files)

    def without(self, paths: Sequence[str]) -> list[str]:
        """Return those of some files that are not read as pictures of drafts."""
        return [path for path in paths if os.path.realpath(path) not in self._seen]

    def _add_pictures(self, draft: Draft, path: str) -> None:
        named = references(draft)
        for reference in named[:MOST]:
            self._add_named(draft, path, reference)
        if len(named) > MOST:
            self._problems.append(self._problem(draft, named[MOST], "picture.many", MOST))
        for name, value, start in unnamed(draft):
            self._problems.append(self._problem(draft, Reference("", start), "picture.no name", name, value))
        for picture in self._beside(path):
            self._add_file(picture, path)

    def _draft(self, path: str) -> Draft | None:
        """Return a draft; None if it cannot be read, which is told when it is checked."""
        try:
            text = draft_text(read_draft_data(path, self._config.max_bytes), path)
        except InputError:
            return None
        return self._parsed(text, path)

    def _parsed(self, text: str, path: str) -> Draft:
        return Draft.parse_leniently(text, path, self._config.settings(path).code)[0]

    def _add_named(self, draft: Draft, path: str, reference: Reference) -> None:
        target = reference.target
        if target.lower().startswith("data:"):
            self._problems.append(self._problem(draft, reference, "picture.inline"))
            return
        if _REMOTE.match(target):
            shown = target if len(target) <= SHOWN else target[: SHOWN - 1] + "…"
            self._notes.append(self._problem(draft, reference, "picture.remote", shown))
            self.remote += 1
            return
        file, key = self._resolved(path, target)
        if not key and not is_picture(file):
            key = "picture.other"
        if not key and self._is_isolated and (is_link(file) or _is_behind_link(file)):
            key = "picture.link"
        if key:
            self._problems.append(self._problem(draft, reference, key, target))
            return
        self._naming.setdefault(file, []).append((path, draft.position(reference.start)[0]))
        self._add_file(file, path)

    def _add_file(self, file: str, draft: str) -> None:
        real = os.path.realpath(file)
        self._users.setdefault(real, {})[draft] = None
        if real not in self._seen and not self._config.excluded(file):
            self._seen.add(real)
            self.files.append(file)

    def _resolved(self, path: str, target: str) -> tuple[str, str]:
        """Return the file that a draft names, and the key of what is wrong with it, or ""."""
        from urllib.parse import unquote

        folder = os.path.dirname(path)
        root, _ = bounds = _bounds(folder)
        names = dict.fromkeys((target, unquote(target), re.split(r"[?#]", unquote(target))[0]))
        is_outside = False
        for name in (each.replace("\\", "/") for each in names):
            if "\0" in name or not name.strip("/. "):
                continue
            bases = (os.path.relpath(root),) if name.startswith("/") else (folder, os.path.relpath(root))
            for base in bases:
                file = os.path.normpath(os.path.join(base, name.lstrip("/")))
                if not is_below_any(file, bounds):
                    is_outside = True
                elif os.path.isfile(file):
                    return file, ""
        return target, "picture.outside" if is_outside else "picture.missing"

    def _beside(self, path: str) -> Iterator[str]:
        """Yield the pictures in the folder of a draft that have its name, maybe with a number: note.jpg, note-1.png, note_2.webp."""
        folder, name = os.path.split(path)
        stem = os.path.splitext(name)[0].lower()
        found = []
        for entry in self._pictures_in(folder):
            whole = os.path.splitext(entry)[0].lower()
            if whole.startswith(stem) and (behind := _BEHIND.fullmatch(whole, len(stem))):
                found.append((int(behind[1] or 0), entry))
        for _, entry in sorted(found):
            file = os.path.join(folder, entry)
            if not is_link(file):
                yield file
            elif self._is_isolated:
                self._problems.append(Problem(file, 0, 0, say(self._lang, "picture.link", entry)))
            elif not is_below_any(file, _bounds(folder)):
                self._problems.append(Problem(file, 0, 0, say(self._lang, "picture.outside", entry)))
            else:
                yield file

    def _pictures_in(self, folder: str) -> list[str]:
        if folder not in self._folders:
            try:
                names = os.listdir(folder or os.curdir)
            except OSError:
                names = []
            self._folders[folder] = [name for name in names if is_readable(name) and not name.startswith(".")]
        return self._folders[folder]

    def _problem(self, draft: Draft, reference: Reference, key: str, *values: object) -> Problem:
        return Problem(draft.path, *draft.position(reference.start), say(self._lang, key, *values))


def _bounds(folder: str) -> tuple[str, str]:
    """Return the folders of which one must hold the pictures of a draft in a folder: its repository, or the current one, and its own."""
    return repository_root(folder or os.curdir) or os.getcwd(), folder or os.curdir


def _is_behind_link(file: str) -> bool:
    is_inside = os.path.abspath(file).startswith(os.path.join(os.getcwd(), ""))
    return is_inside and passes_link(file, os.curdir)
