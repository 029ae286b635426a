// Messages: those that float over the page for a while, and those for people who listen to it.

import { say } from "./texts.js";

const find = (id) => document.getElementById(id);
const QUIET = 900; // milliseconds without a key before the verdict is read out
const STAY = 4000; // how long a message stays; three times as long if it says why something was not done

let hiding = 0;
let waiting = 0;

/** Shows a message for a while, or until it is clicked. */
export function tell(message, isRefusal = false) {
  const toast = find("toast");
  toast.textContent = message;
  toast.classList.toggle("refusal", isRefusal);
  toast.hidden = false;
  announce(message);
  clearTimeout(hiding);
  hiding = setTimeout(hush, isRefusal ? 3 * STAY : STAY);
}

export function hush() {
  find("toast").hidden = true;
}

/** Lets a screen reader say something, in place of what was to be said later. */
export function announce(message) {
  clearTimeout(waiting);
  if (find("live").textContent !== message) find("live").textContent = message;
}

/** Announces something once nothing new has come for a while. */
export function announceLater(message) {
  clearTimeout(waiting);
  waiting = setTimeout(() => announce(message), QUIET);
}

/** Returns why a question has no answer: what the transport says, if it knows. */
export function unanswered(error) {
  return { error: error instanceof TypeError ? say("gone") : error.message };
}
