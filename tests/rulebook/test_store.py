"""Compiled rulebooks: the same findings as from YAML, kept privately, and never trusted to be whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.rules import BRAND
from xhslint.base.errors import InputError
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter, shared_rulebook
from xhslint.model.findings import Finding
from xhslint.rulebook.compiled import compiled_rulebook as packed
from xhslint.rulebook.compiled import encode as compiled
from xhslint.rulebook.compiled import store
from xhslint.rulebook.files.discover import rule_files
from xhslint.rulebook.files.loader import load
from xhslint.rulebook.model import Rulebook
from xhslint.ruletest.examples import unpinned


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "cache"
    folder.mkdir()
    monkeypatch.setattr(store, "cache_dir", lambda: folder)
    monkeypatch.setattr(store, "PACKED", "absent.bin")
    rules = tmp_path / "bundled"  # a small rulebook, for it is compiled often
    rules.mkdir()
    (rules / "rule.yaml").write_text(
        BRAND.replace("house", "platform").replace("brand/slogan", "shop/motto").replace("闪亮", "绚丽"), "utf-8"
    )
    monkeypatch.setattr("xhslint.rulebook.files.discover.rules_dir", lambda: rules)
    shared_rulebook.cache_clear()
    yield folder
    shared_rulebook.cache_clear()  # the small rulebook is nobody else's


@pytest.fixture
def brand(tmp_path: Path) -> Path:
    path = tmp_path / "brand.yaml"
    path.write_text(BRAND, "utf-8")
    return path


def findings(book: Rulebook, texts: list[str]) -> list[list[Finding]]:
    linter = Linter(rulebook=book)
    return [linter.examine(Draft.parse(text)).findings for text in texts]


def test_versions_of_python_keep_apart_what_they_compile(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = rule_files()
    mine = store.key_of(files)
    monkeypatch.setattr(
        "xhslint.matching.scanner.scanner.PYTHON", [3, 99]
    )  # whose letters are others, so that it cannot use it
    assert store.key_of(files) != mine


@pytest.mark.slow
def test_a_compiled_rulebook_gives_the_same_findings() -> None:
    plain = load()
    texts = [unpinned(text)[0] for rule in plain.rules for text in (*rule.flag, *rule.passes)]
    restored = packed.loads(compiled.dump(plain, "k"), "k")
    assert restored is not None
    assert findings(restored, texts) == findings(plain, texts)
    assert list(restored.rules) == [replace(rule, flag=(), passes=()) for rule in plain.rules]
    assert restored.words == plain.words and restored.ids == plain.ids and restored.opt_in == plain.opt_in
    chosen = restored.select(["contact"], ["contact/phone"])
    assert {rule.family for rule in chosen.chosen()} == {"contact"}


def test_it_is_kept_and_read_again(cache: Path, brand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = store.rulebook([brand])
    (kept,) = cache.iterdir()
    assert kept.suffix == ".bin"
    monkeypatch.setattr("xhslint.rulebook.files.loader.Loader", None)  # nothing is read from YAML
    assert [rule.id for rule in store.rulebook([brand]).rules] == [rule.id for rule in first.rules]


def test_a_changed_rule_file_is_read_anew(cache: Path, brand: Path) -> None:
    store.rulebook([brand])
    brand.write_text(BRAND.replace("warning", "error"), "utf-8")
    changed = next(rule for rule in store.rulebook([brand]).rules if rule.id == "brand/slogan")
    assert changed.severity["personal"] == "error"
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: b"",
        lambda data: b"[]\n",
        lambda data: b"\x00" + data,
        lambda data: data.replace(b"xhslint rulebook", b"another rulebook", 1),
        lambda data: data.replace(b'"rules"', b'"sluer"', 1),
        lambda data: data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :],
    ],
)
def test_a_damaged_one_is_made_again(cache: Path, brand: Path, damage: object) -> None:
    store.rulebook([brand])
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))  # type: ignore[operator]
    assert any(rule.id == "brand/slogan" for rule in store.rulebook([brand]).rules)
    assert kept.read_bytes() == whole


def test_a_cache_that_cannot_be_used_costs_nothing_but_time(
    cache: Path, brand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "cache_dir", lambda: None)
    assert store.rulebook([brand]).rules
    monkeypatch.setattr(store, "cache_dir", lambda: cache / "absent")
    assert store.rulebook([brand]).rules
    assert not list(cache.iterdir())


def test_the_cache_does_not_grow_for_ever(cache: Path, brand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "KEPT", 2)
    for number in range(4):
        brand.write_text(BRAND + f"# {number}\n", "utf-8")
        store.rulebook([brand])
    assert len(list(cache.iterdir())) == 2


def test_rule_files_that_are_wrong_are_not_kept(cache: Path, brand: Path) -> None:
    brand.write_text(BRAND.replace("words", "wrods"), "utf-8")
    with pytest.raises(InputError, match="'words'"):
        store.rulebook([brand])
    assert not list(cache.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_what_is_kept_is_private(cache: Path, brand: Path) -> None:
    store.rulebook([brand])
    (kept,) = cache.iterdir()
    assert kept.stat().st_mode & 0o077 == 0


def test_a_term_that_cannot_be_compiled_is_read_from_yaml_each_time(cache: Path, brand: Path) -> None:
    brand.write_text(BRAND.replace("words: [闪亮每天]", 'words: [闪亮每天, "闪\\t亮"]'), "utf-8")
    Linter()
    before = sorted(cache.iterdir())
    for _ in range(2):
        found = findings(store.rulebook([brand]), ["今年也要闪亮每天，闪 亮"])
        assert [f.text for f in found[0]] == ["闪亮每天", "闪 亮"]
    assert sorted(cache.iterdir()) == before
