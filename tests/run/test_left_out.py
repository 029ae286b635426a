"""What a run left out because nobody asked for it is told in the summary."""

from __future__ import annotations

from pathlib import Path

import pytest

from xhslint.cli.main import main
from xhslint.config.settings import Settings
from xhslint.linter.linter import Linter
from xhslint.run.left_out import left_out

Capture = pytest.CaptureFixture[str]
PERSONAL = "没查：只提到微信、没必要的变形词（想查加 --extend-select contact/bare,style）。"


def names(*choices: Settings) -> tuple[str, ...]:
    return left_out(
        {
            each: Linter(each.profile, select=each.select, ignore=each.ignore, extend_select=each.extend_select)
            for each in choices
        }
    )


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(), ("contact/bare", "style")),
        (Settings("pro"), ("contact/bare", "goods", "style")),
        (Settings("paid", extend_select=("goods",)), ("contact/bare", "style")),
        (Settings("paid", ignore=("goods", "style")), ("contact/bare",)),
        (Settings("ad", select=("contact",)), ()),
        (Settings(extend_select=("contact/bare", "style")), ()),
    ],
)
def test_families_stand_for_their_rules(settings: Settings, expected: tuple[str, ...]) -> None:
    assert names(settings) == expected


def test_a_family_of_which_some_rules_run_is_named_by_the_others() -> None:
    told = names(Settings("paid", extend_select=("goods/medicine",)))
    assert "goods" not in told and "goods/medicine" not in told and "goods/health-food" in told


def test_drafts_of_several_profiles_are_told_of_all(tmp_path: Path) -> None:
    assert names(Settings(), Settings("paid")) == ("contact/bare", "goods", "style")
    assert names(Settings(), Settings(extend_select=("style",))) == ("contact/bare",)
    assert left_out({}) == ()


def test_the_text_report_says_so_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("今天吃了面", "utf-8")
    assert main(["a.md"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [PERSONAL]
    assert main(["a.md", "--profile=pro", "--lang=en"]) == 0
    told = "Not checked: a mere 微信, banned goods, needless disguise (add --extend-select contact/bare,goods,style)."
    assert " ".join(capsys.readouterr().out.split()).endswith(told)


def test_machines_and_quiet_people_are_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("今天吃了面", "utf-8")
    for option in ("--quiet", "--format=concise", "--format=json", "--format=csv", "--format=junit", "--select=dm"):
        assert main(["a.md", option]) == 0
        assert "extend-select" not in capsys.readouterr().out, option
    assert main(["a.md", "--format=html"]) == 0
    assert f'<p class="unread">{PERSONAL}</p>' in capsys.readouterr().out


def test_a_run_without_drafts_left_nothing_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["."])
    assert "没查" not in capsys.readouterr().out
