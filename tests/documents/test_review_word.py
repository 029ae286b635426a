"""Reviewed copies of Word files: comments on the words of findings, and all else as it was."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.office import archive, document, document_parts, drafts, paragraph, space, table
from xhslint.cli.main import main
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Checked
from xhslint.linter.linter import Linter
from xhslint.model.findings import Finding
from xhslint.report.reviewed.word_copy import reviewed
from xhslint.report.style import Style

OFFENCE = "想学的姐妹加薇❤：tanbao_3310"
MARKED = "加薇❤：tanbao_3310"
LINTER = Linter(profile="personal")
TIME = "2026-12-01T08:30:00"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{}</Types>'
)
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def examined(data: bytes) -> list[Checked]:
    return [Checked(draft, "personal", tuple(LINTER.examine(draft).findings)) for draft in drafts(data, "a.docx")]


def review(data: bytes, lang: str = "zh") -> bytes:
    """The reviewed copy of a Word file."""
    return reviewed(data, "a.docx", examined(data), Style(lang), TIME)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def body(data: bytes) -> str:
    """What stands in the body of a document, the names of its spaces left out."""
    found = re.search(r"<w:body>(.*)</w:body>", members(data)["word/document.xml"].decode(), re.DOTALL)
    assert found
    return found[1]


def said(data: bytes, part: str = "word/comments.xml") -> dict[str, tuple[str, str]]:
    """The comments of a file by their ids: the author, and the words, a line for each paragraph."""
    found = members(data)
    if part not in found:
        return {}
    root = ElementTree.fromstring(found[part])
    name = root.tag.removesuffix("comments")
    return {
        each.get(f"{name}id", ""): (
            each.get(f"{name}author", ""),
            "\n".join("".join(piece.itertext()) for piece in each.iter(f"{name}p")),
        )
        for each in root
    }


def ranges(data: bytes) -> dict[str, str]:
    """The words in the range of each comment, a / between paragraphs; "" for a comment that hangs on a mere point."""
    root = ElementTree.fromstring(members(data)["word/document.xml"])
    name = root.tag.removesuffix("document")
    open_: set[str] = set()
    words: dict[str, str] = {}
    for element in root.iter():
        id = element.get(f"{name}id", "")
        kind = element.tag.removeprefix(name)
        if kind == "commentRangeStart":
            assert id not in words
            open_.add(id)
            words[id] = ""
        elif kind == "commentRangeEnd":
            open_.remove(id)
        elif kind == "commentReference":
            assert id not in open_
            words.setdefault(id, "")
        elif kind in ("t", "p"):
            for each in open_:
                words[each] += "/" if kind == "p" else element.text or ""
    assert not open_
    return words


def run(words: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def same_notes(before: bytes, after: bytes) -> bool:
    one, other = examined(before), examined(after)
    return [(each.draft.text, each.draft.places, each.findings) for each in one] == [
        (each.draft.text, each.draft.places, each.findings) for each in other
    ]


def test_a_run_is_cut_at_the_words_and_keeps_its_properties() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    data = document(f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run(f"{OFFENCE}。", bold)}</w:p>{paragraph("晴天")}')
    copy = review(data)
    cut = f'<w:r>{bold}<w:t xml:space="preserve">'
    assert body(copy) == (
        f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{cut}想学的姐妹</w:t></w:r><w:commentRangeStart w:id="0"/>{cut}{MARKED}</w:t></w:r>'
        f'<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>{cut}。</w:t></w:r></w:p>{paragraph("晴天")}'
    )
    (author, words), *_ = said(copy).values()
    assert author == "xhslint"
    assert words.startswith(f"错误 「{MARKED}」")
    assert "加微信：tanbao_3310" in words.splitlines()[0]
    assert "规则：站外联系方式 · contact/wechat-id" in words.splitlines()
    assert any(line.startswith("原因：") for line in words.splitlines())
    assert any(line.startswith("依据：") for line in words.splitlines())
    comments = members(copy)["word/comments.xml"].decode()
    assert f'w:author="xhslint" w:initials="xhs" w:date="{TIME}Z"' in comments
    assert same_notes(data, copy)


def test_english() -> None:
    (_, words), *_ = said(review(document(paragraph(OFFENCE)), "en")).values()
    assert words.startswith("error “")
    assert "why: " in words


def test_all_other_parts_keep_their_bytes() -> None:
    data = document(
        paragraph("晴天", "1") + paragraph(OFFENCE),
        styles='<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>',
        settings='<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:writeProtection w:recommended="1"/>',
        comments="",
    )
    before, after = members(data), members(review(data))
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "word/comments.xml"}
    head, tail = before["word/document.xml"].split('<w:r><w:t xml:space="preserve">想学'.encode())
    assert after["word/document.xml"].startswith(head)
    assert after["word/document.xml"].endswith(tail.partition(b"</w:r>")[2])


def test_a_file_without_findings_is_the_same() -> None:
    data = document(paragraph("晴天"))
    assert members(review(data)) == members(data)


def test_the_same_bytes_each_time() -> None:
    data = document(paragraph(OFFENCE))
    assert review(data) == review(data)


@pytest.mark.parametrize("strict", [False, True])
def test_a_part_for_comments_is_declared_and_related(strict: bool) -> None:
    parts = document_parts(paragraph(OFFENCE), strict)
    parts["[Content_Types].xml"] = TYPES.format("")
    after = members(review(archive(parts)))
    assert set(after) - set(parts) == {"word/comments.xml"}
    kind = WORD_TYPE.format("comments")
    assert after["[Content_Types].xml"].decode() == TYPES.format(
        f'<Override PartName="/word/comments.xml" ContentType="{kind}"/>'
    )
    edition = space("officeDocument/2006/relationships", strict)
    relation = f'<Relationship Id="xhslint1" Type="{edition}/comments" Target="comments.xml"/>'
    assert relation in after["word/_rels/document.xml.rels"].decode()
    assert space("wordprocessingml/2006/main", strict) in after["word/comments.xml"].decode()


def commented(id: str, words: str, author: str = "阿禾") -> str:
    return f'<w:comment w:id="{id}" w:author="{author}"><w:p>{run(words)}</w:p></w:comment>'


def test_comments_that_are_there_stay() -> None:
    reference = '<w:r><w:commentReference w:id="{0}"/></w:r>'
    text = f'<w:p><w:commentRangeStart w:id="1"/>{run("开头")}<w:commentRangeEnd w:id="1"/>{reference.format(1)}{run(OFFENCE)}</w:p>'
    old = commented("1", "这句很好") + commented("0", "再看看")
    parts = document_parts(text, comments=old)
    more = {"word/commentsExtended.xml": "<a/>", "word/commentsIds.xml": "<b/>", "word/people.xml": "<c/>"}
    data = archive({**parts, **more})
    copy = review(data)
    assert old in members(copy)["word/comments.xml"].decode()
    assert [(id, author) for id, (author, _) in said(copy).items()] == [("1", "阿禾"), ("0", "阿禾"), ("2", "xhslint")]
    assert ranges(copy) == {"1": "开头", "2": MARKED}
    assert {name: members(copy)[name].decode() for name in more} == more
    assert same_notes(data, copy)


def test_ids_that_only_the_text_names_are_not_taken() -> None:
    text = f'<w:p><w:commentRangeStart w:id="0"/>{run(OFFENCE)}<w:commentRangeEnd w:id="0"/></w:p>'
    assert list(said(review(document(text)))) == ["1"]


def test_a_copy_that_is_reviewed_again_has_no_comment_twice() -> None:
    copy = review(document(paragraph(OFFENCE) + paragraph("晴天") + paragraph(OFFENCE)))
    assert len(said(copy)) == 2
    assert members(review(copy)) == members(copy)


def test_a_new_offence_gets_a_comment_though_a_mended_one_has_the_same() -> None:
    copy = review(document(paragraph(OFFENCE) + paragraph("晴天")))
    assert len(said(copy)) == 1
    parts = members(copy)
    text = parts["word/document.xml"].decode().replace(MARKED, "来上课").replace("晴天", OFFENCE)
    again = review(archive({**parts, "word/document.xml": text.encode()}))
    assert list(ranges(again).values()) == ["来上课", MARKED]


def test_replies_to_a_review_are_read() -> None:
    parts = members(review(document(paragraph(OFFENCE))))
    reply = commented("7", "那就改成互粉互赞", "小满")
    parts["word/comments.xml"] = parts["word/comments.xml"].replace(b"</w:comments>", f"{reply}</w:comments>".encode())
    assert [draft.text for draft in drafts(archive(parts), "a.docx")] == [f"{OFFENCE}\n", "那就改成互粉互赞\n"]


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
INSTRUCTION = '<w:r><w:instrText>HYPERLINK \\l "a"</w:instrText></w:r>'
SDT = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>".format
BOX = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>".format


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (f"<w:p>{''.join(map(run, f'早。{OFFENCE}好'))}</w:p>", MARKED),  # a run for each character
        (f"<w:p>{run('&amp;&lt;&#128512; 想学的姐妹加薇')}<w:proofErr/>{run('❤&#xFF1A;tanbao_3310。')}</w:p>", MARKED),
        (
            "<w:p><w:r><w:t>晴</w:t><w:tab/><w:t>天</w:t><w:br/><w:t>想学的姐妹加薇</w:t><w:t>❤：tanbao_3310</w:t><w:br/></w:r></w:p>",
            MARKED,
        ),
        (f'<w:p><w:ins w:id="9" w:author="b">{run("加进来，" + OFFENCE + "。")}</w:ins></w:p>', MARKED),
        (
            f'<w:p>{run("想学的姐妹加")}<w:ins w:id="9">{run("薇❤：tanbao_3310")}</w:ins><w:del w:id="8"><w:r><w:delText>！</w:delText></w:r></w:del></w:p>',
            MARKED,
        ),
        (f'<w:p><w:hyperlink w:anchor="a">{run("看这里，" + OFFENCE + "。")}</w:hyperlink>{run("好")}</w:p>', MARKED),
        (f"<w:p>{run('早。')}{SDT(run('里面，' + OFFENCE))}{run('。')}</w:p>", f"里面，{OFFENCE}"),
        (
            f"<w:p>{run('早。')}{FIELD('begin')}{INSTRUCTION}{FIELD('separate')}{run('里面，' + OFFENCE)}{FIELD('end')}{run('。')}</w:p>",
            f"里面，{OFFENCE}",
        ),
        (f'<w:p>{run("早。")}<w:fldSimple w:instr="PAGE">{run(OFFENCE)}</w:fldSimple>{run("。")}</w:p>', OFFENCE),
        (f"<w:p>{run('早。')}{BOX(paragraph(OFFENCE))}{run('晚。')}</w:p>", f"/{OFFENCE}"),
        (f"<w:p>{run('早。')}</w:p>{SDT(paragraph(OFFENCE))}{paragraph('晚。')}", ""),
        (f"{SDT(paragraph(OFFENCE))}<w:p/>{paragraph('晚。')}", ""),
        (f"<w:p>{FIELD('begin')}{FIELD('separate')}</w:p>{paragraph(OFFENCE)}<w:p>{FIELD('end')}</w:p>", ""),
        (f"<w:p>{FIELD('begin')}{run(OFFENCE)}</w:p>", ""),
        (table(("正文",), (f"早。{OFFENCE}",)), MARKED),
        (f"<w:tbl><w:tr>{SDT('<w:tc>' + paragraph(OFFENCE) + '</w:tc>')}</w:tr></w:tbl>{paragraph('晚。')}", ""),
        ("<w:p><w:r><w:t><![CDATA[想学的姐妹加薇❤：tanbao_3310。]]></w:t></w:r></w:p>", f"{OFFENCE}。"),
        (f"<w:p><w:r><w:ruby><w:rubyBase>{run(OFFENCE)}</w:rubyBase></w:ruby></w:r></w:p>", OFFENCE),
    ],
)
def test_where_comments_are_anchored(text: str, marked: str) -> None:
    data = document(text)
    copy = review(data)
    assert ranges(copy) == {"0": marked}
    assert len(said(copy)) == 1
    assert same_notes(data, copy)
    assert said(copy)["0"][1].startswith("第" if not marked else "错误")


def test_comments_stand_outside_what_cannot_hold_them() -> None:
    data = document(
        f"<w:p>{run('早。')}{SDT(run(OFFENCE))}</w:p>{SDT(paragraph(OFFENCE))}<w:p>{BOX(paragraph(OFFENCE))}</w:p>"
    )
    root = ElementTree.fromstring(members(review(data))["word/document.xml"])
    held = [each for kind in ("sdt", "txbxContent") for outer in root.iter(f"{W}{kind}") for each in outer.iter()]
    assert held and not any("comment" in each.tag for each in held)


def test_a_document_that_is_all_one_content_control_gets_a_paragraph_for_its_comments() -> None:
    copy = review(document(f"{SDT(paragraph(OFFENCE))}<w:sectPr/>"))
    assert body(copy).endswith('<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p><w:sectPr/>')
    assert said(copy)["0"][1].startswith("第 1 段：\n错误")
    (draft,) = drafts(copy, "a.docx")
    assert draft.text.rstrip() == OFFENCE


def test_footnotes_and_comments_are_told_at_the_paragraph_of_their_mark() -> None:
    mark = '<w:r><w:footnoteReference w:id="3"/></w:r><w:r><w:commentReference w:id="5"/></w:r>'
    data = document(
        f"{paragraph('早。')}<w:p>{run('晴')}{mark}</w:p>{paragraph('晚。')}",
        footnotes=f'<w:footnote w:id="3">{paragraph(OFFENCE)}</w:footnote>',
        comments=commented("5", "互粉互赞"),
    )
    copy = review(data)
    assert [words.split("\n")[0] for _, words in said(copy).values()] == [
        "互粉互赞",
        "第 2 段 › 批注：",
        "第 2 段 › 脚注：",
    ]
    end = f'{mark}<w:r><w:commentReference w:id="0"/></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>{paragraph("晚。")}'
    assert body(copy).endswith(end)
    assert same_notes(data, copy)


def test_a_link_that_no_word_names_is_marked_itself() -> None:
    parts = document_parts(f'<w:p>{run("早，")}<w:hyperlink r:id="rId7">{run("看这里")}</w:hyperlink>{run("。")}</w:p>')
    target = '<Relationship Id="rId7" Type="x/hyperlink" Target="https://u.wechat.com/kQ3zz" TargetMode="External"/>'
    parts["word/_rels/document.xml.rels"] = str(parts["word/_rels/document.xml.rels"]).replace("</R", f"{target}</R")
    data = archive(parts)
    assert set(ranges(review(data)).values()) == {"看这里"}


def test_the_prefix_of_the_document_is_used() -> None:
    parts = document_parts(f"<w:p>{run(f'{OFFENCE}。')}</w:p>")
    text = str(parts["word/document.xml"])
    data = archive({**parts, "word/document.xml": re.sub("(</?| |xmlns:)w(?=[:=])", r"\1ns0", text)})
    assert ranges(review(data)) == {"0": MARKED}
    bare = re.sub(r"(</?)w:", r"\1", text).replace("xmlns:w=", "xmlns=").replace("<w:", "<")
    copy = review(archive({**parts, "word/document.xml": bare}))
    assert ranges(copy) == {"0": MARKED}
    assert same_notes(data, copy)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings(encoding: str) -> None:
    parts = document_parts(paragraph(f"{OFFENCE}。"), comments=commented("0", "好"))
    data = archive({name: str(part).encode(encoding) for name, part in parts.items()})
    copy = review(data)
    assert ranges(copy) == {"1": MARKED}
    assert [author for author, _ in said(copy).values()] == ["阿禾", "xhslint"]
    assert same_notes(data, copy)


TEMPLATE = LINTER.check(OFFENCE)[0]


def finding_on(draft: Draft, start: int, end: int) -> Finding:
    """A finding that is put on other words."""
    return replace(TEMPLATE, start=start, end=end, text=draft.text[start:end])


def test_a_finding_over_two_paragraphs_marks_both() -> None:
    data = document(paragraph("早上好") + paragraph("晚上好"))
    (draft,) = drafts(data, "a.docx")
    events = [Checked(draft, "personal", (finding_on(draft, 1, 6),))]
    assert ranges(reviewed(data, "a.docx", events, Style(), TIME)) == {"0": "上好/晚上"}
    data = document(table(("早上好", "晚上好")))
    (draft,) = drafts(data, "a.docx")
    events = [Checked(draft, "personal", (finding_on(draft, 1, 6),))]
    assert ranges(reviewed(data, "a.docx", events, Style(), TIME)) == {"0": "上好"}


SHORT, MIDST = "早安晚安", "安晚"
WORDS = st.text(st.sampled_from("早晚。 &<\"'\t😀薇❤\u00a0a"), max_size=6)
PIECES = st.lists(
    st.tuples(WORDS, st.sampled_from(("run", "link", "ins", "sdt", "field", "box", "tab", "split"))), max_size=5
)


def made(pieces: Sequence[tuple[str, str]]) -> str:
    """A paragraph of pieces of several kinds."""
    from xml.sax.saxutils import escape

    out = ""
    for words, kind in pieces:
        plain = run(escape(words))
        out += {
            "run": plain,
            "link": f'<w:hyperlink w:anchor="a">{plain}</w:hyperlink>',
            "ins": f'<w:ins w:id="90">{plain}{plain}</w:ins>',
            "sdt": SDT(plain),
            "field": f"{FIELD('begin')}{FIELD('separate')}{plain}{FIELD('end')}",
            "box": BOX(paragraph(words)),
            "tab": f"<w:r><w:rPr><w:i/></w:rPr><w:tab/><w:t>{escape(words)}</w:t><w:br/><w:t>{escape(words)}</w:t></w:r>",
            "split": "".join(run(escape(each)) for each in words),
        }[kind]
    return f"<w:p>{out}</w:p>"


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_range_of_any_text(data: st.DataObject) -> None:
    """Comments hang on the very words, or on more; the notes stay the same; each comment stands once."""
    blocks = data.draw(st.lists(PIECES.map(made), min_size=1, max_size=4))
    text = "".join(
        {"plain": each, "sdt": SDT(each), "cell": f"<w:tbl><w:tr><w:tc>{each}</w:tc></w:tr></w:tbl>"}[kind]
        for each in blocks
        for kind in [data.draw(st.sampled_from(("plain", "plain", "sdt", "cell")))]
    )
    file = document(text + paragraph("完"))
    found = drafts(file, "a.docx")
    events = []
    for draft in found:
        spots = data.draw(st.lists(st.tuples(*[st.integers(0, len(draft.text))] * 2), max_size=5))
        findings = [finding_on(draft, *sorted(each)) for each in spots]
        events.append(Checked(draft, "personal", tuple(findings)))
    copy = reviewed(file, "a.docx", events, Style(), TIME)
    assert [(draft.text, draft.places) for draft in drafts(copy, "a.docx")] == [
        (draft.text, draft.places) for draft in found
    ]
    marked, wanted = ranges(copy), [finding.text for event in events for finding in event.findings]
    assert len(marked) == len(said(copy)) == len(wanted)
    if "<w:tab/>" not in text and "sdt" not in text and "<w:tbl>" not in text and "txbx" not in text:
        for number, words in enumerate(wanted):
            inside = marked[str(number)].replace("/", "\n")
            assert words.strip() in inside


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda number: paragraph(SHORT * number),
        lambda number: f"<w:p>{run(SHORT) * number}</w:p>",
        lambda number: paragraph(SHORT) * number,
        lambda number: f"<w:p><w:r>{f'<w:t>{SHORT}</w:t><w:tab/>' * number}</w:r></w:p>",
        lambda number: paragraph("好") + SDT(paragraph(SHORT)) * number,
    ],
)
def test_a_comment_for_each_of_many_findings(wrapped: Callable[[int], str]) -> None:
    data = document(wrapped(300))
    (draft,) = drafts(data, "a.docx")
    spots = [each.span() for each in re.finditer(MIDST, draft.text)]
    events = [Checked(draft, "personal", tuple(finding_on(draft, *spot) for spot in spots))]
    copy = reviewed(data, "a.docx", events, Style(), TIME)
    assert set(ranges(copy).values()) in ({MIDST}, {""})
    assert len(said(copy)) == 300
    assert [each.text for each in drafts(copy, "a.docx")] == [draft.text]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.docx").write_bytes(document(paragraph(OFFENCE)))
    Path("b.docx").write_bytes(document(paragraph("晴")))
    return tmp_path


def test_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("a.docx").read_bytes()
    assert main(["a.docx", "--review", "copy.docx", "--format", "concise"]) == 1
    assert ranges(Path("copy.docx").read_bytes()) == {"0": MARKED}
    assert "\n改成：" in said(Path("copy.docx").read_bytes())["0"][1]
    assert Path("a.docx").read_bytes() == before
    first = capsys.readouterr().out
    assert "contact/wechat-id" in first
    assert main(["copy.docx", "--format", "concise"]) == 1
    assert capsys.readouterr().out == first.replace("a.docx", "copy.docx")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["a.docx", "b.docx", "--review", "c.docx"], "name that file alone"),
        ([".", "--review", "c.docx"], "name that file alone"),
        (
            ["a.docx", "--review", "c.xlsx"],
            "the reviewed copy c.xlsx needs the suffix of the file that is checked: .docx",
        ),
        (["a.docx", "--review", "a.docx"], "a.docx"),
        (["a.docx", "--review", "./b/../a.docx"], "a.docx"),
        (["a.docx", "--review", "link.docx"], "link.docx"),
        (["a.docx", "--review", "hard.docx"], "hard.docx"),
        (["a.docx", "--review", "c.docx", "--fix"], "does not go with --fix"),
        (["macros.docm", "--review", "c.docx"], "name that file alone"),
        (["macros.docx", "--review", "c.docx"], "macros"),
    ],
)
def test_mistakes(folder: Path, capsys: pytest.CaptureFixture[str], args: list[str], words: str) -> None:
    os.symlink("a.docx", "link.docx")
    os.link("a.docx", "hard.docx")
    os.mkdir("b")
    for name in ("macros.docx", "macros.docm"):
        Path(name).write_bytes(archive({**document_parts(paragraph(OFFENCE)), "word/vbaProject.bin": ""}))
    before = Path("a.docx").read_bytes()
    assert main([*args, "--lang", "en"]) == 2
    assert words in capsys.readouterr().err
    assert not os.path.exists("c.docx") and not os.path.exists("c.xlsx")
    assert Path("a.docx").read_bytes() == before


def by_python_docx() -> bytes:
    docx = pytest.importorskip("docx")
    file = docx.Document()
    file.add_heading("周末陶艺课", 1)
    first = file.add_paragraph("两个小时做一只碗，")
    first.add_run("想学的姐妹加").bold = True
    first.add_run("薇❤：tanbao_3310")
    file.add_comment(first.runs[:1], "这句很好", author="阿禾")
    table = file.add_table(2, 2)
    for row, cells in enumerate((("标题", "正文"), ("开年", "互粉互赞，来一个回一个。"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def test_python_docx_reads_the_comments() -> None:
    docx = pytest.importorskip("docx")
    data = by_python_docx()
    file = docx.Document(io.BytesIO(review(data)))
    assert [(each.author, each.text.split("\n")[0][:6]) for each in file.comments] == [
        ("阿禾", "这句很好"),
        ("xhslint", "错误 「加薇"),
        ("xhslint", "错误 「互粉"),
    ]
    assert [each.text for each in file.paragraphs] == [each.text for each in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_shows_the_comments_and_loses_nothing(tmp_path: Path) -> None:
    text = (
        f"<w:p>{run('早。')}{SDT(run('里面，' + OFFENCE))}{run('。')}</w:p>{SDT(paragraph('整段，' + OFFENCE))}"
        f"<w:p>{run('看')}{BOX(paragraph('框里，' + OFFENCE))}</w:p>{paragraph('最后，' + OFFENCE)}"
    )
    parts = document_parts(text)
    main_type = WORD_TYPE.format("document.main")
    parts["[Content_Types].xml"] = TYPES.format(f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>')
    (tmp_path / "a.docx").write_bytes(review(archive(parts)))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fodt"]
    subprocess.run([*command, "a.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    shown = (tmp_path / "a.fodt").read_text()
    plain = re.sub(r"<office:annotation\s.*?</office:annotation>|<[^>]*>", "", shown, flags=re.DOTALL)
    assert shown.count("<dc:creator>xhslint</dc:creator>") == 4
    for words in ("里面，", "整段，", "框里，", "最后，"):
        assert f"{words}{OFFENCE}" in plain
