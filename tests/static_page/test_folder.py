"""The folder that `xhslint page` writes: what is in it, what it replaces, and what it refuses."""

from __future__ import annotations

import gzip
import io
import json
import re
import tarfile
from pathlib import Path

import pytest

from xhslint.cli.main import main
from xhslint.messages.static_page import BROWSER
from xhslint.static_page import folder, pyodide
from xhslint.static_page.folder import INDEX, RECORD
from xhslint.static_page.package import package_files, packed

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with files that stand for those of Pyodide; nothing is compiled ahead."""
    place = tmp_path / "pyodide"
    place.mkdir()
    for name in pyodide.DIGESTS:
        (place / name).write_bytes(name.encode())
    digest = {name: __import__("hashlib").sha256(name.encode()).hexdigest() for name in pyodide.DIGESTS}
    monkeypatch.setattr(pyodide, "DIGESTS", digest)
    monkeypatch.setattr(folder, "compiled", lambda *_: None)
    monkeypatch.setattr(folder, "package_files", lambda: {"xhslint/__init__.py": b""})
    monkeypatch.chdir(tmp_path)
    return place


def write(*args: str) -> int:
    return main(["page", "out", "--pyodide", "pyodide", *args])


def tree(path: Path) -> dict[str, bytes]:
    return {each.relative_to(path).as_posix(): each.read_bytes() for each in sorted(path.rglob("*")) if each.is_file()}


def test_a_folder_is_written_and_named(fake: Path, capsys: Capture) -> None:
    assert write("--lang", "en") == 0
    out = capsys.readouterr().out
    assert re.fullmatch(
        r"wrote out, 0\.\d MB\. Put the whole folder on a web server\.\n"
        r"No Node was found that works, so nothing was compiled ahead: .*\n"
        r"To look at it: python -m http\.server -d out, then open http://localhost:8000/\n",
        out,
    )


def test_every_link_leads_into_the_folder_and_to_nobody_else(fake: Path) -> None:
    assert write() == 0
    files = tree(Path("out"))
    html = files[INDEX].decode()
    links = re.findall(r'(?:href|src)="([^"#]+)"', html)
    assert len(links) >= 4 and set(links) <= files.keys()
    assert html.index("Content-Security-Policy") < min(html.index(link) for link in links)
    assert "default-src 'none'" in html and "'unsafe-inline'" not in html and "'unsafe-eval'" not in html
    modules = {name: data.decode() for name, data in files.items() if name.startswith("page-") and name.endswith(".js")}
    for name, text in modules.items():
        for imported in re.findall(r'from "([^"]+)"', text):
            assert f"{name.rpartition('/')[0]}/{imported.removeprefix('./')}" in files, (name, imported)
    settings = next(text for name, text in modules.items() if name.endswith("/folder.js"))
    values = dict(re.findall(r"^export const (\w+) = (.*);$", settings, re.MULTILINE))
    page = Path(next(iter(modules))).parent
    for each in json.loads(values["files"]).values():
        path = Path("out", page, each["path"])
        assert path.stat().st_size == each["size"]
    pieces = json.loads(values["pyodide"])
    assert Path("out", page, pieces["main"]).is_file()
    assert Path("out", page, pieces["folder"]).is_dir() and pieces["folder"].endswith("/")
    assert json.loads(values["lang"]) == "zh" and json.loads(values["texts"]) == BROWSER


def test_the_page_begins_in_the_language_of_the_command(fake: Path) -> None:
    assert write("--lang", "en") == 0
    html = Path("out", INDEX).read_text("utf-8")
    assert '<html lang="en">' in html and BROWSER["en"]["opening"] in html
    (settings,) = Path("out").glob("page-*/folder.js")
    assert 'export const lang = "en";' in settings.read_text("utf-8")


def test_a_later_page_takes_the_place_of_an_earlier_one(fake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert write() == 0
    first = tree(Path("out"))
    assert write() == 0
    assert tree(Path("out")) == first
    monkeypatch.setattr(folder, "package_files", lambda: {"xhslint/__init__.py": b"# new"})
    (kept,) = Path("out").glob("pyodide-*/module.bin")
    before = kept.stat()
    assert write() == 0
    second = tree(Path("out"))
    (page,) = Path("out").glob("page-*")
    assert second[INDEX] != first[INDEX] and page.name in second[INDEX].decode()
    assert kept.stat().st_ino == before.st_ino and kept.stat().st_mtime_ns == before.st_mtime_ns


def test_a_page_that_cannot_be_written_whole_leaves_the_earlier_one(
    fake: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert write() == 0
    first = tree(Path("out"))
    monkeypatch.setattr(folder, "package_files", lambda: {"xhslint/__init__.py": b"# new"})
    whole = folder.atomic_write.write

    def full(path: Path, data: bytes, **more: object) -> None:
        if path.name == "worker.js":
            raise OSError(28, "No space left on device")
        whole(path, data, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(folder.atomic_write, "write", full)
    assert write("--lang", "en") == 2
    assert capsys.readouterr().err.startswith("out: cannot write")
    left = tree(Path("out"))
    assert all(left[name] == data for name, data in first.items() if name != RECORD)
    monkeypatch.setattr(folder.atomic_write, "write", whole)
    assert write() == 0
    assert len([*Path("out").glob("page-*")]) == 1


@pytest.mark.parametrize("there", ["notes.md", INDEX, "page-1-0", RECORD])
def test_a_folder_with_other_things_is_left_alone(fake: Path, there: str, capsys: Capture) -> None:
    Path("out").mkdir()
    Path("out", there).write_text("mine", "utf-8")
    assert write() == 2
    assert capsys.readouterr().err == "out: 这个文件夹里有别的东西，没有动它；请换一个新的或空的文件夹\n"
    assert tree(Path("out")) == {there: b"mine"}


def test_what_is_added_to_a_page_is_no_part_of_it(fake: Path, capsys: Capture) -> None:
    assert write() == 0
    Path("out", "notes.md").write_text("mine", "utf-8")
    before = tree(Path("out"))
    assert write() == 2
    assert tree(Path("out")) == before


def test_a_record_cannot_have_other_folders_deleted(fake: Path) -> None:
    assert write() == 0
    Path("mine").mkdir()
    Path("out", "mine").mkdir()
    record = json.loads(Path("out", RECORD).read_text("utf-8"))
    record["files"] += ["mine", "../mine", "page-../../mine"]
    Path("out", RECORD).write_text(json.dumps(record), "utf-8")
    assert write() == 0
    assert Path("mine").is_dir() and Path("out", "mine").is_dir()


def test_a_file_where_the_folder_should_be(fake: Path, capsys: Capture) -> None:
    Path("out").write_text("mine", "utf-8")
    assert write("--lang", "en") == 2
    assert capsys.readouterr().err.startswith("out: this is a file")
    assert Path("out").read_text("utf-8") == "mine"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_pyodide_it_says_what_to_do(fake: Path, lang: str, capsys: Capture) -> None:
    assert main(["page", "out", "--lang", lang]) == 2
    message = capsys.readouterr().err
    assert f"npm pack pyodide@{pyodide.VERSION}" in message and f"--pyodide {pyodide.ARCHIVE}" in message
    assert not Path("out").exists()
    assert main(["page", "--lang", lang]) == 2
    assert "xhslint page site" in capsys.readouterr().err


def test_the_archive_of_npm_and_the_folder_of_npm(fake: Path) -> None:
    assert write() == 0
    expected = tree(Path("out"))
    with tarfile.open("pack.tgz", "w:gz") as archive:
        archive.add("pyodide", "package")
    Path("node/node_modules").mkdir(parents=True)
    fake.rename("node/node_modules/pyodide")
    for place in ("pack.tgz", "node", "node/node_modules/pyodide"):
        assert main(["page", "again", "--pyodide", place]) == 0
        assert tree(Path("again")) == expected


@pytest.mark.parametrize("name", pyodide.DIGESTS)
def test_files_that_are_missing_or_others(fake: Path, name: str, capsys: Capture) -> None:
    (fake / name).write_bytes(b"other")
    assert write() == 2
    assert capsys.readouterr().err.startswith(f"pyodide: {name} 不是 Pyodide {pyodide.VERSION} 的文件")
    (fake / name).unlink()
    assert write() == 2
    assert capsys.readouterr().err.startswith(f"pyodide: 里面没有 {name}")
    assert not Path("out").exists()


@pytest.mark.parametrize(
    "data", [b"", b"mine", gzip.compress(b"mine"), gzip.compress(bytes(100))[:20]], ids=["empty", "text", "gzip", "cut"]
)
def test_what_is_no_archive(fake: Path, data: bytes, capsys: Capture) -> None:
    Path("pack.tgz").write_bytes(data)
    assert main(["page", "out", "--pyodide", "pack.tgz", "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("pack.tgz: ")
    assert main(["page", "out", "--pyodide", "nowhere", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "nowhere: there is no such file or folder\n"


def test_an_archive_that_was_cut_off(fake: Path, capsys: Capture) -> None:
    with tarfile.open("pack.tgz", "w:gz") as archive:
        archive.add("pyodide", "package")
    data = Path("pack.tgz").read_bytes()
    for cut in (10, len(data) // 2, len(data) - 20):
        Path("pack.tgz").write_bytes(data[:cut])
        assert main(["page", "out", "--pyodide", "pack.tgz"]) in (0, 2)
        assert "Traceback" not in capsys.readouterr().err


def test_the_package_has_what_answers_and_nothing_else() -> None:
    files = package_files()
    assert {
        "xhslint/page/answers.py",
        "xhslint/data/rulebook.bin",
        "xhslint/data/words.grouped",
        "yaml/__init__.py",
    } <= (files.keys())
    assert not [name for name in files if re.match(r"xhslint/(?:cli|lsp|mcp|serve|train)/", name)]
    with tarfile.open(fileobj=io.BytesIO(packed(files))) as archive:
        members = {member.name: archive.extractfile(member) for member in archive}
    assert {name: file.read() for name, file in members.items() if file} == files
    assert packed(files) == packed(dict(reversed(files.items())))
