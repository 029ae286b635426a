"""Write an Office file anew with some parts changed; all others keep their bytes, their names and their order."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable

from xhslint.documents.package import Package
from xhslint.documents.relations import relations
from xhslint.report.reviewed.source import edited_bytes, escaped, into, part_bytes, prefix_of, tags

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = re.compile(rb"""\bType\s*=\s*["']([^"']+)/[A-Za-z]+["']""")
_TYPES = "[Content_Types].xml"
_OLDEST = (1980, 1, 1, 0, 0, 0)


class Copy:
    """A copy of an Office file in the making: parts that are put take the place of those with their names, or are added."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._changed: dict[str, bytes] = {}  # by name in lower case
        self._added: dict[str, bytes] = {}
        self._numbers: dict[str, int] = {}  # of the last free name of each pattern
        self._declared: dict[str, None] = {}  # lines for the list of what the parts are

    def __contains__(self, part: str) -> bool:
        return part in self._added or part in self.package

    def read(self, part: str) -> bytes:
        """Return the bytes of a part as they are in the copy."""
        if part in self._added:
            return self._added[part]
        if part.lower() not in self._changed:
            return part_bytes(self.package, part)
        return self._changed[part.lower()]

    def put(self, part: str, data: bytes) -> None:
        """Give a part these bytes."""
        if part in self.package:
            self._changed[part.lower()] = data
        else:
            self._added[part] = data

    def free_name(self, pattern: str) -> str:
        """Return the first name of a pattern, with {} for a number, that no part has."""
        number = self._numbers.get(pattern, 1)
        while pattern.format(number) in self:
            number += 1
        self._numbers[pattern] = number
        return pattern.format(number)

    def relate(self, part: str, kind: str, to: str) -> str:
        """Let a part refer to another one, by a type such as `comments`, and return the id of the relation."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        ids = relations(self.package, part)
        data = self.read(name) if name in self else f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
        number = 1
        while f"xhslint{number}" in ids or f'"xhslint{number}"'.encode() in data:
            number += 1
        target = escaped(posixpath.relpath("/" + to, posixpath.join("/", folder)))
        line = f'Relationship Id="xhslint{number}" Type="{self.edition()}/{kind}" Target="{target}"/>'
        self._append(name, data, [line])
        return f"xhslint{number}"

    def edition(self) -> str:
        """Return how the types of relations begin in this file: there are two editions of the standard."""
        found = _RELATION.search(part_bytes(self.package, "_rels/.rels")) if "_rels/.rels" in self.package else None
        strict = found and found[1].startswith(b"http://purl.oclc.org")
        return "http://purl.oclc.org/ooxml/officeDocument/relationships" if strict else _TRANSITIONAL

    def declare(self, part: str, kind: str) -> None:
        """Say what a new part is."""
        self._declared[f'Override PartName="/{escaped(part)}" ContentType="{kind}"/>'] = None

    def declare_suffix(self, suffix: str, kind: str) -> None:
        """Say what all parts with a suffix are, unless the file says it."""
        line = f'Default Extension="{suffix}" ContentType="{kind}"/>'
        found = rb"""Extension\s*=\s*["']%s["']""" % suffix.encode()
        if line not in self._declared and not re.search(found, self.read(_TYPES), re.IGNORECASE):
            self._declared[line] = None

    def _append(self, part: str, data: bytes, lines: Iterable[str]) -> None:
        """Give a part the bytes of a list with more lines at its end; each begins with the name of its element."""
        root = tags(self.package, data)[0]
        prefix = prefix_of(data, root)
        self.put(part, edited_bytes(data, [into(data, root, "".join(f"<{prefix}{line}" for line in lines))]))

    def data(self) -> bytes:
        """Return the bytes of the file: the same each time."""
        if self._declared:
            self._append(_TYPES, self.read(_TYPES), self._declared)
            self._declared = {}
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            for entry in self.package.entries:
                name = entry.filename.replace("\\", "/").lstrip("/")
                same = zipfile.ZipInfo(entry.filename, entry.date_time)
                same.compress_type, same.external_attr = entry.compress_type, entry.external_attr
                if entry.is_dir():
                    made.writestr(same, b"")
                elif (data := self._changed.get(name.lower())) is not None:
                    made.writestr(same, data)
                else:
                    with made.open(same, "w") as target:
                        for chunk in self.package.chunks(name):
                            target.write(chunk)
            for name, data in self._added.items():
                added = zipfile.ZipInfo(name, _OLDEST)
                added.compress_type = zipfile.ZIP_DEFLATED
                made.writestr(added, data)
        return file.getvalue()
