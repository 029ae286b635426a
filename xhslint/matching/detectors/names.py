"""The names of accounts: behind the word for the kind of account (公众号：月亮读书角), and behind that of a platform alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.matching.detectors.solid import solid
from xhslint.matching.hits import Hit
from xhslint.matching.lexicon import Term
from xhslint.matching.passage import Passage
from xhslint.text.skeleton import BRACKETED, CLAUSE_ENDS, CODES

NOISE = rf"(?:{CODES}|{BRACKETED}|[^\w\n，。！？!?,、#])"
OPENING = "「『“\"'《〈【"
CLOSING = "」』”\"'》〉】"
SIGN = rf"[:：=@](?:{NOISE}|@){{0,8}}"
# A quotation mark behind a closing one opens the next name of a list (「抖音」「知乎」), one behind a stop what somebody says.
QUOTED = rf"(?<![。！？!?；;{CLOSING}])[{OPENING}]{NOISE}{{0,8}}"
# In a line of its own, as on posters, a blank is enough: 公众号 夏天的小本子; what disguises the label may stand in it.
LETTER = r"[^\W\d_]"
CLAUSE_END = re.escape("".join(sorted(CLAUSE_ENDS)))
INSIDE = rf"(?:_|(?![{CLAUSE_END}]){NOISE}){{1,8}}"
BESIDE = lazy(
    rf"(?:(?<=[\r\n])|\A)[ ]{{0,8}}(?P<label>{LETTER}(?:(?:{INSIDE})?{LETTER}){{1,7}})"
    r"(?P<blank>[ ]{1,3})(?=\w{3,12}[ ]{0,8}(?:[\r\n]|\Z))",
    re.IGNORECASE,
)
INSIDE_LABEL = lazy(INSIDE, re.IGNORECASE)
BEFORE_LABEL = ("微信", "我的", "同名", "关注")
CALLING = lazy(rf"{SIGN}|(?:叫|名为|是)(?:{NOISE}|@){{0,8}}|{QUOTED}", re.IGNORECASE)
SIGNED = lazy(rf"{SIGN}|{QUOTED}", re.IGNORECASE)
NAME = lazy(  # unbroken, or every character drawn apart; a name before a 、 is one of a list
    rf"(?:\w{{2,14}}(?!\w)|\w(?:{NOISE}{{1,8}}\w){{1,9}}(?!\w|{NOISE}{{1,8}}\w))(?!{NOISE}{{0,8}}、)", re.IGNORECASE
)
NO_NAMES = lazy(
    r"^每|^排版|^封面|^标题|^更新|^已|^字数|什么|怎么|如何|为什么|为啥|有没有|到底|是不是|可以|需要|今天|推荐|一个|太|让|大家|自己|这|那|吗|呢|吧|了$|^的|^[0-9]+$|"
    r"\d月|\d点|日(?![记常落出光和])"
)
# What follows 公众号 in such a line without being the name of one: work on it, its readers, other platforms.
NO_ACCOUNTS = lazy(
    r"运营|排版|文章|推文|后台|涨粉|粉丝|写作|写手|稿|注册|认证|迁移|教程|技巧|方法|变现|选题|编辑|小编|文案|设计|素材|模板|模版|配图|封面|插件|工具|助手|数据|流量|"
    r"开通|开发|接口|菜单|回复|留言|阅读|订阅|推荐|整理|清单|合集|大全|攻略|实习|招聘|兼职|岗位|经验|心得|复盘|总结|入门|小红书|抖音|微博|知乎|视频号|快手|豆瓣|头条|"
    r"b站|小程序|社群|朋友圈|微信|公众号|官网|网站|直播|矩阵|账号|代运营|搬运|互推|历史|链接|二维码|名称|名字|头像|简介|风格|配色|字体|字号|标题|图文|视频"
)
# Words of a sentence about the platform, which its accounts do not have in their names.
TELLING = lazy(
    r"[我你他她它您]|[是不了在都也很最每用把被比更就才又还要会能去]|广告|[0-9一二两三四五六七八九十百千万亿几半]"
    r"(?:[a-z]{1,2}$|[条个款克次篇天种台位家年月斤勺把点成倍万亿万])"
)
# What people add to a name for an account: 小满, 阿岚的厨房, 晚晚, 某某同学, 某某vlog.
MARKED = lazy(
    r"阿[\u4e00-\u9fff]|^[小老大][\u4e00-\u9fff]{1,2}$|[\u4e00-\u9fff][a-z]{3,}|[a-z]{3,}[\u4e00-\u9fff]|"
    r"(?:同学|日记|手记|笔记|先生|小姐|学姐|学长|工作室|频道|老师|医生|教练|师傅|大叔|阿姨|爷爷|奶奶|少女|仙女|在路上|碎碎念|"
    r"[姐哥叔酱君桑喵汪兔仔鸭呀儿厂坊铺])$"
)
# Names that hold against any word behind them: 阿岚的厨房, 晚晚不加班; 慢慢 and the like are words.
SURE = lazy(r"阿[\u4e00-\u9fff]|(?![慢天常刚偷渐悄往仅白人家处时年事看想等说试聊谢])([\u4e00-\u9fff])\1")


def called(passage: Passage) -> list[Hit]:
    """Return names of accounts behind a colon, 叫 or an opening quotation mark; they end with the clause."""
    return [hit for hit, _ in names_behind(passage, CALLING)]


def line_names(passage: Passage) -> list[Hit]:
    """Return what may be the name of an account behind the blank of a line with one word before it and nothing behind it."""
    found = []
    for line in BESIDE.finditer(passage.text):
        if not is_one_word(passage, line["label"]):
            continue
        match = NAME.match(passage.text, line.end())
        name = match[0] if match else ""
        is_name = name.isalnum() and not name.isascii() and not NO_NAMES.search(name) and not NO_ACCOUNTS.search(name)
        if match and is_name:
            written = passage.text[line.start("blank") : match.end()]
            found.append(Hit(line.start("blank"), match.end(), Term(written, written)))
    return found


def is_one_word(passage: Passage, label: str) -> bool:
    """Tell whether all noise in a label is inside a word, or behind one that belongs to it: no list (摄影 公众号)."""
    left, *others = INSIDE_LABEL.split(label)
    for right in others:
        if not left.endswith(BEFORE_LABEL) and not passage.is_word_across(left + right, len(left)):
            return False
        left += right
    return True


def nicknames(passage: Passage) -> list[Hit]:
    """Return names that people give themselves, behind a colon, an @ or a quotation mark.

    Behind the name of a platform alone any clause may stand (豆瓣：小火炒香, B站：下饭全靠它), so these names have a mark of
    their own, unless an @ stands before them.
    """
    return [
        hit
        for hit, name in names_behind(passage, SIGNED)
        if "@" in hit.term.text or SURE.match(name) or (MARKED.search(name) and not TELLING.search(name))
    ]


def names_behind(passage: Passage, calling: re.Pattern[str]) -> Iterator[tuple[Hit, str]]:
    """Yield what stands behind a mark of naming and may be a name, together with that mark; and the name in plain."""
    for mark in calling.finditer(passage.text):
        match = NAME.match(passage.text, mark.end())
        name = re.sub(rf"{NOISE}+", "", match[0], flags=re.IGNORECASE) if match else ""
        if match and 2 <= len(name) <= 10 and not NO_NAMES.search(name) and not passage.isolated(match.end() - 1, 1):
            written = passage.text[mark.start() : match.end()]
            yield Hit(mark.start(), match.end(), Term(written, written)), name


# A source in brackets, which holds nothing but a name of a platform and an account: …（推特@leaf_88）
CLOSED = frozenset(")）】")
IN_BRACKETS = lazy(r"[(（【](?=[^()（）【】\n@]{0,12}[@:：][a-z0-9_]{3,30}[)）】])")
OWN = lazy(r"[我俺]|本人|主页|同名|同号|关注|搜|找|加|来(?![自源])|号|都叫|也叫|更新|日更|直播|联系|咨询|私")
SENTENCE_BEFORE = 40


def bracketed_credits(passage: Passage) -> list[Hit]:
    """Return the opening brackets of accounts named as a source: nothing before them in the line leads there."""
    if CLOSED.isdisjoint(passage.text):
        return []
    bare = passage.once(solid)
    out = []
    for match in IN_BRACKETS.finditer(bare.text):
        line = bare.text[max(0, match.start() - SENTENCE_BEFORE) : match.end() + 12].partition("@")[0]
        if not OWN.search(line.rpartition("\n")[2]):
            out.append(bare.hit(*match.span()))
    return out
