"""Written captions, and how many of them are still found with one word of the offence respelled."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from xhslint.base.errors import InputError, Problem
from xhslint.base.records import dataclass, field
from xhslint.linter.linter import Linter
from xhslint.messages.catalogue import both, both_with_reason
from xhslint.ruletest.respelling import respelled
from xhslint.ruletest.variants import Tally, Variant


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption that someone wrote; `span` is the offence in code points, None in a harmless one.

    `disguise` says how the offence is put: `plain`, `characters` or `hint`; `origin` is the file and the line.
    """

    origin: str
    text: str
    span: tuple[int, int] | None
    family: str = ""
    disguise: str = ""


@dataclass
class CaptionResults:
    """Tallies by kind of the respelled offences whose plain form is found, those missed, and harmless ones that fired."""

    by_kind: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    missed: list[Variant] = field(default_factory=list)
    fired: list[Variant] = field(default_factory=list)
    harmless: int = 0

    def add(self, variant: Variant, is_offence: bool, is_found: bool) -> None:
        """Count a respelled caption."""
        if is_offence:
            self.by_kind[variant.kinds[0]].add(is_found)
        else:
            self.harmless += 1
        if is_found != is_offence:
            (self.missed if is_offence else self.fired).append(variant)

    @property
    def total(self) -> Tally:
        """The tally of all kinds."""
        return Tally.of(self.by_kind.values())


def read_captions(path: Path) -> Iterator[Caption]:
    """Yield the captions of a JSON Lines file; raises InputError for a line that is none."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        is_text = isinstance(error, UnicodeDecodeError)
        reason = both("binary") if is_text else both_with_reason("unreadable", error)
        raise InputError([Problem(str(path), 0, 0, reason)]) from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            text = data["text"]
            start = text.index(data["span"]) if data["expect"] == "flag" else 0
            span = (start, start + len(data["span"])) if data["expect"] == "flag" else None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise InputError([Problem(str(path), number, 1, both("not a caption"))]) from None
        yield Caption(f"{path}:{number}", text, span, str(data.get("family", "")), data.get("disguise") or "")


def measure_captions(paths: Iterable[Path], lang: str = "zh") -> CaptionResults:
    """Respell a word of each plain or harmless caption that is judged rightly, in every way, and lint it.

    Raises InputError for a file that holds no captions.
    """
    out = CaptionResults()
    linter = Linter(lang=lang)
    for caption in (caption for path in paths for caption in read_captions(path)):
        text = caption.text
        start, end = caption.span or (0, len(text))
        if caption.disguise not in ("", "plain") or is_reported(linter, text, start, end) != (caption.span is not None):
            continue
        for kind, whole, stop in respelled(text, start, end):
            variant = Variant(caption.origin, text, (kind,), whole)
            out.add(variant, caption.span is not None, is_reported(linter, whole, start, stop))
    return out


def is_reported(linter: Linter, text: str, start: int, end: int) -> bool:
    """Tell whether something graver than a hint is found in `[start, end)` of a text."""
    return any(f.severity != "info" and f.start < end and f.end > start for f in linter.check(text))
