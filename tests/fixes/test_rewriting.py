"""Sentences with offences, written anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.fixes.helpers import run
from tests.rules import linter as made
from xhslint.base.errors import InputError
from xhslint.drafts.draft import Draft
from xhslint.filters.draft_suppressions import SuppressingLinter
from xhslint.fixes.rewrites import MOST, MOST_LINTED, with_rewrites
from xhslint.fixes.text_cuts import apply_edits
from xhslint.linter.linter import Linter
from xhslint.model.findings import KINDS, PROFILES, Edit
from xhslint.rulebook.compiled import compiled_rulebook as packed
from xhslint.rulebook.compiled import encode as compiled
from xhslint.rulebook.files.loader import load
from xhslint.ruletest.examples import unpinned

FAMILIES = ("contact", "dm", "link", "ranking", "redirect", "shop", "trade")


def edits(text: str, profile: str = "personal") -> list[Edit | None]:
    """Return the sentence written anew of each finding."""
    linter, draft = Linter(profile), Draft.parse(text)
    return [each.rewrite for each in with_rewrites(linter, draft, linter.examine(draft)).findings]


@pytest.mark.parametrize(
    ("before", "start", "end", "anew"),
    [
        # whom the author speaks to is kept, and what they may do within the platform put in place of the offence
        ("釉是灰蓝的。喜欢陶碗的加我微信：momo_8812，到时候通知你。", 6, 33, "喜欢陶碗的可以在评论区告诉我。"),
        ("想要尺寸表的加薇❤️momo_8812", 0, 19, "想要尺寸表的可以在评论区告诉我"),
        ("想学勾线的姐妹们加V细聊 hua_3310", 0, 21, "想学勾线的姐妹们可以在评论区告诉我"),
        ("需要图样的加v备注图样 hua3310", 0, 19, "需要图样的可以在评论区告诉我"),
        ("想拼单的微信聊，hua_3310", 0, 16, "想拼单的可以在评论区告诉我"),
        ("要课表的加微信聊（hua33100）", 0, 18, "要课表的可以在评论区告诉我"),
        ("这批毛线到货了，想学钩针的姐妹私我，发你图解", 0, 22, "这批毛线到货了，想学钩针的姐妹可以在评论区告诉我"),
        ("想学钩针的姐妹，私我", 0, 10, "想学钩针的姐妹，可以在评论区告诉我"),
        ("路过的姐妹可以互关吗", 0, 10, "路过的姐妹可以在评论区聊聊"),
        ("针法整理好了 想要图解的私聊我", 0, 15, "针法整理好了 想要图解的可以在评论区告诉我"),
        # what the offence was for becomes the audience
        ("毛线到货了\n加微信momo_8812领取图解", 6, 22, "想要图解的可以在评论区告诉我"),
        # nothing to keep: the clause goes, with what depends on it
        ("毛线颜色齐了，加我微信momo_8812，备注来意", 0, 25, "毛线颜色齐了"),
        ("今天织完了围巾。淘宝搜月亮毛线铺，下单送针。明天织帽子。", 8, 22, ""),
        ("毛线颜色齐了。加我微信momo_8812。备注小红书。明天织帽子。", 7, 27, ""),
        ("今天织完了围巾\n号码如下\n微信momo_8812", 7, 24, ""),
        ("1. 淘宝搜月亮毛线铺\n2. 记得手洗", 0, 12, ""),
        ("釉是灰蓝的。夜里要烧窑的,加我微信momo_8812", 6, 26, ""),
        ("釉是灰蓝的。If you want one, my WhatsApp +66 0555 0147", 6, 48, ""),
        # a topic is taken out
        ("今天织完了围巾 #手工 #互粉互赞", 11, 17, ""),
        # a heading is never left out
        ("# 想学钩针的私我\n\n毛线颜色齐了。", 2, 9, "想学钩针的可以在评论区告诉我"),
        ("# 互粉互赞\n\n毛线颜色齐了。", 2, 6, "今天的分享"),
    ],
)  # fmt: skip
def test_a_sentence_is_written_anew(before: str, start: int, end: int, anew: str) -> None:
    found = edits(before)
    assert found and found == [Edit(start, end, anew)] * len(found)
    assert not Linter().check(apply_edits(before, [Edit(start, end, anew)]))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        # a price, how it is sent and a day do not hang on the offence, even where the finding reaches over them
        ("手套还剩两双，要的姐妹私我，包邮，下午三点前发货。", "包邮，下午三点前发货。"),
        ("桂花糕今天现做，要的邻居加我微信momo_8812，一盒二十五，自提", "，一盒二十五，自提"),
        ("下周三有扎染课，想来的姐妹加老师vx：momo_8812，一位九十，含材料", "，一位九十，含材料"),
        ("毛毯到货了，感兴趣的私我，我发你图，48小时内发货", "，48小时内发货"),
        ("闹钟还剩两个，喜欢的滴我，一个30，周日截止", "，一个30，周日截止"),
        ("釉是灰蓝的，加我微信momo_8812，备注来意，一只八十，不包邮", "釉是灰蓝的，一只八十，不包邮"),
        # what readers ask is answered below the note, and never left without its answer
        ("不少姐妹问尺码，橙色软件搜月亮毛线铺", "想知道尺码的可以在评论区"),
        ("总有人问我在哪买的，淘宝搜月亮毛线铺", "想知道在哪买的可以在评论区"),
        ("大家都在问色号，某宝搜月亮毛线铺", "想知道色号的可以在评论区"),
        ("好多姐妹问链接，某宝搜月亮毛线铺", "想知道链接的可以在评论区"),
        # a draw is held with the tool of the platform
        ("点赞加收藏，抽两位姐妹送茶杯，月底揭晓", "用官方抽奖抽两位姐妹送茶杯，月底揭晓"),
        ("转评赞抽三个人送布包，下周二开奖", "用官方抽奖抽三个人送布包，下周二开奖"),
        ("求关注求收藏，评论区抽一名送台历，元旦公布", "用官方抽奖抽一名送台历，元旦公布"),
        ("评论加关注抽5位送明信片", "用官方抽奖抽5位送明信片"),
        # whom it speaks to stays, without what would be found again behind it
        ("想看过程的宝子加我绿泡泡，号是名字加生日", "想看过程的宝子可以在评论区"),
        ("路过的友友点个关注，都会回，不互删", "路过的友友可以在评论区"),
        ("喜欢的朋友绿泡泡找我，id是我网名", "喜欢的朋友可以在评论区"),
    ],
)  # fmt: skip
def test_what_does_not_hang_on_the_offence_stays(text: str, kept: str) -> None:
    found = edits("今天织完了围巾。\n" + text)
    assert found and all(each and kept in each.text for each in found)
    assert "互删" not in found[0].text and "月亮" not in found[0].text and "8812" not in found[0].text  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["被人问爆了，淘宝搜月亮毛线铺", "总被问烂了，淘宝搜月亮毛线铺"])
def test_only_what_readers_ask_about_is_asked(text: str) -> None:
    assert all(each is None or not re.search("想知道[爆烂]", each.text) for each in edits("今天织完了围巾。\n" + text))


def test_a_case_is_not_joined_to_another_one() -> None:
    for text in ("想要清单的评论区告诉我，我发你", "需要图解的姐妹私我，发你图解", "要的朋友评论区留邮箱，我挨个发"):
        for each in edits("今天织完了围巾。\n" + text):
            assert each and not re.search("[的妹友]有问题", each.text)


@pytest.mark.parametrize(
    ("profile", "text", "anew"),
    [
        ("pro", "喜欢陶碗的加我微信：momo_8812", "喜欢陶碗的可以点笔记下方的官方组件咨询"),
        ("ad", "喜欢陶碗的加我微信：momo_8812", "喜欢陶碗的可以点下方的官方留资组件"),
        ("paid", "喜欢陶碗的加我微信：momo_8812", "喜欢陶碗的可以在评论区告诉我"),
        ("pro", "喜欢陶碗的淘宝搜月亮碗", "喜欢陶碗的可以点笔记里的商品卡片"),
        ("personal", "喜欢陶碗的淘宝搜月亮碗", "喜欢陶碗的可以在评论区告诉我"),
    ],
)
def test_what_is_put_depends_on_the_profile(profile: str, text: str, anew: str) -> None:
    assert edits(text, profile)[0] == Edit(0, len(text), anew)


def test_several_offences_in_a_sentence_share_one_rewriting() -> None:
    text = "喜欢陶碗的加我微信：momo_8812，价格公道，想订的淘宝搜月亮碗。"
    found = edits(text)
    assert len(found) == 2 and found[0] is found[1] and found[0]
    assert "微信" not in found[0].text and "淘宝" not in found[0].text and found[0].text.endswith("。")
    result = run(text + "釉是灰蓝的。", unsafe=True)
    assert result.text == found[0].text + "釉是灰蓝的。" and len(result.applied) == 1


def test_safe_fixes_rewrite_nothing_and_tell_of_it() -> None:
    text = "釉是灰蓝的。想学钩针的姐妹私我。"
    result = run(text)
    assert result.text == text and [each.fix.title for each in result.withheld] == ["rewrite the sentence"]
    assert run(text, unsafe=True).text == "釉是灰蓝的。想学钩针的姐妹可以在评论区告诉我。"


def test_a_draft_of_one_offence_is_told_to_go_and_never_emptied() -> None:
    text = "淘宝搜月亮毛线铺"
    assert edits(text) == [Edit(0, len(text), "")]
    result = run(text, unsafe=True)
    assert result.text == text and result.refused


@pytest.mark.parametrize(
    "before", ["---\ntitle: 互粉互赞\n---\n毛线颜色齐了。", "<!-- 淘宝搜月亮碗 -->\n毛线颜色齐了。"]
)
def test_what_is_not_posted_stays(before: str) -> None:
    result = run(before, unsafe=True)
    assert result.text.replace("今天的分享", "互粉互赞") == before and not result.left.findings


def test_suppressed_findings_are_not_rewritten() -> None:
    text = "想学钩针的姐妹私我 <!-- xhslint-ignore-line dm: 官方活动 -->\n釉是灰蓝的。"
    linter, draft = SuppressingLinter(Linter()), Draft.parse(text)
    assert not with_rewrites(linter, draft, linter.examine(draft)).findings
    assert run(text, True, linter).text == text


def test_house_rules_have_their_own_templates(tmp_path: Path) -> None:
    more = "- {rewrite: calm, for: [brand], keep: nothing, put: 慢慢来}\n"
    linter = made(tmp_path, "words: [焦虑]", more)
    assert run("一夜。焦虑的一天。", True, linter).text == "一夜。慢慢来。"


def test_a_rule_without_fixes_is_not_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "more.yaml"
    path.write_text("- {override: dm, fix: []}\n", "utf-8")
    text = "釉是灰蓝的。想学钩针的姐妹私我。"
    assert run(text, True).applied and not run(text, True, Linter(rules=[path])).applied


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("- {rewrite: a, for: [dm], keep: audience, put: 慢慢来}", "more.yaml:1:3: "),
        ("- {rewrite: a, for: [dmm], keep: nothing, put: 慢慢来}", "more.yaml:1:22: "),
        ("- {rewrite: a, for: [dm], keep: somebody, put: '{}来'}", "more.yaml:1:33: "),
        ("- {rewrite: a, for: [dm], kinds: [commnet], keep: nothing, put: ''}", "more.yaml:1:35: "),
        ("- {phrasing: wnats, words: [想]}", "more.yaml:1:14: "),
    ],
)
def test_mistakes_in_templates_have_their_place(entry: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "more.yaml"
    path.write_text(entry + "\n", "utf-8")
    with pytest.raises(InputError, match=message):
        Linter(rules=[path])


def test_the_phrasing_is_compiled() -> None:
    book = load()
    kept = packed.loads(compiled.dump(book, "k"), "k")
    assert kept and book.phrasing and kept.phrasing == book.phrasing and book.phrasing.templates


def test_only_what_has_findings_is_linted_again_and_so_often_at_most() -> None:
    linter = Linter()
    quiet = Draft.parse("釉是灰蓝的。" * 50)
    result = linter.examine(quiet)
    assert with_rewrites(linter, quiet, result) is result
    loud = Draft.parse("想学钩针的姐妹私我。\n" * 200)
    result = linter.examine(loud)
    seen = []
    examine = linter.examine
    linter.examine = lambda draft: seen.append(draft) or examine(draft)  # type: ignore[method-assign, assignment]
    assert with_rewrites(linter, loud, result).findings
    assert 0 < len(seen) <= MOST


def test_a_collection_in_one_draft_is_not_linted_thirty_times() -> None:
    linter = Linter()
    long = Draft.parse("想学钩针的姐妹私我。\n" + "釉是灰蓝的，杯口有点厚。\n" * 10_000 + "想学钩针的姐妹私我。\n" * 3)
    seen = []
    examine = linter.examine
    linter.examine = lambda draft: seen.append(len(draft.text)) or examine(draft)  # type: ignore[method-assign, assignment]
    result = examine(long)
    assert len(result.findings) == 5  # the length of the body as well
    assert with_rewrites(linter, long, result).findings
    assert seen and sum(seen) <= MOST_LINTED


def examples() -> list[str]:
    return [unpinned(each)[0] for rule in load().rules if rule.family in FAMILIES for each in rule.flag]


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
def test_every_rewriting_of_an_example_lints_clean(profile: str) -> None:
    """What is offered for the examples of the rules brings nothing new, under any profile."""
    linters = {each: Linter(each, extend_select=FAMILIES) for each in PROFILES}
    offered = 0
    for text in examples():
        draft = Draft.parse("釉是灰蓝的，碗口不齐。\n\n" + text)
        before = {each: linter.examine(draft) for each, linter in linters.items()}
        for finding in with_rewrites(linters[profile], draft, before[profile]).findings:
            if finding.rewrite:
                offered += 1
                after = apply_edits(draft.text, [finding.rewrite])
                for each, linter in linters.items():
                    ids = {name for found in before[each].findings for name in (found.rule_id, *found.also)}
                    left = [found for found in linter.check(after) if found.family in FAMILIES]
                    assert len(left) <= len(before[each].findings), (text, after)
                    assert {found.rule_id for found in left} <= ids, (text, after)
    assert offered > 1000


OFFERS = (
    "详细报价加薇❤️momo_8812",
    "想学钩针的姐妹加V细聊 hua_3310",
    "完整图解加微信momo_8812发你",
    "路过的姐妹可以互粉吗，互粉互赞",
    "毛线到货了\n加微信momo_8812领取图解",
)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_fits_the_kind_of_text(kind: str, profile: str) -> None:
    linter = Linter(profile, kind=kind)
    written = []
    for text in OFFERS:
        draft = Draft.parse(text)
        found = with_rewrites(linter, draft, linter.examine(draft)).findings
        written += [each.rewrite.text for each in found if each.rewrite]
    assert written
    if kind in ("profile", "dm-script"):
        assert not [each for each in written if "评论" in each or "笔记里的商品卡片" in each or "笔记下方" in each]
    if kind == "dm-script":
        assert "想学钩针的姐妹可以直接在这里告诉我" in written
    if kind == "profile":
        assert "想学钩针的姐妹可以看我的笔记" in written
    if kind in ("note", "comment") and profile == "personal":
        assert "想学钩针的姐妹可以在评论区告诉我" in written


def test_a_template_of_a_private_message_is_said_in_none_but_those() -> None:
    for template in Linter().engine.rulebook.phrasing.templates:  # type: ignore[union-attr]
        assert set(template.kinds) <= set(KINDS)
        if "评论" in "".join(template.put.values()):
            assert set(template.kinds) == {"note", "comment"}, template.name
