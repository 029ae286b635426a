"""Reviewed copies of files that are damaged by chance: a copy with the same notes or a problem with a message, never anything else."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.office import archive
from tests.documents.test_office_fuzz import (
    FILES,
    Damage,
    parts,
    with_other_bytes,
    with_other_elements,
    with_other_xml,
)
from tests.documents.test_review_word import TIME, finding_on
from xhslint.base.errors import InputError
from xhslint.documents.columns import Columns
from xhslint.documents.registry import read_notes
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Checked
from xhslint.report.reviewed import word_copy, workbook
from xhslint.report.style import Style


def read(data: bytes, path: str) -> tuple[list[Draft], list[str]]:
    """The notes of a file, and the messages of what could not be read."""
    notes, problems = [], []
    try:
        for each in read_notes(data, path, Columns()):
            if isinstance(each, Draft):
                notes.append(each)
            else:
                problems.append(str(each))
    except InputError as error:
        problems.append(str(error))
    return notes, problems


@pytest.mark.slow
@pytest.mark.parametrize("damaged", [with_other_bytes, with_other_xml, with_other_elements])
@pytest.mark.parametrize("kind", FILES)
@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_files(kind: str, damaged: Damage, data: st.DataObject) -> None:
    file, path = damaged(kind, data), FILES[kind][0]
    notes, problems = read(file, path)
    events = []
    for draft in notes:
        start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(draft.text))] * 2)))
        events.append(Checked(draft, "personal", (finding_on(draft, start, end),)))
    try:
        if path.endswith(".docx"):
            copy = word_copy.reviewed(file, path, events, Style(), TIME)
        else:
            copy = workbook.reviewed(file, path, events, Style())
    except InputError as error:
        assert all(problem.path == path and problem.message for problem in error.problems)
        return
    again, still = read(copy, path)
    assert still == problems
    assert [note.text for note in again] == [note.text for note in notes]


def test_words_among_the_properties_of_others_are_written_once() -> None:
    changed = dict(parts("xlsxwriter"))
    root = ElementTree.fromstring(changed["xl/sharedStrings.xml"])
    texts = [element for element in root if element.tag.endswith("}si")]
    properties = [element for element in root.iter() if element.tag.endswith("}rPr")]
    assert properties
    moved = next(each for each in texts if properties[0] not in each.iter())
    root.remove(moved)
    properties[0].append(moved)
    changed["xl/sharedStrings.xml"] = ElementTree.tostring(root)
    file = archive(changed)
    notes, problems = read(file, "a.xlsx")
    events = [Checked(note, "personal", (finding_on(note, 0, len(note.text)),)) for note in notes]
    again, still = read(workbook.reviewed(file, "a.xlsx", events, Style()), "a.xlsx")
    assert ([note.text for note in again], still) == ([note.text for note in notes], problems)
