"""Files that are dropped on the page, as notes to write on."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from tests.documents.office import inline, workbook
from tests.running import ROOT
from xhslint.page import notes, opening
from xhslint.page.answers import Answers
from xhslint.page.requests import MOST_FILE

DATA = ROOT / "tests" / "data" / "documents"
EXAMPLES = ROOT / "docs" / "examples" / "documents"


def opened(answers: Answers, name: str, data: bytes | str, **more: Any) -> dict[str, Any]:
    data = data if isinstance(data, bytes) else data.encode()
    return answers.answer("document", {"name": name, "base64": b64encode(data).decode(), **more})


def test_the_notes_of_a_table_with_their_places(answers: Answers) -> None:
    answer = opened(answers, "排期.csv", "标题,正文,话题\n烤面包,外脆里软,#烘焙\n学陶艺,加薇❤：taoci_2046,#手作\n")
    assert answer["problems"] == []
    assert [(each["name"], each["place"]["zh"], each["text"]) for each in answer["notes"]] == [
        ("烤面包", "第 2 行", "烤面包\n外脆里软\n#烘焙"),
        ("学陶艺", "第 3 行", "学陶艺\n加薇❤：taoci_2046\n#手作"),
    ]


def test_places_and_problems_are_told_in_every_language(answers: Answers) -> None:
    answer = opened(answers, "a.jsonl", '{"title": "烤面包", "text": "外脆里软"}\n{"title": \n', lang="en")
    assert answer["notes"][0]["place"] == {"zh": "第 1 行", "en": "line 1"}
    (message,) = (each["message"] for each in answer["problems"])
    assert message.keys() == {"zh", "en"} and "没有检查" in message["zh"] and message["en"].isascii()
    empty = opened(answers, "a.csv", "标题,正文\n", lang="en")["problems"]
    assert [each["message"]["zh"].isascii() for each in empty] == [False]


def test_rows_of_an_only_sheet_are_lines(answers: Answers) -> None:
    rows = inline(["标题", "正文"], ["烤面包", "外脆里软"], ["学陶艺", "歪歪扭扭的小碗"])
    one = opened(answers, "排期.xlsx", workbook({"十二月": rows}))
    assert [each["place"]["zh"] for each in one["notes"]] == ["第 2 行", "第 3 行"]
    two = opened(answers, "排期.xlsx", workbook({"十二月": rows, "一月": rows}))
    assert [each["place"]["zh"] for each in two["notes"]] == ["十二月!A2", "十二月!A3", "一月!A2", "一月!A3"]


@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
def test_every_kind_of_document_has_the_findings_of_the_command(answers: Answers, path: Path) -> None:
    from xhslint.documents.columns import Columns
    from xhslint.documents.registry import read_notes
    from xhslint.linter.linter import Linter

    answer = opened(answers, f"C:\\草稿\\{path.name}", path.read_bytes())
    assert answer["name"] == path.name
    drafts = [note for note in read_notes(path.read_bytes(), path.name, Columns()) if not isinstance(note, Exception)]
    assert len(answer["notes"]) == len(drafts) > 0
    linter = Linter()
    for draft, note in zip(drafts, answer["notes"], strict=True):
        assert note["place"]["zh"] and note["name"]
        found = answers.answer("check", {"text": note["text"]})["findings"]
        expected = [(each.rule_id, each.text) for each in linter.examine(draft).findings]
        assert [(each["rule"], each["written"]) for each in found] == expected


def test_a_long_title_stays_the_title(answers: Answers) -> None:
    title = "春天来了去公园散步看花拍照野餐放风筝的一天，" * 2
    (note,) = opened(answers, "a.csv", f"标题,正文\n{title},正文在这里。\n")["notes"]
    assert note["text"] == f"# {title}\n正文在这里。"
    answer = answers.answer("check", {"text": note["text"]})
    assert answer["sizes"]["title"] == 44


def test_a_text_file_is_one_note(answers: Answers) -> None:
    answer = opened(answers, "草稿.txt", "烤面包\r\n\r\n外脆里软\r\n".encode("gb18030"))
    assert answer["notes"] == [{"name": "烤面包", "place": {"zh": "", "en": ""}, "text": "烤面包\n\n外脆里软\n"}]


def test_what_cannot_be_read_is_told_beside_what_can(answers: Answers) -> None:
    answer = opened(answers, "a.jsonl", '{"title": "烤面包", "text": "外脆里软"}\n{"title": \n')
    assert [each["name"] for each in answer["notes"]] == ["烤面包"]
    assert answer["problems"][0]["line"] == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"PK\x03\x04 no zip", ""),
        ("a.docx", b"", ""),
        ("海报.png", b"\x89PNG\r\n\x1a\n", "图片"),
        ("a.txt", b"\xff\xd8\xff\xe0 a picture", "图片"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".docx"),
        ("a.csv", "标题,正文\n", "没有笔记"),
    ],
)
def test_a_file_without_notes_says_why(answers: Answers, name: str, data: bytes | str, said: str) -> None:
    answer = opened(answers, name, data)
    assert answer["notes"] == []
    assert answer["problems"] and said in answer["problems"][0]["message"]["zh"]
    assert "内部错误" not in answer["problems"][0]["message"]["zh"]


def test_only_so_many_notes_are_listed_and_that_is_said(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    table = "标题,正文\n" + "".join(f"烤面包{at},外脆里软\n" for at in range(9))
    for module in (notes, opening):
        monkeypatch.setattr(module, "MOST_NOTES", 8)
    answer = opened(answers, "a.csv", table)
    assert len(answer["notes"]) == 8
    assert len(answer["problems"]) == 1 and "8 篇" in answer["problems"][0]["message"]["zh"]
    assert opened(answers, "a.csv", table[: table.rindex("烤")])["problems"] == []


def test_a_file_that_is_too_large_is_refused(answers: Answers) -> None:
    data = "A" * (MOST_FILE * 4 // 3 + 8)
    assert "16 MB" in answers.answer("document", {"name": "a.txt", "base64": data})["error"]


POSTERS = ROOT / "docs" / "examples" / "images"


def test_a_picture_without_what_reads_it_says_what_to_install(
    answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xhslint.pictures.tools.reads_codes", lambda: False)
    answer = opened(answers, "课程海报.jpg", (POSTERS / "课程海报.jpg").read_bytes())
    assert answer["notes"] == []
    assert "pip install 'xhslint[images]'" in answer["problems"][0]["message"]["zh"]


def test_codes_of_a_picture_are_told_and_that_its_words_were_not_read(
    answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("zxingcpp")
    monkeypatch.setattr("xhslint.pictures.tools.reads_words", lambda: False)
    answer = opened(answers, "课程海报.jpg", (POSTERS / "课程海报.jpg").read_bytes())
    assert answer["notes"] == []
    code, wordless = answer["problems"]
    assert code["severity"] == "error" and code["message"]["zh"].startswith("二维码：「https://u.wechat.com/")
    assert wordless["severity"] == "warning" and "xhslint[images]" in wordless["message"]["zh"]


@pytest.mark.slow
def test_words_of_a_picture_are_a_note(answers: Answers) -> None:
    pytest.importorskip("rapidocr")
    pytest.importorskip("zxingcpp")
    answer = opened(answers, "课程海报.jpg", (POSTERS / "课程海报.jpg").read_bytes())
    (note,) = answer["notes"]
    assert note["place"]["zh"] == "图里的字"
    found = answers.answer("check", {"text": note["text"]})["findings"]
    assert "contact/wechat-id" in [each["rule"] for each in found]
    assert [each["severity"] for each in answer["problems"]] == ["error"]
