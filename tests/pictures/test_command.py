"""Pictures in the command `check`: which are found, what is said of those that are not read, and what other options do."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.pictures.conftest import FakeReader, poster
from tests.running import POSIX
from xhslint.cli.main import main
from xhslint.pictures import tools
from xhslint.pictures.reading import Reading

Capture = pytest.CaptureFixture[str]
OFFENCE = "加薇：taoci_2046"
OUTSIDE = "the picture ../secret/a.jpg is outside the project, and not checked"
FOUND = "x=100 y=100 650×60: error contact/wechat-id “加薇：taoci_2046” reads “加微信：taoci_2046” (homophone): Gives a WeChat id"


def concise(capsys: Capture, *args: str) -> tuple[int, list[str], list[str]]:
    """Return exit status, the lines of the report and those of standard error."""
    status = main([*args, "--format", "concise", "--lang", "en"])
    out, err = capsys.readouterr()
    return status, out.splitlines(), err.splitlines()


def unwrapped(capsys: Capture) -> str:
    return capsys.readouterr().out.replace("\n", " ")


def files_of(lines: list[str]) -> list[str]:
    return list(dict.fromkeys(line.partition(":")[0] for line in lines))


def draft(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


def test_a_picture_that_is_named_is_read(reader: FakeReader, capsys: Capture) -> None:
    poster("海报.jpg", OFFENCE)
    assert concise(capsys, "海报.jpg") == (1, [f"海报.jpg:{FOUND}"], [])


def test_pictures_of_drafts_are_read_only_if_somebody_asks(reader: FakeReader, capsys: Capture) -> None:
    draft("note.md", "![](图/a.jpg)\n")
    poster("图/a.jpg", OFFENCE)
    assert concise(capsys, "note.md") == (0, [], [])
    assert concise(capsys, "note.md", "--images") == (1, [f"图/a.jpg:{FOUND}"], [])


def test_pictures_come_behind_their_draft_each_once(reader: FakeReader, capsys: Capture) -> None:
    draft("notes/b.md", f"---\ncover: 封面.png\nimages: [../共用.jpg]\n---\n{OFFENCE}\n\n![](封面.png)")
    draft("notes/c.md", "![](../共用.jpg)")
    for path in (
        "notes/封面.png",
        "共用.jpg",
        "notes/b-2.webp",
        "notes/b-10.jpg",
        "notes/B.JPG",
        "notes/bc.jpg",
        "notes/c.jpg",
    ):
        poster(path, OFFENCE)
    subprocess.run(["git", "init", "-q"], check=True)
    status, lines, err = concise(capsys, "notes", "--images")
    assert (status, err) == (1, [])
    pictures = ["notes/封面.png", "共用.jpg", "notes/B.JPG", "notes/b-2.webp", "notes/b-10.jpg"]
    assert files_of(lines) == ["notes/b.md", *pictures, "notes/c.jpg"]


def test_a_configuration_asks_for_pictures_of_some_drafts(reader: FakeReader, capsys: Capture) -> None:
    draft(".xhslint.yaml", "images: true\noverrides:\n  - {paths: [旧/**], images: false}\n")
    for name in ("新/a", "旧/b"):
        draft(f"{name}.md", "好")
        poster(f"{name}.jpg", OFFENCE)
    assert files_of(concise(capsys, "新", "旧")[1]) == ["新/a.jpg"]
    main(["--show-config", "旧/b.md"])
    assert "images: false" in capsys.readouterr().out


def test_pictures_that_are_missing_have_their_place(reader: FakeReader, capsys: Capture) -> None:
    draft("note.md", "---\nimages: [a.jpg]\n---\n好\n\n看 ![](b.png)\n")
    status, _, err = concise(capsys, "note.md", "--images")
    assert status == 2
    assert err == ["note.md:2:10: no such picture: a.jpg", "note.md:6:3: no such picture: b.png"]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (
            "https://example.com/a.jpg",
            "pictures on the web are not fetched, and this one is not checked: https://example.com/a.jpg",
        ),
        (
            "//example.com/a.jpg",
            "pictures on the web are not fetched, and this one is not checked: //example.com/a.jpg",
        ),
    ],
)
def test_pictures_elsewhere_are_said_not_to_be_read(
    target: str, told: str, reader: FakeReader, capsys: Capture
) -> None:
    draft("note.md", f"---\ncover: '{target}'\n---\n好")
    status, _, err = concise(capsys, "note.md", "--images")
    assert (status, err) == (0, [f"note.md:2:9: {told}"])
    assert main(["note.md", "--images", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("Checked 1 draft: nothing to report. 1 picture on the web not checked.")
    assert main(["note.md", "--images", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["remotePictures"] == 1


def test_what_is_no_picture_is_refused(reader: FakeReader, capsys: Capture) -> None:
    draft("note.md", "![](a.mp4)")
    draft("a.mp4", "-")
    assert concise(capsys, "note.md", "--images")[2] == [
        "note.md:1:1: a.mp4 is no picture, and not checked; save pictures as JPG or PNG"
    ]


def test_a_draft_names_no_picture_outside_its_project(reader: FakeReader, capsys: Capture) -> None:
    poster("secret/a.jpg", OFFENCE)
    draft("project/note.md", "![](../secret/a.jpg)")
    subprocess.run(["git", "init", "-q", "project"], check=True)
    status, out, err = concise(capsys, "project/note.md", "--images")
    assert (status, out, reader.read) == (2, [f"project/note.md:1:1: error {OUTSIDE}"], [])
    assert err == [f"project/note.md:1:1: {OUTSIDE}"]


@POSIX
def test_no_link_leads_out_of_a_project_or_anywhere_if_isolated(
    reader: FakeReader, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    poster("secret/a.jpg", OFFENCE)
    draft("project/note.md", "![](a.jpg) ![](b.jpg)")
    poster("project/real.jpg", OFFENCE)
    Path("project/a.jpg").symlink_to("../secret/a.jpg")
    Path("project/b.jpg").symlink_to("real.jpg")
    Path("project/note.png").symlink_to("../secret/a.jpg")
    monkeypatch.chdir("project")
    subprocess.run(["git", "init", "-q"], check=True)
    assert files_of(concise(capsys, "note.md", "--images")[1]) == ["note.md", "note.png", "b.jpg"]
    reader.read.clear()
    status, _, err = concise(capsys, "note.md", "--images", "--isolated")
    assert (status, reader.read) == (2, [])
    link = "is a link or leads through one, and not checked with --isolated"
    assert err[1:] == [f"note.md:1:12: the picture b.jpg {link}", f"note.png: the picture note.png {link}"]


def test_a_picture_at_the_root_of_the_project(reader: FakeReader, capsys: Capture) -> None:
    poster("img/海报 1.jpg", OFFENCE)
    draft("posts/note.md", "![](/img/海报%201.jpg)")
    subprocess.run(["git", "init", "-q"], check=True)
    assert files_of(concise(capsys, "posts/note.md", "--images")[1]) == ["img/海报 1.jpg"]


def test_pictures_of_what_is_pasted(reader: FakeReader, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys
    from types import SimpleNamespace

    poster("a.jpg", OFFENCE)
    piped = SimpleNamespace(buffer=io.BytesIO(b"![](a.jpg)"), isatty=lambda: False, closed=False)
    monkeypatch.setattr(sys, "stdin", piped)
    assert files_of(concise(capsys, "-", "--images")[1]) == ["a.jpg"]


def test_without_the_packages_it_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(tools, "reads_codes", lambda: False)
    monkeypatch.setattr(tools, "reads_words", lambda: False)
    draft("note.md", f"{OFFENCE}\n\n![](a.jpg)")
    poster("a.jpg", OFFENCE)
    for args in (("note.md", "--images"), ("a.jpg",), ("a.jpg", "note.md")):
        status, _, err = concise(capsys, *args)
        assert status == 2
        assert err == [
            "xhslint: to check pictures, first run: pip install 'xhslint[images]' (with pipx: pipx install --force 'xhslint[images]'; for QR codes alone: xhslint[qr]); no picture was checked"
        ]
    Path("手机.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0")
    assert concise(capsys, "手机.heic")[2] == [
        "手机.heic: is HEIC, a format that cannot be read, and not checked: save it as JPG or PNG"
    ]
    draft("clean.md", "好")
    assert concise(capsys, "clean.md", "--images")[0] == 2
    assert concise(capsys, "clean.md")[0] == 0


def test_words_that_were_not_read_are_never_called_clean(reader: FakeReader, capsys: Capture) -> None:
    reader.has_words = False
    poster("a.jpg", OFFENCE)
    poster("b.jpg", OFFENCE, codes=["https://u.wechat.com/AbCdEfG12"])
    status, out, err = concise(capsys, "a.jpg", "b.jpg")
    assert status == 1 and err == [
        "xhslint: the words in pictures were not read, only the QR codes; to read words, run: pip install 'xhslint[images]' (with pipx: pipx install --force 'xhslint[images]')"
    ]
    assert [line.split(" error ")[1].split()[0] for line in out] == ["image/qr"]
    assert main(["a.jpg", "--lang", "en"]) == 0
    assert "Of 1 picture only the QR codes were read, not the words." in unwrapped(capsys)


def test_what_moves_is_not_called_clean(reader: FakeReader, capsys: Capture) -> None:
    poster("a.gif", "好", moves=True)
    status, _, err = concise(capsys, "a.gif")
    assert (status, err) == (
        2,
        ["a.gif: is animated, and only its first frame was checked: save the others as JPG or PNG"],
    )


def test_fixes_leave_pictures_alone(reader: FakeReader, capsys: Capture) -> None:
    draft("note.md", "同款在这里 https://shop.taobao.com/item ，码数齐全\n\n![](a.jpg)\n")
    poster("a.jpg", "同款在这里 https://shop.taobao.com/item ，码数齐全")
    before = Path("a.jpg").read_bytes()
    status, out, _ = concise(capsys, "note.md", "--images", "--unsafe-fixes")
    assert status == 1 and files_of(out) == ["a.jpg"]
    assert Path("a.jpg").read_bytes() == before and "taobao" not in Path("note.md").read_text("utf-8")


def test_a_baseline_knows_what_stands_in_pictures(reader: FakeReader, capsys: Capture) -> None:
    draft("note.md", "好")
    poster("note.jpg", OFFENCE, codes=["https://u.wechat.com/AbCdEfG12"])
    assert main(["baseline", "write", "note.md", "--images"]) == 0
    capsys.readouterr()
    assert concise(capsys, "note.md", "--images") == (0, [], [])
    poster("note.jpg", OFFENCE, OFFENCE, codes=["https://u.wechat.com/AbCdEfG12"])
    assert len(concise(capsys, "note.md", "--images")[1]) == 1


def test_rules_are_suppressed_by_configuration(reader: FakeReader, capsys: Capture) -> None:
    draft(".xhslint.yaml", "overrides: [{paths: [图/**], ignore: [image], severity: {contact: 'off'}}]\n")
    poster("图/a.jpg", OFFENCE, codes=["店里的菜单"])
    assert concise(capsys, "图/a.jpg") == (0, [], [])


def test_explain_says_why(reader: FakeReader, capsys: Capture) -> None:
    poster("a.jpg", OFFENCE, codes=["店里的菜单"])
    assert main(["a.jpg", "--explain", "--format", "json"]) == 1
    words, code = json.loads(capsys.readouterr().out)["drafts"]
    assert words["findings"][0]["explanation"]["rule"] and code["findings"][0]["rule"] == "image/qr"


def git(*args: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *args], check=True, capture_output=True
    )


def test_since_takes_changed_pictures_and_those_that_changed_lines_name(reader: FakeReader, capsys: Capture) -> None:
    git("init", "-q")
    draft("note.md", "好 ![](a.jpg)\n看 ![](b.jpg)\n")
    for name in ("a", "b", "c"):
        poster(f"{name}.jpg", OFFENCE)
    git("add", ".")
    git("commit", "-qm", "一")
    assert concise(capsys, "note.md", "--images", "--since", "HEAD")[0] == 0
    poster("b.jpg", "看", OFFENCE)
    draft("note.md", "好 ![](a.jpg)\n看 ![](b.jpg)\n还有 ![](c.jpg)\n")
    assert files_of(concise(capsys, "note.md", "--images", "--since", "HEAD")[1]) == ["b.jpg", "c.jpg"]


def test_since_tells_of_missing_pictures_that_changed_lines_name(reader: FakeReader, capsys: Capture) -> None:
    git("init", "-q")
    draft("note.md", "![](gone.jpg)\n![](https://example.com/a.jpg)\n")
    draft("other.md", "![](lost.jpg)\n")
    git("add", ".")
    git("commit", "-qm", "一")
    args = (".", "--images", "--since", "HEAD")
    assert concise(capsys, *args) == (0, [], [])
    draft("note.md", "![](gone.jpg)\n![](https://example.com/a.jpg)\n![](new.jpg)\n")
    assert concise(capsys, *args)[2] == ["note.md:3:1: no such picture: new.jpg"]


def test_a_folder_says_which_pictures_belong_to_no_draft(reader: FakeReader, capsys: Capture) -> None:
    draft("notes/a.md", "好")
    poster("notes/a.jpg", "好")
    poster("notes/别的.jpg", "好")
    main(["notes", "--images", "--lang", "en"])
    assert "1 other file not checked: .jpg 1." in unwrapped(capsys)


def test_readings_are_kept_by_content(reader: FakeReader, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    poster("a.jpg", OFFENCE)
    first = concise(capsys, "a.jpg")
    assert concise(capsys, "a.jpg") == first and reader.read == ["a.jpg"]
    Path("a.jpg").rename("b.jpg")
    assert files_of(concise(capsys, "b.jpg")[1]) == ["b.jpg"] and reader.read == ["a.jpg"]
    concise(capsys, "b.jpg", "--explain")
    assert reader.read == ["a.jpg"]
    concise(capsys, "b.jpg", "--no-cache")
    monkeypatch.setattr(tools, "versions", lambda: "fake 2")
    concise(capsys, "b.jpg")
    poster("b.jpg", "好")
    concise(capsys, "b.jpg")
    assert reader.read == ["a.jpg", "b.jpg", "b.jpg", "b.jpg"]


def test_a_crash_in_one_picture_hides_no_other(
    reader: FakeReader, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(data: bytes, path: str) -> Reading:
        if path == "a.jpg":
            raise RuntimeError("ein Fehler")
        return reader(data, path)

    from xhslint.pictures import read

    monkeypatch.setattr(read, "read_picture", crash)
    poster("a.jpg", "好")
    poster("b.jpg", OFFENCE)
    status, out, err = concise(capsys, "a.jpg", "b.jpg")
    assert status == 2 and files_of(out)[-1:] == ["b.jpg"] and "a.jpg" in err[0]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_has_the_box(form: str, reader: FakeReader, capsys: Capture) -> None:
    poster("a.jpg", OFFENCE, confidence=0.55)
    main(["a.jpg", "--format", form])
    out = capsys.readouterr().out
    found: dict[str, Any] = (
        json.loads(out)["drafts"][0]["findings"][0] if form == "json" else json.loads(out.splitlines()[0])
    )
    assert found["severity"] == "warning"
    assert found["place"] == {"box": {"x": 100, "y": 100, "width": 650, "height": 60}, "confidence": 0.55}


def test_progress_is_shown_unless_it_is_to_be_quiet(
    reader: FakeReader, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from xhslint.terminal.console import Console

    shown: list[tuple[int, int]] = []
    monkeypatch.setattr(Console, "progress", lambda self, done, total: shown.append((done, total)))
    for name in ("a", "b", "c"):
        poster(f"{name}.jpg", "好", codes=["店里的菜单"])
    main(["a.jpg", "b.jpg", "c.jpg"])
    assert list(dict.fromkeys(shown)) == [(0, 3), (1, 3), (2, 3)]
    shown.clear()
    main(["a.jpg", "b.jpg", "c.jpg", "--quiet"])
    assert shown == []


def test_a_picture_is_told_with_the_drafts_that_use_it(reader: FakeReader, capsys: Capture) -> None:
    for name in ("a", "b"):
        draft(f"{name}.md", "![](c.jpg)")
    poster("c.jpg", OFFENCE)
    poster("a-2.jpg", OFFENCE)
    assert main([".", "--images"]) == 1
    out = capsys.readouterr().out
    assert "c.jpg\n  用在：a.md、b.md\n" in out and "a-2.jpg\n  用在：a.md\n" in out
    assert "检查了 2 篇笔记、2 张图片：2 处错误。" in out


def test_what_names_no_file_has_its_place(reader: FakeReader, capsys: Capture) -> None:
    draft("a.md", "---\ncover: {a: b}\nimages: [5, c.jpg]\n---\n好 ![](data:image/png;base64,AAAA)")
    poster("c.jpg", "好")
    status, _, err = concise(capsys, "a.md", "--images")
    assert (status, sorted(err)) == (
        2,
        [
            "a.md:2:1: cover holds what is no name of a picture, and not checked: {'a': 'b'}",
            "a.md:3:1: images holds what is no name of a picture, and not checked: 5",
            "a.md:5:3: a picture that is written into the draft (data:) is not read, and not checked: save it as a JPG or PNG file",
        ],
    )


def test_a_picture_by_another_name_is_told_to_be_renamed(folder: Path, capsys: Capture) -> None:
    for name in ("a.txt", "海报"):
        Path(name).write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    told = "is a picture, which its name does not say, and was not checked: rename it to end in .jpg or .png"
    assert concise(capsys, "a.txt", "海报")[2] == [f"a.txt: {told}", f"海报: {told}"]


@pytest.mark.parametrize("data", [b"", b"\0" * 9])
def test_an_empty_picture_is_told_so(data: bytes, folder: Path, capsys: Capture) -> None:
    for module in ("PIL", "zxingcpp", "rapidocr"):
        pytest.importorskip(module)
    Path("a.jpg").write_bytes(data)
    assert concise(capsys, "a.jpg")[2] == ["a.jpg: is empty, and not checked: export it again"]


def test_who_has_a_line_in_a_picture_is_told_to_change_the_picture(reader: FakeReader, capsys: Capture) -> None:
    poster("a.jpg", OFFENCE)
    main(["a.jpg"])
    assert "改成 （改图，去掉这一行）" in capsys.readouterr().out
