"""The package as source: short modules, few at its top, and no use of what the library must leave alone."""

from __future__ import annotations

import ast
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


COMMANDS = ("cli/", "__main__.py", "terminal/console.py", "train/__main__.py")
ALLOWED = {
    "print": ("train/__main__.py",),
    "input": (),
    "exit": (),
    "quit": (),
    "sys.exit": COMMANDS,
    "os._exit": ("cli/agent_server.py",),  # at Ctrl-C
    "os.abort": (),
    "os.environ": (*COMMANDS, "filters/git.py"),  # passed on to git
    "os.getenv": (),
    "sys.argv": COMMANDS,
    "sys.stdin": (*COMMANDS, "run/stdin.py"),
    "sys.stdout": COMMANDS,
    "sys.stderr": COMMANDS,
    "socket": (),
    "ssl": (),
    "http": ("serve/server.py",),  # listens on this computer
    "urllib.request": (),
    "asyncio": (),
    "subprocess": ("filters/git.py", "static_page/prepare.py"),  # git, Node
    "multiprocessing": (
        "run/children.py",
        "run/pool.py",
        "run/note_pool.py",
        "run/isolation.py",
        "tables/processes.py",
    ),
}
"""What the library leaves alone, as it is written in code, and the files and folders that may use it."""


def used(path: Path) -> set[str]:
    """Return the names in `ALLOWED` that a module calls, reads or imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update((node.module, *(f"{node.module}.{alias.name}" for alias in node.names)))
        elif isinstance(node, ast.Name | ast.Attribute):
            names.add(ast.unparse(node))
    return {name for name in ALLOWED if any(each == name or each.startswith(f"{name}.") for each in names)}


def test_7_the_library_never_prints_exits_or_reads_the_environment() -> None:
    paths = sorted(PACKAGE.rglob("*.py"))
    assert len(paths) > 100 and {path.parent for path in paths} > {PACKAGE / "cli", PACKAGE / "report" / "formats"}
    uses = {(name, path.relative_to(PACKAGE).as_posix()) for path in paths for name in used(path)}
    assert {use for use in uses if not use[1].startswith(ALLOWED[use[0]])} == set()
    assert {("os.environ", "terminal/console.py"), ("subprocess", "filters/git.py")} <= uses
