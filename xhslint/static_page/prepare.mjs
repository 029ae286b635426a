// Run by Node when the folder is made: compiles modules with the Python that will run them, so that no browser has to.
// Arguments: a folder with the files of Pyodide and package.tar, which gets library.zip and compiled.tar; what to run; the ABI.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, script, abi] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const python = await loadPyodide({
  indexURL: folder,
  lockFileContents: { info: { abi_version: abi, arch: "wasm32", platform: "", python: "", version: "" }, packages: {} },
  stdout: () => {},
  stderr: (line) => console.error(line),
});
for (const name of ["python_stdlib.zip", "package.tar"]) python.FS.writeFile(`/${name}`, readFileSync(join(folder, name)));
python.runPython(readFileSync(script, "utf-8"));
for (const name of ["library.zip", "compiled.tar"]) writeFileSync(join(folder, name), python.FS.readFile(`/${name}`));
