"""The arguments that each command takes, as data: `options` makes a parser of it, `plainly` reads plain lines by itself."""

from __future__ import annotations

from collections.abc import Sequence

from xhslint.base.records import dataclass
from xhslint.model.findings import FAIL_ON, LANGUAGES, PROFILES
from xhslint.report.registry import REPORTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Kind = Literal["text", "flag", "choice", "formats", "count", "percent"]

DEFAULT = "check"
COLORS = ("auto", "always", "never")


@dataclass(frozen=True, slots=True)
class Option:
    """An option: what may be written for it, what stands for its value in the help, and how that is read.

    `choices` are the values of a `choice`, or the names of `formats`.
    """

    names: tuple[str, ...]
    kind: Kind = "text"
    metavar: str | None = None
    choices: tuple[str, ...] = ()
    multiple: bool = False
    default: str | None = None

    @property
    def key(self) -> str:
        """The name under which a command is given its value."""
        return max(self.names, key=len).lstrip("-").replace("-", "_")


@dataclass(frozen=True, slots=True)
class Argument:
    """What stands on a command line without a name; `choices`, if any, make it one of a few words."""

    key: str
    metavar: str
    choices: tuple[str, ...] = ()
    many: bool = True


@dataclass(frozen=True, slots=True)
class Command:
    arguments: tuple[Argument, ...]
    options: tuple[Option, ...]


def text(*names: str, metavar: str, default: str | None = None) -> Option:
    return Option(names, "text", metavar, default=default)


def texts(name: str, metavar: str) -> Option:
    """An option that may be repeated."""
    return Option((name,), "text", metavar, multiple=True)


def flag(*names: str) -> Option:
    return Option(names, "flag")


def choice(name: str, choices: tuple[str, ...], default: str | None = None) -> Option:
    return Option((name,), "choice", choices=choices, default=default)


def percent(name: str) -> Option:
    return Option((name,), "percent", "PERCENT")


LANG = choice("--lang", LANGUAGES)
_COLOR = (choice("--color", COLORS, "auto"), flag("--no-color"))
_RULES = (
    choice("--profile", PROFILES),
    texts("--select", "RULES"),
    texts("--ignore", "RULES"),
    texts("--extend-select", "RULES"),
)
_CONFIG = (text("--config", metavar="FILE"), flag("--no-config"))
_EXCLUDE = texts("--exclude", "GLOB")
_BASELINE = text("--baseline", metavar="FILE")
_JOBS = Option(("-j", "--jobs"), "count", "NUMBER")
_MORE_RULES = texts("--rules", "PATH")

COMMANDS = {
    "check": Command(
        (Argument("paths", "PATHS"),),
        (
            Option(("--format",), "formats", "FORMAT", ("auto", *REPORTS), multiple=True),
            text("-o", "--output", metavar="FILE"),
            choice("--fail-on", FAIL_ON),
            flag("-q", "--quiet"),
            *_RULES,
            text("--as-of", metavar="DATE"),
            flag("--explain-quiet"),
            _EXCLUDE,
            text("--stdin-filename", metavar="NAME", default="<stdin>"),
            *_CONFIG,
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
            *_CONFIG,
            _JOBS,
            _MORE_RULES,
            *_COLOR,
        ),
    ),
    "rules": Command(
        (Argument("names", "[RULES]"),),
        (choice("--format", ("text", "json", "markdown", "schema"), "text"), _MORE_RULES, *_COLOR),
    ),
    "init": Command((Argument("folder", "[FOLDER]", many=False),), (flag("--force"),)),
    "test": Command(
        (Argument("paths", "[PATHS]"),),
        (
            flag("--disguise"),
            flag("--coverage"),
            texts("--select", "RULES"),
            percent("--min-recall"),
            percent("--min-kind-recall"),
            text("--table", metavar="FILE"),
            *_COLOR,
        ),
    ),
}


def language(args: Sequence[str], default: str = "zh") -> str:
    """The language that the arguments ask for, wherever they do: help and mistakes are told in it too."""
    lang = default
    for name, value in zip(args, [*args, ""][1:], strict=True):
        if name == "--":
            break
        asked = value if name == "--lang" else name.partition("--lang=")[2]
        lang = asked if asked in LANGUAGES else lang
    return lang
