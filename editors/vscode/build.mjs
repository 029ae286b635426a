// Bundle the extension into dist/, or with `test` its tests into out/, where `vscode` and its client are stand-ins.
import { writeFileSync } from "node:fs";
import { build } from "esbuild";
import { bundle, bundleTests } from "../shared/bundle.mjs";
import { licences } from "../shared/licences.mjs";

if (process.argv[2] === "test") {
  const alias = { vscode: "./test/fake/vscode.ts", "vscode-languageclient/node": "./test/fake/client.ts" };
  await bundleTests(build, { alias });
} else {
  const metafile = await bundle(build, "src/extension.ts", "dist/extension.js", ["vscode"]);
  writeFileSync("dist/licenses.txt", licences(metafile).join(`\n${"-".repeat(80)}\n\n`));
}
