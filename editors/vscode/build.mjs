// Bundle the extension into dist/, or with `test` its tests into out/, where `vscode` and its client are stand-ins.
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { licences } from "../shared/licences.mjs";

const common = { bundle: true, platform: "node", target: "node20", format: "cjs", legalComments: "none" };

if (process.argv[2] === "test") {
  rmSync("out", { recursive: true, force: true });
  const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));
  await build({
    ...common,
    entryPoints: tests.map((name) => `test/${name}`),
    outdir: "out",
    alias: { vscode: "./test/fake/vscode.ts", "vscode-languageclient/node": "./test/fake/client.ts" },
  });
} else {
  rmSync("dist", { recursive: true, force: true });
  const { metafile } = await build({
    ...common,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    external: ["vscode"],
    minify: true,
    metafile: true,
  });
  writeFileSync("dist/licenses.txt", licences(metafile).join(`\n${"-".repeat(80)}\n\n`));
}
