// Asks for checks of the text as it is written: one at a time, the newest text last, and its answer alone is shown.

import { ask } from "./transport.js";
import { say } from "./texts.js";

const MOST = 30; // findings of which it is asked what could be done about them
const WORK = 10_000; // characters that are looked through at once for that: where nothing can be called off, newer text waits for it
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
  /** The most characters of a text that is checked. */
  most = Infinity;
  #isRunning = false;
  #isDue = false;
  #interrupt = () => {};
  #waiting = [];

  /**
   * `text()` returns the text, `request()` how it is to be checked, `shown(answer, text, isQuick)` takes an answer: at first
   * without what could be done about the findings, which takes longer and comes for a few at a time. `failed(error)` is told if nobody
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
    this.#timer = setTimeout(() => {
      this.#interrupt();
      this.#run();
    }, rest);
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
    const isOld = () => this.#isDue || this.#text() !== text;
    const answer = await this.#answer(text, request);
    if (isOld()) return;
    const { findings = [] } = answer;
    const most = Math.min(findings.length, MOST);
    this.#calm();
    this.#shown(answer, text, most > 0);
    const step = Math.max(1, Math.floor(WORK / (text.length + 1)));
    for (let at = 0; at < most; at += step) {
      const asked = findings.slice(at, Math.min(at + step, most));
      const question = { ...request, text, findings: asked.map((each, index) => at + index) };
      const { remedies = [], is_called_off: isAgain } = await this.#unlessNewer(ask("remedies", question));
      if (isOld()) return;
      if (isAgain) { // for a check of another tab
        at -= step;
        continue;
      }
      asked.forEach((finding, index) => Object.assign(finding, remedies[index], { isWhole: true }));
      this.#shown(answer, text, at + step < most);
    }
  }

  /** Resolves to an answer, or to {} once newer text is to be checked: that does not wait for the answer. */
  #unlessNewer(answer) {
    const newer = new Promise((resolve) => {
      this.#interrupt = () => resolve({});
    });
    return Promise.race([answer, newer]);
  }

  async #answer(text, request) {
    const { length } = [...text];
    const { most } = this;
    if (length <= most) return ask("check", { ...request, text, quick: true });
    return { error: say("error.too long", length.toLocaleString(), most.toLocaleString()) };
  }
}
