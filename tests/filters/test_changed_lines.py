"""Changed lines of a working tree: edits, names, line ends, conflicts."""

from __future__ import annotations

import os

import pytest

from tests.filters.repositories import Repository
from xhslint.base.errors import InputError
from xhslint.filters.line_diff import WHOLE

ODD = ["旧 笔记.md", "一\n二.md", 'a"b\\c\t.md', "@@ -1 +1 @@.md", "ü/é.md", "\udcff.md", "-x.md"]


ALL = [(WHOLE.start, WHOLE.stop)]


def test_lines_of_the_working_tree(repository: Repository) -> None:
    repository.commit(a_md="一\n二\n三\n四\n", b_md="一\n", c_md="一\n")
    repository.put("a.md", "零\n一\n贰\n三\n四\n五\n六")
    repository.put("b.md", "二\n")
    repository.git("add", "b.md")
    assert repository.changed("a.md", "b.md", "c.md") == {"a.md": [(1, 2), (3, 4), (6, 8)], "b.md": [(1, 2)]}


def test_staged_and_then_edited_again(repository: Repository) -> None:
    repository.commit(a_md="一\n二\n三\n")
    repository.put("a.md", "壹\n二\n三\n")
    repository.git("add", "a.md")
    repository.put("a.md", "壹\n二\n叁\n")
    assert repository.changed("a.md") == {"a.md": [(1, 2), (3, 4)]}
    repository.put("a.md", "一\n二\n三\n")  # staged only: what would be linted is as it was
    assert repository.changed("a.md") == {}


def test_a_deletion_is_an_empty_range(repository: Repository) -> None:
    repository.commit(a_md="一\n二\n三\n四\n")
    repository.put("a.md", "二\n四\n")
    assert repository.changed("a.md") == {"a.md": [(1, 1), (2, 2)]}


def test_new_drafts_are_wholly_changed(repository: Repository) -> None:
    repository.commit(a_md="一\n", _gitignore="ignored.md\n")
    for name in ("新 的.md", "added.md", "intended.md", "ignored.md"):
        repository.put(name, "一\n二\n")
    repository.git("add", "added.md")
    repository.git("add", "-N", "intended.md")
    assert repository.changed("新 的.md", "added.md", "intended.md", "ignored.md") == {
        "新 的.md": ALL,
        "added.md": [(1, 3)],
        "intended.md": [(1, 3)],
        "ignored.md": ALL,
    }


def test_everything_is_new_before_the_first_commit(repository: Repository) -> None:
    repository.put("a.md", "一\n")
    repository.put("b.md", "一\n")
    repository.git("add", "a.md")
    assert repository.changed("a.md", "b.md") == {"a.md": ALL, "b.md": ALL}
    with pytest.raises(InputError, match="HEAD"):
        repository.changed("a.md", since="HEAD")


@pytest.mark.parametrize("name", ODD)
def test_odd_names(repository: Repository, name: str) -> None:
    repository.put(name, "一\n二\n三\n")
    repository.put("z.md", "一\n")
    repository.commit()
    repository.put(name, "一\n贰\n三\n")
    repository.put("z.md", "二\n")
    assert repository.changed(name, "z.md") == {name: [(2, 3)], "z.md": [(1, 2)]}


@pytest.mark.parametrize("name", ODD)
def test_a_new_name_is_no_change(repository: Repository, name: str) -> None:
    repository.put("old.md", "".join(f"第{number}行\n" for number in range(20)))
    repository.put("same.md", "".join(f"又{number}行\n" for number in range(20)))
    repository.commit()
    (repository.root / name).parent.mkdir(exist_ok=True)
    (repository.root / "old.md").rename(repository.root / name)
    repository.git("mv", "same.md", "moved.md")
    repository.git("add", "-A")
    assert repository.changed(name, "moved.md") == {}
    text = (repository.root / name).read_text("utf-8").replace("第3行", "第三行")
    repository.put(name, text)
    assert repository.changed(name, "moved.md") == {name: [(4, 5)]}


def test_content_that_looks_like_a_diff(repository: Repository) -> None:
    repository.commit(a_md="一\n")
    repository.put(
        "a.md", "一\n@@ -1 +90,9 @@\n++ b/b.md\ndiff --git a/b.md b/b.md\n--- a/b.md\n+++ b/b.md\n@@ -1 +7 @@\n"
    )
    assert repository.changed("a.md") == {"a.md": [(2, 8)]}


def test_line_ends_are_no_change(repository: Repository) -> None:
    repository.commit(a_md="一\n二\n三\n", b_md="一\r\n二\r\n三\r\n")
    repository.put("a.md", "一\r\n二\r\n三\r\n")
    repository.put("b.md", "一\r\n贰\r\n三\r\n")
    assert repository.changed("a.md", "b.md") == {"b.md": [(2, 3)]}
    repository.git("config", "core.autocrlf", "true")
    assert repository.changed("a.md", "b.md") == {"b.md": [(2, 3)]}


def test_what_git_cannot_compare_by_lines_is_wholly_changed(repository: Repository) -> None:
    wide, wider = ("".join(f"{line}\n" for line in lines).encode("utf-16") for lines in (["上海"] * 9, ["上海"] * 10))
    names = ["a and b.md", "一\n二 and.md", "x and/b.md"]
    for name in names:
        repository.put(name, wide)
    repository.commit(b_md=wide, c_md="一\n", e_md=wide, f_md=wide, _gitattributes="c.md -diff\nf.md diff\n")
    for name in names:
        repository.put(name, wider)
    repository.put("c.md", "一\n二\n")
    repository.git("mv", "b.md", "d.md")
    os.utime(repository.root / "f.md", (1, 1))
    assert repository.changed(*names, "c.md", "d.md", "e.md", "f.md") == {
        **dict.fromkeys(names, ALL),
        "c.md": [(2, 3)],  # attributes do not count
    }
    repository.put("d.md", wider)
    assert repository.changed("d.md") == {"d.md": ALL}


def test_a_touched_draft_and_a_mode_are_no_change(repository: Repository) -> None:
    repository.commit(a_md="一\n", b_md="一\n")
    os.utime(repository.root / "a.md", (1, 1))
    (repository.root / "b.md").chmod(0o755)
    assert repository.changed("a.md", "b.md") == {}


def test_a_link_that_became_a_draft(repository: Repository) -> None:
    repository.put("b.md", "一\n")
    (repository.root / "a.md").symlink_to("b.md")
    repository.commit()
    assert repository.changed("a.md") == {}
    repository.put("b.md", "二\n")
    assert repository.changed("a.md") == {"a.md": [(1, 2)]}  # what the link leads to
    (repository.root / "a.md").unlink()
    repository.put("a.md", "一\n二\n")
    assert repository.changed("a.md") == {"a.md": [(1, 3)]}


def test_a_conflict(repository: Repository) -> None:
    repository.commit(a_md="一\n二\n三\n")
    repository.git("checkout", "-qb", "side")
    repository.commit(a_md="一\n贰\n三\n")
    repository.git("checkout", "-q", "main")
    repository.commit(a_md="一\n两\n三\n")
    repository.git("merge", "-q", "side", expect=1)
    lines = (repository.root / "a.md").read_text("utf-8").split("\n")
    changed = repository.changed("a.md")["a.md"]
    assert {lines[number - 1][:7] for start, stop in changed for number in range(start, stop)} == {
        "<<<<<<<",
        "=======",
        "贰",
        ">>>>>>>",
    }
