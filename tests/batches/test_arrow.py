"""`xhslint.arrow`: columns of every type, and rows that cannot be checked."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules import BRAND
from xhslint import InputError, Linter

pa = pytest.importorskip("pyarrow")

from xhslint import arrow  # noqa: E402

ASK = "姐妹们私我下单"
CLEAN = "阳台的薄荷又长高了"
DISGUISED = "✨想要同款的\n加薇❤：momo_8812"


def flat(rows: Any) -> list[Any]:
    """Return the rules of each row; None for one that was not checked."""
    return [None if row is None else [finding["rule"] for finding in row] for row in rows.to_pylist()]


def messages(call: Any) -> list[str]:
    with pytest.raises(InputError) as caught:
        call()
    return [problem.in_language("en").message for problem in caught.value.problems]


def test_a_finding_has_every_member() -> None:
    (row,) = arrow.findings(pa.array([DISGUISED]), lang="en").to_pylist()
    (expected,) = Linter(lang="en").check(DISGUISED)
    assert row == [
        {
            "rule": "contact/wechat-id",
            "severity": "error",
            "part": "text",
            "start": 7,
            "end": 20,
            "line": 2,
            "column": 1,
            "text": "加薇❤：momo_8812",
            "reading": "加微信：momo_8812",
            "message": expected.message,
        }
    ]
    assert DISGUISED[7:20] == "加薇❤：momo_8812"


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(),
        pa.large_string(),
        pa.binary(),
        pa.large_binary(),
        pa.dictionary(pa.int8(), pa.string()),
        pa.dictionary(pa.int32(), pa.binary()),
        *([pa.string_view(), pa.binary_view()] if hasattr(pa, "string_view") else []),
    ],
    ids=str,
)
def test_texts_may_have_any_type(kind: Any) -> None:
    values = pa.array([ASK, None, CLEAN, ASK, ""])
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    array = values.cast(pa.binary()).cast(inner) if "binary" in str(inner) else values.cast(inner)
    array = array.dictionary_encode().cast(kind) if pa.types.is_dictionary(kind) else array
    assert array.type == kind
    found = arrow.findings(array)
    assert found.type == arrow.FINDINGS
    assert flat(found) == [["dm/purchase"], None, [], ["dm/purchase"], []]
    assert flat(arrow.findings(array.slice(2, 2))) == [[], ["dm/purchase"]]
    assert flat(arrow.findings(array.slice(5))) == []
    chunked = pa.chunked_array([array.slice(0, 1), array.slice(0, 0), array.slice(1)])
    assert arrow.findings(chunked).num_chunks == 3
    assert flat(arrow.findings(chunked)) == flat(found)
    found.validate(full=True)


def test_runs_extensions_fixed_sizes_lists_and_nothing_but_nulls() -> None:
    import pyarrow.compute as pc

    runs = pc.run_end_encode(pa.array([ASK, ASK, CLEAN]))
    assert flat(arrow.findings(runs)) == [["dm/purchase"], ["dm/purchase"], []]
    fixed = pa.array(["私我下单".encode()], pa.binary(12))
    assert flat(arrow.findings(fixed)) == [["dm/purchase"]]
    assert flat(arrow.findings(pa.nulls(2))) == [None, None]
    assert flat(arrow.findings([ASK, None, ASK.encode("gbk")])) == [["dm/purchase"], None, ["dm/purchase"]]
    if hasattr(pa, "json_"):
        assert flat(arrow.findings(pa.array([ASK], pa.json_()))) == [["dm/purchase"]]


def test_bytes_are_decoded_as_files_are() -> None:
    texts = [
        DISGUISED.replace("✨", "").replace("❤", "信").encode("gbk"),
        DISGUISED.encode("utf-16"),
        b"\xff\xfe\x00",
        b"a\0b",
    ]
    linted = arrow.lint_array(pa.array(texts, pa.binary()), lang="en")
    assert flat(linted.field(0)) == [["contact/wechat-id"], ["contact/wechat-id"], None, None]
    assert linted.field(1).to_pylist()[:2] == [None, None]
    assert all(linted.field(1).to_pylist()[2:])


def test_a_string_that_is_no_utf8_is_decoded_or_a_problem() -> None:
    """Files may hold anything under the type string: nobody checks it."""
    good, gbk, bad = ASK.encode(), "在家做饭，姐妹们私我下单".encode("gbk"), b"\xff\xff\xff\xff"
    offsets = pa.py_buffer(
        b"".join(n.to_bytes(4, "little") for n in (0, len(good), len(good + gbk), len(good + gbk + bad)))
    )
    array = pa.Array.from_buffers(pa.string(), 3, [None, offsets, pa.py_buffer(good + gbk + bad)])
    linted = arrow.lint_array(array, lang="en")
    assert flat(linted.field(0)) == [["dm/purchase"], ["dm/purchase"], None]
    assert linted.field(1).to_pylist()[:2] == [None, None] and linted.field(1)[2].as_py()


def test_rows_that_cannot_be_checked_say_why_and_stop_no_other() -> None:
    bad = "---\ntitle: [\n---\n" + ASK
    batch = pa.record_batch({"text": [ASK, bad, None, CLEAN, "长" * 50]})
    out = arrow.lint_batch(batch, lang="en", max_bytes=120)
    assert flat(out.column("findings")) == [["dm/purchase"], None, None, [], None]
    problems = out.column("problem").to_pylist()
    assert problems[0] is problems[3] is None
    assert problems[1].startswith("3:1: ")
    assert problems[2] == "no text, not checked"
    assert problems[4] == "larger than 120 bytes and not checked (--max-bytes sets the limit)"


def test_a_batch_keeps_its_columns_and_gets_two() -> None:
    batch = pa.record_batch({"id": [7, 8], "note": [ASK, CLEAN]}, metadata={"made by": "us"})
    out = arrow.lint_batch(batch, text="note", into="xhs", problem="why not", select="dm")
    assert out.schema.names == ["id", "note", "xhs", "why not"]
    assert out.schema.metadata == {b"made by": b"us"}
    assert out.schema.equals(
        arrow.output_schema(batch.schema, "note", into="xhs", problem="why not", select="dm"), check_metadata=True
    )
    assert out.select([0, 1]).equals(batch)
    about = out.schema.field("xhs").metadata
    assert (
        about[b"xhslint.schema"] == arrow.VERSION.encode() and {b"xhslint.version", b"xhslint.rulebook"} <= about.keys()
    )


def test_tables_empty_batches_and_chunks() -> None:
    table = pa.table({"text": pa.chunked_array([[ASK], [CLEAN, ASK]])})
    out = arrow.lint_batch(table)
    assert isinstance(out, pa.Table) and flat(out["findings"]) == [["dm/purchase"], [], ["dm/purchase"]]
    empty = arrow.lint_batch(table.slice(0, 0))
    assert empty.num_rows == 0 and empty.schema.equals(out.schema)
    assert arrow.lint_batch(pa.record_batch({"text": pa.array([], pa.string())})).num_rows == 0
    assert flat(arrow.findings(pa.chunked_array([], pa.string()))) == []


def test_titles_have_places_of_their_own() -> None:
    long = "一" * 21
    batch = pa.record_batch({"t": [long, None, "两行\r\n标题", ASK], "text": [ASK, ASK, ASK, None]})
    out = arrow.lint_batch(batch, title="t", select="dm,format")
    found = [
        [(f["rule"], f["part"], f["start"], f["end"], f["line"], f["column"]) for f in row]
        for row in out["findings"].to_pylist()
    ]
    ask = ("dm/purchase", "text", 3, 7, 1, 4)
    assert found == [
        [("format/title-length", "title", 20, 21, 1, 21), ask],
        [ask],
        [ask],
        [("dm/purchase", "title", 3, 7, 1, 4)],
    ]


def test_the_part_of_a_finding_is_where_its_text_stands() -> None:
    titles, texts = [], []
    for at in range(1, len(DISGUISED)):  # a finding may run from the title into the text
        titles.append(DISGUISED[:at])
        texts.append(DISGUISED[at:])
    rows = arrow.findings(texts, titles).to_pylist()
    assert sum(map(bool, rows)) > 10
    for title, text, row in zip(titles, texts, rows, strict=True):
        for each in row:
            assert each["text"] == {"title": title, "text": text}[each["part"]][each["start"] : each["end"]]


def test_columns_inside_structs() -> None:
    notes = pa.array([{"body": ASK, "head": "标题"}, None, {"body": None, "head": ASK}, {"body": CLEAN, "head": None}])
    batch = pa.record_batch({"note": notes}).slice(0, 4)
    assert flat(arrow.lint_batch(batch, text="note.body")["findings"]) == [["dm/purchase"], None, None, []]
    out = arrow.lint_batch(batch.slice(1), text="note.body", title="note.head")
    assert flat(out["findings"]) == [None, ["dm/purchase"], []]
    dotted = pa.record_batch({"note.body": [ASK], "note": [{"body": CLEAN}]})
    assert flat(arrow.lint_batch(dotted, text="note.body")["findings"]) == [["dm/purchase"]]


@pytest.mark.parametrize(
    ("columns", "options", "expected"),
    [
        (["text"], {"text": "txt"}, ["there is no column “txt”; the table has text"]),
        (["text"], {"title": "text.inner"}, ["there is no column “text.inner”; the table has text"]),
        (["text", "text"], {}, ["several columns are named text"]),
        (["text", "findings"], {}, ["there is a column findings already: give the results another name"]),
        (["text"], {"into": "problem"}, ["there is a column problem already: give the results another name"]),
        (["text", "number"], {"text": "number"}, ["column number holds no text but int64"]),
        (["text"], {"select": "dn"}, ["没有规则或类别 'dn'"]),
    ],
)
def test_mistakes_are_named(columns: list[str], options: dict[str, Any], expected: list[str]) -> None:
    arrays = [pa.array([1] if name == "number" else [ASK]) for name in columns]
    batch = pa.RecordBatch.from_arrays(arrays, names=columns)
    assert messages(lambda: arrow.lint_batch(batch, **options)) == expected


def test_other_mistakes() -> None:
    assert messages(lambda: arrow.findings([ASK], [ASK, ASK])) == ["there are 2 titles for 1 texts"]
    assert messages(lambda: arrow.findings(pa.array([[ASK]]))) == ["column texts holds no text but list<item: string>"]
    with pytest.raises(TypeError, match="colour"):
        arrow.findings([ASK], colour="red")


def test_the_linter_is_made_once_for_equal_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from xhslint.batches import linting

    made: list[dict[str, Any]] = []
    day = ["2026-11-29"]

    class Counted(Linter):
        def __init__(self, *args: Any, **given: Any) -> None:
            made.append(given)
            super().__init__(*args, **given)

    monkeypatch.setattr(linting, "Linter", Counted)
    monkeypatch.setattr(linting, "iso_today", lambda: day[0])
    linting._linter.cache_clear()
    (tmp_path / "brand.yaml").write_text(BRAND, "utf-8")
    for _ in range(2):
        arrow.findings([ASK])
        arrow.findings([ASK], severity={"dm": "info"}, select=["dm", "contact"], rules=[str(tmp_path / "brand.yaml")])
    assert len(made) == 2
    day[0] = "2026-11-30"  # clauses come into force
    arrow.findings([ASK])
    assert len(made) == 3 and made[-1]["as_of"] == "2026-11-30"
    linting._linter.cache_clear()


texts = st.lists(
    st.one_of(
        st.none(),
        st.text(st.characters(exclude_categories=("Cs",)), max_size=30),
        st.sampled_from([ASK, DISGUISED, CLEAN]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(texts, st.integers(0, 12), st.integers(0, 12))
def test_slices_have_the_results_of_check_many(values: list[str | None], start: int, length: int) -> None:
    array = pa.array(values, pa.string()).slice(min(start, len(values)), length)
    linted = arrow.lint_array(array)
    linted.validate(full=True)
    expected = list(Linter().check_many(array.to_pylist()))
    assert flat(linted.field(0)) == [
        None if each.problems else [finding.rule_id for finding in each.findings] for each in expected
    ]
    assert [bool(problem) for problem in linted.field(1).to_pylist()] == [bool(each.problems) for each in expected]


def test_generated_notes_have_the_findings_of_check() -> None:
    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    try:
        from notes import note
    finally:
        del sys.path[0]
    chance = random.Random(4)
    notes = [note(chance) for _ in range(300)]
    linter = Linter()
    expected = [[(f.rule_id, f.start, f.end, f.reading, f.message) for f in linter.check(text)] for text in notes]
    found = arrow.findings(pa.array(notes)).to_pylist()
    assert [
        [tuple(f[key] for key in ("rule", "start", "end", "reading", "message")) for f in row] for row in found
    ] == expected
    assert sum(map(bool, expected)) > 5
