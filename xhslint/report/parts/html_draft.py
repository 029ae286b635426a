"""Markup of one draft in the HTML report: its text with the findings marked in it, and a card for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from xhslint.drafts.draft import Draft
from xhslint.linter.events import Checked
from xhslint.model.findings import SEVERITIES, Finding
from xhslint.report.parts.addresses import web_address
from xhslint.report.parts.html_text import as_markup
from xhslint.report.parts.places import spot_words
from xhslint.report.parts.quoting import citation
from xhslint.report.parts.segments import Segment, Span, segments
from xhslint.report.parts.wording import disguise_names, family_name, rewritten_text, seen_sentence
from xhslint.report.style import Style
from xhslint.terminal.wrap import clip

READING_CELLS = 80  # at most, of matched text and reading; the draft beside them has the whole text


def family_markup(family: str, lang: str) -> str:
    """Return the name of a family of rules as markup."""
    return as_markup(family_name(family, lang) or family)


class DraftMarkup:
    """Writes the text and the cards of drafts in the style of a page."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.lang = style.lang

    def body(self, checked: Checked, first: int, number: int) -> Iterator[str]:
        """Yield the text with its spans marked by number, so that overlapping ones can be told apart, and by colour.

        The first finding is `first` on the page and `number` in its draft or picture.
        """
        draft, findings = checked.draft, checked.findings
        spans = [Span(each.start, each.end, place) for place, each in enumerate(findings)]
        spans += [Span(skip.start, skip.end, "skip") for skip in draft.skips]
        spans += [Span(each.start, each.end, "title") for each in draft.regions if each.kind == "title"]
        end = max([len(draft.text.rstrip("\r\n")), *(finding.end for finding in findings)])
        for segment in segments(draft.text[:end], spans):
            if isinstance(segment, int):
                yield f'<span class="cut">{self._page_text("cut", segment)}</span>'
            else:
                yield self._segment(segment, findings, first, number)

    def _segment(self, segment: Segment, findings: Sequence[Finding], first: int, number: int) -> str:
        markup = "".join(
            f'<span class="escape">{escape(fragment.shown)}</span>' if fragment.escape else escape(fragment.shown)
            for fragment in segment.fragments()
        ).replace("::", "&#58;:")  # which GitHub would take for a command at the beginning of a line
        for name in ("skip", "title"):
            if name in segment.under and markup:
                markup = f'<span class="{name}">{markup}</span>'
        under = [place for place in segment.under if isinstance(place, int)]
        if under and markup:
            worst = min((findings[place].severity for place in under), key=SEVERITIES.index)
            deep = " deep" if len(under) > 1 else ""
            names = " ".join(f"f{first + place}" for place in under)
            markup = f'<mark class="{worst}{deep}" data-of="{names}">{markup}</mark>'
        numbers = "".join(
            f'<a class="ref {findings[place].severity}" id="m{first + place}" href="#f{first + place}"'
            f' aria-label="{self._page_text("to finding", number + place)}">{number + place}</a>'
            for place in segment.begins
            if isinstance(place, int)
        )
        return numbers + markup

    def card(self, draft: Draft, finding: Finding, number: int, place: int) -> str:
        """Return the card of a finding, which is `number` on the page and `place` in its draft or picture."""
        family = finding.family
        severity = finding.severity
        reads = ""
        if finding.reading not in ("", finding.text):
            kinds = "".join(f" <small>{as_markup(kind)}</small>" for kind in disguise_names(finding, self.lang))
            reading = as_markup(clip(finding.reading, READING_CELLS))
            reads = f'<p class="reads">{self._page_text("reads", f"<q>{reading}</q>")}{kinds}</p>\n'
        seen = f'<p class="seen">{as_markup(seen_sentence(finding, self.lang))}</p>\n' if finding.seen else ""
        clauses = "".join(
            f"<li>{self._clause(citation(each, self.style), each.url)}</li>\n" for each in finding.sources
        )
        sources = f"<dt>{self.style.say('clause')}</dt>\n<dd><ul>\n{clauses}</ul></dd>\n" if clauses else ""
        return (
            f'<li class="finding {severity}" id="f{number}" tabindex="-1" data-severity="{severity}" '
            f'data-family="{as_markup(family)}">\n'
            f'<h3><a class="ref {severity}" href="#m{number}" aria-label="{self._page_text("to text", place)}">{place}</a> '
            f'<span class="level">{self.style.say(severity)}</span> '
            f"<q>{as_markup(clip(finding.text, READING_CELLS))}</q></h3>\n{reads}{seen}"
            f"<dl>\n<dt>{self.style.say('why')}</dt>\n<dd>{as_markup(finding.message)}</dd>\n"
            f'<dt>{self.style.say("fix")}</dt>\n<dd class="fix">{as_markup(finding.advice)}</dd>\n{self._rewrite(draft, finding)}{sources}</dl>\n'
            f'<p class="rule">{family_markup(family, self.lang)} · {self._rule_names(finding)} · '
            f"{as_markup(spot_words(draft, finding, self.lang))}</p>\n</li>\n"
        )

    def _rewrite(self, draft: Draft, finding: Finding) -> str:
        """Return the markup of the sentence written anew; a click selects all of it, to be copied."""
        if not finding.rewrite:
            return ""
        text = as_markup(rewritten_text(draft, finding, self.lang))
        kind = ' lang="zh-CN" class="rewrite"' if finding.rewrite.text.strip() else ""
        return f"<dt>{self.style.say('rewrite')}</dt>\n<dd{kind}>{text}</dd>\n"

    def _rule_names(self, finding: Finding) -> str:
        """Return the markup of the rule of a finding and of those that were merged into it."""
        name, *others = (f"<code>{as_markup(each)}</code>" for each in (finding.rule_id, *finding.also))
        return self.style.say("also", name, self.style.say("and").join(others)) if others else name

    def _clause(self, clause: str, url: str) -> str:
        """Return a citation, as a link if its URL is http or https: a rule file may hold any other."""
        address = escape(web_address(url))
        return (
            f'<a href="{address}" target="_blank" rel="noopener">{as_markup(clause)}</a>'
            if address
            else as_markup(clause)
        )

    def _page_text(self, key: str, *values: object) -> str:
        return self.style.say(f"page.{key}", *values)
