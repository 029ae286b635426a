"""Write a pattern of the package `regex` so that `re` reads it: what rules use that differs only in how it is written.

These are calls of named groups, `(?(DEFINE)…)` with the groups that are only called, `(?<name>…)`, and `\\p{Han}`. Anything else
is left as it is, for `re` to refuse. A call matches what the group could match, and captures nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.matching.pattern_limits import MAX_SIZE

HAN = (
    r"\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufa6d\ufa70-\ufad9\U00016fe2\U00016fe3\U00016ff0-\U00016ff6\U00020000-\U0003fffd"
)
"""What `\\p{Han}` stands for, as a part of a set."""

_TOKENS = (
    r"(?P<han>\\p\{Han\})|\\.|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|\(\?(?:&|P>)(?P<call>\w+)\)"
    r"|(?P<define>\(\?\(DEFINE\))|\(\?P?<(?P<name>[^\W\d]\w*)>|(?P<open>\()|(?P<close>\))"
)
_PLAIN, _VERBOSE = lazy(_TOKENS), lazy(_TOKENS + r"|#[^\n]*")  # by the flag x, a comment


def for_re(pattern: str) -> str:
    """Return a pattern as `re` reads it; raises MemoryError for one that would be too large."""
    return Rewriting(pattern).text()


class Rewriting:
    """The tokens of a pattern, and between which of them its groups and definitions are."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        tokens = _VERBOSE if pattern.startswith("(?x)") else _PLAIN
        self.tokens = list(tokens.finditer(pattern))
        self.ends: dict[int, int] = {}
        self.groups: dict[str, int] = {}
        self.size = 0
        opened: list[int] = []
        for number, token in enumerate(self.tokens):
            if token["open"] or token["define"] or token["name"]:
                opened.append(number)
                if token["name"]:
                    self.groups.setdefault(token["name"], number)
            elif token["close"] and opened:
                self.ends[opened.pop()] = number

    def text(self) -> str:
        """Return the whole pattern."""
        return "".join(self._parts(0, len(self.tokens), 0, len(self.pattern), called=False))

    def _parts(self, number: int, last: int, start: int, end: int, *, called: bool) -> Iterator[str]:
        """Yield the pattern from `start` to `end`, where the tokens `number` to `last` are; a called group captures nothing."""
        while number < last:
            token = self.tokens[number]
            yield self._counted(self.pattern[start : token.start()])
            start = token.end()
            if token["define"] and number in self.ends:
                number = self.ends[number]
                start = self.tokens[number].end()
            elif token["call"] in self.groups and (group := self.groups[token["call"]]) in self.ends:
                body = self.tokens[group].end(), self.tokens[self.ends[group]].start()
                yield "(?:"
                yield from self._parts(group + 1, self.ends[group], *body, called=True)
                yield ")"
            elif token["name"]:
                yield "(?:" if called else f"(?P<{token['name']}>"
            elif token["han"]:
                yield f"[{HAN}]"
            elif token["set"]:
                yield token[0].replace(r"\p{Han}", HAN)
            else:
                yield self._counted(token[0])
            number += 1
        yield self._counted(self.pattern[start:end])

    def _counted(self, text: str) -> str:
        self.size += len(text) + 1
        if self.size > MAX_SIZE:
            raise MemoryError
        return text
