"""Rule files: every mistake is found, at its line and column, all of them at once, and nothing loads partially."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from xhslint.base.errors import InputError
from xhslint.linter.linter import Linter
from xhslint.rulebook.files.loader import load

SOURCE = """
# our own rules
- key: house
  title: 品牌内规
  clause: 第一条
  url: https://example.com/rules
  grade: P
"""

GOOD = """
- id: brand/slogan
  severity: warning
  message: {zh: 旧口号已停用, en: This slogan is retired}
  advice: {zh: 换成新口号, en: Use the new slogan}
  sources: [house]
  words: [闪亮每一天]
  flag: ["今年也要[[闪亮每一天]]"]
  pass: [每一天都要开心]
"""


def problems(tmp_path: Path, text: str, lang: str = "en") -> list[str]:
    path = tmp_path / "brand.yaml"
    path.write_text(dedent(text), "utf-8")
    with pytest.raises(InputError) as caught:
        load([path], lang=lang)
    return [str(problem).replace(str(path), "brand.yaml") for problem in caught.value.problems]


def rule(**changes: str) -> str:
    """The good rule with some of its lines replaced (or, for an empty value, left out)."""
    lines = []
    for line in GOOD.strip("\n").split("\n"):
        key = line.strip(" -").split(":")[0]
        if key not in changes:
            lines.append(line)
        elif changes[key]:
            lines.append(line[: line.index(key)] + changes[key])
    return SOURCE + "\n".join(lines) + "\n"


def test_a_good_file_adds_its_rule_to_the_bundled_ones(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_text(SOURCE + GOOD, "utf-8")
    book = load([path])
    assert "brand/slogan" in {rule.id for rule in book.rules}
    assert len(book.rules) == len(load().rules) + 1
    found = Linter(rules=[path]).check("今年也要闪亮每一天")
    assert [(f.rule_id, f.start, f.end) for f in found] == [("brand/slogan", 4, 9)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"words": "wrods: [闪亮]"}, "brand.yaml:13:3: unknown key 'wrods', did you mean 'words'?"),
        ({"severity": "severity: fatal"}, "brand.yaml:9:13: unknown value 'fatal'; one of: error, warning, info, off"),
        ({"severity": "severity: eror"}, "brand.yaml:9:13: unknown value 'eror', did you mean 'error'?; one of: error, warning, info, off"),
        ({"id": "id: Slogan"}, "brand.yaml:8:7: 'Slogan' is no rule id: write family/name in lower case"),
        ({"sources": "sources: [hause]"}, "brand.yaml:12:13: unknown source 'hause', did you mean 'house'?"),
        ({"sources": "sources: []"}, "brand.yaml:8:3: a rule needs at least one entry under 'sources'"),
        ({"flag": ""}, "brand.yaml:8:3: missing key 'flag'"),
        ({"pass": ""}, "brand.yaml:8:3: missing key 'pass'"),
        ({"flag": "flag: [没有标记]"}, "brand.yaml:14:10: a flag example marks the offence: [[like this]]"),
        ({"message": "message: {}"}, "brand.yaml:10:12: expected text, or {zh: Chinese, en: English}, of which one may be left out"),
        ({"words": "words: [闪亮]\n  words: [闪耀]"}, "brand.yaml:14:3: duplicate key 'words', first on line 13"),
        ({"words": "sequence: ['闪亮 ..99x 每天']"}, "brand.yaml:13:14: in '闪亮 ..99x 每天': '..99x' is no gap: write '..6' or '..6,' between two slots"),
        ({"words": "sequence: ['闪亮? 每天?']"}, "brand.yaml:13:14: in '闪亮? 每天?': a phrase needs a slot that is not optional"),
        (
            {"words": "sequence: [wechta 闪亮]"},
            "brand.yaml:13:14: unknown lexicon 'wechta', did you mean 'wechat'?; for the word itself, write =wechta",
        ),
        ({"words": "pattern: '(闪亮'"}, "brand.yaml:13:12: not a pattern: a closing ) is missing (at character 4)"),
        ({"words": "pattern: '(闪亮)*'"}, "brand.yaml:13:12: the pattern matches nothing at all, so it would match everywhere"),
        ({"words": "count: {of: titel, over: 20}"}, "brand.yaml:13:15: unknown value 'titel', did you mean 'title'?; one of: title, body, topics, invisible, codes, ai"),
        ({"words": "link: {}"}, "brand.yaml:13:9: a link rule names 'hosts' or says 'others: true'"),
        ({"words": "words: []"}, "brand.yaml:13:10: a list of words that is empty matches nothing"),
        ({"words": "words: 闪亮"}, "brand.yaml:13:10: expected a list"),
        ({"words": ""}, "brand.yaml:8:3: a rule has exactly one matcher (words, sequence, near, contact, pattern, link, count, classifier), found none"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_with_its_position(tmp_path: Path, changes: dict[str, str], expected: str) -> None:
    assert expected in problems(tmp_path, rule(**changes))


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    found = problems(tmp_path, rule(severity="severity: fatal", words="wrods: [闪亮]", sources="sources: [hause]"))
    assert [line.split(": ")[0] for line in found] == ["brand.yaml:9:13", "brand.yaml:12:13", "brand.yaml:13:3"]


def test_mistakes_are_worded_in_the_language_of_the_user(tmp_path: Path) -> None:
    text = rule(severity="severity: eror", words="wrods: [闪亮]", sources="sources: [hause]")
    chinese = [
        "brand.yaml:9:13: 不能取 'eror'，是不是 'error'？（可取：error、warning、info、off）",
        "brand.yaml:12:13: 没有 'hause' 这条依据（source），是不是 'house'？",
        "brand.yaml:13:3: 没有 'wrods' 这一项，是不是 'words'？",
    ]
    assert problems(tmp_path, text, "zh") == chinese
    path = tmp_path / "brand.yaml"
    for lang, key in (("zh", "没有"), ("en", "unknown key")):
        with pytest.raises(InputError, match=f"{key}.*wrods"):
            Linter(rules=[path], lang=lang)
    with pytest.raises(InputError, match=r"没有 'hause' 这条依据"):
        Linter(rules=[path])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- id: [", "brand.yaml:2:1: not valid YAML: a bracket is not closed, or something is missing"),
        ("id: brand/x\n", "brand.yaml:1:1: a rule file is a list of entries (rules, lexicons, guards, sources)"),
        ("- name: x\n", "brand.yaml:1:3: an entry has one of the keys 'id' (rule), 'override', 'lexicon', 'extend', 'characters', 'respell', 'guard', 'family', 'key' (source), 'signal', 'anchor', 'cue', 'model'"),
        ("- lexicon: wechat\n  reads: 微信\n  strong: {plain: [微信]}\n", "brand.yaml:1:3: 'wechat' is defined twice, first at rules/lexicon/contact.yaml:28"),
        ("- lexicon: colour\n  reads: 色\n", "brand.yaml:1:3: a lexicon needs terms: 'strong', 'weak' or 'vary'"),
        ("- guard: odd\n  about: 怪\n  any:\n    - before: [不]\n      after: [不]\n", "brand.yaml:4:7: a condition has one of 'before', 'after', 'inside' and 'around'"),
        ("- characters:\n    微: {homofone: [薇]}\n", "brand.yaml:2:9: unknown kind 'homofone', did you mean 'homophone'?; one of: homophone, initials, emoji, alias, split, lookalike, numeral"),
        ("- respell: [主页, 微]\n", "brand.yaml:1:3: '微' is no Chinese word of two to 5 characters"),
    ],
)  # fmt: skip
def test_mistakes_in_other_entries(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in problems(tmp_path, text)


def test_a_missing_rule_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such rule file"):
        load([tmp_path / "absent.yaml"], lang="en")


def test_a_rule_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_bytes("- lexicon: 颜色\n".encode("gb18030"))
    with pytest.raises(InputError, match=r"brand.yaml: not UTF-8 \(byte 11\)"):
        load([path], lang="en")


def test_no_bundled_rule_stands_on_a_claim_alone() -> None:
    rules = load().rules
    assert len(rules) > 100
    for bundled in rules:
        grades = {source.grade for source in bundled.sources}
        assert grades & {"P", "S"} or "error" not in bundled.severity.values(), bundled.id
