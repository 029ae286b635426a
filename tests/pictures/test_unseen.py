"""Pictures inside documents, and what the summary says of pictures that nobody looked at."""

from __future__ import annotations

import json
import zipfile
from html import unescape
from pathlib import Path

import pytest

from tests.documents.office import archive, document_parts, inline, paragraph, related, workbook_parts
from tests.documents.test_picture_places import anchored, drawing, drawn
from tests.pictures.conftest import FakeReader, poster
from tests.pictures.test_command import FOUND, OFFENCE, concise, draft, unwrapped
from xhslint.cli.main import main

Capture = pytest.CaptureFixture[str]


def picture(*lines: str, **more: object) -> str:
    return json.dumps({"lines": lines, **more})


def word(path: str, **pictures: str) -> None:
    """Write a Word file with one note and pictures, whose names have `_` for the dot."""
    media = {f"word/media/{name.replace('_', '.')}": text for name, text in pictures.items()}
    Path(path).write_bytes(archive({**document_parts(paragraph("一篇很短的笔记，没有别的。")), **media}))


def workbook(path: str, **pictures: str) -> None:
    media = {f"xl/media/{name.replace('_', '.')}": text for name, text in pictures.items()}
    parts = workbook_parts({"排期": inline(["标题", "正文"], ["冬天", "一篇很短的笔记，没有别的。"])})
    Path(path).write_bytes(archive({**parts, **media}))


def test_pictures_in_documents_are_read_if_somebody_asks(reader: FakeReader, capsys: Capture) -> None:
    word("a.docx", image1_jpg=picture(OFFENCE), image2_png=picture("好", codes=["weixin://dl"]))
    workbook("b.xlsx", image1_jpeg=picture(OFFENCE))
    status, out, err = concise(capsys, "a.docx", "b.xlsx", "--images")
    assert (status, err) == (1, [])
    assert out[0] == f"a.docx:image1.jpg › {FOUND}" and out[2] == f"b.xlsx:image1.jpeg › {FOUND}"
    assert out[1].startswith("a.docx:image2.png › QR code › x=10 y=20 30×40: error image/qr")


def test_pictures_in_documents_are_counted_if_nobody_asks(reader: FakeReader, capsys: Capture) -> None:
    word("a.docx", image1_jpg=picture(OFFENCE), image2_emf="-")
    workbook("b.xlsx", image1_jpeg=picture(OFFENCE))
    assert main(["a.docx", "b.xlsx", "--lang", "en"]) == 0
    assert "3 pictures inside documents not checked (add --images)." in unwrapped(capsys)
    assert main(["a.docx", "b.xlsx", "--format", "html", "--lang", "zh"]) == 0
    assert "文档里有 3 张图片没有检查（加 --images）。" in capsys.readouterr().out
    assert main(["a.docx", "b.xlsx", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["embeddedPictures"] == 3
    assert reader.read == []


def test_a_document_that_has_only_pictures_says_so(reader: FakeReader, capsys: Capture) -> None:
    Path("a.docx").write_bytes(archive({**document_parts("<w:p/>"), "word/media/a.jpg": picture(OFFENCE)}))
    assert main(["a.docx", "--lang", "zh"]) == 0
    out, err = capsys.readouterr()
    assert err == "a.docx: 里面没有笔记的文字，只有图片\n"
    said = "没有检查任何笔记。1 个文档里没有笔记的文字。文档里有 1 张图片没有检查（加--images）。"
    assert out.replace("\n", "").startswith(said)
    assert main(["a.docx", "--images", "--lang", "zh"]) == 1
    assert "检查了 1 张图片：1 处错误。" in capsys.readouterr().out


def test_several_processes_count_them_too(folder: Path, capsys: Capture) -> None:
    for number in range(4):
        word(f"{number}.docx", image1_jpg="-")
    assert main([*(f"{number}.docx" for number in range(4)), "--jobs", "2", "--lang", "en"]) == 0
    assert "4 pictures inside documents not checked" in unwrapped(capsys)


def test_what_cannot_be_read_of_a_document_has_its_name(reader: FakeReader, capsys: Capture) -> None:
    word("a.docx", image1_emf="-", image2_gif=picture(OFFENCE, moves=True))
    status, out, err = concise(capsys, "a.docx", "--images")
    assert status == 2 and len(out) == 3
    assert err[0].startswith("a.docx: image1.emf: is EMF, a format that cannot be read")
    assert err[1].startswith("a.docx: image2.gif: ")


def test_the_place_in_a_report_for_programs_has_the_picture(reader: FakeReader, capsys: Capture) -> None:
    word("a.docx", image1_jpg=picture(OFFENCE))
    main(["a.docx", "--images", "--format", "json"])
    _, found = json.loads(capsys.readouterr().out)["drafts"]
    assert found["path"] == "a.docx" and found["place"]["picture"] == "image1.jpg"
    assert found["findings"][0]["place"]["box"] == {"x": 100, "y": 100, "width": 650, "height": 60}


def test_a_person_sees_which_picture_it_is(reader: FakeReader, capsys: Capture) -> None:
    word("a.docx", image1_jpg=picture(OFFENCE))
    main(["a.docx", "--images"])
    assert capsys.readouterr().out.startswith("a.docx › image1.jpg\n\n  x=100 y=100 650×60 错误")


def placed(path: str, text: str) -> None:
    """Write a document that says where its picture stands: in the third paragraph, or at B2 of its only sheet."""
    if path.endswith(".docx"):
        parts = document_parts(paragraph("一篇很短的笔记，没有别的。") + paragraph("") + drawn("r1"))
        parts["word/_rels/document.xml.rels"] = related([("r1", "image", "media/image1.jpg")])
        media = "word/media/image1.jpg"
    else:
        parts = workbook_parts({"排期": inline(["标题", "正文"], ["冬天", "一篇很短的笔记，没有别的。"])})
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = related([("r9", "drawing", "../drawings/d.xml")])
        parts["xl/drawings/d.xml"] = drawing(anchored("r1", "1", "1"))
        parts["xl/drawings/_rels/d.xml.rels"] = related([("r1", "image", "../media/image1.jpg")])
        media = "xl/media/image1.jpg"
    Path(path).write_bytes(archive({**parts, media: text}))


NEAR = {"zh": "第 3 段附近 › image1.jpg", "en": "near paragraph 3 › image1.jpg"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "form", ["text", "github", "html", "concise", "junit", "gitlab", "sarif", "checkstyle", "rdjsonl", "csv"]
)
def test_the_place_of_a_picture_in_its_document_is_told_in_every_report(
    form: str, lang: str, reader: FakeReader, capsys: Capture
) -> None:
    if form == "html":  # which shows the picture
        pytest.importorskip("PIL")
    for path in ("a.docx", "b.xlsx"):
        placed(path, picture(OFFENCE))
    assert main(["a.docx", "b.xlsx", "--images", "--lang", lang, "--format", form]) == 1
    out = unescape(capsys.readouterr().out).replace("\\u203a", "›")
    assert "排期!B2 › image1.jpg" in out
    assert NEAR[lang] in out or (NEAR["en"] in out and form not in ("text", "github", "html"))  # programs read English


def test_the_place_of_a_picture_for_programs(reader: FakeReader, capsys: Capture) -> None:
    for path in ("a.docx", "b.xlsx"):
        placed(path, picture(OFFENCE))
    main(["a.docx", "b.xlsx", "--images", "--format", "json"])
    places = [each["place"] for each in json.loads(capsys.readouterr().out)["drafts"] if "picture" in each["place"]]
    assert [(each.get("paragraph"), each.get("sheet"), each.get("cell")) for each in places] == [
        (3, None, None),
        (None, "排期", "B2"),
    ]


def test_what_cannot_be_read_says_where_the_picture_stands(reader: FakeReader, capsys: Capture) -> None:
    placed("a.docx", picture(OFFENCE, moves=True))
    _, _, err = concise(capsys, "a.docx", "--images")
    assert err[0].startswith("a.docx: near paragraph 3 › image1.jpg: ")


def test_a_reviewed_copy_tells_of_the_picture_beside_its_row_and_paragraph(reader: FakeReader, capsys: Capture) -> None:
    for path in ("a.docx", "b.xlsx"):
        placed(path, picture(OFFENCE))
        assert main([path, "--images", "--lang", "zh", "--review", f"checked.{path[2:]}"]) == 1
    with zipfile.ZipFile("checked.docx") as made:
        text, comments = (made.read(f"word/{each}.xml").decode() for each in ("document", "comments"))
    third = text.split("<w:p>")[3]
    assert "commentReference" in third and "image1.jpg › x=100" in comments
    with zipfile.ZipFile("checked.xlsx") as made:
        sheet = made.read("xl/worksheets/sheet1.xml").decode()
    row = sheet[sheet.index('<row r="2"') :]
    assert "image1.jpg › x=100" in row
    assert not any("comments" in name for name in zipfile.ZipFile("checked.xlsx").namelist())


def test_pictures_that_drafts_name_are_counted_if_nobody_asks(folder: Path, capsys: Capture) -> None:
    draft("a.md", "---\ncover: c.jpg\n---\n![](a.jpg) 好\n\n![](b.png)\n<!-- ![](d.jpg) -->")
    draft("b.md", '好 <img src="b.jpg">')
    assert main(["a.md", "b.md", "--lang", "en"]) == 0
    assert "Drafts name 4 pictures, which were not checked (add --images)." in unwrapped(capsys)
    assert main(["a.md", "b.md", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["unseenPictures"] == 4


@pytest.mark.parametrize("setting", ["images: false\n", "overrides:\n  - {paths: [a.md], images: false}\n"])
def test_who_decided_against_pictures_is_not_told_of_them(setting: str, folder: Path, capsys: Capture) -> None:
    draft(".xhslint.yaml", setting)
    draft("a.md", "![](a.jpg) 好")
    assert main(["a.md", "--lang", "en"]) == 0
    assert "picture" not in capsys.readouterr().out


def test_pictures_that_were_read_are_not_told(reader: FakeReader, capsys: Capture) -> None:
    draft("a.md", "![](a.jpg) 好")
    poster("a.jpg", "好")
    assert main(["a.md", "--images", "--lang", "en"]) == 0
    assert "not checked" not in unwrapped(capsys)


def test_a_punished_document_says_what_pictures_nobody_looked_at(reader: FakeReader, capsys: Capture) -> None:
    word("a.docx", image1_jpg=picture("好", codes=["weixin://dl"]), image2_emf="-")
    notice = "--notice", "因图片含二维码被限制", "--lang", "en", "--no-config"
    assert main(["why", "a.docx", *notice]) == 1
    assert "the pictures of the note or document (2): they were not read" in unwrapped(capsys)
    word("b.docx", image1_jpg=picture("好", codes=["weixin://dl"]))
    assert main(["why", "b.docx", "--images", *notice]) == 0
    assert "1. fits image1.jpg › QR code" in unwrapped(capsys)
