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


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    pytest.importorskip("hatchling")
    monkeypatch.syspath_prepend(str(ROOT))
    import hatch_build

    return hatch_build


@pytest.fixture
def tree(hook: ModuleType, tmp_path: Path) -> Path:
    shutil.copytree(ROOT / hook.SCANNER / "native", tmp_path / hook.SCANNER / "native")
    return tmp_path


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


@pytest.mark.skipif(not has_compiler(), reason="no compiler here")
def test_the_scanner_is_compiled_into_the_tree(hook: ModuleType, tree: Path) -> None:
    built = hook.compiled(tree)
    assert built is not None and built.is_file()
    assert built.parent == tree / hook.SCANNER
    assert sorted(path.name for path in (tree / hook.SCANNER).iterdir()) == sorted([built.name, "native"])


def test_without_a_compiler_there_is_a_package_all_the_same(
    hook: ModuleType, tree: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CC", str(tree / "no-compiler"))
    assert hook.compiled(tree) is None
    assert "built without its compiled scanner" in capfd.readouterr().err
    assert [path.name for path in (tree / hook.SCANNER).iterdir()] == ["native"]


def test_what_does_not_compile_is_no_reason_to_fail(hook: ModuleType, tree: Path) -> None:
    (tree / hook.SCANNER / "native" / "scanner.c").write_text("not C", "utf-8")
    assert hook.compiled(tree) is None


def test_where_no_compiled_scanner_is_wanted_none_is_built_or_left(
    hook: ModuleType, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XHSLINT_PUREPYTHON", "1")
    earlier = tree / hook.SCANNER / f"_scanner{sysconfig.get_config_var('EXT_SUFFIX')}"
    earlier.write_bytes(b"")
    assert hook.compiled(tree) is None
    assert [path.name for path in (tree / hook.SCANNER).iterdir()] == ["native"]


@pytest.mark.slow
def test_what_is_packed_does_not_depend_on_the_order_of_hashes(tmp_path: Path) -> None:
    pack = (
        "from pathlib import Path\n"
        "from xhslint.rulebook.compiled.store import pack\n"
        "from xhslint.text.dictionary import build, jieba_dictionary\n"
        f"folder = Path({str(tmp_path)!r}, '{{seed}}')\n"
        "folder.mkdir()\n"
        "build(jieba_dictionary(), folder / 'words.marisa')\n"
        "pack(folder / 'rulebook.bin')\n"
    )
    for seed in ("1", "2"):
        run([sys.executable, "-c", pack.format(seed=seed)], ROOT, PYTHONHASHSEED=seed)
    for name in ("words.marisa", "rulebook.bin"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name
