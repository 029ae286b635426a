"""Notes in JSON and JSON Lines."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.source import written
from tests.growth import assert_linear
from xhslint.base.errors import Bilingual, InputError, Problem
from xhslint.documents.columns import Columns
from xhslint.documents.json_notes import MOST_FAULTS, read
from xhslint.documents.json_scan import END, KEY, MOST_LEVELS, OTHER, STRING, Fault, scan
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place

PATH = "notes.json"
LINES = "notes.jsonl"


def notes(source: str | object, path: str = PATH, columns: str = "") -> list[Draft]:
    text = source if isinstance(source, str) else json.dumps(source, ensure_ascii=False)
    found = list(read(text.encode("utf-8", "surrogatepass"), path, Columns.parse(columns) if columns else Columns()))
    assert all(isinstance(each, Draft) for each in found), found
    return [each for each in found if isinstance(each, Draft)]


def texts(source: str | object, path: str = PATH, columns: str = "") -> list[str]:
    return [draft.text for draft in notes(source, path, columns)]


def read_until_it_stops(source: str, path: str = PATH, columns: str = "") -> tuple[list[str], list[Problem]]:
    """Return the texts of the notes, and the problems among and behind them."""
    found: list[str] = []
    problems: list[Problem] = []
    try:
        for each in read(source.encode(), path, Columns.parse(columns) if columns else Columns()):
            if isinstance(each, Draft):
                found.append(each.text)
            else:
                problems += each.problems
    except InputError as error:
        problems += error.problems
    return found, problems


def test_each_record_is_a_note_and_each_character_has_its_line_and_column() -> None:
    source = r"""[
  {"id": 7, "title": "陶碗\u4e0a新", "desc": "釉色\n\"很润\" \ud83d\ude00！", "tags": ["陶艺", "手\t作"]},
  {"title": "杯子", "desc": "手捏的"}
]"""
    first, second = notes(source)
    assert first.text == '陶碗上新\n釉色\n"很润" 😀！\n#陶艺\n#手\t#作'
    assert first.title and first.text[first.title.start : first.title.end] == "陶碗上新"
    places = {
        word: first.place_at(first.text.index(word))
        for word in ("陶碗", "上", "新", "釉色", '"', "很", "😀", "！", "#陶艺")
    }
    assert places == {
        "陶碗": Place(record=1, field="title", line=2, column=23),
        "上": Place(record=1, field="title", line=2, column=25, step=6),
        "新": Place(record=1, field="title", line=2, column=31),
        "釉色": Place(record=1, field="desc", line=2, column=44),
        '"': Place(record=1, field="desc", line=2, column=48, step=2),
        "很": Place(record=1, field="desc", line=2, column=50),
        "😀": Place(record=1, field="desc", line=2, column=55, step=12),
        "！": Place(record=1, field="desc", line=2, column=67),
        "#陶艺": Place(record=1, field="tags", line=2, column=81),
    }
    assert second.place_at(0) == Place(record=2, field="title", line=3, column=14)


@pytest.mark.parametrize(
    "source",
    [
        {"title": "杯子", "desc": "手捏的"},
        {"data": {"items": [{"note_card": {"display_title": "x", "noteTitle": "杯子", "content": "手捏的"}}]}},
        [{"标题": "杯子", "正文": "手捏的"}],
        [[[{"标题": "杯子", "body": ["手捏的"]}]]],
        {"\u6807\u9898": "杯子", "caption": "手捏的", "user": {"name": "某某"}},
        {"title": "杯子", "title2": "手捏的"},
        '{"title": "杯子"}{"ignored": [1, -2.5e3, true, null, {}]}\n{"text": "手捏的"}',
    ],
)
def test_records_are_found_at_any_depth_by_the_usual_names(source: object) -> None:
    assert "".join(texts(source)).replace("\n", "") == "杯子手捏的"


def test_a_record_inside_another_is_a_note_of_its_own() -> None:
    drafts = notes({"title": "12月", "list": [{"title": "杯子"}, {"id": 1}, {"card": {"title": "碗"}}]})
    places = [draft.place_at(0) for draft in drafts]
    assert [(draft.text, place and place.record) for draft, place in zip(drafts, places, strict=True)] == [
        ("杯子\n", 1),
        ("碗\n", 3),
        ("12月\n", 1),
    ]


def test_topics_are_strings_or_have_a_name() -> None:
    source = {
        "desc": "手捏的",
        "tag_list": [{"id": "5", "name": "陶艺", "type": "topic"}, "手作"],
        "topics": "窑变 柴烧",
    }
    assert texts(source) == ["手捏的\n#陶艺\n#手作\n#窑变 #柴烧"]
    assert texts({"topics": [{"title": "杯子", "text": "手捏的"}]}) == ["杯子\n手捏的"]


def test_fields_are_named_by_the_user() -> None:
    source = [{"headline_cn": "杯子", "final": "手捏的", "desc": "不要这个", "extra": "很轻", "tags": ["陶艺"]}]
    assert texts(source, columns="title=headline_cn,body=extra+Final") == ["杯子\n很轻\n手捏的\n#陶艺"]


def test_a_field_that_no_record_has_is_told() -> None:
    found, (problem,) = read_until_it_stops('[{"title": "杯子", "date": 1}]', columns="body=终稿")
    assert found == ["杯子\n"]
    assert isinstance(problem.message, Bilingual)
    assert problem.message.zh == "没有叫「终稿」的字段，这里的字段有：title、date"
    assert problem.message.en == "there is no field “终稿”; the fields are title、date"


def test_a_file_without_any_field_of_a_note_is_not_called_clean() -> None:
    found, (problem,) = read_until_it_stops('{"name": "杯子", "list": [{"intro": "手捏的"}]}')
    assert found == [] and problem.path == PATH
    assert isinstance(problem.message, Bilingual)
    assert problem.message.zh == (
        "没有看出哪个字段是笔记，没有检查；请写明，如 --columns title=字段名,body=字段名。这里的字段有：name、list、intro"
    )
    assert problem.message.en.startswith("no field was recognised as a note, so nothing was checked; name the fields")


@pytest.mark.parametrize("source", ['["杯子", ["手捏的"]]', '"杯子"'])
def test_strings_without_a_field_are_not_called_clean(source: str) -> None:
    found, (problem,) = read_until_it_stops(source)
    assert found == [] and isinstance(problem.message, Bilingual)
    assert problem.message.zh == "里面没有字段，看不出哪些是笔记，没有检查"
    assert problem.message.en == "it has no fields, so no notes were found and nothing was checked"


def test_nothing_at_all_is_no_error_of_the_file() -> None:
    assert notes('[{"title": "", "desc": null, "tags": [" "]}]') == []
    assert notes("[]") == notes(" \n") == notes("[{}, 1]") == []


@pytest.mark.parametrize(
    ("source", "column", "zh"),
    [
        ("nul", 1, "这里应该是 JSON 的一个值"),
        ('{"title": "杯子", "a": 01}', 22, "这里应该是 JSON 的一个值"),
        ('{"title": "杯子",}', 16, "这里应该是字段名，要有双引号"),
        ('{"title": "杯子", \'a\': 1}', 17, "这里应该是字段名，要有双引号"),
        ('{"title": "杯子", "a" 1}', 21, "字段名后面缺少冒号"),
        ('{"title": "杯子" "a": 1}', 16, "这里缺少逗号或括号"),
        ('[{"title": "杯子"}}', 17, "这里缺少逗号或括号"),
        ('{"title": "杯子", "a": "手', 22, "这个引号没有闭合"),
        ('{"title": "杯子", "a": "\\x"}', 23, "反斜杠后面的写法不对"),
        ('{"title": "杯子", "a": "\\u12g4"}', 24, "反斜杠后面的写法不对"),
        ('{"title": "杯子", "a": [', 23, "到这里就断了，括号没有闭合"),
        ("[" * MOST_LEVELS + "[", MOST_LEVELS + 1, f"嵌套超过 {MOST_LEVELS} 层"),
    ],
)
def test_broken_json_is_told_with_its_place_and_what_stands_before_is_read(source: str, column: int, zh: str) -> None:
    found, (problem,) = read_until_it_stops("\n" + source)
    assert (problem.path, problem.line, problem.column) == (PATH, 2, column)
    assert isinstance(problem.message, Bilingual)
    assert problem.message.zh == zh + "，从这里起没有检查"
    assert problem.message.en.endswith("; nothing is checked from here on")
    assert found == (["杯子\n"] if "title" in source else [])


def test_a_broken_line_does_not_hide_the_others() -> None:
    source = '{"title": "杯子"}\r\n\r\n{"title": "碗", oops}\r\n{"title": "盘\n{"text": "壶"}'
    found, problems = read_until_it_stops(source, LINES)
    assert found == ["杯子\n", "碗\n", "壶"]
    assert [(problem.line, problem.column) for problem in problems] == [(3, 16), (4, 11)]
    assert isinstance(problems[0].message, Bilingual)
    assert problems[0].message.zh == "这里应该是字段名，要有双引号，这一行从这里起没有检查"
    assert problems[0].message.en.endswith("; the rest of the line is not checked")


def test_the_record_of_json_lines_is_the_line() -> None:
    first, second = notes('{"title": "杯子"}\n\n{"data": [{"text": "碗"}]}\n', "notes.NDJSON")
    assert first.place_at(0) == Place(record=1, field="title", line=1, column=12)
    assert second.place_at(0) == Place(record=3, field="text", line=3, column=21)


def test_after_many_broken_lines_nothing_more_is_read() -> None:
    found, problems = read_until_it_stops("oops\n" * (MOST_FAULTS + 3) + '{"text": "壶"}', LINES)
    assert found == [] and len(problems) == MOST_FAULTS + 1
    assert problems[-1].line == MOST_FAULTS + 1


def test_json_that_is_only_called_json_lines_is_read_as_what_it_is() -> None:
    assert texts('[\n  {"title":\n "杯子"}\n]', LINES) == ["杯子\n"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_an_encoding_is_recognised(encoding: str) -> None:
    source = json.dumps([{"title": "陶碗上新", "desc": "釉色很润，喜欢的朋友看图"}], ensure_ascii=False)
    (draft,) = read(source.encode(encoding), PATH, Columns())
    assert isinstance(draft, Draft) and draft.text == "陶碗上新\n釉色很润，喜欢的朋友看图"


def test_a_note_of_a_hundred_thousand_escapes_is_refused_and_the_next_one_read() -> None:
    long = "\\na" * 60_000
    found, (problem,) = read_until_it_stops(f'[{{"title": "碗", "text": "{long}"}},\n {{"text": "壶"}}]')
    assert found == ["壶"] and problem.line == 1


TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from('陶"\\/\n\r\t\b\u2028❤😀'), max_size=12)
RECORDS = st.lists(
    st.fixed_dictionaries({"title": TEXT, "id": st.integers(), "desc": TEXT, "标签": st.lists(TEXT, max_size=3)})
)


@given(RECORDS, st.booleans(), st.sampled_from([None, 2]))
def test_every_character_stands_in_the_file_where_its_place_says(
    records: list[Any], ascii_only: bool, indent: int
) -> None:
    source = json.dumps(records, ensure_ascii=ascii_only, indent=indent)
    for draft in notes(source):
        starts = {start for start, _ in draft.places}
        for offset, character, raw in written(draft, source):
            if raw == character or raw in (
                json.dumps(character)[1:-1],
                json.dumps(character, ensure_ascii=False)[1:-1],
            ):
                continue
            joins = character == "\n" and (offset + 1 in starts or offset + 1 == len(draft.text))
            assert joins or (character == "#" and offset in starts)


@given(RECORDS)
def test_each_record_has_its_title_and_text(records: list[Any]) -> None:
    wanted = [
        each
        for each in records
        if any(each[key].strip() for key in ("title", "desc")) or any(map(str.strip, each["标签"]))
    ]
    drafts = notes(records)
    assert len(drafts) == len(wanted)
    for draft, record in zip(drafts, wanted, strict=True):
        assert draft.text.startswith(record["title"].strip())
        assert not record["desc"].strip() or record["desc"] in draft.text


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
)


@given(VALUES, st.booleans())
def test_the_strings_are_those_of_the_json_module(value: object, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    strings: list[tuple[str, str]] = []

    def walk(part: Any) -> None:
        if isinstance(part, str):
            strings.append((STRING, part))
        elif isinstance(part, list):
            for each in part:
                walk(each)
        elif isinstance(part, dict):
            for key, each in part.items():
                strings.append((KEY, key))
                walk(each)

    walk(json.loads(text))
    assert [(event.kind, event.value) for event in scan(text) if event.kind in (STRING, KEY)] == strings


@given(st.text('{}[]:,"\\u0aE -.1tn', max_size=12))
def test_what_the_json_module_refuses_is_refused(text: str) -> None:
    try:
        json.loads(text, strict=False)
    except ValueError as error:
        # Several values behind each other are read, and nothing at all is no fault.
        if not text.strip() or str(error).startswith("Extra data"):
            return
        with pytest.raises(Fault):
            list(scan(text))
    else:
        events = list(scan(text))
        assert events[-1].kind in (STRING, OTHER, END)


@pytest.mark.parametrize(
    "unit", ["[", "{", '"a"', '{"a":', '{"title":"a"}', '{"text":"\\n', "\\n", '\\"', "[],", '"title":"a",', "\n", "1 "]
)
@pytest.mark.parametrize("path", [PATH, LINES])
def test_the_work_grows_with_the_file(unit: str, path: str) -> None:
    for before in ("", '{"desc":"', '[{"title":"a"},'):
        assert_linear(lambda text: read_until_it_stops(text, path), unit, 1_000, before=before)
