"""What holds for any draft: fixes are idempotent, bring nothing new and touch nothing that is not posted."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.fixes.helpers import URL, linter
from tests.growth import count_calls
from xhslint.base.errors import InputError
from xhslint.drafts.draft import Draft
from xhslint.fixes.applying import LINTS, fixed
from xhslint.fixes.text_cuts import apply_edits
from xhslint.linter.linter import Linter
from xhslint.rulebook.files.loader import load
from xhslint.ruletest.examples import unpinned


def flagged() -> list[str]:
    return [unpinned(example)[0] for rule in load().rules if rule.fix for example in rule.flag if len(example) < 200]


captions = st.lists(
    st.one_of(
        st.deferred(lambda: st.sampled_from(flagged())),
        st.sampled_from(
            [
                URL,
                f"[碗]({URL})",
                f"（{URL}）",
                "\n",
                "\r\n",
                "\n\n",
                "。",
                "，",
                "见",
                "碗烧好了",
                "<!--",
                "-->",
                "```\n",
            ]
        ),
        st.text("碗薄荷\u200b\u3164\u202e，。！ \n\r#()[]（）<>-a1见：👇🌇`", max_size=10),
    ),
    max_size=8,
).map("".join)


fronts = st.sampled_from(
    ["", "", "---\ntitle: 手帐新人必看！！！十支百搭中性笔真实上手测\nid: '7'\n---\n", "---\nprofile: paid\n---\n"]
)


@settings(max_examples=150, deadline=None)
@given(fronts, captions, st.booleans())
def test_fixing_is_idempotent_and_brings_nothing_new(front: str, text: str, unsafe: bool) -> None:
    try:
        draft = Draft.parse(front + text)
    except InputError:
        assume(False)
    before = linter().examine(draft)
    result = fixed(linter(), draft, unsafe)
    assert result.left.findings == linter().examine(result.draft).findings
    assert len(result.left.findings) <= len(before.findings)
    counts = Counter(finding.rule_id for finding in (*before.findings, *before.covered))
    counts.subtract(change.finding.rule_id for change in result.applied)
    left = Counter(finding.rule_id for finding in (*result.left.findings, *result.left.covered))
    assert all(left[rule] <= counts[rule] for rule in left)
    again = fixed(linter(), result.draft, unsafe)
    assert again.text == result.text and not again.applied
    assert [d.text[s.start : s.end] for d in (draft,) for s in d.skips] == [
        result.text[s.start : s.end] for s in result.draft.skips
    ]


@settings(max_examples=60, deadline=None)
@given(captions)
def test_proposed_edits_are_in_order_and_free(text: str) -> None:
    try:
        draft = Draft.parse(text)
    except InputError:
        assume(False)
    for finding in linter().examine(draft).findings:
        for fix in finding.fixes:
            assert all(
                edit.start < edit.end <= len(text) and draft.is_posted(edit.start, edit.end) for edit in fix.edits
            )
            assert all(a.end <= b.start for a, b in zip(fix.edits, fix.edits[1:], strict=False))
            assert apply_edits(text, fix.edits) != text


@pytest.mark.parametrize(
    "text",
    ["薄\u200b荷" * 2_000, f"好。\n{URL}\n" * 150, "好。\n" + f"{URL}\n" * 150, f"见{URL}，" * 150, "#碗 " * 3_000]
)  # fmt: skip
@pytest.mark.parametrize("unsafe", [False, True])
def test_a_hostile_draft_is_linted_so_often_and_no_more(text: str, unsafe: bool) -> None:
    examiner = Linter(select=["format", "link"])
    draft = Draft.parse(text)
    result = examiner.examine(draft)
    once = count_calls(lambda: examiner.examine(draft))
    # What is done beside linting costs less than one lint more.
    assert count_calls(lambda: fixed(examiner, draft, unsafe, result)) <= (LINTS + 1) * once
