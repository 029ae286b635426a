"""How reports show the sentence written anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.samples import checked, finding
from xhslint.cli.main import main
from xhslint.cli.reports import WITH_REWRITES, shows_rewrites
from xhslint.documents.note import note
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place
from xhslint.fixes.rewrites import with_rewrites
from xhslint.linter.events import Checked
from xhslint.linter.linter import Linter
from xhslint.model.findings import Edit
from xhslint.report.registry import REPORTS, find_report
from xhslint.report.style import Style
from xhslint.terminal.width import cell_count

TEXT = "碗烧好了\r\n😀 想学的加微信，发你图纸。\r\n"
ANEW = Edit(6, 20, "😀 想学的可以在评论区告诉我。")


def sample(text: str = TEXT, rewrite: Edit = ANEW) -> Checked:
    draft = Draft.parse(text, "a.md")
    return checked(draft, finding(draft, "加微信", rewrite=rewrite))


def written(form: str, event: Checked, lang: str = "zh") -> str:
    return "".join(find_report(form)([event], Style(lang)))


@pytest.mark.parametrize(
    ("lang", "rewrite", "line"),
    [
        ("zh", ANEW, "        改成 😀 想学的可以在评论区告诉我。\n"),
        ("en", ANEW, "        write  😀 想学的可以在评论区告诉我。\n"),
        ("zh", Edit(4, 20), "        改成 （删去整句）\n"),
        ("en", Edit(4, 20), "        write  (delete the sentence)\n"),
    ],
)
def test_text(lang: str, rewrite: Edit, line: str) -> None:
    assert line in written("text", sample(rewrite=rewrite), lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_wraps_within_the_terminal_and_shows_no_control_character(lang: str) -> None:
    page = written("text", sample(rewrite=Edit(6, 20, "想学釉下彩的姐妹" * 9 + "\u202e")), lang)
    assert "\u202e" not in page and max(map(cell_count, page.splitlines())) <= 80


def test_html_escapes_it_and_lets_it_be_selected_at_once() -> None:
    assert '<dt>改成</dt>\n<dd lang="zh-CN" class="rewrite">😀 想学的可以在评论区告诉我。</dd>\n' in written(
        "html", sample()
    )
    assert "<dd>（删去整句）</dd>" in written("html", sample(rewrite=Edit(4, 20)))
    assert "<b>" not in written("html", sample(rewrite=Edit(6, 20, "<b>")))


def found(form: str, event: Checked) -> Any:
    data = json.loads(written(form, event))
    return data["drafts"][0]["findings"][0] if form == "json" else data["runs"][0]["results"][0]


def test_json() -> None:
    assert found("json", sample())["rewrite"] == {"start": 6, "end": 20, "text": ANEW.text}


def test_sarif() -> None:
    (fix,) = found("sarif", sample())["fixes"]
    (change,) = fix["artifactChanges"]
    assert (fix["description"], change["artifactLocation"]) == (
        {"text": "改写整句"},
        {"uri": "a.md", "uriBaseId": "%SRCROOT%"},
    )
    region = {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 15, "charOffset": 6, "charLength": 14}
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": ANEW.text}}]


def test_rdjsonl_counts_bytes() -> None:
    place = {"start": {"line": 2, "column": 1}, "end": {"line": 2, "column": 42}}
    assert json.loads(written("rdjsonl", sample()))["suggestions"] == [{"range": place, "text": ANEW.text}]


@pytest.mark.parametrize("form", sorted(set(REPORTS) - WITH_REWRITES))
def test_the_other_formats_are_as_without_it(form: str) -> None:
    draft = Draft.parse(TEXT, "a.md")
    assert written(form, sample()) == written(form, checked(draft, finding(draft, "加微信")))


def test_only_runs_that_show_it_look_for_it() -> None:
    assert shows_rewrites([("jsonl", None), ("text", "a.txt")], False)
    assert not shows_rewrites([("jsonl", None), ("text", "a.txt")], True)
    assert not shows_rewrites([("concise", None), ("csv", "a.csv")], False)


def test_a_run_offers_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.md"
    path.write_text("碗烧好了。\n想学的姐妹私我，发你图纸。\n", "utf-8")
    main([str(path), "--no-config", "--format", "json"])
    assert '"text": "想学的姐妹可以在评论区告诉我。"' in capsys.readouterr().out
    main([str(path), "--no-config", "--format", "jsonl"])
    assert '"rewrite"' not in capsys.readouterr().out


TOPIC = "碗烧好了 #手工 #互粉互赞"


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "（删去这个话题）"), ("en", "(delete this topic)")]
)  # fmt: skip
@pytest.mark.parametrize("form", ["text", "html"])
def test_a_topic_is_called_so(form: str, lang: str, said: str) -> None:
    draft = Draft.parse(TEXT + TOPIC, "a.md")
    end = len(draft.text)
    event = checked(draft, finding(draft, "互粉互赞", rewrite=Edit(end - 6, end)))
    assert said in written(form, event, lang)
    alone = checked(draft, finding(draft, "互粉互赞", rewrite=Edit(end - len(TOPIC), end)))
    assert said not in written(form, alone, lang)


SHEET = '标题,正文\n碗,"釉是灰蓝的。\n想学的姐妹私我，发你图纸。"\n想学碗的姐妹私我,釉是灰蓝的\n'


def test_notes_of_documents_have_it_too_by_their_own_offsets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(SHEET, "utf-8")
    main([str(path), "--no-config", "--format", "json"])
    notes = json.loads(capsys.readouterr().out)["drafts"]
    anew = [each["findings"][0]["rewrite"] for each in notes]
    assert [(each["start"], each["end"]) for each in anew] == [(9, 22), (0, 8)]
    assert [each["text"].partition("可以在评论区")[0] for each in anew] == ["想学的姐妹", "想学碗的姐妹"]
    for form in ("text", "html"):
        main([str(path), "--no-config", "--format", form])
        assert anew[0]["text"] in capsys.readouterr().out
    for form in ("sarif", "rdjsonl"):  # they hold offsets of the file
        main([str(path), "--no-config", "--format", form])
        assert anew[0]["text"] not in capsys.readouterr().out
    assert main([str(path), "--no-config", "--unsafe-fixes"]) == 2
    assert path.read_text("utf-8") == SHEET


def test_what_looks_like_front_matter_in_a_note_is_none() -> None:
    title = [("碗", Place(sheet="1", cell="A2"))]
    draft = note(
        "a.xlsx", title, [("---\ntitle: 夜\n---\n釉是灰蓝的。\n想学的姐妹私我。", Place(sheet="1", cell="B2"))]
    )
    linter = Linter("personal")
    (found,) = with_rewrites(linter, draft, linter.examine(draft)).findings
    assert found.rewrite and (found.rewrite.start, found.rewrite.end) == (26, 34)
