"""The text report, byte for byte: layout, widths, colours, escapes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import COMMUNITY, DIVERSION, checked, finding
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Checked, PassedOver, RunEvent
from xhslint.model.disguises import Disguise
from xhslint.model.explanations import Dismissed, Explanation
from xhslint.model.findings import Signal
from xhslint.model.judgements import Contribution, Judgement, Seen
from xhslint.report.formats.text import report
from xhslint.report.style import Style
from xhslint.terminal.snippet import rows
from xhslint.terminal.width import cell_count

MORE = "条款全文和示例：\n  xhslint rules demo/word\n"
HOMOPHONE, EMOJI = Disguise("homophone", "薇", "微"), Disguise("emoji", "❤", "信")


def written(events: Iterable[RunEvent], **style: object) -> str:
    return "".join(report(events, Style(**style)))  # type: ignore[arg-type]


def sample() -> list[RunEvent]:
    draft = Draft.parse("# 租房记\n想看房的加我薇❤：lulu_2046，发你视频\n有事私我，记得互粉\n", "笔记/租房.md")
    other = Draft.parse("没有什么可说的", "笔记/日常.txt")
    return [
        checked(
            draft,
            finding(
                draft,
                "薇❤：lulu_2046",
                "contact/wechat-id",
                reading="微信：lulu_2046",
                sources=(COMMUNITY, DIVERSION),
                disguises=(HOMOPHONE, EMOJI, HOMOPHONE),
            ),
            finding(draft, "私我", "dm/bare", "info", message="请读者私信", advice="改为请读者评论"),
            finding(draft, "互粉", "ranking/exchange", "warning", message="约定互相关注", advice="删去约定"),
        ),
        checked(other),
    ]


def test_chinese() -> None:
    assert (
        written(sample())
        == """\
笔记/租房.md

  第 2 行 错误 「薇❤：lulu_2046」读作「微信：lulu_2046」（谐音、表情替代）
    2 │ 想看房的加我薇❤：lulu_2046，发你视频
      │             ^^^^^^^^^^^^^^
        规则 站外联系方式 · contact/wechat-id
        原因 写出了微信号
        建议 删去微信号
        依据 《小红书社区规范》3.2.1 导流到个人的联系方式
             《交易导流违规管理细则》第一类 联系方式（引自他人，未见原文）

  第 3 行 提示 「私我」
    3 │ 有事私我，记得互粉
      │     ^^^^
        规则 私信成交 · dm/bare
        原因 请读者私信
        建议 改为请读者评论
        依据 见上文第 2 行

  第 3 行 警告 「互粉」
    3 │ 有事私我，记得互粉
      │               ^^^^
        规则 互动造假 · ranking/exchange
        原因 约定互相关注
        建议 删去约定
        依据 见上文第 2 行

检查了 2 篇笔记：1 处错误，1 处警告，1 处提示。
条款全文和示例：
  xhslint rules contact/wechat-id dm/bare ranking/exchange
"""
    )


def test_english() -> None:
    draft = Draft.parse("想看房的加我薇❤：lulu_2046，发你视频", "draft.md")
    said = finding(
        draft,
        "薇❤",
        reading="微信",
        message="Gives a WeChat id, which leads readers off the platform to a private contact",
        advice="Delete the id; for enquiries use the in-app shop's service or the official lead component",
        sources=(COMMUNITY, DIVERSION),
        disguises=(HOMOPHONE, EMOJI),
    )
    assert (
        written([checked(draft, said)], lang="en")
        == """\
draft.md

  line 1 error “薇❤” reads “微信” (homophone, emoji)
    1 │ 想看房的加我薇❤：lulu_2046，发你视频
      │             ^^^
        rule   demo/word
        why    Gives a WeChat id, which leads readers off the platform to a
               private contact
        fix    Delete the id; for enquiries use the in-app shop's service or the
               official lead component
        clause 《小红书社区规范》3.2.1 导流到个人的联系方式
               《交易导流违规管理细则》第一类 联系方式 (as reported)

Checked 1 draft: 1 error.
The clauses in full, with examples:
  xhslint rules demo/word
"""
    )


def test_several_files_stand_apart() -> None:
    first, second = Draft.parse("加微信", "a.md"), Draft.parse("加微信", "b.md")
    text = written([checked(each, finding(each, "微信")) for each in (first, second)])
    assert text.split("\n\n")[::2] == ["a.md", "b.md", "检查了 2 篇笔记：2 处错误。\n" + MORE]


SUMMARIES = [
    ([checked(Draft("好", "a.md"))], "检查了 1 篇笔记，没有发现问题。\n", "Checked 1 draft: nothing to report.\n"),
    (
        [PassedOver(unchanged=2)],
        "这些笔记没有改动，没有要检查的。\n",
        "No draft has changed lines, so there was nothing to check.\n",
    ),
    ([], "没有找到笔记（.md、.markdown、.txt）。\n", "No drafts found (.md, .markdown, .txt).\n"),
    ([Problem("a.md", 0, 0, "gone")], "", ""),
    ([Problem("", 0, 0, "no rule")], "", ""),
    (
        [checked(Draft("好", "b.md")), Problem("", 0, 0, "interrupted")],
        "检查了 1 篇笔记，没有发现问题。\n",
        "Checked 1 draft: nothing to report.\n",
    ),
    (
        [Problem("a.md", 0, 0, "gone"), checked(Draft("好", "b.md")), checked(Draft("好", "c.md"))],
        "检查了 2 篇笔记，没有发现问题。有 1 处没能检查，见报错。\n",
        "Checked 2 drafts: nothing to report. 1 could not be checked, see the messages.\n",
    ),
]


@pytest.mark.parametrize(("events", "chinese", "english"), SUMMARIES)
def test_summary_without_findings(events: list[RunEvent], chinese: str, english: str) -> None:
    assert written(events) == chinese
    assert written(events, lang="en") == english
    assert written(events, summary=False) == ""


def test_without_summary() -> None:
    whole = written(sample())
    assert written(sample(), summary=False) + whole[whole.index("\n检查了") :] == whole


def test_only_some_severities() -> None:
    text = written(sample(), only=("error", "warning"))
    assert "私我」" not in text
    assert text.endswith(
        "\n检查了 2 篇笔记：1 处错误，1 处警告，1 处提示。\n条款全文和示例：\n  xhslint rules contact/wechat-id ranking/exchange\n"
    )
    assert written(sample(), only=(), summary=False) == ""


@pytest.mark.parametrize("emoji", ["❤️", "☎️", "1️⃣", "👍🏻", "👩‍🍳", "🏳️‍🌈"])
def test_words_behind_an_emoji_whose_width_terminals_dispute_are_underlined(emoji: str) -> None:
    draft = Draft.parse(f"喜欢{emoji}的加微信", "a.md")
    lines = written([checked(draft, finding(draft, "微信"))], color=True).splitlines()
    at = next(number for number, line in enumerate(lines) if "喜欢" in line)
    assert lines[at].endswith(f"喜欢{emoji}的加\x1b[1;31;4m微信\x1b[0m")
    assert "^" not in lines[at + 1]
    plain = written([checked(draft, finding(draft, "微信"))])
    assert f"\n      │ {' ' * 10}^^^^\n" in plain  # without colour, carets are all there is
    behind = Draft.parse(f"微信{emoji}", "a.md")
    assert "^^^^" in written([checked(behind, finding(behind, "微信"))], color=True)


@pytest.mark.parametrize("text", ["🇨🇳", "①★—“”", "😀", "é"])
def test_words_behind_text_of_a_certain_width_have_carets(text: str) -> None:
    draft = Draft.parse(f"喜欢{text}的加微信", "a.md")
    assert "^^^^" in written([checked(draft, finding(draft, "微信"))], color=True)


def test_statistics_count_findings_by_rule() -> None:
    events = [*sample(), *sample(), Problem("gone.md", 0, 0, "gone")]
    assert (
        written(events, statistics=True)
        == """\
     2 错误 contact/wechat-id  写出了微信号
     2 警告 ranking/exchange   约定互相关注
     2 提示 dm/bare            请读者私信

检查了 4 篇笔记：2 处错误，2 处警告，2 处提示。有 1 处没能检查，见报错。
"""
    )


def test_statistics_of_what_quiet_shows() -> None:
    assert written(sample(), statistics=True, summary=False, only=("error",)).split() == [
        *("1", "错误", "contact/wechat-id", "写出了微信号")
    ]
    assert written([sample()[1]], statistics=True) == "检查了 1 篇笔记，没有发现问题。\n"


def test_statistics_put_the_most_frequent_rule_first() -> None:
    draft = Draft.parse("互粉，加微信", "a.md")
    one, other = finding(draft, "微信", "contact/x"), finding(draft, "互粉", "ranking/x", "info")
    lines = written([checked(draft, one, other), checked(draft, other)], statistics=True).splitlines()
    assert [line.split()[:3] for line in lines[:2]] == [["2", "提示", "ranking/x"], ["1", "错误", "contact/x"]]


def test_colour_changes_nothing_but_colour() -> None:
    import re

    colored = written(sample(), color=True)
    assert "\x1b[1;31m错误\x1b[0m" in colored
    assert not re.search(r"\x1b\[(?:\d;)?[39]3m", colored)  # yellow cannot be read on white
    assert "想看房的加我\x1b[1;31m薇❤：lulu_2046\x1b[0m，发你视频" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == written(sample())


# Text before, in and after the span; the cells before and in it, counted by hand.
ALIGNED = [
    ("加我", "薇❤", "聊", 4, 3),
    ("", "微信", "", 0, 4),
    ("ＶＸ号", "ｖｘ", "", 6, 4),
    ("一家👨‍👩‍👧都爱 ", "1️⃣2️⃣", " 元", 11, 4),
    ("🇨🇳 ❤️ 👍🏽", "加v", "", 8, 3),
    ("cafe\u0301 ", "薇\u0336信\u0336", "", 5, 4),
    ("\t表", "👩🏽‍🚀", "", 6, 2),
]


@pytest.mark.parametrize(("before", "span", "after", "indent", "carets"), ALIGNED)
def test_carets_stand_under_the_span(before: str, span: str, after: str, indent: int, carets: int) -> None:
    draft = Draft.parse(f"第一行\n{before}{span}{after}\n第三行", "a.md")
    start = draft.text.index(before + span) + len(before)
    row, *more = rows(draft.text, start, start + len(span), 72)
    assert not more
    assert row == (before.replace("\t", "    "), span, after, indent, carets)
    lines = written([checked(draft, finding(draft, span))]).split("\n")
    assert lines[3] == f"    2 │ {row.before}{span}{after}".rstrip()
    assert lines[4] == f"      │ {' ' * indent}{'^' * carets}"


def test_what_hides_or_steers_is_shown() -> None:
    draft = Draft.parse("看\u202e我\x1b[31m的微\u200b信\ufe0f吧", "a.md")
    said = finding(draft, "微\u200b信", reading="微信", disguises=[Disguise("invisible", "\u200b", "")])
    text = written([checked(draft, said)])
    assert (
        text.split("\n        规则")[0]
        == """\
a.md

  第 1 行 错误 「微‹U+200B›信」读作「微信」（隐形字符）
    1 │ 看‹U+202E›我‹U+001B›[31m的微‹U+200B›信‹U+FE0F›吧
      │                           ^^^^^^^^^^^^"""
    )


def test_a_span_over_several_lines() -> None:
    draft = Draft.parse("竖着看\r\n加我\r\n\r\n微\r\n信哦", "a.md")
    text = written([checked(draft, finding(draft, "我\r\n\r\n微\r\n信", reading="我微信"))])
    assert (
        text.split("\n        规则")[0]
        == """\
a.md

  第 2 行 错误 「我↵↵微↵信」读作「我微信」
    2 │ 加我
      │   ^^
    3 │
    4 │ 微
      │ ^^
    5 │ 信哦
      │ ^^"""
    )


def test_a_span_over_many_lines_is_cut() -> None:
    draft = Draft.parse("加\n一\n下\n微\n信\n号", "a.md")
    text = written([checked(draft, finding(draft, "加\n一\n下\n微\n信"))])
    assert "    4 │ 微\n      │ ^^\n      │ …\n        规则" in text


def test_an_empty_span() -> None:
    draft = Draft.parse("好物合集", "a.md")
    assert [*rows(draft.text, 0, 0, 72)] == [("", "好", "物合集", 0, 2)]
    assert [*rows(draft.text, 4, 4, 72)] == [("好物合集", "", "", 8, 1)]
    assert [*rows("", 0, 0, 72)] == [("", "", "", 0, 1)]


def test_a_long_line_is_shown_around_the_span() -> None:
    text = "前" * 50 + "加微信" + "后" * 50
    assert [*rows(text, 50, 53, 20)] == [("…" + "前" * 3, "加微信", "后" * 3 + "…", 7, 6)]
    assert [*rows(text, 0, 3, 20)] == [("", "前前前", "前" * 6 + "…", 0, 6)]
    assert [*rows(text, 101, 103, 20)] == [("…" + "后" * 7, "后后", "", 15, 4)]
    assert [*rows(text, 2, 90, 20)] == [("前前", "前" * 7, "…", 4, 14)]


def test_a_line_of_ten_megabytes() -> None:
    text = "甲" * 5_000_000 + "微信" + "乙" * 5_000_000
    draft = Draft.parse(text, "a.md")
    lines = written([checked(draft, finding(draft, "微信"))]).split("\n")
    assert lines[3] == f"    1 │ …{'甲' * 16}微信{'乙' * 17}…"
    assert lines[4] == f"      │ {' ' * 33}^^^^"


def test_long_texts_are_cut_in_the_heading() -> None:
    draft = Draft.parse("加" * 40, "a.md")
    assert f"「{'加' * 13}…」\n" in written([checked(draft, finding(draft, "加" * 40))])


def test_a_clause_is_wrapped_and_never_cut() -> None:
    draft = Draft.parse("加微信", "a.md")
    long = replace(DIVERSION, clause="第一类 发布个人、群组联系方式或其他平台的账号、店铺信息等等")
    text = written([checked(draft, finding(draft, "微信", sources=(long, COMMUNITY)))])
    assert (
        """\
        依据 《交易导流违规管理细则》第一类 发布个人、群组联系方式或其他平台的账
             号、店铺信息等等（引自他人，未见原文）
             《小红书社区规范》3.2.1 导流到个人的联系方式
"""
        in text
    )
    assert "…" not in text and all(cell_count(line) <= 80 for line in text.split("\n"))


@pytest.mark.parametrize(
    ("lang", "first", "both"),
    [
        (
            "zh",
            "《交易导流违规管理细则》第一类 联系方式（引自他人，未见原文）\n             另见上文第 1 行",
            "见上文第 1、2 行",
        ),
        (
            "en",
            "《交易导流违规管理细则》第一类 联系方式 (as reported)\n               also see above, line 1",
            "see above, line 1, 2",
        ),
    ],
)
def test_a_clause_is_cited_in_full_once_in_a_draft(lang: str, first: str, both: str) -> None:
    draft = Draft.parse("加微信\n留电话\n进群\n", "a.md")
    given = [("微信", (COMMUNITY,)), ("电话", (DIVERSION, COMMUNITY)), ("进群", (COMMUNITY, DIVERSION))]
    one = checked(draft, *(finding(draft, word, sources=sources) for word, sources in given))
    text = written([one], lang=lang)
    assert text.count("《小红书社区规范》") == text.count("《交易导流违规管理细则》") == 1
    assert f" {first}\n" in text and f" {both}\n" in text
    assert written([one, one]).count("《小红书社区规范》") == 2


@pytest.mark.parametrize(
    ("width", "command"),
    [
        (80, "  xhslint rules brand/word-0 dm/bare brand/word-1"),
        (49, "  xhslint rules brand/word-0 dm/bare brand/word-1"),
        (48, "  xhslint rules brand/word-0 dm/bare"),
        (35, "  xhslint rules brand/word-0"),
        (20, "  xhslint rules brand/word-0"),
    ],
)
def test_the_footer_has_a_command_on_one_line_with_three_rules_at_most(width: int, command: str) -> None:
    draft = Draft.parse("加微信，私我，互粉")
    rules = [f"brand/word-{number}" for number in range(8)]
    found = [replace(finding(draft, "私我", rule), also=("dm/bare",)) for rule in (*rules, rules[0])]
    assert written([checked(draft, *found)], width=width).endswith(f"条款全文和示例：\n{command}\n")


def test_what_the_draft_asks_of_its_readers_is_told_in_a_sentence() -> None:
    draft = Draft.parse("求关注，评论区扣1")
    asked = replace(finding(draft, "求关注"), signals=(Signal("follow", "关注", 8), Signal("comment", "评论", 4)))
    assert "\n  这篇索取的互动按传播分计 12 分（关注 8、评论 4）：平台会把诱导互动当作刷数据。\n" in written(
        [checked(draft, asked)]
    )


def test_line_numbers_of_any_length_keep_the_carets_in_place() -> None:
    draft = Draft.parse("\n" * 1_234_567 + "加微信", "a.md")
    lines = written([checked(draft, finding(draft, "微信"))]).split("\n")
    assert lines[3:5] == ["1234568 │ 加微信", "        │   ^^^^"]


def test_an_encoding_that_lacks_characters() -> None:
    draft = Draft.parse("加👍微❤信", "a.md")
    gbk = written([checked(draft, finding(draft, "微❤信"))], encoding="gbk")
    assert "    1 │ 加<U+1F44D>微<U+2764>信\n      │            ^^^^^^^^^^^^\n" in gbk
    ascii_lines = written([checked(draft, finding(draft, "微❤信"))], encoding="ascii").split("\n")
    assert ascii_lines[3].startswith("    1 | <U+52A0><U+1F44D><U+5FAE>")
    assert ascii_lines[4] == "      | " + " " * 17 + "^" * 24


def test_a_path_is_data_too() -> None:
    draft = Draft.parse("加微信", "caf\udce9\x1b[2J\n.md")
    assert written([checked(draft, finding(draft, "微信"))]).startswith("caf\\xe9‹U+001B›[2J↵.md\n\n")


LINES = st.text(alphabet="微信加 a❤👍👨\u200d\ufe0f\u200b\u0336\t\r\n🇨🇳1️⃣\u202e", max_size=120)


@given(LINES, st.integers(0, 120), st.integers(0, 40), st.integers(20, 80))
def test_rows_fit_and_carets_are_aligned(text: str, start: int, length: int, width: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    for row in rows(text, start, end, width):
        if row is not None:
            assert cell_count(row.before + row.marked + row.after) <= width
            assert row.indent == cell_count(row.before)
            assert row.carets == (cell_count(row.marked) if row.marked else int(start == end))
            assert not set("\n\r\t\u202e\u200b") & set(row.before + row.marked + row.after)


@given(st.integers(40, 100), st.sampled_from(["zh", "en"]))
def test_no_line_is_wider_than_the_terminal(width: int, lang: str) -> None:
    draft = Draft.parse("很长的一行文字" * 40 + "微信" + "后面还有" * 40, "a.md")
    long = finding(draft, "微信", message="一句很长的话，" * 9, advice="words and words " * 9, reading="微" * 50)
    for line in written([checked(draft, long)], width=width, lang=lang, summary=False).split("\n"):
        assert cell_count(line) <= width


def called(*words: str) -> list[RunEvent]:
    """Return a draft with a call of which the classifier saw two parts or, if there are `words`, many."""
    draft = Draft.parse("想学的姐妹联系我", "a.md")
    seen = (Seen("want", "想要", ("想学的",)), Seen("reach", "找我", ("联系我", "找\u200b我")))
    seen += tuple(Seen("material", "资料", (word,)) for word in words)
    return [checked(draft, replace(finding(draft, "想学的姐妹联系我", "dm/ask"), seen=seen))]


def test_what_the_classifier_saw_takes_a_line() -> None:
    assert (
        written(called(), summary=False)
        == """\
a.md

  第 1 行 错误 「想学的姐妹联系我」
    1 │ 想学的姐妹联系我
      │ ^^^^^^^^^^^^^^^^
        规则 私信成交 · dm/ask
        原因 写出了微信号
        看到 想要（想学的）· 找我（联系我、找‹U+200B›我）
        建议 删去微信号
        依据 《小红书社区规范》3.2.1 导流到个人的联系方式
"""
    )
    assert (
        "        why    写出了微信号\n        seen   想要 (想学的) · 找我 (联系我, 找‹U+200B›我)\n        fix    删去微信号\n        clause 《"
        in written(called(), lang="en")
    )


def test_what_the_classifier_saw_breaks_between_parts() -> None:
    text = written(called("价格表", "课程表", "清单", "一份教程"))
    assert (
        """\
        看到 想要（想学的）· 找我（联系我、找‹U+200B›我）· 资料（价格表）·
             资料（课程表）· 资料（清单）· 资料（一份教程）
"""
        in text
    )
    assert "        seen   想要 (想学的) · 找我 (联系我, 找‹U+200B›我) · 资料 (价格表) ·\n" in written(
        called("价格表", "课程表", "清单", "一份教程"), lang="en"
    )


def explained(lang: str) -> str:
    """Return the report of a call and of a clause that is nearly one, with the reasons."""
    pro = tuple(
        Contribution(f"c{weight}", "本句：想要" if lang == "zh" else "this clause: wish", weight)
        for weight in range(80, 72, -1)
    )
    con = (Contribution("quote", "有引号" if lang == "zh" else "quotation marks", -30),)
    judgement = Judgement(101, -290, -650, pro, con, 169)
    reason = Explanation("rules/classifier/rules.yaml:3", "", "", (), judgement)
    (event,) = called()
    assert isinstance(event, Checked)
    near = Dismissed("dm/ask", 0, 2, 1, 1, "想学", "score", "-320 < -290", "反对的有 -30 有引号", "", reason)
    found = replace(event.findings[0], explanation=reason)
    return written([replace(event, findings=(found,), dismissed=(near,))], lang=lang, explain=True, summary=False)


def test_the_score_of_a_call_is_explained() -> None:
    shown = explained("zh")
    assert (
        shown[shown.index("        命中") :]
        == """\
        命中 得分 101，到 -290 就报告（底分 -650）
             支持 +80 本句：想要 · +79 本句：想要 · +78 本句：想要 ·
                  +77 本句：想要 · +76 本句：想要 · +75 本句：想要 ·
                  +74 本句：想要 · +73 本句：想要
             反对 -30 有引号
             其余各项合计 +169
             规则见 rules/classifier/rules.yaml:3

  没有报告的匹配
  第 1 行 「想学」 dm/ask
        差一点就报告（得分 -320 < -290）；反对的有 -30 有引号
        得分 101，到 -290 就报告（底分 -650）
        支持 +80 本句：想要 · +79 本句：想要 · +78 本句：想要 ·
             +77 本句：想要 · +76 本句：想要 · +75 本句：想要 ·
             +74 本句：想要 · +73 本句：想要
        反对 -30 有引号
        其余各项合计 +169
        规则见 rules/classifier/rules.yaml:3
"""
    )
    shown = explained("en")
    assert (
        shown[shown.index("        words") :]
        == """\
        words  score 101, reported from -290 on (bias -650)
               for     +80 this clause: wish · +79 this clause: wish ·
                       +78 this clause: wish · +77 this clause: wish ·
                       +76 this clause: wish · +75 this clause: wish ·
                       +74 this clause: wish · +73 this clause: wish
               against -30 quotation marks
               all others together +169
               rule rules/classifier/rules.yaml:3

  Matches that are not reported
  line 1 “想学” dm/ask
        nearly reported (score -320 < -290); 反对的有 -30 有引号
        score 101, reported from -290 on (bias -650)
        for     +80 this clause: wish · +79 this clause: wish ·
                +78 this clause: wish · +77 this clause: wish ·
                +76 this clause: wish · +75 this clause: wish ·
                +74 this clause: wish · +73 this clause: wish
        against -30 quotation marks
        all others together +169
        rule rules/classifier/rules.yaml:3
"""
    )


def test_the_rules_that_were_merged_into_a_finding_are_named() -> None:
    draft = Draft.parse("有事私我加薇")
    one = replace(finding(draft, "私我加薇", "contact/wechat-add"), also=("dm/bare", "contact/wechat-hint"))
    assert "规则 站外联系方式 · contact/wechat-add，同时违反 dm/bare、" in written([checked(draft, one)])
    english = written([checked(draft, one)], lang="en")
    assert "rule   Contact elsewhere · contact/wechat-add, together with dm/bare,\n" in english
