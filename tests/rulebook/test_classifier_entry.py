"""Entries of the classifier in rule files: every mistake in its place, in both languages; and what a user may add."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.classifying import FILE, MODEL, rulebook
from tests.rulebook.test_rulebook import SOURCE, problems, rule
from tests.rules import RULE
from xhslint.base.errors import InputError
from xhslint.classify.features import CLASS, ORDINARY, PAIR, QUOTE
from xhslint.linter.linter import Linter
from xhslint.rulebook.files.classifier_entry import MOST_LINES, act_text
from xhslint.rulebook.files.loader import Loader, load


def mistakes(tmp_path: Path, old: str, new: str, lang: str = "en") -> list[str]:
    assert old in FILE
    path = tmp_path / "rule.yaml"
    path.write_text(FILE.replace(old, new, 1), "utf-8")
    with pytest.raises(InputError) as caught:
        Loader(lang).load([(path, "rule.yaml")])
    return [str(problem) for problem in caught.value.problems]


def test_a_model_is_read(tmp_path: Path) -> None:
    model = rulebook(tmp_path).classifier
    assert model is not None
    assert [each.name for each in model.classes] == ["dm", "shop", "third", "want"]  # anchors first, each by name
    assert [each.is_anchor for each in model.classes] == [True, True, False, False]
    assert [each.is_harmless for each in model.classes] == [False, False, True, False]
    assert model.classes[0].text == {"zh": "私信", "en": "a private message"}
    assert (model.bias, model.likely, model.possible, model.ordinary) == (-100, 0, -50, ("noise",))
    assert model.classes_of(["noise"]) == (ORDINARY,)
    assert model.weights[PAIR, 0, 3, 0] == 50 and model.weights[QUOTE,] == -30 and model.weights[CLASS, 0, 2] == -80
    assert model.acts == {"dm": {-1: 1, 0: 5}, "shop": {1: 9, 3: -1}}
    assert model.cues == {0: 60, 1: 70, 2: -80}


@pytest.mark.parametrize(
    ("old", "new", "english", "chinese"),
    [
        (
            "lexicons: [call-dm]",
            "lexicons: [call-md]",
            "rule.yaml:10:66: unknown lexicon 'call-md', did you mean 'call-dm'?",
            "rule.yaml:10:66: 没有 'call-md' 这个词表（lexicon），是不是 'call-dm'？",
        ),
        (
            "lexicons: [call-dm]",
            "lexicons: [call-dm], yields-to: [shpo]",
            "rule.yaml:10:3: unknown anchor 'shpo', did you mean 'shop'?",
            "rule.yaml:10:3: 没有 'shpo' 这个呼叫词类（anchor），是不是 'shop'？",
        ),
        (
            "lexicons: [cue-want]",
            "lexicons: []",
            "rule.yaml:12:51: a list of words that is empty matches nothing",
            "rule.yaml:12:51: 词的列表是空的，什么也匹配不到",
        ),
        (
            "lexicons: [cue-want]",
            "lexicns: [cue-want]",
            "rule.yaml:12:41: unknown key 'lexicns', did you mean 'lexicons'?",
            "rule.yaml:12:41: 没有 'lexicns' 这一项，是不是 'lexicons'？",
        ),
        (
            "{cue: want,",
            "{cue: dm,",
            "rule.yaml:12:3: 'dm' is defined twice, first at rule.yaml:10",
            "rule.yaml:12:3: 'dm' 已经定义过，在 rule.yaml:10；名称不能重复",
        ),
        (
            "anchor: dm",
            "anchor: dm@1",
            "rule.yaml:10:12: 'dm@1' is no name of a class of words: write it in lower case",
            "rule.yaml:10:12: 'dm@1' 不能作词类的名称：用小写英文字母和 -",
        ),
        (
            "cue: want",
            "cue: bias",
            "rule.yaml:12:9: 'bias' is no name of a class of words: write it in lower case",
            "rule.yaml:12:9: 'bias' 不能作词类的名称：用小写英文字母和 -",
        ),
        (
            "bias: -100",
            "bias: -1.5",
            "rule.yaml:17:9: expected a whole number, found '-1.5'",
            "rule.yaml:17:9: 这里应写整数，'-1.5' 不是",
        ),
        (
            "likely: 0",
            "likely: high",
            "rule.yaml:18:11: expected a whole number, found 'high'",
            "rule.yaml:18:11: 这里应写整数，'high' 不是",
        ),
        ("  possible: -50\n", "", "rule.yaml:16:3: missing key 'possible'", "rule.yaml:16:3: 缺少 'possible'"),
        (
            "dm: bias 1 dm 5",
            "dm: bias 1 md 5",
            "rule.yaml:21:9: 'bias 1 md 5' are not classes of this rulebook with a weight behind each; "
            "`python -m xhslint.train` makes the model anew",
            "rule.yaml:21:9: 'bias 1 md 5' 不是“词类 权重 …”，或者用了规则里没有的词类；"
            "用 `python -m xhslint.train` 重新生成模型",
        ),
        (
            "    50 want>dm:next",
            "    50 wish>dm:next",
            "rule.yaml:26:5: '50 wish>dm:next' is no weight and feature of the classes of this rulebook; "
            "`python -m xhslint.train` makes the model anew",
            "rule.yaml:26:5: '50 wish>dm:next' 不是“权重 特征”，或者用了规则里没有的词类；"
            "用 `python -m xhslint.train` 重新生成模型",
        ),
        (
            "weights: |\n",
            "weights: [a]\n  about: |\n",
            "rule.yaml:23:12: expected text",
            "rule.yaml:23:12: 这里应写文字",
        ),
    ],
)
def test_a_mistake_is_reported_with_its_position(
    tmp_path: Path, old: str, new: str, english: str, chinese: str
) -> None:
    assert english in mistakes(tmp_path, old, new)
    assert chinese in mistakes(tmp_path, old, new, "zh")


@pytest.mark.parametrize("line", ["x dm@0", "5", "5 dm", "1.5 dm@0", "5 end=never", "5 dm>", "5 “a”", "5  dm@0"])
def test_a_line_that_is_no_weight(tmp_path: Path, line: str) -> None:
    (found,) = mistakes(tmp_path, "60 dm@0", line)
    assert found.startswith(f"rule.yaml:24:5: {line!r} is no weight")


def test_every_wrong_line_and_act_is_reported_at_once(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    wrong = {"dm: bias 1 dm 5": "dm: bias", "shop 9": "shop nine", "60 dm": "60 md", "45 want": "45 wish"}
    text = FILE
    for old, new in wrong.items():
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        Loader("en").load([(path, "rule.yaml")])
    assert [(each.line, each.column) for each in caught.value.problems] == [(21, 9), (22, 11), (24, 5), (27, 5)]


def test_a_class_that_is_gone_is_not_reported_for_every_weight(tmp_path: Path) -> None:
    """Nor is a rule told that there is no model, where there is a wrong one."""
    path = tmp_path / "rule.yaml"
    lines = "".join(f"    {number} gone>dm\n" for number in range(1, 100))
    path.write_text(FILE.replace("    -30 quote\n", lines) + RULE + "  classifier: {acts: [dm]}\n", "utf-8")
    with pytest.raises(InputError) as caught:
        Loader("en").load([(path, "rule.yaml")])
    assert [each.line for each in caught.value.problems] == list(range(29, 29 + MOST_LINES))


def test_a_long_text_is_not_repeated_whole(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, "dm: bias 1 dm 5", "dm: " + "dm 5 " * 100 + "x")
    assert "…" in found and len(found) < 250


@pytest.mark.parametrize(
    ("matcher", "english", "chinese"),
    [
        (
            "classifier: {acts: [shopp]}",
            "brand.yaml:13:23: the model knows no act 'shopp', did you mean 'shop'?",
            "brand.yaml:13:23: 模型（model）里没有 'shopp' 这种诉求（act），是不是 'shop'？",
        ),
        (
            "classifier: {acts: []}",
            "brand.yaml:13:22: a list of words that is empty matches nothing",
            "brand.yaml:13:22: 词的列表是空的，什么也匹配不到",
        ),
        ("classifier: {}", "brand.yaml:13:15: missing key 'acts'", "brand.yaml:13:15: 缺少 'acts'"),
        (
            "classifier: {acts: [dm], level: certain}",
            "brand.yaml:13:35: unknown value 'certain'; one of: likely, possible",
            "brand.yaml:13:35: 不能取 'certain'（可取：likely、possible）",
        ),
    ],
)
def test_mistakes_in_a_rule_of_a_user(tmp_path: Path, matcher: str, english: str, chinese: str) -> None:
    text = rule(words=matcher)
    assert english in problems(tmp_path, text)
    assert chinese in problems(tmp_path, text, "zh")


def test_a_rule_needs_a_model(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_text(rule(words="classifier: {acts: [dm]}"), "utf-8")
    for lang, expected in (
        ("en", "brand.yaml:13:15: a classifier rule needs an entry 'model', and there is none"),
        ("zh", "brand.yaml:13:15: classifier 规则要用模型，却没有 'model' 这一项"),
    ):
        with pytest.raises(InputError) as caught:
            Loader(lang).load([(path, "brand.yaml")])
        assert [str(each) for each in caught.value.problems] == [expected]


def test_a_rulebook_without_rules_of_the_classifier_needs_no_model(tmp_path: Path) -> None:
    book = rulebook(tmp_path, "words: [互粉]", FILE.replace(MODEL, ""))
    assert book.classifier is None and Linter(rulebook=book).check("来互粉，私信我")


def test_a_rule_of_a_user_that_takes_possible_calls(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_text(rule(words="classifier: {acts: [dm, shop], level: possible}"), "utf-8")
    assert load([path]).ids  # no mistake


def test_an_act_is_written_as_it_is_read(tmp_path: Path) -> None:
    model = rulebook(tmp_path).classifier
    assert model is not None
    names = [each.name for each in model.classes]
    assert {act: act_text(weights, names) for act, weights in model.acts.items()} == {
        "dm": "bias 1 dm 5",
        "shop": "shop 9 want -1",
    }


def test_a_file_of_a_user_adds_words(tmp_path: Path) -> None:
    """A word that a user puts into a list of cues belongs to its class, in a compiled rulebook as well."""
    path = tmp_path / "brand.yaml"
    path.write_text(SOURCE + "- extend: cue-want\n  strong: {plain: [巴望着的]}\n", "utf-8")
    plain, more = load(), load([path])
    assert plain.classifier is not None and more.classifier is not None
    (want,) = (number for number, each in enumerate(more.classifier.classes) if each.name == "want")
    assert "巴望着的" not in plain.index.patterns
    assert more.index.classes_of(more.index.patterns.index("巴望着的")) == (want,)
    linter = Linter(rules=[path])
    for text in ("想要的私信我", "巴望着的私信我"):
        (call,) = linter.engine.index.scored(text)
        first = call[3][0]
        assert (
            want in linter.engine.index.classes_of(first[2]) and text[first[0] : first[1]] == text[: text.index("私")]
        )
