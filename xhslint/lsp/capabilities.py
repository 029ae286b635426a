"""What an editor can do, as it says when it starts the server, and what the server offers it for that."""

from __future__ import annotations

from xhslint.base.records import dataclass
from xhslint.base.version import __version__
from xhslint.lsp.addresses import file_path
from xhslint.lsp.positions import DEFAULT, ENCODINGS
from xhslint.lsp.protocol import KINDS, ask
from xhslint.model.findings import LANGUAGES, PROFILES, profile_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

INCREMENTAL = 2


@dataclass(frozen=True, slots=True)
class Client:
    """An editor: the language that its user asked for and that of its surface, both perhaps "", the profile
    of drafts that nothing else gives one, and what it can do.

    `pulls` is whether it asks for diagnostics, so that none are pushed to it.
    """

    asked: str = ""
    locale: str = ""
    profile: str | None = None
    folders: tuple[str, ...] = ()
    encoding: str = DEFAULT
    pulls: bool = False
    refreshes: bool = False
    watches: bool = False
    has_markdown: bool = False
    has_related: bool = False
    has_actions: bool = False
    has_versioned_edits: bool = False

    @classmethod
    def told(cls, params: object) -> Client:
        """Return the client that the parameters of `initialize` describe; what is wrong in them counts as not said."""
        able = ask(params, "capabilities")
        text, workspace = ask(able, "textDocument"), ask(able, "workspace")
        formats = ask(text, "hover", "contentFormat")
        return cls(
            asked=_language(ask(params, "initializationOptions", "lang")),
            locale=_locale(ask(params, "locale")),
            profile=_profile(ask(params, "initializationOptions", "profile")),
            folders=_folders(params),
            encoding=_encoding(ask(able, "general", "positionEncodings")),
            pulls=isinstance(ask(text, "diagnostic"), dict),
            refreshes=ask(workspace, "diagnostics", "refreshSupport") is True,
            watches=ask(workspace, "didChangeWatchedFiles", "dynamicRegistration") is True,
            has_markdown=isinstance(formats, list) and "markdown" in formats,
            has_related=ask(text, "publishDiagnostics", "relatedInformation") is True,
            has_actions=isinstance(ask(text, "codeAction", "codeActionLiteralSupport"), dict),
            has_versioned_edits=ask(workspace, "workspaceEdit", "documentChanges") is True,
        )


def offer(client: Client) -> dict[str, Any]:
    """Return the answer to `initialize`."""
    able: dict[str, Any] = {
        "positionEncoding": client.encoding,
        "textDocumentSync": {"openClose": True, "change": INCREMENTAL, "save": {"includeText": False}},
        "hoverProvider": True,
        "workspace": {"workspaceFolders": {"supported": True, "changeNotifications": True}},
    }
    if client.has_actions:
        able["codeActionProvider"] = {"codeActionKinds": list(KINDS)}
    if client.pulls:
        able["diagnosticProvider"] = {
            "identifier": "xhslint",
            "interFileDependencies": False,
            "workspaceDiagnostics": False,
        }
    return {"capabilities": able, "serverInfo": {"name": "xhslint", "version": __version__}}


def folder_paths(folders: object) -> list[str]:
    """Return the paths of workspace folders as the protocol lists them, without those that are no folders of files."""
    uris = [ask(each, "uri") for each in folders] if isinstance(folders, list) else []
    return [path for uri in uris if isinstance(uri, str) and (path := file_path(uri))]


def _folders(params: object) -> tuple[str, ...]:
    """Return the folders that are open; editors of earlier days name one."""
    if found := folder_paths(ask(params, "workspaceFolders")):
        return tuple(found)
    uri, path = ask(params, "rootUri"), ask(params, "rootPath")
    if isinstance(uri, str):
        path = file_path(uri)
    return (path,) if isinstance(path, str) and path else ()


def _encoding(offered: object) -> str:
    known = offered if isinstance(offered, list) else ()
    return next((each for each in ENCODINGS if each in known), DEFAULT)


def _language(value: object) -> str:
    return value if isinstance(value, str) and value in LANGUAGES else ""


def _profile(value: object) -> str | None:
    named = profile_named(value) if isinstance(value, str) else ""
    return named if named in PROFILES else None


def _locale(value: object) -> str:
    """Return the language of the catalogue for a locale such as "zh-cn"; for one of any other language English."""
    if not isinstance(value, str) or not value:
        return ""
    return "zh" if value.lower().replace("_", "-").partition("-")[0] == "zh" else "en"
