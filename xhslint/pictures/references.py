"""The pictures that a draft names: in Markdown and HTML, as editors of notes embed them, and in its front matter."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple
from xhslint.drafts.picture_marks import EMBEDDED, INLINE, LABEL, LABELLED, SOURCE, TAG

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft

FIELDS = ("cover", "image", "images")
"""The fields of the front matter that name pictures."""
_INNER = ("image", "src", "url", "path")  # of a field that is a mapping, as some site generators have it

_TITLED = lazy(r"""(.*?)(?:\s+(?:"[^"]*"|'[^']*'))?""")


class Reference(NamedTuple):
    """A picture as a draft names it, and the offset at which it does."""

    target: str
    start: int


def references(draft: Draft) -> list[Reference]:
    """Return the pictures that a draft names, in its order; what is not posted, such as comments, names none."""
    found = [
        *_in_front_matter(draft),
        *(each for each in _in_text(draft.text) if draft.is_posted(each.start, each.start + 1)),
    ]
    return sorted((each for each in found if each.target), key=lambda each: each.start)


def _in_text(text: str) -> Iterator[Reference]:
    if "![" in text:
        for match in INLINE.finditer(text):
            yield Reference(_target(match[1]), match.start())
        for match in EMBEDDED.finditer(text):
            yield Reference(match[1].strip(), match.start())
        labels = {name.strip().lower(): bracketed or bare for name, bracketed, bare in LABEL.findall(text)}
        for match in LABELLED.finditer(text) if labels else ():
            yield Reference(labels.get((match[2] or match[1]).strip().lower(), ""), match.start())
    if "<img" in text.lower():
        for tag in TAG.finditer(text):
            if source := SOURCE.search(tag[1]):
                yield Reference(unescape(source[1] or source[2] or source[3] or "").strip(), tag.start())


def _target(inside: str) -> str:
    """Return the target of an inline picture, without its title and the brackets around it."""
    inside = inside.strip()
    if inside.startswith("<"):
        return inside[1:].partition(">")[0].strip()
    titled = _TITLED.fullmatch(inside)
    return (titled[1] if titled else inside).strip()


def _in_front_matter(draft: Draft) -> Iterator[Reference]:
    for name in FIELDS:
        for target in _texts(draft.fields.get(name)):
            yield Reference(target, max(0, draft.text.find(target, 0, draft.front_end)))


def unnamed(draft: Draft) -> Iterator[tuple[str, str, int]]:
    """Yield each field that should name a picture and holds something else, with that and the offset of the field."""
    for name in FIELDS:
        value = draft.fields.get(name)
        for each in value if isinstance(value, list) else [value]:
            if each is not None and not list(_texts(each)):
                yield name, str(each), max(0, draft.text.find(f"{name}:", 0, draft.front_end))


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in the value of a field: one, those of a list, or those that name a picture in a mapping."""
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for name in _INNER:
            if isinstance(value.get(name), str):
                yield value[name].strip()
