"""What parsers complain of is told in the user's language, without words of theirs."""

from __future__ import annotations

import pytest
import regex

from xhslint.messages.catalogue import texts
from xhslint.schema import parser_words
from xhslint.schema.parser_words import regex_mistake, toml_mistake

tomllib = pytest.importorskip("tomllib")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("profile = paid", "value"),
        ("profile", "key"),
        ("，profile = 1", "key"),
        ("jobs = 1 lang = 2", "line"),
        ("lang = 'zh", "quote"),
        ('lang = "zh', "quote"),
        ("select = ['dm'", "bracket"),
        ("[tool.xhslint", "bracket"),
        ("jobs = 1\njobs = 2", "twice"),
        ('path = "a\\d"', "escape"),
    ],
)
def test_mistakes_in_toml(written: str, key: str) -> None:
    with pytest.raises(ValueError) as error:
        tomllib.loads(written)
    for lang in ("zh", "en"):
        assert toml_mistake(lang, str(error.value)) == texts(lang)[f"toml.{key}"]


@pytest.mark.parametrize(
    ("written", "key", "place"),
    [
        ("(闪亮", "unclosed", 4),
        ("闪亮)", "unopened", 3),
        ("[闪亮", "set", 4),
        ("*闪亮", "nothing", 1),
        ("闪**", "twice", 3),
        ("闪{3,1}", "order", 3),
        (r"\闪\q", "escape", 5),
        ("[z-a]", "range", 5),
        ("(?P<a", "group", 6),
    ],
)
def test_mistakes_in_regular_expressions(written: str, key: str, place: int) -> None:
    with pytest.raises(regex.error) as error:
        regex.compile(written, regex.VERSION1)
    for lang, said in (("zh", "{}（第 {} 个字符）"), ("en", "{} (at character {})")):
        told = texts(lang)[f"regex.{key}"].replace("{{", "{").replace("}}", "}")
        assert regex_mistake(lang, error.value) == said.format(told, place)


def test_a_rare_mistake_is_told_without_the_words_of_the_parser() -> None:
    assert toml_mistake("zh", "Something new") == "这里写错了"
    assert regex_mistake("zh", regex.error("something new", "abc", 1)) == "这里写错了（第 2 个字符）"


def test_every_text_of_a_mistake_is_in_use() -> None:
    used = {f"toml.{key}" for key in [*parser_words._TOML.values(), "other"]}
    used |= {f"regex.{key}" for key in [*parser_words._REGEX.values(), "other", "place"]}
    assert used == {key for key in texts("zh") if key.split(".")[0] in ("toml", "regex")}
