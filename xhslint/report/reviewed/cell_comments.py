"""Comments on cells: their words in one part, and in another one the boxes that Excel shows them in."""

from __future__ import annotations

from collections.abc import Mapping

from xhslint.documents.column_names import column_index
from xhslint.documents.relations import relations, target
from xhslint.report.reviewed.archive import Copy
from xhslint.report.reviewed.source import edited_bytes, escaped, into, prefix_of, tags
from xhslint.report.reviewed.wording import AUTHOR

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SHAPES = 1024  # in a block of numbers
_FIRST_BLOCK = 64  # far from those that programs begin with
_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{}"/></o:shapelayout>'
)
_SHAPE_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" id="{}" '
    'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#{type}" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:330pt;height:{height}pt;z-index:{id};visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_TYPE = "xhslint_note"


def add_comments(
    copy: Copy, sheet: str, space: str, words: Mapping[str, str], drawing: str, block: int
) -> tuple[str, int]:
    """Add comments by the names of cells; a cell that has one keeps it, and gets no other.

    Return the id of a relation that the sheet has to name as its legacyDrawing, "" if it has one, and how many blocks of
    numbers were used. `space` is the name space of the sheet, `drawing` the id that it has for its legacyDrawing, or "".
    """
    part = target(copy.package, sheet, "comments")
    data = copy.read(part) if part else f'<comments xmlns="{space}"><authors/><commentList/></comments>'.encode()
    found = tags(copy.package, data)
    taken = {tag.values.get("ref", "").upper() for tag in found if tag.name == "comment"}
    fresh = {cell: text for cell, text in words.items() if cell not in taken}
    if not fresh:
        return "", 0
    if not part:
        part = copy.free_name("xl/comments{}.xml")
        copy.declare(part, _COMMENTS)
        copy.relate(sheet, "comments", part)
    author = sum(tag.name == "author" for tag in found)
    edits = []
    for tag in found:
        name = prefix_of(data, tag)
        if tag.name == "authors":
            edits.append(into(data, tag, f"<{name}author>{AUTHOR}</{name}author>"))
        elif tag.name == "commentList":
            lines = "".join(_comment(name, cell, author, text) for cell, text in fresh.items())
            edits.append(into(data, tag, lines))
    copy.put(part, edited_bytes(data, edits))
    return _add_shapes(copy, sheet, fresh, drawing, block), -(-len(fresh) // (_SHAPES - 1))


def _add_shapes(copy: Copy, sheet: str, words: Mapping[str, str], drawing: str, block: int) -> str:
    named = relations(copy.package, sheet).get(drawing)
    blocks = range(_FIRST_BLOCK + block, _FIRST_BLOCK + block - (-len(words) // (_SHAPES - 1)))
    shapes = _SHAPE_TYPE.format(_TYPE) + "".join(
        _shape(cell, text, blocks[number // (_SHAPES - 1)] * _SHAPES + number % (_SHAPES - 1) + 1)
        for number, (cell, text) in enumerate(words.items())
    )
    if named and named.target in copy.package:
        text = copy.read(named.target).decode("utf-8", "surrogateescape")
        at = text.rfind("</xml>")
        at = at if at >= 0 else len(text)
        copy.put(named.target, (text[:at] + shapes + text[at:]).encode("utf-8", "surrogateescape"))
        return ""
    part = copy.free_name("xl/drawings/vmlDrawing{}.vml")
    copy.declare_suffix("vml", _DRAWING)
    copy.put(part, f"{_HEAD.format(','.join(map(str, blocks)))}{shapes}</xml>".encode())
    return copy.relate(sheet, "vmlDrawing", part)


def _comment(name: str, cell: str, author: int, text: str) -> str:
    return (
        f'<{name}comment ref="{cell}" authorId="{author}"><{name}text><{name}r><{name}rPr><{name}sz val="9"/></{name}rPr>'
        f'<{name}t xml:space="preserve">{escaped(text)}</{name}t></{name}r></{name}text></{name}comment>'
    )


def _shape(cell: str, text: str, number: int) -> str:
    letters = cell.rstrip("0123456789")
    row, column = int(cell[len(letters) :]) - 1, column_index(letters)
    lines = sum(1 + len(line) // 36 for line in text.split("\n"))
    height = min(14 * lines + 10, 600)
    rows = max(4, height // 18)
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 10, {column + 6}, 15, {max(row - 1, 0) + rows}, 4"
    return _SHAPE.format(id=number, type=_TYPE, height=height, anchor=anchor, row=row, column=column)
