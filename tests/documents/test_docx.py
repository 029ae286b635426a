"""Notes in Word files: which text is read, how it is parted into notes, and in which paragraph it stands."""

from __future__ import annotations

import pytest

from tests.documents.office import archive, document, document_parts, drafts, paragraph, problem, related, table
from xhslint.documents.columns import Columns
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place

PATH = "文案.docx"
RUN = "<w:r><w:t>{}</w:t></w:r>".format


def texts(body: str, **parts: str) -> list[str]:
    return [draft.text for draft in drafts(document(body, **parts), PATH)]


def titles(body: str, **parts: str) -> list[tuple[str, str]]:
    """Titles that were found as such, and the rest."""
    return [
        (draft.text[: draft.front_title.end if draft.front_title else 0], draft.text[draft.front_end :].strip())
        for draft in drafts(document(body, **parts), PATH)
    ]


def number(draft: Draft, words: str) -> int:
    place = draft.place_at(draft.text.index(words))
    assert place and place == Place(paragraph=place.paragraph)
    return place.paragraph


@pytest.mark.parametrize("strict", [False, True])
def test_a_file_without_headings_is_one_note_and_paragraphs_are_counted(strict: bool) -> None:
    body = (
        paragraph("第一次露营") + paragraph("") + paragraph("风很大\n") + table(["帐篷", "睡袋"]) + paragraph("回家了")
    )
    (draft,) = drafts(document(body, strict=strict), PATH)
    assert draft.text == "第一次露营\n\n风很大\n\n帐篷\n睡袋\n回家了\n"
    assert [number(draft, words) for words in ("露营", "风", "睡袋", "回家")] == [1, 3, 5, 6]


def test_what_a_reader_sees_of_a_paragraph() -> None:
    body = (
        f"<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='10'/></w:tabs><w:rPr><w:vanish/></w:rPr></w:pPr>{RUN('一')}"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:tab/><w:t>藏</w:t><w:br/><w:t>二</w:t><w:cr/><w:noBreakHyphen/><w:softHyphen/></w:r>"
        f"<w:smartTag><w:sdt><w:sdtPr><w:alias w:val='甲'/></w:sdtPr><w:sdtContent>{RUN('控件')}</w:sdtContent></w:sdt></w:smartTag>"
        "<w:r><w:ruby><w:rt><w:r><w:t>yǐn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>隐</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
        "<w:r><w:sym w:font='Symbol' w:char='2764'/><w:sym w:char='D800'/><w:sym w:char='zz'/></w:r></w:p>"
    )
    assert texts(body) == ["一\t藏\n二\n-控件隐x❤\n"]


def test_inserted_text_is_read_and_deleted_and_moved_text_is_not() -> None:
    body = (
        f"<w:p>{RUN('留')}<w:ins w:id='1'>{RUN('加')}<w:del w:id='2'><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del></w:ins>"
        f"<w:moveFrom w:id='3'>{RUN('搬走')}</w:moveFrom><w:moveTo w:id='4'>{RUN('搬来')}</w:moveTo></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del w:id='5'/></w:rPr></w:pPr>{RUN('并成')}</w:p>{paragraph('一段')}"
        "<w:p><w:pPr><w:pPrChange w:id='6'><w:pPr><w:pStyle w:val='Heading1'/></w:pPr></w:pPrChange></w:pPr>"
        f"{RUN('不是标题')}</w:p>"
    )
    (draft,) = drafts(document(body), PATH)
    assert draft.text == "留加搬来\n并成一段\n不是标题\n"
    assert (number(draft, "并成"), number(draft, "一段"), draft.front_title) == (2, 3, None)


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = "<w:txbxContent>{}</w:txbxContent>".format(paragraph("框里的话") + table(["格子"]))
    drawn = (
        f"<mc:AlternateContent><mc:Choice Requires='{{}}'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p>{RUN('框前')}<w:r>{drawn.format('wps')}</w:r>{RUN('框后')}</w:p>{paragraph('下一段')}"
    (draft,) = drafts(document(body), PATH)
    assert draft.text == "框前框后\n框里的话\n格子\n下一段\n"
    assert [number(draft, words) for words in ("框后", "框里", "格子", "下一")] == [1, 2, 3, 4]
    unknown = f"<w:p><w:r>{drawn.format('future')}</w:r></w:p>"  # what Word does not know it does not show
    assert texts(unknown) == ["\n框里的话\n格子\n框里的话\n格子\n"]


def test_where_links_and_fields_lead_is_read_behind_the_body() -> None:
    body = (
        f"<w:p><w:hyperlink r:id='a'>{RUN('点这里')}</w:hyperlink>{RUN('就好')}</w:p>"
        f"<w:p><w:hyperlink r:id='a'>{RUN('Example.com/a')}</w:hyperlink><w:hyperlink w:anchor='x'>{RUN('上文')}</w:hyperlink></w:p>"
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK </w:instrText></w:r>"
        '<w:r><w:instrText>"https://example.com/b" \\o "说明" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{RUN('域')}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        f"<w:p><w:fldSimple w:instr='HYPERLINK https://example.com/c'>{RUN('简单域')}</w:fldSimple></w:p>"
        f"{paragraph('完')}"
    )
    parts = document_parts(body)
    parts["word/_rels/document.xml.rels"] = related([("a", "hyperlink", "https://example.com/a")], outside=True)
    (draft,) = drafts(archive(parts), PATH)
    assert draft.text == (
        "点这里就好\nExample.com/a上文\n域\n简单域\n完\n"
        "https://example.com/a\nhttps://example.com/b\nhttps://example.com/c\n"
    )
    assert [number(draft, f"https://example.com/{id}") for id in "abc"] == [1, 3, 4]


STYLES = (
    "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='a3'><w:name w:val='我的小标'/><w:basedOn w:val='b'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='b'><w:name w:val='套用'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='4'><w:name w:val='heading 4'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='c'><w:name w:val='绕'/><w:basedOn w:val='d'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='d'><w:name w:val='绕'/><w:basedOn w:val='c'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='T'><w:name w:val='Title'/></w:style>"
)


def test_headings_begin_notes_by_their_styles_or_outline_levels() -> None:
    outline = f"<w:p><w:pPr><w:pStyle w:val='c'/><w:outlineLvl w:val='2'/></w:pPr>{RUN('按大纲')}</w:p>"
    body = (
        paragraph("写在前面")
        + paragraph("十二月", "T")
        + paragraph("早餐", "1")
        + paragraph("豆浆")
        + paragraph("小节", "4")
        + paragraph("油条")
        + paragraph("", "1")
        + paragraph("午餐", "a3")
        + paragraph("面", "c")
        + outline
        + paragraph("汤", "没有的样式")
    )
    assert titles(body, styles=STYLES) == [
        ("", "写在前面"),
        ("早餐", "十二月\n豆浆\n小节\n油条"),
        ("午餐", "面"),
        ("按大纲", "汤"),
    ]


@pytest.mark.parametrize(
    ("paragraphs", "notes"),
    [
        ([("十二月选题", "T"), ("早餐", "1"), ("豆浆", "")], [("早餐", "十二月选题\n豆浆")]),
        ([("选题", "T"), ("第一周", "1"), ("早餐", "a3"), ("面", "")], [("早餐", "选题\n第一周\n面")]),
        (
            [("第一周", "1"), ("早餐", "a3"), ("面", ""), ("第二周", "1"), ("午餐", "a3"), ("饭", "")],
            [("早餐", "第一周\n面"), ("午餐", "第二周\n饭")],
        ),
        ([("早餐", "T"), ("豆浆", ""), ("午餐", "1"), ("面", "")], [("早餐", "豆浆"), ("午餐", "面")]),
        ([("早餐", "1"), ("午餐", "1"), ("面", "")], [("早餐", ""), ("午餐", "面")]),
        ([("早餐", "a3"), ("午餐", "1"), ("面", "")], [("早餐", ""), ("午餐", "面")]),
        ([("早餐", "T")], [("早餐", "")]),
        ([("选题", "T"), ("早餐", "1")], [("早餐", "选题")]),
    ],
)
def test_the_title_of_a_document_or_section_is_no_note_and_is_read(
    paragraphs: list[tuple[str, str]], notes: list[tuple[str, str]]
) -> None:
    assert titles("".join(paragraph(*each) for each in paragraphs), styles=STYLES) == notes


def test_without_styles_the_ids_say_what_is_a_heading() -> None:
    body = paragraph("早餐", "Heading1") + paragraph("豆浆") + paragraph("午餐", "标题 2") + paragraph("面", "Normal")
    assert titles(body) == [("早餐", "豆浆"), ("午餐", "面")]


def test_headings_that_name_the_parts_of_a_note() -> None:
    body = "".join(
        paragraph(name, "Heading2") + paragraph(text)
        for name, text in [
            ("标题", "看海"),
            ("正文：", "浪很大"),
            ("话题", "海边 日落"),
            ("标题", "看山"),
            ("正文", "雾很大"),
        ]
    )
    assert titles(body) == [("看海", "浪很大\n\n#海边 #日落"), ("看山", "雾很大")]
    numbered = paragraph("笔记一", "Heading1") + paragraph("浪") + paragraph("笔记2", "Heading1") + paragraph("雾")
    assert titles(numbered) == [("笔记一", "浪"), ("笔记2", "雾")]


def test_lines_that_begin_with_the_name_of_a_part() -> None:
    lines = [
        "标题：看海",
        "标题2：听海",
        "正文：",
        "浪很大",
        "标签：海边",
        "【标题】看山",
        "内容: 雾很大",
        "描述一下：很冷",
    ]
    assert titles("".join(map(paragraph, lines))) == [
        ("看海", "听海\n\n浪很大\n#海边"),
        ("看山", "雾很大\n描述一下：很冷"),
    ]
    named = paragraph("第一篇", "Heading1") + paragraph("标题：看海") + paragraph("正文：浪很大")
    assert titles(named) == [("看海", "第一篇\n浪很大")]


def test_lines_of_a_caption_that_only_look_like_names_of_parts() -> None:
    lines = ["内容：写给新手", "小标题：先买什么", "文案：自己写的", "话题：求推荐"]
    assert texts("".join(map(paragraph, lines))) == ["".join(f"{line}\n" for line in lines)]


def test_a_table_with_a_header_has_a_note_a_row() -> None:
    rows = table(
        ["序号", "标题", "正文", "话题"],
        ["1", "看海", "浪很大\n风也大", "海边"],
        ["2", "", "", ""],
        ["3", "看山", "雾", ""],
    )
    found = drafts(document(paragraph("计划", "Heading1") + rows + paragraph("完")), PATH)
    assert [draft.text.strip() for draft in found] == ["计划", "看海\n浪很大\n风也大\n#海边", "看山\n雾", "完"]
    assert [number(found[1], words) for words in ("看海", "风也大", "#海边")] == [7, 9, 10]


def test_a_table_that_is_a_form_and_cells_over_several_columns() -> None:
    form = table(["标题", "看海"], ["正文", "浪很大"], ["话题", "海边"])
    assert texts(form + form) == ["看海\n浪很大\n#海边"] * 2
    wide = "<w:tc><w:tcPr><w:gridSpan w:val='{}'/></w:tcPr>{}</w:tc>".format
    cell = "<w:tc>{}</w:tc>".format
    rows = (
        f"<w:tr>{cell(paragraph('标题'))}{wide(2, paragraph('备注'))}{cell(paragraph('正文'))}</w:tr>"
        f"<w:tr>{cell(paragraph('看海'))}{cell(paragraph('甲'))}{cell(paragraph('乙'))}{cell(paragraph('浪'))}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='3'/></w:trPr>{cell(paragraph('雾'))}</w:tr>"
    )
    assert texts(f"<w:tbl>{rows}</w:tbl>") == ["看海\n浪", "雾"]
    rows = (
        f"<w:tr>{cell(paragraph('日期'))}{cell(paragraph('标题'))}{wide(2, paragraph('正文'))}</w:tr>"
        f"<w:tr>{cell(paragraph('周一'))}{cell(paragraph('看海'))}{cell(paragraph('浪'))}{cell(paragraph('风'))}</w:tr>"
        f"<w:tr>{wide(4, paragraph('四列合成一格'))}</w:tr>"
    )
    assert texts(f"<w:tbl>{rows}</w:tbl>") == ["看海\n浪\n风", "四列合成一格\n"]


def test_cells_outside_rows_and_spans_of_no_columns_hide_nothing() -> None:
    loose = "<w:tc>{}</w:tc>".format
    nowhere = "<w:tc><w:tcPr><w:gridSpan w:val='0'/></w:tcPr>{}</w:tc>".format
    body = f"{loose(paragraph('甲'))}<w:tbl>{loose(paragraph('乙'))}</w:tbl>"
    body += f"<w:tbl><w:tr>{nowhere(paragraph('丙'))}{nowhere(paragraph('丁'))}</w:tr></w:tbl>"
    assert texts(body) == ["甲\n乙\n丙\n丁\n"]


def test_a_table_in_a_table_and_a_table_without_a_header() -> None:
    inner = table(["标题", "正文"], ["看海", "浪"])
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('左')}</w:tc><w:tc>{inner}{paragraph('右')}</w:tc></w:tr></w:tbl>"
    assert [text.strip() for text in texts(outer)] == ["左", "看海\n浪", "右"]


def test_columns_that_the_user_names() -> None:
    data = document(table(["口播", "标题"], ["念的话", "看海"]))
    assert [draft.text for draft in drafts(data, PATH, Columns(body=("口播",)))] == ["看海\n念的话"]
    assert [draft.text for draft in drafts(data, PATH, Columns(body=("A",)))] == ["看海\n念的话"]


def test_comments_and_notes_are_notes_of_their_own_at_the_paragraph_with_their_mark() -> None:
    body = (
        paragraph("第一段")
        + "<w:p><w:commentRangeStart w:id='7'/><w:r><w:t>第二段</w:t><w:footnoteReference w:id='2'/></w:r>"
        "<w:del w:id='9'><w:r><w:commentReference w:id='8'/></w:r></w:del><w:r><w:commentReference w:id='7'/></w:r></w:p>"
    )
    found = drafts(
        document(
            body,
            comments=f"<w:comment w:id='7'>{paragraph('换个')}{paragraph('词')}</w:comment><w:comment w:id='8'>{paragraph('删')}</w:comment>"
            f"<w:comment w:id='6'>{paragraph('没有标记')}</w:comment>",
            footnotes=f"<w:footnote w:id='0'>{paragraph('')}</w:footnote><w:footnote w:id='2'>{table(['出处'])}</w:footnote>",
            endnotes=f"<w:endnote w:id='1'>{paragraph('尾注')}</w:endnote>",
        ),
        PATH,
    )
    assert [(draft.text, draft.place_at(len(draft.text) - 1)) for draft in found[1:]] == [
        ("换个\n词\n", Place(paragraph=2, field="comment")),
        ("删\n", Place(paragraph=2, field="comment")),
        ("没有标记\n", Place(field="comment")),
        ("出处\n", Place(paragraph=2, field="footnote")),
        ("尾注\n", Place(field="endnote")),
    ]


def test_headers_and_footers_are_not_read_and_embedded_files_are_told() -> None:
    parts = document_parts(paragraph("一") + "<w:altChunk r:id='x'/>" + paragraph("二"))
    parts["word/header1.xml"] = "<"
    notes, error = problem(archive(parts), PATH)
    assert notes == 1
    assert (
        error.problems[0].in_language("zh").message == "第 1 段后面嵌入了另一个文件，它没有检查：请把它的文字粘贴进来"
    )
    assert error.problems[0].in_language("en").message == (
        "another file is embedded behind paragraph 1 and not checked: paste its text"
    )
