"""One hundred posters: most offences keep the rule that finds them in plain text, and nothing is found in clean ones."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

for module in ("PIL", "zxingcpp", "rapidocr", "onnxruntime"):
    pytest.importorskip(module)

from tests.pictures import posters  # noqa: E402
from xhslint.cli.main import main  # noqa: E402
from xhslint.linter.linter import Linter  # noqa: E402

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not posters.has_fonts(), reason="needs fonts-noto-cjk and fonts-wqy-zenhei"),
]
LEAST = 40
"""Of the fifty offences."""


def rules_in(text: str) -> set[str]:
    return {rule for found in Linter().check(text) for rule in (found.rule_id, *found.also)}


def test_posters_are_read_as_they_are_written(folder: Path) -> None:
    expected: dict[str, set[str]] = {}
    for number, poster in enumerate(posters.posters()):
        name = f"{number:03}.jpg"
        poster.image.save(name, quality=82)
        expected[name] = rules_in(poster.offence) if poster.offence else set()
        assert bool(expected[name]) is bool(poster.offence), poster.words
        assert poster.offence or not rules_in("\n".join(poster.words)), poster.words
    assert (len(expected), sum(map(bool, expected.values()))) == (100, 50)
    assert main([*expected, "--format", "json", "--output", "found.json", "--jobs", "2", "--timeout", "600"]) == 1
    report = json.loads(Path("found.json").read_text("utf-8"))
    assert report["errors"] == []
    found: dict[str, set[str]] = defaultdict(set)
    for draft in report["drafts"]:
        for each in draft["findings"]:
            found[draft["path"]] |= {each["rule"], *each["also"]}
    assert {name: found[name] for name, rules in expected.items() if not rules and found[name]} == {}
    kept = [name for name, rules in expected.items() if rules & found[name]]
    assert len(kept) >= LEAST, sorted(set(expected) - set(kept))


def test_words_have_boxes_where_they_are_drawn(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import random

    from PIL import Image, ImageDraw

    poster = Image.new("RGB", posters.SIZE, "white")
    face = posters.font(random.Random(1), 60)
    draw = ImageDraw.Draw(poster)
    draw.text((120, 900), "加薇：taoci_2046", font=face, fill="black")
    box = draw.textbbox((120, 900), "加薇：taoci_2046", font=face)
    poster.save("a.png")
    main(["a.png", "--format", "json"])
    (words,) = json.loads(capsys.readouterr().out)["drafts"]
    told = words["findings"][0]["place"]["box"]
    edges = told["x"], told["y"], told["x"] + told["width"], told["y"] + told["height"]
    assert all(abs(one - other) <= 25 for one, other in zip(edges, box, strict=True)), (edges, box)


def test_nothing_is_fetched(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import random
    import socket

    from PIL import Image, ImageDraw

    from xhslint.pictures import words

    def refuse(*args: object, **named: object) -> None:
        raise AssertionError("a connection was asked for")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    words._engine.cache_clear()
    poster = Image.new("RGB", posters.SIZE, "white")
    ImageDraw.Draw(poster).text((120, 900), "加薇：taoci_2046", font=posters.font(random.Random(1), 60), fill="black")
    poster.save("a.png")
    assert main(["a.png", "--format", "concise", "--timeout", "600"]) == 1
    assert "taoci_2046" in capsys.readouterr().out


def test_a_long_picture_is_read_to_its_end(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import random

    from PIL import Image, ImageDraw

    long = Image.new("RGB", (1080, 9000), "white")
    draw = ImageDraw.Draw(long)
    face = posters.font(random.Random(2), 44)
    for row, words in enumerate(posters.CLEAN[:34]):
        draw.text((90, 100 + row * 250), words, font=face, fill="black")
    draw.text((90, 8800), "加薇：taoci_2046", font=face, fill="black")
    long.save("长图.png")
    main(["长图.png", "--format", "json", "--timeout", "600"])
    (words,) = json.loads(capsys.readouterr().out)["drafts"]
    (found,) = words["findings"]
    assert abs(found["place"]["box"]["y"] - 8800) < 40 and found["line"] == 35
