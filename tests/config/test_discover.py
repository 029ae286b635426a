"""Which configuration file applies to a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.config.helpers import write
from xhslint.base.errors import InputError
from xhslint.config.discover import find
from xhslint.config.load import load

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0  # root may read everything


def test_the_nearest_configuration_above_holds(folder: Path) -> None:
    write(".xhslint.yaml", "")
    write("品牌 甲/.xhslint.yml", "")
    deep = folder / "品牌 甲" / "春 季" / "第一批"
    deep.mkdir(parents=True)
    assert find(deep) == folder / "品牌 甲" / ".xhslint.yml"
    assert find(folder / "品牌 乙") == folder / ".xhslint.yaml"
    assert find(Path()) == folder / ".xhslint.yaml"


def test_order_in_one_folder(folder: Path) -> None:
    write("pyproject.toml", "[tool.xhslint]\n")
    assert find(folder) == folder / "pyproject.toml"
    write(".xhslint.yml", "")
    assert find(folder) == folder / ".xhslint.yml"
    write(".xhslint.yaml", "")
    assert find(folder) == folder / ".xhslint.yaml"


@pytest.mark.parametrize(
    "text",
    [
        "[tool.xhslint]\n",
        "[tool.ruff]\r\nline-length = 80\r\n\r\n  [ tool . xhslint ]\r\n",
        "[[tool.xhslint.overrides]]\npaths = []\n",
        "tool.xhslint.profile = 'paid'\n",
        "[tool]\nxhslint = {profile = 'paid'}\n",
        "\ufefftool.xhslint.profile = 'paid'\n",
        "[tool.xhslint]\nbroken",
    ],
)
def test_a_pyproject_with_the_table_counts(text: str, folder: Path) -> None:
    write("pyproject.toml", text)
    assert find(folder) == folder / "pyproject.toml"


@pytest.mark.parametrize(
    "text", ["", "[project]\nname = 'xhslint'\n", "tool = 1\nx = 'xhslint'\n", "xhslint = [", "# [tool.xhslint]\n"]
)
def test_a_pyproject_without_the_table_does_not(text: str, folder: Path) -> None:
    write("pyproject.toml", text)
    (folder / "sub").mkdir()
    write("sub/.xhslint.yaml/a.md", "a folder of that name")
    assert find(folder / "sub") is None


def test_no_parser_is_asked_without_need(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xhslint.config.toml_nodes._parser", lambda: pytest.fail("asked"))
    write("pyproject.toml", "[dependency-groups]\ndev = ['xhslint', 'xhslint==0.1.0', \"xhslint>=1\"]\n[tool.ruff]\n")
    assert find(folder) is None
    monkeypatch.setitem(sys.modules, "xhslint.config.toml_nodes", None)
    write("pyproject.toml", "[tool.ruff]\n")
    assert find(folder) is None


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links(folder: Path, tmp_path: Path) -> None:
    write(".xhslint.yaml", "overrides: [{paths: [campaign/], profile: paid}]\n")
    link = tmp_path / "别处"
    link.symlink_to(folder, target_is_directory=True)
    assert find(link) == link / ".xhslint.yaml"
    for name in (folder / ".xhslint.yaml", link / ".xhslint.yaml"):
        config = load(name)
        for draft in (folder / "campaign/a.md", link / "campaign/a.md", "campaign/a.md"):
            assert config.settings(draft).profile == "paid"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_dead_link_is_told_of(folder: Path) -> None:
    Path(".xhslint.yaml").symlink_to("nowhere")
    path = find(folder)
    assert path == folder / ".xhslint.yaml"
    with pytest.raises(InputError, match=r"^\.xhslint\.yaml: .*no such file"):
        load(path)


@pytest.mark.skipif(IS_ROOT or os.name == "nt", reason="nothing is unreadable")
def test_unreadable() -> None:
    path = write(".xhslint.yaml", "")
    path.chmod(0)
    with pytest.raises(InputError, match="permission denied"):
        load(path)


def test_a_folder_in_place_of_a_file(folder: Path) -> None:
    with pytest.raises(InputError, match=r"is a folder|permission denied"):
        load(folder)
