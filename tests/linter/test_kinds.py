"""Kinds of text: which rules speak of comments, signatures and message scripts, and how a text says what it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xhslint import InputError, Linter
from xhslint.cli.main import main
from xhslint.model.findings import KINDS
from xhslint.run.worker import DraftWorker

Capture = pytest.CaptureFixture[str]


def ids(text: str, kind: str | None = None) -> list[str]:
    return [f"{each.rule_id} {each.severity}" for each in Linter(kind=kind).check(text) if each.severity != "info"]


@pytest.mark.parametrize(
    "text", ["想买，求私", "姐妹可以私我吗", "蹲蹲价格", "求链接！！", "怎么加你微信呀", "好想进群"]
)
def test_a_reader_who_asks_in_a_comment_is_no_author(text: str) -> None:
    assert ids(text, "comment") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("可以的宝，加我v❤", "contact/wechat-add error"),
        ("求带的看这里，13812030045", "contact/phone error"),
        ("需要的宝子可以看一下@阿朵带你玩", "redirect/relay-comment warning"),
    ],
)
def test_a_comment_that_leads_off_is_reported(text: str, found: str) -> None:
    assert found in ids(text, "comment")


def test_only_a_comment_knows_planted_commenters() -> None:
    text = "需要的宝子可以看一下@阿朵带你玩"
    assert "redirect/relay-comment warning" not in ids(text)


def test_the_advice_is_for_the_kind_of_text(tmp_path: Path, capsys: Capture) -> None:
    text = "课表加微信：taoci_2046"
    advice = {kind: Linter(kind=kind).check(text)[0].advice for kind in KINDS}
    assert "店铺客服" in advice["note"] and advice["comment"] == advice["note"]
    assert "笔记" in advice["profile"] and "直接在私信里答" in advice["dm-script"]
    path = tmp_path / "回复.txt"
    path.write_text(text, "utf-8")
    assert main([str(path), "--kind", "dm-script", "--lang", "en"]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "answer in the message itself" in out and "shop's service" not in out


def test_the_advice_of_each_kind_stands_where_rules_are_explained(capsys: Capture) -> None:
    assert main(["rules", "dm/purchase"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    at = next(number for number, line in enumerate(lines) if line.startswith("建议"))
    assert [line[:3] for line in lines[at + 1 : at + 3]] == ["评论：", "个人简"]
    assert main(["rules", "dm/purchase", "--format", "json"]) == 0
    (rule,) = json.loads(capsys.readouterr().out)["rules"]
    assert list(rule["adviceByKind"]) == ["comment", "profile"] and rule["adviceByKind"]["comment"]["en"].isascii()


def test_a_calls_advice_is_for_the_kind_of_text_as_well() -> None:
    (note,), (comment,) = (Linter(kind=kind).check("可以滴我，带你一起做") for kind in ("note", "comment"))
    assert (note.rule_id, comment.rule_id) == ("dm/ask", "dm/ask")
    assert "正文" in note.advice and "在评论里答" in comment.advice


@pytest.mark.parametrize("kind", KINDS[1:])
@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("# 第一次带外婆坐高铁去海边看日出的三天两夜全记录\n\n外婆今年七十八岁。", "format/title-length"),
        ("窗外有雨，" * 300, "format/body-length"),
        ("#早餐 #面包 #烘焙 #吐司 #贝果 #欧包 #可颂 #蛋挞 #司康 #曲奇 #泡芙", "format/topics"),
    ],
)
def test_titles_topics_and_lengths_are_those_of_notes(kind: str, text: str, rule: str) -> None:
    assert [each.rule_id for each in Linter().check(text)] == [rule]
    assert Linter(kind=kind).check(text) == []
    assert Linter(kind=kind, severity={"format": "error"}).check(text) == []  # the rule does not speak of them


def test_brands_may_be_asked_for_messages_in_a_signature() -> None:
    assert ids("商务合作请私信", "profile") == []
    assert ids("商务合作请私信")  # in a note it is a call
    assert ids("穿搭｜合作➕v", "profile") == ["contact/wechat-add error"]
    assert ids("合作：suiyue.film@163.com", "profile") == ["contact/email error"]  # no clause exempts business mail


def test_a_shop_answers_messages_and_leads_nobody_off() -> None:
    assert ids("有问题私信我们就可以，客服不会让您加微信", "dm-script") == []
    assert ids("下单私信我，报尺码", "dm-script") == []
    assert ids("课程咨询请打400-820-1357", "dm-script") == ["contact/landline error"]
    assert ids("课程咨询请打400-820-1357") == ["contact/landline warning"]


def test_a_clause_about_scripts_is_cited_for_scripts_alone() -> None:
    cited = {
        kind: {source.key for source in Linter(kind=kind).check("加我薇❤")[0].sources} for kind in ("note", "dm-script")
    }
    assert cited["dm-script"] - cited["note"] == {"dm-tool"}


@pytest.mark.parametrize("word", ["comment", "评论"])
def test_a_text_says_what_it_is(word: str) -> None:
    assert ids(f"---\nkind: {word}\n---\n想买，求私") == []
    assert ids(f"---\nkind: {word}\n---\n想买，求私", "note")  # an argument is stronger


def test_what_stays_quiet_says_that_its_rule_is_not_for_comments() -> None:
    told = Linter().examine("---\nkind: dm-script\n---\n私信我下单", explain=True).dismissed
    assert ("dm/purchase", "kind", "dm-script") in {(each.rule_id, each.by, each.name) for each in told}


def test_an_unknown_kind_is_told() -> None:
    with pytest.raises(InputError, match="kind"):
        Linter(kind="reply")


@settings(deadline=None)
@given(st.text(alphabet="加我薇❤信求私下单主页看@#。\n 1389", max_size=40))
def test_a_note_is_judged_as_ever(text: str) -> None:
    assert Linter(kind="note").check(text) == Linter().check(text)


def test_option_text_and_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """The option is stronger than the text, which is stronger than the configuration."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "replies").mkdir()
    for name, head in (("replies/a.md", ""), ("replies/b.md", "---\nkind: note\n---\n"), ("c.md", "")):
        (tmp_path / name).write_text(head + "蹲蹲价格", "utf-8")
    (tmp_path / ".xhslint.yaml").write_text("overrides: [{paths: [replies/], kind: 评论}]", "utf-8")

    def kinds(*args: str) -> list[str]:
        main(["--format", "json", *args, "replies/a.md", "replies/b.md", "c.md"])
        return [each["kind"] for each in json.loads(capsys.readouterr().out)["drafts"]]

    assert kinds() == ["comment", "note", "note"]
    assert kinds("--kind", "私信话术") == ["dm-script"] * 3
    assert main(["--kind", "回复", "c.md"]) == 2
    assert "评论" in capsys.readouterr().err


def test_results_are_kept_by_kind(tmp_path: Path) -> None:
    from xhslint.config.settings import Config, merged

    found = []
    for kind in ("note", "comment", "note"):
        config = merged(Config(), {"kind": kind})
        worker = DraftWorker("zh", config, str, cache=tmp_path / "results")
        result = worker.check("a.md", lambda: "想买，求私".encode(), is_file=False)
        worker.close()
        found.append([each.rule_id for each in result.findings])
    assert found[0] == found[2] != found[1] == []
