"""Changes since a revision, and findings on changed lines."""

from __future__ import annotations

import re

import pytest

from tests.filters.repositories import Repository
from xhslint.base.errors import InputError


def test_since_is_where_the_branches_parted(repository: Repository) -> None:
    repository.commit(a_md="一\n二\n三\n", b_md="一\n")
    repository.git("checkout", "-qb", "topic")
    repository.commit(a_md="一\n贰\n三\n", 新_md="一\n")
    repository.git("checkout", "-q", "main")
    repository.commit(a_md="壹\n二\n三\n", b_md="二\n")
    repository.git("checkout", "-q", "topic")
    repository.put("a.md", "一\n贰\n三\n四\n")
    assert repository.changed("a.md", "b.md", "新.md", since="main") == {"a.md": [(2, 3), (4, 5)], "新.md": [(1, 2)]}
    assert repository.changed("a.md", "b.md", "新.md", since="HEAD") == {"a.md": [(4, 5)]}
    assert repository.changed("a.md", "b.md", since="HEAD~1")["a.md"] == [(2, 3), (4, 5)]


@pytest.mark.parametrize("revision", ["nosuch", "main..main", "main...", "主线", "HEAD~9", "a b", "HEAD^{tree}"])
def test_no_such_revision(repository: Repository, revision: str) -> None:
    repository.commit(a_md="一\n")
    with pytest.raises(InputError) as error:
        repository.changed("a.md", since=revision)
    (problem,) = error.value.problems
    assert (problem.path, problem.line) == ("--since", 0)
    assert problem.message == f"git 不认识版本 {revision} (git does not know the revision {revision})"


@pytest.mark.parametrize("revision", ["", " ", "--all", "-h", "a\0b"])
def test_what_cannot_be_a_revision_never_reaches_git(repository: Repository, revision: str) -> None:
    repository.commit(a_md="一\n")
    with pytest.raises(InputError, match=re.escape(f"版本 {revision!r} ")):
        repository.changed("a.md", since=revision)


def test_no_common_ancestor(repository: Repository) -> None:
    repository.commit(a_md="一\n")
    repository.git("checkout", "-q", "--orphan", "other")
    repository.commit(a_md="二\n")
    with pytest.raises(InputError, match=r"main 和 HEAD 没有共同的祖先.*fetch-depth: 0"):
        repository.changed("a.md", since="main")
