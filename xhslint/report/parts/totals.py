"""What a run checked and found, in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from xhslint.base.errors import Problem
from xhslint.drafts.places import shown_name
from xhslint.linter.events import CleanDrafts, Interrupted, PassedOver, Rendered, SessionEvent
from xhslint.messages.catalogue import texts
from xhslint.model.findings import SEVERITIES
from xhslint.report.style import Style
from xhslint.terminal.width import visible

MOST = 4
"""How many rules and families that were left out are named."""


class Totals:
    """The numbers of drafts, of findings by severity, of problems and of unread files in the events that were added."""

    def __init__(self) -> None:
        self._tally: Counter[str] = Counter()
        self._passed = PassedOver()
        self._checked = ""
        self._is_note = self._has_notes = False
        self._left_out: tuple[str, ...] = ()
        self.is_interrupted = False

    def add(self, event: SessionEvent) -> None:
        if isinstance(event, PassedOver):
            self._passed = event if event.has_unread else self._passed
            self._tally["unchanged"] += event.unchanged
            self._left_out = event.left_out or self._left_out
            return
        if isinstance(event, (Rendered, CleanDrafts)):
            self._add_files(event)
            return
        if isinstance(event, Interrupted):
            self.is_interrupted = True
        if isinstance(event, Problem):
            # Told behind the draft that it is in; of a document, a note may have failed as well.
            is_inside = self._tally["draft"] and event.path == self._checked and not self._is_note
            self._tally["mistake" if is_inside else "failed" if event.path else "stopped"] += 1
            return
        self._tally["draft"] += 1
        in_picture = event.draft.in_picture
        if not event.draft.is_code:  # which is a part of its picture
            self._tally["picture" if in_picture else "note"] += 1
        if event.draft.path != self._checked:
            self._tally["file"] += not in_picture
            self._checked = event.draft.path
        self._is_note = bool(event.draft.places)
        self._has_notes = self._has_notes or (self._is_note and not in_picture)
        if code := event.draft.skipped_code:
            self._tally["code"] += code
        if event.findings or event.suppressed or event.known:  # few drafts
            self._tally.update(finding.severity for finding in event.findings)
            self._tally.update(suppressed=event.suppressed, known=event.known)

    def _add_files(self, event: Rendered | CleanDrafts) -> None:
        """Add drafts each of which is a file of its own."""
        number = event.number if isinstance(event, CleanDrafts) else 1
        for name in ("draft", "note", "file"):
            self._tally[name] += number
        self._is_note = False
        if isinstance(event, Rendered):
            self._checked = event.path
            self._tally.update(event.severities)

    @property
    def is_worth_telling(self) -> bool:
        """Whether a draft was checked, or nothing went wrong: without drafts, problems speak for themselves."""
        return bool(self._tally["draft"]) or not self._tally["failed"] + self._tally["stopped"]

    @property
    def notes(self) -> int:
        """How many drafts were checked that stand in no picture."""
        return self._tally["note"]

    @property
    def pictures(self) -> int:
        """How many pictures were checked, whatever stands in them."""
        return self._tally["picture"]

    def line(self, style: Style) -> str:
        """Return the numbers as a sentence."""
        tally = self._tally
        found = [style.paint(each, style.count(tally[each], each)) for each in SEVERITIES if tally[each]]
        checked = self.checked(style)
        mistakes = [style.count(tally["mistake"], "mistake")] if tally["mistake"] else []
        if found:
            summary = style.say("found", checked, style.say("comma").join(found))
        elif mistakes:  # not told beside "nothing to report", which reads as clean
            summary, mistakes = style.say("found with mistake", checked, *mistakes), []
        elif tally["draft"]:
            summary = style.say("clean", checked)
            summary = summary if tally["failed"] + tally["stopped"] else style.paint("good", summary)
        else:
            is_found = self._passed.empty or not self.is_worth_telling
            none = "nothing checked" if is_found else "nothing"
            summary = style.say("nothing changed" if tally["unchanged"] else none)
        failed = [style.say("failed", tally["failed"])] if tally["failed"] else []
        cut = [style.say("cut short")] if self.is_interrupted else []
        return joined([summary, *self.held(style), *failed, *mistakes, *self.unread(style), *cut], style)

    def checked(self, style: Style) -> str:
        """Return how many drafts and pictures were checked, and in how many files, if some of these are documents."""
        numbers = [(self.notes, "draft"), (self.pictures, "pictures")]
        drafts = style.say("and").join(style.count(number, name) for number, name in numbers if number)
        drafts = drafts or style.count(0, "draft")
        if self._has_notes:
            return style.say("checked.inside", drafts, style.count(self._tally["file"], "file"))
        return style.say("checked", drafts)

    def held(self, style: Style) -> list[str]:
        """Return a sentence with the numbers of findings that were held back; none without any."""
        held = [style.count(self._tally[each], each) for each in ("suppressed", "known") if self._tally[each]]
        return [style.say("held", style.say("comma").join(held))] if held else []

    def unread(self, style: Style) -> list[str]:
        """Return a sentence each on the code, the pictures and the files that were not checked, if there are any."""
        code, passed = self._tally["code"], self._passed
        said = [style.count(code, "skipped code")] if code else []
        said += [style.count(passed.empty, "unread.empty")] if passed.empty else []
        said += [style.count(passed.wordless, "unread.wordless")] if passed.wordless else []
        said += [style.count(passed.remote, "unread.remote")] if passed.remote else []
        said += [style.count(passed.unseen, "unread.unseen")] if passed.unseen else []
        said += [style.count(passed.embedded, "unread.embedded")] if passed.embedded else []
        said += [unread_columns(passed.columns, style)] if passed.columns else []
        return said + ([unread_files(passed, style)] if passed.suffixes else [])

    def left_out(self, style: Style) -> str:
        """Return a sentence with the opt-in rules and families that no draft was checked for and how to ask for them; or ""."""
        names = self._left_out
        if not names:
            return ""
        said = [texts(style.lang).get(f"left out.{name}", name) for name in names[:MOST]]
        if len(names) > MOST:
            said.append(style.say("left out.more", len(names) - MOST))
        return style.say("left out", style.say("and").join(said), ",".join(names[:MOST]))


def joined(sentences: Iterable[str], style: Style) -> str:
    """Return sentences as one text."""
    return (" " if style.lang == "en" else "").join(sentences)


def unread_columns(names: Sequence[str], style: Style) -> str:
    """Return a sentence with the names of columns that were not read, the first of them, and how they are."""
    said = [visible(shown_name(name)) for name in names[:MOST]]
    if len(names) > MOST:
        said.append(style.say("left out.more", len(names) - MOST))
    return style.say("unread.columns", style.say("and").join(said))


def unread_files(passed: PassedOver, style: Style) -> str:
    """Return a sentence with the number of files that were not checked, and how many of each suffix.

    It says how those are checked whose notes could be read.
    """
    kinds = style.say("and").join(style.say("suffix", name, number) for name, number in passed.suffixes)
    number = sum(number for _, number in passed.suffixes)
    told = style.say(f"unread.{'one' if number == 1 else 'many'}", number, kinds)
    return style.say("unread.documents", told, style.say("and").join(passed.readable)) if passed.readable else told
