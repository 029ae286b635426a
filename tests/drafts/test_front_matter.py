"""Front matter: fields, titles, dividers that are none, and mistakes."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.drafts.helpers import shown, visible
from xhslint.base import yaml_nodes
from xhslint.base.errors import InputError
from xhslint.drafts import front_matter as frontmatter
from xhslint.drafts.draft import Draft


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both loaders of PyYAML: the one in C is not everywhere."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML without its C loader")
    monkeypatch.setattr(yaml_nodes, "LOADER", getattr(yaml, request.param))


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("value", "region", "title"),
    [
        ("春日😀野餐", "春日😀野餐", "春日😀野餐"),
        ("春日野餐  # 待定", "春日野餐", "春日野餐"),
        ('"春日: 野餐"', "春日: 野餐", "春日: 野餐"),
        ("'春日''野餐'", "春日''野餐", "春日'野餐"),
        ('"\\u6625日"', "\\u6625日", "春日"),
        ("春日\n  野餐", "春日\n  野餐", "春日 野餐"),
        ("|\n  春日\n  野餐\n", "春日\n  野餐", "春日\n野餐\n"),
        (">-  # 折行\r\n  春日\r\n  野餐", "春日\r\n  野餐", "春日 野餐"),
        ("!!str 618", "618", "618"),
        ("&a 春日", "春日", "春日"),
        ("'618'", "618", "618"),
    ],
)
def test_title_field(value: str, region: str, title: str) -> None:
    text = f"---\nprofile: paid\ntitle: {value}\nlast: 无\n---\n# 小标题\n正文"
    draft = Draft.parse(text)
    assert shown(draft, "title") == [region]
    assert shown(draft, "body") == ["# 小标题\n正文"]
    assert draft.fields == {"profile": "paid", "title": title, "last": "无"}
    assert visible(draft) == f"\n{region}\n\n# 小标题\n正文"
    assert draft.region_at(text.index(region)) == "title"


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("front", "fields"),
    [
        ("", {}),
        ("title:\nprofile: ~\nxhslint:", {}),
        ("profile: ad", {"profile": "ad"}),
        (
            "xhslint: {ignore: [ranking/exchange], lang: zh}",
            {"xhslint": {"ignore": ["ranking/exchange"], "lang": "zh"}},
        ),
        (
            "n: 1\nf: 1.5\nb: yes\nnone: null\nyes: 2\n3: x",
            {"n": 1, "f": 1.5, "b": True, "none": None, "yes": 2, "3": "x"},
        ),
        (
            "date: 2025-02-30\nbig: !!int 三\nodd: !new 值\nx: !!python/name:os.system",
            {"date": "2025-02-30", "big": "三", "odd": "值", "x": ""},
        ),
        ("eq: =\n<<: {a: 1}", {"eq": "=", "<<": {"a": 1}}),
        ("标签: [露营, 野餐]", {"标签": ["露营", "野餐"]}),
    ],
)
@pytest.mark.parametrize("end", ["---", "...", "---  "])
def test_fields(front: str, fields: dict[str, Any], end: str) -> None:
    draft = Draft.parse(f"--- \r\n{front}\r\n{end}\r\n第一行\n第二行")
    assert draft.fields == fields
    assert visible(draft) == "\n\r\n第一行\n第二行"
    assert shown(draft, "title") == ["第一行"]


@pytest.mark.parametrize(
    "text",
    [
        "---\n今天天气不错\n适合晒被子\n---\n明天也是",
        "---\n没有下文",
        "---\n@朋友 看这里\n---\n: [",
        "---\n- 第一\n- 第二\n---",
        "---\n# 小标题\n---",
        "----\n春天：\n---",
        "--- 分割线\ntitle: 春天\n---",
        " ---\n春天\n---",
        "---\ndate: 春天\n" + "很长\n" * frontmatter.LIMIT + "---\n",
        "---",
        "---\n",
    ],
)
def test_dividers_are_not_front_matter(text: str) -> None:
    draft = Draft.parse(text)
    assert draft.fields == {}
    assert draft.skips == ()


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("word", "profile"), [("专业号", "pro"), ("'报备合作'", "paid"), ("个人", "personal"), ("ad", "ad")]
)
def test_a_profile_may_be_named_in_chinese(word: str, profile: str) -> None:
    assert Draft.parse(f"---\nprofile: {word}\n---\n春天\n").fields == {"profile": profile}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("front", "problems"),
    [
        ("title: 618", ["2:8: title 应是文字，数字请加引号 (title must be text; quote a number)"]),
        ("title: [春天]", ["2:8: title 应是文字"]),
        ("title: #春天", ["2:7: 以 # 开头的标题请加引号"]),
        ("title: *重点*", ["2:9: 文首的 YAML 有误"]),
        ("title: *hot", ["2:8: 以 * 开头的值请加引号"]),
        ("a: &x [*x]", ["2:8: 以 * 开头的值请加引号"]),
        ("profile: vip", ["2:10: profile 应是 personal（个人）、pro（专业号）、paid（报备合作）、ad（广告）之一"]),
        ("profile: [pro]", ["2:10: profile 应是"]),
        ("xhslint: 'off'", ["2:10: xhslint 应是“键: 值” (xhslint must be a mapping)"]),
        ("xhslint: {code: 不查}", ["2:10: xhslint 的 code 应是 check 或 skip"]),
        ("title: 春\ntitle: 夏", ["3:1: 键重复：'title' (duplicate key 'title')"]),
        ("xhslint:\n  a: 1\n  'a': 2", ["4:3: 键重复：'a'"]),
        ("? [a]\n: 1\nb: 2", ["2:3: 键必须是文字"]),
        ("x: 1\r\nx: 2\r\nprofile: me\r\ntitle: 1.0", ["3:1: 键重复", "4:10: profile", "5:8: title"]),
        ("title: 春天: 野餐", ["2:10: 文首的 YAML 有误"]),
        ("title: @春天", ["2:8: 文首的 YAML 有误"]),
        ("title: 😀\nx: [1, 2", ["3:4: 括号 [ 没有配对"]),
        ("title: '春天", ["2:8: 引号 ' 没有配对"]),
        ("title：春天", ["2:1: 文首应是“键: 值”，冒号用半角，后接空格"]),
        ("title:春天", ["2:1: 文首应是"]),
        ("\ntitle：春天\nprofile: pro", ["文首的 YAML 有误"]),
        ("title: 春\x08天", ["2:9: 文首不能有控制字符 U+0008"]),
        ("title: \ud800", ["2:8: 文首不能有控制字符 U+D800"]),
        ("a: b\u2028--- c", ["文首的 YAML 有误"]),
        ("a: " + "[" * 5000, ["2:35: 文首嵌套太深"]),
        ("a: " + "{a: " * 3000, ["文首嵌套太深"]),
        ("a:\n" + "- " * 5000, ["文首嵌套太深"]),
    ],
)
def test_front_matter_mistakes(front: str, problems: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        Draft.parse(f"---\n{front}\n---\n正文", "草稿.md")
    assert len(caught.value.problems) == len(problems)
    for problem, expected in zip(caught.value.problems, problems, strict=True):
        assert expected in str(problem)
        assert str(problem).startswith("草稿.md:")
        assert problem.line > 1
        assert "\n" not in problem.message
