"""What a notice of the platform speaks of: which kinds of notices it is, by which of its words, and what it quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from xhslint.base.records import dataclass
from xhslint.model.findings import family_of
from xhslint.rulebook.notices import Notice

LATER = 0.1
"""How much less each further kind of notices counts that the same notice is, the one with the longest word first."""
FURTHER = 0.03
"""How much less each further rule or family counts that a kind of notices punishes."""
LEAST = 0.5
"""What the last of them count at least."""
MAY = 0.4
"""How much a rule counts that it may mean besides."""

_NOISE = re.compile(r"[\W_]+")
_QUOTED = re.compile('[“「『"‘【]([^”」』"’】\n]{2,40})[”」』"’】]')
_NAMED = re.compile(
    "(?:内容|信息|用语|词汇|词语|词|字眼|字样|文字|文案|原文|语句|句子|片段|部分|标题|正文|命中|如下|包含|含有|涉及|出现)(?:为|是|有|如下)?[：:]([^。！!\n]+)"
)
"""What stands behind a colon and a word that says that words of the draft follow."""
_BETWEEN = re.compile("[，,、；;/|]")
LONGEST = 40
"""The most characters of such words."""


@dataclass(frozen=True)
class Told:
    """A kind of notices that a notice is, and the words that say so, the longest first."""

    notice: Notice
    words: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What a notice speaks of: kinds of notices, the clearest first, and the words that it quotes, maybe out of the draft."""

    told: tuple[Told, ...] = ()
    quoted: tuple[str, ...] = ()

    def weight(self, rule_id: str, kind: str | None = None) -> tuple[float, Told | None]:
        """Return how much a rule is meant, from 0 to 1, and the kind of notices that means it the most.

        With the `kind` of a text, kinds of notices that speak of other texts do not count.
        """
        best: tuple[float, Told | None] = (0.0, None)
        names = rule_id, family_of(rule_id)
        for place, told in enumerate(self.told):
            notice = told.notice
            if kind and notice.kinds and kind not in notice.kinds:
                continue
            for number, name in enumerate(notice.punishes):
                if name in names:
                    weight = max(LEAST, 1 - LATER * place - FURTHER * number)
                    best = max(best, (weight, told), key=lambda each: each[0])
            if any(name in names for name in notice.may):
                best = max(best, (MAY, told), key=lambda each: each[0])
        return best

    def names(self) -> set[str]:
        """Return the rules and families that it speaks of."""
        return {name for told in self.told for name in (*told.notice.punishes, *told.notice.may)}


def read_notice(text: str, notices: Iterable[Notice]) -> Reading:
    """Return what the text of a notice speaks of; a word inside a longer one that is known does not count."""
    words = plain(text)
    found: list[tuple[int, int, str, Notice]] = []
    for notice in notices:
        for word in notice.says:
            needle = plain(word)
            found += [(at.start(), at.end(), word, notice) for at in re.finditer(re.escape(needle), words) if needle]
    by_key: dict[str, list[tuple[int, str, Notice]]] = {}
    for start, end, word, notice in _outermost(found):
        by_key.setdefault(notice.key, []).append((end - start, word, notice))
    told = [
        Told(each[0][2], tuple(dict.fromkeys(word for _, word, _ in sorted(each, key=lambda hit: -hit[0]))))
        for each in by_key.values()
    ]
    told.sort(key=lambda each: -len(plain(each.words[0])))  # of equal ones, the order in which the notice says them
    return Reading(tuple(told), tuple(dict.fromkeys((*_QUOTED.findall(text), *_named(text)))))


def _named(text: str) -> Iterator[str]:
    """Yield the words that follow a colon without quotation marks, as in 包含违规内容：加薇、私信领."""
    for found in _NAMED.finditer(text):
        for each in _BETWEEN.split(found[1]):
            if 2 <= len(each.strip()) <= LONGEST:
                yield each.strip()


def _outermost(found: Sequence[tuple[int, int, str, Notice]]) -> list[tuple[int, int, str, Notice]]:
    """Return the words that lie in no longer one, in the order of the text."""
    return sorted(
        (
            each
            for each in found
            if not any(
                other[0] <= each[0] and each[1] <= other[1] and other[1] - other[0] > each[1] - each[0]
                for other in found
            )
        ),
        key=lambda each: (each[0], -each[1]),
    )


def plain(text: str) -> str:
    """Return a text without case, width, blanks and marks."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())
