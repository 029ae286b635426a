"""One draft as text, as the detectors read it."""

from __future__ import annotations

from collections.abc import Callable

from xhslint.base.lazy_regex import lazy
from xhslint.text.segmenting import plain_segmentation
from xhslint.text.skeleton import WEAK_STOPS
from xhslint.text.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    P = TypeVar("P", bound="Passage")
    T = TypeVar("T")

EMOJI_CODE = lazy(r"^\[\w{1,8}\]|\[\w{1,8}\]$")


class Passage:
    """A draft (`source`), its folded view and the view's text; positions are those of the view."""

    def __init__(self, source: str, view: View) -> None:
        self.source = source
        self.view = view
        self.text = view.text
        self._made: dict[Callable[..., Any], Any] = {}

    def once(self: P, function: Callable[[P], T]) -> T:
        """Return `function(self)`, computed at the first call only."""
        if function not in self._made:
            self._made[function] = function(self)
        made: T = self._made[function]
        return made

    def is_word_across(self, text: str, at: int) -> bool:
        """Tell whether a word lies across a place in a text."""
        return plain_segmentation().widened(text, at, at) != (at, at)

    def isolated(self, edge: int, step: int) -> str:
        """Return the single characters beyond `edge` where text is drawn apart (更·加·微·妙), nearest first.

        `step` is 1 to look right, -1 to look left. At most four characters are returned.
        """
        text, out, position = self.text, "", edge
        place = edge + step
        if not 0 <= place < len(text) or text[place].isalnum() or text[place] in WEAK_STOPS:
            return ""  # at most places, as the loop would find at its first step
        while len(out) < 4:
            place = self._skip_marks(position + step, step)
            beyond = place + step
            alone = not 0 <= beyond < len(text) or not text[beyond].isalnum()
            if not 0 <= place < len(text) or abs(place - position) == 1 or not text[place].isalpha() or not alone:
                break
            out += text[place]
            position = place
        return out

    def _skip_marks(self, place: int, step: int) -> int:
        """Return the first position from `place` on, in direction `step`, behind a few marks and emoji codes."""
        text, first = self.text, place
        while 0 <= place < len(text) and abs(place - first) <= 12:
            character = text[place]
            if character == ("[" if step > 0 else "]"):
                code = EMOJI_CODE.search(text[place : place + 10] if step > 0 else text[max(0, place - 9) : place + 1])
                if not code:
                    break
                place += step * len(code[0])
            elif character.isalnum() or character in WEAK_STOPS:
                break
            else:
                place += step
        return place
