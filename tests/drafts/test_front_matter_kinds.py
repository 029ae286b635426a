"""What front matter says of a text: its kind, and whether it holds what AI made."""

from __future__ import annotations

import pytest

from xhslint.base.errors import InputError
from xhslint.drafts.draft import Draft
from xhslint.model.findings import KIND_WORDS, KINDS


@pytest.mark.parametrize("word", [*KINDS, *KIND_WORDS])
def test_kinds(word: str) -> None:
    assert Draft.parse(f"---\nkind: {word}\n---\n正文").fields["kind"] == KIND_WORDS.get(word, word)


@pytest.mark.parametrize("said", ["ai: true", "ai: yes", "AI: 是", "aigc: true", '"AI": 有'])
def test_made_by_ai(said: str) -> None:
    assert Draft.parse(f"---\n{said}\n---\n正文").fields["ai"] is True


@pytest.mark.parametrize("said", ["ai: false", "ai: no", "AI: 否", "AIGC: false"])
def test_not_made_by_ai(said: str) -> None:
    assert Draft.parse(f"---\n{said}\n---\n正文").fields["ai"] is False


@pytest.mark.parametrize("said", ["ai:", "kind:"])
def test_nothing_is_said_by_an_empty_field(said: str) -> None:
    assert Draft.parse(f"---\ntitle: 春\n{said}\n---\n正文").fields == {"title": "春"}


@pytest.mark.parametrize(
    ("front", "place", "words"),
    [
        ("kind: reply", (2, 7), "dm-script"),
        ("title: 春\nkind: [comment]", (3, 7), "dm-script"),
        ("ai: 也许", (2, 5), "true"),
        ("kiind: comment", (2, 1), "kind"),
    ],
)
def test_what_is_wrong_is_told_in_its_place(front: str, place: tuple[int, int], words: str) -> None:
    with pytest.raises(InputError) as error:
        Draft.parse(f"---\n{front}\n---\n正文")
    (problem,) = error.value.problems
    assert (problem.line, problem.column) == place and words in str(problem.message)


@pytest.mark.parametrize(
    "text", ["kind: comment\n求链接", "－－－\nkind: 评论\n－－－\n求链接", "KIND：评论\n\n求链接"]
)
def test_a_kind_that_would_be_lost_is_told(text: str) -> None:
    with pytest.raises(InputError, match="kind"):
        Draft.parse(text)


@pytest.mark.parametrize("text", ["kind of blue 这张唱片听了十年", "AI：一个人的两种生活", "kindle 看书三年"])
def test_prose_that_begins_like_a_key(text: str) -> None:
    assert Draft.parse(text).fields == {}
