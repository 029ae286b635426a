"""Words that are spoken of, not spoken: quoted as forbidden or as what somebody else said, or listed."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.matching.detectors.solid import solid
from xhslint.matching.hits import Hit
from xhslint.matching.passage import Passage

QUOTATION = lazy(r"“[^“”\n]{1,40}”|「[^「」\n]{1,40}」|『[^『』\n]{1,40}』|‘[^‘’\n]{1,40}’|\"[^\"\n]{1,40}\"")
OPENING, MARKS = frozenset('“「『‘"'), frozenset('”」』’"')
LONG = 500
"""Characters to each side of a span in which its line is looked for."""
NEAR = 28
"""Characters before and behind a quotation in which its cue may stand."""
SENTENCE_END = lazy(r"[。！!；;\n]")

# Who forbids words: 别承诺“…”, 把“…”换成, “…”这种话.
FORBIDDING = lazy(
    r"(?:别|不要|不能|不可以|不许|禁止|避免|请勿|慎|少|不得|杜绝)(?:再|随便|乱|直接|轻易|去)?(?:写|承诺|出现|使用|用|打上|提到|说成|含有|带上)"
    r"[^，,。？?]{0,6}\Z|(?:删掉|删去|去掉|改掉|敏感词|违禁词|违规词|屏蔽词|禁用词|极限词|诸如|所谓的?)[^，,。“”「」]{0,2}\Z"
)
FORBIDDEN = lazy(
    r"字样|(?:这|那)(?:种|类|样的?)(?:话|词|字眼|说法|表述|文案|句子)|等?(?:字眼|话术|违禁词|敏感词)|"
    r"的(?:转化率|话术|说法|套路|比例|数据|做法|意思|英文)|(?:直译|译成|译作|译为|翻译|英文|是什么意思)|"
    r"[，,]?(?:一天|天天|每天|今天|又|昨天)[^。！!，,\n]{0,6}(?:收到|刷到|看到)|(?:换成|改成|改为|换为|替换|替代)|(?:都|也|就|一律|统统)?(?:不能写|不要写|别写|别用|不能用|不能出现|不要出现)"
)
# Words that quote only where the sentence says what came of it.
WRITING = lazy(
    r"(?:写了|写过|写着|写|打了|发了|用了|说了|提到|带有|含有|包含|出现了?|检测到|因为|比如|例如|像|类似)[^，,。“”「」]{0,3}\Z"
)
DECEIVING = lazy(r"(?<![不没别未怕])(?:骗|诈骗|上当|受害|中招|被坑)")
COUNTED = lazy(r"(?:这|那)?(?:几|两|三|四|五|六|七|八)个?字")
CONSEQUENCE = lazy(r"违规|违禁|限流|封号|禁言|屏蔽|下架|扣分|被判|警告|审核|被删|不通过|没过审")
# What becomes of them: 把“…”换成, 将“…”删掉.
TAKING = lazy(r"(?:把|将)[^，,。“”「」]{0,2}\Z")
CHANGED = lazy(r"[^，,。“”「」]{0,6}(?:换|改|删|去掉|替|标红|标成|屏蔽|判)")
# Who else speaks: 客服说“…”, 骗子发来“…”.
SPEAKERS = "骗子|客服|对方|中介|房东|卖家|商家|店家|店员|同事|领导|网友|陌生人|有人|某人|那人|那个人|推销|微商|博主|前台|司机|导游|有个号|那个号|小号|他们|她们|他|她"
SPEAKING = lazy(
    rf"(?<![跟和找对给向信系问])(?:{SPEAKERS})[^，,。“”「」]{{0,8}}(?:说|写|打|刷|问|私信|评论|发来|发了|回我|回复|喊|留言|道|甩来|抛来|劝|催|来一句|来了句|写着)(?:一?句|我|着|道)?[:：，,]?[ ]?\Z"
)
# Where a notice hangs: 门口写着“…”.
NOTICE = lazy(
    r"(?:门口|墙上|海报上?|招牌|桌上|桌角|店里|牌子|广告|纸条|传单|公告栏?|横幅|包装|电线杆|地铁口)[^，,。“”「」]{0,4}(?:写|贴|印|挂|标)着[:：]?\Z"
)

# Lists of such words: 这些词别写：互粉、买赞、…
# The pattern begins with the characters that may be first, so that `re` skips others quickly, and looks behind after these.
LISTED = lazy(
    r"[这以下别不敏违屏禁极](?:(?:(?<=这)(?:些|几个)|(?<=以)下|(?<=下)面)(?:词|字眼|话)|(?<=别)(?:写|出现)"
    r"|(?<=不)[要能](?:写|出现)|(?<=敏)感词|(?<=违)[禁规]词|(?<=屏)蔽词|(?<=禁)用词|(?<=极)限词)"
    r"[^，,。！!？?\n:：、]{0,8}[:：](?P<list>[^，,。！!？?\n:：、]{1,12}(?:、[^，,。！!？?\n:：、]{1,12})+)"
)


def words_spoken_of(passage: Passage) -> list[Hit]:
    """Return quotations and lists whose words are forbidden, or those of somebody else; with their marks."""
    if MARKS.isdisjoint(passage.text) and "、" not in passage.text:
        return []  # so that a run without them compiles no expression
    bare = passage.once(solid)
    lists = ((match.start("list"), match.end("list")) for match in LISTED.finditer(bare.text))
    return [bare.hit(start, end) for start, end in sorted([*quotations(bare.text), *lists])]


def may_be_spoken_of(text: str, start: int, end: int) -> bool:
    """Tell whether a span of a view may touch a quotation or an item of a list, both of which lie within a line.

    It is asked first: at most places neither marks of quotations nor those of lists stand around.
    """
    first = text.rfind("\n", max(0, start - LONG), start) + 1
    last = text.find("\n", end - 1, end + LONG)
    if (not first and start > LONG) or (last < 0 and end + LONG < len(text)):
        return True  # so that many matches in a line without end take no longer than they must
    before, behind = text[first:end], text[start : last if last >= 0 else None]
    if not OPENING.isdisjoint(before) and not MARKS.isdisjoint(behind):
        return True
    return (":" in before or "：" in before) and ("、" in before or "、" in behind)


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield the quotations that a sentence speaks of; of several in a row, all of which the first is one."""
    before_end, spoken = -1, False
    for match in QUOTATION.finditer(text):
        start, end = match.span()
        continues = spoken and start - before_end <= 1  # 别承诺“…”“…”, 别写“…”、“…”
        spoken = continues or is_spoken_of(text, start, end)
        if spoken:
            yield start, end
        before_end = end


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence around a quotation says that its words are forbidden, or who else said them."""
    before, behind = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    if TAKING.search(before) and CHANGED.match(behind):
        return True
    if FORBIDDING.search(before) or SPEAKING.search(before) or NOTICE.search(before) or FORBIDDEN.match(behind):
        return True
    sentence = SENTENCE_END.split(before)[-1] + " " + SENTENCE_END.split(behind)[0]
    if DECEIVING.search(sentence):
        return True
    return bool(CONSEQUENCE.search(sentence) and (WRITING.search(before) or COUNTED.match(behind)))
