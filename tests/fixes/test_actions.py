"""Actions: exact texts after safe and unsafe fixes, and what is left alone."""

from __future__ import annotations

import pytest

from tests.fixes.helpers import URL, run


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # invisible characters
        ("阳台的薄\u200b荷又长高了", "阳台的薄荷又长高了"),
        ("plan\u00adner 用到第三本\u2060了", "planner 用到第三本了"),
        ("晚饭\u3164后去散步", "晚饭 后去散步"),
        # a link on a line of its own
        (f"周末去看了陶艺展。\n{URL}\n下次带爸妈去。", "周末去看了陶艺展。\n下次带爸妈去。"),
        (f"周末去看了陶艺展。\n\n{URL}\n\n下次带爸妈去。", "周末去看了陶艺展。\n\n下次带爸妈去。"),
        (f"周末去看了陶艺展。\n\n\n{URL}\n\n下次带爸妈去。", "周末去看了陶艺展。\n\n\n下次带爸妈去。"),
        (f"周末去看了陶艺展。\r\n\r\n{URL}\r\n", "周末去看了陶艺展。\r\n"),
        (f"周末去看了陶艺展。\r\r{URL}", "周末去看了陶艺展。"),
        (f"周末去看了陶艺展。\n⠀\n🔗 {URL}\n#陶艺", "周末去看了陶艺展。\n⠀\n#陶艺"),
        (f"周末去看了陶艺展🏺\n- {URL}\n- https://deer-home.com/a\n#陶艺", "周末去看了陶艺展🏺\n#陶艺"),
        (f"周末的陶艺展\n{URL}\n拉坯真难", "周末的陶艺展\n拉坯真难"),  # below a title
        (f"#陶艺 #周末\n{URL}", "#陶艺 #周末"),
        (f"---\ntitle: 陶艺\n---\n{URL}\n\n拉坯真难。\n", "---\ntitle: 陶艺\n---\n\n拉坯真难。\n"),
        # … behind words, before topics, between sentences
        (f"晚霞太好看了🌇 {URL}", "晚霞太好看了🌇"),
        (f"晚霞太好看了！{URL}\n#晚霞", "晚霞太好看了！\n#晚霞"),
        (f"晚霞太好看了！ {URL} #晚霞", "晚霞太好看了！ #晚霞"),
        (f"晚霞太好看了！{URL}。明天还去。", "晚霞太好看了！明天还去。"),
        # … in brackets
        (f"周末看了陶艺展（{URL}），很过瘾", "周末看了陶艺展，很过瘾"),
        (f"the kiln ({URL}) was still hot", "the kiln was still hot"),
        (f"晚霞太好看了！<{URL}>", "晚霞太好看了！"),
        (f"晚霞太好看了！\n（{URL}）\n回家。", "晚霞太好看了！\n回家。"),
        # … of Markdown
        (f"带回一只[手拉的茶杯]({URL})，釉很润", "带回一只手拉的茶杯，釉很润"),
        (f'带回一只[手拉的茶杯](<{URL}> "杯")，釉很润', "带回一只手拉的茶杯，釉很润"),
        # a title
        ("# 手帐新人必看！！！十支百搭中性笔真实上手测\n\n都是自己买的。", "# 手帐新人必看！十支百搭中性笔真实上手测\n\n都是自己买的。"),
        ("# 手帐 新人\u3000\u3000必看的十支百搭中性笔真实上手 #\n\n自己买的。", "# 手帐 新人 必看的十支百搭中性笔真实上手 #\n\n自己买的。"),
        ("# 手帐必看： 十支笔， 百搭不踩雷， 真实上手测\n\n自己买的。", "# 手帐必看：十支笔，百搭不踩雷，真实上手测\n\n自己买的。"),
        ("# ＯＯＴＤ｜一周通勤都不重样的基础款穿搭合集\n\n衬衫。", "# OOTD｜一周通勤都不重样的基础款穿搭合集\n\n衬衫。"),
        ("---\ntitle: '手帐新人必看！！！十支百搭中性笔真实上手测'\nid: 7\n---\n买的。", "---\ntitle: '手帐新人必看！十支百搭中性笔真实上手测'\nid: 7\n---\n买的。"),
        # several, and what stood in the way of another
        (f"薄\u200b荷长高了。\n{URL}\n{URL}\n紫\u200b苏也是。", "薄荷长高了。\n紫苏也是。"),
    ],
)  # fmt: skip
def test_safe_fixes(before: str, after: str) -> None:
    result = run(before)
    assert result.text == after
    assert not result.refused and not result.withheld and not result.left.findings
    assert all(change.fix.safe for change in result.applied)


@pytest.mark.parametrize(
    "text",
    [
        f"详情见 {URL} ，更多",
        f"全过程：\n{URL}\n",
        f"展览的预告\n\n下次开窑的时间在\n\n{URL}",
        f"拉坯的过程都在下面。\n{URL}",
        f"周末去看了陶艺展👇\n{URL}",
        f"周末去看了陶艺展。\n{URL}\n提取码：ab12",
        f"周末去看了陶艺展。{URL} 是馆里的主页",
        f"周末去看了陶艺展。\n1. {URL}\n2. 拉坯",
        f"周末看了陶艺展（{URL}）里的那只碗",
        f"全程写在（{URL}），很长",
        f"拉坯记录[点我]({URL})",
        f"拉坯很难 {URL}",
        "独立站\ndeer-home.com",  # a bare host may be a name
        "晚饭\u202e后去散步",  # what it does to the order of words can be seen
        "页码 5\u200dه 那张",  # spelling in another script
        "# ＡＢＣ级手帐新人必看的十支百搭中性笔真实上手大对比\n\n自己买的。",  # would still be too long
        '---\ntitle: "手帐新人必看！！！十支百搭中性笔真实上手测\\u54c1"\n---\n买的。',
        "---\ntitle: >-\n  手帐新人必看！！！\n  十支百搭中性笔真实上手测\n---\n买的。",
    ],
)
def test_what_would_not_be_clean_is_left_alone(text: str) -> None:
    result = run(text)
    assert result.text == text and not result.applied and result.left.findings


@pytest.mark.parametrize(
    "text",
    [
        "<!-- 薄\u200b荷 -->\n阳台",
        "---\nxhslint: {code: skip}\n---\n```\n薄\u200b荷\n```\n阳台",
        "---\nnote: 薄\u200b荷\n---\n阳台",
        f"阳台的薄荷。\n{URL} <!-- 来自笔记本 -->\n紫苏。",
    ],
)
@pytest.mark.parametrize("unsafe", [False, True])
def test_what_is_not_posted_is_not_touched(text: str, unsafe: bool) -> None:
    assert run(text, unsafe).text == text


def test_a_title_that_yaml_would_read_otherwise_is_not_written() -> None:
    text = "---\ntitle: 手帐新人必看的十支百搭中性笔\u3000#真实上手测\n---\n买的。"
    result = run(text)  # an ideographic space before # is text, a plain one begins a comment
    assert result.text == text and [change.finding.rule_id for change in result.refused] == ["format/title-length"]


def test_a_draft_is_not_emptied() -> None:
    result = run(f"{URL}\n", unsafe=True)
    assert result.text == f"{URL}\n" and [change.fix.title for change in result.refused] == ["Delete the link"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"详情见 {URL} ，更多在下一篇", "更多在下一篇"),
        (f"碗烧好了，过程见 {URL}，釉是灰蓝的。", "碗烧好了，釉是灰蓝的。"),
        (f"碗烧好了，过程见 {URL}。釉是灰蓝的。", "碗烧好了。釉是灰蓝的。"),
        (f"碗烧好了。过程见 {URL} #陶艺", "碗烧好了。 #陶艺"),
        (f"碗烧好了（慢慢看，{URL}，不急）。釉是灰蓝的。", "碗烧好了（慢慢看，不急）。釉是灰蓝的。"),
        (f"碗烧好了“过程，见{URL}，全”。釉是灰蓝的。", "碗烧好了“过程，全”。釉是灰蓝的。"),
        (f"釉是灰蓝的！碗“过程{URL}，全”放好了。", "釉是灰蓝的！"),  # half a pair of quotes is not cut off
        (f"- 拉坯，见 {URL}\n- 见 {URL}\n- 上釉", "- 拉坯\n- 上釉"),
        ("晚饭\u202e后去散步", "晚饭后去散步"),
        ("碗烧好了。杯子￥xK2mPq8RtYz￥很薄。盘子也好。", "碗烧好了。盘子也好。"),
        ("碗烧好了\n\n7.53 MQc:/ 看看这条\n\n盘子也好", "碗烧好了\n\n盘子也好"),
        ("碗烧好了，3.2付致这条$gH4kL9mN2pQ$，明天开窑", "碗烧好了，明天开窑"),
        ("碗烧好了，想学的加薇❤：momo_8812。釉是灰蓝的。", "碗烧好了，想学的可以在评论区告诉我。釉是灰蓝的。"),
        ("碗烧好了。预约打13812030045～ #陶艺", "碗烧好了。 #陶艺"),
        ("登录了独立站\ndeer-home.com\n挑碗", "登录了独立站\n挑碗"),
        ("#甲 #乙 #丙 #丁 #戊 #己 #庚 #辛 #壬 #癸 #子 #丑", "#甲 #乙 #丙 #丁 #戊 #己 #庚 #辛 #壬 #癸"),
        ("开窑啦\n\n#甲#乙#丙#丁#戊#己#庚#辛#壬#癸\n#子[话题]# #丑\n\n#寅\n", "开窑啦\n\n#甲#乙#丙#丁#戊#己#庚#辛#壬#癸\n"),
        ("#甲 #乙 #丙 #丁 #戊 #己 #庚 #辛 #壬 #癸#子[话题]# 开窑 #丑", "#甲 #乙 #丙 #丁 #戊 #己 #庚 #辛 #壬 #癸 子 开窑"),
    ],
)  # fmt: skip
def test_unsafe_fixes(before: str, after: str) -> None:
    careful = run(before)
    assert careful.text == before and careful.withheld
    result = run(before, unsafe=True)
    assert result.text == after and result.applied and not result.refused and not result.left.findings
