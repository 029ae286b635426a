"""One run: what is measured, how often, and on which drafts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drafts import chosen, write
from measure import HERE
from peers import Peer, peers

BAD = """周末手作陶艺体验

今天捏了一只歪歪扭扭的小碗，釉色是自己调的✨
烧出来比想象中好看，杯底还刻了日期
想学的姐妹加薇❤：taoci_2046，备注手作abc
价格表私信我发你哦~

#陶艺体验 #周末去哪儿
"""
GOOD = """周末手作陶艺体验

今天捏了一只歪歪扭扭的小碗，釉色是自己调的✨
烧出来比想象中好看，杯底还刻了日期
第一次拉坯总是往一边倒，老师说手要稳，心里不要急
下周还想再去试一次更加微妙的蓝色~

#陶艺体验 #周末去哪儿
"""
LINE = "今天天气好，去公园散步。\n"


@dataclass
class Bench:
    """A scratch folder with the drafts in it, everything relative to it, and how much is measured.

    `many` notes are linted in one process and in two. `pairs` are taken of each cold start, `rounds` of each throughput; `folders` are numbers of notes and `sizes`
    megabytes of one draft whose memory is measured, those that would take more than `limit` seconds left out.
    """

    folder: Path
    files: Sequence[Path]
    made: bool
    peers: Sequence[Peer]
    many: int
    pairs: int
    rounds: int
    folders: Sequence[int]
    sizes: Sequence[float]
    limit: float

    bad = "bad/000000.md"
    good = "good/000000.md"
    line = "line/000000.md"
    notes = "notes"

    @classmethod
    def prepare(
        cls,
        folder: Path,
        paths: Sequence[str],
        number: int,
        installed: Path | None,
        *,
        many: int,
        pairs: int,
        rounds: int,
        folders: Sequence[int],
        sizes: Sequence[float],
        limit: float,
    ) -> Bench:
        """Write all drafts but the large ones."""
        from xhslint import Linter

        for name, text in ((cls.bad, BAD), (cls.good, GOOD), (cls.line, LINE)):
            write((folder / name).parent, [text])
        files = write(folder / cls.notes, chosen(paths, number))
        if not files:
            sys.exit("no drafts in " + ", ".join(paths))
        others = peers(installed, folder, Linter().engine.rulebook.words)
        return cls(folder, files, not paths, others, many, pairs, rounds, folders, sizes, limit)

    def some(self, number: int | None) -> tuple[str, Sequence[Path]]:
        """A folder with the first notes, relative, and its files."""
        if number is None or number >= len(self.files):
            return self.notes, self.files
        folder = self.folder / f"notes-{number}"
        if not folder.exists():
            write(folder, (path.read_text("utf-8") for path in self.files[:number]))
        return folder.name, sorted(folder.iterdir())


def xhslint(*rest: str) -> list[str]:
    """The installed command."""
    script = Path(sys.executable).with_name("xhslint")
    return [*([str(script)] if script.exists() else [sys.executable, "-m", "xhslint"]), *rest]


def inside(what: str, folder: str) -> list[str]:
    """The script that measures inside its process."""
    return [sys.executable, str(HERE / "inside.py"), what, folder]
