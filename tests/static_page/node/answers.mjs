// Answers questions with the files of a written folder, in Node instead of a worker. Argument: the folder.
// Each line of the input is JSON: [name, request]; of the output, the answer, and at last figures.

import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const began = performance.now();
const out = process.argv[2];
const page = join(out, readdirSync(out).find((name) => name.startsWith("page-")));
const load = (...path) => import(pathToFileURL(join(...path)).href);
const scratch = mkdtempSync(join(tmpdir(), "xhslint-"));
writeFileSync(join(scratch, "package.json"), '{"type": "module"}'); // the modules are named .js, as servers know them

const { files, lang, pyodide, site } = await load(page, "folder.js");
const named = (name, source) => {
  writeFileSync(join(scratch, name), source);
  return load(scratch, name);
};
const { loadPyodide } = await named("main.js", readFileSync(join(page, pyodide.main)));
const { default: createPyodideModule } = await named("module.js", gunzipSync(readFileSync(join(page, files.module.path))));
writeFileSync(join(scratch, "pyodide.asm.wasm"), gunzipSync(readFileSync(join(page, files.runtime.path))));
const python = await loadPyodide({
  indexURL: scratch,
  createPyodideModule,
  stdLibURL: join(page, files.library.path),
  lockFileContents: { info: { abi_version: pyodide.abi, arch: "wasm32", platform: "", python: "", version: "" }, packages: {} },
});
rmSync(scratch, { recursive: true });
python.FS.writeFile("/package.tar", gunzipSync(readFileSync(join(page, files.package.path))));
python.globals.set("site", site);
python.runPython("import sys, tarfile; tarfile.open('/package.tar').extractall(site, filter='data'); sys.path.insert(0, site)");
const answer = python.pyimport("xhslint.static_page.browser").answering(lang);
const seconds = (performance.now() - began) / 1000;
const times = [];
for await (const line of createInterface({ input: process.stdin })) {
  const [name, request] = JSON.parse(line);
  const start = performance.now();
  console.log(answer(name, JSON.stringify(request)));
  times.push(performance.now() - start);
}
console.log(JSON.stringify({ seconds, times, bytes: python._module.HEAP8.length }));
