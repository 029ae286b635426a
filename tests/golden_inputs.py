"""What `golden.py` runs: notes, rule files and configurations, right ones and wrong ones, and the commands on them.

A case is a fresh folder and the steps that are taken in it. A step is a command, or files to write (None: to delete).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

Files: TypeAlias = Mapping[str, "str | bytes | None"]

FORMATS = ("json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjsonl", "checkstyle", "csv", "html")
AS_OF = "--as-of 2026-01-31"
ONCE = f"{AS_OF} --jobs 1 --no-cache"
FILES = "{format}=report.{format}"


class Case(NamedTuple):
    """Steps in a folder that begins with some of the `trees` of examples; `shown` files are outputs of their own."""

    steps: tuple[str | Files, ...]
    trees: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    env: Mapping[str, str] = {}
    slow: bool = False


def reports(formats: tuple[str, ...]) -> str:
    """Return the options that print the text report and write the others into files."""
    return " ".join(["--format text", *(f"--format {FILES.format(format=each)}" for each in formats)])


def written(formats: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files that `reports` makes."""
    return tuple(f"report.{each}" for each in formats)


# --- notes ------------------------------------------------------------------------------------------------------------

OFFENCE = "想学的姐妹加薇❤：taoci_2046"
SUPPRESSED = f"""---
title: 小户型软装清单
profile: paid
xhslint:
  ignore:
    ranking: 讲刷量危害的科普
    contact/qq: {{reason: 品牌客服号，已报备, until: 2030-01-31}}
---
<!-- xhslint-ignore-next-line contact: 品牌客服号，已报备 until: 2020-01-31 -->
加我微信 abc12345

<!-- xhslint-ignore-next-line contact: 客户同意 until: 2030-01-31 -->
{OFFENCE}

私我领尺寸表 <!-- xhslint-ignore-line dm, contact -->

<!-- xhslint-ignore-start shop, dm: 引用平台公告原文 -->
同款直接去🍑宝搜「小鹿手作工坊」
<!-- xhslint-ignore-end shop, dm -->

诚信互粉，永不取关
"""
WRONG_SUPPRESSIONS = f"""<!-- xhslint-ignore-nxt-line contact: 错字 -->
{OFFENCE}
<!-- xhslint-ignore-line contact/wechat: 没有这条 -->
<!-- xhslint-ignore-line -->
<!-- xhslint-ignore-next-line dm: 日期 until: 2026-02-30 -->
<!-- xhslint-ignore-end shop -->
<!-- xhslint-ignore-start shop: 没有结束 -->
去淘宝搜小鹿手作工坊
<!-- 没有写完
"""
ODD_NOTES: Files = {
    "notes/00-clean.md": "今天天气好，去公园散步。\n",
    "notes/01-front.md": f"---\ntitle: 全网第一的面霜\nprofile: ad\ntags: [护肤]\n---\n{OFFENCE} #互粉互赞\n",
    "notes/02-suppressed.md": SUPPRESSED,
    "notes/03-unused.md": "<!-- xhslint-ignore-file dm, ranking: 没有用 -->\n<!-- xhslint-ignore-file shop -->\n好天气\n",
    "notes/04-wrong.md": WRONG_SUPPRESSIONS,
    "notes/05-broken.md": f"---\ntitle: [\n---\n{OFFENCE}\n",
    "notes/06-profile.md": f"---\nprofile: payd\nxhslint: {{ignor: dm}}\n---\n{OFFENCE}\n",
    "notes/07-open.md": f"---\ntitle: 没有结束\n{OFFENCE}\n",
    "notes/08-invisible.md": "阳台的薄\u200b荷又长高了\n想学的加薇\u200b❤：tao\u2060ci_2046\n看\u202e反了\u202c吧\u00ad\n\u3164好\n",
    "notes/09-gb18030.txt": f"# 标题\r\n\r\n{OFFENCE}\r\n私信我领取，互粉互赞\r\n".encode("gb18030"),
    "notes/10-utf16.md": f"{OFFENCE}\n\n去淘宝搜小鹿手作工坊\n".encode("utf-16"),
    "notes/11-bom.markdown": f"{OFFENCE}\n".encode("utf-8-sig"),
    "notes/12-binary.md": b"\x00\x01\x02" * 50,
    "notes/13-empty.md": "",
    "notes/14-code.md": f"```\n{OFFENCE}\n```\n<!-- {OFFENCE} -->\n[目录](https://item.taobao.com/item.htm?id=1)\n",
    "notes/15-cr.md": f"标题\r\r{OFFENCE}\r私信我领取\r",
    "notes/16-control.md": f"\x1b[31m{OFFENCE}\x07\x1b[0m ‮{OFFENCE}\n",
    "notes/17-long.md": "很长的一段话，" * 400 + OFFENCE + "#话题" * 30 + "\n",
    "notes/18-vertical.md": "加\n我\n微\n信\nabc12345\n",
    "notes/deep/19-名字 有空格.md": f"{OFFENCE}\n",
    "notes/.gitignore": "ignored/\n",
    "notes/ignored/20.md": f"{OFFENCE}\n",
    "notes/21-other.rst": f"{OFFENCE}\n",
}

# --- rule files -------------------------------------------------------------------------------------------------------

HOUSE = """
- key: house
  title: 品牌内规
  clause: 第一条 不写旧口号
  url: https://example.com/rules
  grade: P
"""


def rule(name: str, lines: str, extra: str = "") -> str:
    """Return a rule of a family of our own; `lines` are its matcher and examples."""
    return f"""
- id: brand/{name}
  severity: {{personal: warning, paid: error}}
  message: {{zh: 内规不许（{name}）, en: Not allowed ({name})}}
  advice: {{zh: 删去, en: Delete it}}
  sources: [house]
  {lines}
{extra}"""


BRAND = f"""{HOUSE}
- lexicon: shelf
  reads: 货架
  strong: {{plain: [货架, 柜台], homophone: [或架]}}
  weak: {{initials: [hj]}}
  allow: [货架期]
- guard: joke
  about: {{zh: 玩笑, en: a joke}}
  any:
    - after: [开玩笑]
      within: 8
      scope: sentence
    - inside: [模型]
- signal: share
  name: {{zh: 分享, en: shares}}
  weight: 2
  words: [分享, 转]
{
    rule(
        "words",
        '''words: [闪亮每一天, shelf]
  unless: [joke]
  allow: [货架模型]
  signals: [share, like]
  flag: ["今年也要[[闪亮每一天]]", "搬空[[或 架]]"]
  pass: [每一天都要开心, 闪亮每一天是开玩笑的, 货架期三个月]''',
    )
}
{
    rule(
        "sequence",
        '''sequence: [^ 补货|到货 ..6 @number 号|日]
  fix: {do: remove-clause, safe: true}
  flag: ["[[补货时间是12号]]"]
  pass: [这款还在等补货]''',
    )
}
{
    rule(
        "near",
        '''near: {all: [shelf, 清仓|甩卖], within: 12, scope: sentence}
  flag: ["[[清仓的东西都在hj]]上"]
  pass: [清仓了]''',
    )
}
{
    rule(
        "contact",
        '''contact: {introducer: [暗号|口令], id: [handle, phone, qq]}
  flag: ["[[暗号：xiaolu_2046]]"]
  pass: [暗号是芝麻开门]''',
    )
}
{
    rule(
        "pattern",
        '''pattern: {regex: '第(?P<span>[0-9]{3})批', needs: [批]}
  in: [body]
  fix: [{do: remove}]
  flag: ["第[[123]]批"]
  pass: [第12批]''',
    )
}
{
    rule(
        "link",
        '''link: {hosts: [example.org], bare: true}
  flag: ["看 [[shop.example.org]] 吧"]
  pass: [看 example.net 吧]''',
    )
}
{
    rule(
        "count",
        '''count: {of: topics, over: 2}
  opt-in: true
  fix: {do: drop-topics, safe: true}
  flag: ["好 #一 #二 [[#三]]"]
  pass: ["好 #一 #二"]''',
    )
}
- override: ranking/begging
  enabled: false
  about: 活动期间不查求关注
- override: dm/lead
  severity: {{personal: error, pro: warning}}
  allow: [私信抽奖小助手]
  unless: [refusal]
  pass: [中奖名单由私信抽奖小助手公布]
- override: claims
  severity: info
- extend: wechat
  strong: {{alias: [呱呱软件]}}
  allow: [呱呱软件园]
"""
BRAND_NOTES: Files = {
    "brand/brand.yaml": BRAND,
    "notes/a.md": "今年也要闪 亮每一天，分享给姐妹\n补货时间是12号，先收藏\n清仓的东西都在h j上\n暗号：xiaolu_2046\n",
    "notes/b.md": "第123批到了\n看 shop.example.org 吧\n求关注求点赞\n加我呱呱软件：taoci_2046\n私信我领资料包\n#一 #二 #三 #四\n",
    "notes/c.md": "闪亮每一天是开玩笑的，货架模型\n中奖名单由私信抽奖小助手公布\n呱呱软件园\n全网销量第一\n",
}
EXAMPLES = 'flag: ["[[闪亮]]"]\n  pass: [天气]'
WRONG_RULES: Files = {
    "wrong/schema.yaml": HOUSE
    + rule("a", f"wrods: [闪亮]\n  {EXAMPLES}")
    + rule("b", f"words: [闪亮]\n  words: [闪耀]\n  {EXAMPLES}")
    + rule("c", f"words: 闪亮\n  {EXAMPLES}\n  boundary: maybe\n  in: [titel]")
    + rule("d", "words: []\n  pass: [天气]")
    + rule("e", f"words: [闪亮]\n  link: {{}}\n  {EXAMPLES}\n  fix: {{do: remove-claus}}")
    + rule("f", "count: {of: titel, over: many}\n  flag: [没有标记]\n  pass: {a: b}")
    + "\n- id: Slogan\n  severity: eror\n  message: {zh: 旧口号}\n  sources: []\n  words: [闪亮]\n"
    + "- name: x\n- just text\n- lexicon: colour\n  reads: 色\n"
    + "- guard: odd\n  about: 怪\n  any:\n    - before: [不]\n      after: [不]\n"
    + "- characters:\n    微: {homofone: [薇]}\n",
    "wrong/names.yaml": HOUSE
    + rule("a", f"sequence: [wechta 闪亮]\n  unless: [refusl]\n  signals: [folow]\n  {EXAMPLES}")
    + rule("b", f"words: [闪亮]\n  {EXAMPLES}").replace("[house]", "[hause]")
    + rule("b", f"words: [闪亮]\n  {EXAMPLES}")
    + "\n- override: dm/leed\n  enabled: false\n- extend: wechta\n  strong: {plain: [微]}\n"
    + "- lexicon: wechat\n  reads: 微信\n  strong: {plain: [微信]}\n",
    "wrong/patterns.yaml": HOUSE
    + rule("a", f"pattern: '(闪亮'\n  {EXAMPLES}")
    + rule("b", f"pattern: '(闪亮)*'\n  {EXAMPLES}")
    + rule("c", f"sequence: ['闪亮 ..99x 每天', '闪亮? 每天?', '@fone 号']\n  {EXAMPLES}"),
    "wrong/broken.yaml": "- id: [\n",
    "wrong/mapping.yaml": "id: brand/x\n",
    "wrong/examples.yaml": HOUSE
    + rule("a", 'words: [闪亮]\n  flag: ["没有[[别的]]", "[[闪]]亮"]\n  pass: [很闪亮, 加我微信 abc12345]'),
    "wrong/empty.yaml": "",
}

# --- configurations ---------------------------------------------------------------------------------------------------

CONFIG = """\
profile: pro
lang: en
ignore: [format]
rules: [brand.yaml]
exclude: [archive/, "*.draft.md"]
as-of: 2026-01-31
fail-on: warning
severity:
  dm/bare: warning
  ranking: error
overrides:
  - paths: ["campaign/**", "!campaign/old.md"]
    profile: paid
    extend-select: [advertising]
"""
PYPROJECT = """\
[tool.xhslint]
profile = "paid"
extend-select = ["advertising/absolute"]
report-unused = true
as-of = 2026-01-31
format = ["text", "csv=found.csv"]
severity = { "contact" = "info" }
[[tool.xhslint.overrides]]
paths = ["campaign/**"]
ignore = ["contact"]
"""
CONFIG_NOTES: Files = {
    "brand.yaml": HOUSE + rule("words", 'words: [闪亮每一天]\n  flag: ["[[闪亮每一天]]"]\n  pass: [每一天]'),
    "a.md": f"{OFFENCE}\n互粉互赞，闪亮每一天\n",
    "b.draft.md": f"{OFFENCE}\n",
    "archive/c.md": f"{OFFENCE}\n",
    "campaign/new.md": f"最有效的抗皱眼霜\n{OFFENCE}\n",
    "campaign/old.md": f"最有效的抗皱眼霜\n{OFFENCE}\n",
}
WRONG_CONFIGS: Files = {
    "a.md": f"{OFFENCE}\n",
    "values.yaml": """\
profile: payd
lnag: en
ignore: [dm/bear, dm, [x]]
severity: {bare: eror, dm: info, dm: off}
jobs: 0
fail-on: {a: b}
as-of: 2026-2-30
require-reason: yess
format: [text, jsn, json=]
overrides:
  - profile: paid
  - {path: [x], paths: [y]}
  - 1
exclude: ['!', {}]
rules: [缺 少/]
select: true
""",
    "syntax.yaml": "profile: [\n",
    "list.yaml": "- profile\n",
    "circle.yaml": "extends: other.yaml\n",
    "other.yaml": "extends: circle.yaml\nextnds: x\n",
    "values.toml": '[tool.xhslint]\nprofile = "payd"\njobs = "two"\nlnag = "en"\n',
    "syntax.toml": '[tool.xhslint\nprofile = "paid"\n',
}
