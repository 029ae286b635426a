// The editor: the browser's own plain text editing, with words underlined by the CSS Custom Highlight API.
//
// Offsets count UTF-16 units of `text`, as strings of JavaScript do. Nothing here changes the text but `replace` and
// `load`: the input method, undo and the cursor stay the browser's. `replace` goes through the browser's editing commands,
// so that undo takes it back.

import { Lines } from "./lines.js";

const highlights = globalThis.CSS?.highlights;

export const canMark = Boolean(highlights && globalThis.Highlight);

export class Editor {
  #element;
  #lines;
  #isComposing = false;
  #changed;

  /** `changed` is called after each change of the text that is no part of an unfinished composition. */
  constructor(element, changed) {
    this.#element = element;
    this.#forget();
    this.#changed = changed;
    element.contentEditable = "plaintext-only";
    if (element.contentEditable !== "plaintext-only") element.contentEditable = "true";
    const around = element.parentNode; // because `load` puts another element in the place of this one
    const on = (type, act) => around.addEventListener(type, (event) => this.#element.contains(event.target) && act(event));
    on("beforeinput", (event) => this.#beforeInput(event));
    on("input", (event) => {
      // Some input methods never say that a composition is over; what is typed later tells it.
      if (!event.isComposing) this.#isComposing = false;
      this.#forget();
      this.#showEmptiness();
      if (!this.#isComposing) this.#changed();
    });
    on("compositionstart", () => {
      this.#isComposing = true;
    });
    on("compositionend", () => this.#endComposition());
    on("focusout", () => this.#isComposing && this.#endComposition());
    on("paste", () => this.#isComposing && this.#endComposition());
    this.#showEmptiness();
  }

  get isComposing() {
    return this.#isComposing;
  }

  get text() {
    return this.#lines.text;
  }

  focus() {
    this.#element.focus();
  }

  get hasFocus() {
    return document.activeElement === this.#element;
  }

  /** Puts another draft in the place of this one. Undo does not lead back: that would write one note into another. */
  load(given) {
    const text = plain(given);
    const hadFocus = this.hasFocus;
    const fresh = this.#element.cloneNode(false); // with nothing that a browser could undo or do again
    fresh.textContent = text.endsWith("\n") ? `${text}\n` : text;
    this.#element.replaceWith(fresh);
    this.#element = fresh;
    this.#isComposing = false;
    this.#forget();
    this.#showEmptiness();
    if (hadFocus) this.focus();
    this.#changed();
  }

  /** Replaces the whole text by another, which undo takes back. */
  replaceAll(text) {
    this.focus();
    getSelection().selectAllChildren(this.#element);
    if (text) this.insert(text);
    else document.execCommand("delete");
  }

  /** Replaces ranges, ascending and disjoint, as one step that undo takes back. */
  replace(edits) {
    const { text } = this;
    // Across elements of lines a browser glues lines together, so they become one text again.
    const isWhole = this.#lines.hasElements;
    const start = isWhole ? 0 : edits[0].start;
    const end = isWhole ? text.length : edits.at(-1).end;
    let anew = "";
    let at = start;
    for (const edit of edits) {
      anew += text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    if (isWhole) {
      this.replaceAll(anew + text.slice(at));
      const cursor = at + anew.length - edits.at(-1).end;
      this.select(cursor, cursor);
      return;
    }
    this.select(start, end);
    if (anew) this.insert(anew);
    else document.execCommand("delete");
  }

  /** Puts a text in the place of the selection, as if it were typed. */
  insert(given) {
    const text = plain(given);
    this.focus();
    const isAtEnd = this.selection?.[1] === this.text.length;
    // What has no line behind it is given to the browser as a key, which makes sure that the line is drawn.
    const words = isAtEnd ? text.replace(/\n+$/, "") : text;
    // `insertText` makes an element of each line, which takes seconds for a long text; as markup it stays one text.
    if (words.includes("\n")) document.execCommand("insertHTML", false, escaped(words));
    else if (words) document.execCommand("insertText", false, words);
    for (let at = words.length; at < text.length; at += 1) document.execCommand("insertLineBreak");
  }

  /** Selects a range and scrolls to it. */
  select(start, end) {
    this.focus();
    const range = this.range(start, end);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    this.#scrollTo(range);
  }

  /** Returns the offsets of the selection; null if it is elsewhere. */
  get selection() {
    const selection = getSelection();
    if (!selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!this.#element.contains(range.commonAncestorContainer)) return null;
    return [this.#lines.offset(range.startContainer, range.startOffset), this.#lines.offset(range.endContainer, range.endOffset)];
  }

  /** Returns a range of the document, which follows the text as it is changed. */
  range(start, end) {
    const range = document.createRange();
    range.setStart(...this.#lines.point(start));
    range.setEnd(...this.#lines.point(end));
    return range;
  }

  /** Returns whether a range is drawn on one line. */
  isOneLine(start, end) {
    const boxes = [...this.range(start, end).getClientRects()];
    return boxes.every((box) => box.top < boxes[0].bottom);
  }

  /** Marks ranges of the text by the name of a highlight, in place of those it had. */
  mark(name, spans, priority = 0) {
    if (!canMark) return;
    const highlight = new Highlight(...spans.map(({ start, end }) => this.range(start, end)));
    highlight.priority = priority;
    highlights.set(name, highlight);
  }

  #endComposition() {
    this.#isComposing = false;
    this.#forget();
    this.#changed();
  }

  #beforeInput(event) {
    // Dictation and some keyboards bring several lines at once, of which the browser would make an element each.
    if (event.cancelable && event.inputType === "insertText" && /[\r\n]/.test(event.data ?? "")) {
      event.preventDefault();
      this.insert(event.data);
      return;
    }
    // Only where the browser knows no plain text editing.
    if (this.#element.contentEditable !== "true") return;
    if (event.inputType === "insertParagraph") {
      event.preventDefault();
      document.execCommand("insertLineBreak");
    } else if (event.inputType.startsWith("format")) {
      event.preventDefault();
    }
  }

  #showEmptiness() {
    this.#element.classList.toggle("is-empty", !this.text);
  }

  #forget() {
    this.#lines = new Lines(this.#element);
  }

  /** Brings a range into sight, within the editor and with the page. */
  #scrollTo(range) {
    const { matches: isStill } = matchMedia("(prefers-reduced-motion: reduce)");
    const behavior = isStill ? "auto" : "smooth";
    const around = this.#element.getBoundingClientRect();
    let box = range.getBoundingClientRect();
    if (box.top < around.top || box.bottom > around.bottom) {
      this.#element.scrollTop += box.top - around.top - this.#element.clientHeight / 3;
      box = range.getBoundingClientRect();
    }
    const room = 80; // for what floats over the lower edge
    if (box.top < 0 || box.bottom > innerHeight - room) scrollBy({ top: box.top - innerHeight / 3, behavior });
  }
}

/** Returns a text with the line ends of browsers, and without what no text of theirs can hold. */
function plain(text) {
  return text.replace(/\r\n?/g, "\n").replaceAll("\0", "");
}

function escaped(text) {
  const element = document.createElement("div");
  element.textContent = text;
  return element.innerHTML;
}
