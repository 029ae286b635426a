"""What the platform's notices of a punishment say, and which rules they speak of."""

from __future__ import annotations

from xhslint.base.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.model.findings import Source


@dataclass(frozen=True)
class Notice:
    """A kind of notice: its `name` by language, the words it `says`, the rules and families it `punishes`, the likeliest first.

    `look` are things to look at by hand, by language each, which no linter of texts sees.
    """

    key: str
    name: dict[str, str]
    says: tuple[str, ...]
    punishes: tuple[str, ...]
    sources: tuple[Source, ...]
    look: tuple[dict[str, str], ...] = ()
