"""The page of `xhslint why`: what in a draft a notice of the platform may mean, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xhslint.base.records import dataclass
from xhslint.drafts.draft import Draft
from xhslint.model.findings import Finding
from xhslint.report.parts.dismissals import dismissal_reason
from xhslint.report.parts.places import name_of, spot, spot_words
from xhslint.report.parts.quoting import citation, labelled, shown_path
from xhslint.report.parts.wording import quoted
from xhslint.report.style import Style
from xhslint.terminal.width import visible
from xhslint.terminal.wrap import wrap
from xhslint.why.reading import Reading
from xhslint.why.suspects import Suspect

SHOWN = 8
"""Suspects of a draft that are told one by one."""
LABELS = ("why", "quiet why", "fix", "clause")


@dataclass(frozen=True)
class Examined:
    """A draft, the profile and kind it was judged by, and what in it the notice may mean."""

    draft: Draft
    profile: str
    kind: str
    suspects: tuple[Suspect, ...]


def ranked(drafts: Sequence[Examined]) -> list[tuple[Examined, Suspect]]:
    """Return the suspects of all drafts as one list, what fits best first; of equal ones, in the order of the drafts."""
    found = [(each, suspect) for each in drafts for suspect in each.suspects]
    return sorted(found, key=lambda pair: (not pair[1].is_quoted, -pair[1].fit))


def why_page(reading: Reading, drafts: Sequence[Examined], style: Style, unseen: int = 0) -> Iterator[str]:
    """Yield what the notice speaks of, the suspects of all drafts, and what to look at by hand, which comes first if nothing fits.

    `unseen` is the number of pictures that the drafts name, or that are in their document, and that were not read.
    """
    found = ranked(drafts)
    is_quoting = any(suspect.is_quoted for _, suspect in found)
    yield from (f"{line}\n" for line in _reading_lines(reading, style, is_quoting))
    is_first = bool(reading.told) and not any(suspect.level == "fits" for _, suspect in found)
    if all(suspect.level == "other" for _, suspect in found):
        yield "\n" + wrap(style.say("why.nothing"), style.width, "  ") + "\n"
    if is_first:
        yield from _look_lines(reading, drafts, style, unseen)
    files = {each.draft.path for each, _ in found}
    if len(files) == 1:
        yield "\n" + style.paint("file", shown_path(min(files), style)) + "\n"
    for number, (each, suspect) in enumerate(found[:SHOWN], 1):
        file = shown_path(each.draft.path, style) if len(files) > 1 else ""
        yield "\n" + "\n".join(_suspect_lines(number, suspect, each.draft, style, file)) + "\n"
    if more := len(found[SHOWN:]):
        yield "\n  " + style.say("why.more", more) + "\n"
    if not is_first:
        yield from _look_lines(reading, drafts, style, unseen)


def things_to_look_at(reading: Reading, lang: str, unseen: int = 0) -> list[str]:
    """Return what to look at by hand, where no linter of texts sees: what the notice calls for, else what most do."""
    from xhslint.messages.catalogue import say

    first = [say(lang, "why.look.unseen", unseen)] if unseen else []
    told = dict.fromkeys(text[lang] for each in reading.told for text in each.notice.look)
    most = [say(lang, f"why.look.{each}") for each in ("pictures", "profile", "comments", "messages")]
    return first + (list(told) or most)


def _look_lines(reading: Reading, drafts: Sequence[Examined], style: Style, unseen: int) -> Iterator[str]:
    key = "why.look.after pictures" if any(each.draft.in_picture for each in drafts) else "why.look"
    yield "\n" + wrap(style.say(key), style.width, "  ") + "\n"
    for text in things_to_look_at(reading, style.lang, unseen):
        yield wrap(f"  - {text}", style.width, "    ") + "\n"


def _reading_lines(reading: Reading, style: Style, is_quoting: bool) -> Iterator[str]:
    if not reading.told:
        yield wrap(style.say("why.unknown but quoting" if is_quoting else "why.unknown"), style.width, "  ")
        return
    for told in reading.told:
        words = style.say("and").join(quoted(word, style.lang, style.encoding) for word in told.words)
        yield wrap(style.say("why.told", style.paint("strong", told.notice.name[style.lang]), words), style.width, "  ")


def _suspect_lines(number: int, suspect: Suspect, draft: Draft, style: Style, file: str) -> Iterator[str]:
    """Yield the lines of a suspect; `file` is told before its place."""
    what = suspect.what
    found = spot(draft, what)
    is_whole = (
        found.place is not None and not found.line
    )  # with its sheet or picture, of which the list may hold several
    place = name_of(found, style.lang) if is_whole else visible(spot_words(draft, what, style.lang), style.encoding)
    place = f"{file} {place}" if file else place
    level = style.paint(_ROLES[suspect.level], style.say(f"why.{suspect.level}"))
    text = quoted(what.text, style.lang, style.encoding)
    yield wrap(f"  {number}. {level} {place} {text} {what.rule_id}".rstrip(), style.width, "     ")
    yield labelled("why", [reason(suspect, style)], style, LABELS)
    if isinstance(what, Finding):
        yield labelled("fix", [what.advice], style, LABELS)
    elif what.rule_id:
        yield labelled("quiet why", [dismissal_reason(what, style)], style, LABELS)
    if suspect.sources:
        yield labelled("clause", [citation(source, style) for source in suspect.sources[:2]], style, LABELS)


_ROLES = {"fits": "error", "maybe": "warning", "other": "faint"}


def reason(suspect: Suspect, style: Style) -> str:
    """Return why something fits a notice, or that the notice speaks of something else."""
    what = suspect.what
    said = what.message if isinstance(what, Finding) else style.say("why.near" if what.rule_id else "quiet.quoted")
    if suspect.is_quoted:
        said = style.say("why.quoted", said)
    if suspect.told is None:
        return said if suspect.is_quoted or not suspect.is_known else style.say("why.not meant", said)
    word = quoted(suspect.told.words[0], style.lang, style.encoding)
    return style.say(
        "why.besides" if suspect.is_besides else "why.meant", word, suspect.told.notice.name[style.lang], said
    )
