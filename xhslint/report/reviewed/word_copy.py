"""The reviewed copy of a Word file: all of it as it came, and comments on the words of findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from xhslint.base.records import NamedTuple
from xhslint.documents.package import Package
from xhslint.documents.relations import main_part, relations
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import REMARKS, Place
from xhslint.linter.events import Checked
from xhslint.model.findings import Finding
from xhslint.report.reviewed.archive import Copy
from xhslint.report.reviewed.marks import located, pieces_by
from xhslint.report.reviewed.source import edited_bytes, space_of
from xhslint.report.reviewed.word_comments import WordComments
from xhslint.report.reviewed.word_cuts import Anchor, Cuts
from xhslint.report.reviewed.word_marks import Marks
from xhslint.report.reviewed.word_paragraphs import WordParagraph, WordText
from xhslint.report.reviewed.wording import comment, place_of
from xhslint.report.style import Style


class _Remark(NamedTuple):
    """A finding with the anchor of its comment, None where no paragraph can have one."""

    draft: Draft
    finding: Finding
    anchor: Anchor | None


def reviewed(data: bytes, path: str, checked: Sequence[Checked], style: Style, written: str) -> bytes:
    """Return a Word file with a comment for each finding in its notes; raises InputError for one that cannot be read.

    `written` is the time that the comments have, as `2026-12-01T08:30:00`. A comment of an earlier review that says the same
    in the same paragraph does not come twice.
    """
    package = Package(data, path)
    copy = Copy(package)
    document = main_part(package, "w:document")
    source = copy.read(document)
    wanted = {place.paragraph for event in checked if event.findings for _, place in event.draft.places}
    text = WordText(package, source, relations(package, document), wanted)
    assert text.root
    space = space_of(source, text.root)
    cuts, marks, comments = Cuts(source, text), Marks(source, space, text), WordComments(copy, document, space)
    said = Counter((words, text.reader.marks.get(("comment", id), 0)) for id, words in comments.own.items())
    taken = comments.ids | text.ids
    ids = (number for number in count() if str(number) not in taken)
    for remark in _remarks(checked, text, cuts):
        words = comment(remark.draft, remark.finding, style)
        if not remark.anchor or not remark.anchor.start:  # not where the words are
            words = f"{place_of(remark.draft, remark.finding, style.lang)}{style.say('colon')}\n{words}"
        key = words, text.number_at(remark.anchor.mark.start) if remark.anchor else 0
        if said[key]:
            said[key] -= 1
            continue
        id = next(ids)
        comments.add(id, words, written)
        marks.add(id, remark.anchor)
    comments.write()
    copy.put(document, edited_bytes(source, [*cuts.edits(), *marks.edits()]))
    return copy.data()


def _remarks(checked: Iterable[Checked], text: WordText, cuts: Cuts) -> Iterator[_Remark]:
    """Yield what is said of the findings, in their order."""
    ranges = _ranges(checked, text)
    for event in checked:
        for finding in event.findings:
            place = event.draft.place_at(finding.start) or Place()
            paragraph = text.paragraphs.get(place.paragraph)
            anchor = cuts.words(ranges[id(finding)]) if id(finding) in ranges else None
            is_said = id(finding) in ranges or bool(event.draft.in_picture)
            if anchor is None and paragraph and not is_said and place.field not in REMARKS:
                anchor = _unsaid(paragraph, event.draft.text[finding.start : finding.end], cuts)
            if anchor is None:
                near = (paragraph and paragraph.substitute) or text.last
                anchor = cuts.end_of(near) if near else None
            yield _Remark(event.draft, finding, anchor)


def _ranges(checked: Iterable[Checked], text: WordText) -> dict[int, list[tuple[WordParagraph, int, int]]]:
    """Return where the words of findings stand in the paragraphs, by the ids of the findings as objects."""
    found: dict[int, list[tuple[WordParagraph, int, int]]] = {}
    pieces = pieces_by(checked, lambda place: (place.field, str(place.paragraph)))
    for (field, number), own in pieces.items():
        paragraph = text.paragraphs.get(int(number))
        if paragraph and field not in REMARKS:
            for span in located("".join(paragraph.pieces), own):
                found.setdefault(id(span.finding), []).append((paragraph, span.start, span.end))
    return found


def _unsaid(paragraph: WordParagraph, words: str, cuts: Cuts) -> Anchor | None:
    """Return the anchor of a finding in what the words of a paragraph do not say: the link that leads there, or all its words."""
    link = next((tag for address, tag in paragraph.links if words and words in address), None)
    if link:
        return cuts.element(link)
    return cuts.words([(paragraph, 0, paragraph.bits[-1].end)]) if paragraph.bits else None
