"""What surrounds a match and makes it harmless, where words alone cannot tell: lists of headings, questions to the readers."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.matching.detectors.solid import Solid, solid, solid_lists
from xhslint.matching.hits import Hit
from xhslint.matching.passage import Passage

_CELL = r"(?:(?![我你您私滴戳敲加扫领找])[\u4e00-\u9fffa-z]){2,6}"
# Three headings or more, set apart by the same mark, with which a sentence ends; who is addressed (私信我) is no heading.
HEADINGS = lazy(
    rf"(?<![\w/|｜│、·•]){_CELL}[ ]?(?P<mark>[/|｜│、·•])[ ]?{_CELL}(?:[ ]?(?P=mark)[ ]?{_CELL}){{1,9}}(?=[ ]*(?:[。！？!?；;\n]|$))"
)
CELL = lazy(_CELL)
MARKS = frozenset("/|｜│、·•")
# 有住过这家店的姐妹吗: asks who has done it or knows it. 有想了解的吗 asks who wants it.
ASKED_AROUND = lazy(
    r"(?:有没有|有)(?!没)[^，。！？；\n]{0,8}?(?<![想要没])(?:过|懂|了解|知道|认识|熟悉)[^，。！？；\n]{0,14}?(?:吗|嘛|么)(?!\w)"
    r"|有没有(?![^，。！？；\n]{0,8}(?:想|要|需|喜欢|感兴趣|愿意|缺))[^，。！？；\n]{2,12}?(?:学长|学姐|同学|姐妹|朋友|大佬|师傅|车主|邻居|妈妈)"
)

# 景区把缆车低价出售 tells of somebody; 想把沙发低价出 offers it.
DISPOSAL = lazy(r"(?<=[\u4e00-\u9fff])(?<![我想要备算们己就天末日晚年月周先再都也还])(?:把|将)(?![来要近])")


def disposals(passage: Passage) -> list[Hit]:
    """Return the 把 and 将 by which a text tells what somebody else did with a thing."""
    if "把" not in passage.text and "将" not in passage.text:
        return []
    bare = passage.once(solid)
    return [bare.hit(*match.span()) for match in DISPOSAL.finditer(bare.text)]


def headings(passage: Passage) -> list[Hit]:
    """Return the cells of lists of headings: 技能 / 意向 / 语言 / 联系."""
    if MARKS.isdisjoint(passage.text):
        return []
    plain = Solid(passage.text, [0], [0])
    rows = [*_rows(plain), *_rows(passage.once(solid_lists))]
    whole = (row for row in rows if not any(" " in passage.text[cell.start : cell.end] for cell in row))
    return sorted({cell for row in whole for cell in row}, key=lambda hit: hit.start)


def asked_around(passage: Passage) -> list[Hit]:
    """Return the questions that ask the readers who of them has done or knows something."""
    if not any(word in passage.text for word in ("吗", "嘛", "么", "没")):
        return []  # so that a run without them compiles no expression
    bare = passage.once(solid)
    return [bare.hit(*match.span()) for match in ASKED_AROUND.finditer(bare.text)]


def _rows(text: Solid) -> Iterator[list[Hit]]:
    """Yield the cells of each list of headings, in order."""
    for row in HEADINGS.finditer(text.text):
        yield [text.hit(*cell.span()) for cell in CELL.finditer(text.text, *row.span())]
