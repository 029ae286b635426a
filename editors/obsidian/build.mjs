// Bundle the plugin into dist/main.js, or with `test` its tests into out/, where `obsidian` is a stand-in.
import { appendFileSync, readdirSync, rmSync } from "node:fs";
import { build } from "esbuild";
import { licences } from "../shared/licences.mjs";

const common = { bundle: true, platform: "node", target: "node20", format: "cjs", legalComments: "none" };
/** What Obsidian has. */
const OURS = ["obsidian", "electron", "@codemirror/lint", "@codemirror/state", "@codemirror/view"];

if (process.argv[2] === "test") {
  rmSync("out", { recursive: true, force: true });
  const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));
  await build({
    ...common,
    entryPoints: tests.map((name) => `test/${name}`),
    outdir: "out",
    alias: { obsidian: "./test/fake/obsidian.ts" },
    external: ["jsdom", "@codemirror/*"],
  });
} else {
  rmSync("dist", { recursive: true, force: true });
  // What Obsidian has is used, not bundled: two copies of CodeMirror would not know each other's values.
  const { metafile } = await build({
    ...common,
    entryPoints: ["src/main.ts"],
    outfile: "dist/main.js",
    external: OURS,
    minify: true,
    metafile: true,
  });
  // Obsidian installs this one file, so the licences of what is in it stand in it.
  appendFileSync("dist/main.js", `\n/*!\n${licences(metafile).join("\n\n")}*/\n`);
}
