"""The account, number or address behind an introducer such as 微信.

A *grammar* reads one token at a place. How much a token must look like an id depends on the introducer: behind 加薇❤ almost
anything is one, behind a lone v hardly anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from xhslint.base.lazy_regex import lazy
from xhslint.matching.detectors.accounts import (
    SHORTEST,
    dotted_handle,
    handle,
    is_distinct,
    is_known,
    is_product,
    mention,
)
from xhslint.matching.detectors.emails import email
from xhslint.matching.detectors.phone_numbers import account_number, foreign, phone
from xhslint.matching.detectors.tokens import Token
from xhslint.text.skeleton import BRACKETED, CODES

GRAMMARS: dict[str, Callable[[str, int], Token | None]] = {
    "handle": handle,
    "dotted-handle": dotted_handle,
    "mention": mention,
    "phone": phone,
    "foreign-phone": foreign,
    "qq": account_number,
    "email": email,
}
# The characters between an introducer and its id: marks, decoration and the little words of 微信号就是….
LEAD = lazy(
    rf"[!！]{{0,3}}(?:{CODES}|{BRACKETED}|[^\w\n\r。！？!?#]|_|号码?|账号|id(?![a-z])|哦|呀|啦|哈|喔|噢|呢|这里|如下|(?:就)?是|为|搜索?"
    r"|(?<=[:：=号])[\r\n]{1,2})*",
    re.IGNORECASE,
)
MAX_LEAD = 24
NAMED = lazy(r"[:：=]|号|id|是|为|搜")
COLON = lazy(r"[:：=号]")
DECORATION = lazy(r"[^\w ._\-~,，、()（）]")


class Evidence:
    """How sure an introducer makes an id: LOOSE is a lone weak word (v, 薇), PLAIN 微信 as it stands, FIRM more (加v, 薇❤)."""

    LOOSE, PLAIN, FIRM = range(3)


def lead(text: str, position: int) -> int:
    """Return where an id may begin behind an introducer that ends at `position`."""
    match = LEAD.match(text, position, position + MAX_LEAD)
    return match.end() if match else position


def after(text: str, position: int, grammars: tuple[str, ...], evidence: int) -> Token | None:
    """Return the id behind an introducer that ends at `position`; None if it is unlikely with that much evidence."""
    place = lead(text, position)
    between = text[position:place]
    for grammar in grammars:
        plus = between[-1:] == "+" and "phone" in grammar  # the lead takes the + of +86 along
        found = GRAMMARS[grammar](text, place - plus)
        if not found:
            continue
        if "handle" in grammar:
            good = reasonable_handle(found, text, between, evidence)
        else:
            good = grammar != "qq" or reasonable_number(found, between, evidence)
        if good:
            return found
    return None


def reasonable_handle(found: Token, text: str, between: str, evidence: int) -> bool:
    """Tell whether a Latin token is an id, by the evidence of the introducer, the token, and what stands between."""
    size = len(found.value)
    named = bool(NAMED.search(between))
    decorated = bool(DECORATION.search(between))
    if between[-1:] == "_" and is_known(f"_{found.value}"):
        return False
    if is_product(found) and (evidence == Evidence.LOOSE or (evidence == Evidence.PLAIN and not named)):
        return False
    if is_distinct(found):
        if evidence == Evidence.LOOSE and not named:
            return size >= 6 and (bool(between) or not text[found.start - 1].isascii())
        return size >= (4 if named or decorated or evidence == Evidence.FIRM else SHORTEST)
    if size < SHORTEST:
        return False
    if evidence == Evidence.FIRM:
        return named or decorated or not between or not text[found.end : found.end + 2].strip().isalpha()
    return named and (evidence == Evidence.PLAIN or bool(COLON.search(between)))


def reasonable_number(found: Token, between: str, evidence: int) -> bool:
    """Tell whether a number is an id, by the evidence of the introducer and what stands between."""
    least = 5 if NAMED.search(between) else 6
    sure = evidence > Evidence.LOOSE or not between or COLON.search(between)
    return len(found.value) >= least and bool(sure)
