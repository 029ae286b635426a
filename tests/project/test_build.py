"""What the build compiles, and that it does without where it cannot."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from pathlib import Path
from types import ModuleType

import pytest

from tests.worktree import ROOT, run
from xhslint.matching.scanner import layout
from xhslint.text import segmentation, trie_words


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    pytest.importorskip("hatchling")
    monkeypatch.syspath_prepend(str(ROOT))
    import hatch_build

    return hatch_build


@pytest.fixture
def tree(hook: ModuleType, tmp_path: Path) -> Path:
    for folder, _ in hook.MODULES:
        shutil.copytree(ROOT / folder / "native", tmp_path / folder / "native")
    return tmp_path


def left(hook: ModuleType, tree: Path) -> list[str]:
    """Return the names of what lies beside the sources in C."""
    return sorted(
        path.name for folder, _ in hook.MODULES for path in (tree / folder).iterdir() if path.name != "native"
    )


def has_compiler() -> bool:
    return bool(shutil.which((sysconfig.get_config_var("CC") or "cl").split()[0]))


def test_the_header_states_every_shared_number_once(hook: ModuleType) -> None:
    lines = [line for line in hook.header() if not line.startswith("/*")]
    names = [line.replace("#define", "enum {").split()[2] for line in lines]
    assert len(set(names)) == len(names) > 80
    assert {"SOLID", "MAX_GAP", "HIDDEN", "ARRAYS", "PAGES", "OPTIONAL"} <= set(names)
    assert f"enum {{ ENCLOSES = {layout.ENCLOSES} }};" in lines
    assert f"#define MAGIC {layout.MAGIC}u" in lines or f"enum {{ MAGIC = {layout.MAGIC} }};" in lines
    assert f"#define STRONG {layout.STRONG}u" in lines


def test_the_header_of_the_words_knows_their_numbers(hook: ModuleType) -> None:
    text = "\n".join(hook.words_header())
    assert f"#define TRIE_MAGIC 0x{trie_words.MAGIC:x}u\n" in text
    assert f"REACH = {segmentation.REACH} }};" in text and f'#define LATIN "{segmentation.LATIN}"' in text


@pytest.mark.skipif(not has_compiler(), reason="no compiler here")
def test_modules_are_compiled_into_the_tree(hook: ModuleType, tree: Path) -> None:
    built = hook.compiled(tree)
    assert [path.parent for path in built] == [tree / folder for folder, _ in hook.MODULES]
    assert [path.name.split(".")[0] for path in built] == ["_scanner", "_words"]
    assert sorted(path.name for path in built if path.is_file()) == left(hook, tree)


def test_without_a_compiler_there_is_a_package_all_the_same(
    hook: ModuleType, tree: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CC", str(tree / "no-compiler"))
    assert hook.compiled(tree) == []
    assert "built without its compiled modules" in capfd.readouterr().err
    assert left(hook, tree) == []


@pytest.mark.parametrize("number", [0, 1])
def test_what_does_not_compile_is_no_reason_to_fail(hook: ModuleType, tree: Path, number: int) -> None:
    """All modules or none: the form of the dictionary depends on it."""
    folder, name = hook.MODULES[number]
    (tree / folder / "native" / f"{name}.c").write_text("not C", "utf-8")
    assert hook.compiled(tree) == []
    assert left(hook, tree) == []


def test_where_no_compiled_modules_are_wanted_none_are_built_or_left(
    hook: ModuleType, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XHSLINT_PUREPYTHON", "1")
    for folder, name in hook.MODULES:
        (tree / folder / f"_{name}{sysconfig.get_config_var('EXT_SUFFIX')}").write_bytes(b"")
    assert hook.compiled(tree) == []
    assert left(hook, tree) == []


@pytest.mark.slow
def test_what_is_packed_does_not_depend_on_the_order_of_hashes(tmp_path: Path) -> None:
    pack = (
        "from pathlib import Path\n"
        "from xhslint.rulebook.compiled.store import pack\n"
        "from xhslint.text.dictionary import build, form_of, jieba_dictionary\n"
        f"folder = Path({str(tmp_path)!r}, '{{seed}}')\n"
        "folder.mkdir()\n"
        "for form in map(form_of, (True, False)):\n"
        "    build(jieba_dictionary(), folder / ('words' + form.SUFFIX), form)\n"
        "pack(folder / 'rulebook.bin')\n"
    )
    for seed in ("1", "2"):
        run([sys.executable, "-c", pack.format(seed=seed)], ROOT, PYTHONHASHSEED=seed)
    for name in ("words.trie", "words.grouped", "rulebook.bin"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name
