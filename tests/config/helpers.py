"""Configuration files written, read, and read for their mistakes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest

from xhslint.base.errors import InputError
from xhslint.config.load import load
from xhslint.config.settings import Config

IDS = ("dm/bare", "dm/purchase", "format/body", "format/title", "link/taobao", "ranking/exchange")


def write(name: str | Path, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(textwrap.dedent(text).encode())
    return path


def ids(rules: Sequence[str], lang: str) -> Sequence[str]:
    return IDS


def read(text: str, name: str = ".xhslint.yaml") -> Config:
    return load(write(name, text), "en", ids)


def mistakes(text: str, name: str = ".xhslint.yaml", lang: str | None = "en") -> list[str]:
    path = write(name, text)
    with pytest.raises(InputError) as caught:
        load(path, lang, ids)
    return [str(problem) for problem in caught.value.problems]
