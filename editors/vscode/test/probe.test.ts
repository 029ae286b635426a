import assert from "node:assert/strict";
import { test } from "node:test";
import { probe, type Run } from "../../shared/probe";
import { trouble } from "../src/trouble";
import { l10n } from "./fake/vscode";

const XHSLINT = { program: "/bin/xhslint", args: [] };
const PYTHON = { program: "/bin/python3", args: ["-m", "xhslint"] };
const VERSION = { status: 0, output: "xhslint 0.2.0 (compiled scanner)\n" };

/** A runner that answers by the first words that a call ends with. */
function runner(answers: Record<string, Run>) {
  return async (program: string, args: string[]): Promise<Run> => {
    const call = [program, ...args].join(" ");
    const key = Object.keys(answers).find((each) => call.endsWith(each));
    return key ? (answers[key] as Run) : { status: 127, output: "" };
  };
}

test("the first that has a server is taken", async () => {
  const run = runner({ "--version": VERSION, "lsp --stdio": { status: 1, output: "" } });
  assert.deepEqual(await probe([XHSLINT, PYTHON], run), { kind: "ready", command: XHSLINT, version: "0.2.0" });
});

test("a Python with a newer one comes after an old program", async () => {
  const run = runner({
    "/bin/xhslint --version": { status: 0, output: "xhslint 0.1.0\n" },
    "/bin/xhslint lsp --stdio": { status: 2, output: "no such option" },
    "-m xhslint --version": VERSION,
    "-m xhslint lsp --stdio": { status: 1, output: "" },
  });
  assert.deepEqual(await probe([XHSLINT, PYTHON], run), { kind: "ready", command: PYTHON, version: "0.2.0" });
  assert.deepEqual(await probe([XHSLINT], run), { kind: "old", version: "0.1.0" });
});

test("a Python without xhslint is passed over", async () => {
  const run = runner({ "--version": { status: 1, output: "No module named xhslint\n" } });
  assert.deepEqual(await probe([PYTHON], run), { kind: "missing" });
  assert.deepEqual(await probe([], run), { kind: "missing" });
});

test("a program that is something else, or cannot be run, is named", async () => {
  const other = runner({ "--version": { status: 0, output: "welcome\nlinter of xml 3.1\n" } });
  assert.deepEqual(await probe([XHSLINT], other), {
    kind: "broken",
    program: "/bin/xhslint",
    reason: "linter of xml 3.1",
  });
  const locked = runner({ "--version": { status: null, output: "", error: "EACCES" } });
  assert.deepEqual(await probe([XHSLINT], locked), { kind: "broken", program: "/bin/xhslint", reason: "EACCES" });
});

test("what is said offers what helps", () => {
  const missing = trouble({ kind: "missing" }, "xhslint", l10n.t);
  assert.equal(missing.message, "xhslint was not found. Install it, or set where it is.");
  assert.deepEqual(missing.actions[0], { label: "Install", does: "type", line: "pipx install xhslint" });
  const named = trouble({ kind: "missing" }, "/gone/xhslint", l10n.t);
  assert.equal(named.message, "/gone/xhslint was not found. xhslint.path names it.");
  assert.deepEqual(
    named.actions.map((each) => each.label),
    ["Settings", "Try again"],
  );
  const old = trouble({ kind: "old", version: "0.1.0" }, "xhslint", l10n.t);
  assert.equal(old.message, "xhslint 0.1.0 has no language server. Version 0.2.0 or later is needed.");
  assert.equal(old.actions[0]?.label, "Upgrade");
  const broken = trouble({ kind: "broken", program: "/bin/xhslint", reason: "EACCES" }, "xhslint", l10n.t);
  assert.equal(broken.message, "/bin/xhslint cannot be run: EACCES");
});
