"""A draft: one caption with its title, body, topics and links, each a range of its file."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property

from xhslint.base.errors import InputError, Problem
from xhslint.base.lazy_regex import lazy
from xhslint.base.records import dataclass, field
from xhslint.drafts.decode import LINE_END
from xhslint.drafts.marks import MARKERS, Region, mark_finder
from xhslint.drafts.openings import LINE_FILLERS, is_like_front_matter, may_have_skips
from xhslint.drafts.skips import CODE, Skip, find_skips

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.drafts.places import Place, Places

KEYWORD = "xhslint"
"""The word by which a draft addresses the linter: a draft without it suppresses no finding."""

TITLE_GUESS = 40
"""The greatest length, in code points, of a first line that counts as the title without being a heading."""
_WIDE_TITLE_GUESS = 30  # the same in Chinese characters, which take twice the room of Latin letters
_TITLE_ROOM = 20  # the characters that a title may have; prose that is as short as that may still be one

MOST_COUNTED = 2000
"""Characters in which line ends are counted for each position; for those further down, where lines start is listed once."""

_NEWLINE = lazy(r"[\r\n]")
_BLANK = lazy(rf"[\s{LINE_FILLERS}]*")

_HEADING = lazy(r"#{1,6}[ \t]+(?=\S)")
_LIST_ITEM = lazy(r"[-*+>][ \t]|\d{1,2}[.、)）](?!\d)")
_PROSE = lazy("。|，.*，")
_WIDE = lazy("[\u2e80-\uffef]")
_DIRECTIVE = lazy(rf"#+[ \t]*{KEYWORD}-")  # a suppression that is no HTML comment
_RUNS_ON = ("，", ",", "、", "；", ";")


@dataclass(frozen=True)
class Draft:
    """One caption and its file; made by `parse`.

    `text` is the decoded file without byte order mark, its line ends unchanged; `path` is for messages; `fields` is the
    front matter as plain data, in which `title`, `profile`, `kind`, `ai` and `xhslint` have the right type; `skips` is sorted and
    disjoint; `front_end` is where the front matter ends, `front_title` the title in it; `skips_code` tells whether fenced
    code is skipped. `places` is empty for a draft that is a file of its own; for one out of a document or picture it says where
    each part of `text` stands there. All else is computed on demand.
    """

    text: str
    path: str = "<text>"
    fields: dict[str, Any] = field(default_factory=dict, hash=False)
    skips: tuple[Skip, ...] = ()
    front_end: int = field(default=0, repr=False)
    front_title: Region | None = field(default=None, repr=False)
    skips_code: bool = field(default=False, repr=False)
    places: Places = field(default=(), repr=False)

    def __init__(
        self,
        text: str,
        path: str = "<text>",
        fields: dict[str, Any] | None = None,
        skips: tuple[Skip, ...] = (),
        front_end: int = 0,
        front_title: Region | None = None,
        skips_code: bool = False,
        places: Places = (),
    ) -> None:
        # Explicit, because the generated method is slower and most drafts need little more than this.
        attributes = self.__dict__
        attributes["text"] = text
        attributes["path"] = path
        attributes["fields"] = {} if fields is None else fields
        attributes["skips"] = skips
        attributes["front_end"] = front_end
        attributes["front_title"] = front_title
        attributes["skips_code"] = skips_code
        attributes["places"] = places

    def __reduce__(self) -> tuple[Any, ...]:
        # Without computed values, which are cheaper to compute again than to send to another process.
        return Draft, (
            *(self.text, self.path, self.fields, self.skips),
            *(self.front_end, self.front_title, self.skips_code, self.places),
        )

    @classmethod
    def parse(cls, text: str, path: str = "<text>", code: str = CODE[0], front_matter: bool = True) -> Draft:
        """Return the draft in a text; raises InputError with lines and columns for mistakes in its front matter.

        `code`, one of `CODE`, says what is done with fenced code unless the front matter does. Without `front_matter`, what
        looks like one is part of the body.
        """
        if not isinstance(text, str):
            raise TypeError(f"a caption must be str, not {type(text).__name__}")
        has_skips = may_have_skips(text)
        has_front = front_matter and is_like_front_matter(text)
        if not has_skips and not has_front:
            return cls(text, path)
        fields: dict[str, Any] = {}
        skips: list[Skip] = []
        end, title = 0, None
        if has_front:
            from xhslint.drafts.front_matter import read

            if front := read(text, path):
                fields, end = front.fields, front.end
                skips.append(Skip(0, end, "\n"))
                if front.title:
                    title = Region("title", *front.title)
                    skips = [Skip(0, title.start, "\n"), Skip(title.end, end, "\n")]
            else:
                from xhslint.drafts.front_matter_slips import require_none

                require_none(text, path)
        skips_code = (fields.get(KEYWORD, {}).get("code") or code) == "skip"
        if has_skips:
            skips.extend(find_skips(text, end, skips_code))
        return cls(text, path, fields, tuple(skips), end, title, skips_code)

    @classmethod
    def parse_leniently(cls, text: str, path: str = "<text>", code: str = CODE[0]) -> tuple[Draft, tuple[Problem, ...]]:
        """Return the draft in a text, and the mistakes in its front matter, which is then part of the body."""
        try:
            return cls.parse(text, path, code), ()
        except InputError as error:
            return cls.parse(text, path, code, front_matter=False), error.problems

    def with_text(self, text: str, growth: int = 0) -> Draft:
        """Return the draft in another text, read in the same way; raises InputError.

        `growth` is by how much longer its title became, which is all that tells where the title of a note out of a
        document ends. The places of such a note stay those of the old text.
        """
        if self.places:
            return self._note_with_text(text, growth)
        return Draft.parse(text, self.path, "skip" if self.skips_code else "check")

    def _note_with_text(self, text: str, growth: int) -> Draft:
        front_end, title = self.front_end + growth, self.front_title
        if title:
            title = Region("title", title.start, title.end + growth)
        has_skips = may_have_skips(text) and not self.in_picture
        skips = tuple(find_skips(text, front_end, False)) if has_skips else ()
        return Draft(text, self.path, {}, skips, front_end, title, False, self.places)

    @property
    def skipped_code(self) -> int:
        """The number of fenced blocks of code that are skipped."""
        if not self.skips_code:
            return 0
        return sum(bool(skip.reads) and skip.start >= self.front_end for skip in self.skips)

    def position(self, offset: int) -> tuple[int, int]:
        r"""Return line and column of an offset, both from 1, in code points; only \r\n, \n and \r end lines."""
        if offset < MOST_COUNTED and "_line_starts" not in self.__dict__ and "\r" not in self.text:
            return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column, as `position` counts them."""
        return self._line_starts[line - 1] + column - 1

    def place_at(self, offset: int) -> Place | None:
        """Return where in its document a character stands; None if the draft is a file of its own."""
        if not self.places:
            return None
        from xhslint.drafts.places import place_at

        return place_at(self.position, self.places, offset)

    @property
    def in_picture(self) -> str:
        """`words` for those that stand in a picture, `code` for what a code in one says; empty for other drafts."""
        if not self.places or not (place := self.places[0][1]).box:
            return ""
        return place.field or "words"

    @property
    def is_code(self) -> bool:
        """Whether the draft is what a code in a picture says."""
        return bool(self.places) and self.in_picture == "code"

    def is_doubtful(self, start: int, end: int) -> bool:
        """Return whether words of a range stand in a picture and may easily be others than those that were read."""
        from xhslint.drafts.places import places_in

        return any(place.is_doubtful for place in places_in(self.places, start, end))

    def line_end(self, offset: int) -> int:
        """Return the offset of the end of the line at an offset, before its line break."""
        line = bisect_right(self._line_starts, offset)
        if line == len(self._line_starts):
            return len(self.text)
        last = self._line_starts[line] - 1
        return last - (self.text[last - 1 : last + 1] == "\r\n")

    def region_at(self, offset: int) -> str:
        """Return the kind of the innermost region at an offset: topic or link, else title, else body."""
        if mark := self.mark_at(offset):
            return mark.kind
        title, _ = self._opening
        return "title" if title and title.start <= offset < title.end else "body"

    def mark_at(self, offset: int) -> Region | None:
        """Return the topic or link at an offset; None without one."""
        index = bisect_right(self._mark_starts, offset) - 1
        return self.marks[index] if index >= 0 and offset < self.marks[index].end else None

    def is_posted(self, start: int, end: int) -> bool:
        """Return whether all of a range is posted, so not in code, comments or front matter other than the title."""
        index = bisect_left(self.skips, end, key=lambda skip: skip.start) - 1
        return index < 0 or self.skips[index].end <= start

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Title, body, topics and links by start; topics and links overlap title and body."""
        title = [self.title] if self.title else []
        return tuple(sorted([*title, *self.body, *self.marks], key=lambda region: region.start))

    @property
    def title(self) -> Region | None:
        """The title, which is the first region."""
        return self._opening[0]

    @cached_property
    def body(self) -> tuple[Region, ...]:
        """The parts of the body between skips."""
        regions = []
        for start, end in self._visible(self._opening[1]):
            start = _blank_end(self.text, start, end)
            if start < end:
                regions.append(Region("body", start, start + len(self.text[start:end].rstrip())))
        return tuple(regions)

    @cached_property
    def _line_starts(self) -> array[int]:
        return array("Q", [0, *(end.end() for end in LINE_END.finditer(self.text))])

    @cached_property
    def marks(self) -> tuple[Region, ...]:
        """Topics and links, sorted and disjoint."""
        if not any(marker in self.text for marker in MARKERS):
            return ()
        return tuple(mark for start, end in self._visible(0) for mark in self._marks_in(start, end))

    @cached_property
    def _marks_in(self) -> Callable[[int, int], Iterator[Region]]:
        return mark_finder(self.text)

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [mark.start for mark in self.marks]

    @cached_property
    def _opening(self) -> tuple[Region | None, int]:
        """The title (that of the front matter, else a first line that is a heading or looks like one) and the body's start."""
        if self.front_title or self.in_picture:
            return self.front_title, self.front_end
        start, end, line_end = self._first_line()
        line = self.text[start:end]
        if line.startswith("#") and _DIRECTIVE.match(line):
            return None, self.front_end
        if heading := _HEADING.match(_without_closing_marks(line)):
            return Region("title", start + heading.end(), start + len(heading.string)), line_end
        if self._looks_like_title(line, start) and self._next_visible(line_end) < len(self.text):
            return Region("title", start, start + len(line)), line_end
        return None, self.front_end

    def _first_line(self) -> tuple[int, int, int]:
        """Return where the first line that is seen starts, where its last character ends, and where the line ends."""
        if self.skips:
            start = self._next_visible(self.front_end)
            line_end = self._visible_line_end(start)
            return start, self._visible_end(start, line_end), line_end
        start = _blank_end(self.text, self.front_end, len(self.text))
        newline = _NEWLINE.search(self.text, start)
        line_end = newline.start() if newline else len(self.text)
        return start, start + len(self.text[start:line_end].rstrip()), line_end

    def _looks_like_title(self, line: str, start: int) -> bool:
        """Return whether a first line is short and neither a paragraph, a sentence that goes on, a list item nor only topics."""
        if len(line) > TITLE_GUESS or line.endswith(_RUNS_ON) or _LIST_ITEM.match(line):
            return False
        if len(line) > _TITLE_ROOM and (_PROSE.search(line) or len(_WIDE.findall(line)) > _WIDE_TITLE_GUESS):
            return False
        words, at = "", start
        # Searching for marks costs more than all else; a line without their characters has none.
        marks = self.marks if self.skips else self._marks_in(start, start + len(line))
        for mark in marks if any(marker in line for marker in MARKERS) else ():
            if mark.start >= start + len(line):
                break
            words, at = words + self.text[at : mark.start], mark.end
        return any(map(str.isalnum, words + self.text[at : start + len(line)]))

    def _visible(self, start: int) -> Iterator[tuple[int, int]]:
        """Yield the ranges between skips, from an offset on."""
        for skip in self.skips:
            if skip.start > start:
                yield start, skip.start
            start = max(start, skip.end)
        if start < len(self.text):
            yield start, len(self.text)

    def _next_visible(self, offset: int) -> int:
        """Return the offset of the next character that is neither blank nor skipped, or the end of the text."""
        for start, end in self._visible(offset):
            offset = _blank_end(self.text, start, end)
            if offset < end:
                return offset
        return len(self.text)

    def _visible_end(self, start: int, limit: int) -> int:
        """Return the end of the last character before a limit that is neither blank nor skipped."""
        last = start
        for begin, end in self._visible(start):
            if begin >= limit:
                break
            if piece := self.text[begin : min(end, limit)].rstrip():
                last = begin + len(piece)
        return last

    def _visible_line_end(self, offset: int) -> int:
        """Return where the line at an offset ends; a comment does not end it."""
        for start, end in self._visible(offset):
            if newline := _NEWLINE.search(self.text, start, end):
                return newline.start()
        return len(self.text)


def _blank_end(text: str, start: int, end: int) -> int:
    blank = _BLANK.match(text, start, end)
    return blank.end() if blank else start


def _without_closing_marks(heading: str) -> str:
    """Return a heading without the run of # that may close it."""
    bare = heading.rstrip("#")
    return bare.rstrip() if bare != heading and bare.endswith((" ", "\t")) else heading
