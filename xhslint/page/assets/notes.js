// The notes of a document, to choose from; each is counted in the background.

import { ask } from "./transport.js";
import { hush } from "./telling.js";
import { inUse, make, say, tally } from "./texts.js";

const AT_ONCE = 20;
const MANY = 8; // notes of which one may want to see only those with findings

export class Notes {
  #element;
  #choose;
  #notes = [];
  #file = "";
  #isFolded = false;
  #problems = [];
  #current = -1;
  #round = 0;

  /** `choose(text)` is called with the text of a note that is chosen. */
  constructor(element, choose) {
    this.#element = element;
    this.#choose = choose;
    element.querySelector("input").addEventListener("change", () => this.#notes.forEach((note) => this.#hide(note)));
    element.querySelector("button").addEventListener("click", () => {
      this.#isFolded = !this.#isFolded && this.#notes.length > 0;
      if (this.#notes.length) this.draw();
      else this.close();
    });
  }

  /** The notes as {name, text} for a report; empty if there is no list. */
  get all() {
    return this.#notes.map((note) => ({ name: this.#placeOf(note, true), text: note.text }));
  }

  /** The notes in which a person has written, and which are nowhere else. */
  get written() {
    return this.#notes.filter((note) => note.text.trim() && note.text !== note.given);
  }

  /** Whether there are such notes besides the one that is chosen. */
  get isWrittenElsewhere() {
    return this.written.some((note) => note !== this.#notes[this.#current]);
  }

  /** Lists notes behind those in which a person has written and the draft that was `own` ("" for none), and chooses the first. */
  open({ name, notes, problems }, request, own) {
    const draft = { name: own.trim().split("\n")[0], place: {}, file: "", given: "", text: own };
    const kept = [...this.written, ...(own ? [draft] : [])];
    this.#file = name;
    this.#problems = problems;
    this.#notes = [...kept, ...notes.map((note) => ({ ...note, file: name, given: note.text, counts: null }))];
    this.#isFolded = false;
    this.#current = -1;
    this.draw();
    this.choose(kept.length);
    this.count(request);
  }

  close() {
    this.#round += 1;
    this.#notes = [];
    this.#problems = [];
    this.#current = -1;
    this.#element.hidden = true;
  }

  choose(at) {
    if (!this.#notes[at]) return;
    hush(); // it may promise an undo, which does not lead from one note into another
    this.#current = at;
    this.#choose(this.#notes[at].text);
    this.#point();
  }

  /** Takes over the text of the note that is being written. */
  write(text) {
    const note = this.#notes[this.#current];
    if (note) note.text = text;
  }

  /** Takes over the text and the counts of the note that is being written. */
  update(text, counts) {
    const note = this.#notes[this.#current];
    if (!note) return;
    Object.assign(note, { text, counts });
    this.#tell(note);
  }

  /** Counts the findings of all notes anew, a few at a time. */
  async count(request) {
    const round = ++this.#round;
    for (const note of this.#notes) note.counts = null;
    for (const note of this.#notes) this.#tell(note);
    for (let at = 0; at < this.#notes.length; at += AT_ONCE) {
      const notes = this.#notes.slice(at, at + AT_ONCE);
      const texts = notes.map((note) => note.text);
      let answer;
      try {
        answer = await ask("count", { ...request, texts });
      } catch {
        return; // the check of the note in the editor tells it
      }
      if (round !== this.#round) return;
      notes.forEach((note, index) => {
        if (note.text === texts[index]) note.counts = answer.counts?.[index] ?? note.counts;
        this.#tell(note);
      });
    }
  }

  /** Draws the list anew, in the language in use. */
  draw() {
    const [heading, problems, list] = ["h2", ".problems", "ol"].map((each) => this.#element.querySelector(each));
    this.#element.hidden = !this.#file || !(this.#notes.length || this.#problems.length);
    heading.textContent = say("notes", this.#file, this.#notes.filter((note) => note.file === this.#file).length);
    this.#element.querySelector("button").textContent = this.#isFolded ? say("notes.unfold") : say("notes.close");
    list.hidden = this.#isFolded;
    this.#element.querySelector("label").hidden = this.#isFolded || this.#notes.length < MANY;
    if (this.#notes.length < MANY) this.#element.querySelector("input").checked = false;
    problems.replaceChildren(...this.#problems.map((problem) => make("li", { className: problem.severity }, inUse(problem.message))));
    list.replaceChildren(
      ...this.#notes.map((note, at) => {
        const title = make("span", { className: "title", lang: "zh-CN" }, note.name || say("note.untitled"));
        const place = make("span", { className: "place" }, this.#placeOf(note, note.file !== this.#file));
        const state = make("span", { className: "state" });
        const button = make("button", { type: "button" }, title, place, state);
        button.onclick = () => this.choose(at);
        note.button = button;
        this.#tell(note);
        return make("li", {}, button);
      }),
    );
    this.#point();
  }

  /** Returns where a note is, with or without the name of its file. */
  #placeOf({ file, place }, isNamed) {
    if (!file) return say("note.yours");
    const words = inUse(place);
    if (!isNamed) return words;
    return words ? `${file} › ${words}` : file;
  }

  #tell(note) {
    if (!note.button) return;
    const { counts } = note;
    const state = note.button.querySelector(".state");
    const worst = counts && ["problem", "error", "warning", "info"].find((each) => counts[each]);
    state.className = `state ${counts ? (worst ?? "good") : ""}`;
    if (!counts) state.textContent = say("note.counting");
    else if (counts.problem) state.textContent = say("not checked");
    else state.textContent = tally(counts) || say("note.clean");
    this.#hide(note);
  }

  /** Hides a clean note if only the others are to be seen; the one that is being written stays. */
  #hide(note) {
    const isOnly = this.#element.querySelector("input").checked;
    const isClean = Boolean(note.counts) && !Object.values(note.counts).some(Boolean);
    note.button.parentNode?.toggleAttribute("hidden", isOnly && isClean && note !== this.#notes[this.#current]);
  }

  #point() {
    this.#notes.forEach((note, at) => note.button?.setAttribute("aria-current", String(at === this.#current)));
  }
}
