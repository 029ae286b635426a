"""Calls by the compiled scanner and by Python: the same clauses, scores and words for every text."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.growth import assert_linear
from tests.matching.scanner.tables import book, damaged, tables
from xhslint.classify import features
from xhslint.matching.facts import CALL
from xhslint.matching.scanner import fallback
from xhslint.matching.scanner.judging import Judge
from xhslint.matching.scanner.layout import Tables, pack, unpack
from xhslint.ruletest.examples import unpinned
from xhslint.text.view import fold

if TYPE_CHECKING:
    from xhslint.matching.scanner.interface import Scanner, Scored

module = pytest.importorskip("xhslint.matching.scanner._scanner", reason="built without a compiler")
CAPTIONS = Path(__file__).parents[3] / "training" / "captions"
BETWEEN = (
    "",
    "",
    "",
    "，",
    "。",
    "\n",
    "\r\n",
    "！",
    "：",
    "；",
    "、",
    " ",
    "🌸",
    "❤",
    "“",
    "”",
    "的",
    "我",
    "a",
    "v",
    "1",
    "·",
)


@cache
def whole() -> Tables:
    return book().tables()


@cache
def compiled() -> Scanner:
    made: Scanner = module.Scanner(tables())
    return made


@cache
def python() -> fallback.Scanner:
    return fallback.Scanner(tables())


@cache
def words() -> list[str]:
    """Return the words that the classifier knows."""
    index = book().index
    return [index.patterns[number] for number in index.cue_patterns]


def agreed(text: str) -> list[Scored]:
    """Return what may be calls in a text; both must agree in all clauses, and the fact says whether there are any."""
    view = fold(text).text
    found = compiled().clauses(view)
    assert found == python().clauses(view)
    opened = compiled().open(view, True)
    facts = opened[0] if isinstance(opened, tuple) else opened
    model = book().classifier
    assert model is not None
    called = [clause for clause in found if clause[2] >= model.possible]
    assert facts is not None and bool(facts & CALL) == bool(called)
    return called


def test_the_examples_of_the_rules() -> None:
    texts = [unpinned(text)[0] for rule in book().rules for text in (*rule.flag, *rule.passes)]
    sample = random.Random(7).sample(sorted(set(texts)), 700)
    calling = [unpinned(text)[0] for rule in book().rules if rule.matcher.key == "classifier" for text in rule.flag]
    called = [bool(agreed(text)) for text in (*sample, *calling)]
    assert 50 < sum(called) < len(called)


@pytest.mark.skipif(not CAPTIONS.is_dir(), reason="no captions")
def test_captions() -> None:
    lines = [line for path in sorted(CAPTIONS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    texts = [json.loads(line)["text"] for line in random.Random(3).sample(lines, 300)]
    called = [bool(agreed(text)) for text in texts]
    assert 50 < sum(called) < 280


def test_keys_of_characters_that_no_weight_has_may_collide() -> None:
    judge = Judge(unpack(tables()))
    rare = [chr(code) for code in range(0x4E00, 0x9FA6) if code not in judge.letters]
    pairs = (one + other for one in rare for other in rare)
    made = next(pair for pair in pairs if features.key((features.GRAM, -1, *map(ord, pair))) in judge.weights)
    assert agreed(f"{made}，想要的私信我")


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_texts_of_words_of_the_classifier(data: st.DataObject) -> None:
    numbers = st.lists(st.tuples(st.integers(0, len(words()) - 1), st.integers(0, len(BETWEEN) - 1)), max_size=14)
    agreed("".join(words()[word] + BETWEEN[mark] for word, mark in data.draw(numbers)))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="私信我想要的加微vxQq群1二，。\n\r：“” 🌸❤️\u200b·a亻言", max_size=60))
def test_texts_of_characters(text: str) -> None:
    agreed(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "，",
        "\n",
        "私信",
        "\n私信我\n",
        "想要的私信我" * 30,
        "想要的" + "🌸" * 40 + "私信我，" + "甲" * 12 + "🌸" + "加微信" * 5,
        "𝒗𝒙：想要加我\ud800",
        "想要的\x00私信我",
        "你关注我，[[我回关你]]",  # an emoji code, which is noise, with words in it
        "[我回关你][私信我]",
        "想要的私信我" + "\U0010ffff",
    ],
)
def test_odd_texts(text: str) -> None:
    agreed(text)


def test_calls_are_the_same_again_after_other_texts() -> None:
    """Nothing of a text is left for the next one."""
    one = fold("想要的私信我，发你链接").text
    before = compiled().clauses(one)
    for other in ("", "今天天气真好", "加微信" * 200, "想学联系我\n" * 50):
        compiled().clauses(other)
        compiled().open(other, True)
        assert compiled().clauses(one) == before
    assert before


def test_a_view_is_a_text() -> None:
    with pytest.raises(TypeError):
        compiled().clauses(b"")  # type: ignore[arg-type]


def test_a_selection_without_rules_of_the_classifier_does_not_look_for_calls() -> None:
    view, needs = fold("想要的私信我，发你链接").text, whole().needs
    assert compiled().clauses(view)
    for active, expected in ((bytes(not need & CALL for need in needs), False), (b"\x01" * len(needs), True)):
        opened = compiled().select(active).open(view, True)
        facts = opened[0] if isinstance(opened, tuple) else opened
        assert facts is not None and bool(facts & CALL) is expected


@pytest.mark.parametrize("make", [module.Scanner, fallback.Scanner], ids=["compiled", "fallback"])
def test_a_rulebook_without_a_model_has_no_calls(make: type[Scanner]) -> None:
    made = whole()
    bare = made._replace(judge=[], weights=[], cues=[], cues_at=[0] * len(made.cues_at))
    scanner = make(pack(bare))
    assert scanner.clauses(fold("想要的私信我，发你链接").text) == []
    scanner.open("想要的私信我", True)


@pytest.mark.parametrize(
    "changes",
    [
        {"weights": [1, 5, 2, 5]},  # no place is free
        {"weights": [0, 0, 1, 5, 0, 0]},  # the size is no power of two
        {"weights": [0, 0, 1]},  # a key without a weight
        {"judge": []},
        {"judge": [1, 2]},
        {"cues_at": [0]},
        {"cues": []},
        {"alphabet": [0, 65]},
    ],
)
def test_tables_of_the_classifier_that_do_not_fit_are_refused(changes: dict[str, list[int]]) -> None:
    made = whole()._replace(**changes)
    with pytest.raises(ValueError, match="not the tables"):
        module.Scanner(pack(made))


@pytest.mark.parametrize("wrong", [256, 0xFFFFFFFF])
def test_a_class_that_is_none_is_refused(wrong: int) -> None:
    made = whole()
    with pytest.raises(ValueError, match="not the tables"):
        module.Scanner(pack(made._replace(cues=[wrong, *list(made.cues)[1:]])))


def test_starts_of_classes_that_fall_are_refused() -> None:
    made = whole()
    starts = list(made.cues_at)
    rise = next(at for at in range(1, len(starts)) if starts[at] > starts[at - 1])
    starts[rise - 1] = starts[-1] + 1
    with pytest.raises(ValueError, match="not the tables"):
        module.Scanner(pack(made._replace(cues_at=starts)))


def test_damaged_tables_of_the_classifier_are_refused_or_harmless() -> None:
    texts = [fold(text).text for text in ("想要的私信我，发你链接", "加微信" * 40, "😀“想学联系我”\n" * 9)]
    accepted = 0
    for scanner in damaged(whole(), ("cues_at", "cues", "judge", "weights", "weighed"), 25, 11, module.Scanner):
        accepted += 1
        for text in texts:
            scanner.clauses(text)
            scanner.open(text, True)
    assert 0 < accepted <= 25


@pytest.mark.parametrize("unit", ["私信我", "想要的私信我，", "加微信🌸", "想学的 ", "甲🌸", "vx1", "“我”", "我"])
def test_the_work_is_linear_in_length(unit: str) -> None:
    assert_linear(compiled().clauses, unit, 20_000)


@pytest.mark.parametrize("unit", ["想要的私信我，", "加微信🌸", "我"])
def test_the_work_in_python_is_linear_in_length(unit: str) -> None:
    assert_linear(python().clauses, unit, 400)
