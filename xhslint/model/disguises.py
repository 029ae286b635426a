"""Disguises of words, which a finding says were undone."""

from __future__ import annotations

from xhslint.base.records import dataclass


@dataclass(frozen=True, slots=True)
class Disguise:
    """One disguise in a matched text.

    `kind` is a key of `DISGUISE_NAMES`, `text` the characters in the draft, and `reads` the characters that they stand
    for; empty for separators and invisible characters, which stand for none.
    """

    kind: str
    text: str
    reads: str


DISGUISE_NAMES: dict[str, dict[str, str]] = {
    "homophone": {"zh": "谐音", "en": "homophone"},
    "initials": {"zh": "拼音缩写", "en": "pinyin or initials"},
    "pinyin": {"zh": "拼音", "en": "pinyin"},
    "reversed": {"zh": "倒写", "en": "written backwards"},
    "vertical": {"zh": "竖排", "en": "written downwards"},
    "doubled": {"zh": "叠字", "en": "doubled character"},
    "digit": {"zh": "数字谐音", "en": "digit by its sound"},
    "emoji": {"zh": "表情替代", "en": "emoji"},
    "alias": {"zh": "代称", "en": "alias"},
    "split": {"zh": "拆字", "en": "split character"},
    "separator": {"zh": "夹杂符号", "en": "separator"},
    "width": {"zh": "全角字符", "en": "full-width"},
    "enclosed": {"zh": "带圈字符", "en": "enclosed character"},
    "styled": {"zh": "花体字符", "en": "styled character"},
    "keycap": {"zh": "键帽数字", "en": "keycap"},
    "traditional": {"zh": "繁体", "en": "traditional character"},
    "variant": {"zh": "异体字", "en": "variant character"},
    "radical": {"zh": "部首字符", "en": "radical"},
    "lookalike": {"zh": "形近字符", "en": "look-alike"},
    "invisible": {"zh": "隐形字符", "en": "invisible character"},
    "combining": {"zh": "组合附加符", "en": "combining mark"},
    "numeral": {"zh": "数字变形", "en": "disguised digits"},
}
