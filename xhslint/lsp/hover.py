"""What is shown of a finding when the pointer rests on it: the rule, why, the clause, what to do, the sentence anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xhslint.lsp.diagnostics import finding_span
from xhslint.messages.catalogue import say
from xhslint.report.pages.rules_markdown import prose
from xhslint.report.parts.addresses import web_address
from xhslint.report.parts.wording import disguise_names, matched_text, rewritten_text, rule_line, seen_sentence
from xhslint.run.text_check import Remedies
from xhslint.terminal.width import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.drafts.draft import Draft
    from xhslint.lsp.checks import Check
    from xhslint.lsp.documents import Document
    from xhslint.model.findings import Finding, Source


def hover(document: Document, check: Check | None, offset: int, has_markdown: bool) -> dict[str, Any] | None:
    """Return the hover at an offset of a document: of all findings there, over the range of the first; None without one."""
    at = offset - (check.shift if check else 0)
    # Behind the last character counts as well: there the cursor stands after it was typed.
    found = [each for each in check.findings if each.start <= at <= each.end] if check else []
    found = [each for each in found if at < each.end] or found
    if not check or not found:
        return None
    write, kind, gap = (_markdown, "markdown", "\n\n---\n\n") if has_markdown else (_plain, "plaintext", "\n\n")
    value = gap.join("\n\n".join(write(check.draft, each, check.lang)) for each in _with_rewrites(check, found))
    span = finding_span(document.positions, check, found[0])
    return {"contents": {"kind": kind, "value": value}, "range": span}


def _with_rewrites(check: Check, findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return some findings of a check with their sentences written anew, unless that takes too long."""
    if check.draft is None or check.linter is None:
        return findings
    return Remedies(check.linter, check.draft).rewritten(findings, check.project.config.timeout)


def _plain(draft: Draft | None, finding: Finding, lang: str) -> Iterator[str]:
    """Yield the paragraphs about a finding."""
    colon = say(lang, "colon")
    yield f"{rule_line(finding, lang)}{colon}{say(lang, finding.severity)}"
    yield matched_text(finding, lang)
    yield f"{say(lang, 'why')}{colon}{finding.message}"
    if finding.seen:
        yield seen_sentence(finding, lang)
    for source in finding.sources:
        yield f"{say(lang, 'clause')}{colon}{_citation(source, lang)} {web_address(source.url)}".rstrip()
    yield f"{say(lang, 'fix')}{colon}{finding.advice}"
    if draft and finding.rewrite:
        yield f"{say(lang, 'rewrite')}{colon}{rewritten_text(draft, finding, lang)}"


def _markdown(draft: Draft | None, finding: Finding, lang: str) -> Iterator[str]:
    """Yield the paragraphs about a finding in Markdown, in which the text of the draft is code, and so never interpreted."""
    colon = say(lang, "colon")
    yield f"**{prose(rule_line(finding, lang))}**{colon}{say(lang, finding.severity)}"
    yield _matched(finding, lang)
    yield f"{say(lang, 'why')}{colon}{prose(finding.message)}"
    if finding.seen:
        yield prose(seen_sentence(finding, lang))
    for source in finding.sources:
        cited, url = prose(_citation(source, lang)), web_address(source.url)
        cited = f"[{cited}](<{url}>)" if url and not re.search("[<>]", url) else cited
        yield f"{say(lang, 'clause')}{colon}{cited}"
    yield f"{say(lang, 'fix')}{colon}{prose(finding.advice)}"
    if draft and finding.rewrite:
        yield f"{say(lang, 'rewrite')}{colon}{_code(rewritten_text(draft, finding, lang))}"


def _matched(finding: Finding, lang: str) -> str:
    """Return the matched text as code, and if it is disguised its reading and the kinds of disguise."""
    what = _code(finding.text)
    if finding.reading in ("", finding.text):
        return what
    kinds = say(lang, "and").join(disguise_names(finding, lang))
    return say(lang, "reads", what, _code(finding.reading)) + (say(lang, "how", kinds) if kinds else "")


def _code(text: str) -> str:
    """Return a text as a span of code, which ends at no mark that the text holds."""
    text = visible(" ".join(text.split()))
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _citation(source: Source, lang: str) -> str:
    grade = say(lang, f"grade.{source.grade}") if source.grade != "P" else ""
    return say(lang, "source", source.title, source.clause) + grade
