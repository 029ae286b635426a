"""What a match reads as once its disguises are undone, as edits of the draft.

Only what disguises something is edited: a character read as another, letters or an emoji for words, what cuts a word in
two. All else stays as it is written, with its punctuation, blanks and upper case.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from xhslint.linter.separators import is_disguise
from xhslint.linter.undone import STYLES, Undone, reads_as_written, undone_characters
from xhslint.matching.hits import Hit
from xhslint.matching.phrase import Match
from xhslint.matching.scan import Scan
from xhslint.model.disguises import Disguise
from xhslint.model.findings import Edit
from xhslint.text.graphemes import EMOJI_STYLES
from xhslint.text.skeleton import noise_pattern
from xhslint.text.view import fold

_NOISE = noise_pattern()


def solid(reading: str) -> str:
    """Return a reading in lower case and without noise, in which words are looked for."""
    return _NOISE.sub("", reading).lower()


def undone_in(scan: Scan, match: Match) -> tuple[tuple[Edit, ...], tuple[Disguise, ...]]:
    """Return the edits of the draft that undo the disguises in a match, in order and disjoint, and these disguises, each once."""
    is_as_written = scan.view.is_identity or reads_as_written(scan, match.start, match.end)
    if is_as_written and all(_is_plain(scan.text, hit) for hit in match.hits):
        return (), ()
    found: list[Undone] = []
    gaps: list[tuple[int, int]] = []
    position = match.start
    for hit in sorted(match.hits):
        if hit.start >= position and not _in_address(scan, hit):
            gaps.append((position, hit.start))
            found += _of_hit(scan, hit)
            position = hit.end
    gaps.append((position, match.end))
    styles = STYLES.difference(each.kind for undone in found for each in undone.disguises)
    for start, end in gaps:
        found += undone_characters(scan, start, end, styles)
    if dropped := {scan.source[each.start : each.end] for each in found if not each.reads}:
        found += _dropped_elsewhere(scan, match, gaps, dropped)
    edits: list[Edit] = []
    disguises: list[Disguise] = []
    for each in sorted(found):
        if not edits or each.start >= edits[-1].end:
            end = each.end
            while scan.source[end : end + 1] in EMOJI_STYLES:  # of an emoji that is replaced
                end += 1
            edits.append(Edit(each.start, end, each.reads))
            disguises += each.disguises
    return tuple(edits), tuple(dict.fromkeys(disguises))


def _is_plain(text: str, hit: Hit) -> bool:
    """Tell whether a hit is written without any disguise, in a view in which no character was undone."""
    term = hit.term
    return not term.parts and (not hit.name or text[hit.start : hit.end] == _folded(term.text))


def _dropped_elsewhere(scan: Scan, match: Match, gaps: list[tuple[int, int]], dropped: set[str]) -> Iterator[Undone]:
    """Yield the noise in the gaps between terms that was dropped inside of one: 私·我·领·券.

    A blank is dropped only where nothing else stands between two terms.
    """
    for start, end in gaps:
        for noise in _NOISE.finditer(scan.text, start, end):
            first, last = scan.view.source(*noise.span())
            is_inside = match.start < noise.start() and noise.end() < match.end
            is_whole_gap = noise.span() == (start, end) or not noise[0].isspace()
            if is_inside and is_whole_gap and scan.source[first:last] in dropped:
                yield Undone(first, last, "", ())


def _in_address(scan: Scan, hit: Hit) -> bool:
    """Tell whether letters that stand for a word elsewhere are a piece of a web address (taobao.com, /dp/)."""
    if not hit.name or not hit.term.parts or not hit.term.text.isascii():
        return False
    from xhslint.matching.detectors.links import links

    return any(link.start <= hit.start and hit.end <= link.end for link in scan.once(links))


def _of_hit(scan: Scan, hit: Hit) -> Iterator[Undone]:
    """Yield what is undone in a term."""
    if not hit.name and not hit.term.parts:  # an id, a number or an address as it is usually written
        yield from undone_characters(scan, hit.start, hit.end)
        return
    places = _places(scan.text, hit)
    first, last, reads = _replaced(scan.text, places, hit) if hit.term.parts else (0, 0, "")
    separators = _separators(scan, places) if hit.name else {}
    start, end = (places[first], places[last - 1] + 1) if first < last else (hit.end, hit.end)
    if first < last:
        told = [each for each in scan.view.disguises(start, end) if hit.name or each.kind != "width"]
        told += [Disguise(part.kind, part.written, part.reads) for part in hit.term.parts]
        told += [separators[number].disguises[0] for number in range(first, last - 1) if number in separators]
        yield Undone(*scan.view.source(start, end), reads, tuple(told))
    yield from undone_characters(scan, hit.start, start)
    yield from undone_characters(scan, end, hit.end)
    yield from (each for number, each in separators.items() if not first <= number < last - 1)


@lru_cache(1 << 12)
def _folded(term: str) -> str:
    return fold(term).text


def _places(text: str, hit: Hit) -> list[int]:
    """Return where in the view the characters of a term stand, without the noise in it."""
    places: list[int] = []
    position = hit.start
    for char in _folded(hit.term.text):
        found = text.find(char, position, hit.end)
        if found >= 0:
            places.append(found)
            position = found + 1
    return places or list(range(hit.start, hit.end))


def _replaced(text: str, places: list[int], hit: Hit) -> tuple[int, int, str]:
    """Return which of the characters of a term, from the first to behind the last, read as something else, and as what.

    Of an id or a number these are all.
    """
    reads = hit.term.reads
    written, target = [text[place] for place in places], reads.lower() if hit.name else ""
    first = 0
    while first < min(len(written), len(target)) and written[first] == target[first]:
        first += 1
    rest = 0
    while rest < min(len(written), len(target)) - first and written[-1 - rest] == target[-1 - rest]:
        rest += 1
    if not target or first + rest == len(written) < len(
        target
    ):  # what is left out is no character that one can replace
        return 0, len(written), reads
    return first, len(written) - rest, reads[first : len(reads) - rest]


def _separators(scan: Scan, places: list[int]) -> dict[int, Undone]:
    """Return the noise that disguises a term, each by the number of the character before it.

    What disguises it at one place is dropped at all: 最 强 祛 痘 精华.
    """
    text = scan.text
    seams = [number for number, place in enumerate(places[:-1]) if places[number + 1] > place + 1]
    gaps = [text[places[number] + 1 : places[number + 1]] for number in seams]
    bounds = [0, *(number + 1 for number in seams), len(places)]
    pieces = ["".join(text[place] for place in places[a:b]) for a, b in pairwise(bounds)]
    disguising = {gap for gap, *around in zip(gaps, pieces, pieces[1:], strict=False) if is_disguise(gap, *around)}
    out: dict[int, Undone] = {}
    for number, gap in zip(seams, gaps, strict=True):
        if gap in disguising:
            start, end = scan.view.source(places[number] + 1, places[number + 1])
            out[number] = Undone(start, end, "", (Disguise("separator", scan.source[start:end], ""),))
    return out
