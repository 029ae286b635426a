"""Check a document as `xhslint check` would, with what is reported, what is wrong and what only is to be said."""

from __future__ import annotations

from xhslint.base.errors import Problem
from xhslint.base.records import dataclass
from xhslint.messages.catalogue import say
from xhslint.run.text_check import MARK, check_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft
    from xhslint.linter.linter import Linter
    from xhslint.lsp.documents import Document
    from xhslint.lsp.projects import Project
    from xhslint.model.findings import Finding

UNTITLED = "<untitled>"


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
    checked = check_text(project.worker, document.text, path or UNTITLED, project.baseline)
    return Check(
        document.text,
        project,
        checked.draft,
        checked.linter,
        checked.findings,
        checked.problems,
        checked.expired,
        checked.unused,
        int(document.text.startswith(MARK)),
    )
