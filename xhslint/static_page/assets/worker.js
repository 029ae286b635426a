// Python in a worker: gets the files of the folder, starts the linter and answers questions.

import { files, lang, pyodide, site } from "./folder.js";

const here = (name) => new URL(name, import.meta.url).href;
const total = Object.values(files).reduce((sum, { size }) => sum + size, 0);
let loaded = 0;

class Missing extends Error {}

let broken;
const breaking = new Promise((resolve, reject) => {
  broken = reject;
});

/** Returns a file as it comes, and tells the page how much has come of all; one that does not come whole ends the start. */
function coming({ path, size }) {
  let left = size;
  let reader;
  const stream = new ReadableStream({
    async pull(controller) {
      try {
        if (!reader) {
          const response = await fetch(here(path));
          if (!response.ok) throw new Missing(path);
          reader = response.body.getReader();
        }
        const { done, value } = await reader.read();
        if (done && left) throw new Missing(path);
        if (done) return controller.close();
        loaded += value.byteLength;
        left -= value.byteLength;
        postMessage({ loaded, total });
        controller.enqueue(value);
      } catch {
        broken(new Missing(path));
        controller.error(new Missing(path));
      }
    },
  });
  return path.endsWith(".bin") ? stream.pipeThrough(new DecompressionStream("gzip")) : stream;
}

async function bytes(file) {
  return new Uint8Array(await new Response(coming(file)).arrayBuffer());
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
  const type = { headers: { "Content-Type": "application/wasm" } };
  const [{ loadPyodide }, { default: createPyodideModule }, program, library, packed] = await Promise.all([
    import(here(pyodide.main)),
    bytes(files.module).then((source) => import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })))),
    WebAssembly.compileStreaming(new Response(coming(files.runtime), type)),
    bytes(files.library),
    bytes(files.package),
  ]);
  // Pyodide asks for two files by their names: they are here, under names and types that any server has.
  self.fetch = async () => new Response(library);
  WebAssembly.instantiateStreaming = async (response, imports) => ({
    module: program,
    instance: await WebAssembly.instantiate(program, imports),
  });
  const python = await loadPyodide({
    indexURL: here(pyodide.folder),
    createPyodideModule,
    lockFileContents: { info: { abi_version: pyodide.abi, arch: "wasm32", platform: "", python: "", version: "" }, packages: {} },
    stdout: () => {},
    stderr: () => {},
  });
  for (const { path, data } of members(packed)) {
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
  typeof DecompressionStream === "function" ? Promise.race([start(), breaking]) : Promise.reject(Object.assign(new Error(), { old: true }));
ready.catch((error) => {
  postMessage({ old: error.old, missing: error instanceof Missing ? error.message : "", failure: String(error.message ?? error) });
});

onmessage = async ({ data: { id, name, request } }) => {
  const answer = await ready;
  try {
    postMessage({ id, answer: answer(name, request) });
  } catch (error) {
    postMessage({ id, failure: String(error.message ?? error) }); // of Python itself: memory, the stack
  }
};
