"""The result cache changes nothing but the time: what a run reports from it, what it keeps, who may read it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.rules import BRAND
from tests.run.result_cache.helpers import READ, SOUND, Runs, rows, store
from tests.running import FORMATS, POSIX, reports_in, reports_to
from xhslint.cli.main import main
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.model.findings import Result
from xhslint.run import result_cache as cache
from xhslint.run.result_cache import ResultCache

Capture = pytest.CaptureFixture[str]


def test_the_second_run_reports_the_same_and_lints_nothing(
    examined: list[str], trials: list[str], capsys: Capture
) -> None:
    seen = []
    for name in ("plain", "first", "second"):
        examined.clear()
        trials.clear()
        args = reports_to(Path(name))
        status = main(["notes", "--extend-select=contact/bare", *args, *(["--no-cache"] if name == "plain" else [])])
        seen.append((status, capsys.readouterr(), reports_in(Path(name))))
        assert len(examined) == (0 if name == "second" else len(READ))
        assert bool(trials) == (name != "second")
    assert seen[0] == seen[1] == seen[2]
    assert seen[0][0] == 2 and sorted(seen[0][2]) == sorted(FORMATS)
    assert len(rows()) == len(READ)


def test_every_field_of_a_finding_comes_back() -> None:
    linter = Linter("personal", extend_select=["contact/bare"])
    texts = [path.read_text("utf-8") for path in sorted(Path("notes").iterdir()) if int(path.stem) in SOUND]
    texts += ["加\u200b薇❤：taoci_2046 互🔥粉 https://example.com", "全网第一" * 20, "", "😀加我微信 abc12345\r\n加V信"]
    texts.append("想要的私聊加薇❤ momo_8812")
    kept = ResultCache(store())
    before = [kept.examine(linter, Draft.parse(text)).findings for text in texts]
    kept.close()
    again = ResultCache(store())
    assert before == [linter.examine(Draft.parse(text)).findings for text in texts]
    assert sum(map(len, before)) > 30 and before[-1][0].also == ("contact/wechat-add", "dm/ask")
    linter.examine = None  # type: ignore[method-assign,assignment]
    after = [again.examine(linter, Draft.parse(text)).findings for text in texts]
    assert after == before and after[-1][0].parts == before[-1][0].parts
    again.close()


def test_sentences_written_anew_are_kept_by_the_runs_that_show_them(
    runs: Runs, examined: list[str], trials: list[str]
) -> None:
    Path("notes/000.md").write_text("毛线颜色齐了。\n想学钩针的姐妹私我。", "utf-8")
    Path("notes/001.md").write_text("毛线颜色齐了。", "utf-8")
    expected, _ = runs("--no-cache")
    assert '"text": "想学钩针的姐妹可以在评论区' in expected[1]
    trials.clear()
    main(["notes", "--format=csv"])
    runs.capsys.readouterr()
    assert not trials
    linted = runs()
    assert linted[0] == expected and 0 < linted[1] < len(READ)  # what has findings, once more
    trials.clear()
    assert runs() == (expected, 0)
    main(["notes", "--format=csv"])
    assert not examined and not trials


def test_a_draft_that_changed_is_linted_again(runs: Runs) -> None:
    _, linted = runs()
    Path("notes/000.md").write_text("加我微信 abc12345", "utf-8")
    (_, out, _), linted = runs()
    assert linted == 1
    assert '"notes/000.md"' in out
    assert runs("--no-cache")[0][1] == out
    Path("notes/000.md").rename("notes/000b.md")  # what was found does not depend on the name
    assert runs()[1] == 0


CHANGES: dict[str, tuple[list[str], list[str]]] = {
    "profile": (["--profile=personal"], ["--profile=ad"]),
    "select": (["--select=contact"], ["--select=dm"]),
    "ignore": ([], ["--ignore=contact"]),
    "extend-select": ([], ["--extend-select=contact/bare"]),
    "day": (["--as-of=2020-01-01"], ["--as-of=2026-06-01"]),
    "config": (["--no-config"], ["--config=other.yaml"]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_found_otherwise_is_not_reported(change: str, runs: Runs) -> None:
    Path("other.yaml").write_text("severity: {contact: info}\n", "utf-8")
    Path("notes/000.md").write_text("平时和闺蜜都用微信打视频", "utf-8")
    one, other = CHANGES[change]
    expected = [runs(*args, "--no-cache")[0] for args in (one, other)]
    assert expected[0] != expected[1]
    for _ in range(2):
        assert [runs(*args)[0] for args in (one, other)] == expected
    assert runs(*other) == (expected[1], 0)


def test_the_language_does_not_matter(runs: Runs) -> None:
    runs("--lang=zh")
    english, linted = runs("--lang=en")
    assert linted == 0
    assert english == runs("--lang=en", "--no-cache")[0]


def test_code_that_is_skipped_from_now_on(runs: Runs) -> None:
    Path("notes/000.md").write_text("```\n加我微信 abc12345\n```", "utf-8")
    first, _ = runs()
    Path("skip.yaml").write_text("code: skip", "utf-8")
    second, linted = runs("--config=skip.yaml")
    assert linted and '"notes/000.md"' in second[1]
    assert first != second == runs("--config=skip.yaml", "--no-cache")[0]


def test_rules_that_changed(runs: Runs) -> None:
    rules = ("--rules=house.yaml", "--select=brand")
    Path("notes/000.md").write_text("闪亮每天，也闪亮每晚", "utf-8")
    Path("house.yaml").write_text(BRAND, "utf-8")
    runs(*rules)
    Path("house.yaml").write_text(BRAND.replace("闪亮每天", "闪亮每晚").replace("每天都", "每晚都"), "utf-8")
    changed, linted = runs(*rules)
    assert linted == len(READ)
    assert '"闪亮每晚"' in changed[1] and '"闪亮每天"' not in changed[1]
    assert runs(*rules) == (changed, 0)


def test_another_version(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, linted = runs()
    monkeypatch.setattr(cache, "__version__", "99")
    assert runs() == (expected, linted)
    assert runs() == (expected, 0)


def test_another_format_of_the_file(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, linted = runs()
    monkeypatch.setattr(cache, "FORMAT", 99)
    assert runs() == (expected, linted)
    assert runs() == (expected, 0)
    assert len(rows()) == len(READ)


@POSIX
def test_only_the_user_may_read_it(runs: Runs) -> None:
    mask = os.umask(0)
    try:
        kept = ResultCache(store())
        linter = Linter("personal")
        kept.examine(linter, Draft.parse("加我微信 abc12345"))
        kept.flush()
        files = sorted(store().parent.glob("results*"))
        assert [path.name for path in files] == ["results.sqlite", "results.sqlite-shm", "results.sqlite-wal"]
        assert [stat.S_IMODE(path.stat().st_mode) for path in files] == [0o600] * 3
        kept.close()
        store().chmod(0o644)
        runs()
        assert stat.S_IMODE(store().stat().st_mode) == 0o600
    finally:
        os.umask(mask)


def test_without_the_cache_nothing_is_read_or_written(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    runs("--no-cache")
    assert not store().exists()
    runs()
    before = store().read_bytes(), store().stat().st_mtime_ns
    Path("notes/000.md").write_text("加我微信 abc12345", "utf-8")
    assert runs("--no-cache")[1] == len(READ)
    assert (store().read_bytes(), store().stat().st_mtime_ns) == before
    monkeypatch.delattr(cache, "ResultCache")
    runs("--no-cache")


@pytest.mark.parametrize("args", [["notes/001.md"], ["-"], ["notes", "--explain-quiet"], ["notes", "--fix", "--diff"]])
def test_runs_that_do_not_open_it(args: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", open(os.devnull))  # noqa: SIM115
    main(args)
    assert not store().exists()


def test_a_rule_that_was_stopped_is_not_kept(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    from xhslint.base.errors import Problem

    usual = Linter.examine

    def stopped(linter: Linter, draft: Draft, explain: bool = False) -> Result:
        result = usual(linter, draft, explain)
        return Result(result.findings, [Problem("rules/a.yaml", 1, 1, "stopped")], [])

    with monkeypatch.context() as patch:
        patch.setattr(Linter, "examine", stopped)
        (status, _, err), _ = runs()
        assert status == 2 and err.count("rules/a.yaml:1:1: stopped\n") == len(READ)
    assert rows() == []


def test_the_oldest_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "KEPT", 5)
    monkeypatch.setattr(cache, "BATCH", 3)
    linter = Linter("personal")
    drafts = [Draft.parse(f"加我微信 abc{at}") for at in range(20)]
    kept = ResultCache(store())
    for draft in drafts:
        kept.examine(linter, draft)
    keys = [kept.key(linter, draft) for draft in drafts]
    kept.close()
    assert [key for key, _ in rows()] == keys[-5:]


def test_what_was_seen_comes_back_in_the_language_of_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Draft.parse("想学的姐妹联系我，发你课表")
    chinese, english = (Linter(select=["dm/ask"], lang=lang) for lang in ("zh", "en"))
    expected = [linter.examine(draft).findings for linter in (chinese, english)]
    kept = ResultCache(store())
    assert kept.examine(chinese, draft).findings == expected[0]
    kept.flush()
    monkeypatch.delattr(Linter, "examine")
    again = [kept.examine(linter, draft).findings for linter in (chinese, english)]
    kept.close()
    assert again == expected
    told = [{each.name: each.text for each in found[0].seen}["reach"] for found in again]
    assert told == ["找我", "finding the author"]
