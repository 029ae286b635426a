// Asks for checks of the text as it is written: one at a time, the newest text last, and its answer alone is shown.

import { ask } from "./transport.js";

const REST = 140; // milliseconds without a key before a check
const SLOW = 900; // milliseconds after which it is said that a check is under way

export class Checking {
  #text;
  #request;
  #shown;
  #failed;
  #slow;
  #timer = 0;
  #patience = 0;
  #isRunning = false;
  #isDue = false;
  #waiting = [];

  /**
   * `text()` returns the text, `request()` how it is to be checked, `shown(answer, text, isQuick)` takes an answer, twice for
   * each check: first without what could be done about the findings, which takes longer. `failed(error)` is told if nobody
   * answers, `slow()` if what is shown has been that of an earlier text for a while.
   */
  constructor({ text, request, shown, failed, slow }) {
    this.#text = text;
    this.#request = request;
    this.#shown = shown;
    this.#failed = failed;
    this.#slow = slow;
  }

  /** Checks after a rest, or at once. */
  plan(rest = REST) {
    clearTimeout(this.#timer);
    this.#isDue = true;
    this.#patience ||= setTimeout(this.#slow, SLOW);
    this.#timer = setTimeout(() => this.#run(), rest);
  }

  /** Resolves once the text of that moment, or a later one, is checked to the end and shown. */
  settled() {
    if (!this.#isDue && !this.#isRunning) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #run() {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (this.#isDue) {
        this.#isDue = false;
        await this.#check(this.#text(), this.#request());
      }
    } catch (error) {
      this.#isDue = false;
      this.#calm();
      this.#failed(error);
    } finally {
      this.#isRunning = false;
      for (const resolve of this.#waiting.splice(0)) resolve();
    }
  }

  #calm() {
    clearTimeout(this.#patience);
    this.#patience = 0;
  }

  async #check(text, request) {
    for (const quick of [true, false]) {
      const answer = await ask("check", { ...request, text, quick });
      if (this.#isDue || this.#text() !== text) return; // of an earlier text
      this.#calm();
      this.#shown(answer, text, quick && Boolean(answer.findings?.length));
      if (!answer.findings?.length) return;
    }
  }
}
