"""Word and Excel files that are damaged by chance: notes or problems with messages, never anything else."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from functools import cache
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.office import archive, inline, workbook
from tests.documents.test_xlsx import texts
from tests.documents.written import by_hand, by_libreoffice, by_python_docx, by_xlsxwriter, word_by_libreoffice
from xhslint.base.errors import InputError
from xhslint.documents.columns import Columns
from xhslint.documents.registry import read_notes
from xhslint.drafts.draft import Draft

FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "xlsxwriter": ("排期.xlsx", by_xlsxwriter),
    "hand": ("排期.xlsx", by_hand),
    "libreoffice sheet": ("排期.xlsx", by_libreoffice),
    "python-docx": ("文案.docx", by_python_docx),
    "libreoffice text": ("文案.docx", word_by_libreoffice),
}
UNREAD = ("theme", "docProps", "settings", "Settings", "fontTable", "numbering", "Effects", "customXml")
TAGS = (
    *(
        "<w:p>",
        "</w:p>",
        "<w:tbl>",
        "</w:tc>",
        "<w:tc>",
        "<w:tr/>",
        "<w:t>",
        "</w:r>",
        "<w:del>",
        "<w:pPr>",
        "</w:pPr>",
    ),
    *("<mc:AlternateContent>", "<mc:Fallback>", "<w:txbxContent>", "</w:txbxContent>", '<w:gridSpan w:val="70000"/>'),
    *(
        "<c>",
        "</c>",
        '<c r="ZZZ9999999" t="s">',
        "<v>",
        "</row>",
        "<is>",
        "<rPh>",
        "</rPh>",
        "</si>",
        "<sheet/>",
        "<f>",
    ),
    *("&amp;", "&#0;", "&x;", "<!--", "-->", "<![CDATA[", "]]>", "<?", "\ufffe", "]", '"', "_xD800_", "_x0000_", "９"),
)
OPENING = [tag for tag in TAGS if tag[0] == "<" and tag[1:2].isalpha() and not tag.endswith("/>")]

Damage = Callable[[str, st.DataObject], bytes]


@cache
def parts(kind: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(FILES[kind][1]())) as opened:
        return {
            name: opened.read(name)
            for name in opened.namelist()
            if name.endswith((".xml", ".rels")) and not any(word in name for word in UNREAD)
        }


@cache
def packed(kind: str) -> bytes:
    return archive(parts(kind))


def check(data: bytes, path: str) -> None:
    """Read a file to its end, and look at what comes out."""
    try:
        for each in read_notes(data, path, Columns()):
            if isinstance(each, InputError):
                assert all(problem.path == path and problem.message for problem in each.problems)
                continue
            assert isinstance(each, Draft) and each.text.strip()
            each.text.encode()
            offsets = [start for start, _ in each.places]
            assert offsets == sorted(set(offsets)) and offsets[0] == 0
            for _, place in each.places:
                assert place.paragraph or place.field if path.endswith("docx") else place.sheet and place.cell
    except InputError as error:
        assert all(problem.path == path and problem.message for problem in error.problems)


def with_other_bytes(kind: str, data: st.DataObject) -> bytes:
    """A file in whose archive some bytes are changed."""
    whole = bytearray(packed(kind))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        change = data.draw(st.sampled_from(("set", "cut", "repeat", "end")))
        if change == "set":
            whole[at] = data.draw(st.integers(0, 255))
        elif change == "cut":
            del whole[at : at + data.draw(st.integers(1, 40))]
        elif change == "repeat":
            whole[at:at] = whole[at : at + data.draw(st.integers(1, 200))]
        elif at > 100:
            del whole[at:]
    return bytes(whole)


def with_other_xml(kind: str, data: st.DataObject) -> bytes:
    """Tags and pieces of tags in places where none are expected, and parts that stand for each other."""
    changed = dict(parts(kind))
    names = sorted(changed)
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(names))
        part = changed[name].decode("utf-8", "replace")
        ends = [at for at, character in enumerate(part) if character in "<>"] or [0]
        at = data.draw(st.sampled_from(ends)) + data.draw(st.integers(0, 1))
        other = data.draw(st.sampled_from(ends))
        change = data.draw(st.sampled_from(("insert", "element", "cut", "swap")))
        if change == "insert":
            part = part[:at] + data.draw(st.sampled_from(TAGS)) + part[at:]
        elif change == "element":
            tag = data.draw(st.sampled_from(OPENING))
            closing = f"</{tag[1:-1].split()[0]}>"
            start, end = sorted((at, other))
            part = part[:start] + tag + part[start:end] + closing + part[end:]
        elif change == "cut":
            start, end = sorted((at, other))
            part = part[:start] + part[end:]
        else:
            part = changed[data.draw(st.sampled_from(names))].decode("utf-8", "replace")
        changed[name] = part.encode()
    return archive(changed)


VALUES = (
    "0",
    "-1",
    "99999",
    "A1",
    "",
    "１",
    "XFD1",
    "s",
    "str",
    "9" * 30,
    "w",
    "7",
    "标题",
    "正文：好",
    "_x0041_",
    "1e999",
    "nan",
)


def with_other_elements(kind: str, data: st.DataObject) -> bytes:
    """Elements that are left out, repeated, moved, wrapped and renamed: XML as good as before, with another meaning."""
    changed = dict(parts(kind))
    name = data.draw(st.sampled_from(sorted(name for name in changed if "Content_Types" not in name)))
    root = ElementTree.fromstring(changed[name])

    def drawn() -> ElementTree.Element:
        every = list(root.iter())
        return every[data.draw(st.integers(0, len(every) - 1))]

    for _ in range(data.draw(st.integers(1, 4))):
        parent = drawn()
        if not len(parent):
            parent.text = data.draw(st.sampled_from(VALUES))
            continue
        at = data.draw(st.integers(0, len(parent) - 1))
        child = parent[at]
        change = data.draw(st.sampled_from(("drop", "repeat", "wrap", "move", "rename", "set")))
        if change == "drop":
            del parent[at]
        elif change == "repeat":
            parent.insert(at, copy.deepcopy(child))
        elif change == "wrap":
            other = drawn()
            parent[at] = ElementTree.Element(other.tag, dict(other.attrib))
            parent[at].append(child)
        elif change == "move":
            del parent[at]
            drawn().append(child)
        elif change == "rename":
            child.tag = drawn().tag
        elif child.attrib:
            child.set(data.draw(st.sampled_from(sorted(child.attrib))), data.draw(st.sampled_from(VALUES)))
    changed[name] = ElementTree.tostring(root)
    return archive(changed)


@pytest.mark.parametrize("damaged", [with_other_bytes, with_other_xml, with_other_elements])
@pytest.mark.parametrize("kind", FILES)
@given(st.data())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_files(kind: str, damaged: Damage, data: st.DataObject) -> None:
    check(damaged(kind, data), FILES[kind][0])


CELLS = st.lists(
    st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12), min_size=1, max_size=4),
    min_size=1,
    max_size=6,
)


@given(CELLS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_in_cells_is_read_as_it_stands(rows: list[list[str]]) -> None:
    """Every cell of a body is found again, whatever stands in it."""
    written = [["正文"], *([f"字{cell}".replace("_x", "_y")] for row in rows for cell in row)]
    assert texts(workbook({"表": inline(*written)})) == [cell for (cell,) in written[1:]]
