// The licences of the packages that went into a bundle.
import { readdirSync, readFileSync } from "node:fs";

/** The names, versions and licence texts of the packages that esbuild's metafile names. */
export function licences(metafile) {
  const paths = Object.keys(metafile.inputs);
  const folders = paths.flatMap((path) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each));
    if (!file) throw new Error(`${name} has no licence`);
    return `${name} ${version} (${license})\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
  });
}
