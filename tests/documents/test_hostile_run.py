"""Files that mean harm, in the command: each has its line, the other files are still checked, and the status is 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.office import archive, document, document_parts, inline, paragraph, workbook, workbook_parts
from tests.documents.test_hostile import OLE
from tests.running import make_home
from tests.samples import main

FILES = {
    "a炸弹.xlsx": workbook({"表": f'<row><c t="str"><v>{"好" * (6 << 20)}</v></c></row>'}),
    "b实体.docx": archive(
        {**document_parts(""), "word/document.xml": "<!DOCTYPE x [<!ENTITY a '好'>]><w:document/>"},
    ),
    "c锁.docx": OLE + "EncryptedPackage".encode("utf-16-le"),
    "d旧.xlsx": OLE,
    "e旧.xls": OLE,
    "f宏.xlsx": archive({**workbook_parts({"表": inline(["好"])}), "xl/vbaProject.bin": b""}),
    "g宏.docm": document(paragraph("好")),
    "h坏.docx": document(paragraph("好"))[:200],
    "i网页.xlsx": b"<html></html>",
    "j好.xlsx": workbook({"表": inline(["正文"], ["想要的姐妹加微信"])}),
}
ERRORS = {
    "zh": """\
a炸弹.xlsx: 压缩得异常地小，可能是恶意文件，没有检查：请打开它，另存为 .xlsx
b实体.docx: 含有 Office 和 WPS 不会写出的内容，没有检查：请打开它，另存为 .docx
c锁.docx: 有密码保护，没有检查：请去掉密码，另存为 .docx
d旧.xlsx: 是旧版 Office 的格式，没有检查：请另存为 .xlsx
e旧.xls: 是表格，但这种格式读不了，没有检查：请另存为 .xlsx
f宏.xlsx: 带有宏，没有检查：请另存为不带宏的 .xlsx
g宏.docm: 是文档，但这种格式读不了，没有检查：请另存为 .docx
h坏.docx: 已损坏，没有检查：请打开它，另存为 .docx
i网页.xlsx: 不是真正的 .xlsx 文件，没有检查：请打开它，另存为 .xlsx
""",
    "en": """\
a炸弹.xlsx: is compressed to an unusually small size, as malicious files are, and not checked: open it and save it as .xlsx
b实体.docx: holds what Office and WPS never write, and is not checked: open it and save it as .docx
c锁.docx: is protected by a password and not checked: save it as .docx without one
d旧.xlsx: is in a format of Office until 2003 and not checked: save it as .xlsx
e旧.xls: is a spreadsheet in a format that cannot be read, and not checked: save it as .xlsx
f宏.xlsx: has macros and is not checked: save it as .xlsx without them
g宏.docm: is a document in a format that cannot be read, and not checked: save it as .docx
h坏.docx: is damaged and not checked: open it and save it as .docx
i网页.xlsx: is no real .xlsx file and not checked: open it and save it as .xlsx
""",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_has_its_line_and_the_good_one_its_finding(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(make_home(tmp_path / "home")))
    for name, data in FILES.items():
        Path(name).write_bytes(data)
    status = main([*FILES, "--format", "concise", "--lang", lang])
    out, err = capsys.readouterr()
    assert status == 2
    assert err == ERRORS[lang]
    *errors, finding = out.splitlines()
    assert [line.partition(":")[0] for line in errors] == list(FILES)[:-1]
    assert finding.startswith("j好.xlsx:表!A2: error contact/wechat-add")
