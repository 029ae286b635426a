"""Fixes: exact texts, nothing new, nothing else touched, and files that are replaced whole or not at all."""

from __future__ import annotations

import codecs
import errno
import os
import stat
import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.rules import linter as made
from xhslint.base.errors import InputError, Problem
from xhslint.drafts.decode import decode
from xhslint.drafts.draft import Draft
from xhslint.fixes import write_back as rewrite
from xhslint.fixes.actions import ACTIONS
from xhslint.fixes.applying import FixResult, SupportsExamine, apply_edits, fixed
from xhslint.fixes.text_cuts import is_posted
from xhslint.fixes.write_back import encode_like, write_fixed
from xhslint.linter.linter import Linter
from xhslint.messages.catalogue import texts
from xhslint.model.findings import Remedy, Result
from xhslint.report.diff import diff
from xhslint.report.style import Style
from xhslint.rulebook.compiled import compiled_rulebook as packed
from xhslint.rulebook.compiled import encode as compiled
from xhslint.rulebook.files.loader import load
from xhslint.ruletest.examples import unpinned

URL = "https://blog.deer-home.com/post/12"


@cache
def linter() -> Linter:
    return Linter(lang="en")


def run(text: str, unsafe: bool = False, examiner: SupportsExamine | None = None) -> FixResult:
    return fixed(examiner or linter(), Draft.parse(text), unsafe)


# Safe fixes ---------------------------------------------------------------------------------------------------------


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
        f"窑口的![火光]({URL})",
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
        "```\n薄\u200b荷\n```\n阳台",
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


# Unsafe fixes -------------------------------------------------------------------------------------------------------


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
        ("碗烧好了，想学的加薇❤：momo_8812。釉是灰蓝的。", "碗烧好了。釉是灰蓝的。"),
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


def test_a_finding_that_another_covered_is_not_new() -> None:
    text = "# 阳台种菜的第三年我终于把薄荷养成了一大\u200b盆\n\n换土。"
    before, result = linter().check(text), run(text)
    assert [finding.rule_id for finding in before] == ["format/invisible", "format/title-length"]
    assert result.text == text.replace("\u200b", "") and not result.left.findings  # which makes the title fit
    text = text.replace("第三年", "第三个年头")  # the end of the title, and the invisible character in it, are too long
    before, result = linter().check(text), run(text)
    assert [finding.rule_id for finding in before] == ["format/invisible"]
    assert result.text == text.replace("\u200b", "")
    assert [finding.rule_id for finding in result.left.findings] == ["format/title-length"]


def test_an_exposed_finding_drops_the_fix(tmp_path: Path) -> None:
    text = "拒绝焦虑，慢慢来，别催更"
    rules = """
      words: [焦虑]
      fix: {do: remove-clause}
    """
    other = """
    - guard: refusing
      about: 拒绝
      any: [{before: [拒绝], scope: draft, within: 9}]
    - id: brand/hurry
      severity: info
      message: {zh: 催, en: Hurries}
      advice: {zh: 删去, en: Delete it}
      sources: [house]
      words: [催更]
      unless: [refusing]
      flag: ["[[催更]]"]
      pass: [无]
    """
    examiner = made(tmp_path, rules, other)
    result = run(text, True, examiner)
    assert result.text == text and not result.applied
    assert [(c.finding.rule_id, c.line, c.column) for c in result.refused] == [("brand/rule", 1, 3)]
    assert run("拒绝焦虑，慢慢来", True, examiner).text == "慢慢来"


def test_the_good_fixes_of_a_draft_survive_a_bad_one() -> None:
    text = f"薄\u200b荷\n{URL}\n紫\u200b苏。\n![图]({URL})\n罗\u200b勒"
    result = run(text)
    assert result.text == f"薄荷\n紫苏。\n![图]({URL})\n罗勒"
    assert [(c.line, c.column) for c in result.applied] == [(1, 2), (2, 1), (3, 2), (5, 2)]
    assert [(f.line, f.column) for f in result.left.findings] == [(3, 6)]


def test_places_are_those_of_the_draft_as_it_was() -> None:
    text = f"看展。\n{URL}\n{URL}\n{URL}\n薄\u200b荷，见 {URL}"
    result = run(text)
    assert result.text == f"看展。\n薄荷，见 {URL}"
    assert sorted((c.line, c.column) for c in result.applied) == [(2, 1), (3, 1), (4, 1), (5, 2)]
    assert [(c.line, c.column) for c in result.withheld] == [(5, 7)]


def test_a_fault_on_the_way_is_no_success(tmp_path: Path) -> None:
    examiner = made(tmp_path, "words: [焦虑]\nfix: {do: remove, safe: true}")

    class Stops:
        def examine(self, draft: Draft) -> Result:
            result = examiner.examine(draft)
            return result if result.findings else Result([], [Problem("r.yaml", 1, 1, "stopped")], [])

    assert run("不再焦虑了", examiner=examiner).text == "不再了"
    assert run("不再焦虑了", examiner=Stops()).text == "不再焦虑了"


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("remove", "很好 焦虑 的一天", "很好 的一天"),
        ("remove", "很好 焦虑，一天", "很好，一天"),
        ("remove", "no焦虑yes", "no yes"),
        ("remove", "一天\n焦虑！\n一夜", "一天\n一夜"),
        ("remove", "# 焦虑\n\n一夜", None),
        ("remove-sentence", "一天。先焦虑，再睡！一夜。", "一天。一夜。"),
        ("remove-sentence", "一天…焦虑", "一天…"),
        ("remove-line", "一天。\n先焦虑，再睡！好。\n一夜。", "一天。\n一夜。"),
        ("remove-line", "# 先焦虑，再睡\n一夜。", None),
        ("remove-clause", "# 先焦虑，再睡\n一夜。", "# 再睡\n一夜。"),
        ("remove-clause", "---\ntitle: 先焦虑，再睡\n---\n一夜。", "---\ntitle: 再睡\n---\n一夜。"),
        ("remove-clause", "1、先焦虑，再睡\n2、一夜。", "再睡\n2、一夜。"),
        ("remove-clause", "> 先焦虑，再睡\n一夜。", "> 再睡\n一夜。"),
        ("remove-line", "长" * 400 + "焦虑\n一夜。", None),
    ],
)
def test_actions_of_a_house_rule(action: str, before: str, after: str | None, tmp_path: Path) -> None:
    examiner = made(tmp_path, f"words: [焦虑]\nfix: {{do: {action}, safe: true}}")
    assert run(before, examiner=examiner).text == (before if after is None else after)


# What always holds --------------------------------------------------------------------------------------------------


def flagged() -> list[str]:
    return [unpinned(example)[0] for rule in load().rules if rule.fix for example in rule.flag if len(example) < 200]


captions = st.lists(
    st.one_of(
        st.deferred(lambda: st.sampled_from(flagged())),
        st.sampled_from(
            [
                URL,
                f"[碗]({URL})",
                f"（{URL}）",
                "\n",
                "\r\n",
                "\n\n",
                "。",
                "，",
                "见",
                "碗烧好了",
                "<!--",
                "-->",
                "```\n",
            ]
        ),
        st.text("碗薄荷\u200b\u3164\u202e，。！ \n\r#()[]（）<>-a1见：👇🌇`", max_size=10),
    ),
    max_size=8,
).map("".join)
fronts = st.sampled_from(
    ["", "", "---\ntitle: 手帐新人必看！！！十支百搭中性笔真实上手测\nid: '7'\n---\n", "---\nprofile: paid\n---\n"]
)


@settings(max_examples=150, deadline=None)
@given(fronts, captions, st.booleans())
def test_fixing_is_idempotent_and_brings_nothing_new(front: str, text: str, unsafe: bool) -> None:
    try:
        draft = Draft.parse(front + text)
    except InputError:
        assume(False)
    before = linter().examine(draft)
    result = fixed(linter(), draft, unsafe)
    assert result.left.findings == linter().examine(result.draft).findings
    assert len(result.left.findings) <= len(before.findings)
    counts = Counter(finding.rule_id for finding in (*before.findings, *before.covered))
    counts.subtract(change.finding.rule_id for change in result.applied)
    left = Counter(finding.rule_id for finding in (*result.left.findings, *result.left.covered))
    assert all(left[rule] <= counts[rule] for rule in left)
    again = fixed(linter(), result.draft, unsafe)
    assert again.text == result.text and not again.applied
    assert [d.text[s.start : s.end] for d in (draft,) for s in d.skips] == [
        result.text[s.start : s.end] for s in result.draft.skips
    ]


@settings(max_examples=60, deadline=None)
@given(captions)
def test_proposed_edits_are_in_order_and_free(text: str) -> None:
    try:
        draft = Draft.parse(text)
    except InputError:
        assume(False)
    for finding in linter().examine(draft).findings:
        for fix in finding.fixes:
            assert all(
                edit.start < edit.end <= len(text) and is_posted(draft, edit.start, edit.end) for edit in fix.edits
            )
            assert all(a.end <= b.start for a, b in zip(fix.edits, fix.edits[1:], strict=False))
            assert apply_edits(text, fix.edits) != text


@pytest.mark.parametrize(
    "text",
    ["薄\u200b荷" * 3_000, f"好。\n{URL}\n" * 1_000, "好。\n" + f"{URL}\n" * 1_000, f"见{URL}，" * 1_000, "#碗 " * 3_000]
)  # fmt: skip
@pytest.mark.parametrize("unsafe", [False, True])
def test_a_hostile_draft_is_done_in_time(text: str, unsafe: bool) -> None:
    examiner = Linter(select=["format", "link"])
    draft = Draft.parse(text)
    began = time.process_time()
    result = examiner.examine(draft)
    once = time.process_time() - began
    began = time.process_time()
    fixed(examiner, draft, unsafe, result)
    assert time.process_time() - began < 30 * once + 3


def test_every_action_is_named_in_both_languages() -> None:
    for lang in ("zh", "en"):
        assert all(texts(lang)[f"fix.{action}"] for action in ACTIONS)


def test_remedies_are_compiled_and_overridden(tmp_path: Path) -> None:
    rule = next(rule for rule in load().rules if rule.id == "link/external")
    assert rule.fix[0] == Remedy("remove-link", True)
    kept = packed.loads(compiled.dump(load(), "k"), "k")
    assert kept and kept.rules[kept.ids.index("link/external")].fix == rule.fix
    path = tmp_path / "more.yaml"
    path.write_text(
        "- {override: link, fix: []}\n- {override: format/topics, fix: {do: drop-topics, safe: true}}\n", "utf-8"
    )
    other = Linter(rules=[path])
    assert not any(rule.fix for rule in other.rulebook.rules if rule.family == "link")
    assert run(f"好。\n{URL}\n好", True, other).text == f"好。\n{URL}\n好"
    assert run("#甲 #乙 #丙 #丁 #戊 #己 #庚 #辛 #壬 #癸 #子", False, other).applied
    path.write_text("- {override: link, fix: {do: remove-lnik}}\n", "utf-8")
    with pytest.raises(InputError, match=r"more.yaml:1:30: unknown value 'remove-lnik', did you mean 'remove-link'"):
        Linter(rules=[path])


# Files --------------------------------------------------------------------------------------------------------------

ENCODINGS = {
    "utf-8": (b"", "utf-8"),
    "utf-8 with mark": (codecs.BOM_UTF8, "utf-8"),
    "utf-16-le with mark": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16-be with mark": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "utf-16-le": (b"", "utf-16-le"),
    "utf-32-le with mark": (codecs.BOM_UTF32_LE, "utf-32-le"),
    "gb18030": (b"", "gb18030"),
    "gb18030 with mark": (b"\x84\x31\x95\x33", "gb18030"),
}
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\n", ""])
WORDS = "周末去看了陶艺展，拉坯真难，釉是灰蓝的。"


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(ENCODINGS)), st.lists(ENDS, min_size=3, max_size=6), st.data())
def test_bytes_outside_the_edits_stay(name: str, ends: list[str], data: st.DataObject) -> None:
    mark, encoding = ENCODINGS[name]
    pieces, kept = [mark], [mark]
    for end in ends:
        invisible = data.draw(st.sampled_from(["", "\u200b"]))
        for out, between in ((pieces, invisible), (kept, "")):
            out.append((WORDS + "薄").encode(encoding) + between.encode(encoding) + ("荷。" + end).encode(encoding))
    original = b"".join(pieces)
    text = run(decode(original, "a.md")).text
    assert encode_like(original, text, "a.md") == b"".join(kept)


def test_a_file_is_replaced_with_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "稿.md"
    original = "薄\u200b荷\r\n".encode("utf-16")
    path.write_bytes(original)
    path.chmod(0o640)
    assert write_fixed(path, original, "薄荷\r\n")
    assert path.read_bytes() == "薄荷\r\n".encode("utf-16")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert not write_fixed(path, path.read_bytes(), "薄荷\r\n")
    assert os.listdir(tmp_path) == ["稿.md"]


def test_of_a_link_the_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "a.md", tmp_path / "a.md"
    target.write_bytes(b"old")
    link.symlink_to(Path("real") / "a.md")
    assert write_fixed(link, b"old", "new")
    assert link.is_symlink() and target.read_bytes() == b"new" and os.listdir(tmp_path / "real") == ["a.md"]


def refusal(path: Path, original: bytes, text: str, lang: str = "en") -> str:
    with pytest.raises(InputError) as caught:
        write_fixed(path, original, text, lang)
    (problem,) = caught.value.problems
    assert problem.path == str(path)
    return problem.message


def test_what_somebody_else_wrote_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("薄荷，刚改过".encode())
    assert "changed meanwhile" in refusal(path, "薄\u200b荷".encode(), "薄荷")
    assert path.read_bytes().decode() == "薄荷，刚改过" and os.listdir(tmp_path) == ["a.md"]
    assert "被改动" in refusal(path, "薄\u200b荷".encode(), "薄荷", "zh")
    path.unlink()
    assert "changed meanwhile" in refusal(path, "薄\u200b荷".encode(), "薄荷") and not os.listdir(tmp_path)


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o444)
    assert refusal(path, b"old", "new") == "cannot write: permission denied"
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.md"]


@pytest.mark.parametrize(
    ("function", "code", "reason"),
    [
        ("fsync", errno.ENOSPC, "the disk is full"),
        ("replace", errno.EROFS, "the file system is read-only"),
        ("chmod", errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_what_the_system_refuses_leaves_nothing_behind(
    function: str, code: int, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(rewrite.os, function, refuse)
    assert refusal(path, b"old", "new") == f"cannot write: {reason}"
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.md"]


def test_a_full_disk_for_real() -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full")
    assert refusal(Path("/dev/full"), b"old", "new") == "cannot write: it is no regular file"


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rewrite.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_fixed(path, b"old", "new")
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.md"]


def test_loops_and_odd_paths(tmp_path: Path) -> None:
    loop = tmp_path / "loop.md"
    loop.symlink_to("loop.md")
    assert refusal(loop, b"old", "new") == "cannot write: its symbolic links form a loop"
    odd = tmp_path / "甲\n乙.md"
    odd.write_bytes(b"old")
    assert write_fixed(odd, b"old", "new") and odd.read_bytes() == b"new"
    assert refusal(tmp_path, b"old", "new") == "cannot write: it is no regular file"


def test_what_would_be_read_in_another_encoding_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    original = ("很好看" + "\u200b" * 3 + "囍囍").encode("gb18030")
    path.write_bytes(original)
    text = "\ufeff薄荷"  # the mark that begins it now would be taken for one
    assert "written back" in refusal(path, original, text)
    assert path.read_bytes() == original


# The preview --------------------------------------------------------------------------------------------------------


def test_the_diff_shows_what_cannot_be_seen() -> None:
    old = "一\r\n二\u200b三\x1b[31m\r\n四\r\n五\r\n六\n七"
    lines = list(diff("稿\n.md", old, old.replace("\u200b", "").replace("七", "八"), Style("en")))
    assert lines == [
        "--- 稿↵.md\n",
        "+++ 稿↵.md\n",
        "@@ -1,6 +1,6 @@\n",
        " 一\n",
        "-二‹U+200B›三‹U+001B›[31m\n",
        "+二三‹U+001B›[31m\n",
        " 四\n",
        " 五\n",
        " 六\n",
        "-七\n",
        "\\ No newline at end of file\n",
        "+八\n",
        "\\ No newline at end of file\n",
    ]
    assert not list(diff("a", old, old, Style("en")))
    assert list(diff("a", "一\n", "二\n", Style("en", color=True)))[3] == "\x1b[1;31m-一\x1b[0m\n"
