"""Findings and problems in words, for reports whose readers are people."""

from __future__ import annotations

from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.messages.catalogue import say, texts
from xhslint.model.disguises import DISGUISE_NAMES
from xhslint.model.findings import Finding
from xhslint.terminal.width import visible
from xhslint.terminal.wrap import clip

QUOTED_CELLS = 28  # at most, of the text matched and of its reading


def matched_text(finding: Finding, lang: str, encoding: str = "utf-8") -> str:
    """Return the matched text in quotes; if it is disguised, also its reading and the kinds of disguise."""
    what = quoted(finding.text, lang, encoding)
    if finding.reading in ("", finding.text):
        return what
    what = say(lang, "reads", what, quoted(finding.reading, lang, encoding))
    kinds = disguise_names(finding, lang)
    return what + (say(lang, "how", say(lang, "and").join(kinds)) if kinds else "")


def quoted(text: str, lang: str, encoding: str = "utf-8") -> str:
    """Return a text in the quotes of a language, cut to `QUOTED_CELLS`."""
    return say(lang, "quote", clip(text, QUOTED_CELLS, encoding))


def disguise_names(finding: Finding, lang: str) -> tuple[str, ...]:
    """Return the names of the kinds of disguise in a finding, without repetition."""
    return tuple(dict.fromkeys(DISGUISE_NAMES[disguise.kind][lang] for disguise in finding.disguises))


def seen_parts(finding: Finding, lang: str, encoding: str = "utf-8") -> list[str]:
    """Return the parts of a call that the classifier saw, each with its words; none for what other rules find."""
    parts = []
    for each in finding.seen:
        words = [clip(word, QUOTED_CELLS, encoding) for word in each.words]
        parts.append(say(lang, "seen.part", visible(each.text, encoding), say(lang, "and").join(words)))
    return parts


def seen_sentence(finding: Finding, lang: str) -> str:
    """Return the parts of a call that the classifier saw as a sentence."""
    return say(lang, "seen.sentence", say(lang, "seen.and").join(seen_parts(finding, lang)))


def rewritten_text(draft: Draft, finding: Finding, lang: str) -> str:
    """Return the sentence of a finding written anew, or words that say that it, or a topic, is best left out."""
    rewrite = finding.rewrite
    assert rewrite
    if anew := rewrite.text.strip():
        return anew
    if draft.in_picture:
        return say(lang, "rewrite.picture")
    mark = draft.mark_at(finding.start)
    is_topic = mark and mark.kind == "topic" and not draft.text[rewrite.start : mark.start].strip()
    is_all = mark and not draft.text[mark.end : rewrite.end].strip()
    return say(lang, "rewrite.no topic" if is_topic and is_all else "rewrite.nothing")


def rule_names(finding: Finding, lang: str) -> str:
    """Return the id of the rule of a finding, and those of the rules that were merged into it."""
    return say(lang, "also", finding.rule_id, say(lang, "and").join(finding.also)) if finding.also else finding.rule_id


def rule_line(finding: Finding, lang: str) -> str:
    """Return the family of a finding in words, if it has a name, before the ids of its rules."""
    names, family = rule_names(finding, lang), family_name(finding.family, lang)
    return say(lang, "named rule", family, names) if family else names


def family_name(family: str, lang: str) -> str:
    """Return what a family of rules is about in words; "" for a family of one's own."""
    return texts(lang).get(f"family.{family}", "")


def full_message(finding: Finding, lang: str) -> str:
    """Return the matched text, the message and the advice on one line."""
    return visible(say(lang, "sentence", matched_text(finding, lang), finding.message, finding.advice))


def message_line(finding: Finding, lang: str) -> str:
    """Return the matched text and the message."""
    return say(lang, "because", matched_text(finding, lang), finding.message)


def problem_message(problem: Problem) -> str:
    """Return the message of a problem on one line."""
    return visible(" ".join(problem.message.splitlines()))
