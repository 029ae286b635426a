"""Pictures in several processes: one at a time for each, in the order of the run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.pictures.conftest import FakeReader, poster
from tests.running import FORK
from xhslint.cli.main import main
from xhslint.run import pool
from xhslint.run.files import is_much
from xhslint.run.pool import CHUNK


def test_a_process_is_given_one_picture_at_a_time() -> None:
    drafts, pictures = [f"{at}.md" for at in range(CHUNK + 3)], [f"{at}.jpg" for at in range(3)]
    assert [len(chunk) for chunk in pool._chunks(drafts)] == [CHUNK, 3]
    assert [len(chunk) for chunk in pool._chunks(pictures)] == [1, 1, 1]
    mixed = [*drafts, *pictures, *drafts]
    chunks = pool._chunks(mixed)
    assert [path for chunk in chunks for path in chunk] == mixed
    assert all(sum(map(pictures.__contains__, chunk)) <= 1 for chunk in chunks)


@pytest.mark.parametrize(
    ("pictures", "drafts", "is_worth"), [(3, 0, False), (4, 0, True), (0, 63, False), (3, 16, True)]
)
def test_a_few_pictures_are_worth_processes(pictures: int, drafts: int, is_worth: bool) -> None:
    assert is_much([*["a.jpg"] * pictures, *["a.md"] * drafts]) is is_worth


@FORK
def test_pictures_come_in_order_from_several_processes(reader: FakeReader, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"{at:02}.jpg" for at in range(9)]
    for at, name in enumerate(names):
        poster(name, "加薇：taoci_2046" if at % 2 else "好", codes=["店里的菜单"] * (at % 3 == 0))
    Path("04.jpg").write_text("-", "utf-8")
    status = main([*names, "--jobs", "2", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert status == 2 and reader.read == []
    assert list(dict.fromkeys(draft["path"] for draft in report["drafts"])) == [
        each for each in names if each != "04.jpg"
    ]
    assert [error["path"] for error in report["errors"]] == ["04.jpg"]
    again = main([*names, "--jobs", "1", "--format", "json"])
    assert again == 2 and json.loads(capsys.readouterr().out) == report
    assert reader.read == ["04.jpg"]
