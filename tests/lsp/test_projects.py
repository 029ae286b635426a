"""The configuration of each document: found from its folder, read again after a change, its mistakes shown and mended."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.lsp.clients import CAPABILITIES, NOTE, PULLING, LocalClient, uri
from tests.running import POSIX
from xhslint.cli.main import main

Capture = pytest.CaptureFixture[str]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def codes(client: LocalClient, path: Path, text: str = NOTE) -> list[Any]:
    """Return the codes of the diagnostics of a file that is opened with a text."""
    client.open(uri(path), text)
    return [each.get("code") for each in client.published(uri(path))]


def test_each_document_has_the_configuration_of_its_folder(client: LocalClient, folder: Path) -> None:
    write(folder / ".xhslint.yaml", "ignore: contact\noverrides:\n- {paths: ads/*, ignore: shop}\n")
    write(folder / "shop" / "pyproject.toml", "[tool.xhslint]\nignore = ['ranking']\n")
    text = f"{NOTE}\n\n互粉，一起加油\n\n淘宝搜小鹿手作\n"
    assert codes(client, folder / "a.md", text) == ["ranking/exchange", "shop/search"]
    assert codes(client, folder / "new" / "ads" / "a.md", text) == ["ranking/exchange", "shop/search"]
    assert codes(client, folder / "ads" / "a.md", text) == ["ranking/exchange"]
    assert codes(client, folder / "shop" / "a.md", text) == ["contact/wechat-id", "shop/search"]


def test_the_same_as_the_command(client: LocalClient, folder: Path, capsys: Capture) -> None:
    write(folder / ".xhslint.yaml", "profile: pro\nseverity: {ranking: info}\nexclude: [old/]\nrequire-reason: true\n")
    texts = {
        "a.md": f"{NOTE}\n\n互粉，一起加油",
        "old/b.md": NOTE,
        "c.md": f"---\nprofile: personal\n---\n<!-- xhslint-ignore-line dm -->{NOTE}",
        "d.md": "---\ntitle: [\n---\n加我微信 abc12345",
    }
    for name, text in texts.items():
        write(folder / name, text)
        main(["check", name, "--format", "json"])
        said = json.loads(capsys.readouterr().out)
        lines = [
            (each["line"] - 1, each["column"] - 1, each["rule"])
            for draft in said["drafts"]
            for each in draft["findings"]
        ]
        problems = [(each["line"] - 1, each["column"] - 1, None) for each in said["errors"]]
        client.open(uri(folder / name), text)
        shown = [(*each["range"]["start"].values(), each.get("code")) for each in client.published(uri(folder / name))]
        assert shown == [*lines, *problems], name
    assert len(texts) == 4


def test_excluded_documents_get_none(client: LocalClient, folder: Path) -> None:
    write(folder / ".xhslint.yaml", "exclude: ['*.draft.md', old/]\n")
    assert codes(client, folder / "a.draft.md") == []
    assert codes(client, folder / "old" / "a.md") == []
    assert codes(client, folder / "a.md") == ["contact/wechat-id"]
    where = {"textDocument": {"uri": uri(folder / "a.draft.md")}, "position": {"line": 0, "character": 8}}
    assert client.ask("textDocument/hover", where) is None


def test_a_configuration_that_comes_changes_and_goes(client: LocalClient, folder: Path) -> None:
    note, config = folder / "a.md", folder / ".xhslint.yaml"
    assert codes(client, note) == ["contact/wechat-id"]
    write(config, "ignore: contact\n")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri(config), "type": 1}]})
    assert client.published(uri(note)) == []
    write(config, "severity: {contact: warning}\n")
    client.change(uri(note), 2, {"text": NOTE})  # also where no client watches
    assert [each["severity"] for each in client.published(uri(note))] == [2]
    config.unlink()
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri(note)}})
    assert [each["severity"] for each in client.published(uri(note))] == [1]


def test_rules_of_ones_own_that_change(client: LocalClient, folder: Path) -> None:
    write(folder / ".xhslint.yaml", "rules: rules\n")
    (folder / "rules").mkdir()
    words, note = folder / "words.txt", folder / "a.md"
    make = ["init", "--words", str(words), str(folder / "rules"), "--force"]
    write(words, "梅朵尔\n")
    assert main(make) == 0
    assert codes(client, note, "最近爱用兰芙可的面霜") == []
    write(words, "梅朵尔\n兰芙可\n")
    assert main(make) == 0
    client.notify("workspace/didChangeWatchedFiles", {"changes": []})
    assert len(client.published(uri(note))) == 1


def test_mistakes_are_shown_where_they_are_until_they_are_mended(client: LocalClient, folder: Path) -> None:
    note, other = folder / "a.md", folder / "b.md"
    config = write(folder / ".xhslint.yaml", "lang: zh\nignore: contact\nfail_on: never\n")
    client.open(uri(note), NOTE)
    (found,) = client.published(uri(note))
    assert found["message"].startswith("这篇没有检查，因为设置有错：.xhslint.yaml:3:1: ")
    (mistake,) = client.published(uri(config))
    assert mistake["range"] == {"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 14}}
    assert mistake["severity"] == 1
    (shown,) = client.noted("window/showMessage")
    assert shown["type"] == 1 and shown["message"].startswith(".xhslint.yaml:3:1: ")
    assert len(codes(client, other)) == 1
    assert len(client.noted("window/showMessage")) == 1  # not for each document and each key
    write(config, "ignore: contact\nfail-on: never\n")
    client.notify("workspace/didChangeWatchedFiles", {})
    assert client.published(uri(note)) == client.published(uri(config)) == []
    write(config, "{")
    client.notify("workspace/didChangeWatchedFiles", {})
    assert client.published(uri(note)) and client.published(uri(config))
    assert len(client.noted("window/showMessage")) == 2


def test_mistakes_in_english(folder: Path) -> None:
    client = LocalClient()
    client.initialize(folder, locale="en")
    write(folder / ".xhslint.yaml", "ignor: contact\n")
    client.open(uri(folder / "a.md"), NOTE)
    (found,) = client.published(uri(folder / "a.md"))
    assert found["message"].startswith(
        "not checked, because the configuration has a mistake: .xhslint.yaml:1:1: unknown key"
    )


def test_mistakes_in_a_file_of_rules(client: LocalClient, folder: Path) -> None:
    rules = write(folder / "mine.yaml", "rules: 7\n")
    write(folder / ".xhslint.yaml", "rules: mine.yaml\n")
    assert codes(client, folder / "a.md") == [None]
    assert len(client.published(uri(rules))) >= 1
    rules.unlink()
    client.notify("workspace/didChangeWatchedFiles", {})
    assert client.published(uri(rules)) == []
    assert len(client.published(uri(folder / ".xhslint.yaml"))) == 1


@POSIX
def test_a_configuration_that_was_found_does_not_reach_out(client: LocalClient, folder: Path) -> None:
    write(folder / ".xhslint.yaml", "rules: /etc/rules.yaml\n")
    assert codes(client, folder / "a.md") == [None]
    os.remove(folder / ".xhslint.yaml")
    (folder / ".xhslint-baseline.json").symlink_to("/etc/hostname")
    assert codes(client, folder / "a.md") == [None]


def test_the_language_of_the_configuration(folder: Path) -> None:
    write(folder / ".xhslint.yaml", "lang: en\n")
    for options, word in (({}, "reads"), ({"lang": "zh"}, "读作")):
        client = LocalClient()
        client.initialize(folder, initializationOptions=options, locale="zh-cn")
        client.open(uri(folder / "a.md"), NOTE)
        assert word in client.published(uri(folder / "a.md"))[0]["message"]


def test_known_findings_stay_known(client: LocalClient, folder: Path) -> None:
    note = write(folder / "notes" / "a.md", NOTE)
    assert main(["baseline", "write", "notes"]) == 0
    assert codes(client, note) == []
    for version in (2, 3):  # as often as it is checked
        client.change(uri(note), version, {"text": f"{NOTE}\n\n{NOTE}\n"})
        assert [each["range"]["start"]["line"] for each in client.published(uri(note))] == [2]
    (folder / ".xhslint-baseline.json").unlink()
    client.notify("workspace/didChangeWatchedFiles", {})
    assert len(client.published(uri(note))) == 2


def test_a_baseline_with_a_mistake(client: LocalClient, folder: Path) -> None:
    baseline = write(folder / ".xhslint-baseline.json", '{"version": 1,\n "drafts": 7}\n')
    assert codes(client, folder / "a.md") == [None]
    (mistake,) = client.published(uri(baseline))
    assert mistake["range"]["start"]["line"] == 1


def test_another_day_has_other_clauses(client: LocalClient, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = folder / "a.md"
    text = f"<!-- xhslint-ignore-next-line contact: 好 until: 2099-01-01 -->\n{NOTE}"
    assert codes(client, note, text) == []
    for module in ("lsp.projects", "linter.linter"):
        monkeypatch.setattr(f"xhslint.{module}.iso_today", lambda: "2099-01-02")
    client.change(uri(note), 2, {"text": text})
    assert [each["severity"] for each in client.published(uri(note))] == [1, 2]


def test_untitled_documents_and_those_outside_have_the_configuration_of_their_place(
    client: LocalClient, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write(folder / ".xhslint.yaml", "ignore: contact\n")
    client.open("untitled:Untitled-1", NOTE)
    assert client.published("untitled:Untitled-1") == []
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / ".git").mkdir()
    assert codes(client, elsewhere / "a.md") == ["contact/wechat-id"]


def test_folders_that_are_opened_and_closed(client: LocalClient, folder: Path) -> None:
    write(folder / "inner" / ".xhslint.yaml", "ignore: contact\n")
    client.open("untitled:Untitled-1", NOTE)
    assert len(client.published("untitled:Untitled-1")) == 1
    event = {"added": [{"uri": uri(folder / "inner"), "name": "inner"}], "removed": [{"uri": uri(folder), "name": ""}]}
    client.notify("workspace/didChangeWorkspaceFolders", {"event": event})
    assert client.published("untitled:Untitled-1") == []


def test_the_client_is_asked_to_watch_and_to_ask_again(folder: Path) -> None:
    watching: Any = {**PULLING, "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
    watching["workspace"]["diagnostics"] = {"refreshSupport": True}
    client = LocalClient()
    client.initialize(folder, watching)
    (asked,) = client.noted("client/registerCapability")
    (registered,) = asked["registrations"]
    assert registered["method"] == "workspace/didChangeWatchedFiles"
    assert {"globPattern": "**/.xhslint.{yaml,yml}"} in registered["registerOptions"]["watchers"]
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    assert len(client.noted("workspace/diagnostic/refresh")) == 1
    other = LocalClient()
    other.initialize(folder, CAPABILITIES)
    other.notify("workspace/didChangeConfiguration", {"settings": None})
    assert not other.seen


PRAISE = "这款面霜全网第一，用完再也不想换。"
WARNING = 2


@pytest.mark.parametrize(
    ("option", "configuration", "head", "severity"),
    [
        (None, "", "", 3),
        ("ad", "", "", WARNING),
        ("广告", "", "", WARNING),
        ("shop", "", "", 3),
        (["ad"], "", "", 3),
        ("ad", "profile: personal\n", "", 3),
        ("ad", "", "---\nprofile: personal\n---\n", 3),
        ("personal", "profile: ad\n", "", WARNING),
        ("ad", "ignore: contact\n", "", WARNING),
    ],
)
def test_the_profile_of_the_editor_is_that_of_drafts_without_one(
    option: Any, configuration: str, head: str, severity: int, tmp_path: Path
) -> None:
    if configuration:
        write(tmp_path / ".xhslint.yaml", configuration)
    client = LocalClient()
    client.initialize(tmp_path, initializationOptions={"profile": option})
    client.open(uri(tmp_path / "a.md"), head + PRAISE)
    assert [each["severity"] for each in client.published(uri(tmp_path / "a.md"))] == [severity]


def test_a_document_says_what_kind_of_text_it_is(client: LocalClient, folder: Path) -> None:
    text = "---\nkind: 评论\n---\n想买，求私\n\n可以的宝，加我v❤\n"
    assert codes(client, folder / "a.md", text) == ["contact/wechat-add"]
    assert codes(client, folder / "b.md", text.replace("评论", "笔记")) == ["dm/purchase", "contact/wechat-add"]
