"""Which files are linted, in which order, and what is said of those that cannot be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xhslint.base.errors import InputError
from xhslint.drafts.read import read_draft, read_text
from xhslint.run.discover import find_drafts

PACKAGE = Path(find_drafts.__code__.co_filename).parent.absolute()
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0  # root may read everything


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Tests work in a folder of their own, with relative paths."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str, text: str = "春天\n") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def find(*paths: Path | str, exclude: Sequence[str] = ()) -> list[str]:
    """What was found: paths as written, errors as their messages."""
    return [str(found) for found in find_drafts(paths, exclude)]


# --- folders ----------------------------------------------------------------------------------------------------------


def test_folder() -> None:
    write("b.md", "a.TXT", "c/x.markdown", "c/深/好.Md", "b/y.txt", "c.md", "a.py", "md", "c/x.md.bak")
    assert find(".") == ["a.TXT", "b/y.txt", "b.md", "c/x.markdown", "c/深/好.Md", "c.md"]
    assert find("c") == ["c/x.markdown", "c/深/好.Md"]
    assert find("./c/../c/") == ["c/../c/x.markdown", "c/../c/深/好.Md"]
    assert find(Path("c").absolute()) == [Path("c").absolute().as_posix() + end for end in ("/x.markdown", "/深/好.Md")]


def test_folder_without_drafts() -> None:
    write("a.py")
    assert find(".") == []


@pytest.mark.skipif(os.name != "nt", reason="only Windows has them")
def test_junctions_are_passed_over(folder: Path) -> None:
    import _winapi

    write("notes/a.md")
    _winapi.CreateJunction(str(folder / "notes"), str(folder / "notes" / "again"))  # type: ignore[attr-defined, unused-ignore]
    assert find("notes") == ["notes/a.md"]


def test_hidden_files_and_folders_are_passed_over_unless_named() -> None:
    write(".git/a.md", ".drafts/a.md", "x/.b/c.md", ".a.md", "x/d.md")
    assert find(".") == ["x/d.md"]
    assert find(".drafts", ".a.md") == [".drafts/a.md", ".a.md"]


def test_vendor_folders_are_ordinary_folders() -> None:
    write("node_modules/a.md", "venv/a.md")
    assert find(".") == ["node_modules/a.md", "venv/a.md"]


# --- named files, order, duplicates -----------------------------------------------------------------------------------


def test_named_files_are_taken_whatever_they_are() -> None:
    write("caption", "a.py", ".hidden", "ignored.md", "out/x.md")
    write(".gitignore", text="ignored.md\nout/\n")
    assert find("caption", "a.py", ".hidden", "ignored.md", "out/x.md", exclude=["*"]) == [
        "caption", "a.py", ".hidden", "ignored.md", "out/x.md",
    ]  # fmt: skip


def test_paths_keep_their_order_and_come_once() -> None:
    write("b/1.md", "b/2.md", "a.md")
    assert find("b/2.md", "b", "a.md", "./a.md", Path("a.md").absolute(), ".") == ["b/2.md", "b/1.md", "a.md"]


def test_missing_path_does_not_stop_the_others() -> None:
    write("a.md")
    assert find("没有.md", "a.md", "") == [
        "没有.md: 找不到文件 (no such file or folder)", "a.md", "找不到文件 (no such file or folder)",
    ]  # fmt: skip
    assert find("a\0.md", "a.md") == ["a\0.md: 路径无效 (invalid path)", "a.md"]


# --- symbolic links ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="needs a privilege on Windows")
def test_links() -> None:
    write("in/a.md", "out/b.md")
    os.symlink(".", "in/loop")
    os.symlink("../out", "in/linked")
    os.symlink("../out/b.md", "in/c.md")
    write("in/sub/b.md")
    os.symlink("sub/b.md", "in/b.md")
    os.symlink("nowhere.md", "in/dangling.md")
    os.symlink("self.md", "in/self.md")
    assert find("in") == ["in/a.md", "in/b.md"]  # the others lead out, or to what was found already
    assert find("in/c.md") == ["in/c.md"]
    assert find("in/linked") == ["in/linked/b.md"]
    assert find("in", "out", "in/loop") == ["in/a.md", "in/b.md", "out/b.md"]
    assert find("in/dangling.md") == ["in/dangling.md: 找不到文件 (no such file or folder)"]


# --- .gitignore and --exclude -----------------------------------------------------------------------------------------


def test_gitignore() -> None:
    write("a.md", "drafts/a.md", "keep/a.md", "x/drafts/b.md", "x/top.md", "top.md", "x/a.tmp.md", "keep/b.tmp.md")
    write(".gitignore", text="# 草稿\ndrafts/\r\n/top.md\n*.tmp.md\n!/keep/*.tmp.md\n\n!\n")
    assert find(".") == ["a.md", "keep/a.md", "keep/b.tmp.md", "x/top.md"]


def test_nested_gitignore_decides_over_outer() -> None:
    write("a/x.md", "a/y.md", "b/x.md", "b/c/x.md")
    write(".gitignore", text="x.md\n")
    write("a/.gitignore", text="!x.md\n/y.md\n")
    write("b/c/.gitignore", text="!x.md")
    assert find(".") == ["a/x.md", "b/c/x.md"]


def test_nothing_is_taken_back_from_an_ignored_folder() -> None:
    write("a/x.md", "b/x.md", "b/y.md")
    write("a/.gitignore", text="!x.md\n")
    write(".gitignore", text="a\n!a/x.md\nb/**\n!b/x.md\n")
    assert find(".") == ["b/x.md"]


def test_gitignore_above_a_folder_counts_up_to_the_root_of_its_repository() -> None:
    write(".gitignore", text="*.txt\n")
    write("repo/.gitignore", text="/notes/old/\nx.md\n")
    write("repo/.git/HEAD", "repo/notes/old/a.md", "repo/notes/a.txt", "repo/notes/x.md", "repo/notes/y.md")
    assert find("repo/notes") == ["repo/notes/a.txt", "repo/notes/y.md"]
    os.chdir("repo/notes")
    assert find(".") == ["a.txt", "y.md"]
    assert find("..") == ["../notes/a.txt", "../notes/y.md"]


def test_gitignore_above_does_not_count_outside_a_repository() -> None:
    write(".gitignore", text="*.md\n")
    write("notes/a.md")
    assert find("notes") == ["notes/a.md"]


def test_an_ignored_folder_that_is_named_is_read() -> None:
    write(".git/HEAD", "out/a.md", "out/b.md", "out/deep/c.md")
    write(".gitignore", text="out/\n")
    write("out/.gitignore", text="b.md")
    assert find(".") == []
    assert find("out") == ["out/a.md", "out/deep/c.md"]
    assert find("out/deep") == ["out/deep/c.md"]


def test_gitignore_in_other_encodings() -> None:
    write("草稿.md", "a.md")
    Path(".gitignore").write_bytes("\ufeff草稿.md\r\n".encode() + b"\xff\xfe\n")
    assert find(".") == ["a.md"]


def test_exclude_is_relative_to_the_current_directory() -> None:
    write("a/x.md", "a/b/x.md", "a/b/y.md", "x.md", "c/草稿-1.md")
    assert find(".", exclude=["/a/x.md", "草稿-*"]) == ["a/b/x.md", "a/b/y.md", "x.md"]
    assert find("a", exclude=["b/"]) == ["a/x.md"]
    assert find("a", exclude=["x.md", "!a/b/x.md"]) == ["a/b/x.md", "a/b/y.md"]
    assert find("a", exclude=["a"]) == []
    assert find(Path("a").absolute(), exclude=["/a/b"]) == [Path("a/x.md").absolute().as_posix()]
    os.chdir("c")
    assert find("../a", exclude=["b"]) == ["../a/x.md"]


def test_invalid_exclude() -> None:
    write("a.md")
    (error,) = find_drafts(["a.md"], ["!"])
    assert isinstance(error, InputError)
    assert str(error).startswith("--exclude: 排除模式有误：")


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "a",
                    "a/",
                    "/a",
                    "a/*",
                    "a/**",
                    "**/a",
                    "?",
                    "*",
                    "/*",
                    "**",
                    "[a-b]",
                    "a/a",
                    "a/**/b.md",
                    "/**/a/",
                    "#a",
                    "\\a",
                ),
                *("b.md", "*.md", "a/b.md", "b.md ", "*.m?", "c/**", "*/b.md", "/*.md", "c/", "c/*.md", "a/*/"),
                *("!a", "!a/", "!/a", "!*", "!b.md", "!a/b.md", "!a/**", "!*.md", "!*/", "!**/b.md", "!/c/b.md", "!"),
            ]
        ),
        max_size=4,
    ),
    st.lists(st.sampled_from(["b.md", "!b.md", "a", "!a", "/a/", "*", "!*.md"]), max_size=2),
)
def test_same_verdicts_as_git(tmp_path_factory: pytest.TempPathFactory, outer: list[str], inner: list[str]) -> None:
    folder = tmp_path_factory.mktemp("repository")
    os.chdir(folder)
    subprocess.run(["git", "init", "--quiet"], check=True)
    write("a/a/b.md", "a/b.md", "a/c.md", "b.md", "c/a/b.md", "c/b.md")
    write(".gitignore", text="\n".join(outer))
    write("a/.gitignore", text="\n".join(inner))
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard", "*.md"], check=True, capture_output=True, text=True
    ).stdout.split()
    assert sorted(find(".")) == sorted(listed)


# --- names and depth --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are not bytes here")
def test_names_that_are_not_utf8() -> None:
    name = os.fsdecode(b"\xb4\xba.md")
    write(name, "春 天/a b.md")
    write(".gitignore", text="x\n")
    assert find(".") == [name, "春 天/a b.md"] or find(".") == ["春 天/a b.md", name]
    assert read_draft(name).text == "春天\n"


def test_deep_folders() -> None:
    folders = ["d" + "/d" * depth for depth in range(1200)]
    for folder in folders:  # one at a time, as makedirs and rmtree recurse
        os.mkdir(folder)
    draft = Path(folders[-1], "a.md")
    draft.touch()
    try:
        assert find("d") == [draft.as_posix()]
    finally:
        draft.unlink()
        for folder in reversed(folders):
            os.rmdir(folder)


# --- permissions, imports ---------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt" or IS_ROOT, reason="needs permissions that bind")
def test_no_permission() -> None:
    write("a.md", "locked/b.md", "z.md")
    Path("a.md").chmod(0)
    Path("locked").chmod(0)
    try:
        assert find(".") == ["a.md", "locked: 没有读取权限 (permission denied)", "z.md"]
        with pytest.raises(InputError, match="没有读取权限"):
            read_text("a.md")
    finally:
        Path("locked").chmod(0o700)


def test_no_permission_for_anyone(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a/x.md", "b/y.md")
    scandir = os.scandir

    def locked(path: str) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
        if os.path.basename(path) == "a":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", locked)
    assert find(".") == ["a: 没有读取权限 (permission denied)", "b/y.md"]


def test_pathspec_is_imported_only_for_patterns() -> None:
    write("a.md")
    env = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}  # the tests have left the checkout
    code = "import sys, xhslint.run.discover as f; print(*f.find_drafts(['.'])); sys.exit('pathspec' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == 0


# --- names as Windows has them ----------------------------------------------------------------------------------------


def test_what_office_keeps_beside_an_open_file_is_passed_over() -> None:
    write("~$文案.docx", "~$排期.xlsx", "in/~$a.pptx", "~$笔记.md", "a.md")
    passed: list[str] = []
    assert [*find_drafts(["."], passed_over=passed, documents=True)] == ["a.md", "~$笔记.md"]
    assert passed == []
    assert find("~$文案.docx", "~$笔记.md") == [
        "~$文案.docx: 这是 Word、Excel 等打开文件时的临时文件，没有检查；要检查的是名字不以 ~$ 开头的那个"
        " (is what Word, Excel and the like keep beside a file that is open, and not checked; check the one without ~$)",
        "~$笔记.md",
    ]


@pytest.mark.parametrize(
    ("typed", "name", "key"),
    [
        ("文案", "文案(1).docx", "quoted"),
        ("我的", "我的 稿子", "quoted"),
        ("价格", "价格$表.xlsx", "quoted"),
        ("春", "春&夏.md", "quoted"),
        ("notes/甲", "notes/甲;乙.txt", "quoted"),
        ("a", "a,b.csv", "quoted"),
        ("文案", "文案.docx", "suffix"),
        ("notes/甲", "notes/甲.md", "suffix"),
    ],
)
def test_a_name_that_a_shell_cut_or_that_lacks_its_suffix_is_told(typed: str, name: str, key: str) -> None:
    write(name)
    (problem,) = find(typed)
    told = f'是不是 "{name}"？名字里有空格、括号等符号' if key == "quoted" else f"找不到文件，是不是 {name}？"
    assert problem.startswith(f"{typed}: ") and told in problem


@pytest.mark.parametrize("name", ["文案一.md", "别的.md", "文案.bak", "文"])
def test_a_name_of_another_file_is_not_taken_for_one(name: str) -> None:
    write(name)
    assert find("文案", "没有/文案") == [
        f"{path}: 找不到文件 (no such file or folder)" for path in ("文案", "没有/文案")
    ]


# --- files that are named beside their folders ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["排期.xlsx", "文案.docx", "corner.jpg", "note.html"])
@pytest.mark.parametrize("beside", [".", "./", "cfg", "cfg/深"])
def test_a_named_file_is_read_whichever_folder_is_named_before_or_behind(name: str, beside: str) -> None:
    named = f"cfg/深/{name}"
    write("cfg/a.md", named, "cfg/深/other.docx", "cfg/深/b.md")
    orders = (
        [beside, named],
        [named, beside],
        [beside, named, "cfg"],
        [named, beside, f"./{named}"],
        ["cfg", beside, named],
    )
    for paths in orders:
        passed: list[str] = []
        found = [*find_drafts(paths, passed_over=passed)]
        assert found.count(named) == 1, paths
        assert "cfg/深/b.md" in found
        assert passed == ["cfg/深/other.docx"], paths


def test_a_file_that_nobody_names_is_passed_over_once() -> None:
    write("cfg/文案.docx")
    passed: list[str] = []
    assert [*find_drafts(["cfg", ".", "cfg"], passed_over=passed)] == []
    assert passed == ["cfg/文案.docx"]
