"""The shape of the package: short modules, few of them at its top."""

from __future__ import annotations

from pathlib import Path

import xhslint

PACKAGE = Path(xhslint.__file__).parent
LONGEST = 350
CATALOGUES = "messages"
"""The package of catalogues, whose length is that of what is said."""


def test_no_module_is_too_long() -> None:
    lengths = {path.relative_to(PACKAGE): path.read_bytes().count(b"\n") for path in PACKAGE.rglob("*.py")}
    assert len(lengths) > 100
    too_long = {str(path): lines for path, lines in lengths.items() if lines > LONGEST and path.parts[0] != CATALOGUES}
    assert too_long == {}


def test_the_top_of_the_package_is_small() -> None:
    assert {"__init__.py", "__main__.py"} <= {path.name for path in PACKAGE.glob("*.py")}
    assert len(list(PACKAGE.glob("*.py"))) <= 5


def test_a_package_says_its_duty_and_imports_nothing() -> None:
    packages = sorted(path for path in PACKAGE.rglob("__init__.py") if path.parent != PACKAGE)
    assert len(packages) > 10
    for path in packages:
        text = path.read_text("utf-8").strip()
        assert text.startswith('"""') and text.endswith('"""') and text.count('"""') == 2, path
