"""Whatever the bytes of a document are that is a text file: notes or errors of its path, and never anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.base.errors import InputError
from xhslint.documents.columns import Columns
from xhslint.documents.registry import read_notes

GUESSED = Columns()

VALID = {
    ".csv": '标题,正文\n杯子,"手捏的""很轻""\n看图"\n',
    ".tsv": "标题\t正文\n杯子\t手捏的\n",
    ".json": '{"notes": [{"title": "杯\\u5b50", "desc": "手捏的", "tags": ["陶艺"]}]}',
    ".jsonl": '{"title": "杯子"}\n{"desc": "手捏的"}\n',
    ".html": "<h1>杯子</h1><p>手捏的&amp;<table><tr><td>标题<td>正文<tr><td>碗<td><a href='https://a.example'>看</a></table>",
}


def check_reads(data: bytes, path: str, columns: Columns = GUESSED) -> None:
    problems = []
    try:
        for each in read_notes(data, path, columns):
            if isinstance(each, InputError):
                problems += each.problems
                continue
            assert each.path == path
            for offset in range(len(each.text)):
                place = each.place_at(offset)
                assert place and place.line > 0 and place.column > 0
    except InputError as error:
        problems += error.problems
    assert all(problem.path == path for problem in problems)


@pytest.mark.parametrize("suffix", VALID)
@given(data=st.binary(max_size=60))
def test_any_bytes(suffix: str, data: bytes) -> None:
    check_reads(data, "a" + suffix)


@pytest.mark.parametrize("suffix", VALID)
@given(data=st.data())
def test_a_valid_file_that_is_damaged(suffix: str, data: st.DataObject) -> None:
    text = VALID[suffix]
    begin, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    inserted = data.draw(st.text("\"'<>&#;,\t\n\r\\{}[]:= 标题/-!", max_size=4))
    columns = data.draw(st.sampled_from([Columns(), Columns(body=("正文", "desc")), Columns(title=("B",))]))
    check_reads((text[:begin] + inserted + text[end:]).encode(), "a" + suffix, columns)
    check_reads((text[:end] + inserted + text[begin:]).encode(), "a" + suffix, columns)
