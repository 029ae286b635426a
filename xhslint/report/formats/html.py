"""HTML for reviewers: one self-contained page to open, send or print. Text of drafts is always escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from xhslint.base.errors import Problem
from xhslint.base.paths import PASTED
from xhslint.base.version import __version__
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Checked, PassedOver, RunEvent
from xhslint.messages.catalogue import texts
from xhslint.model.findings import KINDS, SEVERITIES, Finding
from xhslint.report.parts.addresses import posix_path
from xhslint.report.parts.html_draft import DraftMarkup, family_markup
from xhslint.report.parts.html_text import as_markup, asset, policy_hash
from xhslint.report.parts.places import note_name
from xhslint.report.parts.totals import Totals, joined
from xhslint.report.parts.wording import problem_message
from xhslint.report.style import Style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.report.parts.picture_view import PictureViews

LANGUAGES = {"zh": "zh-CN", "en": "en"}
CONTENTS_FROM = 4  # drafts with findings; a page with fewer has no table of contents


def report(events: Iterable[RunEvent], style: Style) -> Iterator[str]:
    """Yield the page once all drafts are checked, because their numbers stand at the top."""
    page = _Page(style)
    for event in events:
        page.add(event)
    yield from page.markup()


class _Page:
    """The drafts so far as markup, and their numbers."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.lang = style.lang
        self._draft = DraftMarkup(style)
        self.severities: Counter[str] = Counter()
        self.families: Counter[str] = Counter()
        self.drafts: list[str] = []
        self.contents: list[str] = []
        self.clean: Counter[str] = Counter()
        self.problems: list[str] = []
        self.mistakes: list[str] = []
        self.totals = Totals()
        self.checked = ""
        self.is_unchanged = False
        self.pictures: PictureViews | None = None
        self.number = 0
        self.picture: list[Checked] = []
        """The words of the last picture, and what its codes say."""

    def add(self, event: RunEvent) -> None:
        self.totals.add(event)
        if isinstance(event, Checked) and event.draft.in_picture:
            if not event.draft.is_code:
                self._end_picture()
            self.picture.append(event)
            self.checked = ""
            return
        self._end_picture()
        if isinstance(event, Problem):
            # A problem that is told behind the draft that it is in did not keep that from being checked.
            told = self.mistakes if self.checked and event.path == self.checked else self.problems
            told.append(self._problem_item(event))
            return
        if isinstance(event, PassedOver):
            self.is_unchanged = bool(event.unchanged)
            return
        self.checked = (
            "" if event.draft.places else event.draft.path
        )  # a note that failed is told like a mistake in one
        self._add([event])

    def _end_picture(self) -> None:
        """Add the picture of which all was told."""
        if self.picture:
            self._add(self.picture)
            self.picture = []

    def _add(self, parts: Sequence[Checked]) -> None:
        if any(part.findings for part in parts):
            self._add_draft(parts)
        else:
            self.clean[parts[0].draft.path] += 1

    def markup(self) -> Iterator[str]:
        self._end_picture()
        sheet, script = asset("colors.css") + asset("page.css"), asset("page.js")
        images = ""
        if self.pictures:
            sheet, images = sheet + asset("picture.css"), "img-src data:; "
        policy = (
            f"default-src 'none'; style-src '{policy_hash(sheet)}'; script-src '{policy_hash(script)}'; {images}"
            "base-uri 'none'; form-action 'none'"
        )
        title = self._page_text("title")
        yield f'<!DOCTYPE html>\n<html lang="{LANGUAGES[self.lang]}">\n<head>\n<meta charset="utf-8">\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        yield f"<title>{title}</title>\n<style>{sheet}</style>\n</head>\n<body>\n"
        yield f"<header>\n<h1>{title}</h1>\n{self._totals()}</header>\n"
        yield from self._filters()
        yield "<main>\n"
        if self.problems:
            yield from self._list("problems", self._page_text("failed"), self.problems)
        if self.mistakes:
            yield from self._list("problems", self._page_text("mistakes"), self.mistakes)
        if len(self.contents) >= CONTENTS_FROM:
            yield from self._list("contents", self._page_text("contents"), self.contents, "nav")
        yield from self.drafts
        if self.clean:
            number = self.clean.total()
            key = "clean.pictures" if self.totals.pictures else "clean"
            yield f'<details class="clean">\n<summary>{self._page_text(key, number)}</summary>\n<ul>\n'
            yield from (self._clean_item(path, notes) for path, notes in self.clean.items())
            yield "</ul>\n</details>\n"
        yield f"</main>\n<footer>{self._page_text('made', __version__)}</footer>\n<script>{script}</script>\n</body>\n</html>\n"

    def _totals(self) -> str:
        """Return the numbers of drafts, findings and problems, and a sentence if there are no findings or problems."""
        drafts = self.totals.notes + self.totals.pictures
        boxes = [("pictures", self.totals.pictures)] if self.totals.pictures else []
        if self.totals.notes or not boxes:
            boxes.insert(0, ("drafts", self.totals.notes))
        boxes += [(each, self.severities[each]) for each in SEVERITIES]
        if self.problems:
            boxes.append(("failed", len(self.problems)))
        items = "".join(
            f'<div class="{name if number else "none"}"><dt>{self._page_text(name)}</dt><dd>{number}</dd></div>\n'
            for name, number in boxes
        )
        verdict = ""
        if not self.number and not self.problems and not self.mistakes:
            checked = self.totals.checked(self.style)
            nothing = "nothing changed" if self.is_unchanged else "nothing"
            said = self.style.say("clean", checked) if drafts else self.style.say(nothing)
            verdict = f'<p class="verdict">{said}</p>\n'
        notes = joined([*self.totals.held(self.style), *self.totals.unread(self.style)], self.style)
        told = [each for each in (notes, self.totals.left_out(self.style)) if each]
        unread = "".join(f'<p class="unread">{escape(each)}</p>\n' for each in told)
        return f'<dl class="numbers">\n{items}</dl>\n{verdict}{unread}'

    def _filters(self) -> Iterator[str]:
        """Yield the check boxes of the filters, hidden until the script runs, because they do nothing without it."""
        if not self.number:
            return
        yield '<form id="filters" autocomplete="off" hidden>\n'
        severities = [each for each in SEVERITIES if self.severities[each]]
        yield from self._boxes("severity", {each: self.style.say(each) for each in severities}, self.severities)
        yield from self._boxes(
            "family", {each: family_markup(each, self.lang) for each in sorted(self.families)}, self.families
        )
        shown = escape(self._page_text("shown", "{0}", "{1}"))
        yield f'<output id="shown" data-text="{shown}">{self._page_text("shown", self.number, self.number)}</output>\n</form>\n'

    def _boxes(self, name: str, labels: dict[str, str], tally: Counter[str]) -> Iterator[str]:
        yield f"<fieldset><legend>{self._page_text(name)}</legend>\n"
        for value, label in labels.items():
            box = f'<input type="checkbox" name="{name}" value="{as_markup(value)}" checked>'
            tint = f' class="{value}"' if value in SEVERITIES else ""
            yield f"<label{tint}>{box}<span>{label}</span> <small>{tally[value]}</small></label>\n"
        yield "</fieldset>\n"

    def _list(self, name: str, heading: str, items: Sequence[str], tag: str = "section") -> Iterator[str]:
        yield f'<{tag} class="{name}">\n<h2>{heading}</h2>\n<ul>\n'
        yield from items
        yield f"</ul>\n</{tag}>\n"

    def _problem_item(self, problem: Problem) -> str:
        place = f' <span class="place">{self.style.say("at line", problem.line)}</span>' if problem.line else ""
        return f"<li>{self._path(problem.path) if problem.path else ''}{place} <span>{as_markup(problem_message(problem))}</span></li>\n"

    def _clean_item(self, path: str, notes: int) -> str:
        """Return a file without findings, or a document with the number of its notes that have none."""
        number = f" <small>{self.style.count(notes, 'draft')}</small>" if notes > 1 else ""
        return f"<li>{self._path(path)}{number}</li>\n"

    def _add_draft(self, parts: Sequence[Checked]) -> None:
        """Add a draft, or the parts of a picture: its words and its codes, whose findings are numbered on."""
        checked, first = parts[0], self.number + 1
        found = [(part.draft, finding) for part in parts for finding in part.findings]
        self.number += len(found)
        tally = Counter(finding.severity for _, finding in found)
        self.severities.update(tally)
        self.families.update(finding.family for _, finding in found)
        numbers = "".join(
            f' <span class="tally {each}">{self.style.count(tally[each], each)}</span>'
            for each in SEVERITIES
            if tally[each]
        )
        anchor, path = f"d{len(self.drafts) + 1}", self._note(checked.draft)
        profile = texts(self.lang).get(checked.profile, checked.profile)
        if checked.kind != KINDS[0]:
            profile += " · " + texts(self.lang)[f"kind.{checked.kind}"]
        self.contents.append(f'<li><a href="#{anchor}">{path}</a>{numbers}</li>\n')
        cards = "".join(
            self._draft.card(draft, finding, first + place, place + 1) for place, (draft, finding) in enumerate(found)
        )
        self.drafts.append(
            f'<section class="draft" id="{anchor}">\n'
            f'<h2>{path} <span class="profile">{as_markup(profile)}</span>{numbers}</h2>\n{self._used_by(checked)}'
            f'<div class="pair">\n{self._text_column(parts, found, first)}'
            f'<ol class="findings">\n{cards}</ol>\n</div>\n</section>\n'
        )

    def _used_by(self, checked: Checked) -> str:
        """Return the markup of the drafts to which a picture belongs."""
        names = self.style.say("and").join(map(self._path, checked.used_by))
        return f'<p class="used">{self.style.say("used by", names)}</p>\n' if names else ""

    def _text_column(self, parts: Sequence[Checked], found: Sequence[tuple[Draft, Finding]], first: int) -> str:
        """Return the text of a draft; below its picture, if it stands in one, and with what the codes in that say."""
        text, number = "", 1
        for part in parts:
            if part.draft.text.strip() or part.findings:
                body = "".join(self._draft.body(part, first + number - 1, number))
                text += f'<div class="text" lang="zh-CN">{body}</div>\n'
            number += len(part.findings)
        checked = parts[0]
        if not checked.draft.in_picture:
            return text or '<div class="text" lang="zh-CN"></div>\n'
        if self.pictures is None:
            from xhslint.report.parts.picture_view import PictureViews

            self.pictures = PictureViews()
        label = as_markup(note_name(checked.draft, posix_path(checked.draft.path), self.style))
        return f"<div>{self.pictures.figure(checked.draft, found, first, label)}{text}</div>\n"

    def _note(self, draft: Draft) -> str:
        """Return the markup of the path of a draft, with the place of a note in its document."""
        return self._path(draft.path) + as_markup(note_name(draft, "", self.style))

    def _path(self, path: str) -> str:
        """Return the markup of a path; its folders are dimmed, and pasted text is called so."""
        folders, slash, name = (
            ("", "", self.style.say("pasted")) if path == PASTED else posix_path(path).rpartition("/")
        )
        return f'<span class="path"><span>{as_markup(folders + slash)}</span>{as_markup(name)}</span>'

    def _page_text(self, key: str, *values: object) -> str:
        return self.style.say(f"page.{key}", *values)
