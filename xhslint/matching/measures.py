"""What `count` rules count in a draft: for each measure, the spans that go over a limit."""

from __future__ import annotations

from collections.abc import Callable

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple
from xhslint.drafts.draft import TITLE_GUESS
from xhslint.drafts.openings import BLANK_LETTERS
from xhslint.matching import facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft

Span = tuple[int, int]
# Soft hyphens, zero-width and filler characters, bidi controls and tags. Between letters of other scripts some of them
# are spelling, so the character before must be Chinese or ASCII; joiners and selectors of emoji stand between emoji. A
# byte order mark alone is left behind by copying, in one of a thousand published notes, and is not counted.
UNSEEN = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\uffa0"
    r"\U000e0000-\U000e007f"
)
SEEN_BY_NOBODY = lazy(rf"[{UNSEEN}]")
INVISIBLE = lazy(rf"(?<=[\u4e00-\u9fffA-Za-z0-9])\ufeff*[{UNSEEN}][{UNSEEN}\ufeff]*(?=\w)")

_AI_FIELD = lazy(r"""(?im)^(["']?(?:ai|aigc)["']?[ \t]*:[ \t]*["']?\w+["']?)""")


def title_weight(text: str) -> int:
    """Return the platform's length of a title: an ASCII character is half, each other UTF-16 unit a whole, rounded up."""
    return (len(text.encode("utf-16-le", "surrogatepass")) - len(text.encode("ascii", "ignore")) + 1) // 2


def sizes(draft: Draft) -> dict[str, int]:
    """Return how much of each thing that the platform limits a draft has: what its title weighs, characters, topics."""
    title = draft.title
    return {
        "title": title_weight(draft.text[title.start : title.end]) if title else 0,
        "body": sum(region.end - region.start for region in draft.body),
        "topics": sum(region.kind == "topic" for region in draft.marks),
    }


def over_title(draft: Draft, most: int) -> list[Span]:
    """Return what has to be cut off the title."""
    title = draft.title
    if title is None or title_weight(draft.text[title.start : title.end]) <= most:
        return []
    cut = min(title.end - 1, title.start + 2 * most)  # more characters weigh too much, whatever they are
    while cut > title.start and title_weight(draft.text[title.start : cut]) > most:
        cut -= 1
    return [(cut, title.end)]


def long_title(draft: Draft, most: int, found: int) -> bool:
    """Tell whether the title weighs more than a title may; a glance at the first line spares most drafts to have it found."""
    if not draft.skips and not draft.front_title and not heavy_first_line(draft.text, most):
        return False
    title = draft.title
    return title is not None and title_weight(draft.text[title.start : title.end]) > most


def heavy_first_line(text: str, most: int) -> bool:
    """Tell whether the title of a text in which nothing is skipped may weigh more than a title may, by its first line."""
    first = text[:1]
    if not first.isprintable() or first.isspace() or first in BLANK_LETTERS:
        return True  # the title may stand further down
    end = text.find("\n")
    line = text if end < 0 else text[:end]
    if "\r" in line:
        line = line.partition("\r")[0]
    if first != "#" and (len(line) == len(text) or len(line.rstrip()) > TITLE_GUESS):
        return False  # no heading, and all there is or too long for a title
    return 2 * len(line) > most and title_weight(line) > most


def over_body(draft: Draft, most: int) -> list[Span]:
    """Return what has to be cut off the body."""
    kept = 0
    for region in draft.body:
        if kept + region.end - region.start > most:
            return [(region.start + most - kept, region.end)]
        kept += region.end - region.start
    return []


def long_body(draft: Draft, most: int, found: int) -> bool:
    """Tell whether the body may be too long."""
    return long_text(draft.text, most)


def long_text(text: str, most: int) -> bool:
    """Tell whether the body in a text may be too long."""
    return len(text) > most


def over_topics(draft: Draft, most: int) -> list[Span]:
    """Return the span of the topics after the first `most`."""
    topics = [region for region in draft.marks if region.kind == "topic"]
    return [(topics[most].start, topics[-1].end)] if len(topics) > most else []


def many_topics(draft: Draft, most: int, found: int) -> bool:
    """Tell whether there may be more topics."""
    return many_signs(draft.text, most)


def many_signs(text: str, most: int) -> bool:
    """Tell whether a text has more of the signs with which topics begin."""
    return text.count("#") + text.count("＃") > most


def over_invisible(draft: Draft, most: int) -> list[Span]:
    """Return every run of invisible characters inside a word, if there are more runs than `most`."""
    runs = [match.span() for match in INVISIBLE.finditer(draft.text)]
    posted = [run for run in runs if draft.is_posted(run[0], run[0] + 1)]
    return posted if len(posted) > most else []


def some_invisible(draft: Draft, most: int, found: int) -> bool:
    """Tell whether there may be invisible characters."""
    return bool(found & facts.HIDDEN) and SEEN_BY_NOBODY.search(draft.text) is not None


def over_codes(draft: Draft, most: int) -> list[Span]:
    """Return what a code says, if there may be none; each code in a picture is a draft of its own."""
    return [(0, len(draft.text))] if some_code(draft, most, 0) else []


def some_code(draft: Draft, most: int, found: int) -> bool:
    """Tell whether the draft is what a code in a picture says."""
    return most < 1 and draft.is_code


def stated_ai(draft: Draft, most: int) -> list[Span]:
    """Return where the front matter says that AI made a part of the draft."""
    said = _AI_FIELD.search(draft.text, 0, draft.front_end) if draft.fields.get("ai") else None
    return [said.span(1)] if said else []


def may_state_ai(draft: Draft, most: int, found: int) -> bool:
    """Tell whether the front matter says so."""
    return bool(draft.fields.get("ai"))


class Measure(NamedTuple):
    """How one thing is counted; the functions take the most that is allowed.

    `spans` returns the parts of a draft that go over. `possible` tells by a glance at the draft, and by the facts that
    the scanner found, whether there may be any. `in_text` tells it of a text that has no front matter and in which nothing
    is skipped or hidden; None where there are none in such a text. `in_pictures` says that it counts something in
    pictures, and else nothing.
    """

    spans: Callable[[Draft, int], list[Span]]
    possible: Callable[[Draft, int, int], bool]
    in_text: Callable[[str, int], bool] | None = None
    in_pictures: bool = False


MEASURES = {
    "title": Measure(over_title, long_title, heavy_first_line),
    "body": Measure(over_body, long_body, long_text),
    "topics": Measure(over_topics, many_topics, many_signs),
    "invisible": Measure(over_invisible, some_invisible),
    "codes": Measure(over_codes, some_code, in_pictures=True),
    "ai": Measure(stated_ai, may_state_ai),
}


class Limit(NamedTuple):
    """The `most` of a measure that a draft may hold; codes that lead to the `hosts`, or below them, are not counted."""

    measure: str
    most: int
    hosts: tuple[str, ...] = ()

    @property
    def in_pictures(self) -> bool:
        """Whether it counts something in pictures: posters have no title that could be too long."""
        return MEASURES[self.measure].in_pictures

    def spans(self, draft: Draft) -> list[Span]:
        """Return the parts of a draft that go over, in source positions."""
        found = MEASURES[self.measure].spans(draft, self.most)
        if not (found and self.hosts):
            return found
        from xhslint.matching.destinations import leads_only_to

        return [span for span in found if not leads_only_to(draft.text[slice(*span)], self.hosts)]
