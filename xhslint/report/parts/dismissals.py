"""What `--explain-quiet` and `--explain` add to the text report: the matches that are not findings, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.linter.events import Checked
from xhslint.model.explanations import Dismissed
from xhslint.report.parts.explanations import explanation_lines
from xhslint.report.parts.places import spot_words
from xhslint.report.parts.wording import quoted
from xhslint.report.style import Style
from xhslint.terminal.width import visible
from xhslint.terminal.wrap import wrap


def dismissal_lines(checked: Checked, style: Style) -> Iterator[str]:
    """Yield a heading, then a line with each dismissed match of a draft and one with the reason why it was dismissed."""
    yield ""
    yield f"  {style.paint('strong', style.say('quiet'))}"
    for each in checked.dismissed:
        what = quoted(each.text, style.lang, style.encoding)
        place = visible(spot_words(checked.draft, each, style.lang), style.encoding)
        yield wrap(f"  {place} {what} {each.rule_id}", style.width, " " * 8)
        yield style.paint("faint", wrap(" " * 8 + dismissal_reason(each, style), style.width, " " * 8))
        if style.explain and each.explanation:
            for line in explanation_lines(each.explanation, style):
                yield style.paint("faint", wrap(" " * 8 + visible(line, style.encoding), style.width, " " * 8))


def dismissal_reason(dismissed: Dismissed, style: Style) -> str:
    """Return in words why a match was not reported."""
    words = quoted(dismissed.words, style.lang, style.encoding) if dismissed.words else ""
    name = style.say(dismissed.name) if dismissed.by in ("profile", "region") else dismissed.name
    name = style.say(f"kind.{dismissed.name}") if dismissed.by == "kind" else name
    return style.say(f"quiet.{dismissed.by}", words, *(visible(x, style.encoding) for x in (name, dismissed.about)))
