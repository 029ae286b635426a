"""Check a document as `xhslint check` would, with what is reported, what is wrong and what only is to be said."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from xhslint.base.errors import Problem
from xhslint.base.records import dataclass
from xhslint.drafts.read import too_large
from xhslint.messages.catalogue import say
from xhslint.run.session import finding_filter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft
    from xhslint.linter.linter import Linter
    from xhslint.lsp.documents import Document
    from xhslint.lsp.projects import Project
    from xhslint.model.findings import Finding

UNTITLED = "<untitled>"
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Check:
    """The check of one version of a document's text.

    `draft` and `linter` are None if it was not checked; `problems` say why, or what is wrong with a part of it. `expired` and
    `unused` are about suppressions that do nothing. `shift` is how many characters the document has before its draft.
    """

    text: str
    project: Project
    draft: Draft | None = None
    linter: Linter | None = None
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    expired: tuple[Problem, ...] = ()
    unused: tuple[Problem, ...] = ()
    shift: int = 0

    @property
    def lang(self) -> str:
        """The language of all messages."""
        return self.project.lang


def check_document(document: Document, project: Project) -> Check | None:
    """Return the check of a document in its project; None for one that the configuration excludes."""
    path, lang = document.path, project.lang
    if project.problems:
        first = project.problems[0].in_language(lang)
        problem = Problem(path or UNTITLED, 0, 0, say(lang, "lsp.not checked", first))
        return Check(document.text, project, problems=(problem,))
    if path and project.config.excluded(path):
        return None
    name = path or UNTITLED
    result = project.worker.check(name, _reader(document.text, name, project.config.max_bytes), is_file=False)
    problems = tuple(problem.in_language(lang) for problem in result.problems)
    if result.draft is None or result.settings is None:
        return Check(document.text, project, problems=problems)
    linter = project.worker.linter(result.settings)
    # One of its own, because a baseline counts what it has seen.
    baseline = project.baseline and type(project.baseline)(project.baseline.path, project.baseline.drafts)
    filtered = finding_filter(project.config, linter, lang, baseline).filter(
        result.draft, result.findings, ran=linter.engine.active_ids
    )
    return Check(
        document.text,
        project,
        result.draft,
        linter,
        filtered.reported,
        (*problems, *(problem.in_language(lang) for problem in filtered.problems)),
        filtered.expired,
        filtered.unused,
        int(document.text.startswith(_MARK)),
    )


def _reader(text: str, name: str, most: int) -> Callable[[], bytes]:
    """Return what gives a text as the bytes of a file; it raises InputError for too much text.

    They are marked as UTF-8, because an editor has decoded its text already and nothing is to be guessed.
    """

    def read() -> bytes:
        data = _encoded(text)
        if len(data) > most:
            raise too_large(name, most)
        return data if text.startswith(_MARK) else codecs.BOM_UTF8 + data

    return read


def _encoded(text: str) -> bytes:
    """Return a text in UTF-8, with halves of characters, which some client sent alone, replaced."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in text).encode()
