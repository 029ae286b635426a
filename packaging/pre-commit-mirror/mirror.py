"""Add a release to the mirror for pre-commit, a git repository that holds the hooks and the pin of a version: `mirror.py FOLDER VERSION`.

pre-commit clones and installs the repository of a hook. From the mirror it gets the wheel of PyPI instead of building the
project. The commit gets the tag of the release; `git push --follow-tags` publishes it. Exit with a message if FOLDER is no
clean working tree, VERSION is no version, or the mirror has it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HOOKS = ".pre-commit-hooks.yaml"
PYPROJECT = """\
# Made by packaging/pre-commit-mirror/mirror.py of xhslint for each release.
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = "xhslint-pre-commit"
version = "{version}"
requires-python = ">=3.10"
dependencies = ["xhslint=={version}"]

[tool.setuptools]
py-modules = []
"""
README = """\
# xhslint for pre-commit

A mirror of the hooks of [xhslint](https://github.com/xhslint/xhslint), which installs its wheel. In `.pre-commit-config.yaml`:

```yaml
- repo: https://github.com/xhslint/xhslint-pre-commit
  rev: v{version}
  hooks:
    - id: xhslint
```
"""


def mirror(folder: Path, version: str) -> None:
    """Commit and tag a version in the mirror."""
    if not re.fullmatch(r"\d+(\.\d+)*((a|b|rc)\d+)?", version):
        sys.exit(f"{version!r}: not a version, such as 0.1.0")
    if not (folder / ".git").exists() or git(folder, "status", "--porcelain"):
        sys.exit(f"{folder}: not a git working tree without changes")
    if git(folder, "tag", "--list", f"v{version}"):
        sys.exit(f"{folder}: has v{version}")
    hooks = Path(__file__).parents[2] / HOOKS
    texts = {HOOKS: hooks.read_text("utf-8"), "pyproject.toml": PYPROJECT, "README.md": README}
    for name, text in texts.items():
        (folder / name).write_text(text.replace("{version}", version), "utf-8")
    git(folder, "add", "--", *texts)
    git(folder, "commit", "--quiet", "--message", f"xhslint {version}")
    git(folder, "tag", "--annotate", f"v{version}", "--message", f"xhslint {version}")


def git(folder: Path, *command: str) -> str:
    """Return the output of a git command in the mirror."""
    return subprocess.run(["git", *command], cwd=folder, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


if __name__ == "__main__":
    mirror(Path(sys.argv[1]), sys.argv[2])
