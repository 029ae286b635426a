"""Files that a repository chooses are read only if they are regular and of a size that people write."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import POSIX, XHSLINT, environment, make_home, run
from xhslint.base.file_reading import MAX_BYTES
from xhslint.cli.main import main

Capture = pytest.CaptureFixture[str]
MEMORY = 1 << 30
"""Bytes of addresses that a run may use; reading a device without an end needs more."""


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 << 30)


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "device": (lambda path: path.symlink_to("/dev/zero"), "no regular file"),
    "pipe": (os.mkfifo, "no regular file"),
    "large": (sparse, "larger than such files may be"),
}
CHOSEN = {
    ".xhslint.yaml": [],
    ".xhslint-baseline.json": [],
    "notes/.gitignore": [],
    ".gitignore": [],
    "own/a.yaml": ["--rules=own"],
    "rules.yaml": ["--rules=rules.yaml"],
    "base.json": ["--baseline=base.json"],
}

LINKS = {
    ".xhslint.yaml": "is outside the folder",
    ".xhslint-baseline.json": "leads out of this folder",
    "own/a.yaml": "leads out of the folder of rules",
}
"""What is said of a link before the device at its end is opened."""


@pytest.fixture
def home(stranger: Path) -> dict[str, str]:
    """Return the variables of a process whose cache holds the compiled rules."""
    return environment(make_home(stranger.parent / "home"))


def limited() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@POSIX
@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", CHOSEN)
def test_what_a_run_reads(name: str, kind: str, stranger: Path, home: dict[str, str]) -> None:
    """In a process of its own, because it must not wait for ever or take all memory."""
    make, reason = ODD[kind]
    path = stranger / name
    path.parent.mkdir(exist_ok=True)
    make(path)
    status, _, err = run(["notes", "--lang=en", *CHOSEN[name]], stranger, home, XHSLINT, preexec_fn=limited)
    text = err.decode()
    if kind == "device":
        reason = LINKS.get(name, reason)
    assert status == 2 and name in text and reason in text, text
    assert "internal error" not in text and text.count("\n") == 1


@POSIX
@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("key", ["extends", "rules", "baseline"])
def test_what_a_configuration_names(key: str, kind: str, stranger: Path, home: dict[str, str]) -> None:
    make, reason = ODD[kind]
    make(stranger / "odd.yaml")
    (stranger / ".xhslint.yaml").write_text(f"{key}: odd.yaml\n", "utf-8")
    status, _, err = run(["notes", "--lang=en"], stranger, home, XHSLINT, preexec_fn=limited)
    assert status == 2 and "odd.yaml" in err.decode()
    assert ("outside" if kind == "device" else reason) in err.decode()


@POSIX
def test_a_configuration_from_a_pipe_may_be_named(stranger: Path, home: dict[str, str]) -> None:
    line = f"printf 'fail-on: never' | {XHSLINT[0]} -m xhslint notes --config /dev/stdin"
    status, _, err = run(["-c", line], stranger, home, ["sh"])
    assert (status, err) == (0, b"")


@POSIX
def test_init_looks_at_no_device(stranger: Path, home: dict[str, str]) -> None:
    (stranger / ".pre-commit-config.yaml").symlink_to("/dev/zero")
    assert run(["init"], stranger, home, XHSLINT, preexec_fn=limited)[0] == 0


def test_a_size_that_is_allowed_and_one_that_is_not(stranger: Path, capsys: Capture) -> None:
    line = b"fail-on: never\n"
    Path(".xhslint.yaml").write_bytes(line + b"#" * (MAX_BYTES - len(line)))
    assert main(["notes"]) == 0
    Path(".xhslint.yaml").write_bytes(line + b"#" * (MAX_BYTES + 1 - len(line)))
    assert main(["notes"]) == 2
    assert ".xhslint.yaml: 无法读取：超过了这种文件允许的大小\n" in capsys.readouterr().err
    Path(".xhslint.yaml").unlink()
    Path("pyproject.toml").write_bytes(b"#" * (MAX_BYTES + 1))
    assert main(["notes"]) == 2


@POSIX
def test_drafts_and_rules_in_a_folder_do_not_lead_out_of_it(stranger: Path, capsys: Capture) -> None:
    secret = stranger.parent / "secret.md"
    secret.write_text("加我微信 abc12345\u200b\n", "utf-8")
    Path("notes/a.md").unlink()
    Path("notes/link.md").symlink_to(secret)
    before = secret.read_bytes()
    assert main(["notes", "--fix"]) == 0
    assert secret.read_bytes() == before
    assert main(["notes/link.md"]) == 1  # the user names it
    Path("own").mkdir()
    Path("own/secret.yaml").symlink_to(secret)
    capsys.readouterr()
    assert main(["notes", "--rules=own", "--lang=en"]) == 2
    assert capsys.readouterr().err == (
        "own/secret.yaml: a link that leads out of the folder of rules; name its target instead\n"
    )
