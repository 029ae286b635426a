// Bundle the plugin into dist/main.js, or with `test` its tests into out/, where `obsidian` is a stand-in.
import { appendFileSync } from "node:fs";
import { build } from "esbuild";
import { bundle, bundleTests } from "../shared/bundle.mjs";
import { licences } from "../shared/licences.mjs";

/** What Obsidian has. It is used, not bundled: two copies of CodeMirror would not know each other's values. */
const OURS = ["obsidian", "electron", "@codemirror/lint", "@codemirror/state", "@codemirror/view"];

if (process.argv[2] === "test") {
  await bundleTests(build, { alias: { obsidian: "./test/fake/obsidian.ts" }, external: ["jsdom", "@codemirror/*"] });
} else {
  const metafile = await bundle(build, "src/main.ts", "dist/main.js", OURS);
  // Obsidian installs this one file, so the licences of what is in it stand in it.
  appendFileSync("dist/main.js", `\n/*!\n${licences(metafile).join("\n\n")}*/\n`);
}
