"""Pictures in the HTML report, each with the boxes of its findings drawn over it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from xhslint.drafts.draft import Draft
from xhslint.model.findings import Finding
from xhslint.pictures.thumbnail import thumbnail
from xhslint.report.parts.places import spot

MARGIN = 6
"""Pixels of the picture between the words and the box that is drawn around them."""
MARK = 26
"""How many numbers of findings stand beside each other over the width of a picture, at most."""


class PictureViews:
    """Markup of pictures; each is embedded once, where it is shown first."""

    def __init__(self) -> None:
        self._shown: dict[str, tuple[str, int, int] | None] = {}

    def __bool__(self) -> bool:
        return any(self._shown.values())

    def figure(self, draft: Draft, findings: Sequence[Finding], first: int, label: str) -> str:
        """Return the picture of a draft with the boxes of its findings, numbered from 1 and linked to `f<first>` and so on.

        `label` names the picture, as markup. Return "" if the picture cannot be shown.
        """
        is_new = draft.path not in self._shown
        if is_new:
            small = thumbnail(draft.path)
            name = f"p{len(self._shown) + 1}"
            self._shown[draft.path] = (name, small.width, small.height) if small else None
            data = b64encode(small.data).decode() if small else ""
        if (known := self._shown[draft.path]) is None:
            return ""
        name, width, height = known
        picture = (
            f'<image id="{name}" width="{width}" height="{height}" href="data:image/jpeg;base64,{data}"/>'
            if is_new
            else f'<use href="#{name}"/>'
        )
        boxes = "".join(_box(draft, finding, place + 1, first + place, width) for place, finding in enumerate(findings))
        return (
            f'<figure class="picture"><svg viewBox="0 0 {width} {height}" role="img" aria-label="{label}">'
            f"{picture}{boxes}</svg></figure>\n"
        )


def _box(draft: Draft, finding: Finding, number: int, anchor: int, across: int) -> str:
    """Return the box of a finding, with its number at the upper edge."""
    place = spot(draft, finding).place
    if not place or not place.box:
        return ""
    x, y, width, height = place.box
    margin, size = max(1, MARGIN * across // 1000), max(8, across // MARK)
    left, top = max(0, x - margin), max(0, y - margin)
    wide = size * (len(str(number)) + 1) // 2 + size // 3
    level = top - size * 9 // 8 if top >= size * 9 // 8 else top
    return (
        f'<a href="#f{anchor}" class="{finding.severity}">'
        f'<rect class="box" x="{left}" y="{top}" width="{width + 2 * margin}" height="{height + 2 * margin}" rx="{margin}" '
        f'stroke-width="{max(2, across // 240)}"/>'
        f'<rect class="label" x="{left}" y="{level}" width="{wide}" height="{size * 9 // 8}" rx="{margin}"/>'
        f'<text x="{left + wide // 2}" y="{level + size * 15 // 16}" font-size="{size}" text-anchor="middle">{number}</text></a>'
    )
