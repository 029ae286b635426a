"""Notes of the shape of real ones, made from `sentences.txt`: the same number gives the same notes on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

OFFENDING = 0.04
"""The share of notes that hold an offence."""
FOLDING = 0.18
"""The share of notes that hold something to fold: traditional characters, full-width or circled ones."""
SEED = 20_240_615
PLACES = ("泉州", "大理", "绍兴", "威海", "景德镇", "喀什", "潮州", "贵阳", "扬州", "舟山")
EMOJI = (
    "✨",
    "🌿",
    "☀️",
    "📝",
    "💡",
    "🍊",
    "🥹",
    "😭",
    "🤍",
    "🌊",
    "👩‍🍳",
    "📷",
    "[玫瑰R]",
    "[笑哭R]",
    "[偷笑R]",
    "~",
    "!!",
)
BULLETS = ("▪️", "🔸", "✅", "·", "- ", "📍")
TRADITIONAL = str.maketrans(
    "这个来们说时会对还过发买气点开学书爱觉间边没样东车见话长门问头体现动经给让应该实写读难当两几听饭饮钱贵热凉线红绿电脑机图选换试记结轻松软颜肤脸妈岁梦静",
    "這個來們說時會對還過發買氣點開學書愛覺間邊沒樣東車見話長門問頭體現動經給讓應該實寫讀難當兩幾聽飯飲錢貴熱涼線紅綠電腦機圖選換試記結輕鬆軟顏膚臉媽歲夢靜",
)
FULL_WIDTH = str.maketrans({chr(at): chr(at + 0xFEE0) for at in range(0x21, 0x7F)})
CIRCLED = str.maketrans("123456789", "①②③④⑤⑥⑦⑧⑨")


@dataclass
class Subject:
    """What a note can be about: its topics, titles and sentences."""

    topics: list[str]
    titles: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


@lru_cache
def subjects() -> dict[str, Subject]:
    """The subjects by name; 日常 are sentences that fit any note, 违规 those that should not be posted."""
    found: dict[str, Subject] = {}
    for line in Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "##":
            name, *topics = rest.split()
            subject = found[name] = Subject(topics)
        elif mark == "!":
            subject.titles.append(rest)
        elif line:
            subject.sentences.append(line)
    return found


def notes(number: int) -> Iterator[str]:
    """The first notes of an endless row."""
    chance = random.Random(SEED)
    for _ in range(number):
        yield note(chance)


def note(chance: random.Random) -> str:
    """A title, a body of 100 to 500 characters in short lines, and topics."""
    named = subjects()
    common, offences = named["日常"].sentences, named["违规"].sentences
    subject = chance.choice([each for each in named.values() if each.titles])
    length = chance.triangular(100, 480, 240)
    own, shared = (chance.sample(lines, len(lines)) for lines in (subject.sentences, common))
    lines: list[str] = []
    while sum(map(len, lines)) < length:
        lines.append((own if own and chance.random() < 0.7 else shared).pop())
    if chance.random() < OFFENDING:
        lines.insert(chance.randint(len(lines) // 2, len(lines)), chance.choice(offences))
    lines = [decorated(filled(line, chance), chance) for line in lines]
    if chance.random() < FOLDING:
        disguise(lines, chance)
    title = filled(chance.choice(subject.titles), chance)
    topics = " ".join(chance.sample(subject.topics, chance.randint(2, len(subject.topics))))
    body = "".join(line + ("\n\n" if chance.random() < 0.15 else "\n") for line in lines)
    return f"{title}\n\n{body.rstrip()}\n\n{topics}\n"


def filled(line: str, chance: random.Random) -> str:
    """A sentence with its blanks filled; handles and numbers are invented."""
    if "{" not in line:
        return line
    letters = "".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(3))
    return line.format(
        n=chance.randint(2, 30),
        place=chance.choice(PLACES),
        handle=f"{letters}_{chance.randint(100, 9999)}",
        number=chance.randint(10**8, 10**9 - 1),
        phone=f"1{chance.choice('3578')}{chance.randint(10**8, 10**9 - 1)}",
    )


def decorated(line: str, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.15:
        return chance.choice(BULLETS) + line
    if kind < 0.35:
        return line.rstrip("。") + chance.choice(EMOJI)
    return line.rstrip("。") if kind < 0.5 else line


def disguise(lines: list[str], chance: random.Random) -> None:
    """Write some of the lines in a way that has to be folded."""
    kind = chance.choice(("traditional", "full-width", "circled"))
    if kind == "traditional":
        lines[:] = [line.translate(TRADITIONAL) for line in lines]
    elif kind == "full-width":
        at = chance.randrange(len(lines))
        lines[at] = f"Day{chance.randint(1, 99)} OOTD {lines[at]}".translate(FULL_WIDTH)
    else:
        lines[:] = [f"{at}.{line}".translate(CIRCLED) for at, line in enumerate(lines, 1)]


def one_line(size: int) -> Iterator[str]:
    """The pieces of a draft of so many bytes of UTF-8, all in one line."""
    chance = random.Random(SEED)
    while size > 0:
        piece = note(chance).replace("\n", "")
        yield piece
        size -= len(piece.encode())
