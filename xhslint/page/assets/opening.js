// What takes the place of the draft: a file, the example, nothing. What a person has written stays within reach.

import { notesOf, notOpened } from "./files.js";
import { hush, tell, unanswered } from "./telling.js";
import { inUse, say } from "./texts.js";

export class Opening {
  #editor;
  #notes;
  #surface;
  #request;
  #given = ""; // what was put here last, and is elsewhere as well
  #replaced = ""; // what was written and can be had again by undo alone

  /** `surface()` returns what can be chosen and the limits, or null before they are known; `request()` how to check. */
  constructor({ editor, notes, surface, request }) {
    this.#editor = editor;
    this.#notes = notes;
    this.#surface = surface;
    this.#request = request;
  }

  /** Whether there is something that a person has written and that is nowhere else. */
  get isWritten() {
    return this.#notes.written.length > 0 || this.#isDraftWritten;
  }

  get #isDraftWritten() {
    const { text } = this.#editor;
    return !this.#notes.all.length && Boolean(text.trim()) && text !== this.#given;
  }

  /** Puts a text at the cursor if there is room for it. */
  put(given) {
    const plain = given.replace(/\r\n?/g, "\n");
    const { text, body } = this.#surface().limits;
    if (this.#editor.text.length + plain.length > text) {
      tell(say("too long", plain.length.toLocaleString(), text.toLocaleString(), body.toLocaleString()), true);
      return;
    }
    this.#editor.insert(plain);
  }

  async open(files) {
    const file = files[0];
    if (!file || !this.#surface()) return;
    this.#refuse("");
    tell(files.length > 1 ? say("several files", file.name) : say("waiting"));
    try {
      const found = await notesOf(file, this.#surface());
      if (files.length === 1) hush();
      const isText = found.notes.length === 1 && !inUse(found.notes[0].place) && !found.problems.length;
      if (!found.notes.length) this.#refuse(notOpened(file, found.problems.map((each) => inUse(each.message))));
      else if (isText && !this.#notes.written.length) this.#replace(found.notes[0].text);
      else this.#list(found);
    } catch (error) {
      hush();
      this.#refuse(unanswered(error).error);
    }
  }

  showExample() {
    this.#refuse("");
    const text = say("example.text");
    if (this.#notes.written.length) this.#list({ name: say("example"), notes: [{ text, place: {} }], problems: [] });
    else this.#replace(text);
  }

  /** Empties the draft, which undo takes back; a list in which somebody has written stays. */
  clear() {
    this.#refuse("");
    if (!this.#notes.isWrittenElsewhere) this.#notes.close();
    this.#replaced = "";
    this.#editor.replaceAll("");
  }

  /** Says for as long as it is so why nothing was opened; "" takes it back. */
  #refuse(reason) {
    const notice = document.getElementById("unopened");
    notice.hidden = !reason;
    notice.textContent = reason && this.#editor.text.trim() ? `${reason}${say("still yours")}` : reason;
  }

  #replace(text) {
    if (this.#isDraftWritten) this.#replaced = this.#editor.text;
    this.#notes.close();
    this.#given = text; // first, as it is asked for while the text is changed
    this.#editor.replaceAll(text);
  }

  #list(found) {
    const own = this.#isDraftWritten ? this.#editor.text : this.#replaced;
    this.#replaced = "";
    this.#notes.open(found, this.#request(), own);
  }
}
