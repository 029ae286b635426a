"""Which columns of a table, or fields of a record, are the title, the body and the topics of a note."""

from __future__ import annotations

from xhslint.base.records import dataclass


@dataclass(frozen=True, slots=True)
class Columns:
    """The names that a user gives to the parts of a note; "" for one that is to be guessed."""

    title: str = ""
    body: str = ""
    topics: str = ""
