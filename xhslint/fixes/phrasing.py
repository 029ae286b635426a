"""How sentences are rewritten, as the rule files say: the words by which parts are known, and what is put in their place."""

from __future__ import annotations

import re
from functools import cached_property

from xhslint.base.records import dataclass, field
from xhslint.model.findings import KINDS, family_of

PARTS = ("audience", "wish", "purpose", "topic", "asked", "draw", "clauses", "facts", "nothing")
REMNANTS = ("clauses", "facts", "nothing")
"""What may be kept of a sentence; `sentence_parts` finds each. Of the last three, `REMNANTS`, `clauses` keeps the clauses behind an offence
that do not go on from it, `facts` those that state a price, a delivery or a day, `nothing` keeps none of them."""
WORDS = (
    *("wants", "people", "wishes", "gives", "does", "topics"),
    *("follow-ups", "promises", "trailers", "suspects", "places", "imperatives", "openers", "lead-ins", "open-ends"),
    *("facts", "askers"),
)
"""The lists of words that the rule files give."""
PLACES = ("body", "title")
KEPT = "{}"
"""What stands for the kept part in a text that is put."""
REWRITE = "rewrite"
"""The action of rules that have a template."""


@dataclass(frozen=True, slots=True)
class Template:
    """What is put in place of an offence: for which rules and families, in which part of a draft, what of it is kept in
    order of preference, the text for each profile that has one, and for which kinds of text: what may be said below a note
    makes no sense in a private message.
    """

    name: str
    rules: tuple[str, ...]
    place: str
    keep: tuple[str, ...]
    put: dict[str, str]
    kinds: tuple[str, ...] = KINDS

    def serves(self, rule_id: str) -> bool:
        """Return whether it is made for a rule."""
        return rule_id in self.rules or family_of(rule_id) in self.rules


@dataclass(frozen=True)
class Phrasing:
    """All templates, in order of preference, and the words of each list."""

    templates: tuple[Template, ...] = ()
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def any_of(self, name: str) -> str:
        """Return a pattern for any word of a list, the longest first; one that never matches for an empty list."""
        words = sorted(self.words.get(name, ()), key=lambda word: (-len(word), word))
        return "|".join(map(re.escape, words)) or r"(?!)"

    @cached_property
    def audience(self) -> re.Pattern[str]:
        """A group of readers at the beginning of a clause: 想要课表的, 想学琴的姐妹, 源码要的, 路过的宝子."""
        people, inner = f"(?:{self.any_of('people')})们?", r"[^\s，。！？：:]"
        own = r"(?<!我)(?<!你)(?<!们)(?<!他)(?<!她)(?<!家)(?<!己)"
        return re.compile(
            rf"(?P<kept>(?:{self.any_of('wants')}){inner}{{0,16}}?{own}的(?:话|{people})?"
            rf"|{inner}{{0,8}}?要{own}的(?:{people})?"
            rf"|{inner}{{1,12}}?{own}的{people}"
            rf"|(?:{self.any_of('people')})(?:们|(?<=们)))(?P<rest>.*)",
            re.DOTALL,
        )

    @cached_property
    def wish(self) -> re.Pattern[str]:
        """A short wish or case at the beginning of a clause: 有问题, 喜欢的话."""
        return re.compile(rf"(?P<kept>{self.any_of('wishes')})(?:的话|的)?(?P<rest>.*)", re.DOTALL)

    @cached_property
    def purpose(self) -> re.Pattern[str]:
        """What the offence is for, at the end of a clause: 领课表, 了解详情."""
        thing = r"[A-Za-z0-9\u4e00-\u9fff]"
        end = r"[吧哦哈呀啦~～]*\Z"
        return re.compile(
            rf"(?:(?:{self.any_of('gives')})(?P<thing>{thing}{{2,8}}?)|(?P<deed>(?:{self.any_of('does')}){thing}{{0,6}}?)){end}"
        )

    @cached_property
    def topic(self) -> re.Pattern[str]:
        """What is asked for, at the beginning of a clause: 价格, 完整攻略."""
        return re.compile(
            rf"(?P<kept>[A-Za-z0-9\u4e00-\u9fff]{{0,8}}(?:{self.any_of('topics')}))(?P<rest>.*)", re.DOTALL
        )

    @cached_property
    def asked(self) -> re.Pattern[str]:
        """A clause that only says what readers ask: 好多人问牌子, 总有姐妹问我在哪买."""
        who = rf"(?:{self.any_of('askers')})[^\s，]{{0,6}}?"
        return re.compile(
            rf"\W*{who}问(?:过|到|起)?(?![烂爆疯懵遍])我?(?P<thing>[A-Za-z0-9\u4e00-\u9fff]{{0,8}}?)[的了呢吗呀啊]?\W*\Z"
        )

    @cached_property
    def draw(self) -> re.Pattern[str]:
        """A draw and its prize: 抽三位送手账本."""
        return re.compile(
            r"抽(?:取|出)?[0-9一二两三四五六七八九十几]{1,3}[位个名人]?[^\s，]{0,4}?送[^\s，。！？!]{1,10}"
        )

    @cached_property
    def fact(self) -> re.Pattern[str]:
        """A clause that stays true without the offence: a price, how something is sent, a day (包邮, 每人200, 周五开奖)."""
        number = r"[0-9一二两三四五六七八九十百千半]+"
        unit = r"(?:元|块钱?|米|[rR]|￥)"
        each = r"[一每单/]?[个位人件份只块张节次条双对套斤盒杯串本支枝罐包]?"
        price = rf"(?:{each}|全部|一共|总共|只要|原价|价格){number}{unit}?{number}?{each}"
        return re.compile(rf"\W*(?:[^\s，]{{0,6}}(?:{self.any_of('facts')})|{price})\W*")

    @cached_property
    def condition(self) -> re.Pattern[str]:
        """A clause that leads to the offence and as well to what is put in its place: 如果想要电子版, 想学琴的姐妹."""
        return re.compile(
            rf"(?:如果|要是|假如|若是|若).{{2,20}}|.{{0,12}}的话|(?:{self.any_of('wants')})[^\s，]{{1,16}}的(?:{self.any_of('people')})?",
            re.DOTALL,
        )

    @cached_property
    def follow_up(self) -> re.Pattern[str]:
        """A clause that says nothing without the one before it."""
        opened = rf"(?:{self.any_of('openers')}){{0,3}}(?:{self.any_of('follow-ups')})"
        return re.compile(rf"[^\w]*(?:{opened}|{self.any_of('promises')})")

    @cached_property
    def trailer(self) -> re.Pattern[str]:
        """A sentence that says nothing without the one before it."""
        return re.compile(rf"[^\w]*(?:{self.any_of('openers')}){{0,3}}(?:{self.any_of('trailers')})")

    @cached_property
    def place(self) -> re.Pattern[str]:
        """A place outside, which is never kept."""
        return re.compile(self.any_of("places"), re.IGNORECASE)

    @cached_property
    def suspect(self) -> re.Pattern[str]:
        """A clause beside an offence that is a part of it: it holds such a word, or tells the reader to do something."""
        told = rf"\A\W*[先再请就都快也还]*(?:直接)?(?:{self.any_of('imperatives')})(?![了过着完好])"
        return re.compile(rf"{self.any_of('suspects')}|{told}")

    @cached_property
    def lead_in(self) -> re.Pattern[str]:
        """The end of a clause that points at the next one: 联系方式：, 夜里需要车的."""
        return re.compile(
            rf"(?:{self.any_of('lead-ins')}|(?:需要|想|要|有)[^，]{{0,10}}的|\A(?i:if|for)[ ].+)[\s\ufe0f]*\Z"
        )

    @cached_property
    def open_end(self) -> re.Pattern[str]:
        """The end of a clause that goes on behind a space."""
        return re.compile(rf"(?:{self.any_of('open-ends')})\Z")
