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
        assert set(notice.punishes) <= {*families, *book.ids}
        assert notice.sources and all(notice.name.values())
