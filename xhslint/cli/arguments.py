"""The command line as data: commands, their options, and what a line of `check` comes to."""

from __future__ import annotations

from xhslint.base.paths import PASTED
from xhslint.base.records import dataclass
from xhslint.model.findings import FAIL_ON, KINDS, LANGUAGES, PROFILES, kind_named, profile_named
from xhslint.report.registry import REPORTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Kind = Literal["text", "flag", "choice", "profile", "kind", "formats", "count", "limit", "percent", "port"]

DEFAULT = "check"  # the command that runs when a line names none
NAMED = {"profile": profile_named, "kind": kind_named}  # what reads the Chinese words for values
COLORS = ("auto", "always", "never")


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command.

    `names` are its spellings, `kind` how a value is read (a `count` is a whole number from 1 on, a `limit` one from 0
    on, a `port` one from 0 to 65535, a `profile` or `kind` one of the choices or a Chinese word for one), `metavar` the key of what stands for a value in the help,
    `choices` the values of a `choice` or the names of `formats`.
    """

    names: tuple[str, ...]
    kind: Kind = "text"
    metavar: str | None = None
    choices: tuple[str, ...] = ()
    multiple: bool = False
    default: str | None = None

    @property
    def key(self) -> str:
        """The keyword under which a command receives the value."""
        return max(self.names, key=len).lstrip("-").replace("-", "_")


@dataclass(frozen=True, slots=True)
class Argument:
    """A positional argument of a command; `choices`, if any, are the words that it may be."""

    key: str
    metavar: str
    choices: tuple[str, ...] = ()
    many: bool = True


@dataclass(frozen=True, slots=True)
class Command:
    arguments: tuple[Argument, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True)
class CheckOptions:
    """The values of the options of `check`, each under its key; `baseline` uses a part of them."""

    paths: tuple[str, ...] = ()
    format: tuple[str, ...] = ()
    output: str | None = None
    fail_on: str | None = None
    max_warnings: int | None = None
    quiet: bool = False
    statistics: bool = False
    open: bool = False
    watch: bool = False
    profile: str | None = None
    kind: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    as_of: str | None = None
    explain: bool = False
    explain_quiet: bool = False
    exclude: tuple[str, ...] = ()
    stdin_filename: str = PASTED
    config: str | None = None
    no_config: bool = False
    isolated: bool = False
    show_config: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    since: str | None = None
    diff: bool = False
    baseline: str | None = None
    no_baseline: bool = False
    require_reason: bool = False
    report_unused: bool = False
    jobs: int | None = None
    documents: bool = False
    images: bool = False
    columns: str | None = None
    review: str | None = None
    max_bytes: int | None = None
    max_document_bytes: int | None = None
    timeout: int | None = None
    no_cache: bool = False
    timing: bool = False
    rules: tuple[str, ...] = ()
    color: str = "auto"
    no_color: bool = False

    @property
    def needs_reading(self) -> bool:
        """Whether a path has a wildcard or a quotation mark, which the shells of Windows leave in it."""
        return any(sign in path for path in self.paths for sign in '*?["')

    @property
    def fix_level(self) -> str:
        """Which fixes to make: "" for none, "safe" or "unsafe"."""
        return "unsafe" if self.unsafe_fixes else "safe" if self.fix else ""

    @property
    def is_preview(self) -> bool:
        """Whether fixes are to be shown and not written."""
        return bool(self.fix_level and self.diff)


def text(*names: str, metavar: str, default: str | None = None) -> Option:
    return Option(names, "text", metavar, default=default)


def texts(name: str, metavar: str) -> Option:
    """Return an option that may be repeated."""
    return Option((name,), "text", metavar, multiple=True)


def flag(*names: str) -> Option:
    return Option(names, "flag")


def choice(name: str, choices: tuple[str, ...], default: str | None = None) -> Option:
    return Option((name,), "choice", choices=choices, default=default)


def percent(name: str) -> Option:
    return Option((name,), "percent", "PERCENT")


LANG = choice("--lang", LANGUAGES)
_COLOR = (choice("--color", COLORS, "auto"), flag("--no-color"))
_PROFILE = Option(("--profile",), "profile", choices=PROFILES)
_STANDARD = (_PROFILE, Option(("--kind",), "kind", choices=KINDS))
_RULES = (
    *_STANDARD,
    texts("--select", "RULES"),
    texts("--ignore", "RULES"),
    texts("--extend-select", "RULES"),
)
_CONFIG = (text("--config", metavar="FILE"), flag("--no-config"))
_EXCLUDE = texts("--exclude", "GLOB")
_BASELINE = text("--baseline", metavar="FILE")
_JOBS = Option(("-j", "--jobs"), "count", "NUMBER")
_DOCUMENTS = (flag("--documents"), flag("--images"), text("--columns", metavar="COLUMNS"))
_LIMITS = (
    Option(("--max-bytes",), "count", "NUMBER"),
    Option(("--max-document-bytes",), "count", "NUMBER"),
    Option(("--timeout",), "count", "SECONDS"),
)
_MORE_RULES = texts("--rules", "PATH")
_AS_OF = text("--as-of", metavar="DATE")
_TEXT_OR_JSON = choice("--format", ("text", "json"), "text")

COMMANDS = {
    "check": Command(
        (Argument("paths", "PATHS"),),
        (
            Option(("--format",), "formats", "FORMAT", ("auto", *REPORTS), multiple=True),
            text("-o", "--output", metavar="FILE"),
            choice("--fail-on", FAIL_ON),
            Option(("--max-warnings",), "limit", "NUMBER"),
            flag("-q", "--quiet"),
            flag("--statistics"),
            flag("--open"),
            flag("--watch"),
            *_RULES,
            _AS_OF,
            flag("--explain"),
            flag("--explain-quiet"),
            _EXCLUDE,
            *_DOCUMENTS,
            text("--review", metavar="FILE"),
            text("--stdin-filename", metavar="NAME", default=PASTED),
            *_CONFIG,
            flag("--isolated"),
            flag("--show-config"),
            flag("--fix"),
            flag("--unsafe-fixes"),
            text("--since", metavar="REV"),
            flag("--diff"),
            _BASELINE,
            flag("--no-baseline"),
            flag("--require-reason"),
            flag("--report-unused"),
            _JOBS,
            *_LIMITS,
            flag("--no-cache"),
            flag("--timing"),
            _MORE_RULES,
            *_COLOR,
        ),
    ),
    "baseline": Command(
        (Argument("action", "ACTION", ("write", "check", "prune"), many=False), Argument("paths", "[PATHS]")),
        (
            _BASELINE,
            text("--reason", metavar="TEXT", default=""),
            *_RULES,
            _EXCLUDE,
            *_DOCUMENTS,
            *_CONFIG,
            _JOBS,
            *_LIMITS,
            _MORE_RULES,
            *_COLOR,
        ),
    ),
    "rules": Command(
        (Argument("names", "[RULES]"),),
        (
            choice("--format", ("text", "json", "markdown", "schema"), "text"),
            text("--diff", metavar="PATH"),
            _MORE_RULES,
            *_COLOR,
        ),
    ),
    "lint-table": Command(
        (Argument("source", "TABLE", many=False), Argument("target", "RESULT", many=False)),
        (
            text("--text", metavar="COLUMN"),
            text("--title", metavar="COLUMN"),
            text("--into", metavar="COLUMN", default="findings"),
            text("--problem", metavar="COLUMN", default="problem"),
            flag("--force"),
            choice("--fail-on", FAIL_ON),
            flag("-q", "--quiet"),
            *_RULES,
            _AS_OF,
            *_CONFIG,
            _JOBS,
            *(each for each in _LIMITS if each.key != "max_document_bytes"),
            _MORE_RULES,
        ),
    ),
    "why": Command(
        (Argument("note", "NOTE", many=False),),
        (
            text("--notice", metavar="TEXT"),
            _TEXT_OR_JSON,
            *_STANDARD,
            *(each for each in _DOCUMENTS if each.key != "documents"),
            _AS_OF,
            *_CONFIG,
            _MORE_RULES,
            *_COLOR,
        ),
    ),
    "init": Command((Argument("folder", "[FOLDER]", many=False),), (text("--words", metavar="FILE"), flag("--force"))),
    "clean": Command((), ()),
    "serve": Command((), (Option(("--port",), "port", "NUMBER"), flag("--no-open"), _PROFILE, *_CONFIG)),
    "page": Command((Argument("out", "OUT", many=False),), (text("--pyodide", metavar="PATH"),)),
    "lsp": Command((), (flag("--stdio"),)),
    "mcp": Command((), ()),
    "test": Command(
        (Argument("paths", "[PATHS]"),),
        (
            flag("--disguise"),
            flag("--coverage"),
            texts("--select", "RULES"),
            percent("--min-recall"),
            percent("--min-kind-recall"),
            texts("--captions", "FILE"),
            text("--table", metavar="FILE"),
            *_COLOR,
        ),
    ),
}
