import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { machine } from "../../shared/run";
import { activate, deactivate } from "../src/extension";
import { LanguageClient } from "./fake/client";
import { world } from "./fake/vscode";

const posix = { skip: process.platform === "win32" && "stand-ins for programs are shell scripts" };
const PATH = process.env.PATH;
const { isFile } = machine;
machine.isFile = (path) => path.startsWith(tmpdir()) && isFile(path); // whatever this machine has installed

/** A folder with a program that answers as xhslint does, of a version, with a server or without. */
function program(version: string, status: number): string {
  const folder = mkdtempSync(join(tmpdir(), "xhslint-"));
  const script = `#!/bin/sh\ncase "$1" in --version) echo "xhslint ${version}";; *) exit ${status};; esac\n`;
  writeFileSync(join(folder, "xhslint"), script);
  chmodSync(join(folder, "xhslint"), 0o755);
  return folder;
}

async function until(holds: () => boolean): Promise<void> {
  for (let round = 0; !holds(); round++) {
    assert.ok(round < 500, "it did not happen");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

beforeEach(() => {
  Object.assign(world, {
    user: {},
    folder: {},
    isTrusted: true,
    shown: [],
    typed: [],
    run: [],
    lines: [],
    diagnostics: [],
  });
  world.editor = undefined;
  world.documents = [{ matches: true }];
  LanguageClient.made = [];
});
afterEach(async () => {
  await deactivate();
  process.env.PATH = PATH;
});

test("the server on the PATH is started and told the choices", posix, async () => {
  const folder = program("0.2.0", 1);
  process.env.PATH = `${folder}${delimiter}${PATH}`;
  world.user = { language: "en", profile: "paid", files: ["**/drafts/**"], untitled: false };
  await activate();
  const [client] = LanguageClient.made;
  assert.equal(client?.server.command, join(folder, "xhslint"));
  assert.deepEqual(client?.server.args, ["lsp", "--stdio"]);
  assert.deepEqual(client?.options.initializationOptions, { lang: "en", profile: "paid" });
  assert.equal(client?.options.documentSelector.length, 2);
  assert.deepEqual(world.shown, []);
});

test("nothing is started, and nothing said, before a caption is open", posix, async () => {
  process.env.PATH = program("0.2.0", 1);
  world.documents = [{ matches: false }];
  await activate();
  world.opened.fire({ matches: false });
  world.changed.fire({ affectsConfiguration: (name) => name === "xhslint.profile" });
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(LanguageClient.made.length, 0);
  world.opened.fire({ matches: true });
  world.opened.fire({ matches: true });
  await until(() => LanguageClient.made.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(LanguageClient.made.length, 1);
});

test("who has no xhslint is told how to get it", posix, async () => {
  process.env.PATH = "/nowhere";
  world.press = "Install";
  await activate();
  assert.equal(world.shown[0]?.message, "xhslint was not found. Install it, or set where it is.");
  await until(() => world.typed.length > 0);
  assert.deepEqual(world.typed, [{ line: "pipx install xhslint", enter: false }]);
  assert.equal(LanguageClient.made.length, 0);
});

test("an old one is told of, and tried again once it is new", posix, async () => {
  process.env.PATH = program("0.1.0", 2);
  await activate();
  assert.match(world.shown[0]?.message ?? "", /^xhslint 0\.1\.0 has no language server/);
  process.env.PATH = program("0.2.0", 1);
  await world.commands.get("xhslint.restart")?.();
  assert.equal(LanguageClient.made.length, 1);
});

test("a folder that is not trusted names no program; once it is, it does", posix, async () => {
  const [own, theirs] = [program("0.2.0", 1), program("0.3.0", 1)];
  process.env.PATH = own;
  world.folder = { path: join(theirs, "xhslint") };
  world.isTrusted = false;
  await activate();
  assert.equal(LanguageClient.made[0]?.server.command, join(own, "xhslint"));
  assert.ok(world.lines.some((line) => line.startsWith("warn This folder is not trusted")));
  world.isTrusted = true;
  world.trusted.fire();
  await until(() => LanguageClient.made.length === 2);
  assert.equal(LanguageClient.made[1]?.server.command, join(theirs, "xhslint"));
});

test("a changed setting starts the server again, once", posix, async () => {
  process.env.PATH = program("0.2.0", 1);
  await activate();
  for (let key = 0; key < 3; key++) world.changed.fire({ affectsConfiguration: (name) => name === "xhslint.profile" });
  world.changed.fire({ affectsConfiguration: (name) => name === "editor.fontSize" });
  await until(() => LanguageClient.made.length === 2);
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(LanguageClient.made.length, 2);
  assert.equal(LanguageClient.made[0]?.state, 1);
});

test("the status bar follows the document in front", posix, async () => {
  process.env.PATH = program("0.2.0", 1);
  await activate();
  assert.equal(world.item.isShown, false);
  world.editor = { document: { languageId: "markdown", uri: "note", matches: true } };
  world.diagnostics = [
    { source: "xhslint", severity: 0 },
    { source: "spelling", severity: 1 },
  ];
  world.diagnosed.fire();
  assert.equal(world.item.text, "xhslint $(error) 1");
  assert.equal(world.item.command, "workbench.actions.view.problems");
  world.editor = { document: { languageId: "markdown", uri: "readme", matches: false } };
  world.edited.fire();
  assert.equal(world.item.text, "$(dash) xhslint");
  world.editor = { document: { languageId: "python", uri: "code", matches: false } };
  world.edited.fire();
  assert.equal(world.item.isShown, false);
});
