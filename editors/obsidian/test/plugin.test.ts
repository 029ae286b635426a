import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, test } from "node:test";
import { diagnosticCount } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { machine } from "../../shared/run";
import XhslintPlugin from "../src/main";
import { until } from "./browser";
import { editorInfoField, MarkdownView, world } from "./fake/obsidian";

const NOTE = "周末手作\n\n想学的姐妹加薇❤：taoci_2046\n互粉互赞";
const real = { skip: process.env.XHSLINT ? false : "XHSLINT names no program", timeout: 120_000 };
const { isFile } = machine;

type Fake = XhslintPlugin & {
  commands: Map<string, () => Promise<void>>;
  extensions: Extension[];
  bar: HTMLElement;
  tab: { display(): void; hide(): void; containerEl: HTMLElement };
};

async function plugin(path: string): Promise<Fake> {
  world.stored.set("xhslint-path", path);
  const made = new (XhslintPlugin as unknown as new () => Fake)();
  await made.onload();
  return made;
}

/** Open a note in front. */
function open(made: Fake, path: string, text = NOTE): EditorView {
  const info = editorInfoField.init(() => ({ file: { path } }) as never);
  const state = EditorState.create({ doc: text, extensions: [info, ...made.extensions] });
  const cm = new EditorView({ state, parent: document.body });
  world.active = new MarkdownView({ path }, { cm, getValue: () => cm.state.doc.toString() });
  return cm;
}

beforeEach(() => {
  Object.assign(world, { notices: [], data: null, active: undefined, base: mkdtempSync(join(tmpdir(), "vault-")) });
  machine.isFile = isFile;
});

test("a note in a folder of captions is checked while it is written", real, async () => {
  const made = await plugin(process.env.XHSLINT ?? "");
  const view = open(made, "小红书/十一月/a.md");
  await until(() => diagnosticCount(view.state) === 2);
  assert.equal(made.bar.textContent, "xhslint 2·0·0");
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: "今天去看海。" } });
  await until(() => diagnosticCount(view.state) === 0 && made.bar.textContent === "xhslint 0·0·0");
  assert.equal(made.bar.title, "没有发现问题");
  made.onunload();
  view.destroy();
});

test("another note is checked only when that is asked for", real, async () => {
  const made = await plugin(process.env.XHSLINT ?? "");
  const view = open(made, "日记/a.md");
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal(diagnosticCount(view.state), 0);
  assert.equal(made.bar.textContent, "");
  await made.commands.get("check")?.();
  assert.deepEqual(world.notices, ["2 处错误，0 处警告，0 处提示"]);
  await until(() => diagnosticCount(view.state) === 2);
  made.onunload();
  view.destroy();
});

test("the configuration of the folder counts", real, async () => {
  writeFileSync(join(world.base, ".xhslint.yaml"), "ignore: ranking\n");
  const made = await plugin(process.env.XHSLINT ?? "");
  const view = open(made, "小红书/a.md");
  await until(() => diagnosticCount(view.state) === 1);
  made.onunload();
  view.destroy();
});

test("who has no xhslint is told once, and nothing is called clean", async () => {
  machine.isFile = () => false;
  const made = await plugin("");
  const view = open(made, "小红书/a.md");
  await until(() => world.notices.length > 0);
  view.dispatch({ changes: { from: 0, insert: "今天" } });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal(world.notices.length, 1);
  assert.match(world.notices[0] ?? "", /没有找到 xhslint.*pipx install xhslint/);
  assert.equal(made.bar.textContent, "xhslint –");
  assert.match(made.bar.title, /没有找到/);
  made.onunload();
  view.destroy();
});

test("an old xhslint is told of", { skip: process.platform === "win32" && "a shell script" }, async () => {
  const path = join(mkdtempSync(join(tmpdir(), "xhslint-")), "xhslint");
  writeFileSync(path, '#!/bin/sh\ncase "$1" in --version) echo "xhslint 0.1.0";; *) exit 2;; esac\n');
  chmodSync(path, 0o755);
  const made = await plugin(path);
  const view = open(made, "小红书/a.md");
  await until(() => world.notices.length > 0);
  assert.match(world.notices[0] ?? "", /xhslint 0\.1\.0 没有语言服务器/);
  made.onunload();
  view.destroy();
});

test("settings are shown, kept in the vault, and the path on this machine", async () => {
  machine.isFile = () => false;
  const made = await plugin("/opt/xhslint");
  made.tab.display();
  const fields = [...made.tab.containerEl.querySelectorAll("input, textarea, select")] as HTMLInputElement[];
  assert.deepEqual(
    fields.map((each) => each.value),
    ["/opt/xhslint", "小红书\nxhs\n文案", "auto", "auto"],
  );
  const changes = ["/opt/new/xhslint", "客户/文案\n", "paid", "en"];
  for (const [number, value] of changes.entries()) {
    const field = fields[number] as HTMLInputElement;
    field.value = value;
    field.dispatchEvent(new Event("change"));
  }
  await until(() => (world.data as { language?: string })?.language === "en");
  assert.deepEqual(world.data, { folders: ["客户/文案"], profile: "paid", language: "en" });
  assert.equal(world.stored.get("xhslint-path"), "/opt/new/xhslint");
  made.tab.hide();
  made.onunload();
});
