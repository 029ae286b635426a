"""What the tools for agents answer, without the protocol."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xhslint import Linter
from xhslint.mcp import notes
from xhslint.mcp.notes import MOST_BYTES, Refusal
from xhslint.mcp.schemas import NAMES, VERDICTS, input_schema, output_schema
from xhslint.mcp.tools import call
from xhslint.messages.tools import TOOLS
from xhslint.model.findings import KINDS, LANGUAGES

NOTE = "周末市集\n\n想要同款挂布的加微信：guabu_0412，晚上回。\n\n#市集 #手作"
ASK = "想要同款挂布的加微信：guabu_0412，晚上回。"


def said(name: str, lang: str = "zh", **arguments: Any) -> dict[str, Any]:
    """Return the answer of a tool, which must be as its schema says."""
    answer = call(name, arguments, lang)
    jsonschema.Draft202012Validator(output_schema(name)).validate(answer)
    return answer


def rewritten(sentence: str, **arguments: Any) -> dict[str, Any]:
    return said("rewrite_check", old=NOTE, new=NOTE.replace(ASK, sentence), **arguments)


def test_a_note_is_linted_as_the_linter_does() -> None:
    answer = said("lint_note", text=NOTE)
    (finding,) = answer["findings"]
    assert NOTE[finding["start"] : finding["end"]] == finding["text"]
    (expected,) = Linter().check(NOTE)
    assert {key: finding[key] for key in expected.as_dict()} == expected.as_dict()
    assert (answer["clean"], answer["profile"]) == (False, "personal")
    edit = finding["rewrite"]
    assert said("lint_note", text=NOTE[: edit["start"]] + edit["text"] + NOTE[edit["end"] :])["clean"]


def test_a_clean_note() -> None:
    answer = said("lint_note", lang="en", text="周末市集\n\n挂布的尺寸都写在第三张图里。")
    assert (answer["clean"], answer["findings"], answer["problems"]) == (True, [], [])
    assert answer["next"] == TOOLS["en"]["clean"]


def test_what_a_note_suppresses_is_told() -> None:
    comment = "<!-- xhslint-ignore-next-line contact: 品牌同意 -->\n"
    answer = said("lint_note", text=NOTE.replace(ASK, comment + ASK))
    assert (answer["clean"], answer["findings"]) == (True, [])
    assert [(each["rule"], each["reason"]) for each in answer["suppressed"]] == [("contact/wechat-id", "品牌同意")]


def test_a_suppression_with_a_mistake_is_not_clean() -> None:
    answer = said("lint_note", text="<!-- xhslint-ignore-file kontakt: 写错了 -->\n今天去看海。")
    assert not answer["clean"] and len(answer["problems"]) == 1 and "kontakt" in answer["problems"][0]


def test_the_profile_of_a_call_comes_before_that_of_the_note() -> None:
    text = "---\nprofile: paid\n---\n" + NOTE
    assert said("lint_note", text=text)["profile"] == "paid"
    assert said("lint_note", text=text, profile="ad")["profile"] == "ad"


def test_the_kind_of_a_call_comes_before_that_of_the_text() -> None:
    text = "想买的私信我"
    assert [each["rule"] for each in said("lint_note", text=text)["findings"]] == ["dm/purchase"]
    answer = said("lint_note", text=text, kind="dm-script")
    assert (answer["kind"], answer["clean"]) == ("dm-script", True)
    stated = f"---\nkind: dm-script\n---\n{text}"
    assert (said("lint_note", text=stated)["kind"], said("lint_note", text=stated)["clean"]) == ("dm-script", True)
    assert not said("lint_note", text=stated, kind="comment")["clean"]


def test_a_rewriting_is_for_the_kind_of_text_and_cannot_choose_another() -> None:
    old, new = "想买的加我微信：guabu_0412", "想买的私信我"
    assert said("rewrite_check", old=old, new=new)["verdict"] == "worse"
    answer = said("rewrite_check", old=old, new=new, kind="dm-script")
    assert (answer["kind"], answer["verdict"]) == ("dm-script", "accepted")
    chosen = said("rewrite_check", old=old, new=f"---\nkind: dm-script\n---\n{new}")
    assert (chosen["kind"], chosen["verdict"]) == ("note", "worse")


@pytest.mark.parametrize(
    ("sentence", "verdict", "left", "new"),
    [
        ("想要同款挂布的，尺寸写在第三张图里。", "accepted", [], []),
        (ASK, "unchanged", ["contact/wechat-id"], []),
        ("想要同款挂布的加我微信：guabu_0412", "unchanged", ["contact/wechat-id"], []),
        ("想要同款挂布的加薇❤：guabu_0412", "disguised", ["contact/wechat-id"], []),
        ("想要同款挂布的看我薇❤", "disguised", ["contact/ask"], []),
        ("绿泡泡上都有挂布的图。", "disguised", [], []),
        ("想要同款挂布的私信我", "worse", [], ["dm/purchase"]),
        ("挂布的尺寸写在图里，guabu_0412", "contact kept", [], []),
        (f"{ASK} <!-- xhslint-ignore-line contact: 无 -->", "silenced", ["contact/wechat-id"], []),
    ],
)
def test_the_verdict_on_a_rewriting(sentence: str, verdict: str, left: list[str], new: list[str]) -> None:
    answer = rewritten(sentence)
    assert answer["verdict"] == verdict
    assert [each["rule"] for each in answer["left"]] == left
    assert [each["rule"] for each in answer["new"]] == new
    assert answer["accepted"] == (verdict == "accepted")
    assert answer["message"] == TOOLS["zh"][verdict]
    assert len(answer["gone"]) + len(answer["left"]) == 1


def test_a_refusal_names_the_disguise_in_both_languages() -> None:
    for lang, names in (("zh", ["谐音", "表情替代"]), ("en", ["homophone", "emoji"])):
        answer = rewritten("想要同款挂布的加薇❤：guabu_0412", lang=lang)
        assert [each["name"] for each in answer["disguises"]] == names
        assert [(each["text"], each["reads"]) for each in answer["disguises"]] == [("薇", "微"), ("❤", "信")]


def test_a_disguise_that_was_there_is_not_introduced() -> None:
    old = "想学的加薇❤：taoci_2046\n\n互粉互赞"
    answer = said("rewrite_check", old=old, new=old.replace("互粉互赞", "下次写釉料。"))
    assert (answer["verdict"], answer["disguises"]) == ("better", [])
    assert [(each["rule"], each["was"]) for each in answer["left"]] == [
        ("contact/wechat-id", "想学的加薇❤：taoci_2046")
    ]


def test_a_suppression_that_was_there_silences_nothing_new() -> None:
    old = "<!-- xhslint-ignore-next-line contact: 品牌同意 -->\n" + ASK + "\n\n互粉互赞"
    assert said("rewrite_check", old=old, new=old.replace("互粉互赞", "下次写染色。"))["verdict"] == "accepted"


def test_a_rewriting_cannot_choose_a_milder_profile() -> None:
    old = "---\nprofile: ad\n---\n" + NOTE
    assert said("rewrite_check", old=old, new=old.replace("profile: ad", "profile: personal"))["profile"] == "ad"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([ASK, "互粉互赞", "今天去看海。", "私信我领图纸", "加薇❤：taoci_2046"]), max_size=6))
def test_a_note_compared_with_itself_has_lost_and_won_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    answer = said("rewrite_check", old=text, new=text)
    assert (answer["gone"], answer["new"], answer["disguises"], answer["silenced"]) == ([], [], [], [])
    assert answer["verdict"] == ("unchanged" if answer["left"] else "accepted")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_rule_is_explained(lang: str) -> None:
    answer = said("explain_rule", rule="contact/wechat-id", lang=lang)
    assert answer["family"] == "contact" and answer["sources"][0]["url"].startswith("https://")
    assert "[[" not in "".join(answer["flag"])
    linter = Linter(select="contact/wechat-id")
    assert all(linter.check(each) for each in answer["flag"])
    assert not any(linter.check(each) for each in answer["pass"])


def test_a_rule_is_explained_for_a_kind_of_text() -> None:
    answer = said("explain_rule", rule="dm/purchase")
    assert answer["kinds"] == {"dm-script": "off"} and "off" not in answer["severity"].values()
    assert set(said("explain_rule", rule="dm/purchase", kind="dm-script")["severity"].values()) == {"off"}
    assert said("explain_rule", rule="dm/purchase", kind="comment")["severity"] == answer["severity"]
    keys = {
        kind: [each["key"] for each in said("explain_rule", rule="contact/wechat-id", kind=kind)["sources"]]
        for kind in KINDS
    }
    assert set(keys["note"]) < set(keys["dm-script"])
    assert "私信里答" in said("explain_rule", rule="contact/wechat-id", kind="dm-script")["advice"]
    assert "店铺客服" in said("explain_rule", rule="contact/wechat-id")["advice"]


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("lint_note", {}, ["text"]),
        ("lint_note", {"text": 3, "colour": "red"}, ["text", "colour"]),
        ("lint_note", {"text": "a", "profile": "shop"}, ["profile", "shop", "personal"]),
        ("lint_note", {"text": "a", "kind": "video"}, ["kind", "video", "note", "comment", "dm-script"]),
        ("rewrite_check", {"old": "a", "new": "a", "kind": "评论"}, ["kind", "评论", "comment"]),
        ("explain_rule", {"rule": "dm/purchase", "kind": 1}, ["kind"]),
        ("lint_note", {"text": "a", "lang": "fr"}, ["lang", "fr", "zh"]),
        ("lint_note", {"text": "\ud83d"}, ["text"]),
        ("lint_note", {"text": "a" * (MOST_BYTES + 1)}, ["text", str(MOST_BYTES)]),
        ("lint_note", {"text": "字" * (MOST_BYTES // 3 + 1)}, ["text", str(MOST_BYTES)]),
        ("lint_note", {"text": "---\ntitle: [\n---\n看海"}, ["text", "3"]),
        ("rewrite_check", {"old": "a"}, ["new"]),
        ("rewrite_check", {"old": "a", "new": "---\nprofile: shop\n---\n"}, ["new", "2", "personal"]),
        ("explain_rule", {"rule": "wechat-id"}, ["wechat-id", "contact/wechat-id"]),
        ("read_file", {"path": "/etc/passwd"}, ["read_file", "lint_note"]),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mistake_is_told_in_plain_words(name: str, arguments: dict[str, Any], words: list[str], lang: str) -> None:
    with pytest.raises(Refusal) as refused:
        call(name, arguments, lang)
    assert all(word in str(refused.value) for word in words)
    assert "Traceback" not in str(refused.value) and "{" not in str(refused.value)


def test_a_note_may_be_as_large_as_the_limit() -> None:
    assert not said("lint_note", text="a" * (MOST_BYTES - 10))["problems"]


def test_checking_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "SECONDS", 0)
    with pytest.raises(Refusal, match="took longer than 0 seconds"):
        call("lint_note", {"text": NOTE * 50, "lang": "en"}, "zh")


@pytest.mark.slow
def test_what_is_not_all_listed_is_not_compared() -> None:
    text = "加微信：guabu_0412\n" * 3000
    assert said("lint_note", text=text)["unlisted"] > 0
    with pytest.raises(Refusal, match="cannot be compared"):
        call("rewrite_check", {"old": text, "new": "看海", "lang": "en"}, "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_are_schemas(name: str, lang: str) -> None:
    for schema in (input_schema(name, lang), output_schema(name)):
        jsonschema.Draft202012Validator.check_schema(schema)
    assert all(each["description"] for each in input_schema(name, lang)["properties"].values())


def test_every_text_is_there_in_both_languages() -> None:
    assert TOOLS["zh"].keys() == TOOLS["en"].keys()
    assert set(VERDICTS) <= TOOLS["zh"].keys()


OPENED: list[str] | None = None
"""The files that are opened while this is a list."""


def note_opened(event: str, arguments: tuple[Any, ...]) -> None:
    if OPENED is not None and event in ("open", "os.listdir", "os.scandir", "socket.connect", "subprocess.Popen"):
        OPENED.append(f"{event} {arguments[0]}")


def test_no_file_is_opened_and_nothing_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    global OPENED
    sys.addaudithook(note_opened)
    (tmp_path / ".xhslint.yaml").write_text("ignore: contact\n", "utf-8")
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    monkeypatch.chdir(tmp_path)
    text = f"---\ncover: a.jpg\nimages: [{tmp_path}/a.jpg]\n---\n{NOTE}\n\n![]({tmp_path}/a.jpg)\n"
    calls = [
        ("lint_note", {"text": text}),
        ("rewrite_check", {"old": text, "new": text.replace(ASK, "")}),
        ("explain_rule", {"rule": "contact/wechat-id"}),
    ]
    for name, arguments in calls:  # loads what is loaded once
        said(name, **arguments)
    OPENED = []
    try:
        answers = [call(name, arguments, "zh") for name, arguments in calls]
        assert OPENED == []
        open("a.jpg", "rb").close()
        assert OPENED == ["open a.jpg"]
    finally:
        OPENED = None
    assert [each["rule"] for each in answers[0]["findings"]] == ["contact/wechat-id"]
