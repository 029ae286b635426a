import assert from "node:assert/strict";
import { test } from "node:test";
import { documentFilters, initializationOptions, serverArgs } from "../../shared/server";
import { statusBar } from "../src/status";
import { l10n } from "./fake/vscode";

test("the status bar counts what is in the caption in front", () => {
  const shown = (severities: number[], isChecked = true, isRunning = true) =>
    statusBar({ isRunning, isChecked, severities }, l10n.t);
  assert.equal(shown([]).text, "$(check) xhslint");
  assert.equal(shown([0, 1, 0, 2, 3]).text, "xhslint $(error) 2 $(warning) 1 $(info) 2");
  assert.equal(shown([1]).text, "xhslint $(warning) 1");
  assert.equal(shown([0, 1]).tooltip, "Findings in this caption: 1 errors, 1 warnings, 0 hints");
  assert.deepEqual([shown([0]).isWarning, shown([1]).isWarning], [true, false]);
});

test("what was not checked is never called clean", () => {
  for (const [isChecked, isRunning] of [
    [false, true],
    [true, false],
    [false, false],
  ] as const) {
    const { text, tooltip } = statusBar({ isRunning, isChecked, severities: [] }, l10n.t);
    assert.doesNotMatch(text, /check/);
    assert.notEqual(tooltip, "Nothing to report");
  }
});

test("only captions are checked", () => {
  assert.deepEqual(documentFilters([" **/notes/** ", ""], false), [
    { scheme: "file", language: "markdown", pattern: "**/notes/**" },
    { scheme: "file", language: "plaintext", pattern: "**/notes/**" },
  ]);
  assert.deepEqual(
    documentFilters([], true).map((each) => each.scheme),
    ["untitled", "untitled"],
  );
});

test("choices are told, others left to xhslint", () => {
  assert.deepEqual(initializationOptions({ language: "auto", profile: "auto" }), {});
  assert.deepEqual(initializationOptions({ language: "en", profile: "paid" }), { lang: "en", profile: "paid" });
  assert.deepEqual(serverArgs({ program: "p", args: ["-m", "xhslint"] }), ["-m", "xhslint", "lsp", "--stdio"]);
});
