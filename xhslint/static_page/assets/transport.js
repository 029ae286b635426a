// Asks the worker, in which the linter runs: nothing that a person writes leaves the browser.

import { lang, limit, texts } from "./folder.js";

const waiting = new Map();
let asked = 0;
let worker = null;
let failed = "";
let spoken = texts[lang];

function begin() {
  worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = (event) => {
    event.preventDefault();
    fail(event.message ? `${spoken.failed} (${event.message})` : spoken.failed);
  };
}

function hear({ id, answer, loaded, total, missing, old, failure }) {
  if (id !== undefined) {
    const { resolve, timer } = waiting.get(id) ?? {};
    clearTimeout(timer);
    waiting.delete(id);
    resolve?.(answer === undefined ? { error: fill(spoken.broken, failure) } : JSON.parse(answer));
  } else if (loaded !== undefined) {
    const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
    const said = loaded < total ? fill(spoken.loading, megabytes(loaded), megabytes(total)) : spoken.starting;
    dispatchEvent(new CustomEvent("xhslint-progress", { detail: said }));
  } else {
    if (missing) console.warn(missing); // for whoever has put the folder there
    fail(old ? spoken.old : missing ? spoken.missing : `${spoken.failed} (${failure})`);
  }
}

function fail(reason) {
  failed = reason;
  worker?.terminate();
  worker = null;
  for (const { reject, timer } of waiting.values()) {
    clearTimeout(timer);
    reject(new Error(reason));
  }
  waiting.clear();
}

function fill(text, ...values) {
  return text.replace(/\{(\d)\}/g, (mark, number) => values[number]);
}

/** Ends a worker that takes too long; the next question starts another one. */
function giveUp(id) {
  const { resolve } = waiting.get(id);
  waiting.delete(id);
  resolve({ error: fill(spoken.slow, limit) });
  const others = [...waiting.values()];
  waiting.clear();
  worker.terminate();
  worker = null;
  for (const { timer, name, request, resolve, reject } of others) {
    clearTimeout(timer);
    ask(name, request).then(resolve, reject);
  }
}

/** Resolves to the answer to a question, or to {error}; rejects if nobody answers. */
export function ask(name, request) {
  spoken = texts[request.lang] ?? texts[lang];
  if (failed) return Promise.reject(new Error(failed));
  if (!worker) begin();
  return new Promise((resolve, reject) => {
    const id = ++asked;
    // Others come while the worker gets ready, however slow the network is, or are about many texts.
    const timer = name === "check" || name === "remedies" ? setTimeout(() => giveUp(id), limit * 1000) : 0;
    waiting.set(id, { resolve, reject, timer, name, request });
    worker.postMessage({ id, name, request: JSON.stringify(request) });
  });
}
