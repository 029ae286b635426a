"""Where an address leads: to its host, and on to the addresses that stand in it, as those of redirecting pages do."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.matching.detectors.hosts import ENDINGS, belongs

DEPTH = 4
"""How often an address may be quoted in another one before it is no longer looked for."""

_ADDRESS = lazy(r"(?:https?://)?([a-z0-9.-]+)(?::\d+)?([/?#]\S*)?")
_OF_APP = lazy(r"([a-z][a-z0-9+.-]*://)(\S*)")
_INNER = lazy(r"(?<![a-z0-9+.-])([a-z][a-z0-9+.-]*:)?//([a-z0-9.-]*)")
_BARE = lazy(r"=([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?![^/:?#&])")
_WEB = ("http:", "https:", "")


def leads_only_to(text: str, places: Collection[str]) -> bool:
    """Tell whether a text is an address at one of some places and nothing else, and no address in it leads elsewhere.

    A place is a host, with all hosts below it, or the scheme of an app: `xiaohongshu.com`, `xhsdiscover://`.
    """
    text, hosts = text.strip().lower(), frozenset(places)
    address = _ADDRESS.fullmatch(text)
    if address is not None and belongs(address[1], hosts):
        rest = address[2] or ""
    elif (address := _OF_APP.fullmatch(text)) is not None and address[1] in hosts:
        rest = address[2]
    else:
        return False
    return all(place in hosts or belongs(place, hosts) for place in _handed_on(rest))


def _handed_on(rest: str) -> Iterator[str]:
    """Yield the hosts, and the schemes of apps, of the addresses that stand in what follows a host, quoted or not."""
    from urllib.parse import unquote

    for _ in range(DEPTH):
        for scheme, host in _INNER.findall(rest):
            if scheme not in _WEB:
                yield f"{scheme}//"
            elif "." in host:
                yield host
        for host in _BARE.findall(rest):
            if host.rpartition(".")[2] in ENDINGS:
                yield host
        if (plain := unquote(rest)) == rest:
            return
        rest = plain
