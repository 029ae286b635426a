"""`xhslint why`: what a notice of the platform may mean in a note, ranked."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from xhslint.cli.main import main
from xhslint.linter.linter import rulebook_for
from xhslint.why.reading import read_notice

Capture = pytest.CaptureFixture[str]
EARRINGS = "# 手作耳环\n\n觉得有用点个赞，互粉互赞\n喜欢的可以加我薇❤ zhuzhu_01\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def asked(text: str, notice: str, capsys: Capture, *args: str) -> tuple[int, dict[str, Any]]:
    Path("note.md").write_text(text, "utf-8")
    status = main(["why", "note.md", "--notice", notice, "--format", "json", "--no-config", *args])
    return status, json.loads(capsys.readouterr().out)


def suspects(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["rule"], each["level"]) for each in data["drafts"][0]["suspects"]]


@pytest.mark.parametrize(
    ("notice", "first", "key"),
    [
        ("您发布的笔记涉嫌站外导流，已被限制展示。", "contact/wechat-id", "diversion"),
        ("你的账号存在数据造假、刷量行为", "ranking/exchange", "faked-data"),
        ("【系统通知】笔记存在违规引流", "contact/wechat-id", "diversion"),
        ("检测到笔记含个人联系方式", "contact/wechat-id", "contact-data"),
    ],
)
def test_what_the_notice_punishes_comes_first(notice: str, first: str, key: str, capsys: Capture) -> None:
    status, data = asked(EARRINGS, notice, capsys)
    assert status == 0
    assert data["notice"][0]["key"] == key and data["notice"][0]["sources"]
    assert suspects(data)[0] == (first, "fits")
    assert {level for _, level in suspects(data)[1:]} <= {"other", "maybe"}
    best = data["drafts"][0]["suspects"][0]
    assert EARRINGS[best["start"] : best["end"]] == best["text"] and best["notice"] == key and best["sources"]


def test_an_unknown_notice_is_said_to_be_unknown(capsys: Capture) -> None:
    status, data = asked(EARRINGS, "您的内容有问题", capsys)
    assert (status, data["notice"]) == (0, [])
    assert [each["severity"] for each in data["drafts"][0]["suspects"]][:2] == ["error", "error"]
    main(["why", "note.md", "--notice", "您的内容有问题", "--no-config"])
    assert "没认出" in capsys.readouterr().out


def test_nothing_found_is_said_with_what_to_look_at(capsys: Capture) -> None:
    status, data = asked("今天的云像棉花糖", "涉嫌站外导流", capsys)
    assert (status, suspects(data)) == (1, [])
    assert len(data["look"]) >= 3
    assert main(["why", "note.md", "--notice", "涉嫌站外导流", "--no-config", "--lang", "en"]) == 1
    page = capsys.readouterr().out
    assert "Nothing that the notice speaks of" in page and "pictures" in page
    assert all(len(line) <= 80 for line in page.splitlines() if line.isascii())


def test_near_misses_are_told_with_the_reason_why_nothing_was_reported(capsys: Capture) -> None:
    status, data = asked("谢绝私信问价\n教你识别：加我微信 abc_2033 的都是骗子", "交易导流违规", capsys)
    assert status == 0
    quiet = {each["rule"]: each["quiet"] for each in data["drafts"][0]["suspects"]}
    assert quiet and all(each and each["by"] and each["about"] for each in quiet.values())
    assert {level for _, level in suspects(data)} == {"maybe"}


def test_opt_in_rules_that_the_notice_names_are_asked(capsys: Capture) -> None:
    """They are off in personal notes; the platform does not know whose note it is."""
    text = "推荐这副隐形眼镜，戴一天不干"
    _, data = asked(text, "涉及违禁商品", capsys)
    first = data["drafts"][0]["suspects"][0]
    assert (first["rule"], first["quiet"]["by"]) == ("goods/contact-lens", "profile")
    _, data = asked(text, "涉及违禁商品", capsys, "--profile", "专业号")
    assert suspects(data)[0] == ("goods/contact-lens", "fits")
    _, data = asked(text, "涉嫌站外导流", capsys)
    assert "goods/contact-lens" not in dict(suspects(data))


def test_suppressions_and_switched_off_rules_hide_nothing_from_the_platform(capsys: Capture) -> None:
    Path("note.md").write_text("<!-- xhslint-ignore-file contact: 报备过 -->\n加我薇❤ zhuzhu_01", "utf-8")
    Path(".xhslint.yaml").write_text("ignore: [contact]\nprofile: paid\n", "utf-8")
    assert main(["why", "note.md", "--notice", "站外导流", "--format", "json"]) == 0
    (draft,) = json.loads(capsys.readouterr().out)["drafts"]
    assert (draft["profile"], draft["suspects"][0]["rule"]) == ("paid", "contact/wechat-id")


def test_words_that_the_notice_quotes_weigh_more(capsys: Capture) -> None:
    text = "喜欢的可以加我薇❤ zhuzhu_01\n\n同款在淘宝搜“云边小店”"
    _, data = asked(text, "您的笔记含有站外导流内容“淘宝搜”，请修改", capsys)
    best = data["drafts"][0]["suspects"][0]
    assert best["quoted"] and best["rule"].startswith("shop/")


def test_a_comment_is_judged_as_one(capsys: Capture) -> None:
    status, data = asked("---\nkind: 评论\n---\n需要的宝子可以看一下@阿朵带你玩", "多账号接力导流", capsys)
    assert (status, suspects(data)[0]) == (0, ("redirect/relay-comment", "fits"))


NEEDLE = """# 羊毛毡入门

这是全网最好用的戳针，用了三年绝对不断针，织一会儿还能改善睡眠。
谢谢木夕送的材料，图纸私信我领取，也可以加薇：muxi_8820
同款在淘宝搜木夕手作
"""


@pytest.mark.parametrize(
    ("notice", "key", "first"),
    [
        (
            "您的笔记使用了绝对化用语，违反《广告法》相关规定，请修改。",
            "advertising-words",
            ("advertising/absolute", "最好用"),
        ),
        ("您的笔记涉及医疗功效宣传，请修改后重新发布。", "medical-claims", ("advertising/medical", "改善睡眠")),
        ("您的笔记存在夸大功效，请勿发布不实信息。", "false-marketing", ("claims/effect", "改善")),
        ("您发布的笔记疑似营销软文，未进行商业合作报备。", "undisclosed", ("disclosure/missing", "送的")),
        ("您的笔记因图片中含有二维码信息，已被限制传播。", "qr-code", ("contact/wechat-id", "也可以加薇：muxi_8820")),
    ],
)
def test_words_that_such_notices_are_about_are_maybe_meant(
    notice: str, key: str, first: tuple[str, str], capsys: Capture
) -> None:
    status, data = asked(NEEDLE, notice, capsys)
    best = data["drafts"][0]["suspects"][0]
    assert (status, data["notice"][0]["key"]) == (0, key)
    assert (best["rule"], best["text"]) == first and NEEDLE[best["start"] : best["end"]] == first[1]
    assert {level for _, level in suspects(data)} == {"maybe", "other"}


@pytest.mark.parametrize(
    ("notice", "key"),
    [
        ("您的账号头像、昵称或个人简介含有违规信息，已被重置。", "profile"),
        ("您的直播间违规，本场直播已被中断。", "live"),
        ("您的笔记疑似搬运他人作品，已停止分发。", "copied"),
        ("您的商家资质不符合要求，请补充提交营业执照。", "credentials"),
        ("您的账号疑似使用AI托管工具运营，现予以警告。", "ai-hosting"),
        ("经审核，您的笔记属于低质内容，暂不予推荐。", "low-quality"),
    ],
)
def test_what_no_note_shows_is_to_be_looked_at_first(notice: str, key: str, capsys: Capture) -> None:
    status, data = asked(NEEDLE, notice, capsys)
    assert (status, data["notice"][0]["key"]) == (1, key)
    assert {level for _, level in suspects(data)} == {"other"}
    assert main(["why", "note.md", "--notice", notice, "--no-config"]) == 1
    page = capsys.readouterr().out
    assert page.index("没有找到通知所说的问题") < page.index(data["look"][0][:8]) < page.index("与通知无关")


def test_a_notice_of_the_profile_speaks_of_the_signature(capsys: Capture) -> None:
    status, data = asked("爱做手工，加薇：muxi_8820", "您的个人简介含有违规信息", capsys, "--kind", "profile")
    assert (status, suspects(data)[0]) == (0, ("contact/wechat-id", "fits"))


@pytest.mark.parametrize(
    "notice", ["包含违规内容：加薇，请修改", "审核未通过。命中词：私信买、加薇。", "违规文字为: 加薇"]
)
def test_words_behind_a_colon_are_quoted(notice: str, capsys: Capture) -> None:
    _, data = asked(NEEDLE, notice, capsys)
    first, second = data["drafts"][0]["suspects"][:2]
    assert (first["rule"], first["quoted"], first["level"]) == ("contact/wechat-id", True, "fits")
    assert not second["quoted"]


def test_quoted_words_that_no_rule_reports_are_found(capsys: Capture) -> None:
    status, data = asked("今天的云\n\n慕 溪手作的伞", "您的笔记含有违规信息：慕溪手作，请修改", capsys)
    (only,) = data["drafts"][0]["suspects"]
    assert (status, only["rule"], only["level"], only["text"]) == (0, None, "fits", "慕 溪手作")
    assert main(["why", "note.md", "--notice", "包含违规内容“棉花糖”", "--no-config"]) == 1
    assert main(["why", "note.md", "--notice", "包含违规内容“手作的伞”", "--no-config"]) == 0
    assert "没有规则报告这里" in capsys.readouterr().out


def test_what_a_notice_may_mean_besides_is_said_so(capsys: Capture) -> None:
    _, data = asked(EARRINGS, "因含二维码被限制", capsys)
    best = data["drafts"][0]["suspects"][0]
    assert (best["rule"], best["level"]) == ("contact/wechat-id", "maybe") and "也可能是指这里" in best["why"]


def test_neighbouring_words_are_one_and_words_inside_others_none(capsys: Capture) -> None:
    _, data = asked("最近用的香薰，缓解焦虑，也助眠", "涉及医疗功效宣传，使用绝对化用语", capsys)
    assert {(each["rule"], each["text"]) for each in data["drafts"][0]["suspects"]} == {
        ("advertising/medical", "缓解焦虑"),
        ("advertising/medical", "助眠"),
    }


def test_the_title_of_the_note_in_a_notice_is_no_quotation() -> None:
    assert read_notice("您的笔记《加薇领图纸》涉嫌站外导流，处理结果：限流", rulebook_for(()).notices).quoted == ()


def test_the_notes_of_a_workbook_are_one_list_with_sheet_and_cell(capsys: Capture) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "春"
    for row in (("标题", "正文"), ("一", "互粉互赞")):
        book.active.append(row)
    second = book.create_sheet("夏")
    for row in (("标题", "正文"), ("二", "加薇❤ zhuzhu_01")):
        second.append(row)
    book.save("a.xlsx")
    assert main(["why", "a.xlsx", "--notice", "站外导流", "--no-config"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines.count("a.xlsx") == 1
    assert [line.split("「")[0].strip() for line in lines if line.startswith(("  1.", "  2."))] == [
        "1. 很符合 夏!B2",
        "2. 与通知无关 春!B2",
    ]
    assert main(["why", "a.xlsx", "--notice", "站外导流", "--format", "json", "--no-config"]) == 0
    drafts = json.loads(capsys.readouterr().out)["drafts"]
    assert [each["rank"] for draft in drafts for each in draft["suspects"]] == [2, 1]


def test_pictures_that_were_not_read_are_named(capsys: Capture) -> None:
    status, data = asked("![图](a.jpg)\n\n今天的云", "因含二维码被限制", capsys)
    assert status == 1 and "--images" in data["look"][0]


def test_the_pictures_of_a_note_are_read_with_it(capsys: Capture) -> None:
    segno = pytest.importorskip("segno")
    pytest.importorskip("zxingcpp")
    segno.make("https://u.wechat.com/AbCdEfG12").save("a.png", scale=8)
    status, data = asked("![图](a.png)\n\n加薇❤ zhuzhu_01", "因含二维码被限制", capsys, "--images")
    ranked = sorted(
        (each["rank"], draft["path"], each["level"]) for draft in data["drafts"] for each in draft["suspects"]
    )
    assert status == 0 and ranked[0][1:] == ("a.png", "fits")
    assert ("note.md", "maybe") in [each[1:] for each in ranked]


def test_every_note_of_a_document_is_looked_at(capsys: Capture) -> None:
    Path("a.csv").write_text("标题,正文\n春,看花\n夏,加我薇❤ zhuzhu_01\n", "utf-8")
    assert main(["why", "a.csv", "--notice", "站外导流", "--format", "json", "--no-config"]) == 0
    drafts = json.loads(capsys.readouterr().out)["drafts"]
    assert [len(each["suspects"]) for each in drafts] == [0, 1]
    assert drafts[1]["suspects"][0]["place"]


@pytest.mark.parametrize(("note", "notice"), [("-", "站外导流"), ("note.md", "-")])
def test_either_may_be_pasted(note: str, notice: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    Path("note.md").write_text(EARRINGS, "utf-8")
    pasted = EARRINGS if note == "-" else "您的笔记涉嫌站外导流"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pasted.encode()), "utf-8"))
    assert main(["why", note, "--notice", notice, "--no-config"]) == 0
    assert "contact/wechat-id" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "why draft.md" if False else "笔记"),
        (["note.md"], "--notice"),
        (["note.md", "--notice", " "], "--notice"),
        (["-", "--notice", "-"], "只能有一个"),
        (["没有.md", "--notice", "站外导流"], "没有.md"),
        ([".", "--notice", "站外导流"], "文件夹"),
        (["bad.md", "--notice", "站外导流"], "bad.md:2"),
    ],
)
def test_mistakes(args: list[str], words: str, capsys: Capture) -> None:
    Path("note.md").write_text(EARRINGS, "utf-8")
    Path("bad.md").write_text("---\nkind: reply\n---\n春", "utf-8")
    assert main(["why", *args, "--no-config"]) == 2
    _, err = capsys.readouterr()
    assert words in err and "Traceback" not in err


def test_the_longest_words_decide() -> None:
    reading = read_notice("涉嫌虚假营销，请勿过度营销", rulebook_for(()).notices)
    assert [(told.notice.key, told.words) for told in reading.told] == [
        ("false-marketing", ("虚假营销",)),
        ("undisclosed", ("过度营销",)),
    ]


def test_every_notice_names_rules_that_exist() -> None:
    book = rulebook_for(())
    families = {rule.family for rule in book.summaries}
    for notice in book.notices:
        assert {*notice.punishes, *notice.may} <= {*families, *book.ids}
        assert {each.rule_id for each in notice.mentions} <= set(book.ids)
        assert notice.punishes or notice.may or notice.look
        assert notice.sources and all(notice.name.values())
