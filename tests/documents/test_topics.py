"""Topics without their mark, in a column of their own."""

import pytest

from xhslint.documents.note import note
from xhslint.documents.topics import with_marks
from xhslint.drafts.places import Place


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("陶艺", "#陶艺"),
        ("陶艺、手作，窑变", "#陶艺、#手作，#窑变"),
        ("陶艺 手作\n窑变", "#陶艺 #手作\n#窑变"),
        ("陶艺/手作 | 窑变;", "#陶艺/#手作 | #窑变;"),
        ("#陶艺 手作", "#陶艺 手作"),
        ("＃陶艺＃手作", "＃陶艺＃手作"),
        ("#陶艺[话题]#", "#陶艺[话题]#"),
        ("", ""),
    ],
)
def test_every_topic_gets_its_mark(cell: str, text: str) -> None:
    assert "".join(words for words, _ in with_marks([(cell, Place(line=1, column=1))])) == text


def test_a_topic_keeps_its_place_and_is_one_of_the_draft() -> None:
    draft = note("表.csv", [], [], with_marks([("陶艺、手作\n窑", Place(line=3, column=7))]))
    topics = [region for region in draft.regions if region.kind == "topic"]
    assert [draft.text[topic.start : topic.end] for topic in topics] == ["#陶艺", "#手作", "#窑"]
    places = [draft.place_at(topic.start + 1) for topic in topics]
    assert places == [Place(line=3, column=7), Place(line=3, column=10), Place(line=4, column=1)]
    assert draft.place_at(topics[1].end - 1) == Place(line=3, column=11)


def test_a_topic_in_pieces_gets_one_mark() -> None:
    pieces = [
        (words, Place(line=1, column=column)) for words, column in (("陶", 1), ("艺、手", 7), ("", 11), ("作", 16))
    ]
    assert with_marks(pieces) == [
        ("#", Place(line=1, column=1)),
        ("陶", Place(line=1, column=1)),
        ("艺", Place(line=1, column=7)),
        ("、", Place(line=1, column=8)),
        ("#", Place(line=1, column=9)),
        ("手", Place(line=1, column=9)),
        ("作", Place(line=1, column=16)),
    ]
