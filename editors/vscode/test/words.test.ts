import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const json = (path: string) => JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;

test("every message has its Chinese text, and no text is left over", () => {
  const sources = readdirSync("src").map((name) => readFileSync(`src/${name}`, "utf8"));
  const said = sources.flatMap((source) => [...source.matchAll(/\bt\(\s*"([^"]+)"/g)].map((found) => found[1]));
  assert.ok(said.length > 10);
  assert.deepEqual([...new Set(said)].sort(), Object.keys(json("l10n/bundle.l10n.zh-cn.json")).sort());
});

test("every setting and command is described in both languages", () => {
  const used = [...readFileSync("package.json", "utf8").matchAll(/"%([a-zA-Z.]+)%"/g)].map((found) => found[1]);
  for (const path of ["package.nls.json", "package.nls.zh-cn.json"]) {
    assert.deepEqual([...new Set(used)].sort(), Object.keys(json(path)).sort());
  }
});
