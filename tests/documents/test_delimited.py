"""Notes in CSV and TSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.source import written
from tests.growth import assert_linear
from xhslint.base.errors import Bilingual, InputError
from xhslint.documents.columns import Columns
from xhslint.documents.delimited import MOST_CELLS, find_delimiter, read, read_rows
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place

PATH = "排期.csv"


def notes(text: str, path: str = PATH, columns: Columns | None = None, encoding: str = "utf-8") -> list[Draft]:
    found = list(read(text.encode(encoding), path, columns or Columns()))
    assert all(isinstance(each, Draft) for each in found)
    return [each for each in found if isinstance(each, Draft)]


def texts(text: str, path: str = PATH) -> list[str]:
    return [draft.text for draft in notes(text, path)]


def test_each_row_is_a_note_and_each_character_has_its_line_and_column() -> None:
    source = (
        '日期,标题,正文,话题\r\n12/1,陶碗上新,"釉色""很润""\r\n看图",陶艺 手作\r\n,,,\r\n12/2,杯子,手捏的,#窑变\r\n'
    )
    first, second = notes(source)
    assert first.text == '陶碗上新\n釉色"很润"\r\n看图\n#陶艺 #手作'
    assert first.path == PATH and first.title and first.text[first.title.start : first.title.end] == "陶碗上新"
    places = {
        word: first.place_at(first.text.index(word)) for word in ("陶碗", "釉色", "很润", "看图", "#陶艺", "#手作")
    }
    assert places == {
        "陶碗": Place(line=2, column=6),
        "釉色": Place(line=2, column=12),
        "很润": Place(line=2, column=16),
        "看图": Place(line=3, column=1),
        "#陶艺": Place(line=3, column=5),
        "#手作": Place(line=3, column=8),
    }
    assert first.place_at(first.text.index('"')) == Place(line=2, column=14, step=2)
    assert second.text == "杯子\n手捏的\n#窑变"
    assert second.place_at(0) == Place(line=5, column=6)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_an_encoding_of_excel_or_wps_is_recognised(encoding: str) -> None:
    (draft,) = notes("标题,正文\n陶碗上新,釉色很润，喜欢的朋友看图\n", encoding=encoding)
    assert draft.text == "陶碗上新\n釉色很润，喜欢的朋友看图"
    assert draft.place_at(5) == Place(line=2, column=6)


@pytest.mark.parametrize(
    ("path", "delimiter"),
    [(PATH, ","), (PATH, "\t"), (PATH, ";"), (PATH, "；"), (PATH, "，"), ("排期.TSV", "\t"), ("a.tsv", ",")],
)
def test_what_parts_the_cells_is_recognised(path: str, delimiter: str) -> None:
    rows = [["序号", "标题", "正文"], ["1", "陶碗上新", "釉色很润"], ["2", "杯子", "手捏的"]]
    source = "\n".join(delimiter.join(row) for row in rows)
    assert texts(source, path) == ["陶碗上新\n釉色很润", "杯子\n手捏的"]


def test_what_parts_the_cells_may_be_declared() -> None:
    (draft,) = notes("sep=|\r\n标题|正文\r\n杯子|手捏的,很轻\r\n")
    assert draft.text == "杯子\n手捏的,很轻"
    assert draft.place_at(3) == Place(line=3, column=4)


def test_commas_of_prose_part_no_cells() -> None:
    assert texts("文案\n手捏的杯子，很轻，别用力\n釉色；很润") == ["手捏的杯子，很轻，别用力", "釉色；很润"]
    assert find_delimiter("手捏的，很轻\n釉色，很润", PATH, Columns()) == (",", 0)


def test_the_semicolons_of_a_table_are_found_by_the_names_of_the_user() -> None:
    (draft,) = notes("主题;初稿\n杯子,碗;手捏的", columns=Columns.parse("title=主题,body=初稿"))
    assert draft.text == "杯子,碗\n手捏的"


def test_without_a_header_all_cells_with_words_are_read() -> None:
    assert texts("1,2026-12-01,陶碗上新,釉色很润\n2,2026-12-02,杯子,13800001234") == [
        "陶碗上新\n釉色很润",
        "杯子\n13800001234",
    ]


def test_blanks_around_a_title_are_left_out_and_its_place_moves() -> None:
    (draft,) = notes('标题,正文\n"\n 杯子 \n",手捏的')
    assert draft.text == "杯子\n手捏的"
    assert draft.place_at(0) == Place(line=3, column=2)


def test_a_row_that_is_longer_than_the_header_is_read_as_a_whole() -> None:
    source = "标题,正文,日期,话题\n杯子,手捏的, 很轻,别用力,12/1,陶艺\n碗,釉色,12/2,陶艺,,"
    assert texts(source) == ["杯子\n手捏的\n 很轻\n别用力\n陶艺", "碗\n釉色\n#陶艺"]
    assert texts("文案\n手捏的, 很轻\n釉色") == ["手捏的\n 很轻", "釉色"]


def test_a_table_is_read_as_in_a_workbook() -> None:
    assert texts("标题,杯子,碗\n正文,手捏的,釉色\n话题,陶艺,") == ["杯子\n手捏的\n#陶艺", "碗\n釉色"]
    assert texts("日期,标题,正文\n12/1,杯子,手捏的\n标题,正文,话题\n碗,釉色,陶艺") == [
        "杯子\n手捏的",
        "碗\n釉色\n#陶艺",
    ]


def test_columns_that_are_not_there_are_told() -> None:
    with pytest.raises(InputError, match="没有叫「终稿」的列，这张表有：标题、正文"):
        list(read("标题,正文\n杯子,手捏的".encode(), PATH, Columns.parse("body=终稿")))


def test_quotes_are_read_as_excel_reads_them() -> None:
    source = '标题,正文\n3" 的碗,"手捏"的"杯"\n杯子, "很轻"\n'
    assert texts(source) == ['3" 的碗\n手捏的"杯"', '杯子\n "很轻"']


def test_a_quote_that_is_never_closed_is_told_and_the_rows_before_it_are_read() -> None:
    reader = read('标题,正文\n杯子,手捏的\n碗,"釉色\n盘,很润\n'.encode(), PATH, Columns())
    draft = next(reader)
    assert isinstance(draft, Draft) and draft.text == "杯子\n手捏的"
    with pytest.raises(InputError) as caught:
        next(reader)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.column) == (PATH, 3, 3)
    assert isinstance(problem.message, Bilingual)
    assert problem.message.zh == "这个引号没有闭合，从这里起没有检查"
    assert problem.message.en == "this quote is never closed; nothing is checked from here on"


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04....", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html><table><tr><td>a", b"a\0\0\0b\1\2\3"]
)
def test_what_is_no_table_of_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        list(read(data, PATH, Columns()))


@pytest.mark.parametrize("unit", [",", '"",'])
def test_a_row_with_more_cells_than_excel_has_is_refused(unit: str) -> None:
    with pytest.raises(InputError, match=r"^排期\.csv:2:1: .*16384"):
        list(read(("标题,正文\n" + unit * MOST_CELLS).encode(), PATH, Columns()))


def test_a_note_of_a_hundred_thousand_quotes_is_refused_and_the_next_one_read() -> None:
    source = '标题,正文\n杯子,"' + 'a""' * 60_000 + '"\n碗,釉色\n'
    draft, error = read(source.encode(), PATH, Columns())
    assert isinstance(error, InputError) and str(error).startswith(f"{PATH}:2:")
    assert isinstance(draft, Draft) and draft.text == "碗\n釉色"
    assert draft.place_at(2) == Place(line=3, column=3)


CELLS = st.text("陶a \",;\n\r\t'❤", max_size=8)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=6)


@given(TABLES, st.sampled_from(",\t;|"), st.sampled_from(["\r\n", "\n", "\r"]), st.booleans())
def test_the_cells_are_those_of_the_csv_module(
    rows: list[list[str]], delimiter: str, end: str, all_quoted: bool
) -> None:
    stream = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL
    csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    check_same_cells(stream.getvalue(), delimiter)


@given(st.text('陶a ",\n\r', max_size=30))
def test_the_cells_of_any_text_are_those_of_the_csv_module_or_a_quote_is_never_closed(text: str) -> None:
    if list(csv.reader(io.StringIO(text + "\nend", newline="")))[-1] == ["end"]:
        check_same_cells(text, ",")
    else:
        with pytest.raises(InputError):
            list(read_rows(text, ",", PATH))


def check_same_cells(text: str, delimiter: str) -> None:
    expected = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    rows = list(read_rows(text, delimiter, PATH))
    assert [row.values for row in rows] == expected
    for row in rows:
        cells = {index: "".join(words for _, words, _ in pieces) for index, pieces in row.cells()}
        assert cells == {index: value for index, value in enumerate(row.values) if value and not value.isspace()}


@given(TABLES, st.sampled_from(["\r\n", "\n", "\r"]))
def test_every_character_stands_in_the_file_where_its_place_says(rows: list[list[str]], end: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=end).writerows([["标题", "正文", "日期", "话题"], *rows])
    source = stream.getvalue()
    for draft in notes(source):
        starts = {start for start, _ in draft.places}
        for offset, character, raw in written(draft, source):
            if raw == character or (character == '"' and raw == '""'):
                continue
            # What is put between two cells, and the mark of a topic, stand in no file.
            joins = character == "\n" and (offset + 1 in starts or offset + 1 == len(draft.text))
            assert joins or (character == "#" and offset in starts)


@pytest.mark.parametrize("unit", ['""', '"\n', 'a,"a,"', '"a""', ",", "\n", "a\r", '标题,"a"",b"\n', "陶 "])
def test_the_work_grows_with_the_file(unit: str) -> None:
    def work(text: str) -> None:
        try:
            for _ in read(text.encode(), PATH, Columns()):
                pass
        except InputError:
            pass

    assert_linear(work, unit, 1_000, before='话题,标题,正文\n"')
    assert_linear(work, unit, 1_000, before="话题,标题,正文\n")
