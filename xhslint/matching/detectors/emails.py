"""E-mail addresses, through the usual disguises of the @ and the dots."""

from __future__ import annotations

import re

from xhslint.base.lazy_regex import lazy
from xhslint.matching.detectors.tokens import Token, hit
from xhslint.matching.hits import Hit
from xhslint.matching.passage import Passage

PROVIDERS = (
    "qq|vip[.]qq|foxmail|163|126|139|189|yeah|sina|sohu|gmail|googlemail|outlook|hotmail|live|icloud|yahoo|aliyun|msn|"
    "proton|protonmail|naver"
)
SPOKEN = {
    "🐧": "qq",
    "扣扣": "qq",
    "企鹅": "qq",
    "球球": "qq",
    "一六三": "163",
    "一二六": "126",
    "谷歌": "gmail",
}
AT = r"(?:[(（\[【]?(?:@|＠)[)）\]】]?|[(（\[【](?:at|艾特)[)）\]】]|艾特|#at#|(?<= )at(?= )|🍥|©|®|圈a|圈爱|#)"
EMAIL_DOT = r"(?: ?(?:[.．。·丶]|点|dot|[(\[（](?:dot|点|[.])[)\]）]) ?)"
TLDS = (
    "com|cn|net|org|edu|me|io|co|hk|tw|jp|kr|uk|us|ca|au|de|fr|sg|my|eu|info|biz|xyz|top|vip|cc|studio|design|art|shop|"
    "store|online|live|pro|asia|ru|tv"
)
LOCAL = r"(?<![a-z0-9._-])[a-z0-9][a-z0-9._-]{1,30}"
EMAIL = lazy(
    rf"{LOCAL} ?{AT} ?(?:(?:{PROVIDERS}|{'|'.join(SPOKEN)})(?:{EMAIL_DOT}(?:{TLDS})){{1,2}}(?![a-z0-9])"
    rf"|(?:{PROVIDERS})(?![a-z0-9._-]))"
    rf"|{LOCAL} ?[(（]?@[)）]? ?[a-z0-9][a-z0-9-]{{0,30}}(?:[.][a-z0-9-]{{1,30}}){{0,2}}"
    rf"{EMAIL_DOT}(?:{TLDS})(?:[.](?:cn|hk|tw|uk|jp|au))?(?![a-z0-9-])"
)
# What stands before an @ in a credit: 摄影by@studio, cr@…
NOT_LOCALS = lazy("by|from|credit|photo|pic|cr|via|ig|ins|model|cos|vx|wx|me|with")


def email(text: str, position: int) -> Token | None:
    """Return the e-mail address at `position`, with its disguises undone."""
    match = EMAIL.match(text, position)
    if not match:
        return None
    local = re.split(r"[^a-z0-9._-]", match[0], maxsplit=1)[0]
    sign = re.compile(AT).search(match[0], len(local))
    if NOT_LOCALS.fullmatch(local) or sign is None:
        return None
    host = match[0][sign.end() :]
    # A bare # or at needs a known provider with its ending: "step3 # 163" is none.
    if sign[0] in ("#", "at") and not re.search(rf"{EMAIL_DOT}(?:{TLDS})$", host):
        return None
    host = re.sub(EMAIL_DOT, ".", host).replace(" ", "")
    for spoken, plain in SPOKEN.items():
        host = host.replace(spoken, plain)
    return Token(position, match.end(), f"{local}@{host}")


def emails(passage: Passage) -> list[Hit]:
    """Return every e-mail address."""
    return [hit(found, passage.text) for m in EMAIL.finditer(passage.text) if (found := email(passage.text, m.start()))]
