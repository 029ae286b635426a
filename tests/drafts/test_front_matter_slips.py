"""Front matter that a slip keeps from being read is told, and so is what is wrong in front matter that is not YAML."""

from __future__ import annotations

import pytest
import yaml

from xhslint.base import yaml_nodes
from xhslint.base.errors import InputError
from xhslint.drafts.draft import Draft


def told(text: str) -> str:
    """Return the only problem of a text, in English."""
    with pytest.raises(InputError) as caught:
        Draft.parse(text, "a.md")
    (problem,) = caught.value.problems
    return str(problem.in_language("en"))


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("---\nprofile: paid\n今天去湖边\n", "1:1", "profile was not read: the front matter does not end"),
        ("---\ntitle: 湖边\nprofile: paid", "1:1", "title was not read: the front matter does not end"),
        (
            "---\nauthor: 小满\n\n# 身份\nprofile: ad\n湖边",
            "1:1",
            "profile was not read: the front matter does not end",
        ),
        ("\n---\nprofile: paid\n---\n湖边", "2:1", "profile was not read: the --- above it must be the first line"),
        ("  ---\nxhslint: {code: skip}\n---\n湖边", "1:3", "xhslint was not read: the --- above it must be the first"),
        ("\u200b---\r\nprofile: pro\r\n---\r\n", "1:2", "profile was not read: the --- above it must be the first"),
        ("---\n\tprofile: paid\n---\n湖边", "2:2", "profile was not read: a key of front matter stands at the left"),
        ("---\n- profile: paid\n---\n湖边", "2:3", "profile was not read: a key of front matter stands at the left"),
        ("----\nprofile: paid\n----\n湖边", "1:1", "must be exactly three hyphens, ---, not ----"),
        ("———\nprofile: paid\n———\n湖边", "1:1", "must be exactly three hyphens, ---, not ———"),
        ('+++\nprofile = "paid"\n+++\n湖边', "1:1", "must be exactly three hyphens, ---, not +++"),
        ("---\nprofile: paid\n--\n湖边", "3:1", "must be exactly three hyphens, ---, not --"),
        ("---\nProfile：paid\n---\n湖边", "2:1", "profile was not read: write it as 'profile: value'"),
        ("profile: paid\n\n湖边", "1:1", "profile was not read: write a line --- above it and one below it"),
        ("profile：报备合作\n湖边", "1:1", "profile was not read: write a line --- above it and one below it"),
        ("---\nprofle: 报备\n---\n湖边", "2:1", "there is no key profle, did you mean profile?"),
        ("---\nprofil: paid\n---\n湖边", "2:1", "there is no key profil, did you mean profile?"),
        ("---\ndate: 一月\nPROFILE: ad\n---\n", "3:1", "there is no key PROFILE, did you mean profile?"),
        ("---\ntitel: 湖边\n---\n", "2:1", "there is no key titel, did you mean title?"),
        ("---\nxhlint:\n  code: skip\n---\n", "2:1", "there is no key xhlint, did you mean xhslint?"),
    ],
)
def test_front_matter_that_is_not_read_is_told(text: str, place: str, words: str) -> None:
    message = told(text)
    assert message.startswith(f"a.md:{place}: ")
    assert words in message


@pytest.mark.parametrize(
    "text",
    [
        "---\n今天去湖边\nprofile 是什么意思？\n",
        "---\n湖边的风\ntitle: 这行是正文\n",
        "----\n湖边\n----\n",
        "——\n分割线下面是正文\n——\n",
        "\n\n---\n湖边\n---\n",
        "profile: 一个词，意思是简介\n",
        "profile\n",
        "++湖边++\n",
        "--- 湖边 ---\nprofile: paid\n",
        "---\ntitles: 一\nsubtitle: 二\nprofession: 三\nprofiles: 四\nkinds: paid\n---\n湖边",
    ],
)
def test_dividers_and_other_keys_are_left_alone(text: str) -> None:
    assert not {"title", "profile", "xhslint"} & set(Draft.parse(text).fields)


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("front", "place", "words"),
    [
        ('title: "没写完', "2:8", 'the quote " is not closed'),
        ('title: "没写完\nprofile: paid', "2:8", 'the quote " is not closed'),
        ("author: '小满\ntitle: '湖边'", "2:9", "the quote ' is not closed"),
        ('tags: [湖, 风]\nnote: "湖边" 的风\ntitle: "湖', "4:8", 'the quote " is not closed'),
        ("author: 小满\n  profile: paid", "3:3", "this key is not in line with the others"),
        ("  author: 小满\nprofile: paid", "2:3", "this key is not in line with the others"),
        ("author: 小满\ntitle: 湖\n profile: paid\nlast: 无", "4:2", "this key is not in line with the others"),
        ("author: 小满\ntags: [湖, 风\nprofile: paid", "3:7", "the bracket [ is not closed"),
        ("author: 小满\ntags: {湖: 风\nprofile: paid", "3:7", "the bracket { is not closed"),
        ("author: 小满\n\tprofile: paid", "3:1", "a tab: use spaces"),
        ("title: 湖边: 风", "2:10", "quote values with : # @ * and the like"),
    ],
)
def test_a_mistake_is_told_where_it_is(
    front: str, place: str, words: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_nodes, "LOADER", getattr(yaml, loader))
    message = told(f"---\n{front}\n---\n正文")
    assert message.startswith(f"a.md:{place}: ")
    assert words in message


def test_what_yaml_allows_is_no_mistake() -> None:
    front = 'title: "湖边\n  的风"\ntext: |\n  一: 二\n    三: "四\nlist:\n  - a: 1\n    b: 2\nprofile: paid'
    assert Draft.parse(f"---\n{front}\n---\n正文").fields["profile"] == "paid"
