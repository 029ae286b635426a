"""`xhslint init`: files that load as they are, and nothing of the user's that is lost."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from xhslint import __version__
from xhslint.base.errors import InputError
from xhslint.cli.init import NOTES, initialise, template
from xhslint.config.discover import find
from xhslint.config.keys import KEYS
from xhslint.config.load import load
from xhslint.config.settings import Config, Settings
from xhslint.config.show import show
from xhslint.linter.linter import rulebook_for
from xhslint.model.findings import LANGUAGES
from xhslint.terminal.width import cell_count

HOOK = {"repo": "https://github.com/xhslint/xhslint", "rev": f"v{__version__}", "hooks": [{"id": "xhslint"}]}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "笔记 仓库"
    path.mkdir()
    monkeypatch.chdir(path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return path


def read(text: str) -> Config:
    path = Path(".xhslint.yaml")
    path.write_text(text, "utf-8")
    return load(path, None, lambda *asked: rulebook_for(*asked).ids)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_written_loads_and_changes_nothing(lang: str, folder: Path) -> None:
    initialise(Path(), lang)
    path = find(folder)
    assert path == folder / ".xhslint.yaml"
    assert b"\r" not in path.read_bytes()
    config = load(path, None, lambda *asked: rulebook_for(*asked).ids)
    assert config.settings("a.md") == Settings()
    assert config.lang == (None if lang == "zh" else lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_is_explained_and_its_default_is_one(lang: str) -> None:
    text = template(lang)
    assert re.findall(r"^# .+\n(?:# .+\n)*#?([a-z-]+):", text, re.MULTILINE) == [key.name for key in KEYS]
    without = re.sub(r"^#overrides:\n(?:#.*\n)*", "", text, flags=re.MULTILINE)
    defaults = read(re.sub(r"^#(?! \S)", "", without, flags=re.MULTILINE))
    assert yaml.safe_load(show(defaults)) == yaml.safe_load(show(Config())) | {"lang": lang}
    everything = read(re.sub(r"^#(?! \S)", "", text, flags=re.MULTILINE))
    assert everything.settings("a.md") == Settings()
    assert everything.settings("campaign/a.md").profile == "paid"
    assert max(map(cell_count, text.splitlines())) <= 120


def test_pre_commit(folder: Path) -> None:
    assert initialise(Path(), "en") == [
        "Wrote .xhslint.yaml",
        "Wrote .pre-commit-config.yaml; now run pre-commit install, and every commit is checked first",
    ]
    assert yaml.safe_load(Path(".pre-commit-config.yaml").read_text("utf-8")) == {"repos": [HOOK]}
    assert initialise(folder, "zh", force=True)[1].endswith(".pre-commit-config.yaml 已经用到 xhslint，没有改动")


@pytest.mark.parametrize("name", NOTES)
def test_only_the_folder_of_the_notes_is_checked_before_a_commit(name: str) -> None:
    Path(name).mkdir()
    initialise(Path(), "zh")
    ((hook,),) = (each["hooks"] for each in yaml.safe_load(Path(".pre-commit-config.yaml").read_text("utf-8"))["repos"])
    for path, is_checked in ((f"{name}/一.md", True), (f"{name}/春/二.txt", True), (f"{name}/三.png", False)):
        assert bool(re.search(hook["files"], path)) == is_checked
    assert not re.search(hook["files"], "README.md") and not re.search(hook["files"], f"旧/{name}/一.md")


def test_a_repository_without_such_a_folder_is_told_how_to_name_one() -> None:
    initialise(Path(), "zh")
    text = Path(".pre-commit-config.yaml").read_text("utf-8")
    assert "        # files: '^notes/" in text and "去掉开头的 # 就只检查这个文件夹" in text
    (line,) = (line for line in text.splitlines() if "files:" in line)
    (repo,) = yaml.safe_load(text.replace(line, line.replace("# ", "", 1)))["repos"]
    assert re.search(repo["hooks"][0]["files"], "notes/一.md")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_sheets_are_checked_before_a_commit_stands_beside_it(lang: str) -> None:
    initialise(Path(), lang)
    text = Path(".pre-commit-config.yaml").read_text("utf-8")
    (line,) = (line for line in text.splitlines() if "types:" in line)
    (repo,) = yaml.safe_load(text.replace(line, line.replace("# ", "", 1)))["repos"]
    assert repo["hooks"] == [{"id": "xhslint", "types": ["file"]}]
    assert "|xlsx|docx|csv" in line


@pytest.mark.parametrize("text", ["repos:\n  - repo: x\n", "", "\0"])
def test_a_pre_commit_configuration_is_never_rewritten(text: str) -> None:
    path = Path(".pre-commit-config.yaml")
    path.write_text(text, "utf-8")
    _, add, entry = initialise(Path(), "en")
    assert path.read_text("utf-8") == text
    assert add == "For pre-commit, add these lines below repos in .pre-commit-config.yaml:"
    assert yaml.safe_load("repos:\n" + entry) == {"repos": [HOOK]}


@pytest.mark.parametrize(
    ("name", "text"),
    [(".xhslint.yaml", "profile: ad\n"), (".xhslint.yml", ""), ("pyproject.toml", "[tool.xhslint]\n")],
)
def test_a_configuration_is_replaced_only_by_force(name: str, text: str) -> None:
    Path(name).write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"there is a configuration already.*--force"):
        initialise(Path(), "en")
    assert os.listdir() == [name]
    assert Path(name).read_text("utf-8") == text
    said = initialise(Path(), "en", force=True)
    assert sorted(os.listdir()) == sorted({name, ".xhslint.yaml", ".pre-commit-config.yaml"})
    assert Path(".xhslint.yaml").read_text("utf-8") == template("en")
    shadowed = [f"The settings in {name} no longer hold, those in .xhslint.yaml do"] if name != ".xhslint.yaml" else []
    assert said[1:-1] == shadowed
    assert name == ".xhslint.yaml" or Path(name).read_text("utf-8") == text


def test_a_configuration_above_is_no_hindrance(folder: Path) -> None:
    initialise(Path(), "zh")
    Path("品牌 甲").mkdir()
    initialise(Path("品牌 甲"), "zh")
    assert find("品牌 甲") == folder / "品牌 甲" / ".xhslint.yaml"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_stays_one() -> None:
    Path("team.yaml").write_text("", "utf-8")
    Path("team.yaml").chmod(0o640)
    Path(".xhslint.yaml").symlink_to("team.yaml")
    initialise(Path(), "zh", force=True)
    assert Path(".xhslint.yaml").is_symlink()
    assert Path("team.yaml").read_text("utf-8") == template("zh")
    assert Path("team.yaml").stat().st_mode & 0o777 == 0o640


def test_in_a_folder_of_a_repository(folder: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], check=True)
    sub = Path("品牌's 甲")
    sub.mkdir()
    _, add, entry = initialise(sub, "en")
    assert not (sub / ".pre-commit-config.yaml").exists() and not Path(".pre-commit-config.yaml").exists()
    assert str(folder / ".pre-commit-config.yaml") in add
    pattern = r"^品牌's\ 甲/.*\.(md|markdown|txt)$"
    hook = {"id": "xhslint", "args": ["--config=品牌's 甲/.xhslint.yaml", "--"], "files": pattern}
    assert re.search(pattern, "品牌's 甲/春季/一.md") and not re.search(pattern, "README.md")
    assert yaml.safe_load(entry) == [{**HOOK, "hooks": [hook]}]
    assert initialise(Path(), "en")[1].startswith("Wrote .pre-commit-config.yaml")


def test_where_nothing_can_be_written() -> None:
    with pytest.raises(InputError, match=r"no such folder"):
        initialise(Path("nowhere"), "en")
    Path(".xhslint.yaml").mkdir()
    with pytest.raises(InputError, match=r"^\.xhslint\.yaml: 无法写入：这是一个文件夹"):
        initialise(Path(), "zh", force=True)
    assert os.listdir() == [".xhslint.yaml"]
