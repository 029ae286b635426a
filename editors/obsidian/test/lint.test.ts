import assert from "node:assert/strict";
import { test } from "node:test";
import { type Diagnostic, diagnosticCount, forEachDiagnostic } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { lintExtension, recheck } from "../src/lint";
import type { Finding } from "../src/session";
import { until } from "./browser";

const TEXT = "🍑周末\n想学的加薇❤：taoci_2046";

function finding(text: string): Finding[] {
  const from = text.indexOf("加薇");
  if (from < 0) return [];
  const changes = [{ from, to: text.length, insert: "看第三张图" }];
  const actions = [{ title: "改写", changes }];
  return [
    {
      from,
      to: text.length,
      severity: "error",
      rule: "contact/wechat-id",
      message: "写出了微信号",
      details: "**依据**",
      actions,
    },
  ];
}

function editor(check: (text: string) => Promise<Finding[] | null>) {
  const stale: string[] = [];
  const extension = lintExtension({
    check: (_, text) => check(text),
    render: (markdown, element) => {
      element.textContent = markdown;
    },
    stale: () => stale.push("stale"),
  });
  const view = new EditorView({
    state: EditorState.create({ doc: TEXT, extensions: [extension] }),
    parent: document.body,
  });
  const shown = () => {
    const found: Diagnostic[] = [];
    forEachDiagnostic(view.state, (each) => found.push(each));
    return found;
  };
  return { view, shown, stale };
}

test("findings are shown at their places, told in full, and mended by a button", async () => {
  const { view, shown } = editor(async (text) => finding(text));
  await until(() => diagnosticCount(view.state) === 1);
  const [diagnostic] = shown();
  assert.ok(diagnostic);
  assert.equal(view.state.sliceDoc(diagnostic.from, diagnostic.to), "加薇❤：taoci_2046");
  assert.deepEqual([diagnostic.severity, diagnostic.source], ["error", "contact/wechat-id"]);
  assert.equal(diagnostic.renderMessage?.(view).textContent, "**依据**");
  diagnostic.actions?.[0]?.apply(view, diagnostic.from, diagnostic.to);
  assert.equal(view.state.doc.toString(), "🍑周末\n想学的看第三张图");
  await until(() => diagnosticCount(view.state) === 0);
  view.destroy();
});

test("a fix of a text that has changed since is not made", async () => {
  const { view, shown, stale } = editor(async (text) => finding(text));
  await until(() => diagnosticCount(view.state) === 1);
  const [diagnostic] = shown();
  view.dispatch({ changes: { from: 0, insert: "今天" } });
  diagnostic?.actions?.[0]?.apply(view, 0, 0);
  assert.equal(view.state.doc.toString(), `今天${TEXT}`);
  assert.deepEqual(stale, ["stale"]);
  view.destroy();
});

test("what a later text made void leaves the marks of this text", async () => {
  let calls = 0;
  const { view, shown } = editor(async (text) => (calls++ ? null : finding(text)));
  await until(() => diagnosticCount(view.state) === 1);
  recheck(view);
  await until(() => calls === 2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(shown().length, 1);
  view.destroy();
});
