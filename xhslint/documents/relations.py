"""How the parts of a Word or Excel file refer to each other, and to addresses outside."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from xhslint.base.records import dataclass
from xhslint.documents.package import Package
from xhslint.documents.xml_text import attribute, elements


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of the relation's type, such as `worksheet`, and the name of a part or an address."""

    type: str
    target: str
    is_outside: bool


def relations(package: Package, part: str) -> dict[str, Relation]:
    """Return the relations of a part by their ids; of the whole document for ""."""
    folder, base = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{base}.rels")
    found: dict[str, Relation] = {}
    if source not in package:
        return found
    for element, values in elements(package, source):
        if element == "Relationship":
            is_outside = values.get("TargetMode") == "External"
            target = values.get("Target", "")
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
            found[values.get("Id", "")] = Relation(values.get("Type", "").rpartition("/")[2], target, is_outside)
    return found


def main_part(package: Package, kind: str) -> str:
    """Return the name of the part with the text; raises InputError if its root is not what a document of this kind has.

    `kind` is the short name of the root, `w:document` or `workbook`.
    """
    for relation in relations(package, "").values():
        if relation.type == "officeDocument" and relation.target in package:
            root, _ = next(elements(package, relation.target), ("", {}))
            if root == kind:
                return relation.target
    raise package.error("office.other")


def target(package: Package, part: str, kind: str) -> str:
    """Return the name of the part that a part refers to by a type, such as `sharedStrings`; "" without one."""
    found = (each.target for each in relations(package, part).values() if each.type == kind and not each.is_outside)
    return next((name for name in found if name in package), "")


def embedded_part(values: dict[str, str], targets: Mapping[str, Relation]) -> str:
    """Return the part with the picture that an element `blip` or `imagedata` shows, by its attributes; "" without one."""
    relation = targets.get(attribute(values, "r:embed") or attribute(values, "r:id") or "")
    return "" if relation is None or relation.is_outside else relation.target
