"""`link`: web addresses by their hosts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xhslint.base.records import dataclass, field, replace
from xhslint.matching import facts
from xhslint.matching.hits import Hit
from xhslint.matching.lexicon import Term
from xhslint.matching.matchers.matcher import Matcher
from xhslint.matching.phrase import Match, Phrase
from xhslint.matching.scan import Scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from xhslint.matching.detectors.links import Link
    from xhslint.schema.fields import Table
    from xhslint.schema.values import Value


@dataclass(frozen=True)
class LinkMatcher(Matcher):
    """`link`: links to these hosts, or to any that no rule names (`others: true`), less the hosts of `except`.

    `bare: true` takes only hosts that stand alone, `bare: false` only those with a scheme, `www.` or a path.
    """

    key: ClassVar[str] = "link"
    description: ClassVar[str] = "Links to hosts."
    pretested: ClassVar[bool] = True
    hosts: frozenset[str]
    others: bool = False
    exceptions: frozenset[str] = frozenset()
    bare: bool | None = None
    known: frozenset[str] = field(default=frozenset(), compare=False)

    @classmethod
    def written(cls) -> Table:
        from xhslint.schema.fields import BOOLEAN, WORDS, Field, Table

        bare = "true: only hosts that stand alone; false: only those with a scheme, www. or a path"
        return Table(
            (
                Field("hosts", WORDS, "hosts, and all below them"),
                Field("others", BOOLEAN, "true: any host that no rule names"),
                Field("except", WORDS, "hosts that are left out"),
                Field("bare", BOOLEAN, bare),
            )
        )

    @classmethod
    def read(cls, value: Value) -> LinkMatcher:
        data = cls.written().read(value)
        if bool(data.get("hosts")) == bool(data.get("others")):
            raise value.fail("link")
        hosts, exceptions = frozenset(data.get("hosts", ())), frozenset(data.get("except", ()))
        return cls(hosts, data.get("others", False), exceptions, data.get("bare"))

    def alternatives(self) -> Sequence[tuple[Phrase, ...]]:
        return [()]

    def facts(self, phrases: tuple[Phrase, ...]) -> int:
        return facts.LINK

    def bind(self, hosts: frozenset[str]) -> LinkMatcher:
        return replace(self, known=hosts)

    def takes(self, link: Link) -> bool:
        """Tell whether a link leads to one of the hosts."""
        from xhslint.matching.detectors.hosts import belongs

        wanted = not belongs(link.host, self.known) if self.others else belongs(link.host, self.hosts)
        return wanted and self.bare in (None, link.bare) and not belongs(link.host, self.exceptions)

    def may_match(self, text: str) -> bool:
        from xhslint.matching.detectors.links import links_in  # here, because most drafts hold no dot

        return any(map(self.takes, links_in(text)))

    def find(self, scan: Scan, alternatives: Sequence[int] | None = None) -> Iterator[Match]:
        from xhslint.matching.detectors.links import links

        for link in scan.once(links):
            if self.takes(link):
                yield Match(link.start, link.end, (link_hit(link, scan),))


def link_hit(link: Link, scan: Scan) -> Hit:
    """Return a link as a hit that reads as its address, in the case in which it was written."""
    written = scan.text[link.start : link.end]
    start, end = scan.view.source(link.start, link.end)
    source = scan.source[start:end]
    # The path is where case matters; disguised characters keep their number in nearly every draft.
    path = source[len(source) - len(link.path) :] if len(source) == len(written) else link.path
    scheme = written.find(link.host.partition(".")[0])
    reads = source[: max(0, scheme)] + link.host + path if link.parts else source
    return Hit(link.start, link.end, Term(written, reads, True, link.parts))
