/** A page for CodeMirror, to be imported before it. */

import { JSDOM } from "jsdom";

export const { window } = new JSDOM("<!doctype html><body></body>", { pretendToBeVisual: true });
const names = ["document", "HTMLElement", "MutationObserver", "Node", "getComputedStyle", "Range", "Window", "Event"];
for (const name of names) Object.assign(globalThis, { [name]: window[name as keyof typeof window] });
Object.assign(globalThis, { window });
for (const name of ["requestAnimationFrame", "cancelAnimationFrame"] as const) {
  Object.assign(globalThis, { [name]: window[name].bind(window) });
}
window.Range.prototype.getClientRects = () => [] as unknown as DOMRectList; // which jsdom lacks, as it draws nothing

/** Wait until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let round = 0; !holds(); round++) {
    if (round > 1500) throw new Error("it did not happen");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
