"""Reminders of the platform's AI declaration: by the front matter, and by what the text says."""

from __future__ import annotations

from pathlib import Path

import pytest

from xhslint import Linter
from xhslint.cli.main import main

Found = list[tuple[str, str, str]]


def found(text: str, **settings: object) -> Found:
    return [(each.rule_id, each.severity, each.text) for each in Linter(**settings).check(text)]  # type: ignore[arg-type]


def test_the_field_is_underlined_where_it_stands() -> None:
    text = "---\ntitle: 雪夜书店\nAI: 是  # 封面\n---\n\n窗外的雪是后来加的。"
    (only,) = Linter().check(text)
    assert (only.rule_id, only.severity, only.line, only.column, only.text) == (
        "ai/declaration",
        "info",
        3,
        1,
        "AI: 是",
    )
    assert [source.key for source in only.sources] == ["ai-label"]


@pytest.mark.parametrize("said", ["ai: false", "title: 春"])
def test_no_field_no_reminder(said: str) -> None:
    assert found(f"---\n{said}\n---\n\n全是手机直出。") == []


def test_a_sentence_is_no_declaration() -> None:
    text = "雪夜的书店，图片由AI生成"
    assert found(text) == [("ai/stated", "info", "图片由AI生成")]
    assert [rule for rule, *_ in found(f"---\nai: true\n---\n{text}")] == ["ai/declaration"]
    assert found(f"---\nai: false\n---\n{text}") == []


@pytest.mark.parametrize(
    "text", ["怎么用AI生成一张头像", "图片是AI生成的吗", "图片全是实拍，没有用AI", "学AI绘画的第三十天"]
)
def test_talk_of_ai_is_no_statement(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("kind", "rules"), [("comment", ["ai/hosting"]), ("dm-script", ["ai/hosting"]), ("profile", [])]
)
def test_texts_that_ai_sends_by_itself(kind: str, rules: list[str]) -> None:
    assert [rule for rule, *_ in found("---\nai: true\n---\n谢谢喜欢", kind=kind)] == rules


def test_before_the_notice_nothing_is_asked_for() -> None:
    assert found("---\nai: true\n---\n春天", as_of="2026-02-11") == []


def test_it_can_be_suppressed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "a.md"
    draft.write_text("---\nai: true\nxhslint:\n  ignore:\n    ai/declaration: 发布时会勾选\n---\n春天", "utf-8")
    assert main(["--no-config", "--fail-on", "info", "--report-unused", str(draft)]) == 0
    draft.write_text("---\nai: true\n---\n春天", "utf-8")
    assert main(["--no-config", "--fail-on", "info", str(draft)]) == 1
    assert "ai/declaration" in capsys.readouterr().out
