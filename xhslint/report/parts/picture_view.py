"""Pictures in the HTML report, each with the boxes of its findings drawn over it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence

from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place
from xhslint.model.findings import Finding
from xhslint.pictures.thumbnail import MAX_BYTES, thumbnail
from xhslint.report.parts.places import spot

MARGIN = 6
"""Pixels of the picture between the words and the box that is drawn around them."""
MARK = 26
"""How many numbers of findings stand beside each other over the width of a picture, at most."""


class PictureViews:
    """Markup of pictures; true once there is some."""

    def __init__(self) -> None:
        self._has_any = False

    def __bool__(self) -> bool:
        return self._has_any

    def figure(self, draft: Draft, found: Sequence[tuple[Draft, Finding]], first: int, label: str) -> str:
        """Return the picture of a draft with the boxes of its findings, numbered from 1 and linked to `f<first>` and so on.

        `found` are the findings, each with its draft: the words or a code of the picture. `label` names the picture, as markup.
        Return "" if the picture cannot be shown.
        """
        place = draft.place_at(0) or Place()
        small = thumbnail(draft.path, _reader(draft.path, place.picture))
        if small is None:
            return ""
        self._has_any = True
        data, width, height = b64encode(small.data).decode(), small.width, small.height
        boxes = "".join(_box(*each, place + 1, first + place, width) for place, each in enumerate(found))
        return (
            f'<figure class="picture"><svg viewBox="0 0 {width} {height}" role="img" aria-label="{label}">'
            f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{data}"/>{boxes}</svg></figure>\n'
        )


def _reader(path: str, picture: str) -> Callable[[], bytes] | None:
    """Return what reads a picture inside a document; None for one that is a file."""
    if not picture:
        return None
    from xhslint.documents.embedded import read_embedded

    return lambda: read_embedded(path, picture, MAX_BYTES)


def _box(draft: Draft, finding: Finding, number: int, anchor: int, across: int) -> str:
    """Return the box of a finding, with its number beside it where there is room, so that it covers no other line."""
    place = spot(draft, finding).place
    if not place or not place.box:
        return ""
    x, y, width, height = place.box
    margin, size = max(1, MARGIN * across // 1000), max(8, across // MARK)
    left, top = max(0, x - margin), max(0, y - margin)
    wide = size * (len(str(number)) + 1) // 2 + size // 3
    level, at = top, left - wide
    if at < 0:
        at = x + width + margin
    if at + wide > across:
        level, at = (top - size * 9 // 8 if top >= size * 9 // 8 else top), left
    return (
        f'<a href="#f{anchor}" class="{finding.severity}">'
        f'<rect class="box" x="{left}" y="{top}" width="{width + 2 * margin}" height="{height + 2 * margin}" rx="{margin}" '
        f'stroke-width="{max(2, across // 240)}"/>'
        f'<rect class="label" x="{at}" y="{level}" width="{wide}" height="{size * 9 // 8}" rx="{margin}"/>'
        f'<text x="{at + wide // 2}" y="{level + size * 15 // 16}" font-size="{size}" text-anchor="middle">{number}</text></a>'
    )
