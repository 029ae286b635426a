"""What the page asks and is answered, without any server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xhslint import Linter
from xhslint.base.time_limit import Recall, recallable
from xhslint.config.project import load_project
from xhslint.messages.page import PAGE, page_text
from xhslint.page.answers import Answers
from xhslint.page.requests import MOST_TEXT

NOTE = "周末手作🍵\n\n想学的姐妹加薇❤：taoci_2046\n喜欢的互粉一下呀～\n\n#手作陶瓷 #好物"


def units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def cut(text: str, start: int, end: int) -> str:
    """Return a range of a text that is counted in UTF-16 units."""
    return units(text)[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    for each in reversed(edits):
        data = units(text)
        text = (data[: 2 * each["start"]] + units(each["text"]) + data[2 * each["end"] :]).decode("utf-16-le")
    return text


def check(answers: Answers, text: str, **more: Any) -> dict[str, Any]:
    answer = answers.answer("check", {"text": text, **more})
    assert json.loads(json.dumps(answer)) == answer  # it is plain data
    return answer


def test_a_finding_has_its_place_in_utf_16_and_all_that_a_card_says(answers: Answers) -> None:
    found = check(answers, NOTE)["findings"]
    assert [(each["rule"], cut(NOTE, each["start"], each["end"])) for each in found] == [
        ("contact/wechat-id", "加薇❤：taoci_2046"),
        ("ranking/exchange", "互粉一下"),
    ]
    first = found[0]
    assert (first["start"], first["line"], first["column"]) == (NOTE.index("加薇") + 1, 3, 6)  # 🍵 is two units
    assert (first["severity"], first["level"], first["title"]) == ("error", "错误", "站外联系方式")
    assert (first["reading"], first["disguises"]) == ("加微信：taoci_2046", ["谐音", "表情替代"])
    assert first["why"] == "写出了微信号"
    assert first["advice"].startswith("删去微信号")
    assert first["clauses"][0]["text"].startswith("《小红书社区规范》3.2.1")
    assert first["clauses"][0]["url"].startswith("https://")
    assert found[1]["reading"] == "" and found[1]["disguises"] == []


def test_what_is_offered_leaves_nothing_of_the_finding(answers: Answers) -> None:
    rules = Linter()
    for finding in check(answers, NOTE)["findings"]:
        offers = [finding["rewriting"], *finding["fixes"]]
        assert offers
        for offer in offers:
            anew = applied(NOTE, offer["edits"])
            assert finding["rule"] not in [each.rule_id for each in rules.check(anew)], offer
            assert len(rules.check(anew)) == 1


def test_remedies_of_some_findings_are_those_of_the_whole_check(answers: Answers) -> None:
    text = "😀" + NOTE
    whole = check(answers, text)["findings"]
    given = answers.answer("remedies", {"text": text, "findings": [1, 0]})["remedies"]
    assert [each["rewriting"] for each in given] == [whole[1]["rewriting"], whole[0]["rewriting"]]
    assert [each["fixes"] for each in given] == [whole[1]["fixes"], whole[0]["fixes"]]
    assert any(each["rewriting"] for each in given)
    assert answers.answer("remedies", {"text": text, "findings": [len(whole)]}) == {"remedies": []}
    assert answers.answer("remedies", {"text": "今天很软", "findings": [0]}) == {"remedies": []}
    for numbers in ([-1], ["0"], [True], None, list(range(100))):
        assert "error" in answers.answer("remedies", {"text": text, "findings": numbers})


def test_a_quick_check_has_the_same_findings_and_no_offers(answers: Answers) -> None:
    whole, quick = check(answers, NOTE), check(answers, NOTE, quick=True)
    assert all(each["rewriting"] is None and each["fixes"] == [] for each in quick["findings"])
    for each in whole["findings"]:
        each.update(rewriting=None, fixes=[])
    assert quick == whole


def test_sizes_are_those_of_the_platform_and_so_are_the_limits(answers: Answers) -> None:
    answer = check(answers, "# MacBook 怎么选🍵\n\n正文一共九个字哦\n\n#数码 #学生")
    assert answer["sizes"] == {"title": 9, "body": 17, "topics": 2}
    limits = answers.answer("start", {})["limits"]
    assert (limits["title"], limits["body"], limits["topics"]) == (20, 1000, 10)
    for size, rule in ((20, []), (21, ["format/title-length"])):
        answer = check(answers, "# " + "春" * size + "\n\n正文")
        assert answer["sizes"]["title"] == size
        assert [each["rule"] for each in answer["findings"]] == rule


def test_regions_tell_title_topics_and_what_is_not_posted(answers: Answers) -> None:
    text = "---\ntitle: 周末🍵\n---\n<!-- 给客户看 -->正文 #手作"
    regions = [(each["kind"], cut(text, each["start"], each["end"])) for each in check(answers, text)["regions"]]
    assert regions == [
        ("skip", "---\ntitle: "),
        ("title", "周末🍵"),
        ("skip", "\n---"),
        ("skip", "<!-- 给客户看 -->"),
        ("topic", "#手作"),
    ]
    assert check(answers, text)["posted"] == "周末🍵\n\n正文 #手作"


@pytest.mark.parametrize(
    ("text", "posted"),
    [
        ("标题\n\n正文", None),
        ("\n标题\n\n正文\n", None),
        ("# 标题\n\n正文", "标题\n\n正文"),
        ("## 标题 ##\n\n正文", "标题 ##\n\n正文"),
        ("正文<!-- a -->还是正文，很长很长", "正文还是正文，很长很长"),
        ("---\nprofile: ad\n---\n# 标题\n正文", "标题\n正文"),
    ],
)
def test_what_is_posted_of_a_draft(answers: Answers, text: str, posted: str | None) -> None:
    assert check(answers, text)["posted"] == posted


def test_a_profile_and_opt_in_rules_are_chosen_by_the_request(answers: Answers) -> None:
    text = "褪黑素软糖买一送一，闭眼入"
    assert check(answers, text)["profile"] == "personal"
    assert check(answers, text, extend_select=["goods"])["findings"] == []
    found = check(answers, text, profile="ad", extend_select=["goods"])
    assert found["profile"] == "ad"
    assert "goods" in {each["rule"].partition("/")[0] for each in found["findings"]}
    assert check(answers, f"---\nprofile: paid\n---\n{text}")["profile"] == "paid"
    assert check(answers, f"---\nprofile: paid\n---\n{text}", profile="pro")["profile"] == "pro"


def test_a_kind_of_text_has_its_own_standard(answers: Answers) -> None:
    asks = "求链接，多少钱呀"
    assert check(answers, NOTE)["kind"] == "note"
    comment = check(answers, asks, kind="comment")
    assert (comment["kind"], comment["findings"], comment["sizes"]) == ("comment", [], None)
    stated = check(answers, f"---\nkind: 私信话术\n---\n{NOTE}")
    assert stated["kind"] == "dm-script" and stated["sizes"] is None
    assert [each["name"] for each in answers.answer("start", {})["kinds"]] == [
        "note",
        "comment",
        "profile",
        "dm-script",
    ]
    assert "kind" in answers.answer("check", {"text": "a", "kind": "letter"})["error"]
    report = answers.answer("report", {"notes": [{"text": NOTE}], "kind": "comment"})
    assert "评论" in report["html"]


def test_both_languages(answers: Answers) -> None:
    english = check(answers, NOTE, lang="en")
    assert english["findings"][0]["why"] == "Gives a WeChat id"
    assert english["findings"][0]["level"] == "error"
    assert "113 rules" in english["checked"] or "rules" in english["checked"]
    assert answers.answer("start", {"lang": "en"})["texts"]["copy"] == "Copy the draft"
    given = answers.answer("start", {})["texts"]
    assert given["error.one"] == "{0} 处错误" and PAGE["zh"].items() <= given.items()


def test_it_says_what_was_checked_and_what_was_not(answers: Answers) -> None:
    answer = check(answers, "周末在家烤面包\n\n今天外脆里软。\n\n#烘焙")
    assert answer["findings"] == answer["problems"] == []
    assert answer["checked"].startswith("检查了标题、正文、1 个话题：")
    assert answer["unchecked"][0].startswith("图片、视频")
    assert "没必要的变形词" in answer["unchecked"][1]
    assert "站外联系方式" in answer["families"] and "图片里的二维码" not in answer["families"]
    answer = check(answers, "烤面包", extend_select=["contact/bare", "style"])
    assert answer["unchecked"] == [page_text("zh", "unchecked.pictures")]
    suppressed = check(answers, "<!-- xhslint-ignore-file contact: 客户同意 -->\n加我微信 abc12345")
    assert suppressed["findings"] == []
    assert suppressed["unchecked"][-1] == "1 处已忽略，没有列出"
    assert check(answers, " \n")["checked"] == ""


def test_remedies_that_are_called_off_leave_nothing_behind(answers: Answers) -> None:
    text = NOTE + "好"
    recall = Recall()
    recall.call()
    with recallable(recall):
        assert answers.answer("remedies", {"text": text, "findings": [0]}) == {"is_called_off": True}
    assert len(check(answers, text, quick=True)["findings"]) == 2
    with recallable(recall):  # now that the check is known
        assert answers.answer("remedies", {"text": text, "findings": [0]}) == {"is_called_off": True}
    (found,) = answers.answer("remedies", {"text": text, "findings": [0]})["remedies"]
    assert found["rewriting"]


def test_mistakes_in_the_draft_are_problems(answers: Answers) -> None:
    answer = check(answers, "---\ntitle: [\n---\n加我微信 abc12345")
    assert [each["rule"] for each in answer["findings"]] == ["contact/wechat-id"]
    (problem,) = answer["problems"]
    assert problem["severity"] == "error" and problem["line"] > 0
    answer = check(answers, "<!-- xhslint-ignore-file cntact: 客户同意 -->\n正文")
    assert "cntact" in answer["problems"][0]["message"]


@pytest.mark.parametrize("text", ['{"title": "\\u52a0\\u5fae\\u4fe1"}', "<!DOCTYPE html><p>加我微信 abc12345"])
def test_what_is_no_prose_is_not_called_clean(answers: Answers, text: str) -> None:
    answer = check(answers, text)
    assert answer["is_checked"] is False
    assert "不是文案" in answer["problems"][0]["message"]
    assert answer["checked"] == "" and answer["sizes"] is None


@pytest.mark.parametrize(
    ("name", "request_"),
    [
        ("check", None),
        ("check", []),
        ("check", {}),
        ("check", {"text": 5}),
        ("check", {"text": "a", "lang": "fr"}),
        ("check", {"text": "a", "lang": ["zh"]}),
        ("check", {"text": "a", "profile": "boss"}),
        ("check", {"text": "a", "profile": {}}),
        ("check", {"text": "a", "extend_select": "goods"}),
        ("check", {"text": "a", "extend_select": [5]}),
        ("check", {"text": "a", "extend_select": ["nothing-like-it"]}),
        ("check", {"text": "a", "extend_select": ["goods"] * 101}),
        ("check", {"text": "春" * (MOST_TEXT + 1)}),
        ("count", {"texts": "a"}),
        ("count", {"texts": [5]}),
        ("document", {"name": "a.csv"}),
        ("document", {"name": "a.csv", "base64": "é"}),
        ("document", {"name": "", "base64": ""}),
        ("report", {"notes": [5]}),
        ("report", {"notes": [{"text": "a", "name": 5}]}),
        ("start", {"lang": "fr"}),
        ("nothing", {}),
        ("__init__", {}),
    ],
)
def test_mistakes_in_a_request_are_told_and_raise_nothing(answers: Answers, name: str, request_: Any) -> None:
    answer = answers.answer(name, request_)
    assert list(answer) == ["error"]
    assert answer["error"] and "内部错误" not in answer["error"]


def test_a_fault_of_the_program_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xhslint.page.answers.check_data", lambda *args: 1 // 0)
    assert "ZeroDivisionError" in Answers().answer("check", {"text": "a"})["error"]


def test_counts_of_several_texts(answers: Answers) -> None:
    answer = answers.answer("count", {"texts": [NOTE, "烤面包", '{"a": 1}']})
    assert answer["counts"] == [
        {"error": 2, "warning": 0, "info": 0, "problem": 0},
        {"error": 0, "warning": 0, "info": 0, "problem": 0},
        {"error": 0, "warning": 0, "info": 0, "problem": 1},
    ]


def test_the_report_is_the_html_report_of_the_notes(answers: Answers) -> None:
    notes = [{"text": NOTE}, {"text": "烤面包", "name": "排期.xlsx › 12月!B3"}]
    answer = answers.answer("report", {"notes": notes, "lang": "zh"})
    assert answer["name"].endswith(".html") and "/" not in answer["name"]
    html = answer["html"]
    assert html.startswith("<!DOCTYPE html>")
    assert "粘贴的文字" in html and "排期.xlsx › 12月!B3" in html
    assert "想学的姐妹可以" in html  # written anew
    assert "没查" in html


def test_a_configuration_holds_here_too(tmp_path: Path) -> None:
    path = tmp_path / ".xhslint.yaml"
    path.write_text("profile: ad\nlang: en\nignore: ranking\nextend-select: style\n", "utf-8")
    answers = Answers(load_project(path))
    start = answers.answer("start", {})
    assert (start["lang"], start["profile"]) == ("en", "ad")
    assert {each["name"]: each["is_on"] for each in start["optional"]} == {
        "contact/bare": False,
        "goods": False,
        "style": True,
    }
    answer = answers.answer("check", {"text": NOTE, "extend_select": ["contact/bare"]})
    assert [each["rule"] for each in answer["findings"]] == ["contact/wechat-id"]
    assert answer["profile"] == "ad"


def test_the_next_day_the_clauses_are_others(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xhslint.page.checks.iso_today", lambda: "2027-01-02")
    monkeypatch.setattr("xhslint.linter.linter.iso_today", lambda: "2027-01-02")
    mine = Answers()
    assert mine.answer("start", {})["date"] == "2027-01-02"
    monkeypatch.setattr("xhslint.page.checks.iso_today", lambda: "2027-01-03")
    monkeypatch.setattr("xhslint.linter.linter.iso_today", lambda: "2027-01-03")
    assert mine.answer("start", {})["date"] == "2027-01-03"


WORDS = [
    "加薇❤：taoci_2046",
    "互粉",
    "🍵",
    "👩‍👩‍👧",
    "\r\n",
    "\n",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\x00",
    "<img onerror=a>",
    "#手作 ",
]
ANY = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=12).map("".join)


@settings(max_examples=150, deadline=None)
@given(text=ANY)
def test_offsets_of_any_text_cut_out_what_was_written(text: str) -> None:
    answer = Answers().answer("check", {"text": text}) if not text else _SHARED.answer("check", {"text": text})
    assert "error" not in answer
    for each in answer["findings"]:
        assert cut(text, each["start"], each["end"]) == each["written"]
        for offer in filter(None, [each["rewriting"], *each["fixes"]]):
            applied(text, offer["edits"])
    for each in answer["regions"]:
        assert 0 <= each["start"] <= each["end"] <= len(units(text)) // 2


_SHARED = Answers()


def test_a_byte_order_mark_and_halves_of_characters_move_nothing(answers: Answers) -> None:
    for before in ("\ufeff", "\ud83d", "\ufeff\udc00🍵"):
        text = before + "想学的姐妹加薇❤：taoci_2046"
        (finding,) = check(answers, text)["findings"]
        assert cut(text, finding["start"], finding["end"]) == "加薇❤：taoci_2046"
