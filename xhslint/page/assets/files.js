// Files that are opened, dropped or pasted: read here, and taken apart by whoever answers.

import { ask } from "./transport.js";
import { say } from "./texts.js";

/** Returns the notes in a file, as {name, notes, problems}, with places and messages by language; throws an Error in the words of the reader. */
export async function notesOf(file, surface) {
  const suffix = /\.[^.]+$/.exec(file.name.toLowerCase())?.[0] ?? "";
  if (!surface.suffixes.includes(suffix)) throw new Error(unknown(file, suffix));
  if (file.size > surface.limits.file) {
    const megabytes = (bytes) => Math.ceil(bytes / 2 ** 20).toLocaleString();
    throw new Error(say("file too large", file.name, megabytes(file.size), megabytes(surface.limits.file)));
  }
  let base64;
  try {
    base64 = toBase64(new Uint8Array(await file.arrayBuffer()));
  } catch {
    throw new Error(say("file unread", file.name));
  }
  const answer = await ask("document", { name: file.name, base64, lang: surface.lang });
  if (answer.error) throw new Error(notOpened(file, [answer.error]));
  return answer;
}

function unknown({ name }, suffix) {
  if (suffix === ".xls") return say("file unknown.xls");
  if (suffix === ".doc") return say("file unknown.doc");
  if (suffix === ".pdf") return say("file unknown.pdf");
  return say("file unknown", name);
}

/** Returns in words that a file was not opened, and the reasons. */
export function notOpened(file, reasons) {
  return say("not opened", file.name, reasons.map((each) => each.replace(/[。.]?$/, say("stop"))).join(""));
}

function toBase64(bytes) {
  const step = 0x8000; // as many arguments as any browser takes
  let text = "";
  for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(text);
}

/** Gives the browser a file to save. */
export function save(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
