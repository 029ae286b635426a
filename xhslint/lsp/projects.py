"""The project of each document: its configuration, its linters and its baseline, read again when their files change."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from xhslint.base.bounds import is_below
from xhslint.base.dates import iso_today
from xhslint.base.errors import InputError, Problem
from xhslint.base.records import dataclass, field, replace
from xhslint.config.discover import find
from xhslint.config.project import baseline_path, file_states, input_files, load_baseline, load_project
from xhslint.config.settings import Config, Layer
from xhslint.linter.linter import shared_rulebook
from xhslint.run.worker import DraftWorker

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.config.project import State
    from xhslint.filters.baseline import Baseline

    DescribeCrash = Callable[[Exception, str], str]


@dataclass
class Project:
    """How the documents of a project are checked: their language, configuration, worker and baseline.

    `name` tells it from other projects, `config_path` is its configuration, if there is one. `problems` are the mistakes because of which nothing is checked.
    `states` are those of the files that all this was read from, `day` the one for which it holds, in ISO form.
    """

    lang: str
    config: Config
    worker: DraftWorker
    baseline: Baseline | None = None
    baseline_file: str = ""
    config_path: str = ""
    name: str = ""
    problems: tuple[Problem, ...] = ()
    states: dict[str, State | None] = field(default_factory=dict)
    day: str = ""

    def is_current(self) -> bool:
        """Return whether nothing has changed since the project was read."""
        return self.day == iso_today() and file_states(self.files()) == self.states

    def files(self) -> list[str]:
        """Return the files that decide what is reported."""
        named = [self.config_path, *(problem.path for problem in self.problems)]
        return [*filter(None, named), *input_files(self.config, self.baseline_file)]


class Projects:
    """Finds the project of a document.

    `asked` is the language that the user asked for, `locale` that of the editor; both may be "". `describe_crash` returns the
    message for an unexpected exception in a language. `folders` are those that are open in the editor. `profile` is that of
    drafts for which neither they themselves nor a configuration name one.
    """

    def __init__(
        self,
        describe_crash: DescribeCrash,
        asked: str = "",
        locale: str = "",
        folders: Sequence[str] = (),
        profile: str | None = None,
    ) -> None:
        self.folders = list(folders)
        self._asked = asked
        self._locale = locale
        self._describe_crash = describe_crash
        self._weakest = (Layer(profile=profile),) if profile else ()
        self._known: dict[tuple[str, str], Project] = {}

    @property
    def lang(self) -> str:
        """The language for what belongs to no project."""
        return self._asked or self._locale or "zh"

    def of(self, path: str | None) -> Project:
        """Return the project of the file at a path, or of an untitled document; that of a configuration with mistakes
        has `problems`.
        """
        home = self._home(path)
        try:
            found = find(os.path.dirname(path) if path else home)
        except InputError as error:
            return self._project("", Config(), error.problems[0].path, problems=error.problems)
        key = str(found or ""), home
        project = self._known.get(key)
        if project is None or not project.is_current():
            if project is not None:
                shared_rulebook.cache_clear()  # a file in a folder of rules may have changed
            project = self._known[key] = self._load(*key)
        return project

    def _home(self, path: str | None) -> str:
        """Return the innermost open folder around a file, else the first one, else the current folder."""
        around = [folder for folder in self.folders if path and is_below(path, folder)]
        return max(around, key=len) if around else next(iter(self.folders), os.curdir)

    def _load(self, path: str, home: str) -> Project:
        """Read the configuration in a file ("": none) and the baseline."""
        config = Config()
        try:
            if path:
                config = self._read(path)
            config = replace(config, files=(*self._weakest, *config.files))
            baseline_file = baseline_path(config, os.path.dirname(path) or home)
            baseline = load_baseline(config, baseline_file)
            project = self._project(path, config, home, baseline=baseline, baseline_file=baseline_file)
            project.worker.linter(config.settings())  # mistakes in rule files
        except InputError as error:
            project = self._project(path, config, home, problems=error.problems)
        project.states = file_states(project.files())
        return project

    def _read(self, path: str) -> Config:
        """Return the configuration in a file; raises InputError in the language that the user most likely reads."""
        try:
            return load_project(path, self._asked or None, is_confined=True)
        except InputError:
            return load_project(path, self.lang, is_confined=True)

    def _project(
        self,
        path: str,
        config: Config,
        home: str,
        baseline: Baseline | None = None,
        baseline_file: str = "",
        problems: tuple[Problem, ...] = (),
    ) -> Project:
        lang = self._asked or config.lang or self.lang
        worker = DraftWorker(lang, config, lambda error: self._describe_crash(error, lang))
        return Project(lang, config, worker, baseline, baseline_file, path, path or home, problems, day=iso_today())
