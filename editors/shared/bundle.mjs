// Bundle an extension or its tests, by the esbuild of the extension: nothing is installed here.
import { readdirSync, rmSync } from "node:fs";

const COMMON = { bundle: true, platform: "node", target: "node20", format: "cjs", legalComments: "none" };

/** Bundles the tests of an extension into out/; `options` have the stand-ins for what its editor has. */
export async function bundleTests(build, options) {
  rmSync("out", { recursive: true, force: true });
  const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));
  await build({ ...COMMON, entryPoints: tests.map((name) => `test/${name}`), outdir: "out", ...options });
}

/** Bundles an extension into one file below dist/, and returns what esbuild tells of its contents. */
export async function bundle(build, entry, outfile, external) {
  rmSync("dist", { recursive: true, force: true });
  const { metafile } = await build({
    ...COMMON,
    entryPoints: [entry],
    outfile,
    external,
    minify: true,
    metafile: true,
  });
  return metafile;
}
