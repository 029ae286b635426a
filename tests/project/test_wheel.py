"""The package as people get it: built, installed into a fresh environment, run far from the checkout."""

from __future__ import annotations

import hashlib
import re
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.worktree import ROOT, environment, run, snapshot
from xhslint import __version__
from xhslint.page.files import page_files

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution, so that both are complete."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = snapshot(folder / "tree")
    run([sys.executable, "-m", "build", "--outdir", str(folder / "dist"), str(tree)], folder, PYTHONHASHSEED="1")
    (source,) = (folder / "dist").glob("*.tar.gz")
    with tarfile.open(source) as archive:
        assert any(name.endswith("/training/corpus.jsonl.gz") for name in archive.getnames())
    (built,) = (folder / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def commands(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    commands = environment(folder / "venv")
    run([str(commands / "python"), "-m", "pip", "install", "--quiet", str(wheel)], folder)
    return commands


def test_what_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    rules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*.yaml")}
    assert rules
    assert {f"xhslint/{rule}" for rule in rules} <= names
    licences = {path.relative_to(ROOT).as_posix() for path in (ROOT / "packaging" / "licenses").iterdir()}
    information = f"{wheel.name.split('-py')[0].split('-cp')[0]}.dist-info"
    assert {f"{information}/licenses/{name}" for name in {"LICENSE", "NOTICE"} | licences} <= names
    is_compiled = not wheel.name.endswith("-none-any.whl")
    words = {f"xhslint/data/words.{form}" for form in ("trie", "grouped") if is_compiled == (form == "trie")}
    assert {name for name in names if name.startswith("xhslint/data/words")} == words
    assert {"xhslint/py.typed", "xhslint/data/rulebook.bin"} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"xhslint"}
    assert not any("/native/" in name for name in names)  # sources in C are of no use here
    for module in ("xhslint/matching/scanner/_scanner.", "xhslint/text/_words."):
        compiled = [name for name in names if name.startswith(module) and not name.endswith(".pyi")]
        assert len(compiled) == is_compiled


def test_another_build_gives_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    tree = snapshot(tmp_path / "another tree")
    run([sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(tree)], tmp_path, PYTHONHASHSEED="2")
    assert contents(tmp_path / wheel.name) == contents(wheel)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def contents(wheel: Path) -> dict[str, str]:
    """Return a digest of each file of a wheel, so that those that differ are named."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}


def test_the_links_of_the_description_lead_to_files_of_this_version(wheel: Path) -> None:
    """PyPI shows the README without the repository around it."""
    archive = zipfile.ZipFile(wheel)
    (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = archive.read(name).decode("utf-8")
    assert "Description-Content-Type: text/markdown" in metadata
    links = re.findall(r"\]\(([^)\s]+)", metadata)
    here = f"https://github.com/xhslint/xhslint/blob/v{__version__}/"
    files = [link.removeprefix(here).partition("#")[0] for link in links if link.startswith(here)]
    assert "README.zh-CN.md" in files and "docs/ci.md" in files
    assert [file for file in files if not (ROOT / file).is_file()] == []
    assert [link for link in links if not link.startswith(("https://", "#"))] == []
    raw = f"https://raw.githubusercontent.com/xhslint/xhslint/v{__version__}/"  # a page about a picture shows none
    pictures = [link.removeprefix(raw) for link in re.findall(r"!\[[^\]]*\]\(([^)\s]+)", metadata)]
    assert "docs/page.png" in pictures and [name for name in pictures if not (ROOT / name).is_file()] == []


def test_the_page_is_whole(commands: Path, tmp_path: Path) -> None:
    probe = "from xhslint.page.files import page_files; print(*page_files())"
    assert run([str(commands / "python"), "-c", probe], tmp_path).stdout.split() == list(page_files())


def test_version(commands: Path, tmp_path: Path) -> None:
    for command in ([str(commands / "xhslint")], [str(commands / "python"), "-m", "xhslint"]):
        assert __version__ in run([*command, "--version"], tmp_path).stdout


def test_the_check_of_a_release_passes_and_tells_the_scanners_apart(
    wheel: Path, commands: Path, tmp_path: Path
) -> None:
    check = [str(commands / "python"), "-I", str(ROOT / ".ci" / "check_installed.py")]
    scanners = ["python", "compiled"] if wheel.name.endswith("-none-any.whl") else ["compiled", "python"]
    assert "12 drafts of docs/examples" in run([*check, scanners[0]], tmp_path).stdout
    assert f"not the {scanners[1]} scanner" in run([*check, scanners[1]], tmp_path, expect=1).stderr


def test_the_rules_are_found(commands: Path, tmp_path: Path) -> None:
    listed = run([str(commands / "xhslint"), "rules"], tmp_path).stdout
    assert "contact/" in listed
    assert listed == run([sys.executable, "-m", "xhslint", "rules"], ROOT).stdout


def test_a_draft_is_checked(commands: Path, tmp_path: Path) -> None:
    bad, good = tmp_path / "坏.md", tmp_path / "好.md"
    bad.write_text("# 周末手作\n\n想学的姐妹加我微信：handmade_2020\n", "utf-8")
    good.write_text("# 周末手作\n\n今天做了一只小陶碗，釉色更加微妙了。\n", "utf-8")
    result = run([str(commands / "xhslint"), "--format", "json", str(bad)], tmp_path, expect=1)
    assert '"contact/' in result.stdout
    assert run([str(commands / "xhslint"), str(good)], tmp_path).returncode == 0


def test_nothing_is_built_at_run_time(commands: Path, tmp_path: Path) -> None:
    probe = "from xhslint import Linter; assert Linter().check('加微信 momo_8812') and not Linter().check('更加微妙')"
    run([str(commands / "python"), "-c", probe], tmp_path, HOME=str(tmp_path), USERPROFILE=str(tmp_path))
    assert not list(tmp_path.iterdir())


def test_an_editable_install_reads_the_rules_where_they_are_edited(tmp_path: Path) -> None:
    tree = snapshot(tmp_path / "tree")
    commands = environment(tmp_path / "venv")
    run([str(commands / "python"), "-m", "pip", "install", "--quiet", "--no-deps", "--editable", str(tree)], tmp_path)
    probe = "from xhslint.base.paths import rules_dir; print(rules_dir())"
    assert Path(run([str(commands / "python"), "-c", probe], tmp_path).stdout.strip()) == tree / "rules"
    (words,) = (tree / "xhslint" / "data").glob("words.*")
    assert words.suffix == (".trie" if [*(tree / "xhslint" / "text").glob("_words.*[!i]")] else ".grouped")
    site = run([str(commands / "python"), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], tmp_path)
    assert not (Path(site.stdout.strip()) / "xhslint").exists()
