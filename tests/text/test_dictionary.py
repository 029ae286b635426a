"""The dictionary file: built, cached, and refused."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from xhslint.base.paths import cache_path
from xhslint.text import dictionary

PROBE = """
import sys
from xhslint.text.segmenting import segmentation
words = segmentation(["加微信"])
assert not {"jieba", "mmap"} & sys.modules.keys()
words.straddles("更加微妙", 1, 3), words.cut("更加微妙")
assert not {"jieba", "pkg_resources"} & sys.modules.keys()
"""
WITHOUT = "import sys; sys.modules['xhslint.text._words'] = None\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Runs Python on a copy of the package that was never built, as a user whose home is `tmp_path/home`."""
    package = tmp_path / "xhslint"
    (tmp_path / "home").mkdir()
    bases = ("base/__init__", "base/atomic_write", "base/file_identity", "base/leftovers", "base/paths")
    texts = ("dictionary", "grouped_words", "segmentation", "segmenting", "trie_words", "words")
    names = ("__init__", *bases, "text/__init__", *(f"text/{name}" for name in texts))
    for name in (f"{name}.py" for name in names):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_bytes((Path(dictionary.__file__).parents[1] / name).read_bytes())
    for compiled in Path(dictionary.__file__).parent.glob("_words*"):
        (package / "text" / compiled.name).write_bytes(compiled.read_bytes())

    def run(code: str) -> subprocess.CompletedProcess[str]:
        temporary = tmp_path / "tmp"
        temporary.mkdir(exist_ok=True)
        home = str(tmp_path / "home")
        environment = {**os.environ, "HOME": home, "USERPROFILE": home, "TMPDIR": str(temporary), "PYTHONPATH": ""}
        result = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, text=True, capture_output=True, check=False
        )
        assert not list(temporary.iterdir()), "something was left in the shared temporary directory"
        return result

    yield run


@pytest.mark.parametrize("probe", [PROBE, WITHOUT + PROBE], ids=["compiled", "without"])
def test_a_checkout_that_was_never_built(
    checkout: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, probe: str
) -> None:
    result = checkout(probe)
    assert (result.returncode, result.stderr) == (0, "")
    folder = cache_path(tmp_path / "home")
    (file,) = folder.iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    before = file.stat()
    assert checkout(probe).returncode == 0
    assert file.stat() == before or file.stat().st_mtime_ns == before.st_mtime_ns

    file.write_bytes(file.read_bytes()[:-8])
    assert checkout(probe).returncode == 0
    assert file.stat().st_size == before.st_size


def test_a_cache_that_others_can_write_to_is_left_alone(
    checkout: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    folder = cache_path(tmp_path / "home")
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert checkout(PROBE).returncode == 0
    assert not list(folder.iterdir())


def test_no_home_to_keep_a_cache_in(checkout: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    folder = cache_path(tmp_path / "home")
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("not a folder")
    result = checkout(PROBE)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("data", [b"", b"x" * 31, b"x" * 64, bytes(4096)])
def test_a_file_that_is_no_dictionary(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "words"
    path.write_bytes(data)
    with pytest.raises(ValueError):
        dictionary.load(path)


def test_a_dictionary_of_ones_own(tmp_path: Path) -> None:
    source, target = tmp_path / "dict.txt", tmp_path / "words"
    source.write_text("种草 3 n\n种 1 v\n种草 5 n\n", "utf-8")
    dictionary.build(source, target, dictionary.form())
    words = dictionary.load(target)
    assert (words.total, words.frequency("种草"), words.frequency("种"), words.frequency("草")) == (9, 5, 1, 0)
    assert [path.name for path in tmp_path.iterdir() if path != source] == [target.name]


@pytest.mark.parametrize("line", ["字" * 17 + " 1 n\n", "种草 0 n\n"])
def test_what_the_format_cannot_say(tmp_path: Path, line: str) -> None:
    (tmp_path / "dict.txt").write_text(line, "utf-8")
    with pytest.raises(ValueError, match=r"dict\.txt"):
        dictionary.pack(tmp_path / "dict.txt", dictionary.form())
