"""Files that four programs write of the same notes are read the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.documents.office import drafts
from tests.documents.written import (
    NOTES,
    WORD_NOTES,
    by_hand,
    by_libreoffice,
    by_openpyxl,
    by_python_docx,
    by_xlsxwriter,
    word_by_libreoffice,
)
from xhslint.drafts.places import Place


@pytest.mark.parametrize("write", [by_xlsxwriter, by_openpyxl, by_libreoffice, by_hand])
def test_workbooks(write: Callable[[], bytes]) -> None:
    found = drafts(write(), "排期.xlsx")
    assert [(draft.places[0][1], draft.text) for draft in found] == [
        (Place(*cell.split("!")), text) for cell, text in NOTES
    ]
    body = found[0].place_at(found[0].text.index("价格"))
    assert body == Place("12月", "C3")


@pytest.mark.parametrize("write", [by_python_docx, word_by_libreoffice])
def test_word_files(write: Callable[[], bytes]) -> None:
    found = drafts(write(), "文案.docx")
    assert [(draft.places[0][1].paragraph, draft.text) for draft in found] == WORD_NOTES
    assert [draft.places[0][1].field for draft in found] == ["", "", "", "", "", "comment"]
