"""What holds for any text: it parses or is refused, no character is lost, and cost grows with its length."""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
import sys
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import assert_linear
from xhslint.base.errors import InputError
from xhslint.drafts.draft import Draft

# Pieces of drafts that mean something to the parser, so that random texts are made of more than noise.
PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "...\n",
            "---",
            "title: ",
            "title:",
            "profile: paid\n",
            "xhslint:\n  a: 1\n",
            "'",
            '"',
            "|\n  ",
            ">-\n",
            "&a ",
            "*a",
        ),
        *(
            "```",
            "~~~",
            "   ```\n",
            "````\n",
            "<!--",
            "-->",
            "<!-->",
            "# ",
            "## ",
            "#",
            "＃",
            "#露营",
            "#露营[话题]#",
            "[话题]#",
            "C#",
        ),
        *(
            "](",
            "[看](",
            ")",
            "<",
            ">",
            "https://a.com/x",
            "www.",
            "b.cn",
            ".",
            "://",
            "(",
            "@",
            "- ",
            "1. ",
            ": ",
            "{",
            "}",
            "[",
            "]",
        ),
        *(
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            "    ",
            "\u2028",
            "\u200b",
            "\u2800",
            "春天",
            "晒被子",
            "ootd",
            "😀",
            "，",
            "12",
            "!",
            "?",
            "\0",
        ),
    ]
)


TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join)


FRONTS = TEXTS.map(lambda text: "---\n" + text + "\n---\n正文")


def parsed(text: str) -> Draft | None:
    try:
        return Draft.parse(text)
    except InputError as error:
        lines = len(Draft(text)._line_starts)
        assert error.problems == tuple(sorted(error.problems))
        assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in error.problems)
        return None


@given(TEXTS | FRONTS)
def test_any_text_parses_or_is_refused(text: str) -> None:
    draft = parsed(text)
    if not draft:
        return
    end = 0
    for skip in draft.skips:
        assert end <= skip.start < skip.end <= len(text)
        assert skip.reads in ("", "\n")
        end = skip.end
    inner = [region for region in draft.regions if region.kind in ("topic", "link")]
    outer = [region for region in draft.regions if region.kind in ("title", "body")]
    assert len(inner) + len(outer) == len(draft.regions)
    assert [region.kind for region in outer].count("title") <= 1
    for regions in (inner, outer):
        end = 0
        for region in regions:
            assert end <= region.start < region.end <= len(text)
            end = region.end
    for region in inner:
        assert draft.region_at(region.start) == draft.region_at(region.end - 1) == region.kind
    for region in outer:
        assert text[region.start : region.end] == text[region.start : region.end].strip()
        if region.kind == "body":
            assert all(skip.end <= region.start or region.end <= skip.start for skip in draft.skips)
    for offset in range(len(text) + 1):
        assert draft.region_at(offset) in ("title", "body", "topic", "link")


@given(TEXTS)
def test_no_character_is_lost(text: str) -> None:
    """Everything that is not skipped and not blank is in the title or the body, but for the marks of a heading."""
    draft = parsed(text)
    if not draft:
        return
    ranges = [(skip.start, skip.end) for skip in draft.skips]
    ranges += [(region.start, region.end) for region in draft.regions if region.kind in ("title", "body")]
    covered = {offset for start, end in ranges for offset in range(start, end)}
    rest = "".join(character for offset, character in enumerate(text) if offset not in covered)
    assert re.fullmatch(r"[#\s\u200b-\u200f\u2060\u2800\u3164\ufeff]*", rest)


@given(TEXTS | FRONTS)
def test_drafts_are_values(text: str) -> None:
    draft = parsed(text)
    if not draft:
        return
    hash(draft)
    again = pickle.loads(pickle.dumps(draft))
    assert again == draft == copy.deepcopy(draft) == Draft.parse(text)
    assert again.regions == draft.regions


WORDS = st.text("春a😀\u200b\n \\ :#'\"-*&!%@`|>?[]{},=~.1")


@given(st.dictionaries(WORDS, st.none() | st.booleans() | st.integers() | WORDS, max_size=4), WORDS)
def test_fields_read_back_what_yaml_wrote(values: dict[str, Any], title: str) -> None:
    front = yaml.safe_dump({"title": "春 " + title, "extra": values}, allow_unicode=True)
    draft = Draft.parse(f"---\n{front}---\n正文")
    assert draft.fields["title"] == "春 " + title
    assert draft.fields["extra"] == values


@pytest.mark.parametrize(
    "unit",
    [
        *("字", "a", "1", " ", "\n", "#", "#穿", "#a[话题", "#" + "1" * 60, "\u200b", "\\", "(", "()", "["),
        *("](", "](a(", '](a "', "](  ", "a.", "www.", "a://"),
        *("`", "```\n", "~~~\n```\n", "<!--", "<!-- -->", "<!-- ```\n", "---\n", "a: b\n", "&a "),
    ],
)
@pytest.mark.parametrize("before", ["", "---\n", "](", "#", "www."])
def test_the_work_is_linear_in_length(unit: str, before: str) -> None:
    def regions(text: str) -> None:
        if draft := parsed(text):
            draft.region_at(len(text) // 2)

    assert_linear(regions, unit, before=before)


def test_ordinary_captions_import_no_yaml() -> None:
    code = "import sys, xhslint.drafts.draft as d; d.Draft.parse('春天\\n\\n#露营').regions; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
