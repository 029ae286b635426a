// Python in a worker: gets the files of the folder, starts the linter and answers questions.

import { files, lang, pyodide, site } from "./folder.js";

const here = (name) => new URL(name, import.meta.url).href;
const total = Object.values(files).reduce((sum, { size }) => sum + size, 0);
let loaded = 0;

class Missing extends Error {}

/** Resolves to a file as it comes, and tells the page how much has come of all. */
async function coming({ path, size }) {
  const response = await fetch(here(path)).catch(() => null);
  if (!response?.ok) throw new Missing(path);
  let left = size;
  const counting = new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      left -= chunk.byteLength;
      postMessage({ loaded, total });
      controller.enqueue(chunk);
    },
    flush(controller) {
      if (left) controller.error(new Missing(path));
    },
  });
  const stream = response.body.pipeThrough(counting);
  return path.endsWith(".bin") ? stream.pipeThrough(new DecompressionStream("gzip")) : stream;
}

async function bytes(file) {
  return new Uint8Array(await new Response(await coming(file)).arrayBuffer());
}

/** Yields the files of a tar archive. */
function* members(archive) {
  const text = (start, length) => new TextDecoder().decode(archive.subarray(start, start + length)).replace(/\0.*$/s, "");
  for (let at = 0; archive[at]; ) {
    const size = parseInt(text(at + 124, 12), 8);
    const prefix = text(at + 345, 155);
    yield { path: prefix ? `${prefix}/${text(at, 100)}` : text(at, 100), data: archive.subarray(at + 512, at + 512 + size) };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/** Starts Python with what comes from the folder, and resolves to what answers questions. */
async function start() {
  const packed = bytes(files.package);
  const runtime = coming(files.runtime);
  const library = bytes(files.library);
  packed.catch(() => {}); // they are awaited below, after others that may fail first
  library.catch(() => {});
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([import(here(pyodide.main)), import(here(pyodide.module))]);
  const program = await runtime;
  // Python asks for two files by their names: they are on their way, under names and types that any server has.
  self.fetch = async (url) =>
    String(url).endsWith(".wasm")
      ? new Response(program, { headers: { "Content-Type": "application/wasm" } })
      : new Response(await library);
  const python = await loadPyodide({
    indexURL: here(pyodide.folder),
    createPyodideModule,
    lockFileContents: { info: { abi_version: pyodide.abi, arch: "wasm32", platform: "", python: "", version: "" }, packages: {} },
    stdout: () => {},
    stderr: () => {},
  });
  for (const { path, data } of members(await packed)) {
    const place = `${site}/${path}`;
    python.FS.mkdirTree(place.slice(0, place.lastIndexOf("/")));
    python.FS.writeFile(place, data);
  }
  python.runPython(`import sys; sys.path.insert(0, ${JSON.stringify(site)})`);
  const answering = python.pyimport("xhslint.static_page.browser").answering(lang);
  // What comes now is what a person writes: from here on nothing can be asked of any server.
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport"]) {
    Object.defineProperty(self, name, { value: undefined, writable: false, configurable: false });
  }
  return answering;
}

const ready =
  typeof DecompressionStream === "function" ? start() : Promise.reject(Object.assign(new Error(), { old: true }));
ready.catch((error) => {
  postMessage({ old: error.old, missing: error instanceof Missing ? error.message : "", failure: String(error.message ?? error) });
});

onmessage = async ({ data: { id, name, request } }) => {
  const answer = await ready;
  postMessage({ id, answer: answer(name, request) });
};
