"""Write docs/api.md and docs/api.zh-CN.md anew, below what is written there by hand; with --check, exit 1 if they differ.

Signatures come from the code, the English texts from its docstrings, the Chinese ones from `api_zh.yaml`, by name. Members of
classes that have no text there are not described.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

import xhslint

DOCS = Path(__file__).parents[1] / "docs"
CHINESE: dict[str, str] = yaml.safe_load(Path(__file__).with_name("api_zh.yaml").read_text("utf-8"))
BLOCK = re.compile(r"(?<=<!-- api -->\n).*(?=<!-- /api -->)", re.DOTALL)
ORDER = (
    "Linter",
    "Result",
    "CaptionResult",
    "Finding",
    "Source",
    "Fix",
    "fixed",
    "FixResult",
    "Draft",
    "Revision",
    "InputError",
    "Problem",
)
WIDTH = 100

Text = Callable[[str, Any], str]
"""Returns the text about a name and what it stands for."""


def english(name: str, item: Any) -> str:
    """Return a docstring as Markdown, each paragraph on one line."""
    paragraphs = inspect.cleandoc(item.__doc__).split("\n\n")
    return "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in paragraphs)


def chinese(name: str, item: Any) -> str:
    return CHINESE[name].strip()


def members(kind: type) -> Iterator[tuple[str, Any]]:
    """Yield the methods and properties of a class that users need, in the order of the code."""
    for name, item in vars(kind).items():
        if f"{kind.__name__}.{name}" in CHINESE:
            yield name, item


def signature(name: str, item: Any) -> str:
    """Return how a class, function or method is called, or what type a property has."""
    if isinstance(item, property | cached_property):
        function: Any = item.fget if isinstance(item, property) else item.func
        return f"{name}: {function.__annotations__['return']}"
    called = inspect.signature(item.__func__ if isinstance(item, classmethod) else item)
    parameters = [each for key, each in called.parameters.items() if key not in ("self", "cls")]
    texts: list[str] = []
    for each in parameters:
        if each.kind is each.KEYWORD_ONLY and "*" not in texts:
            texts.append("*")
        default = "" if each.default is each.empty else f" = {each.default!r}"
        texts.append(f"{each.name}: {each.annotation}{default.replace('<factory>', '…')}")
    result = "" if inspect.isclass(item) else f" -> {called.return_annotation}"
    line = f"{name}({', '.join(texts)}){result}"
    return line if len(line) <= WIDTH else f"{name}(\n    " + ",\n    ".join(texts) + f",\n){result}"


def section(name: str, text: Text) -> Iterator[str]:
    item = getattr(xhslint, name)
    yield f"## {name}\n\n```python\n{signature(name, item)}\n```\n\n{text(name, item)}\n"
    if inspect.isclass(item):
        for member, about in members(item):
            called = f"{name}.{member}" if isinstance(about, classmethod) else member
            yield f"```python\n{signature(called, about)}\n```\n\n{text(f'{name}.{member}', about)}\n"


def page(path: Path, text: Text) -> str:
    """Return a page with its block made anew."""
    made = "\n".join(line for name in ORDER for line in section(name, text))
    return BLOCK.sub(lambda _: f"\n{made}\n", path.read_text("utf-8"))


def main() -> int:
    pages = {DOCS / "api.md": english, DOCS / "api.zh-CN.md": chinese}
    made = {path: page(path, text) for path, text in pages.items()}
    old = [path for path, text in made.items() if text != path.read_text("utf-8")]
    for path in old:
        if "--check" in sys.argv:
            print(f"{path.name} is out of date: run {sys.argv[0]}")
        else:
            path.write_text(made[path], "utf-8")
    return int(bool(old) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
