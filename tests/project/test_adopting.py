"""Adoption by a repository of old notes, as docs/adopting.md shows it: its commands are run here, on fewer notes.

`python -m tests.project.test_adopting FOLDER [COUNT]` makes such a repository, to adopt xhslint in by hand.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.worktree import ROOT, run, snapshot
from xhslint import Linter, __version__
from xhslint.cli.init import REPOSITORY

GUIDE = ROOT / "docs" / "adopting.md"
BASH = shutil.which("bash")
NOTES, ONE_IN = 300, 20

# What a note is made of: a topic with its own titles and sentences, a place, a weekday, a feeling, an ending.
TOPICS = {
    "手作": (
        ["周末去捏了一只{thing}", "第{n}次拉坯，{feeling}", "{place}的陶艺课记录"],
        ["小陶碗", "香插", "马克杯", "花器", "筷枕", "小碟子"],
        [
            "老师说泥要先揉透，不然进窑容易裂。",
            "釉色出来比想的更加微妙，灯下偏青，太阳底下偏灰。",
            "这只{thing}做了{n}个小时，手上全是泥，心里却很静。",
            "第一次修坯修薄了，只好重来。",
            "等了{n}天才出窑，打开的那一刻{feeling}。",
        ],
    ),
    "探店": (
        ["{place}藏着一家{thing}小店", "{day}早上的{thing}", "为了一份{thing}走了{n}公里"],
        ["豆浆油条", "手冲咖啡", "葱油拌面", "桂花糖芋苗", "生煎", "贝果"],
        [
            "{day}去人不多，坐窗边可以看见整条街的梧桐。",
            "{thing}是现做的，要等十来分钟，闻着香味不觉得久。",
            "人均{n}块左右，两个人点三样刚好。",
            "老板娘记性很好，第二次去就记得我不吃香菜。",
            "停车不太方便，建议坐地铁，出站走{n}分钟。",
        ],
    ),
    "读书": (
        ["{n}月读完的书单", "在{place}读完一本{thing}", "{day}的夜读：{thing}"],
        ["短篇小说集", "植物图鉴", "书信集", "旅行随笔", "老城史话", "诗集"],
        [
            "这本{thing}断断续续读了{n}天，舍不得读完。",
            "书里写到雨后的石板路，让我想起外婆家。",
            "译文很顺，没有翻译腔，注释也用心。",
            "读到一半{feeling}，合上书去楼下走了一圈。",
            "摘抄了{n}页，字写得不好看，但很开心。",
        ],
    ),
    "阳台": (
        ["阳台的{thing}又长高了", "{thing}养护第{n}周", "懒人也能养好的{thing}"],
        ["薄荷", "迷迭香", "番茄苗", "绣球", "龟背竹", "蓝雪花"],
        [
            "{thing}喜光，我放在南边的窗台，{n}天浇一次水。",
            "叶子发黄多半是浇多了，先停几天看看。",
            "换盆的时候抖掉三分之一的旧土，根系很漂亮。",
            "{day}一早起来数花苞，一共{n}个，{feeling}。",
            "肥料薄一点，勤一点，别贪多。",
        ],
    ),
    "徒步": (
        ["{place}徒步{n}公里", "{day}去爬山，{feeling}", "新手友好的{place}小环线"],
        ["登山杖", "冲锋衣", "保温杯", "速干袜", "头灯", "双肩包"],
        [
            "全程{n}公里，爬升不大，带小朋友也能走完。",
            "山上风大，{thing}一定要带。",
            "半路遇到一只橘猫，陪我们走了{n}分钟。",
            "垃圾都背下山了，山里干干净净的。",
            "登顶的时候云刚好散开，{feeling}。",
        ],
    ),
    "家常菜": (
        ["{n}分钟搞定{thing}", "{day}的一人食：{thing}", "妈妈教我做的{thing}"],
        ["番茄炖牛腩", "蒜蓉粉丝", "葱油鸡", "蒸水蛋", "腌笃鲜", "凉拌秋葵"],
        [
            "{thing}的关键是火候，大火烧开以后转小火{n}分钟。",
            "糖不要多，提一点鲜就够了。",
            "我家只有两个人，量减半也好吃。",
            "出锅前撒一把葱花，{feeling}。",
            "锅是用了{n}年的老铁锅，越用越顺手。",
        ],
    ),
}
PLACES = ["老城南", "运河边", "大学路", "植物园", "西山", "湖滨", "弄堂里", "美术馆旁"]
DAYS = ["周一", "周三", "周五", "周六", "周日", "假期"]
FEELINGS = ["心情一下子亮了", "觉得日子很有盼头", "忍不住笑出声", "整个人都松弛了", "有点小得意", "幸福感满满"]
ENDINGS = [
    "你们周末都做了什么，评论区聊聊吧。",
    "下次带爸妈一起来。",
    "今天的记录就到这里，晚安。",
    "有同好的话，欢迎在评论区分享经验。",
    "慢慢来，比较快。",
    "",
]
TAGS = ["生活记录", "周末去哪儿", "治愈日常", "慢生活", "我的小确幸", "普通人的一天"]
OLD = [
    "想要同款的加我微信：{name}_{n}",
    "同款直接去🍑宝搜「{place}小铺」，第二个就是。",
    "价格私我，数量不多。",
    "互粉互赞，有关必回。",
    "需要的姐妹加薇❤️：{name}{n}",
    "链接在这里 https://item.taobao.com/item.htm?id={n}{n}{n}{n}",
    "进群的扣1，群里发优惠，QQ群：{n}{n}{n}{n}",
]
NAMES = ["momo", "xiaolu", "handmade", "lulu", "nanfeng"]


def note(random: random.Random, offence: str = "") -> str:
    titles, things, sentences = TOPICS[random.choice(list(TOPICS))]
    words = {
        "thing": random.choice(things),
        "place": random.choice(PLACES),
        "day": random.choice(DAYS),
        "feeling": random.choice(FEELINGS),
        "name": random.choice(NAMES),
    }

    def written(text: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda slot: words.get(slot[1]) or str(random.randint(12, 98)), text)

    body = [written(sentence) for sentence in random.sample(sentences, random.randint(3, len(sentences)))]
    if offence:
        body.insert(random.randint(1, len(body)), written(offence))
    cut = random.randint(1, len(body))
    paragraphs = ["\n".join(body[:cut]), "\n".join(body[cut:]), random.choice(ENDINGS)]
    tags = " ".join(f"#{tag}" for tag in random.sample(TAGS, random.randint(1, 3)))
    return "\n\n".join([f"# {written(random.choice(titles))}", *filter(None, paragraphs), tags]) + "\n"


def notes(count: int) -> Iterator[tuple[str, str, bool]]:
    """Paths, texts and whether there is an offence; the same ones every time."""
    source = random.Random(3000)
    chosen = 0
    for number in range(count):
        if number % ONE_IN == 0:
            chosen = number + source.randrange(ONE_IN)
        path = f"notes/{2022 + number * 4 // count}/笔记 {number + 1:04}.md"
        yield path, note(source, source.choice(OLD) if number == chosen else ""), number == chosen


def make(folder: Path, count: int) -> None:
    """A git repository of notes."""
    for path, text, _ in notes(count):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="\n")
    for command in ("init --quiet --initial-branch main", "add .", "commit --quiet --message notes"):
        subprocess.run(["git", *command.split()], cwd=folder, check=True)


def test_one_note_in_twenty_offends_and_no_other_does() -> None:
    linter = Linter()
    texts = set()
    for path, text, bad in notes(NOTES):
        found = [finding.rule_id for finding in linter.check(text)]
        assert bool(found) == bad, f"{path}: {found}\n{text}"
        texts.add(text)
    assert len(texts) == NOTES


def steps() -> Iterator[tuple[str, str]]:
    """The commands of the guide's transcript, each with what it prints."""
    transcript = "".join(re.findall(r"^```console\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL))
    for block in re.split(r"^\$ ", transcript, flags=re.MULTILINE)[1:]:
        command, _, output = block.partition("\n")
        while command.endswith("\\"):
            more, _, output = output.partition("\n")
            command += "\n" + more.removeprefix("> ")
        yield command, output


def unnumbered(text: str) -> str:
    """Output without what differs between 300 notes and 3,000, between days and between machines."""
    text = re.sub(r"^\s+create mode .*\n|^\(.*\)\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"(?<=\[main )\w+|(?<=patch)\d+-\d+", "…", text)
    text = re.sub(r"[\d,.]*\d[\d.]*", "0", text)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


@pytest.mark.slow
@pytest.mark.skipif(BASH is None or os.name == "nt", reason="needs bash")
def test_the_commands_of_the_guide_do_what_it_shows(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    folder, hook, commands = tmp_path / "notes", tmp_path / "hook", tmp_path / "bin"
    folder.mkdir()
    commands.mkdir()
    for name, module in {"xhslint": "xhslint", "pre-commit": "pre_commit"}.items():
        (commands / name).write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m {module} "$@"\n', "utf-8")
        (commands / name).chmod(0o755)

    mine = {
        "user.name": "xhslint",
        "user.email": "xhslint@example.com",
        "commit.gpgsign": "false",
        "core.quotePath": "false",
    }
    config = tmp_path / "gitconfig"
    for key, value in mine.items():
        run(["git", "config", "--file", str(config), key, value], tmp_path)
    given = {
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        # The repository that `xhslint init` names is this work tree, under the tag that it names.
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{hook.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": REPOSITORY,
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
    }
    snapshot(hook)
    for arguments in ("init --quiet", "add --all", "commit --quiet --message xhslint", f"tag v{__version__}"):
        run(["git", *arguments.split()], hook, 0, **given)
    run(
        [sys.executable, "-c", f"from tests.project.test_adopting import *; make(Path({str(folder)!r}), {NOTES})"],
        ROOT,
        0,
        **given,
    )

    transcript = list(steps())
    assert [command.split(" -")[0] for command, _ in transcript[:3]] == [
        "xhslint init",
        "xhslint baseline write notes/",
        "git add . && git commit",
    ]
    for command, shown in transcript:
        assert BASH
        done = run([BASH, "-c", f"exec 2>&1\n{command}"], folder, None, **given)
        said = re.sub(r"^\[INFO\] .*\n", "", done.stdout, flags=re.MULTILINE)
        shown = re.sub(r"^\[INFO\] .*\n", "", shown, flags=re.MULTILINE)
        assert unnumbered(said) == unnumbered(shown), f"$ {command}\n{said}"


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    make(target, int(sys.argv[2]) if len(sys.argv) > 2 else 3000)
