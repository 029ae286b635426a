"""A draft whose title is kept apart from its text, as tables of notes have it."""

from __future__ import annotations

from xhslint.drafts.draft import Draft
from xhslint.drafts.marks import Region
from xhslint.drafts.openings import may_have_skips
from xhslint.drafts.skips import find_skips


def titled(title: str, text: str) -> Draft:
    """Return the draft of a title and the text below it: the title, a line end, the text. Nothing of it is front matter.

    The title region leaves out the blanks around the title, which the platform does not show.
    """
    whole = f"{title}\n{text}"
    start = len(title) - len(title.lstrip())
    end = len(title.rstrip())
    region = Region("title", start, end) if start < end else None
    has_skips = may_have_skips(whole)
    front_end = len(title) + 1
    skips = tuple(find_skips(whole, front_end, False)) if has_skips else ()
    return Draft(whole, skips=skips, front_end=front_end, front_title=region)
