"""Documents in the command `check`: each note is a draft, and nothing that happens to one hides the others."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.documents import fake_reader
from tests.running import XHSLINT, environment, make_home
from tests.samples import main
from xhslint.cli.main import main as real
from xhslint.config.settings import MAX_DOCUMENT_BYTES

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("sheets")
PLAN = """\
12月排期!2|晴天的陶碗|想要的姐妹加微信|#陶艺
12月排期!3|手作日记|今天天气好
'周末'!7||第一行\\n记得互粉
"""


def concise(capsys: Capture, *args: str) -> tuple[int, list[str], list[str]]:
    """Return exit status, the lines of the report and those of standard error."""
    status = main([*args, "--format", "concise"])
    out, err = capsys.readouterr()
    return status, out.splitlines(), err.splitlines()


TEXT = {
    "zh": """\
排期.xlsx › 12月排期!B2

  C2 错误 「加微信」
      │ 想要的姐妹加微信
      │           ^^^^^^
        规则 站外联系方式 · contact/wechat-add
        原因 写出了微信号
        建议 删去微信号
        依据 《小红书社区规范》3.2.1 导流到个人的联系方式

排期.xlsx › '''周末'''!C7

  C7 警告 「互粉」
      │ 记得互粉
      │     ^^^^
        规则 互动造假 · ranking/exchange
        原因 写出了微信号
        建议 删去微信号
        依据 《小红书社区规范》3.2.1 导流到个人的联系方式

检查了 1 个文件里的 3 篇笔记：1 处错误，1 处警告。
条款全文和示例：
  xhslint rules contact/wechat-add ranking/exchange
""",
    "en": """\
排期.xlsx › 12月排期!B2

  C2 error “加微信”
      │ 想要的姐妹加微信
      │           ^^^^^^
""",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_person_reads_the_cells(lang: str, capsys: Capture) -> None:
    Path("排期.xlsx").write_text(PLAN, "utf-8")
    assert main(["排期.xlsx", "--lang", lang]) == 1
    out = capsys.readouterr().out
    assert out == TEXT[lang] if lang == "zh" else out.startswith(TEXT[lang])
    if lang == "en":
        assert "\nChecked 3 drafts in 1 file: 1 error, 1 warning.\n" in out


def test_a_line_of_a_document_names_the_cell_in_place_of_line_and_column(capsys: Capture) -> None:
    Path("排期.xlsx").write_text(PLAN, "utf-8")
    status, out, err = concise(capsys, "排期.xlsx", "--lang", "en")
    assert (status, err) == (1, [])
    assert out == [
        "排期.xlsx:12月排期!C2: error contact/wechat-add “加微信”: 写出了微信号",
        "排期.xlsx:'''周末'''!C7: warning ranking/exchange “互粉”: 写出了微信号",
    ]


@pytest.fixture
def notes() -> Path:
    """Return a folder with a draft and a planning sheet."""
    folder = Path("notes")
    folder.mkdir()
    Path("notes/a.md").write_text("今天天气好", "utf-8")
    Path("notes/排期.xlsx").write_text("一!2|早|想要加微信", "utf-8")
    return folder


def checked(capsys: Capture, *args: str) -> list[str]:
    """Return the paths of the drafts that were checked."""
    main([*args, "--format", "json"])
    return [draft["path"] for draft in json.loads(capsys.readouterr().out)["drafts"]]


def test_in_folders_documents_are_read_if_that_is_asked_for(notes: Path, capsys: Capture) -> None:
    both = ["notes/a.md", "notes/排期.xlsx"]
    assert checked(capsys, "notes") == both[:1]
    assert checked(capsys, "notes", "--documents") == both
    assert checked(capsys, "notes/排期.xlsx") == both[1:]
    Path(".xhslint.yaml").write_text("documents: true\n", "utf-8")
    assert checked(capsys, "notes") == both
    assert checked(capsys, "notes", "--exclude", "*.xlsx") == both[:1]
    assert checked(capsys, "notes", "--no-config") == both[:1]


def test_what_a_person_reads_of_a_folder_with_a_document(notes: Path, capsys: Capture) -> None:
    Path("notes/排期.xlsx").write_text("一!2|早|今天天气好\n一!3|晚|下雨了", "utf-8")
    assert main(["notes", "--documents"]) == 0
    assert capsys.readouterr().out == "检查了 2 个文件里的 3 篇笔记，没有发现问题。\n"


@pytest.mark.parametrize(
    ("args", "config", "expected"),
    [
        ((), "", ((), (), ())),
        (("--columns", "title=名称,body=正文+补充"), "", (("名称",), ("正文", "补充"), ())),
        (("--columns=topics=标签",), "columns: {body: 文}", ((), (), ("标签",))),
        ((), "columns: {title: 名, body: [文, 补]}", (("名",), ("文", "补"), ())),
        ((), "overrides: [{paths: ['*.xlsx'], columns: {body: 稿}}]", ((), ("稿",), ())),
        ((), "columns: {body: 文}\noverrides: [{paths: [别处/], columns: {body: 稿}}]", ((), ("文",), ())),
    ],
)
def test_columns_reach_the_reader(args: tuple[str, ...], config: str, expected: tuple[Any, ...]) -> None:
    Path("排期.xlsx").write_text("一!2|早|今天天气好", "utf-8")
    Path(".xhslint.yaml").write_text(config, "utf-8")
    assert main(["排期.xlsx", *args]) == 0
    (columns,) = fake_reader.seen
    assert (columns.title, columns.body, columns.topics) == expected


@pytest.mark.parametrize(
    ("args", "config", "told"),
    [
        (
            ("--columns", "标题"),
            "",
            "xhslint: --columns 里的「标题」看不懂，要写成 title=标题,body=正文,topics=话题，三样可以少写",
        ),
        ((), "columns: {text: 文}", ".xhslint.yaml:1:11: 没有 'text' 这个设置"),
        ((), "columns: 文", ".xhslint.yaml:1:10: 这里应写“名称: 值”，冒号后有空格"),
        ((), "columns: {body: [[a]]}", ".xhslint.yaml:1:18: 这里应写文字"),
        ((), "documents: ja", ".xhslint.yaml:1:12: 这里应写 true 或 false"),
    ],
)
def test_mistakes_in_the_names_of_columns(args: tuple[str, ...], config: str, told: str, capsys: Capture) -> None:
    Path("排期.xlsx").write_text("一!2|早|今天天气好", "utf-8")
    Path(".xhslint.yaml").write_text(config, "utf-8")
    assert main(["排期.xlsx", *args]) == 2
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[0]) == ("", told)


@pytest.mark.parametrize(
    ("fault", "told", "is_end"),
    [
        ("!error", "坏了一行", False),
        ("!stop", "后面读不了", True),
        ("!crash", "内部错误：RuntimeError: no。请报告给 xhslint 的作者（设置 XHSLINT_DEBUG=1 可看到详情）", True),
        ("!time", "检查超过 30 秒，没有检查完（上限由 --timeout 设定）", True),
    ],
)
def test_what_cannot_be_read_hides_no_other_note(fault: str, told: str, is_end: bool, capsys: Capture) -> None:
    Path("排期.xlsx").write_text(f"一!2|早|想要加微信\n{fault}\n一!4|晚|记得互粉", "utf-8")
    Path("b.md").write_text("私我", "utf-8")
    status, out, err = concise(capsys, "排期.xlsx", "b.md")
    assert status == 2
    assert err == [f"排期.xlsx: {told}"]
    expected = ["排期.xlsx:一!C2: error contact/wechat-add", "排期.xlsx:1:1: error", "排期.xlsx:一!C4: warning"]
    if is_end:
        expected.pop()
    expected.append("b.md:1:1: info")
    assert [line.startswith(start) for line, start in zip(out, expected, strict=True)] == [True] * len(expected)


def test_a_note_that_cannot_be_checked_hides_no_other_and_is_named(capsys: Capture) -> None:
    Path("排期.xlsx").write_text("一!2|早|崩溃\n一!3|晚|想要加微信", "utf-8")
    status, out, err = concise(capsys, "排期.xlsx")
    assert (status, len(out)) == (2, 2)
    assert err == [
        "排期.xlsx: 一!B2：内部错误：RuntimeError: 一个 意外。请报告给 xhslint 的作者（设置 XHSLINT_DEBUG=1 可看到详情）"
    ]
    assert main(["排期.xlsx"]) == 2
    assert "检查了 1 个文件里的 1 篇笔记：1 处错误。有 1 处没能检查，见报错。" in capsys.readouterr().out


def test_an_interrupt_between_notes_leaves_what_was_checked(capsys: Capture) -> None:
    Path("排期.xlsx").write_text("一!2|早|想要加微信\n一!3|晚|中断\n一!4|夜|记得互粉", "utf-8")
    status, out, err = concise(capsys, "排期.xlsx")
    assert status == 130
    assert [line.split(": ")[0] for line in out] == ["排期.xlsx:一!C2", "xhslint"]
    assert err == ["xhslint: 已中断，只报告了中断之前检查过的笔记"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_document_without_notes_is_told_and_counts_for_nothing(lang: str, capsys: Capture) -> None:
    Path("空.xlsx").write_text("", "utf-8")
    assert main(["空.xlsx", "--lang", lang]) == 0
    out, err = capsys.readouterr()
    said = {
        "zh": ("空.xlsx: 里面没有笔记的文字，没有什么可检查\n", "没有检查任何笔记。1 个文档里没有笔记的文字。\n"),
        "en": (
            "空.xlsx: there is no text of a note in it, so there was nothing to check\n",
            "No draft was checked. 1 document holds no text of a note.\n",
        ),
    }
    assert (err, out[: len(said[lang][1])]) == said[lang]
    assert main(["空.xlsx", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["emptyDocuments"] == 1


def test_a_document_without_notes_beside_others_is_no_clean_one(capsys: Capture) -> None:
    Path("空.xlsx").write_text("", "utf-8")
    Path("排期.xlsx").write_text("一!2|早|今天天气好", "utf-8")
    assert main(["空.xlsx", "排期.xlsx"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("检查了 1 个文件里的 1 篇笔记，没有发现问题。1 个文档里没有笔记的文字。")


def test_documents_are_not_fixed_and_other_files_are(capsys: Capture) -> None:
    text = "今天\u200b天气好"
    Path("排期.xlsx").write_text(f"一!2|早|{text}", "utf-8")
    Path("a.md").write_text(f"早\n\n{text}", "utf-8")
    before = Path("排期.xlsx").read_bytes()
    for option in ("--diff", "--quiet"):
        assert real(["排期.xlsx", "a.md", "--fix", option, "--no-config"]) == 2
        err = capsys.readouterr().err
        assert err.splitlines()[0] == (
            "排期.xlsx: --fix 只改纯文本的笔记，这个文件没有改，也没有检查；不写 --fix 就检查它"
        )
    assert any(line.startswith("修复了 1 处") for line in err.splitlines())
    assert Path("排期.xlsx").read_bytes() == before
    assert Path("a.md").read_text("utf-8") == "早\n\n今天天气好"


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_document_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    stdin(monkeypatch, PLAN.encode())
    status, out, _ = concise(capsys, "-", "--stdin-filename", "排期.xlsx")
    assert (status, [line.split(": ")[0] for line in out]) == (
        1,
        ["排期.xlsx:12月排期!C2", "排期.xlsx:'''周末'''!C7"],
    )
    stdin(monkeypatch, PLAN.encode())
    assert main(["-", "--stdin-filename", "排期.xlsx", "--fix"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("排期.xlsx: --fix 只改纯文本的笔记")


def test_a_note_may_be_as_large_as_a_draft_and_a_document_larger(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    Path("排期.xlsx").write_text("一!2|早|" + "好" * 30 + "\n一!3|晚|想要加微信", "utf-8")
    size = Path("排期.xlsx").stat().st_size
    status, out, err = concise(capsys, "排期.xlsx", "--max-bytes", "80")
    assert (status, len(out)) == (2, 2)
    assert err == ["排期.xlsx: 一!B2：超过 80 字节，没有检查（上限由 --max-bytes 设定）"]
    status, out, err = concise(capsys, "排期.xlsx", "--max-document-bytes", str(size - 1))
    assert (status, err) == (2, [f"排期.xlsx: 超过 {size - 1} 字节，没有检查（上限由 --max-document-bytes 设定）"])
    assert concise(capsys, "排期.xlsx", "--max-document-bytes", str(size))[0] == 1
    Path(".xhslint.yaml").write_text(f"max-document-bytes: {size - 1}\n", "utf-8")
    stdin(monkeypatch, Path("排期.xlsx").read_bytes())
    assert concise(capsys, "-", "--stdin-filename=b.xlsx")[0] == 2
    assert MAX_DOCUMENT_BYTES == 67108864  # as the help and the pages say


def test_suppressions_in_cells(capsys: Capture) -> None:
    Path("排期.xlsx").write_text(
        "一!2|早|<!-- xhslint-ignore-line contact: 客户同意 -->加微信\n"
        "一!3|午|<!-- xhslint-ignore-lin contact -->加微信\n"
        "一!4|晚|<!-- xhslint-ignore-file contact: 旧稿 until: 2020-01-31 -->加微信\n"
        "一!5|夜|<!-- xhslint-ignore-file dm: 没有 -->好\n",
        "utf-8",
    )
    status, out, err = concise(capsys, "排期.xlsx", "--report-unused")
    assert status == 2
    assert [line.split(": ")[0] for line in out] == ["排期.xlsx:一!C3", "排期.xlsx:1:1", "排期.xlsx:一!C4"]
    assert [line.split("：")[0] for line in err] == ["排期.xlsx: 一!C3", "排期.xlsx: 一!C4", "排期.xlsx: 一!C5"]
    assert main(["排期.xlsx"]) == 2
    assert "3 处错误" not in (out := capsys.readouterr().out) and "另有 1 处已忽略" in out


def test_settings_for_a_document(capsys: Capture) -> None:
    Path("排期.xlsx").write_text(PLAN, "utf-8")
    Path(".xhslint.yaml").write_text("overrides: [{paths: ['*.xlsx'], profile: paid, ignore: [ranking]}]\n", "utf-8")
    assert main(["排期.xlsx", "--format", "json"]) == 1
    drafts = json.loads(capsys.readouterr().out)["drafts"]
    assert {draft["profile"] for draft in drafts} == {"paid"}
    assert main(["排期.xlsx", "--show-config", "--columns", "body=文", "--documents"]) == 0
    shown = capsys.readouterr().out
    assert "\ndocuments: true  # 命令行\nimages: false  # 默认\ncolumns: {body: 文}  # 命令行\n" in shown


def test_dismissed_matches_have_their_places(capsys: Capture) -> None:
    Path("排期.xlsx").write_text("一!2|早|不要加微信，谨防诈骗", "utf-8")
    assert real(["排期.xlsx", "--explain-quiet", "--no-config"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "排期.xlsx › 一!B2"
    assert any(line.startswith("  C2 「") for line in lines)
    assert real(["排期.xlsx", "--explain-quiet", "--no-config", "--format=json"]) == 0
    (draft,) = json.loads(capsys.readouterr().out)["drafts"]
    assert {tuple(each["place"].values()) for each in draft["quiet"]} == {("一", "C2")}


def test_timing_counts_notes(capsys: Capture) -> None:
    Path("排期.xlsx").write_text(PLAN, "utf-8")
    assert real(["排期.xlsx", "--timing", "--no-cache", "--no-config", "--lang", "en"]) == 1
    assert " 3 drafts, " in capsys.readouterr().err


def test_a_draft_costs_no_module_of_documents(sheets: Path) -> None:
    Path("a.md").write_text("想要的姐妹加微信 momo_8812", "utf-8")
    script = """
import sys
from xhslint.cli.main import main
status = main(["a.md", "--no-config"])
print(status, [name for name in sys.modules if "documents" in name])
"""
    env = environment(make_home(sheets / "home of its own"))
    done = subprocess.run([*XHSLINT[:1], "-c", script], env=env, capture_output=True, check=True, cwd=sheets)
    assert done.stdout.decode().splitlines()[-1] == "1 []", sys.version
