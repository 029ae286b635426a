"""Segmentation: the cuts of jieba, and words across the edges of matches."""

from __future__ import annotations

import importlib
import json
import pickle
import warnings
from collections import ChainMap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.text.segmentation import FLOOR, Segmentation
from xhslint.text.segmenting import CompiledSegmentation

Kind = type[Segmentation]

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


# A word and the letters around it: the match is what stands between the brackets.
VETOED = [
    "更[加微]妙",
    "白蔷[薇信]封",
    "今[天猫]咪",
    "印[刷量]",
    "粉[丝我]会",
    "不好意[思我]",
    "俄罗[斯我]",
    "土豆[丝我]",
    "蜜[桃宝]藏",
    "交[互关]系",
    "点点[滴滴我]",
    "书[包上]挂",
    "书[包上挂]",
    "时[代发]展",
]


STANDING = [
    "加[我薇]",
    "[加我薇]❤",
    "有需要[丝我]",
    "[思我]",
    "[斯我]",
    "[桃宝搜]",
    "去[陶宝]",
    "[加味信]",
    "[滴滴我]",
    "新人[互关]互赞",
    "新人互关[互赞]",
    "[包上首页]",
    "小红书[代发]",
]


TERMS = [
    "加微",
    "加微信",
    "微信",
    "薇信",
    "天猫",
    "刷量",
    "桃宝",
    "桃宝搜",
    "互关",
    "互赞",
    "滴滴我",
    "代发",
    "加味信",
    "陶宝",
]


SENTENCES = [
    "他来到了网易杭研大厦，今天天气真不错",
    "T恤和AA制的C++课程，vx号abc123-4.5%已经发了",
    "丁字路口的B超室\r\n第二行 有 空格\n\n\tγ射线",
    "薇❤我，加V：a_b-c.d",
    "龘龘靐齉𠀀𠀁丨亅",
    "",
    "\r\n\r\r\n",
]


text = st.lists(
    st.one_of(
        st.sampled_from(
            "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学"
            "加微信薇淘宝天猫互关粉丝意思更妙代发展首页印刷量点滴"
        ),
        st.sampled_from(
            ["微妙", "不好意思", "中华人民共和国", "清华大学", "北京", "AA制", "c++", "T恤", "\r\n", " ", "，", "😀"]
        ),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.text(max_size=3),
    ),
    max_size=40,
).map("".join)


def jieba_module() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pkg_resources
        return importlib.import_module("jieba")


@pytest.fixture(scope="module")
def jieba(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """jieba as it comes, but for its cache: that is for nobody else."""
    real = jieba_module().Tokenizer()
    real.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    real.initialize()
    return real


@pytest.fixture(scope="module", params=[Segmentation, CompiledSegmentation])
def kind(request: pytest.FixtureRequest) -> Kind:
    if request.param is CompiledSegmentation:
        pytest.importorskip("xhslint.text._words", reason="built without a compiler")
    found: Kind = request.param
    return found


def words_of(words: Segmentation, text: str) -> list[str]:
    return [text[start:end] for start, end in words.cut(text)]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_cuts_like_jieba(kind: Kind, jieba: Any, sentence: str) -> None:
    assert words_of(kind(), sentence) == jieba.lcut(sentence, HMM=False)


@given(text)
def test_cuts_any_text_like_jieba(kind: Kind, jieba: Any, text: str) -> None:
    assert words_of(kind(), text) == jieba.lcut(text, HMM=False)


@given(text, st.lists(st.text("加微信薇淘宝天猫互关粉丝我代发量刷vx", min_size=2, max_size=5), max_size=6))
def test_cuts_like_jieba_with_the_same_words_added(kind: Kind, jieba: Any, text: str, extra: list[str]) -> None:
    real = jieba_module().Tokenizer()
    real.FREQ, real.total, real.initialized = ChainMap({}, jieba.FREQ), jieba.total, True
    for word in extra:
        real.add_word(word, max(jieba.suggest_freq(word), FLOOR))
    # jieba adds a new word to the total, twice if told twice; without that the order of the words does not matter.
    real.total = jieba.total
    assert words_of(kind(extra), text) == real.lcut(text, HMM=False)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the checkout")
def test_cuts_real_notes_like_jieba(kind: Kind, jieba: Any) -> None:
    words = kind()
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in filter(None, path.read_text("utf-8").split("\n")):
            note = json.loads(line).get("text") or ""
            assert words_of(words, note) == jieba.lcut(note, HMM=False)


@given(text)
def test_spans_are_the_text(kind: Kind, text: str) -> None:
    spans = kind(TERMS).cut(text)
    assert [start for start, _ in spans] == [0, *(end for _, end in spans)][: len(spans)]
    assert "".join(text[start:end] for start, end in spans) == text


def marked(case: str) -> tuple[str, int, int]:
    start, end = case.index("["), case.index("]") - 1
    return case.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize("extra", [[], TERMS], ids=["plain", "with terms"])
@pytest.mark.parametrize("case", VETOED)
def test_a_word_across_an_edge(kind: Kind, case: str, extra: list[str]) -> None:
    text, start, end = marked(case)
    assert any(kind(extra).straddles(text, start, end))
    assert any(kind(extra).straddles(f"看看，{text}。好的", start + 3, end + 3))


@pytest.mark.parametrize("extra", [[], TERMS], ids=["plain", "with terms"])
@pytest.mark.parametrize("case", STANDING)
def test_no_word_across_an_edge(kind: Kind, case: str, extra: list[str]) -> None:
    assert kind(extra).straddles(*marked(case)) == (False, False)


@pytest.mark.parametrize(
    ("case", "edges"),
    [
        ("更[加微]妙", (True, True)),
        ("更[加微]", (True, False)),
        ("今[天 猫]咪", (True, True)),  # a space inside the span
        ("今[天，猫]喵", (True, False)),
        ("[更加微妙]", (False, False)),
        ("更加[，]微妙", (False, False)),
        ("更[]加", (True, True)),
        ("[]更加[]"[:4], (False, False)),
    ],
)
def test_each_edge_for_itself(kind: Kind, case: str, edges: tuple[bool, bool]) -> None:
    assert kind().straddles(*marked(case)) == edges


@pytest.mark.parametrize("case", ["加[微信]手游", "[加微信]手游代练", "去[抖音]乐园"])
def test_a_rare_word_does_not_part_a_term(kind: Kind, case: str) -> None:
    assert kind([*TERMS, "抖音"]).straddles(*marked(case)) == (False, False)


def test_a_term_ends_a_word_but_lies_across_nothing(kind: Kind) -> None:
    assert kind().straddles("微信号", 0, 2) == (False, True)
    assert kind(["微信号"]).straddles("微信号", 0, 2) == (False, False)
    assert kind(["我微信"]).straddles("加我微信", 0, 2) == (False, False)


@given(text, st.integers(0, 200), st.integers(0, 200))
def test_edges_of_the_cut_are_not_straddled(kind: Kind, text: str, a: int, b: int) -> None:
    """On a text that fits into the window the two questions have one answer."""
    text = text[:16]
    start, end = sorted((a % (len(text) + 1), b % (len(text) + 1)))
    words = kind(TERMS)
    known = kind()

    def crossed(edge: int) -> bool:
        return any(at < edge < stop and known.frequency(text[at:stop]) > 0 for at, stop in words.cut(text))

    if text.isascii() or all("\u4e00" <= c <= "\u9fd5" for c in text):
        assert words.straddles(text, start, end) == (crossed(start), crossed(end))
    else:
        words.straddles(text, start, end)


def test_the_length_of_the_line_does_not_matter() -> None:
    words = Segmentation()
    asked: list[str] = []
    words_at: Callable[[str, int], Any] = words.dictionary.words_at

    class Counting:
        total, frequency = words.dictionary.total, words.dictionary.frequency

        @staticmethod
        def words_at(text: str, at: int) -> Any:
            asked.append(text)
            return words_at(text, at)

    words.__dict__["dictionary"] = Counting
    assert words.straddles("更加微妙" * 100_000, 200_001, 200_003) == (True, True)
    assert len(asked) < 40


def test_the_order_of_terms_does_not_matter(kind: Kind) -> None:
    line = "加微信领券，互关互赞，天猫代发刷量"
    assert kind(TERMS).cut(line) == kind(reversed(TERMS)).cut(line)


def test_words_are_pickled_by_their_terms(kind: Kind) -> None:
    words = kind(TERMS)
    words.cut("加微信")
    data = pickle.dumps(words)
    assert len(data) < 1000
    assert pickle.loads(data).cut("加微信领券") == words.cut("加微信领券")


@pytest.mark.parametrize(
    ("case", "whole"),
    [
        ("截图发来我就[开]工", "开工"),
        ("[发来我就开]工，先付一半", "发来我就开工"),
        ("万[宝龙]的墨水", "万宝龙"),
        ("[更加]微妙", "更加"),
        ("更[加微]妙", "更加微妙"),
        ("更 [加微] 妙", "加微"),
        ("[]开工", ""),
        ("开[]工", "开工"),
    ],
)
def test_a_span_grows_to_the_edges_of_words(kind: Kind, case: str, whole: str) -> None:
    text, start, end = marked(case)
    first, last = kind().widened(text, start, end)
    assert text[first:last] == whole and first <= start <= end <= last


def test_a_span_grows_to_the_edges_of_terms(kind: Kind) -> None:
    assert kind(TERMS).widened("小红书私信我们", 3, 5) == (3, 5)
    assert kind(["想报名"]).widened("想报名的私信我", 1, 7) == (0, 7)


@given(text, st.integers(0, 200), st.integers(0, 200))
def test_a_grown_span_begins_and_ends_where_the_text_is_cut(kind: Kind, text: str, a: int, b: int) -> None:
    text = text[:16]
    start, end = sorted((a % (len(text) + 1), b % (len(text) + 1)))
    words = kind(TERMS)
    first, last = words.widened(text, start, end)
    assert first <= start <= end <= last
    if text.isascii() or all("\u4e00" <= c <= "\u9fd5" for c in text):
        inside = {at for span in words.cut(text) for at in range(span[0] + 1, span[1])}
        known = {at for at in inside if not text[at - 1 : at + 1].isascii()}
        assert first not in known and last not in known
