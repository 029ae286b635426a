"""A page for a reviewer: everything in one file, to be opened, sent and printed. Text of a draft is never markup in it."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from xhslint.base.errors import Problem
from xhslint.base.version import __version__
from xhslint.linter.events import Checked, Event
from xhslint.messages.catalogue import count, say, texts
from xhslint.model.findings import SEVERITIES, Finding
from xhslint.report.parts.addresses import posix_path, web_address
from xhslint.report.parts.passage import cite
from xhslint.report.parts.pieces import Piece, Span, pieces
from xhslint.report.parts.wording import complaint, disguise_names
from xhslint.report.style import Style
from xhslint.terminal.width import visible
from xhslint.terminal.wrap import clip

LANGUAGES = {"zh": "zh-CN", "en": "en"}
CONTENTS_FROM = 4  # drafts with findings from which a list of them helps
READING_CELLS = 80  # of a span or its reading in the list; the draft beside it has it whole


def report(events: Iterable[Event], look: Style) -> Iterator[str]:
    """The page; the drafts are kept until the end because the numbers stand at the top."""
    page = _Page(look)
    for event in events:
        page.add(event)
    yield from page.written()


class _Page:
    """What has been seen so far, already as markup."""

    def __init__(self, look: Style) -> None:
        self.look = look
        self.lang = look.lang
        self.severities: Counter[str] = Counter()
        self.families: Counter[str] = Counter()
        self.drafts: list[str] = []
        self.contents: list[str] = []
        self.clean: list[str] = []
        self.problems: list[str] = []
        self.number = 0

    def add(self, event: Event) -> None:
        if isinstance(event, Problem):
            self.problems.append(self._problem(event))
        elif event.findings:
            self._draft(event)
        else:
            self.clean.append(f"<li>{_path(event.draft.path)}</li>\n")

    def written(self) -> Iterator[str]:
        style, script = _asset("page.css"), _asset("page.js")
        policy = (
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'"
        )
        title = self._say("title")
        yield f'<!DOCTYPE html>\n<html lang="{LANGUAGES[self.lang]}">\n<head>\n<meta charset="utf-8">\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        yield f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        yield f"<header>\n<h1>{title}</h1>\n{self._numbers()}</header>\n"
        yield from self._filters()
        yield "<main>\n"
        if self.problems:
            yield from self._list("problems", self._say("failed"), self.problems)
        if len(self.contents) >= CONTENTS_FROM:
            yield from self._list("contents", self._say("contents"), self.contents, "nav")
        yield from self.drafts
        if self.clean:
            yield f'<details class="clean">\n<summary>{self._say("clean", len(self.clean))}</summary>\n<ul>\n'
            yield from self.clean
            yield "</ul>\n</details>\n"
        yield f"</main>\n<footer>{self._say('made', __version__)}</footer>\n<script>{script}</script>\n</body>\n</html>\n"

    def _numbers(self) -> str:
        """How many drafts and findings there are; a page without any says so."""
        drafts = len(self.drafts) + len(self.clean)
        boxes = [("drafts", drafts)] + [(each, self.severities[each]) for each in SEVERITIES]
        if self.problems:
            boxes.append(("failed", len(self.problems)))
        items = "".join(
            f'<div class="{name if number else "none"}"><dt>{self._say(name)}</dt><dd>{number}</dd></div>\n'
            for name, number in boxes
        )
        verdict = ""
        if not self.number and not self.problems:
            checked = say(self.lang, "checked", count(self.lang, drafts, "draft"))
            said = say(self.lang, "clean", checked) if drafts else say(self.lang, "nothing")
            verdict = f'<p class="verdict">{said}</p>\n'
        return f'<dl class="numbers">\n{items}</dl>\n{verdict}'

    def _filters(self) -> Iterator[str]:
        """Boxes to tick; the script brings them to light, because without it they would do nothing."""
        if not self.number:
            return
        yield '<form id="filters" autocomplete="off" hidden>\n'
        severities = [each for each in SEVERITIES if self.severities[each]]
        yield from self._boxes("severity", {each: say(self.lang, each) for each in severities}, self.severities)
        yield from self._boxes("family", {each: self._family(each) for each in sorted(self.families)}, self.families)
        shown = escape(self._say("shown", "{0}", "{1}"))
        yield f'<output id="shown" data-text="{shown}">{self._say("shown", self.number, self.number)}</output>\n</form>\n'

    def _boxes(self, name: str, labels: dict[str, str], tally: Counter[str]) -> Iterator[str]:
        yield f"<fieldset><legend>{self._say(name)}</legend>\n"
        for value, label in labels.items():
            box = f'<input type="checkbox" name="{name}" value="{_text(value)}" checked>'
            tint = f' class="{value}"' if value in SEVERITIES else ""
            yield f"<label{tint}>{box}<span>{label}</span> <small>{tally[value]}</small></label>\n"
        yield "</fieldset>\n"

    def _list(self, name: str, heading: str, items: Sequence[str], tag: str = "section") -> Iterator[str]:
        yield f'<{tag} class="{name}">\n<h2>{heading}</h2>\n<ul>\n'
        yield from items
        yield f"</ul>\n</{tag}>\n"

    def _problem(self, problem: Problem) -> str:
        place = f' <span class="place">{self._say("at", problem.line)}</span>' if problem.line else ""
        return (
            f"<li>{_path(problem.path) if problem.path else ''}{place} <span>{_text(complaint(problem))}</span></li>\n"
        )

    def _draft(self, checked: Checked) -> None:
        first = self.number + 1
        self.number += len(checked.findings)
        tally = Counter(finding.severity for finding in checked.findings)
        self.severities.update(tally)
        numbers = "".join(
            f' <span class="tally {each}">{count(self.lang, tally[each], each)}</span>'
            for each in SEVERITIES
            if tally[each]
        )
        anchor, path = f"d{len(self.drafts) + 1}", _path(checked.draft.path)
        profile = texts(self.lang).get(checked.profile, checked.profile)
        self.contents.append(f'<li><a href="#{anchor}">{path}</a>{numbers}</li>\n')
        cards = "".join(self._card(finding, first + place, place + 1) for place, finding in enumerate(checked.findings))
        self.drafts.append(
            f'<section class="draft" id="{anchor}">\n'
            f'<h2>{path} <span class="profile">{_text(profile)}</span>{numbers}</h2>\n'
            f'<div class="pair">\n<div class="text" lang="zh-CN">{"".join(self._body(checked, first))}</div>\n'
            f'<ol class="findings">\n{cards}</ol>\n</div>\n</section>\n'
        )

    def _body(self, checked: Checked, first: int) -> Iterator[str]:
        """The text with its spans marked: in numbers, so that overlapping ones are told apart, and tints."""
        draft, findings = checked.draft, checked.findings
        spans = [Span(each.start, each.end, place) for place, each in enumerate(findings)]
        spans += [Span(skip.start, skip.end, "skip") for skip in draft.skips]
        spans += [Span(each.start, each.end, "title") for each in draft.regions if each.kind == "title"]
        end = max([len(draft.text.rstrip("\r\n")), *(finding.end for finding in findings)])
        for piece in pieces(draft.text[:end], spans):
            if isinstance(piece, int):
                yield f'<span class="cut">{self._say("cut", piece)}</span>'
            else:
                yield self._piece(piece, findings, first)

    def _piece(self, piece: Piece, findings: Sequence[Finding], first: int) -> str:
        markup = "".join(
            f'<span class="escape">{escape(run.shown)}</span>' if run.escape else escape(run.shown)
            for run in piece.runs()
        )
        for name in ("skip", "title"):
            if name in piece.under and markup:
                markup = f'<span class="{name}">{markup}</span>'
        under = [place for place in piece.under if isinstance(place, int)]
        if under and markup:
            worst = min((findings[place].severity for place in under), key=SEVERITIES.index)
            deep = " deep" if len(under) > 1 else ""
            names = " ".join(f"f{first + place}" for place in under)
            markup = f'<mark class="{worst}{deep}" data-of="{names}">{markup}</mark>'
        numbers = "".join(
            f'<a class="ref {findings[place].severity}" id="m{first + place}" href="#f{first + place}">{place + 1}</a>'
            for place in piece.begins
            if isinstance(place, int)
        )
        return numbers + markup

    def _card(self, finding: Finding, number: int, place: int) -> str:
        family = finding.family
        self.families[family] += 1
        severity = finding.severity
        reads = ""
        if finding.reading not in ("", finding.text):
            kinds = "".join(f" <small>{_text(kind)}</small>" for kind in disguise_names(finding, self.lang))
            reading = _text(clip(finding.reading, READING_CELLS))
            reads = f'<p class="reads">{self._say("reads", f"<q>{reading}</q>")}{kinds}</p>\n'
        clauses = "".join(f"<li>{self._clause(cite(each, self.look), each.url)}</li>\n" for each in finding.sources)
        sources = f"<dt>{say(self.lang, 'clause')}</dt>\n<dd><ul>\n{clauses}</ul></dd>\n" if clauses else ""
        return (
            f'<li class="finding {severity}" id="f{number}" data-severity="{severity}" data-family="{_text(family)}">\n'
            f'<h3><a class="ref {severity}" href="#m{number}">{place}</a> '
            f'<span class="level">{say(self.lang, severity)}</span> '
            f"<q>{_text(clip(finding.text, READING_CELLS))}</q></h3>\n{reads}"
            f"<dl>\n<dt>{say(self.lang, 'why')}</dt>\n<dd>{_text(finding.message)}</dd>\n"
            f'<dt>{say(self.lang, "fix")}</dt>\n<dd class="fix">{_text(finding.advice)}</dd>\n{sources}</dl>\n'
            f'<p class="rule">{self._family(family)} · <code>{_text(finding.rule_id)}</code> · '
            f"{self._say('at', finding.line)}</p>\n</li>\n"
        )

    def _clause(self, clause: str, url: str) -> str:
        """A clause; it is a link only where it leads to a web page, whatever else a rule file says."""
        address = escape(web_address(url))
        return f'<a href="{address}" target="_blank" rel="noopener">{_text(clause)}</a>' if address else _text(clause)

    def _family(self, family: str) -> str:
        return _text(texts(self.lang).get(f"family.{family}", family))

    def _say(self, key: str, *values: object) -> str:
        return say(self.lang, f"page.{key}", *values)


def _text(text: str) -> str:
    """Text as markup: nothing in it is a tag, a quote or a character that cannot be seen."""
    return escape(visible(text))


def _path(path: str) -> str:
    """A path with its folders in the background."""
    folders, slash, name = posix_path(path).rpartition("/")
    return f'<span class="path"><span>{_text(folders + slash)}</span>{_text(name)}</span>'


def _asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


def _hash(text: str) -> str:
    """The name by which a policy lets this very text in, and no other."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
