"""The answers to the page's questions: what a draft has, what a file holds, the report. Nothing is read, written or sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from xhslint.base.errors import InputError
from xhslint.base.time_limit import OutOfTime, is_called_off
from xhslint.config.settings import Config, merged
from xhslint.linter.events import Checked, PassedOver
from xhslint.messages.catalogue import say
from xhslint.messages.page import page_text
from xhslint.page.checks import MOST_REMEDIED, Checker, check_data, counts, remedied
from xhslint.page.notes import MOST_NOTES
from xhslint.page.opening import open_file
from xhslint.page.requests import (
    Choice,
    RequestError,
    read_choice,
    read_data,
    read_label,
    read_lang,
    read_list,
    read_name,
    read_text,
)
from xhslint.page.surface import surface
from xhslint.run.left_out import left_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.filters.baseline import Baseline
    from xhslint.linter.events import RunEvent

    Request = Mapping[str, Any]
    Answer = dict[str, Any]

TIMEOUT = 10
"""The seconds that a check may take here: somebody is waiting for it."""


class Answers:
    """Answers questions under one configuration. A question is a name and plain data, an answer plain data.

    `lang` is the language of requests that state none; `describe_crash` returns the message for an unexpected exception in a
    language. An `Answers` is to be asked one question at a time.
    """

    def __init__(
        self,
        config: Config | None = None,
        lang: str = "",
        baseline: Baseline | None = None,
        describe_crash: Callable[[Exception, str], str] | None = None,
    ) -> None:
        config = config or Config()
        self.lang = lang or config.lang or "zh"
        self._seconds = config.timeout  # for reading a file
        self._timeout = min(config.timeout, TIMEOUT)
        self._describe_crash = describe_crash or _crash_text
        self._checker = Checker(merged(config, {"timeout": self._timeout}), baseline, self._describe_crash)
        self._questions: dict[str, Callable[[Request], Answer]] = {
            "start": self._start,
            "check": self._check,
            "remedies": self._remedies,
            "count": self._count,
            "document": self._document,
            "report": self._report,
        }

    def answer(self, name: str, request: object) -> Answer:
        """Return the answer to a question; {"error": …} with the reason, in words, for one that cannot be answered.

        {"is_called_off": true} is for one that was called off for another one, and may be asked again.
        """
        lang = self.lang
        try:
            if not isinstance(request, Mapping) or name not in self._questions:
                raise RequestError(page_text(lang, "error.request", name))
            lang = read_lang(request, lang)
            return self._questions[name](request)
        except RequestError as error:
            return {"error": str(error)}
        except InputError as error:
            return {"error": " ".join(str(problem.in_language(lang)) for problem in error.problems)}
        except OutOfTime:
            if is_called_off():
                return {"is_called_off": True}
            return {"error": page_text(lang, "error.slow", self._timeout)}
        except Exception as error:  # a bug: the page goes on
            return {"error": self._describe_crash(error, lang)}

    def _start(self, request: Request) -> Answer:
        """{lang} → texts, what can be chosen, limits."""
        lang = read_lang(request, self.lang)
        worker = self._checker.worker(Choice(lang))
        settings = worker.config.settings()
        return surface(worker.linter(settings), settings, lang)

    def _check(self, request: Request) -> Answer:
        """{text, lang, profile, kind, extend_select, quick} → findings, problems, sizes, what was checked."""
        choice = read_choice(request, self.lang)
        text = read_text(request, choice.lang)
        return check_data(self._checker.latest(choice, text), text, choice.lang, bool(request.get("quick")))

    def _remedies(self, request: Request) -> Answer:
        """{text, findings: [number], lang, profile, kind, extend_select} → what could be done about these findings of the text."""
        choice = read_choice(request, self.lang)
        numbers = read_list(request, choice.lang, "findings", MOST_REMEDIED)
        if not all(type(each) is int and each >= 0 for each in numbers):
            raise RequestError(page_text(choice.lang, "error.request", "findings"))
        return {"remedies": self._checker.remedies(choice, read_text(request, choice.lang), numbers)}

    def _count(self, request: Request) -> Answer:
        """{texts, lang, profile, kind, extend_select} → the numbers of findings of each text."""
        choice = read_choice(request, self.lang)
        items = read_list(request, choice.lang, "texts", MOST_NOTES)
        given = [read_text({"text": text}, choice.lang) for text in items]
        return {"counts": [counts(self._checker.check(choice, text)) for text in given]}

    def _document(self, request: Request) -> Answer:
        """{name, base64, lang} → the notes in a file, and what could not be read, in all languages."""
        lang = read_lang(request, self.lang)
        name, data = read_name(request, lang), read_data(request, lang)
        return open_file(lambda each: self._checker.worker(Choice(each)), lang, data, name, self._seconds)

    def _report(self, request: Request) -> Answer:
        """{notes: [{text, name}], lang, profile, kind, extend_select} → the HTML report of the notes, and a name for its file."""
        from xhslint.report.formats.html import report
        from xhslint.report.style import Style

        choice = read_choice(request, self.lang)
        notes = read_list(request, choice.lang, "notes", 2 * MOST_NOTES)
        if not all(isinstance(note, Mapping) for note in notes):
            raise RequestError(page_text(choice.lang, "error.request", "notes"))
        worker = self._checker.worker(choice)
        day = worker.linter(worker.config.settings()).as_of
        html = "".join(report(self._events(choice, notes), Style(choice.lang)))
        return {"name": page_text(choice.lang, "report name", day), "html": html}

    def _events(self, choice: Choice, notes: Sequence[Request]) -> Iterator[RunEvent]:
        """Yield what a run would tell of notes."""
        linters = {}
        for note in notes:
            name = read_label(note, choice.lang)
            check = self._checker.check(choice, read_text(note, choice.lang), name)
            if check.draft and check.linter and check.settings:
                linters[check.settings] = check.linter
                findings = remedied(check)
                yield Checked(check.draft, check.profile, findings, (), check.suppressed, check.known, kind=check.kind)
            yield from check.problems
        if names := left_out(linters):
            yield PassedOver(left_out=names)


def _crash_text(error: Exception, lang: str) -> str:
    return say(lang, "crash", f"{type(error).__name__}: {error}")
