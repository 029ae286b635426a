"""The draft of a note that stands in a document."""

from xhslint.documents.note import joined, note
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place

PATH = "排期.xlsx"


def cell(name: str, **more: int) -> Place:
    return Place(sheet="12月", cell=name, **more)


def test_each_part_stands_on_lines_of_its_own_and_knows_its_place() -> None:
    draft = note(
        PATH, [("陶碗上新", cell("B2"))], [("釉色很润\n喜欢的看图", cell("C2"))], [("#陶艺 #手作", cell("D2"))]
    )
    assert draft.text == "陶碗上新\n釉色很润\n喜欢的看图\n#陶艺 #手作"
    assert [(region.kind, draft.text[region.start : region.end]) for region in draft.regions] == [
        ("title", "陶碗上新"),
        ("body", "釉色很润\n喜欢的看图\n#陶艺 #手作"),
        ("topic", "#陶艺"),
        ("topic", "#手作"),
    ]
    assert [draft.place_at(draft.text.index(word)) for word in ("上新", "喜欢", "#手作")] == [
        cell("B2"),
        cell("C2"),
        cell("D2"),
    ]


def test_a_cell_that_begins_with_dashes_is_no_front_matter() -> None:
    draft = note(PATH, [], [("---\ntitle: 好物\n---\n正文", cell("C2"))])
    assert draft.fields == {}
    assert draft.title is None or draft.title.start == 0
    assert draft.text.startswith("---\ntitle")


def test_a_place_goes_on_over_lines_and_in_the_line_of_its_beginning() -> None:
    draft = note(
        "表.csv",
        [("好物", Place(line=2, column=1))],
        [('第一行\r\n第二"', Place(line=2, column=5)), ('"行', Place(line=3, column=5))],
    )
    assert draft.place_at(draft.text.index("第一") + 1) == Place(line=2, column=6)
    assert draft.place_at(draft.text.index("第二")) == Place(line=3, column=1)
    assert draft.place_at(draft.text.index('"行') + 1) == Place(line=3, column=6)


def test_several_cells_are_one_part_whose_cells_begin_lines() -> None:
    cells = [[("釉色很润", cell("C2"))], [("看图\n", cell("D2"))], [("下单前看", cell("E2")), ("尺寸", cell("E2"))]]
    draft = note(PATH, [], joined(cells))
    assert draft.text == "釉色很润\n看图\n下单前看尺寸"
    assert [draft.place_at(at) for at in (0, 4, 5, 8)] == [cell("C2"), cell("C2"), cell("D2"), cell("E2")]
    assert joined([]) == []


def test_a_draft_that_is_a_file_has_no_places() -> None:
    assert Draft.parse("好物").place_at(0) is None
