"""Files: replaced whole or not at all, in their encoding, with their permissions."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fixes.helpers import run
from xhslint.base.errors import InputError
from xhslint.drafts.decode import decode
from xhslint.fixes import write_back as rewrite
from xhslint.fixes.write_back import encode_like, write_fixed

ENCODINGS = {
    "utf-8": (b"", "utf-8"),
    "utf-8 with mark": (codecs.BOM_UTF8, "utf-8"),
    "utf-16-le with mark": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16-be with mark": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "utf-16-le": (b"", "utf-16-le"),
    "utf-32-le with mark": (codecs.BOM_UTF32_LE, "utf-32-le"),
    "gb18030": (b"", "gb18030"),
    "gb18030 with mark": (b"\x84\x31\x95\x33", "gb18030"),
}


ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\n", ""])


WORDS = "周末去看了陶艺展，拉坯真难，釉是灰蓝的。"


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(ENCODINGS)), st.lists(ENDS, min_size=3, max_size=6), st.data())
def test_bytes_outside_the_edits_stay(name: str, ends: list[str], data: st.DataObject) -> None:
    mark, encoding = ENCODINGS[name]
    pieces, kept = [mark], [mark]
    for end in ends:
        invisible = data.draw(st.sampled_from(["", "\u200b"]))
        for out, between in ((pieces, invisible), (kept, "")):
            out.append((WORDS + "薄").encode(encoding) + between.encode(encoding) + ("荷。" + end).encode(encoding))
    original = b"".join(pieces)
    text = run(decode(original, "a.md")).text
    assert encode_like(original, text, "a.md") == b"".join(kept)


def test_a_file_is_replaced_with_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "稿.md"
    original = "薄\u200b荷\r\n".encode("utf-16")
    path.write_bytes(original)
    path.chmod(0o640)
    assert write_fixed(path, original, "薄荷\r\n")
    assert path.read_bytes() == "薄荷\r\n".encode("utf-16")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert not write_fixed(path, path.read_bytes(), "薄荷\r\n")
    assert os.listdir(tmp_path) == ["稿.md"]


def test_of_a_link_the_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "a.md", tmp_path / "a.md"
    target.write_bytes(b"old")
    link.symlink_to(Path("real") / "a.md")
    assert write_fixed(link, b"old", "new")
    assert link.is_symlink() and target.read_bytes() == b"new" and os.listdir(tmp_path / "real") == ["a.md"]


def refusal(path: Path, original: bytes, text: str, lang: str = "en") -> str:
    with pytest.raises(InputError) as caught:
        write_fixed(path, original, text, lang)
    (problem,) = caught.value.problems
    assert problem.path == str(path)
    return problem.message


def test_what_somebody_else_wrote_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("薄荷，刚改过".encode())
    assert "changed meanwhile" in refusal(path, "薄\u200b荷".encode(), "薄荷")
    assert path.read_bytes().decode() == "薄荷，刚改过" and os.listdir(tmp_path) == ["a.md"]
    assert "被改动" in refusal(path, "薄\u200b荷".encode(), "薄荷", "zh")
    path.unlink()
    assert "changed meanwhile" in refusal(path, "薄\u200b荷".encode(), "薄荷") and not os.listdir(tmp_path)


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o444)
    assert refusal(path, b"old", "new") == "cannot write: permission denied"
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.md"]


@pytest.mark.parametrize(
    ("function", "code", "reason"),
    [
        ("fsync", errno.ENOSPC, "the disk is full"),
        ("replace", errno.EROFS, "the file system is read-only"),
        ("chmod", errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_what_the_system_refuses_leaves_nothing_behind(
    function: str, code: int, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(rewrite.os, function, refuse)
    assert refusal(path, b"old", "new") == f"cannot write: {reason}"
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.md"]


def test_a_full_disk_for_real() -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full")
    assert refusal(Path("/dev/full"), b"old", "new") == "cannot write: it is no regular file"


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rewrite.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_fixed(path, b"old", "new")
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.md"]


def test_loops_and_odd_paths(tmp_path: Path) -> None:
    loop = tmp_path / "loop.md"
    loop.symlink_to("loop.md")
    assert refusal(loop, b"old", "new") == "cannot write: its symbolic links form a loop"
    odd = tmp_path / "甲\n乙.md"
    odd.write_bytes(b"old")
    assert write_fixed(odd, b"old", "new") and odd.read_bytes() == b"new"
    assert refusal(tmp_path, b"old", "new") == "cannot write: it is no regular file"


def test_what_would_be_read_in_another_encoding_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    original = ("很好看" + "\u200b" * 3 + "囍囍").encode("gb18030")
    path.write_bytes(original)
    text = "\ufeff薄荷"  # the mark that begins it now would be taken for one
    assert "written back" in refusal(path, original, text)
    assert path.read_bytes() == original
