// The editor: the browser's own plain text editing, with words underlined by the CSS Custom Highlight API.
//
// Offsets count UTF-16 units of `text`, as strings of JavaScript do. Nothing here changes the text but `replace` and
// `load`: the input method, undo and the cursor stay the browser's. `replace` goes through the browser's editing commands,
// so that undo takes it back.

const highlights = globalThis.CSS?.highlights;

export const canMark = Boolean(highlights && globalThis.Highlight);

export class Editor {
  #element;
  #pieces = null;
  #text = null;
  #isComposing = false;
  #changed;

  /** `changed` is called after each change of the text that is no part of an unfinished composition. */
  constructor(element, changed) {
    this.#element = element;
    this.#changed = changed;
    element.contentEditable = "plaintext-only";
    if (element.contentEditable !== "plaintext-only") element.contentEditable = "true";
    const around = element.parentNode; // because `load` puts another element in the place of this one
    const on = (type, act) => around.addEventListener(type, (event) => event.target === this.#element && act(event));
    on("beforeinput", (event) => this.#beforeInput(event));
    on("input", () => {
      this.#forget();
      this.#showEmptiness();
      if (!this.#isComposing) this.#changed();
    });
    on("compositionstart", () => {
      this.#isComposing = true;
    });
    on("compositionend", () => {
      this.#isComposing = false;
      this.#forget();
      this.#changed();
    });
    this.#showEmptiness();
  }

  get isComposing() {
    return this.#isComposing;
  }

  get text() {
    if (this.#text === null) {
      const pieces = this.#read();
      const text = pieces.map((piece) => piece.text).join("");
      // A line end at the very end is drawn only if something is behind it, so browsers put another one there.
      const isFilled = text.endsWith("\n") && !pieces.at(-1).isBlock;
      this.#text = isFilled ? text.slice(0, -1) : text;
    }
    return this.#text;
  }

  focus() {
    this.#element.focus();
  }

  get hasFocus() {
    return document.activeElement === this.#element;
  }

  /** Puts another draft in the place of this one. Undo does not lead back: that would write one note into another. */
  load(text) {
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
    const text = this.text;
    const { start } = edits[0];
    const { end } = edits.at(-1);
    let anew = "";
    let at = start;
    for (const edit of edits) {
      anew += text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    this.select(start, end);
    if (anew) this.insert(anew);
    else document.execCommand("delete");
  }

  /** Puts a text in the place of the selection, as if it were typed. */
  insert(text) {
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
    return [this.#offset(range.startContainer, range.startOffset), this.#offset(range.endContainer, range.endOffset)];
  }

  /** Returns a range of the document, which follows the text as it is changed. */
  range(start, end) {
    const range = document.createRange();
    range.setStart(...this.#point(start));
    range.setEnd(...this.#point(end));
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

  #beforeInput(event) {
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
    const { firstChild } = this.#element;
    const isEmpty = !firstChild || (this.#element.childNodes.length === 1 && firstChild.nodeName === "BR");
    this.#element.classList.toggle("is-empty", isEmpty);
  }

  #forget() {
    this.#pieces = null;
    this.#text = null;
  }

  /**
   * Returns the text nodes and line ends with their offsets. Where a browser has made an element of a line, what is dropped
   * or undone, its beginning is a line end, and the break that keeps it open is none.
   */
  #read() {
    if (this.#pieces) return this.#pieces;
    this.#pieces = [];
    let start = 0;
    const walker = document.createTreeWalker(this.#element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isBlock = node.nodeName === "DIV" || node.nodeName === "P";
      const isOpener = node.nodeName === "BR" && !node.nextSibling && node.parentNode !== this.#element;
      let text = "";
      if (node.nodeType === Node.TEXT_NODE) text = node.data;
      else if ((isBlock && node !== this.#element.firstChild) || (node.nodeName === "BR" && !isOpener)) text = "\n";
      if (!text) continue;
      this.#pieces.push({ node, start, text, isBlock });
      start += text.length;
    }
    return this.#pieces;
  }

  /** Returns the node and the offset in it of an offset of the text. */
  #point(offset) {
    const pieces = this.#read();
    let low = 0;
    let high = pieces.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (pieces[middle].start <= offset) low = middle;
      else high = middle;
    }
    const piece = pieces[low];
    if (!piece) return [this.#element, 0];
    if (piece.node.nodeType === Node.TEXT_NODE) return [piece.node, Math.min(offset - piece.start, piece.text.length)];
    if (piece.isBlock && offset > piece.start) return [piece.node, 0];
    const index = [...piece.node.parentNode.childNodes].indexOf(piece.node);
    return [piece.node.parentNode, index + Number(offset > piece.start)];
  }

  #offset(node, offset) {
    if (node.nodeType === Node.TEXT_NODE) {
      const piece = this.#read().find((each) => each.node === node);
      return piece ? piece.start + offset : 0;
    }
    const point = document.createRange();
    point.setStart(node, offset);
    const found = this.#read().find((each) => point.comparePoint(each.node, 0) >= 0);
    return found ? found.start : this.text.length;
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

function escaped(text) {
  const element = document.createElement("div");
  element.textContent = text;
  return element.innerHTML;
}
