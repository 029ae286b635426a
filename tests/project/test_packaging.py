"""What other channels than PyPI get: the Homebrew formula, the mirror for pre-commit, the container."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml

from tests.worktree import ROOT, run

PYPI = "https://files.pythonhosted.org/packages/"
FORMULA = ROOT / "packaging" / "homebrew" / "formula.py"
MIRROR = ROOT / "packaging" / "pre-commit-mirror" / "mirror.py"
DOCKERFILE = ROOT / "packaging" / "docker" / "Dockerfile"
WHO = {
    f"GIT_{role}_{what}": text
    for role in ("AUTHOR", "COMMITTER")
    for what, text in {"NAME": "xhslint", "EMAIL": "xhslint@example.com"}.items()
}


def package(name: str, **source: Any) -> dict[str, Any]:
    """A package of a lock file, with a source distribution unless another is given."""
    usual = {"url": f"{PYPI}12/34/{name}-1.0.tar.gz", "hashes": {"sha256": hashlib.sha256(name.encode()).hexdigest()}}
    return {"name": name, "version": "1.0", "sdist": {**usual, **source}}


def toml(packages: list[dict[str, Any]]) -> str:
    """A lock file; a JSON object with `=` for `:` is an inline table of TOML."""
    inline = [json.dumps(each).replace('": ', '" = ') for each in packages]
    return f'lock-version = "1.0"\ncreated-by = "test"\npackages = [{", ".join(inline)}]\n'


def formula(
    tmp_path: Path, packages: list[dict[str, Any]], name: str = "xhslint-0.9.1.tar.gz"
) -> CompletedProcess[str]:
    pytest.importorskip("tomllib")
    (tmp_path / name).write_bytes(b"a source distribution")
    (tmp_path / "pylock.toml").write_text(toml(packages), "utf-8")
    return run([sys.executable, str(FORMULA), name, "pylock.toml"], tmp_path, expect=None)


def test_the_formula_names_the_files_and_their_hashes(tmp_path: Path) -> None:
    done = formula(tmp_path, [package("regex"), package("click")])
    assert done.returncode == 0, done.stderr
    assert f'url "{PYPI}source/x/xhslint/xhslint-0.9.1.tar.gz"' in done.stdout
    assert f'sha256 "{hashlib.sha256(b"a source distribution").hexdigest()}"' in done.stdout
    for name in ("click", "regex"):
        stanza = f'  resource "{name}" do\n    url "{PYPI}12/34/{name}-1.0.tar.gz"\n'
        assert f'{stanza}    sha256 "{hashlib.sha256(name.encode()).hexdigest()}"\n  end\n' in done.stdout
    assert done.stdout.index('resource "click"') < done.stdout.index('resource "regex"')
    assert "$" not in done.stdout


@pytest.mark.parametrize(
    "wrong",
    [
        {"hashes": {}},
        {"hashes": {"sha256": "0123"}},
        {"hashes": {"md5": "d41d8cd98f00b204e9800998ecf8427e"}},
        {"url": "https://example.com/packages/click-1.0.tar.gz"},
        {"url": f'{PYPI}12/click-1.0.tar.gz"; system "id'},
        {"url": ""},
    ],
)
def test_no_package_gets_into_the_formula_without_a_file_of_pypi_and_its_hash(
    tmp_path: Path, wrong: dict[str, Any]
) -> None:
    done = formula(tmp_path, [package("regex"), package("click", **wrong)])
    assert done.returncode == 1
    assert done.stdout == "" and done.stderr.startswith("click: no source distribution")


def test_a_wheel_has_no_formula(tmp_path: Path) -> None:
    assert formula(tmp_path, [], "xhslint-0.9.1-py3-none-any.whl").returncode == 1


def git(folder: Path, *command: str) -> str:
    return run(["git", *command], folder, **WHO).stdout


def add(folder: Path, version: str) -> CompletedProcess[str]:
    nowhere = str(folder / "no such file")
    settings = {"GIT_CONFIG_GLOBAL": nowhere, "GIT_CONFIG_SYSTEM": nowhere}
    return run([sys.executable, str(MIRROR), str(folder), version], folder, expect=None, **WHO, **settings)


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    return tmp_path


def test_each_tag_of_the_mirror_pins_its_version_and_holds_the_hooks(mirror: Path) -> None:
    for version in ("0.9.1", "0.10.0"):
        assert add(mirror, version).returncode == 0
    assert git(mirror, "tag", "--list", "--sort=version:refname").split() == ["v0.9.1", "v0.10.0"]
    for version in ("0.9.1", "0.10.0"):
        pyproject = git(mirror, "show", f"v{version}:pyproject.toml")
        assert f'dependencies = ["xhslint=={version}"]' in pyproject and f'version = "{version}"' in pyproject
        assert f"rev: v{version}" in git(mirror, "show", f"v{version}:README.md")
        hooks = git(mirror, "show", f"v{version}:.pre-commit-hooks.yaml")
        assert yaml.safe_load(hooks) == yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert git(mirror, "status", "--porcelain") == ""


def test_a_version_is_added_to_the_mirror_once(mirror: Path) -> None:
    add(mirror, "0.9.1")
    again = add(mirror, "0.9.1")
    assert again.returncode == 1 and "has v0.9.1" in again.stderr
    assert git(mirror, "rev-list", "--count", "HEAD").strip() == "1"


@pytest.mark.parametrize("version", ["", "v0.9.1", "0.9.1; id", '0.9.1"]', "--help", "latest"])
def test_only_a_version_gets_into_the_mirror(mirror: Path, version: str) -> None:
    done = add(mirror, version)
    assert done.returncode == 1 and "not a version" in done.stderr
    assert sorted(path.name for path in mirror.iterdir()) == [".git"]


def test_a_mirror_with_changes_of_somebody_else_is_left_alone(mirror: Path) -> None:
    (mirror / "README.md").write_text("mine\n", "utf-8")
    assert add(mirror, "0.9.1").returncode == 1
    assert (mirror / "README.md").read_text("utf-8") == "mine\n"


def test_the_container_runs_xhslint_and_nobody_is_root_in_it() -> None:
    stages = DOCKERFILE.read_text("utf-8").split("\nFROM ")
    lines = stages[-1].splitlines()
    assert 'ENTRYPOINT ["xhslint"]' in lines
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert users and users[-1].isdigit() and int(users[-1]) > 0
    assert not any(line.startswith(("COPY . ", "ADD ")) for stage in stages for line in stage.splitlines())
