"""A file is replaced whole or not at all, and keeps what belongs to it: permissions, owner, links."""

from __future__ import annotations

import errno
import os
import stat
import struct
import sys
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.running import POSIX
from xhslint.base import atomic_write, leftovers
from xhslint.base.atomic_write import AtomicFile, write
from xhslint.base.leftovers import temporary_name


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@POSIX
@pytest.mark.parametrize(("mode", "expected"), [(None, 0o640), (0o604, 0o604)])
def test_permissions_are_kept_or_given(mode: int | None, expected: int, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write(path, b"new", mode)
    assert (path.read_bytes(), mode_of(path)) == (b"new", expected)


@POSIX
@pytest.mark.parametrize(("mode", "expected"), [(None, 0o640), (0o644, 0o644), (0o600, 0o600)])
def test_a_new_file_has_the_usual_permissions_or_those_given(mode: int | None, expected: int, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "a", b"new", mode)
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "a") == expected
    assert os.listdir(tmp_path) == ["a"]


@POSIX
def test_what_will_be_private_never_was_anything_else(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o600)
    file = AtomicFile(path)
    try:
        assert mode_of(Path(file.temporary)) == 0o600
    finally:
        file.discard()


@POSIX
def test_of_a_link_the_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real/a")
    for data in (b"made", b"replaced"):
        write(tmp_path / "link", data)
        assert (tmp_path / "link").is_symlink() and (tmp_path / "real" / "a").read_bytes() == data
    assert os.listdir(tmp_path / "real") == ["a"]


@POSIX
def test_the_owner_is_kept_where_the_system_allows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, given = tmp_path / "a", []
    path.write_bytes(b"old")
    real = os.stat(path)
    owner = os.stat_result([*real[:4], real.st_uid + 7, *real[5:]])
    usual = os.stat
    monkeypatch.setattr(os, "stat", lambda name, **more: owner if name == path else usual(name, **more))

    def chown(name: str, user: int, group: int) -> None:
        given.append((user, group))
        raise PermissionError

    monkeypatch.setattr(os, "chown", chown)
    write(path, b"new")
    assert given == [(real.st_uid + 7, real.st_gid)]
    assert path.read_bytes() == b"new"


def test_what_is_verified_last_may_prevent_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def refuse() -> None:
        raise ValueError

    with pytest.raises(ValueError):
        write(path, b"new", verify=refuse)
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["a"]


@pytest.mark.parametrize("is_durable", [False, True])
def test_only_a_durable_file_waits_for_the_disk(
    is_durable: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = []
    monkeypatch.setattr(os, "fsync", synced.append)
    write(tmp_path / "a", b"new", is_durable=is_durable)
    assert bool(synced) == is_durable


def test_what_a_killed_process_left_is_removed_but_not_what_another_works_on(tmp_path: Path) -> None:
    folder = os.path.realpath(tmp_path)
    (tmp_path / temporary_name()).write_bytes(b"half")
    for name in (".xhslint-0123.tmp", "a.tmp"):
        (tmp_path / name).write_bytes(b"theirs")
    (tmp_path / temporary_name()).mkdir()
    first = AtomicFile(tmp_path / "a")
    kept = sorted([".xhslint-0123.tmp", "a.tmp", Path(first.temporary).name])
    assert sorted(name for name in os.listdir(folder) if (tmp_path / name).is_file()) == kept
    leftovers._searched.discard(folder)
    write(tmp_path / "a", b"second")
    assert os.path.exists(first.temporary)
    first.stream.write(b"first")
    first.commit()
    assert (tmp_path / "a").read_bytes() == b"first"


@POSIX
def test_a_link_or_a_pipe_with_the_name_of_a_leftover_stays(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"theirs")
    link, pipe = tmp_path / temporary_name(), tmp_path / temporary_name()
    link.symlink_to(victim)
    os.mkfifo(pipe)
    write(tmp_path / "a", b"new")
    assert victim.read_bytes() == b"theirs" and link.is_symlink() and pipe.exists()


@POSIX
def test_a_file_that_is_taken_for_a_leftover_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, taken = leftovers.claim, []

    def claim(handle: int) -> bool:
        if not taken:
            (name,) = os.listdir(tmp_path)
            taken.append(name)
            os.unlink(tmp_path / name)
        return usual(handle)

    monkeypatch.setattr(atomic_write, "claim", claim)
    write(tmp_path / "a", b"new")
    assert taken and os.listdir(tmp_path) == ["a"] and (tmp_path / "a").read_bytes() == b"new"


@POSIX
def test_strictly_a_file_with_other_names_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    os.link(tmp_path / "a", tmp_path / "b")
    with pytest.raises(OSError) as caught:
        write(tmp_path / "a", b"new", is_strict=True)
    assert caught.value.errno == errno.EMLINK and (tmp_path / "a").samefile(tmp_path / "b")
    write(tmp_path / "a", b"new")
    assert (tmp_path / "b").read_bytes() == b"old"


def set_attribute(path: Path, name: str, value: bytes) -> None:
    try:
        os.setxattr(path, name, value)
    except OSError:
        pytest.skip("this file system has no such attributes")


@pytest.mark.skipif(sys.platform != "linux", reason="needs os.setxattr")
def test_attributes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    set_attribute(path, "user.tag", b"red")
    write(path, b"new", is_strict=True)
    assert os.getxattr(path, "user.tag") == b"red" and path.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform != "linux", reason="needs os.setxattr")
def test_an_access_control_list_is_kept_with_the_mode(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    entries = [(1, 6, -1), (2, 4, 4321), (4, 4, -1), (16, 4, -1), (32, 0, -1)]  # as `setfacl -m u:4321:r` writes them
    acl = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", tag, may, who & 0xFFFFFFFF) for tag, may, who in entries)
    set_attribute(path, "system.posix_acl_access", acl)
    mode = mode_of(path)
    write(path, b"new", is_strict=True)
    assert os.getxattr(path, "system.posix_acl_access") == acl and mode_of(path) == mode


@pytest.mark.skipif(sys.platform != "linux", reason="needs os.setxattr")
@pytest.mark.parametrize(("name", "is_kept"), [("user.tag", False), ("security.selinux", True)])
@pytest.mark.parametrize("is_strict", [False, True])
def test_what_cannot_be_kept(
    is_strict: bool, name: str, is_kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr(os, "listxattr", lambda path: [name])
    monkeypatch.setattr(os, "getxattr", lambda path, name: b"red")
    monkeypatch.setattr(os, "setxattr", refuse)
    with nullcontext() if is_kept or not is_strict else pytest.raises(OSError):
        write(tmp_path / "a", b"new", is_strict=is_strict)
    assert (tmp_path / "a").read_bytes() == (b"new" if is_kept or not is_strict else b"old")
    assert os.listdir(tmp_path) == ["a"]


@POSIX
def test_a_pipe_is_written_at_once(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write(pipe, b"new")
    reader.join()
    assert read == [b"new"] and os.listdir(tmp_path) == ["pipe"]


@POSIX
def test_links_at_the_temporary_name_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"theirs")
    monkeypatch.setattr(os, "urandom", bytes)
    name = f".xhslint-{bytes(8).hex()}.tmp"
    (tmp_path / name).symlink_to(victim)
    with pytest.raises(FileExistsError):
        write(tmp_path / "a", b"new")
    assert victim.read_bytes() == b"theirs" and sorted(os.listdir(tmp_path)) == sorted([name, "victim"])


@POSIX
@pytest.mark.parametrize("mode", [None, 0o644])
def test_a_link_put_there_meanwhile_gives_nothing_away(
    mode: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, victim = tmp_path / "a", tmp_path / "victim"
    for each, permissions in ((path, 0o644), (victim, 0o600)):
        each.write_bytes(b"old")
        each.chmod(permissions)
    owner = os.stat_result([*os.stat(path)[:4], os.getuid() + 7, *os.stat(path)[5:]])
    given: list[object] = []
    monkeypatch.setattr(os, "chown", lambda file, *_: given.append(file))
    file = AtomicFile(path, mode)
    file.status = owner
    os.unlink(file.temporary)
    os.symlink(victim, file.temporary)
    file.commit()
    assert mode_of(victim) == 0o600 and given and all(isinstance(each, int) for each in given)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write(tmp_path, b"new")
    assert os.listdir(tmp_path) == []


def test_the_name_is_short_whatever_the_targets_is(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 250)
    write(path, b"new")
    assert path.read_bytes() == b"new"


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(atomic_write.os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a", b"new")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("refusals", [1, 3])
def test_a_file_that_somebody_holds_open_for_a_moment_is_replaced_after_it(
    refusals: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, verified, usual = tmp_path / "a", [], os.replace
    path.write_bytes(b"old")
    left = [PermissionError(errno.EACCES, "in use")] * refusals

    def replace(source: str, target: str) -> None:
        if left:
            raise left.pop()
        usual(source, target)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(atomic_write, "PAUSES", (0, 0, 0))
    write(path, b"new", verify=lambda: verified.append(path.read_bytes()))
    assert path.read_bytes() == b"new" and os.listdir(tmp_path) == ["a"]
    assert verified == [b"old"] * (refusals + 1)  # again each time, for it may have changed meanwhile


def test_a_file_that_stays_open_elsewhere_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, tries = tmp_path / "a", []
    path.write_bytes(b"old")

    def replace(source: str, target: str) -> None:
        tries.append(source)
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(atomic_write, "PAUSES", (0, 0, 0))
    with pytest.raises(PermissionError):
        write(path, b"new")
    assert len(tries) == 4
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["a"]


@POSIX
@pytest.mark.parametrize("knows_it", [True, False])
def test_macos_is_asked_to_wait_for_the_disk_itself(
    knows_it: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, synced = [], []

    def fcntl(handle: int, command: int) -> None:
        asked.append(command)
        if not knows_it:
            raise OSError(errno.ENOTSUP, "not supported")

    monkeypatch.setattr(atomic_write, "FULL_SYNC", 51)
    monkeypatch.setattr(atomic_write.fcntl, "fcntl", fcntl)
    monkeypatch.setattr(os, "fsync", synced.append)
    monkeypatch.setattr(atomic_write, "_sync_folder", lambda folder: None)
    write(tmp_path / "a", b"new")
    assert asked == [51] and bool(synced) is not knows_it
